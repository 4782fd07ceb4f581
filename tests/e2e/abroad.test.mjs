// A phone far away: another language and another zone. Times of the workshop stand first, the phone's own below.
import assert from 'node:assert/strict';
import { inEngines } from './harness.mjs';
import { go, press, sees } from './person.mjs';
import { openSample } from './views.mjs';

inEngines('a phone in New York reads English at once, and its own time on a second line', async ({ site, face }) => {
  await openSample(site, face, 'en');
  assert.equal(await face.run(() => document.documentElement.lang), 'en');
  await go(face, '#/agenda?day=2020-11-12');
  await sees(face, 'Thursday');
  // What is off the screen is not laid out, and not read by every engine.
  await face.until(() => {
    const row = [...document.querySelectorAll('.item')].find((item) => item.textContent.includes('Class A'));
    row?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return Boolean(row);
  });
  await sees(face, 'Class A');
  // 09:00 in Jambi (UTC+7) is 21:00 of the evening before in New York (UTC-5).
  await sees(face, '09:00');
  await sees(face, 'Your phone uses another zone');
  // There it is the day before.
  await sees(face, 'Wednesday 11, 21:00–22:30 on this phone');
  await press(face, 'Class A', 'main a');
  await face.until(() => /^#\/agenda\/[\w-]{22}$/.test(location.hash));
  await sees(face, '21:00');
  assert.deepEqual(await face.violations(), []);
}, { locale: 'en-GB', zone: 'America/New_York' });

inEngines('a phone in the zone of the workshop reads one time only', async ({ site, face }) => {
  await openSample(site, face);
  assert.equal(await face.run(() => document.body.innerText.includes('zona lain')), false);
}, { engines: ['chromium'] });
