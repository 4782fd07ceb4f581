// The live stream: one a browser, handed on from tab to tab, and opened anew for a key that it does not prove.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { go, press, sees } from './person.mjs';
import { arrived, holds, idea, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());

/** Waits until so many streams are open, one a browser. */
async function streams(site, wanted) {
  for (let tries = 0; tries < 150; tries++) {
    if (site.streams() === wanted) return;
    await sleep(100);
  }
  assert.equal(site.streams(), wanted);
}

withServer('one stream a browser, whichever tab has it, and a new one for a new key', ['chromium', 'firefox', 'webkit'], async ({ site, phone }) => {
  const { organiser, participant } = linksTo(made, site);
  const boss = await phone(organiser);
  await arrived(boss);
  const face = await phone(participant);
  await arrived(face);
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
  for (let tries = 0; tries < 150 && opened() === before; tries++) await sleep(100);
  assert.ok(opened() > before, 'no stream with the new key');
  await streams(site, 2);
});

withServer('another workshop in the same tab has a stream of its own', ['chromium'], async ({ site, phone }) => {
  const other = workshop(toCome());
  const [first, second] = [linksTo(made, site), linksTo(other, site)];
  for (const { organiser } of [first, second]) {
    const boss = await phone(organiser);
    await arrived(boss);
    await go(boss, '#/more');
    await sees(boss, 'Semua terkirim');
    await boss.close();
  }
  const face = await phone(first.participant);
  await arrived(face);
  await streams(site, 1);
  // A link that is followed where the app runs loads nothing anew.
  await face.run((hash) => { location.hash = hash; }, new URL(second.participant).hash);
  const id = new URL(second.participant).searchParams.get('w');
  const streamed = () => site.requests.filter(({ path: name, status, over }) => name.includes(id) && name.endsWith('/events') && status === 200 && !over).length;
  for (let tries = 0; tries < 100 && !streamed(); tries++) await sleep(100);
  assert.equal(streamed(), 1);
  await streams(site, 1);
});
