// Runs the end-to-end tests: node run.mjs [--engine chromium,firefox,webkit] [--grep PATTERN] [--write-aria] [WORD of a file's name ..]
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const option = (name) => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words.splice(at, 2)[1];
};
const engines = option('--engine');
const grep = option('--grep');
const aria = words.indexOf('--write-aria');
if (aria >= 0) words.splice(aria, 1);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs') && (!words.length || words.some((word) => name.includes(word))))
  .sort()
  .map((name) => path.join(here, name));
if (!files.length) {
  console.error('no test file has such a name');
  process.exit(2);
}
const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...(grep ? [`--test-name-pattern=${grep}`] : []), ...files];
const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...(engines && { GAGAS_ENGINES: engines }), ...(aria >= 0 && { GAGAS_ARIA: 'write' }) } });
child.on('exit', (code) => process.exit(code ?? 1));
