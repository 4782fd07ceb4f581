// Keys only, no click: everything is reached in a sensible order, focus is seen, and is never lost.
import assert from 'node:assert/strict';
import { inEngines } from './harness.mjs';
import { HAND_IN, sees } from './person.mjs';

const options = { engines: ['chromium'] };

/** What has focus: its words, whether it is seen to have it, and where it stands. */
const focused = () => {
  const element = document.activeElement;
  const label = element.labels?.[0]?.textContent ?? '';
  const words = [element.getAttribute('aria-label'), label, element.textContent].map((text) => (text ?? '').replace(/\s+/g, ' ').trim()).find(Boolean) ?? '';
  const marked = (each) => {
    const { outlineStyle, outlineWidth, boxShadow, opacity } = getComputedStyle(each);
    return opacity !== '0' && ((outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none');
  };
  // A chip and a file button show the focus of the input that lies over them.
  const bearers = [element, element.matches('.pick input') && element.nextElementSibling, element.closest('.file')].filter(Boolean);
  const box = bearers.at(-1).getBoundingClientRect();
  // Something may lie over a part of it, not over all of it (WCAG 2.4.11).
  const spots = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [box.left + x * box.width, box.top + y * box.height]));
  const tops = spots.map(([x, y]) => document.elementFromPoint(x, y));
  const clear = tops.some((top) => Boolean(top) && (bearers.some((each) => each.contains(top)) || (top !== document.body && top.contains(element))));
  return {
    words,
    name: element.id || element.tagName.toLowerCase(),
    lost: element === document.body,
    visible: element.matches(':focus-visible') && bearers.some(marked),
    clear,
    flows: Boolean(element.closest('main')) && !element.closest('.dock, .banners'),
    y: Math.round(box.top + scrollY), x: Math.round(box.left),
    height: Math.round(box.height),
  };
};

/** Goes on by Tab, or back, until what has focus says this; on the way each stop is seen and stands below the last one. */
async function tabTo(face, words, { back = false, kind = '' } = {}) {
  let last;
  const way = [];
  for (let step = 0; step < 90; step++) {
    if (back) await face.page.keyboard.down('Shift');
    await face.press('Tab');
    if (back) await face.page.keyboard.up('Shift');
    const now = await face.run(focused);
    way.push(now.words || now.name);
    if (now.lost) { last = undefined; continue; } // the browser's own bar lies between the end and the beginning
    assert.ok(now.visible, `${now.words || now.name}: focus is not seen`);
    assert.ok(now.clear, `${now.words || now.name}: something covers what has focus: ${JSON.stringify(now)}`);
    if (last?.flows && now.flows && !back) {
      assert.ok(now.y + now.height > last.y, `${last.words} before ${now.words}: ${JSON.stringify([last, now])}`);
    }
    last = now;
    if (now.words.startsWith(words) && (!kind || await face.run((css) => document.activeElement.matches(css), kind))) return now;
  }
  throw new Error(`no ${words} by Tab: ${way.join(' | ')}`);
}

/** Presses a key and sees that focus is still somewhere. */
async function hit(face, key) {
  await face.press(key);
  await face.until(() => new Promise((done) => setTimeout(() => done(true), 150)));
  const now = await face.run(focused);
  assert.equal(now.lost, false, `focus is lost after ${key}`);
  return now;
}
const type = (face, text) => face.page.keyboard.type(text);
const at = (face, route) => face.until((pattern) => new RegExp(pattern).test(location.hash), { args: [route] });

const begin = async (site, face) => {
  await face.open(site.url);
  await sees(face, 'Tanggal asli 2020');
  await tabTo(face, 'Tanggal asli 2020');
  await face.press('Enter');
  await at(face, '^#/agenda');
  await face.until(() => document.querySelectorAll('main a[href^="#/agenda/"]').length > 5);
};
/** From anywhere to a place of the main bar, which stands before the content. */
const place = async (face, words) => {
  await tabTo(face, words, { back: true, kind: 'nav a' });
  await hit(face, 'Enter');
};

inEngines('by keys: after the sample was opened, focus is on its heading', async ({ site, face }) => {
  await begin(site, face);
  await face.until(() => document.activeElement.matches('h1'), { timeout: 3000 });
}, options);

inEngines('by keys: a day, a session, its star, and the way back to where one was', async ({ site, face }) => {
  await begin(site, face);
  await tabTo(face, 'Kam', { kind: '.tab' });
  await hit(face, 'Enter');
  await sees(face, 'Kamis, 12 November 2020');
  await tabTo(face, 'Kelas A', { kind: 'a' });
  const heading = await hit(face, 'Enter');
  await at(face, '^#/agenda/');
  assert.ok(heading.words.startsWith('Kelas A'), heading.words);
  await tabTo(face, 'Tandai sesi ini');
  await hit(face, 'Space');
  assert.equal(await face.run(() => document.activeElement.getAttribute('aria-pressed')), 'true');
  await tabTo(face, 'Agenda', { back: true, kind: '.back' });
  await hit(face, 'Enter');
  await at(face, '^#/agenda\\?');
  await tabTo(face, 'Bertanda 1');
  await hit(face, 'Enter');
  await sees(face, 'Kelas A');
}, options);

inEngines('by keys: the first link leads past the bar, a menu closes and gives focus back', async ({ site, face }) => {
  await begin(site, face);
  await tabTo(face, 'Langsung ke isi', { back: true });
  const heading = await hit(face, 'Enter');
  assert.equal(heading.name, 'h1');
  await tabTo(face, 'Tindakan agenda');
  await hit(face, 'Enter');
  const inside = () => Boolean(document.activeElement.closest('dialog[open]'));
  await face.until(inside);
  for (let step = 0; step < 8; step++) {
    await face.press('Tab');
    assert.ok(await face.run(() => Boolean(document.activeElement.closest('dialog[open]')) || document.activeElement === document.body), 'a dialog keeps focus inside');
  }
  const back = await hit(face, 'Escape');
  assert.equal(await face.run(() => document.querySelector('dialog[open]')), null);
  assert.equal(back.words, 'Tindakan agenda');
  await place(face, 'Lainnya');
  await tabTo(face, 'Data di perangkat ini');
  await hit(face, 'Enter');
  await at(face, '^#/more/device');
  await tabTo(face, 'Hapus', { kind: '.btn' });
  await hit(face, 'Enter');
  await face.until(inside);
  await tabTo(face, 'Batal', { kind: '.btn' });
  assert.equal((await hit(face, 'Enter')).words, 'Hapus');
  await hit(face, 'Space');
  await face.until(inside);
  assert.equal((await hit(face, 'Escape')).words, 'Hapus');
  await sees(face, 'Yang tersimpan');
}, options);

const idea = async (site, face) => {
  await begin(site, face);
  await place(face, 'Gagasan');
  await tabTo(face, 'Tulis gagasan');
  assert.equal((await hit(face, 'Enter')).words, 'Gagasan baru');
};
const written = async (face) => {
  await tabTo(face, 'Judul', { kind: 'input' });
  await type(face, 'Antrean lewat pesan');
  await tabTo(face, 'Masalah', { kind: 'textarea' });
  await type(face, 'Pasien menunggu tiga jam.');
  await tabTo(face, 'Gagasan', { kind: 'textarea' });
  await type(face, 'Nomor antrean dikirim ke ponsel.');
  await tabTo(face, 'Perangkat daerah', { kind: 'select' });
  await hit(face, 'ArrowDown');
  await tabTo(face, HAND_IN.id);
  await face.press('Enter');
  await at(face, '^#/ideas/[\\w-]{22}$');
  await sees(face, 'Tersimpan di ponsel ini');
  await face.until(() => document.activeElement.matches('h1'));
};

inEngines('by keys: an idea is written, mended where it is wrong, and handed in', async ({ site, face }) => {
  await idea(site, face);
  await tabTo(face, 'Judul', { kind: 'input' });
  const summary = await hit(face, 'Enter');
  assert.ok(summary.words.startsWith('Ada yang perlu diperbaiki'), summary.words);
  await tabTo(face, 'Masalah: Wajib diisi.');
  assert.equal((await hit(face, 'Enter')).name, 'idea-problem');
  await written(face);
  await sees(face, 'Antrean lewat pesan');
  await tabTo(face, 'Tulis komentar');
  await type(face, 'Setuju');
  await tabTo(face, 'Simpan komentar');
  await hit(face, 'Enter');
  await face.until(() => document.querySelector('.comment .pre')?.textContent === 'Setuju');
}, options);

inEngines('by keys: after an idea was handed in, focus is on its title', async ({ site, face }) => {
  await idea(site, face);
  await written(face);
  const now = await face.run(focused);
  assert.deepEqual([now.lost, now.name, now.lost || now.words], [false, 'h1', 'Antrean lewat pesan']);
  assert.ok((await face.title()).startsWith('Antrean lewat pesan'), await face.title());
}, options);

inEngines('by keys: focus stays somewhere when an idea is withdrawn and when that is undone', async ({ site, face }) => {
  await idea(site, face);
  await written(face);
  await tabTo(face, 'Tarik kembali');
  await hit(face, 'Enter');
  await tabTo(face, 'Urungkan');
  await hit(face, 'Enter');
  await sees(face, 'Pasien menunggu tiga jam.');
}, options);

inEngines('by keys: one registers, mends an error, and gets the ticket', async ({ site, face }) => {
  await begin(site, face);
  await place(face, 'Daftar');
  await tabTo(face, 'Daftar', { kind: 'main a' });
  assert.equal((await hit(face, 'Enter')).words, 'Daftar');
  await tabTo(face, 'Kirim pendaftaran');
  const summary = await hit(face, 'Enter');
  assert.ok(summary.words.startsWith('Ada yang perlu diperbaiki'), summary.words);
  await tabTo(face, 'Nama lengkap:');
  assert.equal((await hit(face, 'Enter')).name, 'reg-name');
  await type(face, 'Siti Aminah');
  await tabTo(face, 'Jabatan');
  await type(face, 'Kepala Dinas');
  await tabTo(face, 'Perangkat daerah', { kind: 'select' });
  await hit(face, 'ArrowDown');
  await tabTo(face, 'Pejabat');
  await hit(face, 'Space');
  await tabTo(face, 'Nomor ponsel');
  await type(face, '081234567890');
  for (const consent of [0, 1]) {
    await tabTo(face, 'Saya setuju', { kind: `#reg-consent-${consent} input` });
    await hit(face, 'Space');
  }
  await tabTo(face, 'Kirim pendaftaran');
  await face.press('Enter');
  await sees(face, 'Anda terdaftar');
  await face.until(() => document.activeElement.matches('h1'));
  assert.equal((await face.run(focused)).words, 'Anda terdaftar');
}, options);
