// Pictures of every view: three sizes, two themes, two languages. node screenshots.mjs FOLDER [WORD of a view ..]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { engine } from './engines.mjs';
import { Site } from './server.mjs';
import { VIEWS, openSample, theme, visit } from './views.mjs';

const [folder = 'screenshots', ...words] = process.argv.slice(2);
const SIZES = [[360, 740], [320, 568], [1280, 800]];
mkdirSync(folder, { recursive: true });
const site = await Site.start();
for (const [lang, locale] of [['id', 'id-ID'], ['en', 'en-GB']]) {
  const face = await engine('chromium', { locale });
  const shoot = async (name) => {
    for (const [width, height] of SIZES) {
      await face.size(width, height);
      for (const value of ['light', 'dark']) {
        await theme(face, value);
        await face.screenshot(path.join(folder, `${name}-${width}-${value}-${lang}.png`));
      }
    }
    await face.size(360, 740);
  };
  const wanted = (name) => !words.length || words.some((word) => name.includes(word));
  try {
    await face.open(site.url);
    await face.until(() => Boolean(document.querySelector('h1')));
    if (wanted('start')) await shoot('start');
    await openSample(site, face, lang);
    for (const [name, way] of VIEWS.filter(([name]) => wanted(name))) {
      await visit(face, way);
      await shoot(name);
    }
  } finally {
    await face.close();
  }
}
await site.stop();
