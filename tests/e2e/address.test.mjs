// Which workshop the address names: a reload comes back to the one that is open, and to none that was erased.
import assert from 'node:assert/strict';
import { usable } from './harness.mjs';
import { go, press, sees, settled } from './person.mjs';
import { arrived, linksTo, toCome, withServer, workshop } from './served.mjs';

const first = workshop({ ...toCome(), title: 'Lokakarya pertama' });
const second = workshop({ ...toCome(), title: 'Lokakarya kedua' });
const named = (face) => face.run(() => new URLSearchParams(location.search).get('w'));

withServer('who switches to another workshop stays there after a reload, and an erased one is not asked for again', ['chromium'], async ({ site, phone }) => {
  const one = await phone(linksTo(first, site).organiser);
  await arrived(one);
  const opened = await named(one);
  await one.open(linksTo(second, site).organiser);
  await arrived(one);
  await sees(one, 'Lokakarya kedua');
  assert.notEqual(await named(one), opened);
  await go(one, '#/more/workshops');
  await press(one, 'Lokakarya pertama', 'main button');
  await sees(one, 'Lokakarya pertama');
  assert.equal(await named(one), opened);
  await settled(one);
  await one.reload();
  await arrived(one);
  await sees(one, 'Lokakarya pertama');

  await go(one, '#/more/workshops');
  await press(one, 'Hapus Lokakarya pertama dari ponsel ini', 'main button');
  await press(one, 'Hapus', 'dialog[open] button');
  await one.until(() => !location.search && document.querySelectorAll('main ul.lines > li').length === 1);
  await one.reload();
  await usable(one);
  // What is left on the phone is offered or opened, not what is gone.
  await sees(one, 'Lokakarya kedua');
});
