// One person on two phones: after the rescue code the second has all that is the person's own, also what nobody else may read.
import assert from 'node:assert/strict';
import { go, misses, paste, press, register, retitle, sees } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, organise, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

/** Hands in an idea without a name: each is by a key of its own. */
async function anonymous(face, title) {
  await go(face, '#/ideas/new');
  await face.until(() => Boolean(document.getElementById('idea-anonymous')));
  await press(face, 'Jangan tampilkan nama saya', 'main label');
  await idea(face, title);
}

/** The id of an idea on a phone's board. */
const idOf = (face, title) => face.until((words) => {
  const found = [...document.querySelectorAll('article.idea a')].find((a) => a.textContent.includes(words));
  return found?.getAttribute('href').split('/').at(-1);
}, { args: [title] });

/** Makes the second phone the same person's, by the code that the first one shows. */
async function carry(one, two) {
  await go(one, '#/more/device');
  await press(one, 'Tampilkan kode', 'main button');
  const rescue = await one.until(() => document.querySelector('main .address')?.textContent);
  assert.ok(rescue.length < 2_000, `${rescue.length} characters`);
  await go(two, '#/more/workshops');
  await paste(two, '#paste', rescue);
  await press(two, 'Buka yang ditempel', 'main button');
  await press(two, 'Masukkan', 'dialog[open] button');
  await two.until(() => location.hash.startsWith('#/agenda'));
}

withServer('a registration, a ballot and ideas come to the second phone, hidden and anonymous ones too', ['chromium'], async ({ site, phone }) => {
  const { participant } = linksTo(made, site);
  const [boss, one] = await joined(made, { site, phone });
  const code = await register(one);
  await idea(one, 'Dengan nama');
  for (const n of ['pertama', 'kedua', 'ketiga']) await anonymous(one, `Tanpa nama ${n}`);
  await go(one, '#/ideas');
  await press(one, 'Dukung Dengan nama', 'main button');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  // The organiser hides the oldest of those without a name: now only its own key may read it.
  await holds(boss, ['Tanpa nama pertama'], { timeout: 10_000 });
  const hidden = await idOf(boss, 'Tanpa nama pertama');
  await organise(made, site, 'moderation', hidden, { hidden: true, reason: 'Uji' });
  const two = await phone(participant);
  await arrived(two);
  await holds(two, ['Dengan nama', 'Tanpa nama kedua']);
  assert.equal(await two.run(() => document.body.textContent.includes('Tanpa nama pertama')), false);

  await carry(one, two);
  await holds(two, ['Dengan nama', 'Tanpa nama pertama', 'Tanpa nama kedua', 'Tanpa nama ketiga'], { timeout: 15_000 });
  await two.until(() => document.querySelector('button[aria-pressed=true]')?.getAttribute('aria-label') === 'Dukung Dengan nama');
  // The ticket is the same, and so it is no second registration.
  await go(two, '#/registration');
  await press(two, 'Siti Aminah', 'main a');
  assert.equal(await two.until(() => document.querySelector('.ticket .big')?.textContent), code);
  await sees(two, 'Terkirim');
  await go(boss, '#/organiser/registrations');
  await sees(boss, '1 dari 1 pendaftaran');
  for (const face of [one, two]) assert.deepEqual(await face.violations(), []);
});

withServer('both phones of a person change an idea while they are apart: the later words stand, the others are offered back', ['chromium'], async ({ site, phone }) => {
  const { participant } = linksTo(made, site);
  const [boss, one] = await joined(made, { site, phone });
  await idea(one, 'Judul lama');
  const two = await phone(participant);
  await arrived(two);
  await carry(one, two);
  await holds(two, ['Judul lama'], { timeout: 15_000 });
  const route = `#/ideas/${await idOf(two, 'Judul lama')}`;
  for (const face of [one, two]) await face.page.setOfflineMode(true);
  for (const [face, title] of [[one, 'Judul dari ponsel'], [two, 'Judul dari laptop']]) {
    await retitle(face, route, title);
    await misses(face, 'Versi Anda yang lain');
  }
  // The later words arrive first.
  await two.page.setOfflineMode(false);
  await holds(boss, ['Judul dari laptop'], { timeout: 40_000 });
  await one.page.setOfflineMode(false);
  await go(one, route);
  await sees(one, 'Versi Anda yang lain', { timeout: 40_000 });
  await sees(one, 'Judul dari laptop');
  await press(one, 'Pakai versi ini', 'button');
  await misses(one, 'Versi Anda yang lain');
  await holds(boss, ['Judul dari ponsel'], { timeout: 15_000 });
  await go(two, route);
  await sees(two, 'Versi Anda yang lain', { timeout: 15_000 });
});
