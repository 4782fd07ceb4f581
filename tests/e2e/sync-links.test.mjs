// Links that are replaced: who holds the old one keeps all that was written and is told what to do; the new one goes on.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { fill, go, misses, press, pressFor, sees } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, toCome, withServer, workshop } from './served.mjs';

const listed = workshop(toCome());
const unlisted = workshop({ ...toCome(), listed: false });

/** Replaces the participants' link in the organiser's room; answers the new one. */
async function replace(boss) {
  await go(boss, '#/organiser/link');
  const before = await boss.until(() => document.querySelector('main .address')?.textContent);
  await press(boss, 'Ganti tautan', 'main button');
  await press(boss, 'Ganti tautan', 'dialog[open] .danger');
  await sees(boss, 'Tautan sudah diganti');
  return boss.until((old) => {
    const now = document.querySelector('main .address')?.textContent;
    return now !== old && now;
  }, { args: [before] });
}

withServer('the organiser replaces the link; a phone with the old one waits, and goes on with the new one', ['chromium', 'firefox'], async ({ site, phone }) => {
  const [boss, one] = await joined(listed, { site, phone });
  await idea(one, 'Sebelum diganti');
  await holds(boss, ['Sebelum diganti'], { timeout: 10_000 });
  await go(boss, '#/organiser');
  await press(boss, 'Lihat tautan peserta', 'main a');
  await sees(boss, 'Ganti tautan');
  assert.deepEqual(await violations(boss), []);
  const link = await replace(boss);
  assert.equal(link, linksTo(listed, site, 1).participant);
  assert.deepEqual(await violations(boss), []);

  // The phone learns of it as soon as it sends or hears; what it has and writes stays.
  await idea(one, 'Sesudah diganti');
  await sees(one, 'Tautan lokakarya ini tidak dikenal server', { timeout: 15_000 });
  await go(one, '#/more');
  await sees(one, '1 menunggu dikirim');
  assert.deepEqual(await violations(one), []);
  await go(one, '#/agenda');
  await one.reload();
  await arrived(one);
  await holds(one, ['Sebelum diganti', 'Sesudah diganti']);
  await sees(one, 'Tautan lokakarya ini tidak dikenal server');
  // What is public still comes: a listed workshop's programme.
  await press(one, 'Buka tautan baru', 'main a');
  await fill(one, 'Tempel', link);
  await press(one, 'Buka yang ditempel', 'main button');
  await holds(boss, ['Sesudah diganti'], { timeout: 20_000 });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await misses(one, 'tidak dikenal server');
  // The organiser's own phone went on all the time, and so does one that comes with the organiser's link alone.
  await go(boss, '#/more');
  await sees(boss, 'Semua terkirim');
  const second = await phone(linksTo(listed, site).organiser.replace(/&b=.*/, ''));
  await arrived(second);
  await holds(second, ['Sesudah diganti'], { timeout: 20_000 });
  await go(second, '#/organiser/link');
  await second.until((wanted) => document.querySelector('main .address')?.textContent === wanted, { args: [link] });
});

withServer('a server that comes back from a copy of before the link was replaced takes the new one again', ['chromium'], async ({ site, phone, data }) => {
  const [boss, one] = await joined(listed, { site, phone });
  await site.offline();
  data.copyFile();
  await site.online();
  const link = await replace(boss);
  const two = await phone(link);
  await arrived(two);
  await idea(two, 'Dengan tautan baru');
  await holds(boss, ['Dengan tautan baru'], { timeout: 20_000 });
  await site.offline();
  data.putFile();
  await site.online();
  // The organiser's phone brings the link back that holds, and with it what the copy lacked.
  await go(two, '#/more');
  await sees(two, 'Semua terkirim', { timeout: 90_000 });
  const three = await phone(link);
  await arrived(three);
  await holds(three, ['Dengan tautan baru'], { timeout: 90_000 });
  await idea(three, 'Setelah pemulihan');
  await holds(boss, ['Setelah pemulihan'], { timeout: 20_000 });
  // The one that was given up stays so.
  await idea(one, 'Dengan tautan lama');
  await sees(one, 'Tautan lokakarya ini tidak dikenal server', { timeout: 20_000 });
});

withServer('of a workshop that is not listed the old link shows nothing new; a replaced link whose answer was lost holds', ['chromium'], async ({ site, phone }) => {
  const { participant } = linksTo(unlisted, site);
  const [boss] = await joined(unlisted, { site, phone }, 0);
  await go(boss, '#/more');
  await sees(boss, 'Semua terkirim');
  // The server does it, and its answer is lost on the way.
  await go(boss, '#/organiser/link');
  site.trouble((name) => (name.endsWith('/rotate') ? 'mute' : undefined));
  await press(boss, 'Ganti tautan', 'main button');
  // A question that stands open stays, whatever is read meanwhile.
  const pulls = () => site.requests.filter(({ path, status }) => path.endsWith('/pull') && status === 200).length;
  const before = pulls();
  await boss.run(() => { window.dispatchEvent(new Event('focus')); });
  await boss.until(() => new Promise((done) => setTimeout(() => done(true), 1_000)));
  assert.ok(pulls() > before);
  await press(boss, 'Ganti tautan', 'dialog[open] .danger');
  const { participant: link } = linksTo(unlisted, site, 1);
  await boss.until((wanted) => document.querySelector('main .address')?.textContent === wanted, { args: [link], timeout: 40_000 });
  await sees(boss, 'Tautan sudah diganti');
  site.trouble();
  const one = await phone(participant);
  await sees(one, 'Mungkin tautannya diganti', { timeout: 20_000 });
  assert.deepEqual(await violations(one), []);
  await pressFor(one, 'Coba lagi', 'main button', 'Mungkin tautannya diganti');
  // In the tab that is open: the address differs in its fragment alone.
  await one.run((address) => { location.href = address; }, link);
  await arrived(one);
  await idea(one, 'Lewat tautan baru');
  await holds(boss, ['Lewat tautan baru'], { timeout: 15_000 });
});
