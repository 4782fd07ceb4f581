// One picture of each journey for the README: node stories.mjs FOLDER. Chromium at 360x740, in Indonesian.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { engine } from './engines.mjs';
import { kept } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, paste, press, sees, settled } from './person.mjs';
import { Site } from './server.mjs';
import { variant } from './variant.mjs';
import { openSample } from './views.mjs';

const [folder = 'docs/journeys'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const idea = { Judul: 'Antrean rawat jalan lewat pesan', Masalah: 'Pasien menunggu tiga jam tanpa kepastian.' };
const top = (face, css) => face.until((selector) => {
  const found = document.querySelector(selector);
  found?.scrollIntoView({ block: 'start', behavior: 'instant' });
  return Boolean(found);
}, { args: [css] });
const quiet = (face) => face.until(() => !document.querySelector('.toast'), { timeout: 30_000 });
const backupOf = async (face) => {
  await go(face, '#/more/device');
  await face.run(() => {
    const original = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => { blob.text().then((text) => { window.handedOut = text; }); return original(blob); };
  });
  await press(face, 'Simpan cadangan', 'button');
  return face.until(() => window.handedOut);
};

/** What is done before each picture is taken; `site` serves the plain build, `dir` a build with a workshop beside it. */
const STORIES = {
  async 'a-agenda'({ site, face }) {
    await openSample(site, face);
    await go(face, '#/agenda?day=2020-11-12');
    await press(face, 'Tandai: Kelas A');
    await press(face, 'Tandai: Kelas B');
    await sees(face, 'Sesi bertanda bertabrakan');
    await top(face, '.find');
  },
  async 'b-ticket'({ site, face }) {
    await openSample(site, face);
    await kept(face);
    await site.offline();
    await go(face, '#/registration/form');
    await fill(face, 'Nama lengkap', 'Siti Aminah');
    await fill(face, 'Jabatan', 'Kepala Dinas Kesehatan');
    await fill(face, 'Nomor ponsel', '0812 3456 7890');
    await face.until(() => {
      const select = document.getElementById('reg-agency');
      select.value = select.options[2].value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      for (const css of ['#reg-attending', '#reg-consent-0', '#reg-consent-1']) document.querySelector(`${css} label`)?.click();
      return document.querySelectorAll('#reg-attending input:checked, #reg-consent-0 input:checked, #reg-consent-1 input:checked').length === 3;
    });
    await press(face, 'Kirim pendaftaran', 'button');
    await sees(face, 'Anda terdaftar');
    await quiet(face);
  },
  async 'c-similar'({ site, face }) {
    await openSample(site, face);
    await go(face, '#/ideas/new');
    for (const [label, text] of Object.entries(idea)) await fill(face, label, text);
    await sees(face, 'Serupa dengan');
    await top(face, 'main h1');
  },
  async 'd-second-tab'({ site, face }) {
    await openSample(site, face);
    const first = face.page;
    await go(face, '#/agenda?day=2020-11-12');
    const second = await face.tab();
    await face.open(`${site.url}#/agenda?starred=1`);
    await sees(face, 'Belum ada sesi bertanda');
    await face.show(first);
    await press(face, 'Tandai: Kelas A');
    await face.show(second);
    await sees(face, 'Kelas A');
  },
  async 'e-restore'({ site, face }) {
    await openSample(site, face);
    await go(face, '#/ideas/new');
    for (const [label, text] of Object.entries({ ...idea, Gagasan: 'Nomor antrean dikirim ke ponsel.' })) await fill(face, label, text);
    await chooseAgency(face);
    await press(face, HAND_IN.id, 'button');
    await settled(face);
    const backup = await backupOf(face);
    await press(face, 'Hapus', 'main button');
    await press(face, 'Hapus', 'dialog[open] button');
    await sees(face, 'Coba contoh Jambi');
    await paste(face, 'main textarea', backup);
    await press(face, 'Buka yang ditempel', 'button');
    await sees(face, 'Yang akan dimasukkan');
  },
  async 'f-newer-agenda'({ dir, face, workshop }) {
    await face.open(workshop.url);
    await sees(face, 'Workshop Inovasi');
    await go(face, '#/agenda?day=2020-11-12');
    await press(face, 'Tandai: Kelas A');
    await press(face, 'Tandai: Kelas B');
    await settled(face);
    const json = jambi();
    json.sessions = json.sessions.filter(({ title }) => !title.startsWith('Kelas A'));
    json.sessions.find(({ title }) => title.startsWith('Kelas B')).title = 'Kelas B: judul baru';
    sign(dir, json, { previous: true });
    await face.reload();
    await go(face, '#/agenda?starred=1');
    await sees(face, 'Kelas B: judul baru');
    await sees(face, 'Dibatalkan');
  },
  async 'g-update'({ site, face, next }) {
    await openSample(site, face);
    await kept(face);
    await go(face, '#/ideas/new');
    for (const [label, text] of Object.entries(idea)) await fill(face, label, text);
    await site.deploy(next);
    await face.run(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true));
    await sees(face, 'Versi baru siap');
    await face.run(() => { scrollTo(0, 0); });
  },
};

const dir = copy();
sign(dir, jambi());
const next = variant(dir, 'next');
try {
  for (const [name, tell] of Object.entries(STORIES)) {
    const [site, workshop, face] = await Promise.all([Site.start(), Site.start(dir), engine('chromium')]);
    try {
      await tell({ site, workshop, face, dir, next });
      await settled(face);
      await face.page.screenshot({ path: path.join(folder, `${name}.webp`), type: 'webp', quality: 60 });
    } finally {
      await face.close();
      await Promise.all([site.stop(), workshop.stop()]);
    }
  }
} finally {
  for (const made of [dir, next]) rmSync(made, { recursive: true });
}
