// Makes another build out of a build, without compiling: other bytes, other names, a matching page and worker.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const sha256 = (bytes, encoding = 'hex') => createHash('sha256').update(bytes).digest(encoding);
/** As the worker's lists have it. */
const half = (bytes) => sha256(bytes).slice(0, 32);

/** Copies the build in `dist` and marks it: `<meta name="build">` says `mark`. Returns the new directory. */
export function variant(dist, mark) {
  const dir = mkdtempSync(path.join(tmpdir(), 'gagas-build-'));
  cpSync(dist, dir, { recursive: true });
  const read = (name) => readFileSync(path.join(dir, name));
  let page = String(read('index.html'));
  let worker = String(read('sw.js'));
  const section = Buffer.from([0, 2, 1, 0x67]);
  for (const [start, ending, tail] of [['gagas-', '.js', `\n// ${mark}\n`], ['gagas-', '.wasm', section], ['gagas-sync-', '.wasm', section], ['gagas-room-', '.wasm', section]]) {
    const old = readdirSync(dir).find((name) => name.startsWith(start) && name.endsWith(ending) && name.length === start.length + 16 + ending.length);
    const bytes = Buffer.concat([read(old), Buffer.from(tail)]);
    const name = `${start}${sha256(bytes).slice(0, 16)}${ending}`;
    worker = worker.replace(half(read(old)), half(bytes)).replaceAll(old, name);
    page = page.replaceAll(old, name);
    writeFileSync(path.join(dir, old), bytes);
    renameSync(path.join(dir, old), path.join(dir, name));
  }
  const script = /<script>([^]*?)<\/script>/.exec(page)[1];
  page = page
    .replace(/('wasm-unsafe-eval' )'sha256-[^']*'/, `$1'sha256-${sha256(script, 'base64')}'`)
    .replace('<meta charset="utf-8">', `<meta charset="utf-8"><meta name="build" content="${mark}">`);
  worker = worker
    .replace(half(read('index.html')), half(page))
    .replace(/VERSION\s*=\s*(['"])[0-9a-f]{16}\1/, `VERSION='${sha256(page).slice(0, 16)}'`);
  writeFileSync(path.join(dir, 'index.html'), page);
  writeFileSync(path.join(dir, 'sw.js'), worker);
  // Compressed copies of what has changed are stale.
  for (const name of readdirSync(dir)) if (/\.(?:br|gz)$/.test(name)) rmSync(path.join(dir, name));
  return dir;
}
