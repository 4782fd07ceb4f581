// Three real engines behind one face: open, reload, tab, show, drop, run, click, type, press, choose, until, size, log,
// violations, close. Files that a page hands out land in `downloads`.
// Chromium and Firefox through puppeteer-core, WebKitGTK through plain W3C WebDriver. Every launch has its own profile.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';

const CHROMIUM = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

// Runs in every new document of Chromium and Firefox, before the page's own scripts.
const listen = () => {
  window.gagasViolations = [];
  addEventListener('securitypolicyviolation', (event) =>
    window.gagasViolations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
};

const until = (face) => async (source, { timeout = 20_000, args = [] } = {}) => {
  const end = Date.now() + timeout;
  for (let last = ''; ; await sleep(50)) {
    try {
      const value = await face.run(source, ...args);
      if (value) return value;
      last = JSON.stringify(value);
    } catch (error) {
      last = String(error); // the page may be on its way to another document
    }
    if (Date.now() > end) throw new Error(`${face.name}: waited ${timeout} ms for ${source}; last: ${last}`);
  }
};

/** Waits for the file that a page hands out, and returns its path: `ending` is how its name ends. */
export async function downloaded(face, ending, { timeout = 20_000 } = {}) {
  const end = Date.now() + timeout;
  for (let size = -1; ; await sleep(100)) {
    const [name] = readdirSync(face.downloads).filter((each) => each.endsWith(ending));
    const file = name && path.join(face.downloads, name);
    const now = file ? readFileSync(file).length : 0;
    // Firefox makes the file empty first and fills it at the end.
    if (now && now === size) return file;
    size = now;
    if (Date.now() > end) throw new Error(`${face.name}: no *${ending} in ${face.downloads}: ${readdirSync(face.downloads)}`);
  }
}

async function viaPuppeteer(name, { locale, zone, width, height, args = [] }) {
  const env = { ...process.env, TZ: zone };
  const downloads = mkdtempSync(path.join(tmpdir(), 'gagas-downloads-'));
  const browser = await puppeteer.launch(
    name === 'firefox'
      ? {
          browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true, env,
          extraPrefsFirefox: {
            'intl.accept_languages': locale, 'intl.locale.requested': locale,
            'browser.download.dir': downloads, 'browser.download.folderList': 2, 'browser.download.useDownloadDir': true,
          },
        }
      : {
          executablePath: '/usr/bin/chromium', headless: true, downloadBehavior: { policy: 'allow', downloadPath: downloads }, env: { ...env, LANGUAGE: locale.slice(0, 2) },
          args: [...CHROMIUM, `--lang=${locale}`, `--accept-lang=${locale}`, ...args],
        },
  );
  const log = [];
  const face = {
    name, log, browser, downloads,
    page: undefined,
    async tab() {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && log.push(message.text()));
      page.on('pageerror', (error) => log.push(String(error)));
      await page.evaluateOnNewDocument(listen);
      face.page = page;
      return page;
    },
    show: async (page) => { face.page = page; await page.bringToFront(); },
    /** Closes the tab without asking it, and goes on in a new one. */
    async drop() {
      const old = face.page;
      await face.tab();
      await old.close();
    },
    open: async (url) => { await face.page.goto(url); },
    reload: async () => { await face.page.reload(); },
    title: () => face.page.title(),
    // The page's own policy forbids `new Function`: sources are compiled here and sent as functions.
    run: (source, ...values) => face.page.evaluate(
      typeof source === 'function' ? source : new Function('...values', `return (${source})(...values)`), ...values),
    click: (selector) => face.page.click(selector),
    type: (selector, text) => face.page.type(selector, text),
    press: (key) => face.page.keyboard.press(key),
    choose: async (selector, file) => (await face.page.$(selector)).uploadFile(file),
    size: (w, h) => face.page.setViewport({ width: w, height: h }),
    screenshot: (file) => face.page.screenshot({ path: file }),
    violations: () => face.run(() => window.gagasViolations ?? []),
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
  face.until = until(face);
  await face.tab();
  return face;
}

const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Space: ' ', ArrowUp: '\uE013', ArrowDown: '\uE015', ArrowLeft: '\uE012', ArrowRight: '\uE014' };
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

// WebKitGTK cannot get narrower than about 447 px and has no console over WebDriver.
async function viaWebKit({ locale, zone }) {
  const home = mkdtempSync(path.join(tmpdir(), 'gagas-webkit-'));
  // WebKitGTK takes the language from the C library, which knows only locales that were compiled.
  const posix = locale.replace('-', '_');
  const locales = path.join(tmpdir(), 'gagas-locales');
  const compiled = path.join(locales, `${posix}.UTF-8`);
  mkdirSync(locales, { recursive: true });
  if (!existsSync(compiled)) spawnSync('localedef', ['-i', posix, '-f', 'UTF-8', compiled]);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore', detached: true,
    env: {
      ...process.env, TZ: zone, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home,
      LOCPATH: locales, LANG: `${posix}.UTF-8`, LC_ALL: `${posix}.UTF-8`, LANGUAGE: posix,
    },
  });
  const call = async (method, address, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
      method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const stop = () => {
    try { process.kill(-driver.pid); } catch { /* gone already */ }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    for (let tries = 0; ; tries++) {
      try { await call('GET', '/status'); break; } catch (error) { if (tries > 100) throw error; await sleep(100); }
    }
    const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] },
    } } });
    const s = `/session/${sessionId}`;
    await call('POST', `${s}/timeouts`, { script: 30_000, pageLoad: 60_000 });
    const find = async (css) => (await call('POST', `${s}/element`, { using: 'css selector', value: css }))[ELEMENT];
    const face = {
      name: 'webkit', log: [], downloads: home,
      page: await call('GET', `${s}/window`),
      async tab() {
        const { handle } = await call('POST', `${s}/window/new`, { type: 'window' });
        await face.show(handle);
        return handle;
      },
      async show(handle) {
        face.page = handle;
        await call('POST', `${s}/window`, { handle });
      },
      async drop() {
        const old = face.page;
        const { handle } = await call('POST', `${s}/window/new`, { type: 'window' });
        await call('DELETE', `${s}/window`);
        await face.show(handle);
        return old;
      },
      open: (url) => call('POST', `${s}/url`, { url }),
      reload: () => call('POST', `${s}/refresh`, {}),
      title: () => call('GET', `${s}/title`),
      run: async (source, ...values) => {
        const script = 'const done = arguments[arguments.length - 1];'
          + `Promise.resolve().then(() => (${source})(...Array.from(arguments).slice(0, -1)))`
          + '.then((value) => done({ value }), (error) => done({ error: String(error) }))';
        const answer = await call('POST', `${s}/execute/async`, { args: values, script });
        if (answer?.error) throw new Error(answer.error);
        return answer?.value;
      },
      click: async (css) => call('POST', `${s}/element/${await find(css)}/click`, {}),
      type: async (css, text) => call('POST', `${s}/element/${await find(css)}/value`, { text }),
      press: (key) => {
        const value = KEYS[key] ?? key;
        return call('POST', `${s}/actions`, { actions: [{ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }] });
      },
      choose: async (css, file) => call('POST', `${s}/element/${await find(css)}/value`, { text: file }),
      size: (w, h) => call('POST', `${s}/window/rect`, { width: w, height: h }),
      violations: async () => [],
      close: async () => { await call('DELETE', s).catch(() => {}); stop(); },
    };
    face.until = until(face);
    return face;
  } catch (error) {
    stop();
    throw error;
  }
}

/** Launches an engine with a fresh profile. */
export const engine = (name, options = {}) => {
  const all = { locale: 'id-ID', zone: 'Asia/Jakarta', width: 360, height: 740, ...options };
  return name === 'webkit' ? viaWebKit(all) : viaPuppeteer(name, all);
};
