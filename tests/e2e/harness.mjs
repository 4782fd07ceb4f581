// What every test starts with: a site, an engine with a fresh profile, and an end that leaves nothing behind.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { engine } from './engines.mjs';
import { DIST, Site } from './server.mjs';

const ALL = ['chromium', 'firefox', 'webkit'];
export const ENGINES = process.env.GAGAS_ENGINES?.split(',') ?? ALL;

/** Declares one test in each of these engines: `body({ site, face })`. `todo` names a defect for which it still fails. */
export function inEngines(title, body, { engines = ALL, dist, binary, timeout = 120_000, todo, ...options } = {}) {
  for (const name of engines.filter((each) => ENGINES.includes(each))) {
    test(`${title} [${name}]`, { timeout, todo }, async () => {
      const site = await Site.start(dist, binary);
      let face;
      try {
        face = await engine(name, options);
        await body({ site, face });
      } finally {
        await face?.close();
        await site.stop();
      }
    });
  }
}

/** Waits until the app shows itself: a browser's own page of what went wrong has a heading, too. */
export const usable = (face) => face.until(() => !document.getElementById('boot') && Boolean(document.querySelector('#main h1')));

/** How many files an offline copy has at least. */
const WHOLE = readFileSync(path.join(DIST, 'sw.js'), 'utf8').split('LATER')[0].match(/'[0-9a-f]{32}'/g).length;

/**
 * Waits until the offline copy is complete and answers the next start. It may not control this very page: a worker that
 * becomes active while a page is on its way does not claim that page, in Firefox most often.
 */
export const kept = (face) => face.until(async (whole) => {
  const { active } = await navigator.serviceWorker.ready;
  for (const name of await caches.keys()) {
    if ((await (await caches.open(name)).keys()).length >= whole) return active?.state === 'activated';
  }
  return false;
}, { args: [WHOLE] });
