// Workshops on a real server, and phones in them: what the tests of catching up start with.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, hkdfSync, sign as signed } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './engines.mjs';
import { ENGINES, usable } from './harness.mjs';
import { jambi, sign } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, press, sees, wrongClock } from './person.mjs';
import { BINARY, Site } from './server.mjs';

const timeout = 150_000;

/** A folder with this workshop, signed; it goes when the tests end. */
export function workshop(json) {
  const dir = mkdtempSync(path.join(tmpdir(), 'gagas-made-'));
  after(() => rmSync(dir, { recursive: true }));
  sign(dir, json);
  return dir;
}

/** The Jambi workshop, or one made of it, on days to come: what is handed in to it is neither late nor to be forgotten. */
export function toCome(json = jambi()) {
  const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const text = JSON.stringify(json).replaceAll('2021-11-12', day(400));
  return JSON.parse(text.replaceAll('2020-11-11', day(7)).replaceAll('2020-11-12', day(8)));
}

/** What follows from the secret of the workshop that was signed in `dir`: its id, its keys, the tokens of a generation. */
function secrets(dir, generation = 0) {
  const bundle = readFileSync(path.join(dir, 'workshop.gagas'));
  const key = bundle.subarray(6, 38);
  const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
  const seed = JSON.parse(readFileSync(path.join(dir, 'workshop.secret.json'), 'utf8')).organiser_seed;
  const derived = (info) => Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'base64url'), 'gagas-organiser-v1', info, 32));
  return { bundle, key, seed, hash, derived, id: hash('gagas-workshop-v1\0', key).subarray(0, 16).toString('base64url'), token: (name) => derived(`${name}\0\0\0${String.fromCharCode(generation)}`) };
}

/** The links of the workshop that was signed in `dir`, at a site; that of participants changes with each generation. */
export function linksTo(dir, site, generation = 0) {
  const { bundle, key, seed, id, token } = secrets(dir, generation);
  return {
    organiser: `${site.url}?w=${id}#o=${seed}&b=${bundle.toString('base64url')}`,
    participant: `${site.url}?w=${id}#j=${Buffer.concat([key, token('join').subarray(0, 16)]).toString('base64url')}`,
  };
}

/** Sends a record to the server as an organiser's device without a screen would; `about` is what it is about, none for the workshop's own. */
export async function organise(dir, site, kind, about, fields) {
  const { key, hash, derived, id, token } = secrets(dir);
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const secret = createPrivateKey({ key: Buffer.concat([prefix, derived('sign')]), format: 'der', type: 'pkcs8' });
  const record = hash('gagas-record-v1\0', `${kind}\0`, key, Buffer.from(about, 'base64url')).subarray(0, 16).toString('base64url');
  const b = JSON.stringify({ v: 1, w: id, k: kind, r: record, x: about, a: key.toString('base64url'), t: [Date.now(), 0], n: 'AAAAAAAAAAE', p: fields });
  const s = signed(null, Buffer.concat([Buffer.from('gagas-patch-v1\0'), Buffer.from(b)]), secret).toString('base64url');
  const answer = await fetch(`${site.url}api/v1/w/${id}/push`, {
    method: 'POST', body: JSON.stringify({ patches: [{ b, s }] }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token('token').toString('base64url')}` },
  });
  const { results } = await answer.json();
  if (results?.[0].st !== 'ok') throw new Error(`refused: ${answer.status} ${JSON.stringify(results)}`);
}

/** Changes the workshop's own record on the server. */
export const decree = (dir, site, fields) => organise(dir, site, 'workshop', '', fields);

/** Waits until the app shows the workshop. What a server wrote into the page is there before: who goes on from it too soon loses the invitation. */
export async function arrived(face) {
  await usable(face);
  await face.until(() => !document.getElementById('published') && document.querySelectorAll('.item').length > 5);
}

/** The organiser's phone, which brings the workshop to the server, and those of so many participants after it. */
export async function joined(dir, { site, phone }, participants = 1) {
  const { organiser, participant } = linksTo(dir, site);
  const faces = [];
  for (const link of [organiser, ...Array(participants).fill(participant)]) {
    const face = await phone(link);
    await arrived(face);
    faces.push(face);
  }
  return faces;
}

/** Hands an idea in, and waits until the phone has it; `stay` is for a form that is open already. */
export async function idea(face, title, { stay = false } = {}) {
  if (!stay) await go(face, '#/ideas/new');
  await fill(face, 'Judul', title);
  await fill(face, 'Masalah', 'Warga menunggu terlalu lama.');
  await fill(face, 'Gagasan', 'Nomor antrean dikirim ke ponsel.');
  await chooseAgency(face);
  await press(face, HAND_IN.id, 'button');
  await sees(face, title);
}

/** Waits until something outside of a page is so; what is read is the last answer. */
export async function reaches(read, wanted, { timeout = 15_000 } = {}) {
  for (const end = Date.now() + timeout; read() !== wanted && Date.now() < end;) await sleep(100);
  assert.equal(read(), wanted);
}

/** Waits until a phone's board holds these. */
export async function holds(face, titles, options) {
  await go(face, '#/ideas');
  for (const title of titles) {
    await face.until((words) => document.body.textContent.includes(words), { args: [title], ...options });
  }
}

const FILES = ['', '-wal', '-shm'];

/** A site that keeps workshops, and phones that are closed in the end. `flags` are the server's, `headers` a proxy's. */
export function withServer(title, names, body, { flags, headers, ...options } = {}) {
  for (const name of names.filter((each) => ENGINES.includes(each))) {
    test(`${title} [${name}]`, { timeout }, async () => {
      const dir = mkdtempSync(path.join(tmpdir(), 'gagas-data-'));
      const data = path.join(dir, 'gagas.db');
      const site = await Site.start(undefined, undefined, data, { flags, headers });
      const phones = [];
      /** `ahead`: by how many ms its clock is wrong. */
      const phone = async (address, { ahead = 0 } = {}) => {
        const face = await engine(name, options);
        phones.push(face);
        if (ahead) await face.page.evaluateOnNewDocument(wrongClock, ahead);
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
      const command = (...words) => {
        const { status, stderr } = spawnSync(BINARY, [...words, '--data', data], { encoding: 'utf8' });
        if (status) throw new Error(`${words}: ${stderr}`);
      };
      // By the server's own commands, or as whoever copies files or turns a machine back does it.
      const kept = {
        backUp: () => command('backup', backup), restore: () => command('restore', '--replace', backup),
        copyFile: () => copy(data, backup), putFile: () => copy(backup, data), wipe: () => copy('/nowhere', data),
      };
      try {
        await body({ site, phone, data: kept });
      } catch (error) {
        // What was asked tells more than what a page says.
        const asked = site.requests.filter((request) => request.path.includes('/api/'));
        console.log(asked.map((request) => `${request.method} ${request.path.split('/').at(-1)} ${request.status}`).join(', '));
        throw error;
      } finally {
        await Promise.all(phones.map((face) => face.close()));
        await site.stop();
        rmSync(dir, { recursive: true });
      }
    });
  }
}

