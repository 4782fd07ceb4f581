// What passes through an organiser's phone: files of people without a network, and counts that the board shows or hides.
import assert from 'node:assert/strict';
import { downloaded } from './engines.mjs';
import { go, press, sees } from './person.mjs';
import { decree, holds, idea, joined, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

withServer('what the organiser takes in as a file is on the others’ phones within seconds', ['chromium'], async ({ site, phone }) => {
  const [boss, one, two] = await joined(made, { site, phone }, 2);
  await one.page.setOfflineMode(true);
  await idea(one, 'Lewat berkas');
  await go(one, '#/more/outbox');
  await press(one, 'Serahkan lewat berkas', 'summary');
  await press(one, 'Simpan berkas untuk panitia', 'button');
  const file = await downloaded(one, '-untuk-panitia.txt');
  await go(boss, '#/organiser');
  await boss.until(() => Boolean(document.querySelector('main input[type=file]')));
  // All that a start sends is sent by now.
  await sees(boss, 'Semua terkirim');
  await boss.choose('main input[type=file]', file);
  await sees(boss, 'Gagasan: 1 baru');
  await press(boss, 'Masukkan', 'dialog[open] button');
  await holds(two, ['Lewat berkas'], { timeout: 5_000 });
  // The phone that handed it over finds that the server has it.
  await one.page.setOfflineMode(false);
  await go(one, '#/more');
  await sees(one, 'Semua terkirim', { timeout: 20_000 });
});

// What a phone keeps of the server's counts.
const counts = () => indexedDB.databases().then(async (all) => {
  const rows = await Promise.all(all.map(({ name }) => new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const base = opening.result;
      if (!base.objectStoreNames.contains('outbox')) { base.close(); return done(); }
      const row = base.transaction('meta').objectStore('meta').get('s.counts');
      row.onsuccess = () => { base.close(); done(row.result && new TextDecoder().decode(row.result)); };
    };
  })));
  return rows.find(Boolean) ?? '[]';
});

withServer('support is counted by the server, and shown once the workshop reveals it', ['chromium'], async ({ site, phone }) => {
  const [boss, one, two] = await joined(made, { site, phone }, 2);
  await idea(one, 'Yang didukung');
  await holds(two, ['Yang didukung'], { timeout: 10_000 });
  const shows = (face, words, wanted = true) => face.until((says, is) => {
    const found = [...document.querySelectorAll('article.idea')].find((each) => each.textContent.includes('Yang didukung'));
    return found && found.textContent.includes(says) === is;
  }, { args: [words, wanted], timeout: 10_000 });
  const support = (face) => face.until(() => {
    const found = [...document.querySelectorAll('article.idea')].find((each) => each.textContent.includes('Yang didukung'));
    const button = found?.querySelector('button[aria-pressed]');
    if (!button) return false;
    if (button.getAttribute('aria-pressed') === 'false') button.click();
    return button.getAttribute('aria-pressed') === 'true';
  });
  for (const face of [one, two]) {
    await go(face, '#/ideas');
    await support(face);
  }
  await go(boss, '#/organiser/ideas');
  await sees(boss, '2 dukungan dari 2 pemilih', { timeout: 10_000 });
  // Nobody else is told before it is time: not on the screen, nor by what the server sends.
  await shows(one, 'pemilih', false);
  assert.equal(await one.run(counts), '[]', 'the phone itself does not know');
  await decree(made, site, { 'board.tally': 'revealed' });
  for (const face of [one, two]) await shows(face, '2 pemilih');
  // A vote that is taken back is counted anew on the other phone.
  await press(one, 'Dukung Yang didukung', 'main button');
  await shows(two, '1 pemilih');
  await decree(made, site, { 'board.tally': 'hidden' });
  await shows(two, 'pemilih', false);
});
