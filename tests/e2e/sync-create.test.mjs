// A public server keeps a workshop only for who knows its create token: the organiser's phone asks for it, and forgets it.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { fill, go, misses, press, sees } from './person.mjs';
import { arrived, holds, idea, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());
const TOKEN = 'kode-izin-sangat-rahasia';

// All that a phone keeps, as text: rows of every store, and what a page can reach besides.
const everything = () => indexedDB.databases().then(async (all) => {
  const rows = await Promise.all(all.map(({ name }) => new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const base = opening.result;
      const stores = [...base.objectStoreNames];
      Promise.all(stores.map((store) => new Promise((got) => {
        const values = base.transaction(store).objectStore(store).getAll();
        values.onsuccess = () => got(values.result);
      }))).then((values) => { base.close(); done(values.flat()); });
    };
  })));
  const text = rows.flat().map((row) => (typeof row === 'string' ? row : new TextDecoder().decode(row)));
  return [...text, location.href, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, document.body.innerHTML].join('\n');
});

withServer('the organiser is asked for the create token in plain words, and it is kept nowhere', ['chromium', 'firefox'], async ({ site, phone }) => {
  const { organiser, participant } = linksTo(made, site);
  const boss = await phone(organiser);
  await arrived(boss);
  await sees(boss, 'Server ini meminta kode izin', { timeout: 20_000 });
  await idea(boss, 'Menunggu izin');
  await go(boss, '#/more');
  await press(boss, 'English');
  await sees(boss, 'This server asks for a permission code');
  await press(boss, 'Enter the code', 'summary');
  assert.deepEqual(await violations(boss), []);
  await press(boss, 'Bahasa Indonesia');
  // What was unfolded stays so.
  await fill(boss, 'Kode izin server', 'bukan-kode-yang-benar');
  await press(boss, 'Kirim kode', 'button');
  await sees(boss, 'Kode ini tidak cocok');
  assert.deepEqual(await violations(boss), []);
  // What was mistyped is still there to be set right, in the other language too.
  const typed = () => document.getElementById('create-token').value;
  assert.equal(await boss.run(typed), 'bukan-kode-yang-benar');
  await press(boss, 'English');
  await sees(boss, 'This code does not fit');
  assert.equal(await boss.run(typed), 'bukan-kode-yang-benar');
  await press(boss, 'Bahasa Indonesia');
  await boss.run(() => document.getElementById('create-token').select());
  await fill(boss, 'Kode izin server', TOKEN);
  // A server that has no time for it has not judged it.
  let busy = 0;
  site.trouble((name) => (name.endsWith('/api/v1/w') && !busy++ ? { status: 503, headers: { 'retry-after': '1' } } : undefined));
  await press(boss, 'Kirim kode', 'button');
  await misses(boss, 'Server ini meminta kode izin', { timeout: 20_000 });
  assert.equal(busy, 2);
  await sees(boss, 'Semua terkirim', { timeout: 20_000 });
  const kept = await boss.run(everything);
  assert.ok(kept.includes('Menunggu izin') && !kept.includes(TOKEN), 'kept nowhere');
  assert.ok(site.requests.every(({ path }) => !path.includes(TOKEN)));
  await go(boss, '#/agenda');
  await boss.reload();
  await arrived(boss);
  const one = await phone(participant);
  await arrived(one);
  await holds(one, ['Menunggu izin']);
  await misses(boss, 'Server ini meminta kode izin');
  for (const face of [boss, one]) assert.deepEqual(await face.violations(), []);
}, { flags: ['--create-token', TOKEN], headers: { 'x-forwarded-for': '203.0.113.9' } });

withServer('a participant is never asked, whatever the server wants', ['chromium'], async ({ site, phone }) => {
  const one = await phone(linksTo(made, site).participant);
  await sees(one, 'Mungkin tautannya diganti', { timeout: 20_000 });
  await misses(one, 'kode izin');
}, { flags: ['--create-token', TOKEN], headers: { 'x-forwarded-for': '203.0.113.9' } });
