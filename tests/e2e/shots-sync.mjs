// Pictures of the states that only a server makes: what was refused, an old link, the question for the create token, the
// link in the organiser's room. node shots-sync.mjs FOLDER
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engine } from './engines.mjs';
import { sign } from './large.mjs';
import { HAND_IN, fill, go, press, sees } from './person.mjs';
import { arrived, decree, linksTo, toCome } from './served.mjs';
import { Site } from './server.mjs';
import { theme } from './views.mjs';

const [folder = 'screenshots'] = process.argv.slice(2);
const SIZES = [[360, 740], [320, 568]];
const WORDS = {
  id: { locale: 'id-ID', title: 'Judul', problem: 'Masalah', idea: 'Gagasan', unnamed: 'Jangan tampilkan nama saya', open: 'Masukkan kode izin', replace: 'Ganti tautan', replaced: 'Tautan sudah diganti', old: 'tidak dikenal server', asks: 'meminta kode izin', field: 'Kode izin server', send: 'Kirim kode', wrong: 'tidak cocok' },
  en: { locale: 'en-GB', title: 'Title', problem: 'Problem', idea: 'Idea', unnamed: 'Do not show my name', open: 'Enter the code', replace: 'Replace the link', replaced: 'The link was replaced', old: 'does not know', asks: 'asks for a permission code', field: "The server's permission code", send: 'Send the code', wrong: 'does not fit' },
};
mkdirSync(folder, { recursive: true });
const dir = mkdtempSync(path.join(tmpdir(), 'gagas-shots-'));
sign(dir, toCome());

for (const [lang, words] of Object.entries(WORDS)) {
  const shoot = async (face, name) => {
    for (const [width, height] of SIZES) {
      await face.size(width, height);
      for (const value of ['light', 'dark']) {
        await theme(face, value);
        await face.page.screenshot({ path: path.join(folder, `${name}-${width}-${value}-${lang}.png`), fullPage: true });
      }
    }
    await face.size(360, 740);
    await theme(face, 'light');
  };
  const data = () => path.join(mkdtempSync(path.join(tmpdir(), 'gagas-shots-')), 'gagas.db');
  const open = async (address) => {
    const face = await engine('chromium', { locale: words.locale });
    await face.open(address);
    await arrived(face);
    return face;
  };
  const write = async (face, title) => {
    await go(face, '#/ideas/new');
    await fill(face, words.title, title);
    await fill(face, words.problem, 'Warga menunggu terlalu lama.');
    await fill(face, words.idea, 'Nomor antrean dikirim ke ponsel.');
    await face.until(() => {
      const select = document.getElementById('idea-agency');
      select.value = select.options[3].value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    });
    await press(face, words.unnamed, 'main label');
    await press(face, HAND_IN[lang], 'button');
    await sees(face, title);
  };
  let site = await Site.start(undefined, undefined, data());
  const links = linksTo(dir, site);
  const boss = await open(links.organiser);
  const one = await open(links.participant);
  await decree(dir, site, { 'sync.author_cap': 1 });
  await write(one, 'Antrean daring puskesmas untuk semua kecamatan');
  await go(one, '#/more/outbox');
  await one.until(() => Boolean(document.querySelector('.entry .danger')));
  await shoot(one, 'refused');
  for (const page of ['', '/registrations', '/agencies', '/ideas', '/link']) {
    await go(boss, `#/organiser${page}`);
    await boss.until(() => new Promise((done) => setTimeout(() => done(Boolean(document.querySelector('main h1'))), 400)));
    await shoot(boss, `room${page.replace('/', '-')}`);
  }
  await press(boss, words.replace, 'main button');
  await boss.until(() => Boolean(document.querySelector('dialog[open] .danger')));
  await shoot(boss, 'room-link-asks');
  await press(boss, words.replace, 'dialog[open] .danger');
  await sees(boss, words.replaced);
  await shoot(boss, 'room-link-replaced');
  await one.run(() => window.dispatchEvent(new Event('focus')));
  await sees(one, words.old, { timeout: 30_000 });
  await go(one, '#/agenda');
  await shoot(one, 'old-link');
  await Promise.all([boss.close(), one.close()]);
  await site.stop();
  site = await Site.start(undefined, undefined, data(), { flags: ['--create-token', 'kode-izin-sangat-rahasia'], headers: { 'x-forwarded-for': '203.0.113.9' } });
  const other = await open(linksTo(dir, site).organiser);
  await sees(other, words.asks);
  await shoot(other, 'token');
  await press(other, words.open, 'summary');
  await fill(other, words.field, 'salah-sama-sekali-ini');
  await press(other, words.send, 'button');
  await sees(other, words.wrong);
  await shoot(other, 'token-wrong');
  await other.close();
  await site.stop();
}
rmSync(dir, { recursive: true });
