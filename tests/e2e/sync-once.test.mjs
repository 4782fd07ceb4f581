// What a server has taken, and whose answer never came, is there once: on the phone, on the server, and for the organiser.
import assert from 'node:assert/strict';
import { usable } from './harness.mjs';
import { go, register, sees } from './person.mjs';
import { holds, idea, joined, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

withServer('a registration and an idea whose answers were lost are handed in once', ['chromium', 'firefox'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim', { timeout: 20_000 });
  // The server does it, and nobody hears; nor is it found out by reading.
  site.trouble((name) => (name.endsWith('/push') ? 'mute' : name.endsWith('/pull') ? 'cut' : undefined));
  await register(one);
  await idea(one, 'Sekali saja');
  await go(one, '#/more');
  await sees(one, 'menunggu dikirim');
  const taken = site.requests.filter(({ path, status }) => path.endsWith('/push') && status === 200);
  assert.ok(taken.length > 0);
  await one.reload();
  await usable(one);
  site.trouble();
  await one.reload();
  await usable(one);
  await go(one, '#/more');
  await sees(one, 'Semua terkirim', { timeout: 60_000 });
  const times = (words) => document.querySelector('main').innerText.split(words).length - 1;
  await go(boss, '#/organiser/registrations');
  await sees(boss, 'Siti Aminah', { timeout: 60_000 });
  assert.equal(await boss.run(times, 'Siti Aminah'), 1);
  for (const face of [one, boss]) {
    await holds(face, ['Sekali saja'], { timeout: 60_000 });
    assert.equal(await face.run(() => [...document.querySelectorAll('main h3')].filter((each) => each.textContent.trim() === 'Sekali saja').length), 1);
  }
});
