// Figures, not a test: opening 10,000 ideas, and interactions with 500 ideas and 200 sessions on a processor slowed four times.
import { rmSync } from 'node:fs';
import { engine } from './engines.mjs';
import { go } from './person.mjs';
import { grown, sign, site } from './large.mjs';
import { Site } from './server.mjs';

const IDEAS = Number(process.env.GAGAS_IDEAS ?? 10_000);
const shown = () => document.querySelectorAll('main a[href^="#/ideas/"]').length > 3;
const agenda = () => document.querySelectorAll('main a[href^="#/agenda/"]').length > 3;
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const tell = (what, ms) => console.log(`| ${what} | ${Math.round(ms)} ms |`);

/** Opens a site with so many ideas and sessions in Chromium, and closes both again. */
async function withWorkshop(size, body) {
  const dir = site();
  sign(dir, grown(size));
  const host = await Site.start(dir);
  const face = await engine('chromium', { width: 1280, height: 800 });
  try {
    await body(host, face);
  } finally {
    await face.close();
    await host.stop();
    rmSync(dir, { recursive: true });
  }
}

await withWorkshop({ ideas: IDEAS, sessions: 200 }, async (host, face) => {
  const start = performance.now();
  await face.open(`${host.url}#/ideas`);
  await face.until(shown, { timeout: 300_000 });
  tell(`${IDEAS} ideas: fetched, verified, stored, listed`, performance.now() - start);
  await face.until(() => new Promise((done) => setTimeout(() => done(true), 3000)));
  const opened = [];
  for (let n = 0; n < 5; n++) {
    await face.reload();
    await face.until(shown, { timeout: 120_000 });
    // From the start of navigation, by the page's own clock.
    opened.push(await face.run(() => performance.now()));
  }
  tell(`${IDEAS} ideas: opened from the device, first list (median of 5)`, median(opened));
});

// Does something in the page, and tells how long it is until the second frame after it.
const frame = async (source) => {
  const run = new Function(`return (${source})`)();
  const start = performance.now();
  run();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
};

await withWorkshop({ ideas: 500, sessions: 200 }, async (host, face) => {
  await face.open(host.url);
  await face.until(agenda, { timeout: 120_000 });
  const session = await face.page.createCDPSession();
  const measure = async (what, prepare, act) => {
    const took = [];
    for (let n = 0; n < 5; n++) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await prepare();
      await face.until(() => new Promise((done) => setTimeout(() => done(true), 400)));
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      took.push(await face.page.evaluate(`(${frame})(${JSON.stringify(String(act))})`));
    }
    tell(`500 ideas, 200 sessions, CPU x4: ${what} (median of 5)`, median(took));
  };
  const at = (route, ready) => async () => { await go(face, route); await face.until(ready); };
  const onIdeas = at('#/ideas', shown);
  await measure('agenda to ideas', at('#/agenda', agenda), () => { location.hash = '#/ideas'; });
  await measure('ideas to agenda', onIdeas, () => { location.hash = '#/agenda'; });
  await measure('open an idea', onIdeas, () => document.querySelector('main a[href^="#/ideas/"]:not([href$=new])').click());
  await measure('a key in the search of ideas', onIdeas, () => {
    const field = document.querySelector('main input[type=search]');
    field.value += 'a';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await measure('star a session', at('#/agenda', agenda), () => document.querySelector('main li button[aria-pressed]').click());
});
