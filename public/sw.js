// The service worker: keeps one complete version of the app, and serves it with or without a network.
// `VERSION`, `FILES` (address and half of the SHA-256 of every file, and where to ask for it if not there) and `LATER`
// (those that are kept where they were asked for: the part for a server, the organiser's room) are filled in after the
// build.
'use strict';
const VERSION = '{{version}}';
const FILES = ['{{files}}'];
const LATER = ['{{later}}'];

const SCOPE = new URL('./', self.location.href);
const MINE = `gagas ${SCOPE.pathname} `;
const NAME = MINE + VERSION;
const HASHED = /-[0-9a-f]{16}\.(?:js|wasm)$/;
const known = new Set([...FILES, ...LATER].map(([path]) => new URL(path, SCOPE).href));

const digest = async (response) => {
  const sum = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(sum, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

// What the page has just loaded is in the browser's cache: hashed files are taken from there, others are asked for
// with their ETag. Bytes that are not those of this version are fetched once more, and then refused.
const keep = async (cache, [path, expected, from = path]) => {
  for (const mode of [HASHED.test(path) ? 'default' : 'no-cache', 'reload']) {
    const response = await fetch(new URL(from, SCOPE), { cache: mode, credentials: 'same-origin' });
    if (response.ok && (await digest(response.clone())) === expected) {
      // A redirected answer may not be given to a navigation.
      const { status, statusText, headers } = response;
      const copy = response.redirected ? new Response(response.body, { status, statusText, headers }) : response;
      return cache.put(new URL(path, SCOPE), copy);
    }
  }
  throw new Error(`not the bytes of this version: ${path}`);
};

const copies = async () => (await caches.keys()).filter((name) => name.startsWith(MINE));

// What is kept where it was asked for; from the names that are held the next version knows what that was.
const wanted = async () => {
  const held = [];
  for (const name of await copies()) held.push(...(await (await caches.open(name)).keys()));
  return LATER.filter(([path]) => held.some(({ url }) => url.includes(`/${path.slice(2).replace(HASHED, '-')}`)));
};
const lacking = async (part) => {
  const cache = await caches.open(NAME);
  const files = part === 'all' ? FILES : LATER.filter(([path]) => path.startsWith(`./gagas-${part}-`));
  for (const file of files) if (!(await cache.match(new URL(file[0], SCOPE)))) await keep(cache, file);
};
// A version whose copy was dropped, and of which the server has no files any more, is not worth waiting for.
const alone = async () => {
  for (const name of await copies()) {
    if (name !== NAME && (await caches.match(SCOPE.href, { cacheName: name }))) return false;
  }
  return true;
};

// All or nothing: a failure leaves the version before it in charge.
const install = async () => {
  const cache = await caches.open(NAME);
  try {
    await Promise.all([...FILES, ...(await wanted())].map((file) => keep(cache, file)));
    if (await alone()) self.skipWaiting();
  } catch (error) {
    if (!self.registration.active) await caches.delete(NAME);
    throw error;
  }
};

const activate = async () => {
  for (const name of await copies()) if (name !== NAME) await caches.delete(name);
  await self.clients.claim();
};

const answer = async (request, href) => {
  const cache = await caches.open(NAME);
  return (await cache.match(href)) ?? fetch(request);
};

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'gagas-take-over') self.skipWaiting();
  const [, part] = /^gagas-keep-(\w+)$/.exec(event.data) ?? [];
  if (part) event.waitUntil(lacking(part));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (request.mode === 'navigate') {
    if (url.origin === SCOPE.origin && url.pathname === SCOPE.pathname) event.respondWith(answer(request, SCOPE.href));
    return;
  }
  if (known.has(url.href)) event.respondWith(answer(request, url.href));
});

// A reminder that is pressed leads to the app, in the window that is there or in a new one.
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.matchAll({ type: 'window' }).then(([open]) => open?.focus() ?? clients.openWindow('./')));
});
