// Figures, not a test: what Lighthouse says of a first visit to a workshop (mobile, simulated slow 4G and processor), in a
// static folder, where a server publishes it, and in a folder into which it was published.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jambi, publish, published, sign, site } from './large.mjs';
import { PUBLISHING, Site } from './server.mjs';
import { serveStatic } from './static.mjs';

// Pinned with all it needs, and installed at its first use: tests do without it.
const own = path.join(import.meta.dirname, 'lighthouse');
const program = path.join(own, 'node_modules/.bin/lighthouse');
if (!existsSync(program)) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: own, stdio: 'inherit' });
  if (status) throw new Error(`npm ci in ${own} left with ${status}`);
}
const VERSION = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8')).devDependencies.lighthouse;
const RUNS = Number(process.env.GAGAS_RUNS ?? 5);
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

/** What Lighthouse says of an address, `RUNS` times. A run whose trace lacks the start is made again. */
async function runs(address) {
  const out = mkdtempSync(path.join(tmpdir(), 'gagas-lighthouse-'));
  const all = [];
  for (let tries = 0; all.length < RUNS; tries++) {
    const file = path.join(out, `${tries}.json`);
    // Not `spawnSync`: this very process serves the page.
    const child = spawn(program, [address, '--quiet', '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage'], {
      stdio: 'ignore', env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' },
    });
    const [status] = await once(child, 'exit');
    if (status === 0) all.push(JSON.parse(readFileSync(file, 'utf8')));
    else if (tries > 2 * RUNS) throw new Error(`lighthouse left with ${status}`);
  }
  rmSync(out, { recursive: true });
  return all;
}

const dir = site();
sign(dir, jambi());
const columns = [];
try {
  const own = ({ url }) => url;
  for (const [name, start, address] of [
    ['a static folder', () => serveStatic(dir), own],
    ['`gagas-server`', () => Site.start(dir, PUBLISHING), (host) => published(host, dir)],
    ['a published static folder', () => serveStatic(dir), own],
  ]) {
    const host = await start();
    if (name.includes('published')) publish(dir, host.url);
    columns.push([name, await runs(address(host))]);
    await host.stop();
  }
} finally {
  rmSync(dir, { recursive: true });
}
const rows = (title, read, write) => console.log(`| ${title} | ${columns.map(([, all]) => write(median(all.map(read)))).join(' | ')} |`);
const [[, [first]]] = columns;
console.log(`| Lighthouse ${VERSION} | ${columns.map(([name]) => name).join(' | ')} |`);
for (const [key, { title }] of Object.entries(first.categories)) rows(title, (run) => run.categories[key].score, (score) => Math.round(100 * score));
for (const key of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']) {
  rows(first.audits[key].title, (run) => run.audits[key].numericValue, (value) => (key.endsWith('shift') ? value.toFixed(3) : `${Math.round(value)} ms`));
}
for (const [name, [run]] of columns) {
  const failed = Object.values(run.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative');
  for (const { id, title, displayValue = '' } of failed) console.log(`  ${name}, below 90: ${id}: ${title} ${displayValue}`);
}
