// The organiser's room: a participant registers and votes on one phone and hands a file over, which the organiser opens.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { violations } from './axe.mjs';
import { downloaded, engine } from './engines.mjs';
import { inEngines } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { fill, go, misses, press, register, sees, settled } from './person.mjs';
import { openSample, visit } from './views.mjs';

const made = copy();
sign(made, jambi());
const { organiser_seed: seed } = JSON.parse(readFileSync(path.join(made, 'workshop.secret.json'), 'utf8'));
after(() => rmSync(made, { recursive: true }));

const timeout = 180_000;
const PAGES = ['#/organiser', '#/organiser/registrations', '#/organiser/agencies', '#/organiser/ideas'];
const SEND = { id: 'Kirim pendaftaran', en: 'Hand in the registration' };

/** Saves the table of a page and reads it: its lines, and each as cells. */
async function table(face, route, ending) {
  await go(face, route);
  await press(face, 'Unduh CSV', 'button');
  const text = readFileSync(await downloaded(face, ending), 'utf8');
  assert.equal(text.charCodeAt(0), 0xfeff, 'UTF-8 with its mark');
  assert.ok(text.endsWith('\r\n') && !/[^\r]\n(?=[^"]*(?:"[^"]*"[^"]*)*$)/.test(text), 'lines end with CRLF');
  return text.slice(1).trimEnd().split('\r\n');
}

inEngines('what a participant hands over as a file is read, counted and receipted on the organiser’s device', async ({ site, face }) => {
  await face.open(`${site.url}#o=${seed}`);
  await sees(face, 'Workshop Inovasi');
  assert.ok(!(await face.run(() => location.href)).includes(seed), 'the secret left the address');
  const phone = await engine(face.name);
  try {
    await phone.open(site.url);
    await sees(phone, 'Workshop Inovasi');
    await go(phone, '#/organiser');
    await sees(phone, 'Halaman tidak ditemukan');
    await register(phone);
    await go(phone, '#/ideas');
    await press(phone, 'Dukung', 'main .idea button');
    await settled(phone);
    await go(phone, '#/more/outbox');
    await press(phone, 'Simpan berkas untuk panitia', 'button');
    const file = await downloaded(phone, '-untuk-panitia.txt');
    await go(face, '#/more');
    await press(face, 'Ruang panitia', 'main a');
    await face.until(() => Boolean(document.querySelector('main input[type=file]')));
    await face.choose('main input[type=file]', file);
    await sees(face, 'Pendaftaran: 1 baru');
    await press(face, 'Masukkan', 'dialog[open] button');
    await sees(face, '1 terdaftar dari 1 perangkat daerah');
    await sees(face, '1 dukungan dari 1 pemilih');
  } finally {
    await phone.close();
  }
  await go(face, '#/organiser/registrations');
  await press(face, 'Siti Aminah', 'main a');
  for (const words of ['Kepala Dinas Kesehatan', '081234567890', 'Setuju', 'Peserta melihat: diterima panitia']) await sees(face, words);
  const links = await face.run(() => [...document.querySelectorAll('main .actions a')].map((a) => a.href));
  assert.deepEqual(links.slice(0, 2), ['tel:081234567890', 'https://wa.me/6281234567890']);
  const [titles, row] = await table(face, '#/organiser/registrations', 'pendaftaran.csv');
  const cells = Object.fromEntries(titles.split(';').map((title, at) => [title, row.split(';')[at]]));
  assert.equal(cells['Nama lengkap'], 'Siti Aminah');
  assert.equal(cells['Nomor ponsel'].replaceAll(/\D/g, ''), '081234567890');
  assert.ok(cells['Nomor ponsel'].startsWith("'0812"), cells['Nomor ponsel']);
  const agencies = await table(face, '#/organiser/agencies', 'perangkat-daerah.csv');
  assert.equal(agencies.filter((line) => line.split(';')[2] === '1').length, 1);
  const ideas = await table(face, '#/organiser/ideas', 'gagasan.csv');
  assert.ok(ideas.length > 10, ideas.length);
  // What was read is gone with the room and comes back with it; what was sealed stays.
  await settled(face);
  await face.reload();
  await go(face, '#/organiser/registrations');
  await sees(face, 'Siti Aminah');
  assert.deepEqual(await face.violations(), []);
}, { dist: made, timeout, engines: ['chromium', 'firefox'] });

inEngines('a ticket says that the organiser has it, until it is changed', async ({ site, face }) => {
  await openSample(site, face);
  await register(face);
  const ticket = await face.run(() => location.hash);
  await sees(face, 'menunggu diserahkan');
  await go(face, '#/organiser/registrations');
  await sees(face, 'Siti Aminah');
  await go(face, '#/more/outbox');
  await press(face, 'Simpan berkas untuk panitia', 'button');
  await downloaded(face, '-untuk-panitia.txt');
  await go(face, ticket);
  await sees(face, 'Diterima panitia');
  await go(face, `${ticket}/edit`);
  await fill(face, 'Gelar belakang', 'S.K.M.');
  await press(face, 'Kirim pendaftaran', 'button');
  await sees(face, 'Siti Aminah, S.K.M.');
  await misses(face, 'Diterima panitia');
}, { timeout, engines: ['chromium'] });

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`the room meets axe on every page, empty and filled (${lang})`, async ({ site, face }) => {
    await openSample(site, face, lang);
    for (const filled of [false, true]) {
      if (filled) await register(face, SEND[lang]);
      for (const route of PAGES) {
        await visit(face, (f) => go(f, route));
        assert.deepEqual(await violations(face), [], route);
      }
    }
    await go(face, '#/organiser/registrations');
    await press(face, 'Siti Aminah', 'main a');
    await face.until(() => Boolean(document.querySelector('.facts')));
    assert.deepEqual(await violations(face), [], 'one registration');
    assert.deepEqual(await face.violations(), []);
  }, { timeout, engines: ['chromium'], locale });
}

inEngines('by keys: from the list of places to one registration and back', async ({ site, face }) => {
  await openSample(site, face);
  await register(face);
  await go(face, '#/more');
  const tabTo = async (words) => {
    for (let step = 0; step < 60; step++) {
      if (await face.run((text) => document.activeElement?.textContent.trim().startsWith(text), words)) return;
      await face.press('Tab');
    }
    throw new Error(`no way to "${words}"`);
  };
  const enter = async (heading) => {
    await face.press('Enter');
    await face.until((text) => document.activeElement.matches('h1') && document.activeElement.textContent.startsWith(text), { args: [heading] });
  };
  await face.until(() => document.activeElement.matches('h1'));
  await tabTo('Ruang panitia');
  await enter('Ruang panitia');
  await tabTo('1terdaftar');
  await enter('Pendaftaran');
  await tabTo('Siti Aminah');
  await enter('Siti Aminah');
  await face.run(() => history.back());
  await sees(face, '1 dari 1 pendaftaran');
  await face.run(() => document.getElementById('registration-search').focus());
  for (const key of 'bima') await face.press(key);
  await sees(face, '0 dari 1 pendaftaran');
  await misses(face, 'Siti Aminah');
}, { timeout, engines: ['chromium'] });
