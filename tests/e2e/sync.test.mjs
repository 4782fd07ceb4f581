// Phones in step by a server: what one hands in the others see; a server that is away, restored from an older backup or
// wiped loses nothing that was handed in.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { violations } from './axe.mjs';
import { engine } from './engines.mjs';
import { ENGINES, inEngines, kept, usable } from './harness.mjs';
import { jambi, sign } from './large.mjs';
import { HAND_IN, chooseAgency, fill, go, press, register, sees } from './person.mjs';
import { Site } from './server.mjs';
import { openSample } from './views.mjs';

const timeout = 150_000;
const made = mkdtempSync(path.join(tmpdir(), 'gagas-sync-'));
const past = mkdtempSync(path.join(tmpdir(), 'gagas-past-'));
after(() => [made, past].forEach((dir) => rmSync(dir, { recursive: true })));
sign(past, jambi());
// A workshop that is to come: what is handed in to it is neither late nor to be forgotten.
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const text = JSON.stringify(jambi()).replaceAll('2021-11-12', day(400));
sign(made, JSON.parse(text.replaceAll('2020-11-11', day(7)).replaceAll('2020-11-12', day(8))));

/** The links of the workshop that was signed in `dir`, at a site. */
async function linksTo(dir, site) {
  const bundle = readFileSync(path.join(dir, 'workshop.gagas'));
  const key = bundle.subarray(6, 38);
  const id = createHash('sha256').update('gagas-workshop-v1\0').update(key).digest().subarray(0, 16).toString('base64url');
  const seed = JSON.parse(readFileSync(path.join(dir, 'workshop.secret.json'), 'utf8')).organiser_seed;
  const base = await crypto.subtle.importKey('raw', Buffer.from(seed, 'base64url'), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: Buffer.from('gagas-organiser-v1'), info: Buffer.from('join\0\0\0\0') };
  const token = Buffer.from(await crypto.subtle.deriveBits(parameters, base, 256)).subarray(0, 16);
  return {
    organiser: `${site.url}?w=${id}#o=${seed}&b=${bundle.toString('base64url')}`,
    participant: `${site.url}?w=${id}#j=${Buffer.concat([key, token]).toString('base64url')}`,
  };
}

/** Waits until the app shows the workshop. What a server wrote into the page is there before: who goes on from it too soon loses the invitation. */
async function arrived(face) {
  await usable(face);
  await face.until(() => !document.getElementById('published') && document.querySelectorAll('.item').length > 5);
}

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

withServer('two phones and an organiser: one offline for a while, the server restored from an older backup', ['chromium'], async ({ site, phone, data }) => {
  const { organiser, participant } = await linksTo(made, site);
  // The organiser's phone makes the workshop on the server by itself, and sends what it holds.
  const boss = await phone(organiser);
  await arrived(boss);
  assert.equal(await boss.run(() => location.hash.includes('o=')), false);
  const one = await phone(participant);
  await arrived(one);
  const two = await phone(participant);
  await arrived(two);
  await kept(two);

  // What one hands in the others see, without being asked.
  await idea(one, 'Antrean pertama');
  await holds(two, ['Antrean pertama'], { timeout: 10_000 });
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');

  // One phone is offline for a while, and goes on.
  await two.page.setOfflineMode(true);
  // Its clock is put forward meanwhile: what it says is called old, and what it writes gets a new stamp from the server.
  await two.run(() => {
    const right = Date.now.bind(Date);
    Date.now = () => right() + 400_000;
  });
  await sees(two, 'Data per');
  await idea(two, 'Gagasan tanpa jaringan');
  await register(two);
  await sees(two, 'menunggu dikirim');

  // A backup; what is acknowledged after it is lost with the server, and comes back by the phones.
  await site.offline();
  data.backUp();
  await site.online();
  await idea(one, 'Gagasan setelah cadangan');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim', { timeout: 40_000 });
  await holds(boss, ['Gagasan setelah cadangan'], { timeout: 40_000 });
  await site.offline();
  data.restore();
  await site.online();
  await two.page.setOfflineMode(false);

  const all = ['Antrean pertama', 'Gagasan tanpa jaringan', 'Gagasan setelah cadangan'];
  for (const face of [boss, one, two]) await holds(face, all, { timeout: 60_000 });
  await go(two, '#/registration');
  await press(two, 'Siti Aminah', 'a');
  await sees(two, 'Terkirim');
  await sees(two, 'Anda mendapat tempat.');
  // Somebody new gets all of it from the server alone.
  const three = await phone(participant);
  await arrived(three);
  await holds(three, all, { timeout: 30_000 });
  // The organiser opens the registration; the person reads that it was received.
  await go(boss, '#/organiser/registrations');
  await press(boss, 'Siti Aminah', 'main a');
  await sees(boss, 'Peserta melihat: diterima panitia');
  await sees(two, 'iterima panitia', { timeout: 10_000 });
  for (const face of [boss, one, two, three]) assert.deepEqual(await face.violations(), []);
});

withServer('a wiped server is made anew by the organiser, and by one phone', ['chromium'], async ({ site, phone, data }) => {
  const { organiser, participant } = await linksTo(made, site);
  const boss = await phone(organiser);
  await arrived(boss);
  const one = await phone(participant);
  await arrived(one);
  await idea(one, 'Yang harus kembali');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await site.offline();
  data.wipe();
  await site.online();
  const two = await phone(participant);
  await arrived(two);
  await holds(two, ['Yang harus kembali'], { timeout: 60_000 });
});

withServer('what a server refuses is kept with its reason, until it is discarded', ['chromium'], async ({ site, phone }) => {
  // The Jambi workshop as it was: its registrations are not kept any more.
  const { organiser, participant } = await linksTo(past, site);
  const boss = await phone(organiser);
  await arrived(boss);
  const one = await phone(participant);
  await arrived(one);
  await register(one);
  await sees(one, 'Tidak diterima server');
  await idea(one, 'Yang tetap diterima');
  await holds(boss, ['Yang tetap diterima']);
  await go(one, '#/more/outbox');
  await sees(one, 'Masa simpan pendaftaran lokakarya ini sudah berakhir');
  assert.deepEqual(await violations(one), []);
  await one.reload();
  await sees(one, 'Masa simpan pendaftaran lokakarya ini sudah berakhir');
  await go(one, '#/more');
  await press(one, 'English');
  await go(one, '#/more/outbox');
  await sees(one, 'has ended; none are taken any more');
  assert.deepEqual(await violations(one), []);
  await press(one, 'Discard', 'main button');
  await press(one, 'Discard', 'dialog[open] button');
  await sees(one, 'Nothing of yours here yet');
});

withServer('two tabs of one phone: either hands in, both see, one stream', ['chromium'], async ({ site, phone }) => {
  const { organiser, participant } = await linksTo(made, site);
  const boss = await phone(organiser);
  await arrived(boss);
  const one = await phone(participant);
  await arrived(one);
  const first = one.page;
  await one.tab();
  await one.open(site.url);
  await arrived(one);
  await idea(one, 'Dari tab kedua');
  await go(one, '#/more');
  await sees(one, 'Semua terkirim');
  await one.show(first);
  await holds(one, ['Dari tab kedua']);
  await holds(boss, ['Dari tab kedua']);
  const before = site.requests.filter((request) => request.path.endsWith('/push')).length;
  await idea(one, 'Dari tab pertama');
  await holds(boss, ['Dari tab pertama']);
  // Both tabs may send, and once is enough.
  const pushes = site.requests.filter((request) => request.path.endsWith('/push')).length - before;
  assert.ok(pushes <= 2, `${pushes} pushes`);
});

withServer('a phone joins, hands in and hears, in each engine', ['firefox', 'webkit'], async ({ site, phone }) => {
  const { organiser, participant } = await linksTo(made, site);
  const boss = await phone(organiser);
  await arrived(boss);
  const one = await phone(participant);
  await arrived(one);
  await idea(one, 'Dari mesin lain');
  await holds(boss, ['Dari mesin lain'], { timeout: 10_000 });
  assert.deepEqual(await one.violations(), []);
});

inEngines('a site without a server is asked for nothing', async ({ site, face }) => {
  await openSample(site, face);
  await usable(face);
  await idea(face, 'Tanpa server');
  await go(face, '#/more');
  await sees(face, 'menunggu diserahkan');
  assert.deepEqual(site.requests.filter((request) => request.path.includes('/api/')), []);
}, { engines: ['chromium'] });
