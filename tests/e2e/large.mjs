// A large workshop beside a build: a plain JSON of any size, signed by the project's own command.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BINARY, DIST, ROOT } from './server.mjs';

const two = (n) => String(n).padStart(2, '0');

/** Signs a workshop beside the app in `dir`; with the secret and previous bundle that are there already. `removed` sessions are deleted. */
export function sign(dir, json, { previous = false, removed = false } = {}) {
  const file = path.join(dir, 'workshop.json');
  writeFileSync(file, JSON.stringify(json));
  const out = path.join(dir, 'workshop.gagas');
  execFileSync('cargo', ['xtask', 'bundle', file, '--out', out, ...(previous ? ['--previous', out] : []), ...(removed ? ['--delete'] : [])], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Writes into a folder what a server would publish of the workshop that was signed there, for a host at `url`. */
export function publish(dir, url) {
  execFileSync(BINARY, ['publish', '--dir', dir, '--base-url', url], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A copy of a build, to put a workshop into. */
export function site(dist = DIST) {
  const dir = mkdtempSync(path.join(tmpdir(), 'gagas-site-'));
  cpSync(dist, dir, { recursive: true });
  return dir;
}

/** The address of the workshop that was signed in `dir`, at a site: its id follows from the organiser's key, which the bundle names. */
export function published(site, dir) {
  const key = readFileSync(path.join(dir, 'workshop.gagas')).subarray(6, 38);
  const id = createHash('sha256').update('gagas-workshop-v1\0').update(key).digest().subarray(0, 16);
  return `${site.url}?w=${id.toString('base64url')}`;
}

/** The Jambi sample as plain JSON. */
export const jambi = () => JSON.parse(readFileSync(path.join(ROOT, 'docs/jambi.json'), 'utf8'));

/** The Jambi sample grown to so many ideas and sessions. */
export function grown({ ideas, sessions }) {
  const json = jambi();
  const [idea] = json.ideas;
  const subjects = ['antrean', 'izin usaha', 'modul ajar', 'buku bergilir', 'kenaikan pangkat', 'irigasi', 'posyandu', 'pajak daerah', 'wisata sungai', 'data aset'];
  while (json.ideas.length < ideas) {
    const n = json.ideas.length;
    const subject = subjects[n % subjects.length];
    json.ideas.push({ ...idea, id: `more-${n}`, author: `orang-${n % 400}`, title: `Layanan ${subject} nomor ${n}`, problem: `Warga menunggu ${subject} terlalu lama, kasus ${n}.`, agency: json.agencies[n % json.agencies.length].id });
  }
  while (json.sessions.length < sessions) {
    const n = json.sessions.length;
    const at = (minute) => `2020-11-${11 + (n % 2)}T${two(7 + Math.floor(minute / 60))}:${two(minute % 60)}:00+07:00`;
    const minute = (n * 7) % 600;
    json.sessions.push({ id: `more-${n}`, title: `Sesi tambahan ${n}`, starts: at(minute), ends: at(minute + 45), room: json.rooms[n % json.rooms.length].id });
  }
  return json;
}
