// The agenda while the workshop runs: now and next, a wrong clock, filters in the address, reminders, and the programme on paper.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { inEngines, kept, usable } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { go, misses, press, sees } from './person.mjs';

const options = { engines: ['chromium'] };
const DAY = 86_400_000;
const WIB = 7 * 3_600_000;
const day = (n) => new Date(Date.now() + WIB + n * DAY).toISOString().slice(0, 10);

// Sets the clock of every document from now on; what it was moved on since outlives a reload.
const clock = (face, at) => face.page.evaluateOnNewDocument((ahead) => {
  const right = Date.now.bind(Date);
  let more = 0;
  try { more = Number(sessionStorage.getItem('later')); } catch { /* no page yet */ }
  window.gagasLater = (ms) => sessionStorage.setItem('later', more += ms);
  Date.now = () => right() + ahead + more;
}, Date.parse(at) - Date.now());

/** Moves the clock on, and looks at the page again as who takes the phone out of a pocket does. */
const later = (face, minutes) => face.run((ms) => {
  window.gagasLater(ms);
  document.dispatchEvent(new Event('visibilitychange'));
}, minutes * 60_000);

/** Opens the sample on the phone's own day, which is tomorrow at this time of the day. */
async function during(site, face, time) {
  await clock(face, `${day(1)}T${time}:00+07:00`);
  await face.open(site.url);
  await press(face, 'Mulai hari ini');
  await sees(face, 'Workshop Inovasi');
  await face.until(() => document.querySelectorAll('.item').length === 24);
}

/** The titles of the rows that are seen. */
const rows = () => [...document.querySelectorAll('.item')].filter((item) => item.checkVisibility()).map((item) => item.querySelector('.title').textContent);
const pressed = (face, title) => face.until((words) => {
  const star = document.querySelector(`.item button[aria-label="${words}"]`);
  if (star?.getAttribute('aria-pressed') === 'false') star.click();
  return star?.getAttribute('aria-pressed') === 'true';
}, { args: [`Tandai: ${title}`] });

inEngines('now and next follow the clock, and one jumps to now only by pressing', async ({ site, face }) => {
  await during(site, face, '09:30');
  const card = (words) => face.until((all) => {
    const said = document.querySelector('.card.now')?.innerText.replace(/\s+/g, ' ') ?? '';
    return all.every((each) => said.includes(each));
  }, { args: [words] });
  await card(['Berlangsung · 30 menit lagi', 'Inovasi pelayanan publik', '08.30–10.00 WIB', 'Berikutnya 10.00 · Rehat kopi']);
  assert.equal(await face.run(() => scrollY), 0);
  await go(face, `#/agenda?day=${day(2)}`);
  await face.until((wanted) => !document.querySelector('.item.on')?.checkVisibility() && location.hash.endsWith(wanted), { args: [day(2)] });
  await press(face, 'Lompat ke sekarang', 'button');
  await face.until(() => document.activeElement.closest('.item.on'));
  const at = await face.run(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return { words: document.activeElement.textContent, seen: top >= 0 && bottom <= innerHeight, hash: location.hash };
  });
  assert.deepEqual(at, { words: 'Inovasi pelayanan publik: tidak harus temuan baru', seen: true, hash: `#/agenda?day=${day(1)}` });
  // The break comes without anybody doing anything, and who reads stays where they are.
  const top = () => document.activeElement.closest('.title')?.getBoundingClientRect().top;
  const before = await face.run(top);
  await later(face, 31);
  await card(['Berlangsung · 14 menit lagi', 'Rehat kopi', 'Berikutnya 10.15 · Drum-up']);
  assert.equal(await face.run(() => document.querySelector('.item.on .title').textContent), 'Rehat kopi');
  assert.ok(Math.abs((await face.run(top)) - before) < 4);
  await later(face, 2 * 24 * 60);
  await sees(face, 'Semua sesi sudah selesai');
  assert.equal(await face.run(() => document.querySelector('.card.now')), null);
}, options);

const made = copy();
sign(made, jambi());
after(() => rmSync(made, { recursive: true }));

inEngines('a phone whose clock is hours behind what the organiser wrote says so, one that is minutes behind does not', async ({ site, face }) => {
  const at = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
  await clock(face, at(20));
  await face.open(site.url);
  await face.until(() => document.querySelectorAll('.item').length === 24);
  await misses(face, 'Jam ponsel ini tampak salah');
  await face.drop();
  await clock(face, at(3 * 60));
  await face.open(site.url);
  await sees(face, 'Jam ponsel ini tampak salah');
  await sees(face, 'periksa tanggal, jam, dan zona waktu di setelan ponsel');
  await later(face, 3 * 60);
  await misses(face, 'Jam ponsel ini tampak salah');
}, { ...options, dist: made });

inEngines('search and filters stand in the address: another tab shows the same', async ({ site, face }) => {
  await during(site, face, '06:00');
  await face.until(() => document.getElementById('agenda-q'));
  await face.type('#agenda-q', 'inovasi');
  await press(face, 'Saring', 'summary');
  for (const [id, value] of [['agenda-track', 'design'], ['agenda-room', 'b']]) {
    await face.until((name, wanted) => {
      const select = document.getElementById(name);
      if (!select) return false;
      select.value = wanted;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return location.hash.includes(`=${wanted}`);
    }, { args: [id, value] });
  }
  await sees(face, '1 sesi');
  assert.deepEqual(await face.run(rows), ['Kelas B: inovasi berbasis teknologi']);
  const address = await face.run(() => location.href);
  await face.tab();
  await face.open(address);
  await usable(face);
  await sees(face, '1 sesi');
  const same = await face.run(() => ['agenda-q', 'agenda-track', 'agenda-room'].map((id) => document.getElementById(id).value));
  assert.deepEqual(same, ['inovasi', 'design', 'b']);
  assert.deepEqual(await face.run(rows), ['Kelas B: inovasi berbasis teknologi']);
  assert.ok(await face.run(() => document.getElementById('agenda-room').checkVisibility()), 'what narrows is seen');
  await press(face, 'Hapus saringan', 'button');
  await face.until(() => location.hash === '#/agenda' && document.getElementById('agenda-q').value === '');
}, options);

/** What stands on paper: what is seen, and which of it is neither black on white nor fit for paper. */
const paper = () => {
  const seen = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility() && element.getClientRects().length);
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const black = ['rgb(0, 0, 0)'];
  const white = ['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'];
  const odd = seen.filter((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return (own(element) && !black.includes(color)) || !white.includes(backgroundColor);
  });
  return {
    titles: seen.filter((element) => element.matches('.item .title')).length,
    days: seen.filter((element) => element.matches('.day > h2')).map((element) => element.textContent),
    headings: seen.filter((element) => element.matches('h1')).map((element) => element.textContent),
    // Nothing that can only be tapped.
    taps: seen.filter((element) => element.matches('nav, nav *, button, input, select, summary, .toasts, [role=dialog]')).map((element) => element.outerHTML.slice(0, 90)),
    odd: odd.map((element) => element.outerHTML.slice(0, 90)),
    text: document.body.innerText,
  };
};
const pages = async (face) => Buffer.from(await face.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

inEngines('on paper the programme is whole, one day a page, black on white, whatever the screen shows', async ({ site, face }) => {
  await face.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await during(site, face, '09:30');
  await pressed(face, 'Kelas A: inovasi tata kelola');
  await pressed(face, 'Kelas B: inovasi berbasis teknologi');
  // Stars that clash, a search without a hit and what is on: none of it is the programme.
  for (const hash of [`#/agenda?day=${day(2)}`, '#/agenda?q=xyz&starred=1', '#/agenda']) {
    await face.page.emulateMediaType('screen');
    await go(face, hash);
    await face.until((wanted) => location.hash === wanted, { args: [hash] });
    await face.page.emulateMediaType('print');
    const { titles, days, headings, taps, odd, text } = await face.run(paper);
    assert.deepEqual({ titles, days: days.length, headings, taps, odd }, { titles: 24, days: 2, headings: ['Workshop Inovasi Pelayanan Publik'], taps: [], odd: [] }, hash);
    for (const words of ['Semua waktu dalam WIB', '07.15–07.45', 'Aula']) assert.ok(text.includes(words), words);
    for (const words of ['Berlangsung', 'bertabrakan', 'cocok', 'Data contoh', 'Ingatkan']) assert.ok(!text.includes(words), `${hash}: "${words}" on paper`);
    assert.equal(await pages(face), 2, `pages of ${hash}`);
  }
  // A session alone is printed alone.
  await face.page.emulateMediaType('screen');
  await press(face, 'Pembukaan', '.item a');
  await sees(face, 'Simpan ke kalender');
  await face.page.emulateMediaType('print');
  const { titles, headings, taps, odd } = await face.run(paper);
  assert.deepEqual({ titles, headings, taps, odd }, { titles: 0, headings: ['Pembukaan'], taps: [], odd: [] });
}, options);

const remindMe = async (face, minutes) => {
  await press(face, 'Pengingat sesi bertanda', 'summary');
  await press(face, `${minutes} menit sebelumnya`, 'label');
};

inEngines('a starred session is reminded of once, in the app where notifications are refused', async ({ site, face }) => {
  await during(site, face, '09:30');
  await pressed(face, 'Drum-up: mengapa setiap perangkat daerah perlu satu inovasi');
  await remindMe(face, 10);
  // The word about it is honest.
  await sees(face, 'Hanya berbunyi selama Gagas terbuka.');
  await sees(face, 'Notifikasi tidak diizinkan atau tidak tersedia; pengingat muncul di dalam Gagas.');
  // Ten minutes before 10.15 is in the break: it comes at its beginning, on whatever page one is.
  await go(face, '#/more');
  await later(face, 29);
  await sees(face, 'Lokakarya di ponsel ini');
  await misses(face, 'dimulai 10.15');
  await later(face, 2);
  await sees(face, 'Drum-up: mengapa setiap perangkat daerah perlu satu inovasi dimulai 10.15');
  // It is kept over a reload, and what was told is not told again.
  await face.reload();
  await usable(face);
  await later(face, 1);
  await sees(face, 'Lokakarya di ponsel ini');
  await face.until(() => new Promise((done) => setTimeout(() => done(true), 300)));
  await misses(face, 'dimulai 10.15');
  await go(face, '#/agenda');
  await press(face, 'Pengingat sesi bertanda', 'summary');
  assert.equal(await face.run(() => document.querySelector('#agenda-remind input:checked').value), '10');
}, options);

inEngines('where notifications are allowed a reminder is one', async ({ site, face }) => {
  await face.browser.defaultBrowserContext().overridePermissions(new URL(site.url).origin, ['notifications']);
  // What is shown is noted on its way: asking the engine while it shows one makes it forget it.
  await face.page.evaluateOnNewDocument(() => {
    window.gagasShown = [];
    const show = ServiceWorkerRegistration.prototype.showNotification;
    ServiceWorkerRegistration.prototype.showNotification = function (title, ...more) {
      return show.call(this, title, ...more).then(() => { window.gagasShown.push(title); });
    };
  });
  await during(site, face, '08:00');
  await kept(face);
  await pressed(face, 'Inovasi pelayanan publik: tidak harus temuan baru');
  await remindMe(face, 5);
  await sees(face, 'Pengingat muncul sebagai notifikasi.');
  await later(face, 26);
  await face.until(() => window.gagasShown.length);
  assert.deepEqual(await face.run(() => window.gagasShown), ['Inovasi pelayanan publik: tidak harus temuan baru dimulai 08.30']);
  // Switched off, none comes.
  await press(face, 'Tidak', 'label');
  await pressed(face, 'Drum-up: mengapa setiap perangkat daerah perlu satu inovasi');
  await misses(face, 'Pengingat muncul sebagai notifikasi.');
  await later(face, 105);
  await face.until(() => document.querySelector('.card.now')?.innerText.includes('Rehat kopi'));
  assert.equal(await face.run(() => window.gagasShown.length), 1);
}, options);
