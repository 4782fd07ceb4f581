// What is stored and cannot be used, cannot be kept, or does not fit: nothing is lost without a word.
import assert from 'node:assert/strict';
import { inEngines } from './harness.mjs';
import { HAND_IN, chooseAgency, fill, go, misses, press, register, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

const options = { engines: ['chromium'] };

/** Reads all rows of the open workshop's database, and writes one where it is given: `[store, key, text]`. */
const rows = (face, change) => face.run(async (put) => {
  const name = (await indexedDB.databases()).map((each) => each.name).find((each) => each.startsWith('gagas:') && !each.endsWith(':device'));
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open(name));
  const stores = [...database.objectStoreNames];
  const transaction = database.transaction(stores, put ? 'readwrite' : 'readonly');
  if (put) transaction.objectStore(put[0]).put(new TextEncoder().encode(put[2]), put[1]);
  const found = [];
  for (const store of stores) {
    const [keys, values] = await Promise.all([done(transaction.objectStore(store).getAllKeys()), done(transaction.objectStore(store).getAll())]);
    keys.forEach((key, at) => found.push({ store, key, text: new TextDecoder().decode(values[at]) }));
  }
  database.close();
  return found;
}, change);

const handIn = async (face, title) => {
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', title);
  await fill(face, 'Masalah', 'Pasien menunggu tiga jam.');
  await fill(face, 'Gagasan', 'Nomor antrean dikirim ke ponsel.');
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  await sees(face, title);
};

inEngines('data of a newer version are left alone, said so, and can be taken away', async ({ site, face }) => {
  await openSample(site, face);
  await settled(face);
  const before = await rows(face, ['meta', 'schema', '2']);
  await face.page.evaluateOnNewDocument(() => {
    const original = URL.createObjectURL.bind(URL);
    window.handedOut = [];
    URL.createObjectURL = (blob) => { blob.text().then((text) => window.handedOut.push(text)); return original(blob); };
  });
  await face.reload();
  await sees(face, 'Data tersimpan tidak dapat dibaca');
  await sees(face, 'ditulis versi Gagas yang lebih baru. Tidak ada yang diubah atau dihapus.');
  await press(face, 'Simpan salinan ke berkas', 'button');
  const copy = (await face.until(() => window.handedOut[0])).trim().split('\n').map((line) => JSON.parse(line));
  const plain = (list) => list.map(({ store, key, text }) => `${store} ${key} ${text}`).sort();
  assert.deepEqual(plain(copy), plain(before));
  assert.ok(copy.some(({ store, key, text }) => store === 'meta' && key === 'schema' && text === '2'));
  await press(face, 'Coba lagi', 'button');
  await settled(face);
  await sees(face, 'Data tersimpan tidak dapat dibaca');
  await press(face, 'Muat ulang', 'button');
  await settled(face);
  await sees(face, 'Data tersimpan tidak dapat dibaca');
  await go(face, '#/ideas/new');
  await sees(face, 'Data tersimpan tidak dapat dibaca');
  assert.deepEqual(await rows(face), before, 'nothing was changed');
  await rows(face, ['meta', 'schema', '1']);
  await press(face, 'Coba lagi', 'button');
  await sees(face, 'Gagasan baru');
  assert.deepEqual(await face.violations(), []);
  assert.deepEqual(face.log, []);
}, options);

inEngines('damaged rows are counted and kept; the rest still shows', async ({ site, face }) => {
  await openSample(site, face);
  const sessions = () => document.querySelectorAll('main a[href^="#/agenda/"]').length;
  const count = await face.run(sessions);
  await handIn(face, 'Gagasan yang rusak');
  await handIn(face, 'Gagasan yang utuh');
  await settled(face);
  const stored = await rows(face);
  const damaged = stored.find(({ store, text }) => store === 'outbox' && text.includes('yang rusak'));
  await rows(face, ['outbox', damaged.key, 'rusak \u0000 {"']);
  const log = stored.find(({ store }) => store === 'log');
  const lines = log.text.split('\n');
  const at = lines.findIndex((line) => line.includes('\\"k\\":\\"comment\\"'));
  assert.ok(at > 0);
  lines[at] = lines[at].slice(0, 40);
  const after = await rows(face, [log.store, log.key, lines.join('\n')]);
  await go(face, '#/more/device');
  await face.reload();
  await sees(face, '2 catatan tersimpan tidak dapat dibaca versi ini. Semuanya tetap disimpan.');
  await go(face, '#/agenda');
  await face.until((wanted) => document.querySelectorAll('main a[href^="#/agenda/"]').length === wanted, { args: [count] });
  await go(face, '#/ideas?mine=1');
  await sees(face, 'Gagasan yang utuh');
  assert.equal(await face.run(() => document.body.innerText.includes('Gagasan yang rusak')), false);
  // What is written from now on leaves the damaged rows as they are.
  await handIn(face, 'Gagasan sesudahnya');
  await settled(face);
  const later = await rows(face);
  for (const { store, key, text } of after.filter(({ store }) => store !== 'meta')) {
    assert.equal(later.find((row) => row.store === store && row.key === key)?.text, text, `${store} ${key}`);
  }
  await face.reload();
  await sees(face, '2 catatan tersimpan tidak dapat dibaca');
}, options);

for (const [how, fault] of [
  ['has no storage', () => { Object.defineProperty(window, 'indexedDB', { value: undefined }); }],
  ['forbids storage', () => { IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }; }],
]) {
  inEngines(`a window that ${how} works until it is closed, and says so`, async ({ site, face }) => {
    await face.page.evaluateOnNewDocument(fault);
    await openSample(site, face);
    await sees(face, 'Jendela ini tidak menyimpan apa pun');
    await sees(face, 'Yang Anda tulis hilang bila jendela ini ditutup.');
    await go(face, '#/agenda?day=2020-11-12');
    await press(face, 'Tandai: Kelas A');
    await face.until(() => document.querySelector('button[aria-label^="Tandai: Kelas A"]').getAttribute('aria-pressed') === 'true');
    await handIn(face, 'Hanya di jendela ini');
    await sees(face, 'Jendela ini tidak menyimpan apa pun');
    // Nothing says that it is kept: no message, no form, no ticket.
    const claims = () => /Tersimpan di ponsel ini|Draf tersimpan/.test(document.body.innerText);
    await settled(face);
    assert.equal(await face.run(claims), false);
    await go(face, '#/registration/form');
    await fill(face, 'Jabatan', 'Camat ');
    await sees(face, 'Tidak ada yang disimpan di jendela ini');
    assert.equal(await face.run(claims), false);
    await register(face);
    await sees(face, 'Anda terdaftar');
    await sees(face, 'Tidak ada yang disimpan di jendela ini');
    await settled(face);
    assert.equal(await face.run(claims), false);
    await go(face, '#/ideas?mine=1');
    await sees(face, 'Hanya di jendela ini');
    await go(face, '#/more/device');
    await sees(face, 'Tidak ada yang disimpan di jendela ini');
    await face.reload();
    await sees(face, 'Coba contoh Jambi');
    assert.deepEqual(await face.violations(), []);
    assert.deepEqual(face.log, []);
  }, options);
}

for (const [moment, fault] of [
  ['at a write', () => {
    IDBObjectStore.prototype.put = () => {
      window.refused++;
      throw new DOMException('full', 'QuotaExceededError');
    };
  }],
  ['at the end of a transaction', () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...all) {
      const { transaction } = this;
      if (!Object.hasOwn(transaction, 'error')) {
        window.refused++;
        Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
        queueMicrotask(() => transaction.abort());
      }
      return put.apply(this, all);
    };
  }],
]) {
  inEngines(`on a phone that is full ${moment} nothing written is lost, and a second try saves it`, async ({ site, face }) => {
    await openSample(site, face);
    await settled(face);
    await face.run(() => {
      window.refused = 0;
      window.whole = IDBObjectStore.prototype.put;
    });
    await face.run(fault);
    await handIn(face, 'Ditulis di ponsel penuh');
    await sees(face, 'Belum tersimpan');
    await sees(face, 'Penyimpanan ponsel penuh. Kosongkan sedikit ruang, lalu tekan Coba lagi.');
    await go(face, '#/more/device');
    await face.until(() => document.querySelector('main header').innerText.includes('Belum tersimpan'));
    const refused = await face.run(() => window.refused);
    await press(face, 'Coba lagi', 'button');
    await face.until((before) => window.refused > before, { args: [refused] });
    await sees(face, 'Penyimpanan ponsel penuh.');
    await go(face, '#/ideas?mine=1');
    await sees(face, 'Ditulis di ponsel penuh');
    await face.run(() => { IDBObjectStore.prototype.put = window.whole; });
    await press(face, 'Coba lagi', 'button');
    await misses(face, 'Belum tersimpan');
    await face.reload();
    await sees(face, 'Ditulis di ponsel penuh');
    assert.deepEqual(await face.violations(), []);
  }, options);
}

inEngines('a full phone is never told that all is saved', async ({ site, face }) => {
  await openSample(site, face);
  await settled(face);
  await face.run(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await handIn(face, 'Ditulis di ponsel penuh');
  await sees(face, 'Belum tersimpan');
  await settled(face);
  assert.equal(await face.run(() => document.body.innerText.includes('Tersimpan di ponsel ini')), false);
}, options);
