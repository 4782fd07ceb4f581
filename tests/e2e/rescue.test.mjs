// A link, a rescue code and the workshop beside the app: what each opens, what it takes over, and what it says.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { downloaded, engine } from './engines.mjs';
import { inEngines, usable } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { fill, go, misses, press, register, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

// Not to be taken for the sample.
const { notice, notice_en, ...json } = jambi();
const made = copy();
sign(made, { ...json, title: 'Lokakarya Provinsi', title_en: 'Provincial Workshop' });
after(() => rmSync(made, { recursive: true }));
const options = { engines: ['chromium'], dist: made, timeout: 180_000 };

const secretLink = async (face) => {
  await go(face, '#/more/device');
  await press(face, 'Tampilkan kode', 'button');
  return face.until(() => document.querySelector('.address')?.textContent.includes('#b=') && document.querySelector('.address').textContent);
};
const person = (face) => face.run(() => document.querySelector('main').innerText.includes('Siti Aminah'));

/** The link that this site's workshop is named by, with something behind the `#`. */
const named = async (face, fragment) => {
  await go(face, '#/more/share');
  const link = await face.until(() => document.querySelector('.address')?.textContent);
  return link.split('#')[0] + fragment;
};

inEngines('a rescue link moves a registered person to another browser, after a yes; somebody else is asked first', async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Lokakarya Provinsi');
  await go(face, '#/agenda?day=2020-11-12');
  await press(face, 'Tandai: Kelas A');
  await register(face);
  const [ticket, code] = await face.run(() => [location.hash, document.querySelector('.big').textContent]);
  const link = await secretLink(face);
  await press(face, 'Simpan ke berkas', 'button');
  assert.match(readFileSync(await downloaded(face, '-kode-penyelamat.txt'), 'utf8'), /RAHASIA/);

  const second = await engine('chromium');
  try {
    await second.open(link);
    await sees(second, 'Yang akan dimasukkan');
    await sees(second, 'Masukkan hanya bila ini milik Anda sendiri.');
    // The secret is out of sight, and nothing was taken yet.
    assert.equal(await second.run(() => location.hash), '#/agenda');
    await press(second, 'Batal', 'dialog[open] button');
    await go(second, '#/registration');
    await sees(second, 'Yang diperlukan');
    assert.equal(await person(second), false);
    // The same link in the tab where the app runs.
    await second.open(link);
    await press(second, 'Masukkan', 'dialog[open] button');
    await sees(second, 'Sudah dimasukkan');
    await go(second, '#/registration');
    await sees(second, 'Siti Aminah');
    assert.equal(await second.run(() => [...document.querySelectorAll('main a')].some((a) => a.textContent === 'Daftar')), false, 'nobody registers twice');
    await go(second, ticket);
    await sees(second, 'Terdaftar dari perangkat lain');
    assert.equal(await second.until(() => document.querySelector('.big')?.textContent), code, 'the same ticket');
    await go(second, '#/agenda?day=2020-11-12');
    await second.until(() => document.querySelector('button[aria-label^="Tandai: Kelas A"]')?.getAttribute('aria-pressed') === 'true');
    // A change keeps the ticket.
    await go(second, ticket);
    await press(second, 'Ubah data', 'a');
    await fill(second, 'Jabatan', ' dan Olahraga');
    await press(second, 'Kirim pendaftaran', 'button');
    await sees(second, 'Kepala Dinas Kesehatan dan Olahraga');
    assert.equal(await second.until(() => document.querySelector('.big')?.textContent), code);
    assert.deepEqual(await second.violations(), []);
  } finally {
    await second.close();
  }

  const third = await engine('chromium');
  try {
    await third.open(site.url);
    await sees(third, 'Lokakarya Provinsi');
    await register(third);
    const own = await third.run(() => location.hash);
    await third.open(link);
    await press(third, 'Masukkan', 'dialog[open] button');
    await sees(third, 'Kunci milik orang lain');
    await sees(third, 'tetap terhitung sebagai orang lain');
    await press(third, 'Batal', 'dialog[open] button');
    await press(third, 'Batal', 'dialog[open] button');
    await go(third, own);
    await sees(third, 'Anda terdaftar');
    await third.open(link);
    await press(third, 'Masukkan', 'dialog[open] button');
    await press(third, 'Ganti kunci', 'dialog[open] button');
    await sees(third, 'Sudah dimasukkan');
    // What was this phone's stays readable, and cannot be written into the other person's.
    await go(third, own);
    await press(third, 'Batalkan pendaftaran', 'button');
    await sees(third, 'Pendaftaran tidak dapat disegel');
    assert.deepEqual(await third.violations(), []);
  } finally {
    await third.close();
  }
}, options);

inEngines('a link in a tab where the app runs is followed; one that is cut, foreign or too large says so', async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Lokakarya Provinsi');
  const workshop = readFileSync(path.join(made, 'workshop.gagas'));
  const session = await face.until(() => document.querySelector('main a[href^="#/agenda/"]')?.getAttribute('href'));
  const title = await face.run((href) => document.querySelector(`main a[href="${href}"]`).textContent, session);
  await face.open(await named(face, `#r=${session.slice(1)}`));
  await face.until((words) => [...document.querySelectorAll('main h1')].at(-1)?.textContent === words, { args: [title] });

  const cut = await named(face, `#b=${workshop.subarray(0, 120).toString('base64url')}`);
  await face.open(cut);
  await sees(face, 'Tautan ini terpotong atau berubah di jalan.');
  await misses(face, 'Halaman tidak ditemukan');
  assert.ok(!(await face.run(() => location.href)).includes('b='), 'nothing of it stays in the address');
  await press(face, 'Sembunyikan pemberitahuan ini', '.banners button');
  await misses(face, 'Tautan ini terpotong');
  await face.open(await named(face, '#j=AAAA'));
  await sees(face, 'Tautan ini terpotong atau berubah di jalan.');
  await face.open(await named(face, `#b=${Buffer.from('bukan dari Gagas').toString('base64url')}`));
  await sees(face, 'Tautan ini terpotong atau berubah di jalan.');
  // A small link that would grow beyond what a phone can hold.
  const packed = deflateRawSync(Buffer.alloc(33 << 20, 10));
  const head = Buffer.alloc(42);
  head.write('GGS1');
  head[4] = 1;
  head[5] = 1;
  workshop.copy(head, 6, 6, 38);
  head.writeUInt32BE(packed.length, 38);
  const whole = Buffer.concat([head, packed]);
  const bomb = Buffer.concat([whole, createHash('sha256').update(whole).digest().subarray(0, 8)]);
  await face.open(await named(face, `#b=${bomb.toString('base64url')}`));
  await sees(face, 'Berkas ini terlalu besar untuk dibuka.');
  // At the start, too, and where the workshop is not here.
  const fresh = await engine('chromium');
  try {
    await fresh.open(`${site.url}?w=${'A'.repeat(22)}#j=AAAA`);
    await sees(fresh, 'Lokakarya belum tiba di ponsel ini');
    await sees(fresh, 'Tautan ini terpotong atau berubah di jalan.');
    await misses(fresh, 'Tautan Anda benar');
    await sees(fresh, 'Situs ini membawa lokakarya lain');
    await press(fresh, 'Buka lokakarya itu', 'button');
    await sees(fresh, 'Lokakarya Provinsi');
    await misses(fresh, 'Situs ini membawa lokakarya lain');
  } finally {
    await fresh.close();
  }
  assert.deepEqual(await face.violations(), []);
}, options);

inEngines('without a link a site shows the workshop that it carries, not the sample that was open last; a damaged one is told', async ({ site, face }) => {
  await face.open(site.url);
  await sees(face, 'Lokakarya Provinsi');
  const id = (await named(face, '')).split('?w=')[1];
  await go(face, '#/start');
  await press(face, 'Mulai hari ini', 'button');
  await sees(face, 'Workshop Inovasi');
  await settled(face);
  await go(face, '#/more/workshops');
  await face.until(() => document.querySelectorAll('main ul.lines > li').length === 2);
  await face.drop();
  await face.open(site.url);
  await usable(face);
  await sees(face, 'Lokakarya Provinsi');
  assert.ok((await named(face, '')).includes(id));
  await go(face, '#/more/workshops');
  const other = await face.until(() => {
    const rows = [...document.querySelectorAll('main ul.lines > li')];
    return rows.length === 2 && rows.find((row) => !row.textContent.includes('Sedang dibuka')).querySelector('.icon-btn').getAttribute('aria-label');
  });
  await face.run((name) => [...document.querySelectorAll('main ul.lines > li')].find((row) => !row.textContent.includes('Sedang dibuka')).querySelector('.icon-btn').setAttribute('data-e2e', name), 'remove');
  // Its removal says that the organiser's only key goes along.
  assert.match(other, /^Hapus .+ dari ponsel ini$/);
  await face.click('[data-e2e="remove"]');
  await sees(face, 'Kunci panitia lokakarya ini ada di ponsel ini dan ikut terhapus.');
  await press(face, 'Batal', 'dialog[open] button');
  const dir = copy();
  const whole = readFileSync(path.join(made, 'workshop.gagas'));
  writeFileSync(path.join(dir, 'workshop.gagas'), whole.subarray(0, whole.length - 20));
  await site.deploy(dir);
  await face.reload();
  await sees(face, 'Berkas lokakarya situs ini');
  await sees(face, 'Berkas ini rusak atau terpotong di jalan.');
  await sees(face, 'Lokakarya Provinsi');
  rmSync(dir, { recursive: true });
}, options);

inEngines('where a site begins to carry a workshop, an open sample makes way', async ({ site, face }) => {
  await openSample(site, face);
  await settled(face);
  await site.deploy(made);
  await face.drop();
  await face.open(site.url);
  await face.until(() => document.querySelector('main h1')?.textContent.includes('Lokakarya Provinsi'));
}, { engines: ['chromium'] });
