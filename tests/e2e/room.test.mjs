// The organiser's part of the app: loaded and kept where it is asked for, and nowhere else.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { inEngines, kept, usable } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { go, press, sees } from './person.mjs';
import { DIST } from './server.mjs';
import { variant } from './variant.mjs';
import { openSample } from './views.mjs';

const next = variant(DIST, 'next');
const made = copy();
sign(made, jambi());
const { organiser_seed: seed } = JSON.parse(readFileSync(path.join(made, 'workshop.secret.json'), 'utf8'));
after(() => [next, made].forEach((dir) => rmSync(dir, { recursive: true })));

const heading = () => document.querySelector('main h1')?.textContent;
const inRoom = (face) => face.until(`() => (${heading})() === 'Ruang panitia'`);
const asked = (site) => site.requests.filter(({ path: name }) => name.includes('gagas-room-')).map(({ path: name }) => name);
const held = (face) => face.until(() => caches.keys().then(async (names) => {
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => url.split('/').pop()).filter((name) => name.startsWith('gagas-room-')).join();
}));

inEngines('an organiser loads the room once, keeps it, and has the next version after an update', async ({ site, face }) => {
  await openSample(site, face);
  await kept(face);
  await go(face, '#/more');
  await press(face, 'Ruang panitia', 'a[href]');
  await inRoom(face);
  const room = await site.room();
  assert.equal(await held(face), room);
  assert.ok(asked(site).every((name) => name === `/${room}`));
  await site.offline();
  await face.reload();
  await inRoom(face);
  await site.online();
  await site.deploy(next);
  const newer = await site.room();
  assert.notEqual(newer, room);
  await face.run(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true));
  await face.until(() => typeof window.gagasUpdate === 'function');
  await face.run(() => { setTimeout(window.gagasUpdate, 50); });
  await face.until(() => document.querySelector('meta[name=build]')?.content === 'next');
  await usable(face);
  await site.offline();
  await face.reload();
  await inRoom(face);
  assert.equal(await held(face), newer);
  assert.deepEqual(await face.violations(), []);
});

inEngines('a room that cannot be fetched says so, and then comes by itself', async ({ site, face }) => {
  const room = await site.room();
  site.trouble((name) => (name.endsWith(room) ? 'cut' : undefined));
  await face.open(`${site.url}#o=${seed}`);
  await sees(face, 'Workshop Inovasi');
  await go(face, '#/organiser');
  await sees(face, 'Bagian ini belum terunduh');
  site.trouble();
  await inRoom(face);
}, { dist: made });

inEngines('a sample whose part cannot be fetched says so, and can be tried again', async ({ site, face }) => {
  const room = await site.room();
  site.trouble((name) => (name.endsWith(room) ? 'cut' : undefined));
  await face.open(site.url);
  await press(face, 'Tanggal asli 2020');
  await sees(face, 'Contoh tidak dapat dimuat');
  site.trouble();
  await face.until(() => window.gagasRoom === true);
  await press(face, 'Tanggal asli 2020');
  await sees(face, 'Workshop Inovasi');
});

inEngines("a participant's phone neither shows nor loads it", async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Workshop Inovasi');
  await kept(face);
  await go(face, '#/more');
  await sees(face, 'Lokakarya di ponsel ini');
  assert.equal(await face.run(() => document.body.innerText.includes('Ruang panitia')), false);
  await go(face, '#/organiser');
  await sees(face, 'Halaman tidak ditemukan');
  assert.deepEqual(asked(site), []);
}, { dist: made });
