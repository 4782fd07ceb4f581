// The boot script: the post-build step puts it into index.html, where the Content Security Policy knows its hash.
// It starts the app, keeps the service worker, and says so in words when something breaks.
(() => {
  'use strict';
  const JS = './{{js}}';
  const WASM = './{{wasm}}';
  const RETRY = 'gagas-repaired';

  // Leptos builds its elements from static HTML, and registering a worker takes a script address: both are let
  // through here, and nothing that could run.
  const unsafe = /<\s*\/?\s*(?:script|iframe|object|embed|base|meta|link)|[\s"'\/]on\w+\s*=|javascript:|srcdoc/i;
  if (window.trustedTypes) {
    window.trustedTypes.createPolicy('default', {
      createHTML: (html) => (unsafe.test(html) ? null : html),
      createScriptURL: (url) => (url === './sw.js' ? url : null),
    });
  }

  // One request for the wasm, started before anything else is read. Its failure is handled where it is awaited.
  const wasm = fetch(WASM);
  wasm.catch(() => {});

  const remembered = (value) => {
    try {
      const before = sessionStorage.getItem(RETRY);
      if (value) sessionStorage.setItem(RETRY, value);
      else sessionStorage.removeItem(RETRY);
      return before;
    } catch {
      return 'unknown';
    }
  };

  const say = (indonesian, english, detail) => {
    const old = document.getElementById('boot-problem');
    if (old) return;
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
    const boot = document.getElementById('boot');
    if (boot) boot.remove();
    say(
      'Gagas belum dapat dimulai di perangkat ini. Sambungkan ke jaringan, lalu muat ulang. Data Anda tetap tersimpan.',
      'Gagas could not start on this device. Connect to a network, then reload. Your data is still stored.',
      detail,
    );
  };

  // A broken copy is dropped once, and only while the server answers: without a network nothing could replace it.
  const repair = async () => {
    const reachable = await fetch('./sw.js', { cache: 'no-store' });
    if (!reachable.ok) throw new Error(`sw.js: ${reachable.status}`);
    for (const name of await caches.keys()) {
      if (name.startsWith(`gagas ${new URL('./', location.href).pathname} `)) await caches.delete(name);
    }
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration) await registration.unregister();
    await Promise.all([JS, WASM].map((url) => fetch(url, { cache: 'reload' })));
    location.reload();
  };

  const start = async () => {
    try {
      const glue = await import(JS);
      const response = await wasm;
      if (!response.ok) throw new Error(`wasm: ${response.status}`);
      await glue.default({ module_or_path: response });
      document.getElementById('boot')?.remove();
      remembered(null);
    } catch (error) {
      const detail = String(error);
      if (remembered('yes')) return failed(detail);
      try {
        await repair();
      } catch {
        remembered(null);
        failed(detail);
      }
    }
  };

  const broken = (detail) =>
    say(
      'Terjadi kesalahan. Semua yang sudah tersimpan tetap aman: muat ulang, lalu simpan salinan lewat halaman Perangkat.',
      'Something went wrong. Everything that was saved is safe: reload, then save a copy on the Device page.',
      detail,
    );
  addEventListener('gagas-panic', (event) => broken(String(event.detail ?? '')));
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
    const before = workers.controller;
    let asked = false;
    workers.addEventListener('controllerchange', () => {
      if (asked) location.reload();
      else if (before) offer(() => location.reload());
    });
    const waiting = (worker) =>
      offer(() => {
        asked = true;
        worker.postMessage('gagas-take-over');
      });
    try {
      const registration = await workers.register('./sw.js', { updateViaCache: 'none' });
      if (registration.waiting && before) waiting(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed' && before) waiting(worker);
        });
      });
    } catch (error) {
      console.warn('no offline copy:', String(error));
    }
  };

  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
  addEventListener('load', watch);
})();
