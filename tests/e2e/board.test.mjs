// The idea board between two tabs, undone withdrawals, what is set and found, and what is said of it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after } from 'node:test';
import { inEngines, usable } from './harness.mjs';
import { jambi, sign, site as copy } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, misses, press, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

const options = { engines: ['chromium'], timeout: 180_000 };
const handIn = async (face, title) => {
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', title);
  await fill(face, 'Masalah', 'Pasien menunggu tiga jam.');
  await fill(face, 'Gagasan', 'Nomor antrean dikirim ke ponsel.');
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  await sees(face, title);
  return face.run(() => location.hash);
};
const waiting = () => [...document.querySelectorAll('nav a')].some((a) => a.textContent.includes('1 menunggu diserahkan'));

inEngines('two tabs agree on what waits, what was handed over, what is undone, and whose words count', async ({ site, face }) => {
  await openSample(site, face);
  const first = face.page;
  const second = await face.tab();
  await face.open(`${site.url}#/more/device`);
  await usable(face);
  await sees(face, 'Hapus dari perangkat ini');
  await face.show(first);
  const idea = await handIn(face, 'Antrean daring puskesmas');
  await face.show(second);
  await face.until(waiting);
  await sees(face, '1 catatan belum diserahkan dan akan hilang.');
  await go(face, '#/more/outbox');
  await sees(face, 'Antrean daring puskesmas');
  await press(face, 'Simpan berkas untuk panitia', 'button');
  await sees(face, 'diserahkan, berkas');
  await face.show(first);
  await go(face, '#/more/outbox');
  await sees(face, 'diserahkan, berkas');

  // A form that was open meanwhile writes only what was typed in it.
  await go(face, `${idea}/edit`);
  await fill(face, 'Masalah', ' Dan sering salah panggil.');
  await face.show(second);
  await go(face, `${idea}/edit`);
  await fill(face, 'Judul', ' kota');
  await press(face, HAND_IN.id, 'button');
  await sees(face, 'Antrean daring puskesmas kota');
  await face.show(first);
  await press(face, HAND_IN.id, 'button');
  await sees(face, 'Dan sering salah panggil.');
  await sees(face, 'Antrean daring puskesmas kota');
  // The same for a draft that is from before the change.
  await go(face, `${idea}/edit`);
  await fill(face, 'Masalah', ' Setiap hari.');
  await settled(face);
  await face.show(second);
  await go(face, `${idea}/edit`);
  await sees(face, 'Draf Anda dipulihkan.');
  await fill(face, 'Judul', ' besar');
  await press(face, HAND_IN.id, 'button');
  await sees(face, 'kota besar');
  await face.show(first);
  await fill(face, 'Masalah', ' Malam juga.');
  await settled(face);
  await face.reload();
  await sees(face, 'Draf Anda dipulihkan.');
  await press(face, HAND_IN.id, 'button');
  await sees(face, 'Setiap hari. Malam juga.');
  await sees(face, 'Antrean daring puskesmas kota besar');

  // A tab that is opened while a withdrawal can be undone does not end it.
  await press(face, 'Tarik kembali', 'button');
  await sees(face, 'Gagasan ditarik kembali');
  const third = await face.tab();
  await face.open(`${site.url}${idea}`);
  await usable(face);
  await settled(face);
  await third.close();
  await face.show(first);
  await press(face, 'Urungkan', 'button');
  await settled(face);
  await face.reload();
  await go(face, idea);
  await sees(face, 'Antrean daring puskesmas kota besar');
  assert.deepEqual(await face.violations(), []);
}, options);

inEngines('a comment is changed where one looks, or left as it was', async ({ site, face }) => {
  await openSample(site, face);
  await go(face, '#/ideas?sort=newest');
  await go(face, await face.until(() => [...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute('href')).find((href) => /^#\/ideas\/[\w-]{22}$/.test(href))));
  await fill(face, 'Tulis komentar', 'Setuju sekali.');
  await press(face, 'Simpan komentar', 'button');
  await sees(face, 'Setuju sekali.');
  await press(face, 'Ubah', '.comment button');
  await face.until(() => document.activeElement.id === 'comment-text' && document.activeElement.value === 'Setuju sekali.');
  assert.ok(await face.run(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }));
  await fill(face, 'Ubah komentar', ' Sangat.');
  await press(face, 'Batal', 'main button');
  await face.until(() => document.getElementById('comment-text').value === '');
  await sees(face, 'Setuju sekali.');
  await misses(face, 'Sangat.');
  // What was written today bears a time, what is older the day as well.
  await face.until(() => /(^|· )\d\d\.\d\d$/.test([...document.querySelectorAll('.comment .meta')].at(-1).innerText));
}, options);

inEngines('the board says how many it found and by which filters; counts have a plural, votes stand beside voters', async ({ site, face }) => {
  const { ideas, comments, ballots, ...json } = jambi();
  const one = copy();
  const all = copy();
  after(() => [one, all].forEach((dir) => rmSync(dir, { recursive: true })));
  sign(one, { ...json, ideas: [ideas[0]] });
  sign(all, { ...json, ideas, comments, ballots, board: { ...json.board, tally: 'revealed', cap: 2 } });
  await site.deploy(one);
  await face.open(site.url);
  await go(face, '#/ideas');
  await sees(face, '1 idea from 1 agency');
  await site.deploy(all);
  await face.reload();
  // Another workshop: a switch is offered, on any page.
  await press(face, 'Open that workshop', 'button');
  await face.until(() => location.hash.startsWith('#/agenda'));
  await go(face, '#/ideas');
  await sees(face, `${ideas.length} ideas from`);
  await press(face, 'Filter and sort', 'button');
  await face.until(() => {
    const select = document.getElementById('filter-form');
    if (!select) return false;
    select.value = select.options[1].value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return select.options[1].textContent;
  });
  await press(face, 'Show results', 'button');
  await face.until(() => /^\d+ ideas? · Form: \S/.test(document.querySelector('main .found')?.textContent));
  await go(face, '#/ideas?status=adopted&q=zzz');
  await face.until(() => /^0 ideas · Status: Adopted/.test(document.querySelector('main .found')?.textContent));
  await go(face, '#/ideas?sort=newest');
  // "Less" at nothing looks and sounds as if it could not be pressed.
  await face.until(() => [...document.querySelectorAll('[aria-label^="Take one vote back"]')].every((b) => b.getAttribute('aria-disabled') === 'true'));
  await press(face, 'Add one vote', 'button');
  await face.until(() => [...document.querySelectorAll('[aria-label^="Take one vote back"]')].some((b) => !b.hasAttribute('aria-disabled')));
  assert.ok(await face.run(() => [...document.querySelectorAll('.idea .meta')].every((line) => !/voter/.test(line.textContent) || /\d+ votes? · \d+ voters?/.test(line.textContent))));
  // Of ideas like the one that is typed one learns while typing the title.
  await go(face, '#/ideas/new');
  await fill(face, 'Title', ideas[0].title);
  await face.until(() => {
    const [hint, problem] = [document.querySelector('.alike'), document.getElementById('idea-problem')];
    return hint && hint.getBoundingClientRect().bottom < problem.getBoundingClientRect().top;
  });
  // Every day is shown, and what was typed stays.
  await go(face, '#/agenda?q=pembukaan&day=starred');
  await press(face, 'All days', 'main .empty button').catch(() => {});
  await face.until(() => location.hash.includes('q=pembukaan') && location.hash.includes('day=all'));
}, { ...options, locale: 'en-GB' });
