// Phones in step by a server: what one hands in the others see; a server that is away, restored from an older backup or
// wiped loses nothing that was handed in.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { engine } from './engines.mjs';
import { ENGINES, inEngines, kept, usable } from './harness.mjs';
import { jambi, sign } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, press, register, sees } from './person.mjs';
import { Site } from './server.mjs';
import { openSample } from './views.mjs';

const timeout = 150_000;
const made = mkdtempSync(path.join(tmpdir(), 'gagas-sync-'));
after(() => rmSync(made, { recursive: true }));
sign(made, jambi());

const bundle = readFileSync(path.join(made, 'workshop.gagas'));
const key = bundle.subarray(6, 38);
const id = createHash('sha256').update('gagas-workshop-v1\0').update(key).digest().subarray(0, 16).toString('base64url');
const seed = JSON.parse(readFileSync(path.join(made, 'workshop.secret.json'), 'utf8')).organiser_seed;
const hkdf = async (info) => {
  const base = await crypto.subtle.importKey('raw', Buffer.from(seed, 'base64url'), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: Buffer.from('gagas-organiser-v1'), info };
  return Buffer.from(await crypto.subtle.deriveBits(parameters, base, 256));
};
const join = Buffer.concat([key, (await hkdf(Buffer.from('join\0\0\0\0'))).subarray(0, 16)]).toString('base64url');

const links = (site) => ({
  organiser: `${site.url}?w=${id}#o=${seed}&b=${bundle.toString('base64url')}`,
  participant: `${site.url}?w=${id}#j=${join}`,
});

/** Hands an idea in, and waits until the phone has it. */
async function idea(face, title) {
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', title);
  await fill(face, 'Masalah', 'Warga menunggu terlalu lama.');
  await fill(face, 'Gagasan', 'Nomor antrean dikirim ke ponsel.');
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await sees(face, title);
}

/** Waits until a phone's board holds these. */
async function holds(face, titles, options) {
  await go(face, '#/ideas');
  for (const title of titles) {
    await face.until((words) => document.body.textContent.includes(words), { args: [title], ...options });
  }
}

const FILES = ['', '-wal', '-shm'];

/** A site that keeps workshops, and phones that are closed in the end. */
function withServer(title, names, body, options = {}) {
  for (const name of names.filter((each) => ENGINES.includes(each))) {
    test(`${title} [${name}]`, { timeout }, async () => {
      const dir = mkdtempSync(path.join(tmpdir(), 'gagas-data-'));
      const data = path.join(dir, 'gagas.db');
      const site = await Site.start(undefined, undefined, data);
      const phones = [];
      const phone = async (address) => {
        const face = await engine(name, options);
        phones.push(face);
        await face.open(address);
        return face;
      };
      const copy = (from, to) => {
        for (const end of FILES) {
          rmSync(to + end, { force: true });
          if (existsSync(from + end)) copyFileSync(from + end, to + end);
        }
      };
      const backup = path.join(dir, 'backup.db');
      try {
        await body({ site, phone, data: { backUp: () => copy(data, backup), restore: () => copy(backup, data), wipe: () => copy('/nowhere', data) } });
      } finally {
        await Promise.all(phones.map((face) => face.close()));
        await site.stop();
        rmSync(dir, { recursive: true });
      }
    });
  }
}


withServer('dbg', ['chromium'], async ({ site, phone }) => {
  const { organiser, participant } = links(site);
  const boss = await phone(organiser);
  await sees(boss, 'Semua waktu dalam WIB');
  await new Promise((r) => setTimeout(r, 3000));
  const one = await phone(participant);
  await new Promise((r) => setTimeout(r, 4000));
  console.log(site.requests.filter((r) => r.path.includes('api')));
  for (const f of [boss, one]) console.log(f.log, await f.violations(), await f.run(async () => {
    const out = {};
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((res) => { const r = indexedDB.open(name); r.onsuccess = () => res(r.result); });
      const t = db.transaction([...db.objectStoreNames]);
      for (const s of db.objectStoreNames) {
        const keys = await new Promise((res) => { const r = t.objectStore(s).getAllKeys(); r.onsuccess = () => res(r.result); });
        const vals = await new Promise((res) => { const r = t.objectStore(s).getAll(); r.onsuccess = () => res(r.result); });
        out[name + ' ' + s] = keys.map((k, i) => `${k}=${new TextDecoder().decode(vals[i]).slice(0, 150)}`).slice(0, 30);
      }
      db.close();
    }
    return JSON.stringify(out, null, 1);
  }));
});
