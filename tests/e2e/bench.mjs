// Figures, not a test: node bench.mjs [WORD of a part ..]. Chromium on a build that the real server serves.
// Each part prints rows of a table: what, figure, bar.
import { rmSync } from 'node:fs';
import { edit, frame, noteInteractions, noteUsable, noteWrites } from './bench-page.mjs';
import { engine } from './engines.mjs';
import { kept } from './harness.mjs';
import { grown, jambi, sign, site } from './large.mjs';
import { go, press } from './person.mjs';
import { Site } from './server.mjs';

const IDEAS = Number(process.env.GAGAS_IDEAS ?? 10_000);
const words = process.argv.slice(2);
const ideas = () => document.querySelectorAll('main a[href^="#/ideas/"]').length > 3;
const agenda = () => !document.getElementById('boot') && document.querySelectorAll('main a[href^="#/agenda/"]').length > 3;
const rank = (all, share) => all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))];
const median = (all) => rank(all, 0.5);
const tell = (what, figure, bar = '') => console.log(`| ${what} | ${typeof figure === 'number' ? `${Math.round(figure)} ms` : figure} | ${bar} |`);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Opens a site with this workshop in Chromium, and closes both again. */
async function withWorkshop(json, body, { width = 360, height = 740 } = {}) {
  const dir = site();
  sign(dir, json);
  const host = await Site.start(dir);
  const face = await engine('chromium', { width, height });
  try {
    const session = await face.page.createCDPSession();
    const slow = (rate) => session.send('Emulation.setCPUThrottlingRate', { rate });
    await body({ host, face, slow });
  } finally {
    await face.close();
    await host.stop();
    rmSync(dir, { recursive: true });
  }
}

const wide = { width: 1280, height: 800 };

const PARTS = {
  /** 10,000 ideas from the host and from the device, and scrolling through them. */
  async large() {
    await withWorkshop(grown({ ideas: IDEAS, sessions: 200 }), async ({ host, face }) => {
      const start = performance.now();
      await face.open(`${host.url}#/ideas`);
      await face.until(ideas, { timeout: 300_000 });
      tell(`${IDEAS} ideas: fetched, verified, stored, listed`, performance.now() - start);
      await pause(3000);
      const opened = [];
      for (let n = 0; n < 5; n++) {
        await face.reload();
        await face.until(ideas, { timeout: 120_000 });
        // From the start of navigation, by the page's own clock.
        opened.push(await face.run(() => performance.now()));
      }
      tell(`${IDEAS} ideas: opened from the device, first list`, median(opened), '500 ms');
      await face.run(noteInteractions);
      await pause(2000);
      await face.run(() => { window.gagasTasks.length = 0; });
      await face.page.mouse.move(640, 400);
      for (let n = 0; n < 60; n++) {
        await face.page.mouse.wheel({ deltaY: 600 });
        await pause(30);
      }
      await pause(500);
      const tasks = await face.run(() => window.gagasTasks);
      tell(`${IDEAS} ideas: longest task while scrolling`, tasks.length ? Math.max(...tasks) : 'none over 50 ms', '50 ms');
    }, wide);
  },

  /** Changes of page and single actions with a large workshop on a slow processor. */
  async actions() {
    await withWorkshop(grown({ ideas: 500, sessions: 200 }), async ({ host, face, slow }) => {
      await face.open(host.url);
      await face.until(agenda, { timeout: 120_000 });
      const measure = async (what, bar, prepare, act) => {
        const took = [];
        for (let n = 0; n < 5; n++) {
          await slow(1);
          await prepare();
          await pause(400);
          await slow(4);
          took.push(await face.page.evaluate(`(${frame})(${JSON.stringify(String(act))})`));
        }
        tell(`500 ideas, 200 sessions, CPU x4: ${what}`, median(took), bar);
      };
      const at = (route, ready) => async () => { await go(face, route); await face.until(ready); };
      const onIdeas = at('#/ideas', ideas);
      await measure('agenda to ideas', '50 ms', at('#/agenda', agenda), () => { location.hash = '#/ideas'; });
      await measure('ideas to agenda', '50 ms', onIdeas, () => { location.hash = '#/agenda'; });
      await measure('open an idea', '50 ms', onIdeas, () => document.querySelector('main a[href^="#/ideas/"]:not([href$=new])').click());
      await measure('a key in the search of ideas', '50 ms', onIdeas, () => {
        const field = document.querySelector('main input[type=search]');
        field.value += 'a';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await measure('star a session', '100 ms', at('#/agenda', agenda), () => document.querySelector('main li button[aria-pressed]').click());
    }, wide);
  },

  /** A person's way through a large workshop with real clicks and keys; the browser says how long each one took. */
  async interactions() {
    await withWorkshop(grown({ ideas: 500, sessions: 200 }), async ({ host, face, slow }) => {
      await face.page.evaluateOnNewDocument(noteInteractions);
      await face.open(host.url);
      await face.until(agenda, { timeout: 120_000 });
      await pause(3000);
      const every = [];
      const step = async (what, bar, act) => {
        await slow(1);
        await pause(600);
        await face.run(() => { window.gagasEvents.length = 0; });
        await slow(4);
        await act();
        await pause(600);
        const worst = new Map();
        for (const { interactionId, duration } of await face.run(() => window.gagasEvents)) {
          worst.set(interactionId, Math.max(worst.get(interactionId) ?? 0, duration));
        }
        every.push(...worst.values());
        tell(`interaction, CPU x4: ${what}`, worst.size ? Math.max(...worst.values()) : 'under 16 ms', bar);
      };
      const search = async (text) => {
        await face.until(() => {
          const found = [...document.querySelectorAll('main input[type=search]')].find((each) => each.checkVisibility());
          found?.setAttribute('data-e2e', 'search');
          return Boolean(found);
        });
        await face.click('[data-e2e=search]');
        await face.page.keyboard.type(text, { delay: 150 });
        await face.run(() => document.querySelector('[data-e2e=search]').removeAttribute('data-e2e'));
      };
      await step('another day', '50 ms', () => press(face, 'Kam', '.tab'));
      await step('star a session', '100 ms', () => press(face, 'Tandai', 'main button'));
      await step('a menu', '100 ms', () => press(face, 'Tindakan agenda', 'button'));
      await step('closing it', '100 ms', () => face.press('Escape'));
      await step('eight keys in the search of sessions', '50 ms', () => search('tambahan'));
      await step('to the ideas', '50 ms', async () => { await press(face, 'Gagasan', 'nav a'); await face.until(ideas); });
      await step('a vote', '100 ms', () => press(face, 'Dukung', 'main button[aria-pressed]'));
      await step('seven keys in the search of ideas', '50 ms', () => search('irigasi'));
      await step('an idea', '50 ms', () => press(face, 'Layanan irigasi', 'main h3 a'));
      await go(face, '#/ideas/new');
      await face.until(() => Boolean(document.getElementById('idea-title')));
      await step('a title in the form of an idea', '100 ms', async () => { await face.click('#idea-title'); await face.page.keyboard.type('Layanan antrean desa', { delay: 100 }); });
      tell(`interaction, CPU x4: the worst of all`, every.length ? Math.max(...every) : 'under 16 ms', '100 ms');
    });
  },

  /** From a person's press to the page that shows it, and to the disk. */
  async edits() {
    await withWorkshop(jambi(), async ({ host, face }) => {
      await face.page.evaluateOnNewDocument(noteWrites);
      await face.open(host.url);
      await face.until(agenda);
      await pause(2000);
      for (const [what, route, css] of [['a star', '#/agenda', 'main li button[aria-pressed]'], ['a vote, signed', '#/ideas', 'main button[aria-pressed][aria-label^=Dukung]']]) {
        await go(face, route);
        await face.until((selector) => Boolean(document.querySelector(selector)), { args: [css] });
        const all = [];
        for (let n = 0; n < 60; n++) {
          await pause(200);
          all.push(await face.run(edit, css));
        }
        tell(`${what}: in the page, p95 of ${all.length}`, rank(all.map(({ changed }) => changed), 0.95), '16 ms');
        tell(`${what}: the frame that shows it, p95`, rank(all.map(({ visible }) => visible), 0.95));
        tell(`${what}: on the disk, p95`, rank(all.map(({ durable }) => durable), 0.95), '50 ms');
      }
    });
  },

  /** Starting without a network on a slow processor: nothing is asked of anybody, for nobody is there. */
  async offline() {
    for (const [size, json] of [['the Jambi workshop', jambi()], ['500 ideas, 200 sessions', grown({ ideas: 500, sessions: 200 })]]) {
      await withWorkshop(json, async ({ host, face, slow }) => {
        await face.page.evaluateOnNewDocument(noteUsable);
        await face.open(host.url);
        await face.until(agenda, { timeout: 60_000 });
        await kept(face);
        await pause(3000);
        await host.offline();
        await slow(4);
        const took = [];
        for (let n = 0; n < 6; n++) {
          await face.reload();
          took.push(await face.until(() => window.gagasUsable, { timeout: 60_000 }));
          await pause(1500);
        }
        // The first one compiles the copy; the browser keeps what it compiled.
        const [first, ...rest] = took;
        tell(`offline, CPU x4, ${size}: start to usable, server stopped`, median(rest), '500 ms');
        tell(`offline, CPU x4, ${size}: the first such start`, first);
      });
    }
  },
};

for (const [name, part] of Object.entries(PARTS)) {
  if (!words.length || words.some((word) => name.includes(word))) await part();
}
