// A session, an idea and the workshop are passed on by a code, the clipboard and WhatsApp; a link opens what it names.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { violations } from './axe.mjs';
import { inEngines } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { press, sees } from './person.mjs';
import { VIEWS, visit } from './views.mjs';

const made = copy();
sign(made, jambi());
after(() => rmSync(made, { recursive: true }));
const ways = new Map(VIEWS);

inEngines('a session and an idea are passed on, and their links open them elsewhere', async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Workshop Inovasi');
  for (const view of ['session', 'idea']) {
    await visit(face, ways.get(view));
    const [title, hash] = await face.run(() => [[...document.querySelectorAll('main h1')].at(-1).textContent, location.hash]);
    await press(face, 'Bagikan', 'main .actions button');
    const address = await face.until(() => document.querySelector('dialog[open] svg.qr') && document.querySelector('dialog[open] .address')?.textContent);
    assert.ok(decodeURIComponent(address).endsWith(hash.slice(1)), address);
    const whatsapp = await face.run(() => document.querySelector('dialog[open] a[href^="https://wa.me/"]').href);
    assert.equal(new URL(whatsapp).searchParams.get('text'), `${title} ${address}`);
    if (face.name === 'chromium') assert.deepEqual(await violations(face), [], view);
    await press(face, 'Tutup', 'dialog[open] button');
    // In the same tab: only what is behind the `#` differs.
    await face.open(address);
    await face.until((words) => [...document.querySelectorAll('main h1')].at(-1)?.textContent === words, { args: [title] });
  }
  assert.deepEqual(await face.violations(), []);
}, { dist: made, timeout: 180_000 });
