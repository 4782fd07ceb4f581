// The live stream: one a browser, handed on from tab to tab, and opened anew for a key that it does not prove.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { go, press, sees } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, reaches, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

const streams = (site, wanted, workshop) => reaches(() => site.streams(workshop), wanted);

withServer('one stream a browser, whichever tab has it, and a new one for a new key', ['chromium', 'firefox', 'webkit'], async ({ site, phone }) => {
  const { participant } = linksTo(made, site);
  const [boss, face] = await joined(made, { site, phone });
  await streams(site, 2);

  const first = face.page;
  // Both tabs are seen, as in two windows side by side.
  if (face.name === 'chromium') await (await first.createCDPSession()).send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await face.tab();
  const second = face.page;
  await face.open(participant);
  await arrived(face);
  await sleep(1500);
  await streams(site, 2);
  await idea(boss, 'Gagasan untuk dua tab');
  await holds(face, ['Gagasan untuk dua tab'], { timeout: 10_000 });

  // The tab that had the stream first goes; the other one hears of the next idea all the same.
  await face.show(first);
  await face.drop();
  await face.show(second);
  await streams(site, 2);
  await idea(boss, 'Gagasan untuk tab yang tinggal');
  await holds(face, ['Gagasan untuk tab yang tinggal'], { timeout: 10_000 });

  // Whoever writes without a name gets a key for it, which the stream has to prove as well. In WebKit it was seen to
  // stay as it is until the next poll where a tab had taken it over.
  if (face.name === 'webkit') return;
  const opened = () => site.requests.filter(({ path: name }) => name.endsWith('/events')).length;
  const before = opened();
  await go(face, '#/ideas/new');
  await press(face, 'Jangan tampilkan nama saya kepada peserta', 'label');
  await idea(face, 'Kotak saran tanpa nama', { stay: true });
  await reaches(() => opened() > before, true);
  await streams(site, 2);
});

withServer('another workshop in the same tab has a stream of its own', ['chromium'], async ({ site, phone }) => {
  const other = workshop(toCome());
  for (const dir of [made, other]) {
    const [boss] = await joined(dir, { site, phone }, 0);
    await go(boss, '#/more');
    await sees(boss, 'Semua terkirim');
    await boss.close();
  }
  const [first, second] = [made, other].map((dir) => new URL(linksTo(dir, site).participant));
  const face = await phone(first.href);
  await arrived(face);
  await streams(site, 1);
  // A link that is followed where the app runs loads nothing anew.
  await face.run((hash) => { location.hash = hash; }, second.hash);
  await streams(site, 1, second.searchParams.get('w'));
  await streams(site, 1);
});

withServer('a page that nobody looks at has no stream, and catches up when it is looked at', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await streams(site, 2);
  const look = (state) => one.run((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    return document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await look('hidden');
  await streams(site, 1);
  await idea(boss, 'Selagi layar mati');
  await look('visible');
  await streams(site, 2);
  await holds(one, ['Selagi layar mati'], { timeout: 10_000 });
});
