// Figures, not a test: what Lighthouse says of a first visit to a workshop (mobile, simulated slow 4G and processor).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jambi, sign, site } from './large.mjs';
import { Site } from './server.mjs';

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

const dir = site();
sign(dir, jambi());
const host = await Site.start(dir);
const out = mkdtempSync(path.join(tmpdir(), 'gagas-lighthouse-'));
const runs = [];
try {
  for (let n = 0; n < RUNS; n++) {
    const file = path.join(out, `${n}.json`);
    // Not `spawnSync`: this very process serves the page.
    const child = spawn(program, [host.url, '--quiet', '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage'], {
      stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' },
    });
    const [status] = await once(child, 'exit');
    if (status) throw new Error(`lighthouse left with ${status}`);
    runs.push(JSON.parse(readFileSync(file, 'utf8')));
  }
} finally {
  await host.stop();
  for (const made of [dir, out]) rmSync(made, { recursive: true });
}
for (const [key, { title }] of Object.entries(runs[0].categories)) console.log(`| Lighthouse ${VERSION}: ${title} | ${Math.round(100 * median(runs.map((run) => run.categories[key].score)))} |`);
for (const key of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']) {
  const value = median(runs.map((run) => run.audits[key].numericValue));
  console.log(`| ${runs[0].audits[key].title} | ${key.endsWith('shift') ? value.toFixed(3) : `${Math.round(value)} ms`} |`);
}
const failed = Object.values(runs[0].audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative');
for (const { id, title, displayValue = '' } of failed) console.log(`  below 90: ${id}: ${title} ${displayValue}`);
