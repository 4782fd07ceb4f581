// What a screen reader is told of the main views, as text, against `aria/`: `node run.mjs --write-aria aria` writes it anew.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inEngines, usable } from './harness.mjs';
import { register, settled, sees } from './person.mjs';
import { VIEWS, openSample, visit } from './views.mjs';

const KEPT = path.join(import.meta.dirname, 'aria');
const NAMED = ['agenda', 'session', 'ideas', 'idea', 'idea-form', 'registration', 'registration-form', 'more', 'device', 'about'];
const LINES = 90;
// Only these change what is heard, beside role and name.
const STATES = ['level', 'checked', 'pressed', 'expanded', 'required', 'invalid', 'disabled', 'haspopup'];

/** One node a line, indented; texts that only repeat their parent's name are left out. */
function lines(node, depth = 0, parent = '') {
  const silent = ['StaticText', 'InlineTextBox', 'none', 'generic'].includes(node.role);
  const name = (node.name ?? '').replace(/\s+/g, ' ').trim();
  const own = [];
  if (!silent || (node.role === 'StaticText' && name && !parent.includes(name))) {
    const states = STATES.filter((key) => node[key] !== undefined && node[key] !== false).map((key) => `${key}=${node[key]}`);
    own.push(`${'  '.repeat(depth)}${node.role === 'StaticText' ? 'text' : node.role}${name ? ` "${name.slice(0, 80)}"` : ''}${states.length ? ` [${states.join(' ')}]` : ''}`);
  }
  const next = own.length ? depth + 1 : depth;
  return [...own, ...(node.children ?? []).flatMap((child) => lines(child, next, name || parent))];
}

/** Sizes and the order of chance differ from run to run. */
const steady = (text) => text
  .replace(/\d+([.,]\d+)? (kB|MB|B)\b/g, 'N kB')
  .replace(/Gagas \d+\.\d+\.\d+/g, 'Gagas N');

// The whole line: the bar below says "waiting to be handed over" before it is saved.
const SAVED = { id: 'Tersimpan di ponsel ini · menunggu diserahkan', en: 'Saved on this phone · waiting to be handed over' };
const SEND = { id: 'Kirim pendaftaran', en: 'Hand in the registration' };

/** Compares what is told of the page that is seen, or writes it; `hidden` texts differ from run to run. */
async function told(face, name, hidden = []) {
  // What is off the screen may be left out of the tree or not; on a whole page nothing is.
  await face.run(() => document.documentElement.toggleAttribute('data-whole', true));
  const tree = lines(await face.page.accessibility.snapshot({ interestingOnly: false })).slice(0, LINES).join('\n');
  const text = hidden.reduce((all, words) => all.replaceAll(words, 'N'), steady(`${tree}\n`));
  const file = path.join(KEPT, `${name}.txt`);
  if (process.env.GAGAS_ARIA === 'write') writeFileSync(file, text);
  else assert.equal(text, readFileSync(file, 'utf8'), `${name}: heard otherwise (node run.mjs --write-aria aria takes it over)`);
}

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`every main view reads as it did (${lang})`, async ({ site, face }) => {
    mkdirSync(KEPT, { recursive: true });
    await face.open(site.url);
    await usable(face);
    await settled(face);
    await told(face, `start-${lang}`);
    await openSample(site, face, lang);
    for (const [name, way] of VIEWS.filter(([view]) => NAMED.includes(view))) {
      // The order of ideas is each person's own.
      await visit(face, name.startsWith('idea') && name !== 'idea-form' ? (f) => f.run(() => { location.hash = '#/ideas?sort=newest'; }) : way);
      if (name === 'idea') await visit(face, way);
      await told(face, `${name}-${lang}`);
    }
    const code = await register(face, SEND[lang]);
    await face.until(() => !document.querySelector('.toast'), { timeout: 30_000 });
    await sees(face, SAVED[lang]);
    await told(face, `ticket-${lang}`, [code]);
  }, { engines: ['chromium'], locale, timeout: 180_000 });
}
