// How registration stands, as a server tells it; and what goes on where a server takes nothing, or lost everything.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { go, press, register, sees } from './person.mjs';
import { arrived, decree, holds, idea, joined, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

withServer('places that are taken are told before anything is typed, and a place that comes free to who waits', ['chromium'], async ({ site, phone }) => {
  const { participant } = linksTo(made, site);
  const [boss] = await joined(made, { site, phone }, 0);
  await go(boss, '#/more');
  await sees(boss, 'Semua terkirim');
  await decree(made, site, { 'reg.capacity': 2 });
  const one = await phone(participant);
  await arrived(one);
  await go(one, '#/registration');
  await sees(one, 'Tersisa 2 tempat.');
  await register(one);
  await sees(one, 'Anda mendapat tempat.');
  await decree(made, site, { 'reg.capacity': 1 });
  const two = await phone(participant);
  await arrived(two);
  await go(two, '#/registration');
  await sees(two, 'Semua 1 tempat sudah terisi.');
  assert.deepEqual(await violations(two), []);
  // What is handed in all the same is kept, and waits.
  await register(two);
  await sees(two, 'Daftar tunggu nomor 1');
  await decree(made, site, { 'reg.capacity': 2 });
  await sees(two, 'Anda mendapat tempat.', { timeout: 20_000 });
});

withServer('who registers as soon as the workshop is open hears of the receipt at once', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await go(one, '#/registration');
  await register(one);
  await sees(one, 'Terkirim');
  await go(boss, '#/organiser/registrations');
  await press(boss, 'Siti Aminah', 'main a');
  await sees(boss, 'Peserta melihat: diterima panitia');
  await sees(one, 'iterima panitia', { timeout: 10_000 });
});

withServer('a server that takes nothing is read all the same', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  // As with a full disk, but for the organiser's device, which writes past the gate.
  const title = 'Aula pindah ke lantai dua';
  site.trouble((name) => (name.endsWith('/push') ? { status: 507 } : undefined));
  await idea(one, 'Yang menunggu ruang');
  await go(one, '#/more');
  await sees(one, 'menunggu dikirim');
  site.trouble();
  await decree(made, site, { title });
  site.trouble((name) => (name.endsWith('/push') ? { status: 507 } : undefined));
  await go(one, '#/agenda');
  await sees(one, title, { timeout: 30_000 });
  site.trouble();
  await holds(boss, ['Yang menunggu ruang'], { timeout: 60_000 });
});

withServer('what the organiser’s device does not hold comes back by one participant’s phone', ['chromium'], async ({ site, phone, data }) => {
  const { organiser } = linksTo(made, site);
  const [boss, one, two] = await joined(made, { site, phone }, 2);
  await idea(two, 'Dari ponsel yang pulang');
  await holds(one, ['Dari ponsel yang pulang']);
  await idea(one, 'Dari ponsel yang tinggal');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  for (const gone of [boss, two]) await gone.page.setOfflineMode(true);
  await site.offline();
  data.wipe();
  await site.online();
  // A new device of the organiser's knows the link and the programme, and makes the workshop anew.
  const other = await phone(organiser);
  await arrived(other);
  await holds(other, ['Dari ponsel yang tinggal', 'Dari ponsel yang pulang'], { timeout: 110_000 });
});
