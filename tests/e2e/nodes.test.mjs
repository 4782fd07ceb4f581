// Several nodes on one PostgreSQL, as docs/deploy.md has them: phones at each see what the others write, while a node is
// gone and the database starts anew.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { engine } from './engines.mjs';
import { ENGINES } from './harness.mjs';
import { go, sees } from './person.mjs';
import { arrived, holds, idea, linksTo, reaches, toCome, workshop } from './served.mjs';
import { Site } from './server.mjs';

const DEBIAN = '/usr/lib/postgresql';
const places = [
  ...(process.env.PATH ?? '').split(':'), '/usr/local/bin',
  ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, 'bin')) : []),
];
const programs = places.find((place) => ['initdb', 'pg_ctl'].every((name) => existsSync(path.join(place, name))));

/** A PostgreSQL of the test's own, reached by a socket in its folder. */
function database() {
  const dir = mkdtempSync(path.join(tmpdir(), 'gagas-pg-'));
  // It refuses to run as root.
  chmodSync(dir, 0o777);
  const other = process.getuid() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];
  const run = (name, ...words) => {
    const [first, ...rest] = [...other, path.join(programs, name), '-D', path.join(dir, 'data'), ...words];
    execFileSync(first, rest, { stdio: 'ignore', cwd: dir });
  };
  run('initdb', '-U', 'gagas', '-A', 'trust');
  const start = () => run('pg_ctl', '-o', `-k ${dir} -c listen_addresses=`, '-l', path.join(dir, 'log'), '-w', 'start');
  start();
  return {
    url: `postgres://gagas@${encodeURIComponent(dir)}/postgres`,
    restart: () => run('pg_ctl', '-m', 'fast', '-w', 'restart'),
    /** From now on it can only be read, as the one that stands by for another. */
    standBy() {
      run('pg_ctl', '-m', 'fast', '-w', 'stop');
      writeFileSync(path.join(dir, 'data', 'standby.signal'), '');
      start();
    },
    promote: () => run('pg_ctl', '-w', 'promote'),
    stop() {
      run('pg_ctl', '-m', 'immediate', '-w', 'stop');
      rmSync(dir, { recursive: true });
    },
  };
}

const skip = programs ? !ENGINES.includes('chromium') : 'no initdb and pg_ctl here';

test('three nodes on one database: one is gone, the database starts anew, and everybody goes on', { skip, timeout: 180_000 }, async () => {
  const made = workshop(toCome());
  const base = database();
  const sites = [];
  const phones = [];
  try {
    for (let n = 0; n < 3; n++) sites.push(await Site.start(undefined, undefined, undefined, { flags: ['--database-url', base.url] }));
    for (const [n, site] of sites.entries()) {
      const face = await engine('chromium');
      phones.push(face);
      const { organiser, participant } = linksTo(made, site);
      await face.open(n ? participant : organiser);
      await arrived(face);
    }
    const [boss, one, two] = phones;
    await idea(one, 'Dari simpul kedua');
    for (const face of [boss, two]) await holds(face, ['Dari simpul kedua'], { timeout: 15_000 });

    await sites[0].offline();
    await idea(two, 'Dari simpul ketiga');
    await holds(one, ['Dari simpul ketiga'], { timeout: 15_000 });
    base.restart();
    await idea(one, 'Setelah basis data mulai lagi');
    await holds(two, ['Setelah basis data mulai lagi'], { timeout: 60_000 });

    // What can only be read takes nothing, and says so; what is there is read, and the rest follows.
    base.standBy();
    await idea(one, 'Selagi hanya dapat dibaca');
    const isTold = ({ path: name, status }) => name.endsWith('/push') && status === 507;
    await reaches(() => sites[1].requests.some(isTold), true, { timeout: 30_000 });
    await go(one, '#/more');
    await sees(one, '1 menunggu dikirim');
    base.promote();
    await holds(two, ['Selagi hanya dapat dibaca'], { timeout: 60_000 });

    await sites[0].online();
    await holds(boss, ['Dari simpul ketiga', 'Setelah basis data mulai lagi'], { timeout: 60_000 });
  } finally {
    await Promise.all(phones.map((face) => face.close()));
    await Promise.all(sites.map((site) => site.stop()));
    base.stop();
  }
});
