// A registration after it was handed in: cancelled, changed, passed on, read again; and its draft.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { downloaded } from './engines.mjs';
import { inEngines } from './harness.mjs';
import { fill, go, misses, press, register, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

const options = { engines: ['chromium'], timeout: 180_000 };

inEngines('a ticket is passed on under its name, its consents are read again, and a cancelled one stays cancelled', async ({ site, face }) => {
  await face.page.evaluateOnNewDocument(() => {
    navigator.canShare = () => true;
    navigator.share = async (data) => { window.shared = [...data.files].map((file) => `${file.name} ${file.type} ${file.size > 1000}`); };
  });
  await openSample(site, face);
  await register(face);
  const ticket = await face.run(() => location.hash);
  // The ticket says itself that it is saved: no message covers its code.
  await sees(face, 'menunggu diserahkan');
  assert.equal(await face.run(() => document.querySelector('.toast')), null);
  await face.until(() => document.querySelector('.big')?.textContent);
  await press(face, 'Bagikan', 'main button');
  await face.until(() => window.shared);
  assert.deepEqual(await face.run(() => window.shared), ['tiket-siti-aminah.png image/png true']);
  await press(face, 'Simpan sebagai gambar', 'button');
  await downloaded(face, 'tiket-siti-aminah.png');
  await press(face, 'Unduh data saya', 'button');
  const data = JSON.parse(readFileSync(await downloaded(face, '.json'), 'utf8'));
  assert.equal(data.name, 'Siti Aminah');
  await press(face, 'Persetujuan', 'summary');
  await face.until(() => /Teks versi 1 · Saya setuju · \d+ \S+ 20\d\d, \d\d\.\d\d/.test(document.querySelector('#ticket-consent-1').closest('.card').innerText));
  await face.run(() => [...document.querySelectorAll('#ticket-consent-2 label')].at(-1).click());
  await face.until(() => document.querySelector('#ticket-consent-2').closest('.card').textContent.includes('Teks versi 1 · Tidak · '));

  await press(face, 'Batalkan pendaftaran', 'button');
  await face.until(() => document.querySelector('main h1').textContent === 'Pendaftaran dibatalkan');
  await misses(face, 'Tunjukkan di meja presensi');
  await press(face, 'Ubah data', 'a');
  await fill(face, 'Jabatan', ' dan Olahraga');
  await press(face, 'Kirim pendaftaran', 'button');
  await sees(face, 'Kepala Dinas Kesehatan dan Olahraga');
  assert.equal(await face.run(() => document.querySelector('main h1').textContent), 'Pendaftaran dibatalkan', 'a change revives nothing');
  await press(face, 'Daftar lagi', 'button');
  await face.until(() => document.querySelector('main h1').textContent === 'Anda terdaftar');
  await sees(face, 'Tunjukkan di meja presensi');

  await press(face, 'Hapus data saya', 'button');
  await sees(face, 'Nama Anda pada gagasan dan komentar tetap ada');
  await press(face, 'Hapus data saya', 'dialog[open] .btn');
  await sees(face, 'Data Anda dihapus');
  await go(face, ticket);
  await sees(face, 'Tiket ini tidak ada di ponsel ini');
  // Who stands before a page that does not help finds whom to ask.
  for (const route of ['#/registration', '#/registration/form', ticket, '#/agenda/AAAAAAAAAAAAAAAAAAAAAA', '#/ideas/AAAAAAAAAAAAAAAAAAAAAA']) {
    await go(face, route);
    await face.until((hash) => location.hash === hash && [...document.querySelectorAll('main h2')].some((h) => h.textContent === 'Panitia' && h.checkVisibility()), { args: [route] });
  }
  assert.deepEqual(await face.violations(), []);
}, options);

inEngines('a restored draft can be thrown away; another tab finds it', async ({ site, face }) => {
  await openSample(site, face);
  const first = face.page;
  const second = await face.tab();
  await face.open(`${site.url}#/registration`);
  await sees(face, 'Pendaftaran');
  await face.show(first);
  await go(face, '#/registration/form');
  await fill(face, 'Jabatan', 'Camat');
  await face.until(() => document.querySelector('main header .state')?.textContent === 'Draf tersimpan di ponsel ini');
  await settled(face);
  // Loaded before it was typed.
  await face.show(second);
  await go(face, '#/registration/form');
  await sees(face, 'Draf Anda dipulihkan.');
  assert.equal(await face.run(() => document.getElementById('reg-position').value), 'Camat');
  await press(face, 'Buang draf', 'button');
  await misses(face, 'Draf Anda dipulihkan.');
  assert.equal(await face.run(() => document.getElementById('reg-position').value), '');
  await settled(face);
  await face.reload();
  await face.until(() => document.getElementById('reg-position')?.value === '');
  await misses(face, 'Draf Anda dipulihkan.');
}, options);

inEngines('one phone registers twenty others, each ticket its own', async ({ site, face }) => {
  await openSample(site, face);
  const send = async (n) => {
    await go(face, '#/registration/other');
    await face.until((name) => {
      if (!document.getElementById('reg-name') || document.querySelector('main header .state')) return false;
      for (const [id, value] of Object.entries({ 'reg-name': name, 'reg-position': 'Camat', 'reg-phone': '0812 3456 7890' })) {
        const field = document.getElementById(id);
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const agency = document.getElementById('reg-agency');
      agency.value = agency.options[2].value;
      agency.dispatchEvent(new Event('change', { bubbles: true }));
      for (const group of ['reg-attending', 'reg-consent-0', 'reg-consent-1']) document.querySelector(`#${group} label`).click();
      return true;
    }, { args: [`Kepala ${n}`] });
    await press(face, 'Kirim pendaftaran', 'button');
    await sees(face, `Kepala ${n} terdaftar`);
  };
  for (let n = 1; n <= 20; n++) await send(n);
  await go(face, '#/registration');
  await face.until(() => document.querySelectorAll('.ticket-line').length === 20);
  await sees(face, 'Paling banyak 20 orang dari satu ponsel.');
  await go(face, '#/registration/other');
  await sees(face, 'Paling banyak 20 orang dari satu ponsel.');
}, options);
