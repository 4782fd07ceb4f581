// A server that wants to be asked less: the phone waits as it is told, says nothing alarming, and all comes in the end.
import assert from 'node:assert/strict';
import { grown } from './large.mjs';
import { go, press, sees } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, reaches, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());
const TITLES = ['Satu', 'Dua', 'Tiga', 'Empat', 'Lima'].map((word) => `Gagasan ke-${word}`);
const pushes = (site) => site.requests.filter(({ path, status }) => path.endsWith('/push') && status);

withServer('more than an author may send at once is sent bit by bit', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await one.page.setOfflineMode(true);
  for (const title of TITLES) await idea(one, title);
  await go(one, '#/more');
  await sees(one, 'Tersimpan di ponsel ini · 5 menunggu dikirim');
  await one.page.setOfflineMode(false);
  await holds(boss, TITLES, { timeout: 40_000 });
  await sees(one, 'Semua terkirim', { timeout: 20_000 });
  // It was told how long to wait, and did: neither one push for each idea and second nor a rush.
  assert.ok(pushes(site).length < 15, `${pushes(site).length} pushes`);
  assert.deepEqual(await one.violations(), []);
}, { flags: ['--author-burst', '2', '--author-rate', '30'] });

withServer('a server, or a proxy before it, that says when to come again is not asked before', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  let refused = 0;
  site.trouble((name) => (name.endsWith('/push') && !refused++ ? { status: 429, headers: { 'retry-after': '8' } } : undefined));
  await idea(one, 'Yang harus menunggu');
  await go(one, '#/more');
  await sees(one, '1 menunggu dikirim');
  const asked = () => pushes(site).map(({ status, at }) => [status, at]);
  for (let tries = 0; tries < 20 && !asked().some(([status]) => status === 429); tries++) await one.until(() => new Promise((done) => setTimeout(() => done(true), 100)));
  // A person who presses in vain makes it no worse, and is not told that anything is wrong.
  await go(one, '#/more/outbox');
  await press(one, 'Kirim sekarang', 'main button');
  await sees(one, 'terkirim sendiri');
  await holds(boss, ['Yang harus menunggu'], { timeout: 30_000 });
  const times = asked();
  const at = times.findIndex(([status]) => status === 429);
  assert.ok(times[at + 1][1] - times[at][1] >= 7_900, JSON.stringify(times));
  assert.equal(await one.run(() => document.body.innerText.includes('tidak dikenal server')), false);
});

withServer('a slow answer is read to its end, and one that falls silent is asked for again', ['chromium'], async ({ site, phone }) => {
  const { participant } = linksTo(made, site);
  const [boss] = await joined(made, { site, phone }, 0);
  await idea(boss, 'Yang datang perlahan');
  await go(boss, '#/more');
  await sees(boss, 'Semua terkirim', { timeout: 20_000 });
  await boss.page.close();
  // What it asked last may still be on its way.
  await new Promise((done) => setTimeout(done, 1_000));
  const before = site.requests.length;
  const pulls = () => site.requests.slice(before).filter(({ path }) => path.endsWith('/pull'));
  // Longer than half a minute in all, and never half a minute without anything.
  const slow = { drips: 10, every: 4_500 };
  let asked = 0;
  site.trouble((name) => (name.endsWith('/pull') ? [slow, { ...slow, stalls: 1 }][asked++] : undefined));
  const one = await phone(participant);
  await one.until(() => document.querySelector('h1'));
  const two = await phone(participant);
  const phones = [one, two];
  await Promise.all(phones.map((face) => face.until(() => !document.getElementById('published') && document.querySelectorAll('.item').length > 5, { timeout: 70_000 })));
  for (const face of phones) await holds(face, ['Yang datang perlahan']);
  // While the first answer drips, the third request is the second phone's: the first had no need to ask again.
  const [{ at: begun }] = pulls();
  const times = pulls().map(({ at }) => at).filter((at) => at - begun < 40_000);
  assert.equal(times.length, 3, JSON.stringify(times));
  const waited = times[2] - times[1];
  assert.ok(waited >= 30_000 && waited < 42_000, `${waited} ms`);
});

withServer('a tab that is killed amid many pages begins again, and has all of it in the end', ['chromium'], async ({ site, phone }) => {
  const large = workshop(toCome(grown({ ideas: 1200, sessions: 100 })));
  const [boss] = await joined(large, { site, phone }, 0);
  await go(boss, '#/more');
  await sees(boss, 'Semua terkirim', { timeout: 60_000 });
  await boss.close();
  const pulls = () => site.requests.filter(({ path }) => path.endsWith('/pull'));
  const before = pulls().length;
  // Two pages come, and the answer to the third question does not.
  site.trouble((name) => (name.endsWith('/pull') && pulls().length > before + 2 ? new Promise(() => {}) : undefined));
  const one = await phone(linksTo(large, site).participant);
  await reaches(() => pulls().length >= before + 3, true, { timeout: 20_000 });
  await one.drop();
  site.trouble();
  await one.open(site.url);
  await arrived(one);
  await go(one, '#/ideas?q=1199');
  await sees(one, 'nomor 1199');
});
