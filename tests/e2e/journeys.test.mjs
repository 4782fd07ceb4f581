// What people do, from the first visit on, in three engines on the Jambi workshop.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after } from 'node:test';
import { downloaded, engine } from './engines.mjs';
import { inEngines, kept, usable } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, misses, press, pressFor, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

const timeout = 180_000;
const made = copy();
sign(made, jambi());
after(() => rmSync(made, { recursive: true }));

const idea = { Judul: 'Antrean rawat jalan lewat pesan', Masalah: 'Pasien menunggu tiga jam tanpa kepastian.', Gagasan: 'Nomor antrean dikirim ke ponsel.' };

inEngines('first visit, agenda, two stars that clash, a calendar file', async ({ site, face }) => {
  await openSample(site, face);
  await go(face, '#/agenda?day=2020-11-12');
  await sees(face, 'Kamis, 12 November 2020');
  await press(face, 'Tandai: Kelas A');
  await press(face, 'Tandai: Kelas B');
  await sees(face, 'Sesi bertanda bertabrakan');
  await sees(face, '90 menit bersamaan');
  await settled(face);
  await press(face, 'Tindakan agenda', 'button');
  await press(face, 'Sesi bertanda ke kalender (.ics)', 'button');
  const calendar = readFileSync(await downloaded(face, '.ics'), 'utf8').replaceAll('\r\n ', '');
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.deepEqual(calendar.match(/^SUMMARY:.*(?=\r$)/gm).sort(), ['SUMMARY:Kelas A: inovasi tata kelola', 'SUMMARY:Kelas B: inovasi berbasis teknologi']);
  await kept(face);
  await site.offline();
  await face.reload();
  await sees(face, 'Sesi bertanda bertabrakan');
  assert.deepEqual(await face.violations(), []);
}, { timeout });

inEngines('an idea survives a killed tab, is handed in, hinted at, and supported to the end of the budget', async ({ site, face }) => {
  await openSample(site, face);
  await kept(face);
  await site.offline();
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', idea.Judul);
  await fill(face, 'Masalah', idea.Masalah);
  await sees(face, 'Serupa dengan');
  await settled(face);
  const address = await face.run(() => location.href);
  await face.drop();
  await face.open(address);
  await sees(face, 'Draf Anda dipulihkan');
  assert.equal(await face.until(() => document.querySelector('main input[type=text], main input:not([type])')?.value), idea.Judul);
  await fill(face, 'Gagasan', idea.Gagasan);
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await face.until((title) => document.querySelector('main h1')?.textContent.includes(title) || [...document.querySelectorAll('main h1, main h2')].some((h) => h.textContent.includes(title)), { args: [idea.Judul] });
  // One's own idea is hinted at like any other.
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', idea.Judul);
  await face.until((title) => [...document.querySelectorAll('.alike a')].some((a) => a.textContent.includes(title)), { args: [idea.Judul] });
  await go(face, '#/ideas');
  await sees(face, 'Sisa dukungan: 5 dari 5');
  // On a busy machine WebKit's driver may click where the button no longer is: then it is pressed again.
  const vote = async (pressed, says) => {
    const press = async () => {
      await face.until((state) => {
        const of = (b) => (b.getAttribute('aria-label') ?? b.textContent).startsWith('Dukung');
        const found = [...document.querySelectorAll(`main button[aria-pressed=${state}]`)].find(of);
        document.querySelectorAll('[data-e2e=vote]').forEach((b) => b.removeAttribute('data-e2e'));
        found?.scrollIntoView({ block: 'center', behavior: 'instant' });
        found?.setAttribute('data-e2e', 'vote');
        return Boolean(found);
      }, { args: [pressed] });
      await face.click('[data-e2e=vote]');
      return sees(face, says, { timeout: 5000 });
    };
    for (let tries = 0; tries < 3; tries++) if (await press().catch(() => false)) return;
    await sees(face, says);
  };
  for (let left = 4; left >= 0; left--) await vote(false, `Sisa dukungan: ${left} dari 5`);
  await vote(false, 'Dukungan Anda sudah habis');
  await sees(face, 'Sisa dukungan: 0 dari 5');
  await vote(true, 'Sisa dukungan: 1 dari 5');
  await settled(face);
  await face.reload();
  await sees(face, 'Sisa dukungan: 1 dari 5');
  assert.deepEqual(await face.violations(), []);
}, { timeout });

inEngines('a second tab sees at once what the first one writes', async ({ site, face }) => {
  await openSample(site, face);
  const first = face.page;
  await go(face, '#/agenda?day=2020-11-12');
  const second = await face.tab();
  await face.open(`${site.url}#/agenda?starred=1`);
  await usable(face);
  await face.show(first);
  await press(face, 'Tandai: Kelas A');
  await face.show(second);
  await sees(face, 'Kelas A');
}, { timeout });

inEngines('a backup restores everything in a second browser, twice, without duplicates', async ({ site, face }) => {
  await openSample(site, face);
  await go(face, '#/agenda?day=2020-11-12');
  await press(face, 'Tandai: Kelas A');
  await go(face, '#/ideas/new');
  for (const [label, text] of Object.entries(idea)) await fill(face, label, text);
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await sees(face, 'Tersimpan di ponsel ini');
  await settled(face);
  await go(face, '#/more/device');
  await press(face, 'Simpan cadangan', 'button');
  const backup = await downloaded(face, '-cadangan.txt');
  await press(face, 'Hapus', 'main button');
  await press(face, 'Hapus', 'dialog[open] button');
  await sees(face, 'Coba contoh Jambi');
  const second = await engine(face.name);
  try {
    await second.open(site.url);
    await sees(second, 'Coba contoh Jambi');
    await restore(second, backup, 'Yang akan dimasukkan');
    await go(second, '#/more/device');
    await restore(second, backup, 'sudah ada di ponsel ini');
    const links = (words) => [...document.querySelectorAll('main a[href^="#/agenda/"]')].filter((a) => a.textContent.includes(words)).length;
    assert.equal(await second.run(links, 'Kelas A'), 1);
    await go(second, '#/ideas?mine=1');
    await sees(second, idea.Judul);
    assert.equal(await second.run((title) => [...document.querySelectorAll('main h3 a')].filter((a) => a.textContent === title).length, idea.Judul), 1);
  } finally {
    await second.close();
  }
}, { timeout });

/** Chooses a backup's file, sees what it says of it, and takes it in. */
async function restore(face, backup, says) {
  await face.until(() => Boolean(document.querySelector('main input[type=file]')));
  await face.choose('main input[type=file]', backup);
  await sees(face, says);
  await press(face, 'Masukkan', 'button');
  await go(face, '#/agenda?starred=1');
  await sees(face, 'Kelas A');
}

inEngines('a newer workshop on the host changes two sessions and takes a starred one away; its star is kept', async ({ site, face }) => {
  // A folder of its own: what is deleted stays deleted.
  const dir = copy();
  sign(dir, jambi());
  await site.deploy(dir);
  await face.open(site.url);
  await sees(face, 'Workshop Inovasi');
  await go(face, '#/agenda?day=2020-11-12');
  await press(face, 'Tandai: Kelas A');
  await settled(face);
  const json = jambi();
  const gone = json.sessions.find(({ title }) => title.startsWith('Kelas A'));
  const moved = json.sessions.find(({ title }) => title.startsWith('Kelas B'));
  json.sessions = json.sessions.filter((session) => session !== gone);
  moved.title = 'Kelas B: judul baru';
  const later = json.sessions.find(({ title }) => title.startsWith('Kanvas inovasi'));
  Object.assign(later, { starts: '2020-11-12T10:50:00+07:00', ends: '2020-11-12T12:10:00+07:00' });
  sign(dir, json, { previous: true });
  await face.reload();
  await go(face, '#/agenda?day=2020-11-12');
  await sees(face, 'Kelas B: judul baru');
  // What is far below is not laid out before it is scrolled to, and then it is no visible text.
  await face.until(() => [...document.querySelectorAll('main time')].some((time) => /^10[.:]50/.test(time.textContent.trim())));
  await sees(face, 'Dibatalkan');
  await go(face, '#/agenda?starred=1');
  await sees(face, 'Kelas A');
  // Only what is starred is shown, once, and it still says that it was called off.
  await face.until(() => {
    const shown = [...document.querySelectorAll('main a[href^="#/agenda/"]')].filter((a) => a.checkVisibility?.() ?? a.getClientRects().length);
    return shown.length === 1 && shown[0].textContent.includes('Kelas A');
  });
  await sees(face, 'Dibatalkan');
  // Deleted for good it is still named, until its star is taken off.
  sign(dir, json, { previous: true, removed: true });
  await face.reload();
  await sees(face, 'Sesi bertanda yang tidak ada lagi');
  await press(face, 'Hapus tanda', 'button');
  await misses(face, 'Sesi bertanda yang tidak ada lagi');
  assert.deepEqual(await face.violations(), []);
  rmSync(dir, { recursive: true });
}, { timeout });

inEngines('the agenda needs the first part of the app only; the rest says that it is missing, and then comes by itself', async ({ site, face }) => {
  const rest = await site.secondPart();
  site.trouble((name) => (name.endsWith(rest) ? 'cut' : undefined));
  await face.open(site.url);
  await sees(face, 'Workshop Inovasi');
  await face.until(() => document.querySelectorAll('main a[href^="#/agenda/"]').length > 5);
  await go(face, '#/ideas');
  await sees(face, 'Bagian ini belum terunduh');
  await go(face, '#/agenda');
  await face.until(() => document.querySelectorAll('main a[href^="#/agenda/"]').length > 5);
  site.trouble();
  await go(face, '#/ideas');
  await face.until(() => document.querySelectorAll('main a[href^="#/ideas/"]').length > 2, { timeout: 60_000 });
}, { dist: made, timeout });

inEngines('offline: register, ticket, change, reload', async ({ site, face }) => {
  await openSample(site, face);
  await kept(face);
  await site.offline();
  await go(face, '#/registration/form');
  await press(face, 'Kirim pendaftaran', 'button');
  await sees(face, 'Ada yang perlu diperbaiki');
  await fill(face, 'Nama lengkap', 'Siti Aminah');
  await fill(face, 'Jabatan', 'Kepala Dinas Kesehatan');
  await face.until(() => {
    const select = document.getElementById('reg-agency');
    if (!select) return false;
    select.value = select.options[2].value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  });
  // A chip's label lies under its own input, which WebKit's driver takes for an obstacle.
  await face.until(() => {
    const label = [...document.querySelectorAll('#reg-attending label')].find((each) => each.textContent.includes('Pejabat'));
    label?.click();
    return Boolean(document.querySelector('#reg-attending input')?.checked);
  });
  await fill(face, 'Nomor ponsel', '0812 3456 7890');
  for (const at of [0, 1]) {
    await face.until((id) => {
      const label = document.querySelector(`#${id} label`);
      label?.scrollIntoView({ block: 'center', behavior: 'instant' });
      label?.click();
      return Boolean(document.querySelector(`#${id} input`)?.checked);
    }, { args: [`reg-consent-${at}`] });
  }
  await pressFor(face, 'Kirim pendaftaran', 'button', 'Anda terdaftar');
  await sees(face, 'menunggu diserahkan');
  await face.until(() => / · .+ · /.test(document.querySelector('.ticket .big')?.textContent ?? ''));
  const code = await face.run(() => document.querySelector('.ticket .big').textContent);
  await press(face, 'Ubah data', 'a');
  await face.until(() => document.getElementById('reg-name')?.value === 'Siti Aminah');
  await fill(face, 'Gelar belakang', 'S.K.M.');
  await pressFor(face, 'Kirim pendaftaran', 'button', 'Siti Aminah, S.K.M.');
  await settled(face);
  await face.reload();
  await sees(face, 'Siti Aminah, S.K.M.');
  await face.until((words) => document.querySelector('.ticket .big')?.textContent === words, { args: [code] });
  assert.deepEqual(await face.violations(), []);
}, { timeout });

inEngines('who deleted their data can register again; the ticket that is sent twice stays the same', async ({ site, face }) => {
  await openSample(site, face);
  const register = async () => {
    await go(face, '#/registration/form');
    await face.until(() => Boolean(document.getElementById('reg-name')));
    await face.run(() => { for (const id of ['reg-name', 'reg-position', 'reg-phone']) { const f = document.getElementById(id); f.value = { 'reg-name': 'Budi', 'reg-position': 'Kepala Biro', 'reg-phone': '081234567890' }[id]; f.dispatchEvent(new Event('input', { bubbles: true })); } });
    await face.run(() => { const s = document.getElementById('reg-agency'); s.value = s.options[2].value; s.dispatchEvent(new Event('change', { bubbles: true })); });
    await face.until(() => { document.querySelector('#reg-attending label')?.click(); return Boolean(document.querySelector('#reg-attending input')?.checked); });
    for (const at of [0, 1]) await face.until((id) => { document.querySelector(`#${id} label`)?.click(); return Boolean(document.querySelector(`#${id} input`)?.checked); }, { args: [`reg-consent-${at}`] });
    await press(face, 'Kirim pendaftaran', 'button');
    return face.until(() => document.querySelector('.ticket .big')?.textContent);
  };
  const first = await register();
  assert.equal(await register(), first);
  await press(face, 'Hapus data saya', 'main button');
  await press(face, 'Hapus data saya', 'dialog[open] button');
  await sees(face, 'Yang diperlukan');
  await go(face, '#/registration/form');
  assert.equal(await face.until(() => [document.getElementById('reg-name')?.value].find((value) => value !== undefined) === '' && 'forgotten'), 'forgotten');
  assert.notEqual(await register(), first);
  await sees(face, 'Anda terdaftar');
}, { engines: ['chromium'], timeout });
