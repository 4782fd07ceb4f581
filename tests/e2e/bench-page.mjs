// What the bench does inside a page. Each function is sent to the browser as its source: it may use nothing from here.

/** Does something, and tells how long it is until the second frame after it. */
export const frame = async (source) => {
  const run = new Function(`return (${source})`)();
  const start = performance.now();
  run();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
};

/** In a new document: notes when the rows of the agenda are there and drawn, by the page's own clock. */
export const noteUsable = () => {
  const look = () => {
    const there = !document.getElementById('boot') && document.querySelectorAll('main a[href^="#/agenda/"]').length > 3;
    requestAnimationFrame(there ? () => { window.gagasUsable = performance.now(); } : look);
  };
  look();
};

/** In a new document: notes when each write is complete. */
export const noteWrites = () => {
  window.gagasWritten = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function transaction(stores, mode, ...rest) {
    const made = original.call(this, stores, mode, ...rest);
    if (mode === 'readwrite') made.addEventListener('complete', () => window.gagasWritten.push(performance.now()));
    return made;
  };
};

/** Presses a toggle: when the page says so, when a frame shows it, when it is on the disk; in ms from the press. */
export const edit = async (css) => {
  const button = document.querySelector(css);
  const before = button.getAttribute('aria-pressed');
  const start = performance.now();
  const done = (wanted) => new Promise((resolve) => {
    const look = () => (wanted() ? resolve(performance.now() - start) : setTimeout(look, 0));
    look();
  });
  const drawn = new Promise((resolve) => {
    const look = () => (document.querySelector(css)?.getAttribute('aria-pressed') !== before ? resolve(performance.now() - start) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
  button.click();
  const changed = await done(() => document.querySelector(css)?.getAttribute('aria-pressed') !== before);
  const visible = await drawn;
  await done(() => window.gagasWritten.some((at) => at > start));
  return { changed, visible, durable: window.gagasWritten.find((at) => at > start) - start };
};

/** In a new document: the duration of every interaction as the browser itself measures it, and all long tasks. */
export const noteInteractions = () => {
  window.gagasEvents = [];
  window.gagasTasks = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId) window.gagasEvents.push({ interactionId, duration });
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.gagasTasks.push(duration);
  }).observe({ type: 'longtask' });
};
