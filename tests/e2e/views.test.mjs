// Every view, and states that come up in them, in both languages and themes: no finding of axe, nothing wider than the screen, no violation of the policy.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { inEngines, kept } from './harness.mjs';
import { HAND_IN, go, misses, press, sees } from './person.mjs';
import { VIEWS, openSample, theme, visit } from './views.mjs';

const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  inEngines(`every view is accessible (${lang})`, async ({ site, face }) => {
    const found = [];
    await face.open(site.url);
    await face.until(() => Boolean(document.querySelector('h1')));
    for (const line of await violations(face)) found.push(`start: ${line}`);
    await openSample(site, face, lang);
    for (const [name, way] of VIEWS) {
      await visit(face, way);
      for (const value of ['light', 'dark']) {
        await theme(face, value);
        for (const line of await violations(face)) found.push(`${name}, ${value}: ${line}`);
      }
      await face.size(320, 568);
      if (await face.run(wide) > 0) found.push(`${name}: wider than 320 px`);
      await face.size(360, 740);
    }
    assert.equal(await face.run(() => document.documentElement.lang), lang);
    assert.deepEqual(found, []);
    assert.deepEqual(await face.violations(), []);
  }, { engines: ['chromium'], locale, timeout: 300_000 });
}

const WORDS = {
  id: {
    erase: 'Hapus', send: 'Kirim pendaftaran', wrong: 'Ada yang perlu diperbaiki', menu: 'Tindakan agenda', filters: 'Saring dan urutkan',
    open: 'Buka yang ditempel', nothing: 'Tempel dulu tautan', star: 'Tandai', clash: 'Sesi bertanda bertabrakan', other: 'Nama perangkat daerah',
    full: 'Penyimpanan ponsel penuh', late: 'Bagian ini belum terunduh', agenda: 'Workshop Inovasi', withdraw: 'Tarik kembali', undo: 'Urungkan', ticket: 'Anda terdaftar', outbox: 'Menunggu diserahkan',
  },
  en: {
    erase: 'Erase', send: 'Hand in the registration', wrong: 'Some answers need attention', menu: 'Agenda actions', filters: 'Filter and sort',
    open: 'Open what was pasted', nothing: 'Paste the link, message or code first', star: 'Star', clash: 'Starred sessions overlap', other: 'Name of the agency',
    full: 'storage is full', late: 'This part has not been downloaded yet', agenda: 'Innovation Workshop', withdraw: 'Withdraw', undo: 'Undo', ticket: 'You are registered', outbox: 'Waiting to be handed over',
  },
};

/** Fills fields by their ids. */
const put = (face, values) => face.until((all) => Object.entries(all).every(([id, value]) => {
  const field = document.getElementById(id);
  if (!field) return false;
  field.value = typeof value === 'number' ? field.options[value].value : value;
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  return true;
}), { args: [values] });

/** A look at a state in both themes and on the narrowest phone. */
const looking = (face, found) => async (name) => {
  for (const value of ['light', 'dark']) {
    await theme(face, value);
    for (const line of await violations(face)) found.push(`${name}, ${value}: ${line}`);
  }
  await face.size(320, 568);
  if (await face.run(wide) > 0) found.push(`${name}: wider than 320 px`);
  await face.size(360, 740);
};

const STATES = [
  ['nothing was pasted', async (face, words) => {
    await go(face, '#/more/device');
    await press(face, words.open, 'button');
    await sees(face, words.nothing);
  }],
  ['the question before erasing', async (face, words) => {
    await go(face, '#/more/device');
    await press(face, words.erase, 'main .btn');
    await face.until(() => Boolean(document.querySelector('dialog[open] .btn')));
  }],
  ['a menu', async (face, words) => {
    await go(face, '#/agenda');
    await press(face, words.menu, 'button');
    await face.until(() => Boolean(document.querySelector('dialog[open] li')));
  }],
  ['stars that clash', async (face, words) => {
    await go(face, '#/agenda?day=2020-11-12');
    for (const which of ['A:', 'B:']) {
      await face.until((parts) => {
        const found = [...document.querySelectorAll('main button[aria-pressed]')].find((button) => parts.every((part) => button.getAttribute('aria-label')?.includes(part)));
        if (found?.getAttribute('aria-pressed') === 'false') found.click();
        return found?.getAttribute('aria-pressed') === 'true';
      }, { args: [[words.star, which]] });
    }
    await sees(face, words.clash);
  }],
  ['the sheet of filters', async (face, words) => {
    await go(face, '#/ideas');
    await press(face, words.filters, 'button');
    await face.until(() => Boolean(document.querySelector('dialog[open] select')));
  }],
  ['the idea form with errors', async (face, words) => {
    await go(face, '#/ideas/new');
    await put(face, { 'idea-agency': 'other' });
    await sees(face, words.other);
    await put(face, { 'idea-title': 'x'.repeat(130) });
    await face.run(() => document.querySelector('main details').setAttribute('open', ''));
    await press(face, words.handIn, 'button');
    await sees(face, words.wrong);
  }],
  ['an idea on a full phone', async (face, words) => {
    await face.run(() => {
      window.whole = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await put(face, { 'idea-agency': 3, 'idea-title': 'Antrean', 'idea-problem': 'Pasien menunggu.', 'idea-text': 'Pesan singkat.' });
    await press(face, words.handIn, 'button');
    await sees(face, words.full);
    await face.until(() => Boolean(document.getElementById('comment-text')));
    await face.run(() => { IDBObjectStore.prototype.put = window.whole; });
  }],
  ['a withdrawn idea that can be had back', async (face, words) => {
    await press(face, words.withdraw, 'main .btn');
    await sees(face, words.undo);
    await misses(face, words.full);
  }],
  ['the registration form with errors', async (face, words) => {
    await go(face, '#/registration/form');
    await put(face, { 'reg-email': 'bukan surel', 'reg-nip': '123456789', 'reg-agency': 'other' });
    await press(face, words.send, 'button');
    await sees(face, words.wrong);
  }],
  ['a ticket', async (face, words) => {
    await put(face, { 'reg-name': 'Siti Aminah', 'reg-position': 'Kepala Dinas', 'reg-email': 'siti@contoh.example', 'reg-agency': 2 });
    await face.run(() => { for (const id of ['reg-attending', 'reg-consent-0', 'reg-consent-1']) document.querySelector(`#${id} label`).click(); });
    await press(face, words.send, 'button');
    await sees(face, words.ticket);
    await face.until(() => document.querySelector('.ticket .big')?.textContent);
  }],
];

for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  const words = { ...WORDS[lang], handIn: HAND_IN[lang] };
  inEngines(`every state is accessible, also without a network (${lang})`, async ({ site, face }) => {
    const found = [];
    const look = looking(face, found);
    await openSample(site, face, lang);
    for (const [name, way] of STATES) {
      await way(face, words);
      await look(name);
      await face.run(() => document.querySelector('dialog[open]')?.close());
    }
    await kept(face);
    await site.offline();
    await face.reload();
    for (const [route, says] of [['#/agenda', words.agenda], ['#/ideas', 'Antrean'], ['#/more/outbox', words.outbox], ['#/registration', 'Siti Aminah']]) {
      await go(face, route);
      await sees(face, says);
      await look(`offline ${route}`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(await face.violations(), []);
  }, { engines: ['chromium'], locale, timeout: 300_000 });

  inEngines(`the page without its second part is accessible (${lang})`, async ({ site, face }) => {
    const found = [];
    await openSample(site, face, lang);
    await kept(face);
    const rest = await site.secondPart();
    await face.run(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
      for (const key of await caches.keys()) await caches.delete(key);
      return true;
    });
    await face.page.setCacheEnabled(false);
    site.trouble((name) => (name.endsWith(rest) || name === '/sw.js' ? 'cut' : undefined));
    await go(face, '#/agenda');
    await face.reload();
    await go(face, '#/ideas');
    await sees(face, words.late);
    await looking(face, found)('without the second part');
    assert.deepEqual(found, []);
  }, { engines: ['chromium'], locale });
}
