// Every view of the app on the Jambi sample, and how to get there.
import { go, press, register, sees } from './person.mjs';

const WORDS = {
  id: { sample: 'Tanggal asli 2020', agenda: 'Workshop Inovasi' },
  en: { sample: 'Original dates, 2020', agenda: 'Innovation Workshop' },
};

/** Opens the sample on its historical dates or moved to today, as the start page offers. */
export async function openSample(site, face, lang = 'id') {
  await face.open(site.url);
  await press(face, WORDS[lang].sample);
  await sees(face, WORDS[lang].agenda);
  await face.until(() => location.hash.startsWith('#/agenda') && document.querySelectorAll('main a[href^="#/agenda/"]').length > 5);
}

/** The first address on the page that matches. */
const link = (face, pattern) => face.until((source) => {
  const found = [...document.querySelectorAll('main a[href]')].map((a) => a.getAttribute('href'));
  return found.find((href) => new RegExp(source).test(href));
}, { args: [pattern] });

const at = (route) => (face) => go(face, route);
const through = (route, pattern) => async (face) => {
  await go(face, route);
  await face.until((hash) => location.hash === hash, { args: [route] });
  await go(face, await link(face, pattern));
};

const SEND = { id: 'Kirim pendaftaran', en: 'Hand in the registration' };
const REGISTERED = 'main a[href^="#/organiser/registrations/"]';
// Somebody has to have registered, and be seen in the room.
const room = (route) => async (face) => {
  await go(face, '#/organiser/registrations');
  await face.until(() => new Promise((done) => setTimeout(() => done(Boolean(document.querySelector('main h1'))), 400)));
  if (!(await face.run((found) => Boolean(document.querySelector(found)), REGISTERED))) {
    await register(face, SEND[await face.run(() => document.documentElement.lang)]);
    await go(face, '#/organiser/registrations');
    await face.until((found) => Boolean(document.querySelector(found)), { args: [REGISTERED] });
  }
  await go(face, route ?? (await link(face, '^#/organiser/registrations/')));
};

/** Name and way of each view; they need an open workshop. */
export const VIEWS = [
  ['agenda', at('#/agenda')],
  ['session', through('#/agenda', '^#/agenda/[A-Za-z0-9_-]{22}$')],
  ['ideas', at('#/ideas')],
  ['idea', through('#/ideas', '^#/ideas/[A-Za-z0-9_-]{22}$')],
  ['idea-form', at('#/ideas/new')],
  ['registration', at('#/registration')],
  ['registration-form', at('#/registration/form')],
  ['more', at('#/more')],
  ['device', at('#/more/device')],
  ['outbox', at('#/more/outbox')],
  ['share', at('#/more/share')],
  ['workshops', at('#/more/workshops')],
  ['announcements', at('#/more/announcements')],
  ['about', at('#/more/about')],
  ['unknown', at('#/nowhere')],
  ['organiser', room('#/organiser')],
  ['organiser-registrations', room('#/organiser/registrations')],
  ['organiser-registration', room()],
  ['organiser-agencies', room('#/organiser/agencies')],
  ['organiser-ideas', room('#/organiser/ideas')],
];

/** Goes to a view and waits until it is drawn. */
export async function visit(face, way) {
  await way(face);
  await face.until(() => new Promise((done) => setTimeout(() => done(Boolean(document.querySelector('main h1'))), 250)));
}

/** Switches between light and dark, without the fading between them; Chromium only. */
export async function theme(face, value) {
  await face.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await face.until(() => new Promise((done) => setTimeout(() => done(true), 100)));
}
