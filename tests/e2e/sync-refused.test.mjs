// What a server does not accept: why, in both languages, and the ways on from there, of which none loses a word.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { kept } from './harness.mjs';
import { fill, go, misses, press, sees } from './person.mjs';
import { arrived, decree, holds, idea, joined, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());
const FULL = { id: 'Jumlah penulis di lokakarya ini sudah penuh', en: 'This workshop takes no more authors' };

/** Two phones in a workshop that takes no more authors than there are already. */
async function full({ site, phone }) {
  const { participant } = linksTo(made, site);
  const [boss, one] = await joined(made, { site, phone });
  await idea(one, 'Gagasan yang masih diterima');
  await holds(boss, ['Gagasan yang masih diterima'], { timeout: 10_000 });
  // The sample's authors count, too; nobody is to come after the one who just wrote.
  await decree(made, site, { 'sync.author_cap': 1 });
  return { boss, one, participant };
}

/** Hands in an idea that is anonymous, and so by an author whom the server does not know. */
async function anonymous(face, title) {
  await go(face, '#/ideas/new');
  await face.until(() => Boolean(document.getElementById('idea-anonymous')));
  await press(face, 'Jangan tampilkan nama saya', 'main label');
  await idea(face, title);
}

// The names of the words that a phone keeps of its own changes.
const written = () => indexedDB.databases().then(async (all) => {
  const rows = await Promise.all(all.map(({ name }) => new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const base = opening.result;
      if (!base.objectStoreNames.contains('outbox')) { base.close(); return done([]); }
      const keys = base.transaction('meta').objectStore('meta').getAllKeys();
      keys.onsuccess = () => { base.close(); done(keys.result); };
    };
  })));
  return rows.flat().filter((key) => String(key).startsWith('written.'));
});

withServer('an author too many is told so in both languages, changes what was refused, and it is accepted', ['chromium'], async (served) => {
  const { boss, one } = await full(served);
  await anonymous(one, 'Gagasan tanpa nama');
  await go(one, '#/ideas');
  await sees(one, '1 tidak diterima; lihat Lainnya');
  await go(one, '#/more/outbox');
  await sees(one, FULL.id);
  await sees(one, '1 tidak diterima');
  // Nobody is sent to where they are.
  await misses(one, 'lihat Lainnya');
  assert.deepEqual(await violations(one), []);
  await go(one, '#/more');
  await press(one, 'English');
  await go(one, '#/more/outbox');
  await sees(one, FULL.en);
  assert.deepEqual(await violations(one), []);
  await go(one, '#/more');
  await press(one, 'Bahasa Indonesia');
  // Another idea is being written: it stays, and so does the refused one.
  await go(one, '#/ideas/new');
  await fill(one, 'Judul', 'Yang sedang ditulis');
  await go(one, '#/more/outbox');
  await press(one, 'Ubah', 'main button');
  await sees(one, 'masih ada draf lain');
  assert.equal(await one.run(() => location.hash), '#/ideas/new');
  assert.equal(await one.until(() => document.getElementById('idea-title')?.value), 'Yang sedang ditulis');
  await press(one, 'Buang draf', 'main button');
  // Now it is free. What was refused stands in the form, is signed by name, and is accepted.
  await go(one, '#/more/outbox');
  await sees(one, 'Gagasan tanpa nama');
  await press(one, 'Ubah', 'main button');
  await one.until(() => document.getElementById('idea-title')?.value === 'Gagasan tanpa nama');
  // Where the phone dies now, the draft is what is left.
  await one.reload();
  await one.until(() => document.getElementById('idea-title')?.value === 'Gagasan tanpa nama');
  await press(one, 'Jangan tampilkan nama saya', 'main label');
  await fill(one, 'Judul', ', sekarang dengan nama');
  await press(one, 'Kirim gagasan', 'button');
  await holds(boss, ['Gagasan tanpa nama, sekarang dengan nama'], { timeout: 15_000 });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await holds(one, ['Gagasan tanpa nama, sekarang dengan nama']);
  const titles = await one.run(() => [...document.querySelectorAll('article.idea h3')].map((each) => each.textContent));
  assert.equal(titles.filter((title) => title.includes('Gagasan tanpa nama')).length, 1, 'one of it');
});

withServer('a refused comment is changed where it was written, and sent when the organiser takes more', ['chromium'], async (served) => {
  const { boss, one } = await full(served);
  await holds(one, ['Gagasan yang masih diterima']);
  await press(one, 'Gagasan yang masih diterima', 'main a');
  await press(one, 'Jangan tampilkan nama saya', 'main label');
  await fill(one, 'Tulis komentar', 'Setuju sekali');
  await press(one, 'Simpan komentar', 'main button');
  await go(one, '#/more/outbox');
  await sees(one, FULL.id);
  await press(one, 'Ubah', 'main button');
  await one.until(() => document.getElementById('comment-text')?.value === 'Setuju sekali');
  await fill(one, 'Tulis komentar', ' dengan ini');
  await press(one, 'Simpan komentar', 'main button');
  await go(one, '#/more/outbox');
  await sees(one, FULL.id);
  await decree(made, served.site, { 'sync.author_cap': 5000 });
  await press(one, 'Coba lagi', 'main button');
  await sees(one, 'Belum ada tulisan Anda di sini', { timeout: 10_000 });
  await holds(boss, ['Gagasan yang masih diterima']);
  await press(boss, 'Gagasan yang masih diterima', 'main a');
  await sees(boss, 'Setuju sekali dengan ini');
});

withServer('what one tab discards is gone from the other, with the words that were kept of it', ['chromium'], async (served) => {
  const { one } = await full(served);
  await anonymous(one, 'Yang akan dibuang');
  await press(one, 'Ubah', 'main a');
  await fill(one, 'Judul', ', diubah dulu');
  await press(one, 'Kirim gagasan', 'button');
  await sees(one, 'Yang akan dibuang, diubah dulu');
  await go(one, '#/more/outbox');
  await sees(one, FULL.id);
  assert.notDeepEqual(await one.run(written), []);
  await kept(one);
  const first = one.page;
  await one.tab();
  await one.open(served.site.url);
  await arrived(one);
  await holds(one, ['Yang akan dibuang']);
  const second = one.page;
  await one.show(first);
  await press(one, 'Buang', 'main button');
  await press(one, 'Buang', 'dialog[open] button');
  await sees(one, 'Belum ada tulisan Anda di sini');
  await one.show(second);
  await one.until(() => document.querySelectorAll('article.idea').length > 3 && !document.body.textContent.includes('Yang akan dibuang'));
  await go(one, '#/more');
  await misses(one, 'tidak diterima');
  assert.deepEqual(await one.run(written), []);
});
