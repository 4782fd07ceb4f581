// Every view in both languages and themes: no finding of axe, nothing wider than the screen, no violation of the policy.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { inEngines } from './harness.mjs';
import { VIEWS, openSample, theme, visit } from './views.mjs';

const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`every view is accessible (${lang})`, async ({ site, face }) => {
    const found = [];
    await face.open(site.url);
    await face.until(() => Boolean(document.querySelector('h1')));
    for (const line of await violations(face)) found.push(`start: ${line}`);
    await openSample(site, face, lang);
    for (const [name, way] of VIEWS) {
      await visit(face, way);
      for (const value of ['light', 'dark']) {
        await theme(face, value);
        for (const line of await violations(face)) found.push(`${name}, ${value}: ${line}`);
      }
      await face.size(320, 568);
      if (await face.run(wide) > 0) found.push(`${name}: wider than 320 px`);
      await face.size(360, 740);
    }
    assert.equal(await face.run(() => document.documentElement.lang), lang);
    assert.deepEqual(found, []);
    assert.deepEqual(await face.violations(), []);
  }, { engines: ['chromium'], locale, timeout: 300_000 });
}
