// The way out: served as `sw.js` instead of the real one, it removes the offline copy from every device that comes by
// and leaves people with the site as the server sends it. What they wrote is in IndexedDB and stays.
'use strict';
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      const mine = `gagas ${new URL('./', self.location.href).pathname} `;
      for (const name of await caches.keys()) {
        if (name.startsWith(mine)) await caches.delete(name);
      }
      await self.registration.unregister();
      for (const client of await self.clients.matchAll({ type: 'window' })) client.navigate(client.url);
    })(),
  ),
);
