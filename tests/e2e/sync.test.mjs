// Phones in step by a server: what one hands in the others see; a server that is away, restored from an older backup or
// wiped loses nothing that was handed in.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { inEngines, kept, usable } from './harness.mjs';
import { jambi } from './large.mjs';
import { go, press, register, sees, wrongClock } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, toCome, withServer, workshop } from './served.mjs';
import { openSample } from './views.mjs';

const past = workshop(jambi());
const made = workshop(toCome());

withServer('two phones and an organiser: one offline for a while, the server restored from an older backup', ['chromium'], async ({ site, phone, data }) => {
  const { organiser, participant } = linksTo(made, site);
  // The organiser's phone makes the workshop on the server by itself, and sends what it holds.
  const boss = await phone(organiser);
  await arrived(boss);
  assert.equal(await boss.run(() => location.hash.includes('o=')), false);
  const one = await phone(participant);
  await arrived(one);
  const two = await phone(participant);
  await arrived(two);
  await kept(two);

  // What one hands in the others see, without being asked.
  await idea(one, 'Antrean pertama');
  await holds(two, ['Antrean pertama'], { timeout: 10_000 });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');

  // One phone is offline for a while, and goes on.
  await two.page.setOfflineMode(true);
  // Its clock is put forward meanwhile: what it says is called old, and what it writes gets a new stamp from the server.
  await two.run(wrongClock, 400_000);
  await sees(two, 'Data per');
  await idea(two, 'Gagasan tanpa jaringan');
  await register(two);
  await sees(two, 'menunggu dikirim');

  // A backup while the server goes on; what is acknowledged after it is lost with the server, and comes back by the phones.
  data.backUp();
  await idea(one, 'Gagasan setelah cadangan');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim', { timeout: 40_000 });
  await holds(boss, ['Gagasan setelah cadangan'], { timeout: 40_000 });
  await site.offline();
  data.restore();
  await site.online();
  await two.page.setOfflineMode(false);

  const all = ['Antrean pertama', 'Gagasan tanpa jaringan', 'Gagasan setelah cadangan'];
  for (const face of [boss, one, two]) await holds(face, all, { timeout: 60_000 });
  await go(two, '#/registration');
  await press(two, 'Siti Aminah', 'a');
  await sees(two, 'Terkirim');
  await sees(two, 'Anda mendapat tempat.');
  // Somebody new gets all of it from the server alone.
  const three = await phone(participant);
  await arrived(three);
  await holds(three, all, { timeout: 30_000 });
  // The organiser opens the registration; the person reads that it was received.
  await go(boss, '#/organiser/registrations');
  await press(boss, 'Siti Aminah', 'main a');
  await sees(boss, 'Peserta melihat: diterima panitia');
  await sees(two, 'iterima panitia', { timeout: 10_000 });
  for (const face of [boss, one, two, three]) assert.deepEqual(await face.violations(), []);
});

withServer('a wiped server is made anew by the organiser, and by one phone', ['chromium'], async ({ site, phone, data }) => {
  const { participant } = linksTo(made, site);
  const [, one] = await joined(made, { site, phone });
  await idea(one, 'Yang harus kembali');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await site.offline();
  data.wipe();
  await site.online();
  const two = await phone(participant);
  await arrived(two);
  await holds(two, ['Yang harus kembali'], { timeout: 60_000 });
});

withServer('what a server refuses is kept with its reason, until it is discarded', ['chromium'], async ({ site, phone }) => {
  // The Jambi workshop as it was: its registrations are not kept any more.
  const [boss, one] = await joined(past, { site, phone });
  await register(one);
  await sees(one, 'Tidak diterima server');
  await idea(one, 'Yang tetap diterima');
  await holds(boss, ['Yang tetap diterima']);
  await go(one, '#/more/outbox');
  await sees(one, 'Masa simpan pendaftaran lokakarya ini sudah berakhir');
  assert.deepEqual(await violations(one), []);
  await one.reload();
  await sees(one, 'Masa simpan pendaftaran lokakarya ini sudah berakhir');
  await go(one, '#/more');
  await press(one, 'English');
  await go(one, '#/more/outbox');
  await sees(one, 'has ended; none are taken any more');
  assert.deepEqual(await violations(one), []);
  await press(one, 'Discard', 'main button');
  await press(one, 'Discard', 'dialog[open] button');
  await sees(one, 'Nothing of yours here yet');
});

withServer('two tabs of one phone: either hands in, both see, one stream', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  const first = one.page;
  await one.tab();
  await one.open(site.url);
  await arrived(one);
  await idea(one, 'Dari tab kedua');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await one.show(first);
  await holds(one, ['Dari tab kedua']);
  await holds(boss, ['Dari tab kedua']);
  const before = site.requests.filter((request) => request.path.endsWith('/push')).length;
  await idea(one, 'Dari tab pertama');
  await holds(boss, ['Dari tab pertama']);
  // Both tabs may send, and once is enough.
  const pushes = site.requests.filter((request) => request.path.endsWith('/push')).length - before;
  assert.ok(pushes <= 2, `${pushes} pushes`);
});

withServer('a phone joins, hands in and hears, in each engine', ['firefox', 'webkit'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await idea(one, 'Dari mesin lain');
  await holds(boss, ['Dari mesin lain'], { timeout: 10_000 });
  assert.deepEqual(await one.violations(), []);
});

inEngines('a site without a server is asked for nothing', async ({ site, face }) => {
  await openSample(site, face);
  await usable(face);
  await idea(face, 'Tanpa server');
  await go(face, '#/more');
  await sees(face, 'menunggu diserahkan');
  assert.deepEqual(site.requests.filter((request) => request.path.includes('/api/')), []);
}, { engines: ['chromium'] });
