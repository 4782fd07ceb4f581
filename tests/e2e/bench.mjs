// What a browser needs for 10,000 ideas: from the file beside the app, and again from the device. Figures, not a test.
import { rmSync } from 'node:fs';
import { engine } from './engines.mjs';
import { go } from './person.mjs';
import { grown, sign, site } from './large.mjs';
import { Site } from './server.mjs';

const IDEAS = Number(process.env.GAGAS_IDEAS ?? 10_000);
const dir = site();
sign(dir, grown({ ideas: IDEAS, sessions: 200 }));
const host = await Site.start(dir);
const face = await engine('chromium', { width: 1280, height: 800 });
const shown = () => document.querySelectorAll('main article, main .card h2, main .card h3').length > 3;
const timed = async (what, run) => {
  const start = performance.now();
  await run();
  console.log(`| ${what} | ${Math.round(performance.now() - start)} ms |`);
};
try {
  await timed(`${IDEAS} ideas: fetched, verified, stored, listed`, async () => {
    await face.open(`${host.url}#/ideas`);
    await face.until(shown, { timeout: 300_000 });
  });
  await face.until(() => new Promise((done) => setTimeout(() => done(true), 3000)));
  const opened = [];
  for (let n = 0; n < 5; n++) {
    const start = performance.now();
    await face.reload();
    await face.until(shown, { timeout: 120_000 });
    opened.push(performance.now() - start);
  }
  opened.sort((a, b) => a - b);
  console.log(`| ${IDEAS} ideas: cold open from the device, first list (median of 5) | ${Math.round(opened[2])} ms |`);
  for (const [what, route] of [['to the agenda', '#/agenda'], ['back to the ideas', '#/ideas']]) {
    await timed(what, async () => { await go(face, route); await face.until(() => Boolean(document.querySelector('h1'))); });
  }
} finally {
  await face.close();
  await host.stop();
  rmSync(dir, { recursive: true });
}
