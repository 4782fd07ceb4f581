// What a person does with a page, by the words they read: press, fill in, see. Clicks and keys are the driver's own.
let marks = 0;

// Finds the visible element that bears these words and marks it, so that a driver can name it.
const mark = (text, kinds, id) => {
  const words = (element) => [element.getAttribute('aria-label'), element.textContent]
    .map((each) => (each ?? '').replace(/\s+/g, ' ').trim());
  const shown = (element) => element.checkVisibility?.() ?? Boolean(element.getClientRects().length);
  const dialog = document.querySelector('dialog[open]');
  const all = [...(dialog ?? document).querySelectorAll(kinds)].filter(shown);
  const found = all.find((element) => words(element).includes(text))
    ?? all.find((element) => words(element).some((each) => each.startsWith(text)))
    ?? all.find((element) => words(element).some((each) => each.includes(text)));
  if (!found) return false;
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  for (const other of document.querySelectorAll(`[data-e2e="${id}"]`)) other.removeAttribute('data-e2e');
  found.setAttribute('data-e2e', id);
  return true;
};

// Nobody acts within the frame in which a page comes, and takes its focus and scrolls: two frames are the least reaction time.
const seen = (face) => face.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));

const PRESSABLE = 'button, a[href], summary, label, [role=menuitem]';

/** Presses what bears this name or text. */
export async function press(face, text, kinds = PRESSABLE) {
  const id = String(++marks);
  const find = () => face.until(mark, { args: [text, kinds, id] }).catch((error) => {
    throw new Error(`${face.name}: no "${text}" to press`, { cause: error });
  });
  await find();
  await seen(face);
  await find();
  await face.click(`[data-e2e="${id}"]`);
}

/** Presses until the page says this: on a busy machine a driver may click where the button no longer is. */
export async function pressFor(face, text, kinds, says) {
  for (let tries = 0; tries < 3; tries++) {
    await press(face, text, kinds).catch(() => {});
    if (await sees(face, says, { timeout: 7000 }).then(() => true, () => false)) return;
  }
  await sees(face, says);
}

/** Types into the field with this label, behind what stands there. */
export async function fill(face, label, text) {
  const id = String(++marks);
  const find = (words, mark) => {
    const labels = [...document.querySelectorAll('label')];
    const found = labels.find((each) => each.textContent.trim().startsWith(words));
    const field = found && (document.getElementById(found.htmlFor) ?? found.querySelector('input, textarea, select'));
    if (!field) return false;
    field.scrollIntoView({ block: 'center', behavior: 'instant' });
    field.setAttribute('data-e2e', mark);
    return true;
  };
  await face.until(find, { args: [label, id] });
  await seen(face);
  await face.until(find, { args: [label, id] });
  await face.type(`[data-e2e="${id}"]`, text);
}

/** Chooses an option of the native select with this label, by its text. */
export const choose = (face, label, option) => face.until((words, wanted) => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent.trim().startsWith(words));
  const select = found && document.getElementById(found.htmlFor);
  const item = select && [...select.options].find((each) => each.textContent.includes(wanted));
  if (!item) return false;
  select.value = item.value;
  select.dispatchEvent(new Event('input', { bubbles: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}, { args: [label, option] });

/** Waits until the page says this; tells what it says instead. */
export async function sees(face, text, options) {
  try {
    return await face.until((words) => document.body.innerText.replace(/\s+/g, ' ').includes(words), { args: [text], ...options });
  } catch (error) {
    const said = await face.run(() => `${location.hash}: ${document.body.innerText.replace(/\s+/g, ' ').slice(0, 2000)}`).catch(String);
    throw new Error(`${face.name}: no "${text}"; the page says at ${said}`, { cause: error });
  }
}

/** Waits until the page does not say this any more. */
export const misses = (face, text) => face.until(
  (words) => !document.body.innerText.replace(/\s+/g, ' ').includes(words), { args: [text] });

/** Goes to a page by its route, as a link does. */
export const go = (face, route) => face.run((hash) => { location.hash = hash; }, route);

/** Waits until what was written is on the device. */
export const settled = (face) => face.until(() => new Promise((done) => setTimeout(() => done(true), 400)));

/** What hands an idea in, in both languages. */
export const HAND_IN = { id: 'Kirim gagasan', en: 'Submit idea' };

/** Registers somebody through the form, and waits for the ticket; returns its words. */
export async function register(face, send = 'Kirim pendaftaran') {
  await go(face, '#/registration/form');
  await face.until((all) => {
    if (!document.getElementById('reg-name')) return false;
    for (const [key, value] of Object.entries(all)) {
      const field = document.getElementById(key);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const agency = document.getElementById('reg-agency');
    agency.value = agency.options[2].value;
    agency.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }, { args: [{ 'reg-name': 'Siti Aminah', 'reg-position': 'Kepala Dinas Kesehatan', 'reg-phone': '0812 3456 7890' }] });
  for (const group of ['reg-attending', 'reg-consent-0', 'reg-consent-1']) {
    await face.until((key) => {
      if (!document.querySelector(`#${key} input:checked`)) document.querySelector(`#${key} label`)?.click();
      return Boolean(document.querySelector(`#${key} input:checked`));
    }, { args: [group] });
  }
  await press(face, send, 'button');
  return face.until(() => document.querySelector('.ticket .big')?.textContent);
}

/** Chooses an agency in the form of an idea. */
export const chooseAgency = (face) => face.until(() => {
  const select = document.getElementById('idea-agency');
  if (!select) return false;
  select.value = select.options[3].value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
});

/** Pastes a text in place of what stands in a field, once that is there. */
export const paste = (face, selector, text) => face.until((css, words) => {
  const field = document.querySelector(css);
  if (!field) return false;
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}, { args: [selector, text] });

/** Gives an idea of one's own, at `route`, another title. */
export const retitle = async (face, route, title) => {
  await go(face, `${route}/edit`);
  await paste(face, '#idea-title', title);
  await press(face, HAND_IN.id, 'button');
  await sees(face, title);
};

/** To be run in a page: its clock is wrong by so many ms from now on. */
export const wrongClock = (ms) => {
  const right = Date.now.bind(Date);
  Date.now = () => right() + ms;
};
