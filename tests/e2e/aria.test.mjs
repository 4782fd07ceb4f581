// What a screen reader is told of the main views, as text, against `aria/`. GAGAS_ARIA=write writes it anew.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inEngines } from './harness.mjs';
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

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`every main view reads as it did (${lang})`, async ({ site, face }) => {
    await openSample(site, face, lang);
    const write = process.env.GAGAS_ARIA === 'write';
    mkdirSync(KEPT, { recursive: true });
    for (const [name, way] of VIEWS.filter(([view]) => NAMED.includes(view))) {
      // The order of ideas is each person's own.
      await visit(face, name.startsWith('idea') && name !== 'idea-form' ? (f) => f.run(() => { location.hash = '#/ideas?sort=newest'; }) : way);
      if (name === 'idea') await visit(face, way);
      const tree = steady(`${lines(await face.page.accessibility.snapshot({ interestingOnly: false })).slice(0, LINES).join('\n')}\n`);
      const file = path.join(KEPT, `${name}-${lang}.txt`);
      if (write) writeFileSync(file, tree);
      else assert.equal(tree, readFileSync(file, 'utf8'), `${name}: heard otherwise (GAGAS_ARIA=write node run.mjs aria takes it over)`);
    }
  }, { engines: ['chromium'], locale, timeout: 180_000 });
}
