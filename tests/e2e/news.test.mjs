// What a person sees of others' changes: the agenda since they last looked, comments on their ideas, words that another
// device of theirs wrote over, and deadlines.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { violations } from './axe.mjs';
import { downloaded, engine } from './engines.mjs';
import { inEngines } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, misses, paste, press, register, retitle, sees, settled, wrongClock } from './person.mjs';
import { PUBLISHING } from './server.mjs';
import { theme } from './views.mjs';

const timeout = 240_000;
const listed = copy();
sign(listed, jambi());
after(() => rmSync(listed, { recursive: true }));
const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** From the next document on the clock is so many minutes later: the first minute belongs to the first look. */
const later = (face, minutes) => face.page.evaluateOnNewDocument(wrongClock, minutes * 60_000);

/** No finding of axe in either theme, and nothing wider than the narrowest phone. */
async function sound(face, name) {
  const found = [];
  for (const value of ['light', 'dark']) {
    await theme(face, value);
    for (const line of await violations(face)) found.push(`${name}, ${value}: ${line}`);
  }
  await face.size(320, 568);
  if (await face.run(wide) > 0) found.push(`${name}: wider than 320 px`);
  await face.size(360, 740);
  if (process.env.GAGAS_SHOTS) await face.screenshot(path.join(process.env.GAGAS_SHOTS, `${name}.png`));
  assert.deepEqual(found, []);
}

/** The words of a row's marks. */
const marks = (face, title) => face.run((words) => {
  const row = [...document.querySelectorAll('.item')].find((item) => item.querySelector('.title').textContent.startsWith(words));
  return [...row.querySelectorAll('.tag')].map((tag) => tag.textContent);
}, title);

/** A later programme: one session moved and shorter, one moved, one renamed and in another room, one called off, one more. */
function changed() {
  const json = jambi();
  const of = (title) => json.sessions.find((session) => session.title.startsWith(title));
  Object.assign(of('Kanvas inovasi'), { starts: '2020-11-12T10:50:00+07:00', ends: '2020-11-12T12:05:00+07:00' });
  Object.assign(of('Kelas B'), { title: 'Kelas B: judul baru', title_en: 'Class B: a new title', room: 'aula' });
  Object.assign(of('Penutupan'), { starts: '2020-11-12T17:00:00+07:00', ends: '2020-11-12T17:30:00+07:00' });
  of('Kelas A').state = 'cancelled';
  json.sessions.push({ id: 'more', title: 'Sesi tambahan', title_en: 'One more session', starts: '2020-11-12T15:00:00+07:00', ends: '2020-11-12T15:30:00+07:00', room: 'b' });
  return json;
}

const SAYS = {
  id: {
    agenda: 'Workshop Inovasi', five: '5 perubahan belum Anda lihat', four: '4 perubahan', all: 'Tandai semua sudah dilihat', moved: 'Dipindah: 10.45–12.15 → 10.50–12.05', later: 'Dipindah: 16.45 → 17.00',
    room: 'Ganti ruang: Kelas B → Aula BPSDM', title: 'Ganti judul', fresh: 'Baru', none: 'belum Anda lihat', b: 'Kelas B', a: 'Kelas A', canvas: 'Kanvas inovasi', more: 'Sesi tambahan',
    called: 'Dibatalkan', marks: ['Dipindah'],
  },
  en: {
    agenda: 'Innovation Workshop', five: '5 changes you have not seen', four: '4 changes', all: 'Mark all as seen', moved: 'Moved: 10:45–12:15 → 10:50–12:05', later: 'Moved: 16:45 → 17:00',
    room: 'New room: Class B → BPSDM hall', title: 'New title', fresh: 'New', none: 'you have not seen', b: 'Class B', a: 'Class A', canvas: 'Innovation canvas', more: 'One more session',
    called: 'Cancelled', marks: ['Moved'],
  },
};

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`what changed on the agenda is told until it was looked at (${lang})`, async ({ site, face }) => {
    const says = SAYS[lang];
    const dir = copy();
    sign(dir, jambi());
    await site.deploy(dir);
    await face.open(site.url);
    await sees(face, says.agenda);
    await go(face, '#/agenda?day=2020-11-12');
    await settled(face);
    await face.reload();
    await sees(face, says.agenda);
    // To the first look, and to what follows on its heels, nothing is new.
    await settled(face);
    await misses(face, says.none);
    sign(dir, changed(), { previous: true });
    await later(face, 2);
    await face.reload();
    await sees(face, says.five);
    assert.deepEqual(await marks(face, says.canvas), says.marks);
    assert.ok((await marks(face, says.b)).includes([says.room.split(':')[0], says.title].join(', ')));
    const cancelled = await marks(face, says.a);
    assert.ok(cancelled.includes(says.fresh) && cancelled.includes(says.called), cancelled.join());
    assert.ok((await marks(face, says.more)).includes(says.fresh));
    await sound(face, `news-${lang}`);
    await press(face, says.five, 'summary');
    await sees(face, says.moved);
    await sees(face, says.later);
    await sees(face, says.room);
    await sound(face, `news-open-${lang}`);
    // Reading the session is having looked at it; what was told stays as long as it is read.
    await press(face, says.b, 'main details a');
    await face.until(() => document.querySelector('main h1')?.textContent.includes(': '));
    await sees(face, says.room);
    await settled(face);
    await sees(face, says.room);
    await sound(face, `news-session-${lang}`);
    await go(face, '#/agenda?day=2020-11-12');
    await sees(face, says.four);
    assert.ok(!(await marks(face, says.b)).join().includes(says.title));
    const first = face.page;
    await face.tab();
    const second = face.page;
    await later(face, 2);
    await face.open(`${site.url}#/agenda?day=2020-11-12`);
    await sees(face, says.four);
    await face.show(first);
    // Unfolded it has stayed.
    await press(face, says.all, 'button');
    await misses(face, says.none);
    assert.equal(await face.run(() => document.activeElement?.localName), 'h1');
    assert.ok(!(await marks(face, says.a)).includes(says.fresh));
    await face.show(second);
    await misses(face, says.none);
    await face.reload();
    await sees(face, says.agenda);
    await settled(face);
    await misses(face, says.none);
    assert.deepEqual(await face.violations(), []);
    rmSync(dir, { recursive: true });
  }, { engines: ['chromium'], locale, timeout });
}

const idea = { Judul: 'Antrean rawat jalan lewat pesan', Masalah: 'Pasien menunggu tiga jam tanpa kepastian.', Gagasan: 'Nomor antrean dikirim ke ponsel.' };

/** Hands out what everybody may read, as text. */
async function handOut(face) {
  await go(face, '#/more/share');
  await press(face, 'Simpan berkas lokakarya', 'button');
  return readFileSync(await downloaded(face, '-lokakarya.txt'), 'utf8');
}

/** Takes in what was pasted. */
async function takeIn(face, text) {
  await go(face, '#/more/device');
  await paste(face, 'main textarea#paste', text);
  await press(face, 'Buka yang ditempel', 'button');
  await sees(face, 'Yang akan dimasukkan');
  await press(face, 'Masukkan', 'button');
}

inEngines('a comment on one\'s own idea is new until the idea is opened; words that another device wrote over are offered back', async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Workshop Inovasi');
  await go(face, '#/ideas/new');
  for (const [label, text] of Object.entries(idea)) await fill(face, label, text);
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  const route = await face.run(() => location.hash);
  await settled(face);
  const out = await handOut(face);
  await go(face, '#/more/device');
  await press(face, 'Simpan cadangan', 'button');
  const backup = readFileSync(await downloaded(face, '-cadangan.txt'), 'utf8');
  const [other, own] = [await engine('chromium'), await engine('chromium')];
  try {
    // Somebody else comments on it.
    await other.open(site.url);
    await sees(other, 'Workshop Inovasi');
    await takeIn(other, out);
    await go(other, route);
    await fill(other, 'Tulis komentar', 'Berapa biayanya?');
    await press(other, 'Simpan komentar', 'button');
    await sees(other, 'Berapa biayanya?');
    await settled(other);
    await takeIn(face, await handOut(other));
    await face.until(() => document.querySelector('.bar a[href^="#/ideas"] b')?.textContent === '1');
    await go(face, '#/ideas?mine=1');
    await sees(face, '1 komentar baru');
    await sound(face, 'unread-board');
    await go(face, route);
    await face.until(() => [...document.querySelectorAll('.comment .tag')].some((tag) => tag.textContent === 'Baru'));
    await face.until(() => !document.querySelector('.bar a[href^="#/ideas"] b'));
    await sound(face, 'unread-idea');
    await go(face, '#/ideas?mine=1');
    await misses(face, 'komentar baru');
    await face.reload();
    await sees(face, idea.Judul);
    await misses(face, 'komentar baru');
    // The same person on a second phone: both change the title while they are apart, the second one later.
    await own.open(site.url);
    await sees(own, 'Workshop Inovasi');
    await takeIn(own, backup);
    await go(own, '#/ideas?mine=1');
    await sees(own, idea.Judul);
    await retitle(face, route, 'Judul dari ponsel');
    await misses(face, 'Versi Anda yang lain');
    await retitle(own, route, 'Judul dari laptop');
    await settled(own);
    await takeIn(face, await handOut(own));
    await go(face, route);
    await sees(face, 'Judul dari laptop');
    await sees(face, 'Versi Anda yang lain');
    await sees(face, 'Judul dari ponsel');
    await sound(face, 'other-version');
    await face.reload();
    await sees(face, 'Versi Anda yang lain');
    await press(face, 'Pakai versi ini', 'button');
    await misses(face, 'Versi Anda yang lain');
    await face.until(() => [...document.querySelectorAll('main h1')].some((h1) => h1.textContent === 'Judul dari ponsel' && h1.checkVisibility()));
    // The device whose words won has nothing to offer.
    await misses(own, 'Versi Anda yang lain');
    assert.deepEqual(await face.violations(), []);
  } finally {
    await other.close();
    await own.close();
  }
}, { engines: ['chromium'], dist: listed, timeout });

inEngines('deadlines and windows are told before anything is typed', async ({ site, face }) => {
  const dir = copy();
  const json = jambi();
  Object.assign(json.registration, { close: '2020-11-12T09:00:00+07:00', edit_until: '2099-11-12T09:00:00+07:00' });
  json.board.close = '2020-11-12T16:00:00+07:00';
  sign(dir, json);
  await site.deploy(dir);
  await face.open(`${site.url}#/registration/form`);
  await sees(face, 'Pendaftaran ditutup');
  await sees(face, 'Data dapat diubah sampai');
  await sound(face, 'registration-closed');
  await register(face);
  await sees(face, 'Data dapat diubah sampai 12 Nov 2099');
  await go(face, '#/ideas/new');
  await sees(face, 'Papan ditutup');
  json.registration.edit_until = '2020-11-12T09:00:00+07:00';
  json.registration.open = '2098-11-12T09:00:00+07:00';
  delete json.registration.close;
  sign(dir, json, { previous: true });
  await face.reload();
  await go(face, '#/registration');
  await sees(face, 'Pendaftaran dibuka 12 Nov 2098');
  await press(face, 'Siti Aminah', 'main a');
  await sees(face, 'Batas perubahan (12 Nov 2020');
  await sound(face, 'ticket-late');
  await press(face, 'Ubah data', 'a');
  await sees(face, 'Batas perubahan (12 Nov 2020');
  // Without a server there is no calendar to subscribe to.
  await go(face, '#/agenda');
  await press(face, 'Tindakan agenda', 'button');
  await sees(face, 'Cetak agenda');
  await misses(face, 'Salin alamat kalender');
  rmSync(dir, { recursive: true });
}, { engines: ['chromium'], timeout });

inEngines('where a server publishes the workshop its calendar is offered to subscribe to', async ({ site, face }) => {
  const key = readFileSync(path.join(listed, 'workshop.gagas')).subarray(6, 38);
  const id = createHash('sha256').update('gagas-workshop-v1\0').update(key).digest().subarray(0, 16).toString('base64url');
  await face.open(`${site.url}?w=${id}`);
  await sees(face, 'Workshop Inovasi');
  await press(face, 'Tindakan agenda', 'button');
  const href = await face.until(() => document.querySelector('dialog[open] a[href^="webcal:"]')?.getAttribute('href'));
  assert.equal(href, `${site.url.replace('http:', 'webcal:')}api/v1/w/${id}/agenda.ics`);
  const answer = await fetch(href.replace('webcal:', 'http:'));
  assert.deepEqual([answer.status, (await answer.text()).slice(0, 15)], [200, 'BEGIN:VCALENDAR']);
  await sees(face, 'Salin alamat kalender');
  await sound(face, 'calendar-feed');
}, { dist: listed, binary: PUBLISHING, engines: ['chromium'], timeout });
