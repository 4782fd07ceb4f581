// The pipeline from the server to an app that starts without one: one request a file, complete versions only.
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { inEngines, kept, usable } from './harness.mjs';
import { DIST, ROOT, Site, under } from './server.mjs';
import { variant } from './variant.mjs';

const next = variant(DIST, 'next');
after(() => rmSync(next, { recursive: true }));

const build = () => document.querySelector('meta[name=build]')?.content ?? 'first';
const isHashed = (name) => /-[0-9a-f]{16}\.(?:js|wasm)$/.test(name);

/** A first visit, until the app can do without a network. */
async function installed(site, face) {
  await face.open(site.url);
  await usable(face);
  await kept(face);
}

/** The next start, with nobody there. */
async function startsAlone(site, face) {
  await site.offline();
  await face.reload();
  await usable(face);
}

inEngines('a first load asks for each file once', async ({ site, face }) => {
  await installed(site, face);
  // The worker finds in the browser's cache what the page has loaded, or asks with its ETag and gets a 304. WebKit under
  // automation has no such cache: there, what the page itself asks for is counted, up to the worker's own request.
  const worker = site.requests.findIndex(({ path }) => path === '/sw.js');
  const counted = site.bodies(face.name === 'webkit' ? site.requests.slice(0, worker) : site.requests);
  // The glue, the first part, and the second one, for which is asked once these run; only then for the worker.
  assert.equal(Object.keys(counted).filter(isHashed).length, 3, JSON.stringify(counted));
  for (const [name, count] of Object.entries(counted)) assert.equal(count, 1, `${name} in ${JSON.stringify(site.requests)}`);
  const failed = site.requests.filter(({ status }) => status >= 400);
  assert.deepEqual(failed, []);
  assert.deepEqual(await face.violations(), []);
  assert.deepEqual(face.log, []);
});

inEngines('it starts with the server gone, from any query', async ({ site, face }) => {
  await face.open(site.url);
  await kept(face);
  await startsAlone(site, face);
  await face.open(`${site.url}?from=home#/agenda`);
  await usable(face);
  assert.deepEqual(await face.violations(), []);
});

inEngines('an old tab meets a new build: it works on, and takes the update when asked', async ({ site, face }) => {
  await installed(site, face);
  await site.deploy(next);
  await face.run(() => {
    window.offered = 0;
    addEventListener('gagas-update', () => window.offered++);
    return navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true);
  });
  await face.until(() => window.offered > 0 && typeof window.gagasUpdate === 'function');
  assert.equal(await face.run(build), 'first');
  await face.reload();
  await usable(face);
  assert.equal(await face.run(build), 'first', 'a reload alone stays with the version that is complete and in charge');
  await face.until(() => typeof window.gagasUpdate === 'function');
  await face.run(() => { setTimeout(window.gagasUpdate, 50); });
  await face.until(`() => (${build})() === 'next'`);
  await usable(face);
  await startsAlone(site, face);
  assert.equal(await face.run(build), 'next');
});

inEngines('a spoilt copy on the device is replaced', async ({ site, face }) => {
  await installed(site, face);
  for (const ending of ['.wasm', '.js']) {
    await face.run(async (end) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (request.url.endsWith(end) && !request.url.endsWith('sw.js')) {
            const type = end === '.js' ? 'text/javascript' : 'application/wasm';
            await cache.put(request, new Response('spoilt (', { headers: { 'content-type': type } }));
          }
        }
      }
      return true;
    }, ending);
    await face.reload();
    await usable(face);
    await kept(face);
  }
  await startsAlone(site, face);
});

inEngines('a spoilt copy of the second part alone is replaced', async ({ site, face }) => {
  await installed(site, face);
  const rest = await site.secondPart();
  await face.run(async (name) => {
    const spoilt = new Response('spoilt (', { headers: { 'content-type': 'application/wasm' } });
    for (const key of await caches.keys()) await (await caches.open(key)).put(new URL(name, location.href), spoilt.clone());
    return true;
  }, rest);
  await face.reload();
  await face.until(() => window.gagasRest === false);
  await face.until(() => window.gagasRest === true);
  await usable(face);
  await site.offline();
  await face.reload();
  await face.until(() => window.gagasRest === true);
  await usable(face);
});

inEngines('an offline copy that was taken from its worker is made anew', async ({ site, face }) => {
  await installed(site, face);
  await face.run(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    return true;
  });
  await face.reload();
  await usable(face);
  await kept(face);
  await startsAlone(site, face);
});

inEngines('a spoilt copy of a version that the server has no more gives way to the next one', async ({ site, face }) => {
  await installed(site, face);
  await site.deploy(next);
  await face.run(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) if (/-[0-9a-f]{16}\.js$/.test(url)) await cache.put(url, new Response('spoilt ('));
    }
    return true;
  });
  await face.reload();
  await face.until(`() => (${build})() === 'next'`);
  await usable(face);
  // Nobody has to take it: there is nothing else to start from.
  await face.until(() => navigator.serviceWorker.ready.then((found) => found.update()).then(({ installing, waiting }) => !installing && !waiting));
  await kept(face);
  await startsAlone(site, face);
  assert.equal(await face.run(build), 'next');
});

inEngines('bytes spoilt on the way are never kept', async ({ site, face }) => {
  site.trouble((name) => (name.endsWith('.wasm') ? 'spoil' : undefined));
  await face.open(site.url);
  await face.until(() => Boolean(document.getElementById('boot-problem')));
  assert.match(await face.run(() => document.getElementById('boot-problem').textContent), /muat ulang.*reload/s);
  site.trouble();
  await face.reload();
  await usable(face);
  await kept(face);
  await startsAlone(site, face);
});

inEngines('an offline copy that could not be made is made later, without a reload', async ({ site, face }) => {
  site.trouble((name) => (name.endsWith('words-id.txt') ? 'spoil' : undefined));
  await face.open(site.url);
  await usable(face);
  await face.until(() => navigator.serviceWorker.getRegistration().then((found) => !found), { timeout: 30_000 });
  site.trouble();
  await kept(face);
  await startsAlone(site, face);
});

for (const [moment, from] of [['the first visit', undefined], ['an update', next]]) {
  inEngines(`a network cut at any one file during ${moment} breaks nothing`, async ({ site, face }) => {
    const probe = await Site.start(from ?? DIST);
    const list = await (await fetch(`${probe.url}sw.js`)).text();
    await probe.stop();
    const paths = [...list.split('LATER')[0].matchAll(/\['\.(\/[^']*)', '[0-9a-f]{32}'/g)].map(([, name]) => name);
    assert.ok(paths.length > 4, list.slice(0, 500));
    if (from) {
      await face.open(site.url);
      await usable(face);
      await kept(face);
      await site.deploy(from);
    }
    for (const cut of [...paths, '/sw.js']) {
      site.trouble((name) => (name === cut ? 'cut' : undefined));
      if (from) {
        await face.run(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true, () => false));
        await face.reload();
        await usable(face);
        assert.equal(await face.run(build), 'first', `${cut} cut`);
      } else {
        // Nothing is kept yet: the page itself may fail to arrive, and then the browser says so.
        await face.open(site.url).catch(() => {});
        if (cut !== '/') await face.until(() => Boolean(document.querySelector('h1') ?? document.getElementById('boot-problem')));
      }
    }
    site.trouble();
    await installed(site, face);
    await startsAlone(site, face);
  }, { timeout: 240_000 });
}

inEngines('the app lives under any path', async ({ site, face }) => {
  const gate = await under('/a/b', site);
  try {
    await face.open(`${gate.url}a/b/`);
    await usable(face);
    await kept(face);
    await gate.close();
    await face.open(`${gate.url}a/b/?again`);
    await usable(face);
    assert.deepEqual(await face.violations(), []);
  } finally {
    await gate.close();
  }
});

inEngines('the kill switch takes the offline copy away', async ({ site, face }) => {
  await installed(site, face);
  const dead = variant(DIST, 'dead');
  copyFileSync(path.join(ROOT, 'docs/kill-switch-sw.js'), path.join(dead, 'sw.js'));
  try {
    await site.deploy(dead);
    await face.run(() => { navigator.serviceWorker.getRegistration().then((registration) => registration.update()); });
    await face.until(`() => (${build})() === 'dead'`);
    // The page registers the worker once more, and that one leaves again: nothing is kept.
    await face.until(() => caches.keys().then((names) => names.length === 0));
  } finally {
    rmSync(dead, { recursive: true });
  }
});

inEngines('it can be installed', async ({ site, face }) => {
  await installed(site, face);
  const session = await face.page.createCDPSession();
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
  const { errors, data } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).start_url, './');
}, { engines: ['chromium'] });

inEngines('a panic is said in words, once, and nothing is lost from the page', async ({ site, face }) => {
  await face.open(site.url);
  await usable(face);
  const [before, after, role, texts] = await face.run(() => {
    const old = document.querySelector('h1').textContent;
    for (const words of ['first', 'second']) {
      dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError(words) }));
    }
    const box = document.getElementById('boot-problem');
    return [old, document.querySelector('h1').textContent, box.getAttribute('role'), Array.from(box.children, (child) => child.textContent)];
  });
  assert.equal(before, after);
  assert.equal(role, 'alert');
  assert.match(texts.join('\n'), /salinan.*copy.*Reload\nRuntimeError: first$/s);
  assert.deepEqual(await face.violations(), []);
});

test('a file that is gone is a 404 and no page', async () => {
  const site = await Site.start();
  try {
    const answer = await fetch(`${site.url}gagas-0000000000000000.js`);
    assert.equal(answer.status, 404);
    assert.equal(await answer.text(), '');
    assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
  } finally {
    await site.stop();
  }
});
