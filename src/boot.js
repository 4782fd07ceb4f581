// The boot script: the post-build step puts it into index.html, where the Content Security Policy knows its hash.
// It starts the app, keeps the service worker, and says so in words when something breaks.
(() => {
  'use strict';
  const JS = './{{js}}';
  const WASM = './{{wasm}}';
  // The pages behind the first one, what a server needs, the pages of organisers; none in a build that is not split.
  const REST = './{{rest}}';
  const SYNC = './{{sync}}';
  const ROOM = './{{room}}';
  const RETRY = 'gagas-repaired';
  const HOUR = 3_600_000;

  // Registering a worker takes a script address: this one is let through, and no HTML ever is.
  if (window.trustedTypes) {
    window.trustedTypes.createPolicy('default', {
      createScriptURL: (url) => (url === './sw.js' ? url : null),
    });
  }

  // One request for the wasm, started before anything else is read. Its failure is handled where it is awaited.
  const wasm = fetch(WASM);
  wasm.catch(() => {});

  // The first formatter of dates is dear: it is made while nothing else is to be done.
  requestAnimationFrame(() => setTimeout(() => new Intl.DateTimeFormat('id')));

  // Whether this load follows a repair: it may reload by itself once, and the next one is a person's again.
  const recall = () => {
    try {
      const repaired = sessionStorage.getItem(RETRY);
      sessionStorage.removeItem(RETRY);
      return repaired;
    } catch {
      return null;
    }
  };
  const note = () => {
    try {
      sessionStorage.setItem(RETRY, 'yes');
      return true;
    } catch {
      return false;
    }
  };

  const say = (indonesian, english, detail) => {
    if (document.getElementById('boot-problem')) return;
    const box = document.createElement('section');
    box.id = 'boot-problem';
    box.setAttribute('role', 'alert');
    const line = (name, text, lang) => {
      const element = document.createElement(name);
      element.textContent = text;
      if (lang) element.lang = lang;
      box.append(element);
      return element;
    };
    line('p', indonesian, 'id');
    line('p', english, 'en');
    line('button', 'Muat ulang / Reload').onclick = () => location.reload();
    if (detail) line('code', detail);
    document.body.prepend(box);
  };

  const failed = (detail) => {
    document.getElementById('boot')?.remove();
    say(
      'Gagas belum dapat dimulai di perangkat ini. Sambungkan ke jaringan, lalu muat ulang. Data Anda tetap tersimpan.',
      'Gagas could not start on this device. Connect to a network, then reload. Your data is still stored.',
      detail,
    );
  };

  // The offline copies of this app, one while no update waits.
  const ours = async () =>
    (await caches.keys()).filter((name) => name.startsWith(`gagas ${new URL('./', location.href).pathname} `));

  // A broken copy is dropped once, and only while the server answers: without a network nothing could replace it. The
  // worker stays, passes on what it lacks, and is asked for all of it by the next page: one that was sent away can come
  // back as it was, without its files.
  const repair = async () => {
    const reachable = await fetch('./sw.js', { cache: 'no-store' });
    if (!reachable.ok) return false;
    for (const name of await ours()) await caches.delete(name);
    await Promise.all([JS, WASM].map((url) => fetch(url, { cache: 'reload' })));
    return true;
  };

  // Tries something once more after a while, or as soon as there is a network again.
  const later = (wait, run) => {
    const now = () => {
      clearTimeout(timer);
      removeEventListener('online', now);
      run();
    };
    const timer = setTimeout(now, wait);
    addEventListener('online', now);
  };

  // What the parts that are here export: each is instantiated over all before it.
  const parts = [];

  // Loads a later part, which fills the slots of the table that earlier ones left open. How far it is stands in the
  // window under `name`; until it comes, its pages say so. Nothing that is kept is ever dropped here: a page that goes
  // away fails, too. Bytes that are none of ours are asked for anew, past the worker and all caches, and replaced once
  // the right ones are here.
  const load = async (name, url) => {
    let fresh = false;
    for (let wait = 1000; !window[name]; wait = Math.min(wait * 2, 60_000)) {
      let broken = fresh;
      try {
        if (url !== './') {
          const response = await fetch(fresh ? `${url}?fresh` : url, { cache: fresh ? 'reload' : 'default' });
          if (!response.ok) throw new Error(`${response.status}`);
          const copy = response.clone();
          const bytes = await response.arrayBuffer();
          broken = true;
          parts.push((await WebAssembly.instantiate(bytes, parts)).instance.exports);
          for (const kept of fresh ? await ours().catch(() => []) : []) {
            caches.open(kept).then((cache) => cache.put(url, copy.clone())).catch(() => {});
          }
        }
        window[name] = true;
      } catch (error) {
        window[name] = false;
        console.warn(`${name}:`, String(error));
      }
      dispatchEvent(new Event(name));
      if (!window[name]) await new Promise((done) => later(wait, done));
      fresh = broken;
    }
  };

  let restIsHere;
  const rest = new Promise((done) => (restIsHere = done));

  // Has each version keep what it may lack, the one that waits, too.
  const keep = (name) =>
    navigator.serviceWorker?.ready.then((found) => {
      for (const each of [found.installing, found.waiting, found.active]) each?.postMessage(`gagas-keep-${name}`);
    });

  // The others are loaded when the app asks for them, each over the one before it, and kept from then on.
  const part = (name, event, url, before) => {
    let loaded;
    return () => {
      if (loaded) return loaded;
      loaded = before().then(() => load(event, url));
      loaded.then(() => keep(name));
      return loaded;
    };
  };
  window.gagasAskSync = part('sync', 'gagasSync', SYNC, () => rest);
  window.gagasAskRoom = part('room', 'gagasRoom', ROOM, window.gagasAskSync);

  const start = async () => {
    let wait = 0;
    try {
      const glue = await import(JS);
      const response = await wasm;
      if (!response.ok) throw new Error(`wasm: ${response.status}`);
      parts.push(await glue.default({ module_or_path: response }));
      load('gagasRest', REST).then(restIsHere);
      recall();
    } catch (error) {
      const repaired = recall() ? false : await repair().catch(() => false);
      if (repaired && note()) return location.reload();
      failed(String(error));
      wait = 3000;
    }
    // Nothing is registered before: in WebKit a worker never ends its installation whose page went away as it began.
    setTimeout(watch, wait);
  };

  const broken = (detail) =>
    say(
      'Terjadi kesalahan. Semua yang sudah tersimpan tetap aman: muat ulang, lalu simpan salinan lewat halaman Perangkat.',
      'Something went wrong. Everything that was saved is safe: reload, then save a copy on the Device page.',
      detail,
    );
  addEventListener('error', (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) broken(String(event.error));
  });
  addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) broken(String(event.reason));
  });

  // Updates wait until a person takes them: `gagasUpdate()` reloads into the new version.
  const offer = (take) => {
    window.gagasUpdate = take;
    dispatchEvent(new Event('gagas-update'));
  };
  const watch = async () => {
    const workers = navigator.serviceWorker;
    if (!workers) return;
    let controlled = Boolean(workers.controller);
    let asked = false;
    workers.addEventListener('controllerchange', () => {
      if (asked) location.reload();
      else if (controlled) offer(() => location.reload());
      controlled = true;
    });
    const waiting = (worker) =>
      offer(() => {
        asked = true;
        worker.postMessage('gagas-take-over');
      });
    let registration;
    const register = async (wait) => {
      const again = () => later(wait, () => register(Math.min(wait * 2, 600_000)));
      try {
        registration = await workers.register('./sw.js', { updateViaCache: 'none' });
        if (registration.waiting) waiting(registration.waiting);
        const found = () => {
          const worker = registration.installing;
          // The first version has nobody to take over from; where it could not be made, nobody tries again but us.
          const first = !registration.active;
          worker?.addEventListener('statechange', () => {
            if (worker.state === 'installed' && !first) waiting(worker);
            if (worker.state === 'redundant' && first && !registration.active) again();
          });
        };
        registration.addEventListener('updatefound', found);
        // It may be that of the page before, still on its way.
        if (!registration.active) found();
      } catch (error) {
        console.warn('no offline copy:', String(error));
        again();
      }
    };
    keep('all');
    await register(5_000);
    // An app on the home screen may not be loaded anew for days: it looks for a new version when it is looked at.
    let looked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration?.update().catch(() => {});
    });
  };

  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
