// Runs the end-to-end tests: node run.mjs [--engine chromium,firefox,webkit] [--grep PATTERN] [--write-aria] [WORD of a file's name ..]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
const env = { ...process.env, ...(engines && { GAGAS_ENGINES: engines }), ...(aria >= 0 && { GAGAS_ARIA: 'write' }) };

/** Runs these files, or those tests of them whose names match; answers the status, and what became of each. */
async function run(names, pattern) {
  const out = mkdtempSync(path.join(tmpdir(), 'gagas-run-'));
  const report = path.join(out, 'outcomes');
  const reporters = ['spec', 'stdout', path.join(here, 'outcomes.mjs'), report];
  const flags = reporters.map((each, at) => `--test-reporter${at % 2 ? '-destination' : ''}=${each}`);
  const child = spawn(process.execPath, ['--test', '--test-concurrency=1', ...flags, ...(pattern ? [`--test-name-pattern=${pattern}`] : []), ...names], { stdio: 'inherit', env });
  const [code] = await once(child, 'exit');
  const outcomes = readFileSync(report, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  rmSync(out, { recursive: true });
  return { code: code ?? 1, outcomes };
}

// Engines on a busy machine lose a click or a frame now and then. What fails fails again: the few that did are tried once
// more, alone, and whichever then passes is named as unsteady, for somebody to find out why.
const AGAIN = 3;
const { code, outcomes } = await run(files, grep);
const failed = outcomes.filter(({ passed }) => !passed);
if (code && failed.length && failed.length <= AGAIN) {
  const still = [];
  for (const { name } of failed) {
    console.log(`\nonce more: ${name}`);
    const exact = `^${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`;
    // The runner names the file that declares a test, which is a helper here: the title's beginning tells the right one.
    const begins = name.slice(0, 20);
    const own = files.filter((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(begins));
    const again = await run(own.length ? own : files, exact);
    if (again.code || !again.outcomes.some((each) => each.passed && each.name === name)) still.push(name);
  }
  const unsteady = failed.filter(({ name }) => !still.includes(name));
  for (const { name } of unsteady) console.log(`UNSTEADY, failed once and then passed: ${name}`);
  for (const name of still) console.log(`FAILED twice: ${name}`);
  process.exit(still.length ? 1 : 0);
}
process.exit(code);
