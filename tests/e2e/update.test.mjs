// A newer build comes while somebody is typing: it waits until the form is finished, in every tab.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { inEngines, kept, usable } from './harness.mjs';
import { HAND_IN, chooseAgency, fill, go, misses, press, sees, settled } from './person.mjs';
import { DIST } from './server.mjs';
import { variant } from './variant.mjs';
import { openSample } from './views.mjs';

const next = variant(DIST, 'next');
after(() => rmSync(next, { recursive: true }));

const build = () => document.querySelector('meta[name=build]')?.content ?? 'first';
const offers = () => [...document.querySelectorAll('.banners button')].some((button) => button.textContent.includes('Muat versi baru'));
const valueOf = (id) => document.getElementById(id)?.value;
const deployed = async (site, face) => {
  await kept(face);
  await site.deploy(next);
  await face.run(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true));
};
const options = { timeout: 180_000 };

inEngines('an update waits for the idea that is being written, and brings it along', async ({ site, face }) => {
  await openSample(site, face);
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', 'Antrean lewat pesan');
  await deployed(site, face);
  await sees(face, 'Versi baru siap');
  await sees(face, 'Selesaikan isian Anda dulu; versi baru menunggu.');
  assert.equal(await face.run(offers), false);
  // A reload is no way around it: the draft comes back, and with it the wait.
  await settled(face);
  await face.reload();
  await sees(face, 'Draf Anda dipulihkan');
  await sees(face, 'Selesaikan isian Anda dulu; versi baru menunggu.');
  assert.equal(await face.run(offers), false);
  assert.equal(await face.run(build), 'first');
  assert.equal(await face.run(valueOf, 'idea-title'), 'Antrean lewat pesan');
  await fill(face, 'Masalah', 'Pasien menunggu tiga jam.');
  await fill(face, 'Gagasan', 'Nomor antrean dikirim ke ponsel.');
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  await misses(face, 'Selesaikan isian Anda dulu');
  await press(face, 'Muat versi baru', 'button');
  await face.until(`() => (${build})() === 'next'`);
  await usable(face);
  await sees(face, 'Antrean lewat pesan');
  await go(face, '#/ideas?mine=1');
  await sees(face, 'Antrean lewat pesan');
  assert.deepEqual(await face.violations(), []);
}, options);

inEngines('an update that another tab took leaves a half-written comment alone', async ({ site, face }) => {
  await openSample(site, face);
  const first = face.page;
  const second = await face.tab();
  await face.open(`${site.url}#/ideas`);
  await face.until(() => {
    const found = [...document.querySelectorAll('main a[href]')].find((a) => /^#\/ideas\/[\w-]{22}$/.test(a.getAttribute('href')));
    found?.click();
    return Boolean(found);
  });
  await face.until(() => Boolean(document.getElementById('comment-text')));
  await fill(face, 'Tulis komentar', 'Setuju, dan');
  await face.show(first);
  await deployed(site, face);
  await press(face, 'Muat versi baru', 'button');
  await face.until(`() => (${build})() === 'next'`);
  await face.show(second);
  await sees(face, 'Selesaikan isian Anda dulu; versi baru menunggu.');
  assert.equal(await face.run(offers), false);
  assert.equal(await face.run(build), 'first');
  await fill(face, 'Tulis komentar', ' terima kasih');
  assert.equal(await face.run(valueOf, 'comment-text'), 'Setuju, dan terima kasih');
  await face.run(() => document.querySelector('#comment-text').form.requestSubmit());
  await face.until(() => [...document.querySelectorAll('.comment .pre')].some(({ textContent }) => textContent === 'Setuju, dan terima kasih'));
  await press(face, 'Muat versi baru', 'button');
  await face.until(`() => (${build})() === 'next'`);
  await sees(face, 'Setuju, dan terima kasih');
}, options);
