// Hostile texts in every field: nothing runs, nothing is broken, and people read what was typed.
import assert from 'node:assert/strict';
import { inEngines } from './harness.mjs';
import { HAND_IN, go, misses, sees, settled } from './person.mjs';
import { openSample } from './views.mjs';

const RUN = 'window.hostile=1';
const LINES = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><svg/onload=${RUN}><b class="`,
  `' autofocus onfocus=alert(1) x='`,
  `javascript:${RUN}//https://contoh.example`,
  `</textarea></title><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} {} {0} %s <%= 1 %>`,
  '</style><style>main{background:url(//contoh.example/x)}',
  '&lt;b&gt; &amp;amp; &#60;i&#62; %3Cu%3E \\u003cs\\u003e',
  'faktur \u202Efdp.exe\u202C \u2066a\u2069 b',
  'nol\u0000 lonceng\u0007 balik\u0008 hapus\u007F c1\u009B bom\uFEFF akhir',
  '👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \u0301\u0301\u0301 ﷽ 𝕏 #/ideas?q=a&b=c',
  'kata'.repeat(28),
];
const LONG = '<i>5000</i> '.repeat(500).slice(0, 5000);

/** What is kept of a line: all that can be seen. */
const clean = (line) => line.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '').split(/\s+/).filter(Boolean).join(' ');

/** Puts texts into fields by their ids, as a paste does; waits until they are all there. */
const put = (face, texts) => face.until((all) => {
  const fields = Object.keys(all).map((id) => document.getElementById(id));
  if (fields.includes(null)) return false;
  fields.forEach((field) => {
    field.value = all[field.id];
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
  return fields.every((field) => field.value !== '' || all[field.id] === '');
}, { args: [texts] });

/** Everything on the page that could only have come out of a text, or that no phone can show. */
const intruders = () => {
  const all = [...document.querySelectorAll('main *, dialog *, .toasts *')];
  const bad = all.filter((element) =>
    element.matches('script, img, iframe, object, embed, style, base, b[class], i:not([class]), [href^="javascript:" i]')
    || element.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc' || name === 'x'));
  const found = bad.map((element) => element.outerHTML.slice(0, 120));
  if (/[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/.test(document.querySelector('main').textContent)) found.push('invisible characters are shown');
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push('wider than the screen');
  if (window.hostile) found.push('it ran');
  return found;
};

const checked = (body) => async ({ site, face }) => {
  const dialogs = [];
  face.page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  const harmless = async (where) => {
    assert.deepEqual(await face.run(intruders), [], where);
    assert.deepEqual(await face.violations(), [], where);
  };
  await openSample(site, face);
  await body({ face, harmless });
  assert.deepEqual(dialogs, []);
  assert.deepEqual(face.log, []);
  assert.deepEqual(site.requests.filter(({ path }) => path === '/x'), []);
};
const options = { engines: ['chromium'], timeout: 180_000 };

/** Hands a form in by its button, wherever that is: the last message may still lie over it. */
const submit = (face, words) => face.until((text) => {
  const found = [...document.querySelectorAll('main form button')].find((button) => button.textContent === text);
  found?.click();
  return Boolean(found);
}, { args: [words] });

inEngines('hostile texts in an idea and its comments are read as they were typed', checked(async ({ face, harmless }) => {
  const ids = () => [...document.querySelectorAll('main form textarea')].map(({ id }) => id);
  for (const [at, line] of LINES.entries()) {
    const shown = clean(line);
    await go(face, '#/ideas/new');
    await put(face, { 'idea-agency': 'other' });
    const fields = ['idea-title', 'idea-name', 'idea-agency-other', ...await face.run(ids)];
    assert.ok(fields.length > 12, fields.join());
    await put(face, Object.fromEntries(fields.map((id) => [id, line])));
    await harmless(`form ${at}`);
    await submit(face, HAND_IN.id);
    await face.until((title) => /^#\/ideas\/[\w-]{22}$/.test(location.hash) && [...document.querySelectorAll('main h1')].find((h) => h.checkVisibility())?.textContent === title, { args: [shown] });
    await put(face, { 'comment-text': `${line}\n\n${line}`, 'comment-name': line });
    await submit(face, 'Simpan komentar');
    await face.until((text) => document.querySelector('.comment .pre')?.textContent === text, { args: [`${shown}\n\n${shown}`] });
    const texts = await face.run(() => [...document.querySelectorAll('main section > .pre')].map(({ textContent }) => textContent));
    assert.deepEqual(texts, Array(fields.length - 3).fill(shown), `idea ${at}`);
    const [byline, said] = await face.run(() => {
      const shown = [...document.querySelectorAll('main .meta')].filter((each) => each.checkVisibility() && !each.closest('.comment, header, .card'));
      return [shown[0].textContent, document.querySelector('.comment .meta').textContent];
    });
    assert.ok(byline.split(shown).length === 3, `${byline}: name and agency`);
    assert.ok(said.startsWith(shown), said);
    await harmless(`idea ${at}`);
  }
  await settled(face);
  await face.reload();
  await go(face, '#/ideas?mine=1');
  await face.until((count) => document.querySelectorAll('main a[href^="#/ideas/"]').length > count, { args: [LINES.length] });
  const titles = await face.run(() => [...document.querySelectorAll('main a[href^="#/ideas/"]')].map(({ textContent }) => textContent));
  for (const line of LINES) assert.ok(titles.includes(clean(line)), line);
  await harmless('board');
}), options);

inEngines('a title of one long word does not widen the list of what waits', checked(async ({ face, harmless }) => {
  await go(face, '#/ideas/new');
  await put(face, { 'idea-title': LINES.at(-1), 'idea-problem': 'Masalah.', 'idea-text': 'Gagasan.', 'idea-agency': 'other' });
  await put(face, { 'idea-agency-other': 'Biro' });
  await submit(face, HAND_IN.id);
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  await go(face, '#/more/outbox');
  await sees(face, 'kata');
  await harmless('outbox');
}), options);

inEngines('a text of 5,000 characters is refused in words and stays in its field', checked(async ({ face, harmless }) => {
  await go(face, '#/ideas/new');
  await put(face, { 'idea-title': LONG, 'idea-problem': LONG, 'idea-text': LONG, 'idea-name': LONG });
  await put(face, { 'idea-agency': await face.run(() => document.getElementById('idea-agency').options[3].value) });
  await submit(face, HAND_IN.id);
  for (const most of [120, 500, 800]) await sees(face, `Terlalu panjang: ${LONG.trim().length} karakter, paling banyak ${most}.`);
  assert.equal(await face.run(() => document.getElementById('idea-problem').value), LONG);
  await harmless('form');
}), options);

inEngines('hostile texts in the search fields, the address and the paste field do nothing', checked(async ({ face, harmless }) => {
  for (const line of [...LINES, LONG]) {
    await go(face, '#/agenda');
    await put(face, { 'agenda-q': line });
    await sees(face, 'Tidak ada sesi yang cocok');
    await harmless('agenda');
    await go(face, '#/ideas');
    await put(face, { 'idea-search': line });
    await sees(face, 'Tidak ada yang cocok');
    await harmless('ideas');
    await go(face, '#/more/device');
    await put(face, { paste: line });
    await submit(face, 'Buka yang ditempel');
    await sees(face, 'Ini bukan tautan Gagas');
    await harmless('paste');
    await put(face, { paste: '' });
    await submit(face, 'Buka yang ditempel');
    await sees(face, 'Tempel dulu tautan');
  }
  for (const line of LINES) {
    await go(face, `#/ideas?q=${encodeURIComponent(line)}`);
    await face.reload();
    await face.until(() => document.getElementById('idea-search')?.value);
    await harmless('address');
  }
  await go(face, `#/${encodeURIComponent(LINES[1])}?${LINES[2]}`);
  await sees(face, 'Halaman tidak ditemukan');
  await harmless('unknown address');
}), options);

inEngines('hostile texts in a registration are read as they were typed', checked(async ({ face, harmless }) => {
  for (const [at, line] of LINES.entries()) {
    const shown = clean(line);
    await go(face, '#/registration/form');
    await put(face, { 'reg-agency': 'other' });
    await face.until(() => {
      const labels = [...document.querySelectorAll('#reg-attending label')];
      labels.find(({ textContent }) => textContent.includes('Mewakili'))?.click();
      for (const at of [0, 1]) document.querySelector(`#reg-consent-${at} label`)?.click();
      return Boolean(document.getElementById('reg-behalf'));
    });
    const fields = await face.run(() => [...document.querySelectorAll('main form :is(input[type=text], textarea)')].map(({ id }) => id));
    assert.ok(fields.length > 10, fields.join());
    await put(face, Object.fromEntries(fields.map((id) => [id, line])));
    await submit(face, 'Kirim pendaftaran');
    await sees(face, 'Alamat surel tampak keliru');
    await harmless(`form ${at}`);
    const short = [...line].slice(0, 20).join('');
    await put(face, { 'reg-email': '', 'reg-phone': '0812 3456 7890', 'reg-nip': short, 'reg-rank': short, 'reg-front': short, 'reg-back': '' });
    await submit(face, 'Kirim pendaftaran');
    await sees(face, 'Anda terdaftar');
    await face.until(() => document.querySelector('.ticket .big')?.textContent);
    const ticket = await face.run(() => [...document.querySelectorAll('.ticket > p')].slice(0, 3).map(({ textContent }) => textContent));
    assert.equal(ticket[0], `${clean(short)} ${shown}`);
    assert.ok(ticket[1].startsWith(`${shown} · `), ticket[1]);
    assert.equal(ticket[2], shown);
    await harmless(`ticket ${at}`);
    await go(face, '#/registration');
    await misses(face, 'Anda terdaftar');
    await harmless(`list ${at}`);
  }
}), options);
