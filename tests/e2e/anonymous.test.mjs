// Ideas and comments without a name: what others see, what their author sees, and what leaves the phone.
import assert from 'node:assert/strict';
import { HAND_IN, chooseAgency, fill, go, press, sees } from './person.mjs';
import { holds, joined, linksTo, toCome, withServer, workshop } from './served.mjs';

const made = workshop(toCome());
const NAME = 'Siti Rahasia';

async function handIn(face, title, anonymous) {
  await go(face, '#/ideas/new');
  await fill(face, 'Judul', title);
  await fill(face, 'Masalah', 'Pegawai takut bicara.');
  await fill(face, 'Gagasan', 'Kotak saran tanpa nama.');
  await chooseAgency(face);
  if (anonymous) await press(face, 'Jangan tampilkan nama saya', 'main label');
  else await fill(face, 'Nama Anda', NAME);
  await press(face, HAND_IN.id, 'button');
  await face.until(() => /^#\/ideas\/[\w-]{22}$/.test(location.hash));
  await sees(face, title);
  return face.run(() => location.hash);
}

/** The bodies of all that the server gives to who holds the participants' link. */
async function given(site) {
  const link = new URL(linksTo(made, site).participant);
  const token = Buffer.from(link.hash.slice(3), 'base64url').subarray(32).toString('base64url');
  const bodies = [];
  for (let since = '0', more = true; more;) {
    const answer = await fetch(`${site.url}api/v1/w/${link.searchParams.get('w')}/pull?since=${since}`, { headers: { authorization: `Bearer ${token}` } });
    const page = await answer.json();
    bodies.push(...page.patches.map(({ b }) => b));
    [since, more] = [page.next, page.more];
  }
  return bodies;
}

// All that the phone keeps of patches, as text.
const stored = () => indexedDB.databases().then(async (all) => {
  const rows = await Promise.all(all.map(({ name }) => new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = async () => {
      const base = opening.result;
      const found = [];
      for (const store of [...base.objectStoreNames].filter((each) => each !== 'meta')) {
        const values = base.transaction(store).objectStore(store).getAll();
        found.push(...await new Promise((got) => { values.onsuccess = () => got(values.result); }));
      }
      base.close();
      done(found);
    };
  })));
  const text = (value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : typeof value === 'object' && value ? Object.values(value).map(text).join(' ') : String(value));
  return rows.flat().map(text);
});

withServer('an idea without a name names its author nowhere, and stays their own', ['chromium'], async ({ site, phone }) => {
  const [, one, two] = await joined(made, { site, phone }, 2);
  await handIn(one, 'Gagasan bernama', false);
  // The name is remembered by now, and must not slip in.
  const route = await handIn(one, 'Gagasan tanpa nama', true);
  await go(one, route);
  await fill(one, 'Tulis komentar', 'Ini tambahan saya.');
  await press(one, 'Jangan tampilkan nama saya', 'main label');
  await press(one, 'Simpan komentar', 'button');
  await sees(one, 'Ini tambahan saya.');
  await holds(two, ['Gagasan bernama', 'Gagasan tanpa nama'], { timeout: 10_000 });
  await go(two, route);
  await sees(two, 'Ini tambahan saya.');
  const page = await two.run(() => [...document.querySelectorAll('main > div:not([hidden])')].map((part) => part.innerText).join(' '));
  assert.ok(page.includes('anonim bagi peserta') && page.includes('Kotak saran tanpa nama.'), page);
  assert.ok(!page.includes(NAME), page);
  assert.equal(await two.run((own) => Boolean(document.querySelector(`main a[href="${own}/edit"]`)), route), false);

  // Its author finds it among their own, and may change it.
  await go(one, '#/ideas?mine=1');
  await one.until(() => ['Gagasan bernama', 'Gagasan tanpa nama'].every((title) => [...document.querySelectorAll('article.idea')].some((card) => card.checkVisibility() && card.textContent.includes(title))));
  await go(one, `${route}/edit`);
  await fill(one, 'Masalah', ' Sekali.');
  await press(one, HAND_IN.id, 'button');
  await go(two, route);
  await sees(two, 'Pegawai takut bicara. Sekali.', { timeout: 10_000 });

  // Neither its words nor its key or node lead from what is sent to who else writes on this phone.
  const bodies = (await given(site)).map((body) => JSON.parse(body));
  const about = bodies.filter((body) => body.k === 'idea' && body.p.title === 'Gagasan bernama');
  const record = route.slice(8);
  const hidden = bodies.filter((body) => body.r === record || body.p.text === 'Ini tambahan saya.');
  assert.deepEqual([about.length, hidden.length], [1, 3]);
  assert.equal(about[0].p.name, NAME);
  for (const body of hidden) {
    assert.ok(!JSON.stringify(body).includes('Siti'), JSON.stringify(body));
    assert.notEqual(body.a, about[0].a);
    assert.notEqual(body.n, about[0].n);
  }
  const [first, comment] = ['idea', 'comment'].map((kind) => hidden.find((body) => body.k === kind));
  assert.deepEqual([first.p.anonymous, comment.p.anonymous], [true, true]);
  assert.notEqual(first.a, comment.a);
  const kept = (await one.run(stored)).filter((row) => row.includes(record) || row.includes('Ini tambahan saya.'));
  assert.ok(kept.length >= 2, `${kept.length} rows`);
  for (const row of kept) assert.ok(!row.includes('Siti'), row);
});
