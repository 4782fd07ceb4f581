// What a server writes into the page of a listed workshop: readable at once and without scripts, and the app takes it
// over without a jump.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { inEngines, kept, usable } from './harness.mjs';
import { jambi, publish, published, sign, site as copy } from './large.mjs';
import { PUBLISHING } from './server.mjs';
import { serveStatic } from './static.mjs';

/** The days of the agenda moved, so that the first one is `days` from today. */
function moved(days) {
  const day = (n) => new Date(Date.now() + n * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
  const text = JSON.stringify(jambi());
  return JSON.parse(text.replaceAll('2020-11-11', day(days)).replaceAll('2020-11-12', day(days + 1)));
}

const folder = (days) => {
  const dir = copy();
  sign(dir, moved(days));
  return dir;
};
const today = folder(0);
const past = folder(-30);
after(() => [today, past].forEach((dir) => rmSync(dir, { recursive: true })));

/** Where all that is seen stands, by its words. */
const places = () => {
  const seen = {};
  const parts = 'h1, h2, h3, .item .title, .item .meta, .item .tag, .icon-btn, .tab, .find, summary, .bar a, .notice, .card, .card .meta, .head p';
  for (const element of document.querySelectorAll(parts)) {
    const { x, y, width, height } = element.getBoundingClientRect();
    if (!width || y > innerHeight) continue;
    // The app brings the current tab into the middle of its row.
    const left = element.matches('.tab, .tab *') ? 0 : x;
    const name = `${element.localName} ${element.textContent.replace(/\d+ menit lagi/, '')}`;
    (seen[name] ??= []).push([left, y, width, height].map(Math.round).join(' '));
  }
  return seen;
};

const shifts = () => {
  window.gagasShifts = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.gagasShifts += shift.value;
  }).observe({ type: 'layout-shift', buffered: true });
};

for (const [dist, when] of [[today, 'on its first day'], [past, 'when it is over']]) {
  for (const [width, height] of [[360, 740], [1280, 900]]) {
    inEngines(`the app takes over without a jump, ${when}, ${width} wide`, async ({ site, face }) => {
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      site.trouble((name) => (name.endsWith('.wasm') ? held : undefined));
      if (face.name === 'chromium') await face.page.evaluateOnNewDocument(shifts);
      await face.open(published(site, dist));
      await face.until(() => document.querySelectorAll('#published .day').length === 2);
      const before = await face.run(places);
      assert.ok(before['h1 Workshop Inovasi Pelayanan Publik'], JSON.stringify(before));
      release();
      await face.until(() => !document.getElementById('published') && Boolean(document.querySelector('#main h1')));
      await face.until(() => document.querySelectorAll('.item').length === 24);
      assert.deepEqual(await face.run(places), before);
      // Less than can be seen: a fraction of a pixel may move (Cumulative Layout Shift).
      if (face.name === 'chromium') assert.ok(await face.run(() => window.gagasShifts) < 0.01);
      assert.deepEqual(await face.violations(), []);
      assert.deepEqual(face.log, []);
    }, { dist, binary: PUBLISHING, width, height, engines: width < 447 ? ['chromium', 'firefox'] : undefined });
  }
}

inEngines('who has scrolled down stays there', async ({ site, face }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  site.trouble((name) => (name.endsWith('.wasm') ? held : undefined));
  await face.open(published(site, past));
  const top = () => {
    const title = [...document.querySelectorAll('.day:not(.off) .title')].at(-1);
    return Math.round(title.getBoundingClientRect().top);
  };
  await face.until(() => document.querySelectorAll('#published .day').length === 2);
  await face.run(() => { scrollTo(0, document.body.scrollHeight); return true; });
  const before = await face.run(top);
  release();
  await face.until(() => !document.getElementById('published') && document.querySelectorAll('.item').length === 24);
  assert.ok(Math.abs((await face.run(top)) - before) < 2, `${before} ${await face.run(top)}`);
}, { dist: past, binary: PUBLISHING });

inEngines('the agenda stays readable where the app cannot start', async ({ site, face }) => {
  site.trouble((name) => (name.endsWith('.wasm') ? 'cut' : undefined));
  await face.open(published(site, today));
  await face.until(() => Boolean(document.getElementById('boot-problem')));
  const shown = await face.run(() => [...document.querySelectorAll('.item .title')].filter((title) => title.getClientRects().length).length);
  assert.equal(shown, 24);
}, { dist: today, binary: PUBLISHING });

inEngines('it can be read without scripts', async ({ site, face }) => {
  await face.page.setJavaScriptEnabled(false);
  await face.open(published(site, today));
  const seen = await face.run(() => ({
    titles: [...document.querySelectorAll('.item .title')].filter((title) => title.getClientRects().length).length,
    controls: [...document.querySelectorAll('[inert]')].filter((control) => control.getClientRects().length).length,
    text: document.body.innerText,
    wide: document.documentElement.scrollWidth,
  }));
  assert.deepEqual([seen.titles, seen.controls, seen.wide], [24, 0, 360]);
  for (const words of ['Workshop Inovasi Pelayanan Publik', 'Semua waktu dalam WIB', 'Kepala BPSDM Provinsi Jambi', 'Langganan kalender']) {
    assert.ok(seen.text.includes(words), words);
  }
  assert.deepEqual(face.log, []);
}, { dist: today, binary: PUBLISHING, engines: ['chromium'] });

inEngines('the page that names the server is kept for offline use like any other', async ({ site, face }) => {
  await face.open(published(site, today));
  await kept(face);
  const served = () => document.querySelector('meta[name=gagas-api]')?.content;
  assert.equal(await face.run(served), 'api/v1');
  await site.offline();
  await face.reload();
  await usable(face);
  assert.equal(await face.run(served), 'api/v1');
  assert.equal(await face.run(() => Boolean(document.getElementById('published'))), false);
}, { dist: today, binary: PUBLISHING });

inEngines('a folder on a static host is published, too: readable at once, kept for offline use, and no new version when the agenda changes', async ({ face }) => {
  const dir = folder(0);
  const host = await serveStatic(dir);
  try {
    publish(dir, host.url);
    const page = await (await fetch(host.url)).text();
    assert.match(page, /og:title" content="Workshop Inovasi Pelayanan Publik"/);
    assert.match(page, /id="published"[^]*Registrasi/);
    for (const [, address] of page.matchAll(/(?:og:image|text\/calendar)" (?:content|href)="([^"]+)"/g)) {
      assert.equal((await fetch(address.replaceAll('&amp;', '&'))).status, 200, address);
    }
    await face.open(host.url);
    await face.until(() => !document.getElementById('published') && Boolean(document.querySelector('#main h1')));
    await kept(face);
    assert.deepEqual(await face.violations(), []);

    // The organiser changes a title, signs and publishes again.
    const json = moved(0);
    json.sessions[0].title = 'Registrasi di lobi';
    sign(dir, json, { previous: true });
    publish(dir, host.url);
    await face.reload();
    await face.until(() => document.body.textContent.includes('Registrasi di lobi'));
    await face.until(() => navigator.serviceWorker.getRegistration().then((found) => found.update()).then(({ installing, waiting }) => !installing && !waiting));
    await host.stop();
    await face.reload();
    await usable(face);
    await face.until(() => document.body.textContent.includes('Registrasi di lobi'));
  } finally {
    await host.stop();
    rmSync(dir, { recursive: true });
  }
});
