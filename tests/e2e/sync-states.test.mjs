// How far a registration has come, in both languages, and how old what is shown is; a wrong clock is set right by the server.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { go, misses, press, register, retitle, sees, wrongClock } from './person.mjs';
import { arrived, holds, idea, joined, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());
const WORDS = {
  id: { locale: 'id-ID', send: 'Kirim pendaftaran', kept: 'Tersimpan di ponsel ini · menunggu dikirim', waits: 'Tersimpan di ponsel ini · 1 menunggu dikirim', sent: 'Terkirim', all: 'Semua terkirim', received: 'Diterima panitia', place: 'Anda mendapat tempat.', age: /Data per \d\d\.\d\d WIB/ },
  en: { locale: 'en-GB', send: 'Hand in the registration', kept: 'Saved on this phone · waiting to be sent', waits: 'Saved on this phone · 1 waiting to be sent', sent: 'Sent', all: 'Everything sent', received: 'Received by the committee', place: 'You have a place.', age: /Data as of \d\d:\d\d WIB/ },
};

for (const [lang, words] of Object.entries(WORDS)) {
  withServer(`saved on this phone, sent, received by the committee (${lang})`, ['chromium'], async ({ site, phone }) => {
    const [boss, one] = await joined(made, { site, phone });
    await one.page.setOfflineMode(true);
    await register(one, words.send);
    await sees(one, words.kept);
    // Ten minutes later it is still the same, and what is shown says how old it is.
    await one.run(wrongClock, 600_000);
    await one.until((source) => new RegExp(source).test(document.body.innerText), { args: [words.age.source] });
    assert.deepEqual(await violations(one), []);
    const ticket = await one.run(() => location.hash);
    await go(one, '#/more');
    await sees(one, words.waits);
    await one.page.setOfflineMode(false);
    await sees(one, words.all, { timeout: 20_000 });
    await one.until((source) => !new RegExp(source).test(document.body.innerText), { args: [words.age.source] });
    await go(one, ticket);
    await sees(one, words.sent);
    await sees(one, words.place);
    assert.deepEqual(await violations(one), []);
    await go(boss, '#/organiser/registrations');
    await sees(boss, 'Siti Aminah');
    await sees(one, words.received, { timeout: 10_000 });
    assert.deepEqual(await violations(one), []);
  }, { locale: words.locale });
}

withServer('a phone whose clock is days behind says so until the server has told it the time', ['chromium'], async ({ site, phone }) => {
  const [boss, one] = await joined(made, { site, phone });
  await one.page.evaluateOnNewDocument(wrongClock, -3 * 86_400_000);
  // Nobody answers at this start: the phone has its own clock only, and the last difference that it was told.
  site.trouble((name) => (name.includes('/api/') ? 'cut' : undefined));
  await one.reload();
  await arrived(one);
  await sees(one, 'Jam ponsel ini tampak salah');
  assert.deepEqual(await violations(one), []);
  await idea(one, 'Dari ponsel yang terlambat');
  site.trouble();
  await go(one, '#/more');
  await press(one, 'Lokakarya di ponsel ini', 'main a');
  await one.run(() => { window.dispatchEvent(new Event('focus')); });
  await holds(boss, ['Dari ponsel yang terlambat'], { timeout: 20_000 });
  await misses(one, 'Jam ponsel ini tampak salah');
});

withServer('a phone whose clock is hours ahead is told both times, and goes by the server’s', ['chromium'], async ({ site, phone }) => {
  const [boss] = await joined(made, { site, phone }, 0);
  const one = await phone('about:blank');
  await one.page.evaluateOnNewDocument(() => {
    const right = Date.now.bind(Date);
    window.gagasAhead = 3 * 3_600_000;
    Date.now = () => right() + window.gagasAhead;
  });
  await one.open(linksTo(made, site).participant);
  await arrived(one);
  await sees(one, 'Jam ponsel ini berbeda dari jam server');
  const times = () => {
    const [, phone, server] = /Ponsel menunjukkan (.+?), server (.+?)\. Gagas memakai jam server/.exec(document.body.innerText) ?? [];
    const minutes = (text) => { const [, hours, rest] = /(\d\d)\.(\d\d)/.exec(text); return hours * 60 + Number(rest); };
    return phone && (minutes(phone) - minutes(server) + 1440) % 1440;
  };
  const ahead = await one.until(times);
  assert.ok(Math.abs(ahead - 180) <= 1, `${ahead} minutes`);
  assert.deepEqual(await violations(one), []);
  // What is written bears no time to come: it is taken at once.
  await idea(one, 'Dari ponsel yang terlalu cepat');
  await holds(boss, ['Dari ponsel yang terlalu cepat'], { timeout: 20_000 });
  // Once the clock is right nothing is said any more.
  await one.run(() => { window.gagasAhead = 0; window.dispatchEvent(new Event('focus')); });
  await idea(one, 'Dari ponsel yang tepat');
  await misses(one, 'Jam ponsel ini berbeda dari jam server');
});

withServer('clocks that are ten years off hinder nobody, not even whoever brings the workshop to the server', ['chromium'], async ({ site, phone }) => {
  const { organiser, participant } = linksTo(made, site);
  const decade = 10 * 365.25 * 86_400_000;
  const boss = await phone(organiser, { ahead: decade });
  await arrived(boss);
  const ahead = await phone(participant, { ahead: decade });
  const behind = await phone(participant, { ahead: -decade });
  const right = await phone(participant);
  for (const face of [ahead, behind, right]) await arrived(face);
  const titles = ['Dari sepuluh tahun lagi', 'Dari sepuluh tahun lalu', 'Dari hari ini'];
  for (const [n, face] of [ahead, behind, right].entries()) await idea(face, titles[n]);
  for (const face of [boss, ahead, behind, right]) await holds(face, titles, { timeout: 40_000 });
  for (const face of [ahead, behind]) {
    await register(face);
    await sees(face, 'Anda mendapat tempat.', { timeout: 40_000 });
  }
  await go(boss, '#/organiser/registrations');
  await boss.until(() => document.querySelectorAll('main a[href*="organiser/registrations/"]').length === 2, { timeout: 40_000 });
  // What was written with a wrong clock can be changed.
  for (const [n, face] of [ahead, behind].entries()) {
    const found = (title) => [...document.querySelectorAll('article.idea a')].find((each) => each.textContent.includes(title))?.getAttribute('href');
    await go(face, '#/ideas');
    await retitle(face, await face.until(found, { args: [titles[n]] }), `Ditulis ulang ${n}`);
    await holds(right, [`Ditulis ulang ${n}`], { timeout: 40_000 });
  }
});
