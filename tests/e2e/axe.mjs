// axe-core in the page that an engine shows: what it finds against WCAG 2.2 AA and its best practices.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns the violations, one line each with the elements they concern. */
export async function violations(face) {
  // As the body of a function the source meets no policy of the page: drivers compile it outside of the page's scripts.
  await face.run(`() => { ${source}; return true; }`);
  // What is off the screen is not styled anew when the theme changes (content-visibility): here all of it is.
  return face.run(async () => {
    document.documentElement.toggleAttribute('data-whole', true);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)));
    const { violations: all } = await window.axe.run(document, { resultTypes: ['violations'] });
    document.documentElement.removeAttribute('data-whole');
    return all.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}
