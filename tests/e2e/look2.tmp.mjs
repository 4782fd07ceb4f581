import { engine } from './engines.mjs';
import { Site } from './server.mjs';
import { kept } from './harness.mjs';
import { openSample } from './views.mjs';
import { fill, go, sees, settled } from './person.mjs';
const site = await Site.start();
const face = await engine(process.argv[2] ?? 'webkit', { locale: 'id-ID' });
await openSample(site, face); await kept(face); await site.offline();
await go(face, '#/ideas/new');
await fill(face, 'Judul', 'A');
await face.run(() => { window.evs=[]; document.activeElement.setAttribute('data-mine','1'); for (const k of ['focusin','focusout']) document.addEventListener(k, e => evs.push([Math.round(performance.now()), k, e.target.id||e.target.tagName, e.relatedTarget?.id])); new MutationObserver(l => { for (const m of l) for (const n of [...m.removedNodes]) if (n.nodeType===1) evs.push([Math.round(performance.now()),'removed',n.tagName,n.className, n.textContent.slice(0,40)]) }).observe(document.body,{childList:true,subtree:true}); });
for (let i=0;i<8;i++){ await new Promise(r=>setTimeout(r,1000)); }
console.log(await face.run(() => [document.activeElement.id||document.activeElement.tagName, document.querySelector('[data-mine]')?.id, evs]));
await face.close(); process.exit();
