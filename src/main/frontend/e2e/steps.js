// What people do on the page and see there, in words: the steps that the browser tests share.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { launchBrowser, screenshots } from './browser.js';
import { eventually, ORIGIN, PASSWORD, PATIENCE_MS, Person, unique } from './support.js';

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true };
/**
 * What most tests are run with.
 *
 * @type {[string, import('playwright-core').BrowserContextOptions][]}
 */
export const SIZES = [
  ['1280 px', DESKTOP],
  ['375 px', PHONE],
];

/**
 * A page that can say whether something went wrong on it that was not expected.
 *
 * @typedef {import('playwright-core').Page & { expect: (...patterns: RegExp[]) => void, assertClean: () => Promise<void> }} WatchedPage
 */

/** How long a part of what is tried again may take. */
const AGAIN = { timeout: 5_000 };

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {(page: import('playwright-core').Page, name: string) => Promise<unknown>} */
let takePicture;
/** @type {WatchedPage[]} */
const pages = [];

before(async () => {
  browser = await launchBrowser();
  takePicture = await screenshots();
});

afterEach(async () => {
  const open = pages.splice(0);
  try {
    for (const page of open) {
      await page.assertClean();
    }
  } finally {
    await Promise.all([...new Set(open.map((page) => page.context()))].map((context) => context.close()));
  }
});

after(() => browser?.close());

export const picture = (page, name) => takePicture(page, name.replace(/[^a-z0-9]+/gi, '-'));

/** A new window; those who are in the same one share their cookies and storage. */
export function newContext(options = {}) {
  return browser.newContext({ ...DESKTOP, locale: 'en-GB', ...options });
}

/**
 * A page that remembers what went wrong on it: errors, dialogs, anything asked of another site, anything that its own
 * policy forbade. After each test it must be clean; `expect(pattern)` names trouble that a test causes on purpose. A person
 * with a room is a member of it, unless `member` says no.
 *
 * @param {import('playwright-core').BrowserContextOptions & { context?: import('playwright-core').BrowserContext, origin?: string, person?: Person, room?: { _id: string, name: string }, member?: boolean }} [how]
 * @returns {Promise<WatchedPage>}
 */
export async function openPage({ context, origin = ORIGIN, person, room, member = true, ...options } = {}) {
  if (person && room && member) {
    await person.join(room._id);
  }
  const shared = context ?? (await newContext(options));
  if (person) {
    const [name, value] = person.cookie.split('=');
    await shared.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  }
  const page = /** @type {WatchedPage} */ (await shared.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  await watch(page, origin);
  await page.goto(`${origin}/${room ? `#room=${room._id}` : ''}`);
  if (person) {
    await connected(page);
  }
  if (room) {
    await entered(page, room.name);
  }
  return page;
}

/**
 * @param {WatchedPage} page
 * @param {string} origin
 */
function watch(page, origin) {
  const troubles = [];
  const expected = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || /content security policy/i.test(line.text())) {
      troubles.push(`${line.text()} ${line.location().url}`);
    }
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) {
      troubles.push(`asked another site: ${request.url()}`);
    }
  });
  page.on('close', () => pages.includes(page) && pages.splice(pages.indexOf(page), 1));
  page.expect = (...patterns) => expected.push(...patterns);
  page.assertClean = async () => {
    assert.deepEqual(
      troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
      [],
    );
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  };
  pages.push(page);
  return page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
}

/** People who are registered, a room of the first one's, and a page for each of them in it. */
export async function meeting(names, options = {}) {
  const people = await registered(...names);
  const room = await people[0].createRoom(unique('Room'));
  const opened = await Promise.all(people.map((person) => openPage({ person, room, ...options })));
  await Promise.all(opened.map((page) => online(page, people.length)));
  return { people, room, pages: opened };
}

export const registered = (...names) => Promise.all(names.map((name) => Person.register(unique(name))));

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const box = (page) => page.getByLabel('Message', { exact: true });
export const log = (page) => page.getByRole('log', { name: 'Messages' });
export const scroller = (page) => page.getByRole('region', { name: 'Conversation' });
export const status = (page) => page.getByRole('status');
export const people = (page) => page.getByRole('complementary', { name: 'Members' });
export const contents = (page) => log(page).locator('.content').allTextContents();
export const row = (page, text) =>
  log(page)
    .getByRole('article')
    .filter({ has: page.locator('.content').getByText(text, { exact: true }) });
export const shown = (page, text) => row(page, text).first().waitFor();
export const alert = (page) => page.getByRole('alert').first();
export const connected = (page) =>
  status(page)
    .filter({ hasText: /^Connected$/ })
    .waitFor();
export const isGone = (locator) => locator.waitFor({ state: 'hidden' });
export const roomEntry = (page, name) => page.getByRole('listitem').getByRole('button').filter({ hasText: name });
export const fromBottom = (page) => scroller(page).evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
export const idOf = (page) => page.evaluate(() => /room=([0-9a-f]{24})/.exec(location.hash)[1]);
export const hasFocus = (locator) => locator.evaluate((node) => node === document.activeElement);

/** That many people are here, as the head of the room says. */
export const online = (page, count) => page.getByRole('button', { name: `Online ${count}`, exact: true }).waitFor();

export async function register(page, name) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(page, 'Register').click();
  await button(page, 'Log out').waitFor();
  await connected(page);
}

export async function createRoom(page, name) {
  await button(page, 'New room').click();
  await page.getByLabel('Room name').fill(name);
  await button(page, 'Create room').click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await page.getByText('No messages yet. Say hello.').waitFor();
}

export async function enter(page, name) {
  await page.getByLabel('Search rooms').fill(name);
  await roomEntry(page, name).click();
  await entered(page, name);
  await join(page);
}

/** Becomes a member of the room that is open, unless this person is one. */
export async function join(page) {
  await button(page, 'Join').or(box(page)).first().waitFor();
  if (await button(page, 'Join').isVisible()) {
    await button(page, 'Join').click();
    await box(page).waitFor();
  }
}

export async function entered(page, name) {
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await isGone(page.getByText('Loading messages…'));
}

/** On a small screen the rooms lie over the log, and have to be asked for. */
export async function showRooms(page) {
  if (await button(page, 'All rooms').isVisible()) {
    await button(page, 'All rooms').click();
  }
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
}

export async function hideRooms(page) {
  const close = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Close', exact: true });
  if (await close.isVisible()) {
    await close.click();
    await isGone(close);
  }
}

export async function send(page, text) {
  await box(page).fill(text);
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
    await button(page, 'Send').tap();
  } else {
    await box(page).press('Enter');
  }
}

/** Sends, and waits until the server has it. */
export async function say(page, text) {
  await send(page, text);
  await stored(page, text);
}

export const stored = (page, text) => row(page, text).and(page.locator('[data-message]')).first().waitFor();

/** Presses a button of that message's toolbar, which appears under the pointer or at a touch. */
export async function act(page, text, name) {
  const message = row(page, text).first();
  const wanted = message.getByRole('toolbar').getByRole('button', { name, exact: true });
  // The log may have moved under the pointer: then the toolbar is in another row.
  await eventually(`${name} at ${text}`, async () => {
    await toolbar(page, message, AGAIN);
    await wanted.click(AGAIN);
    return true;
  });
}

export async function toolbar(page, message, options = {}) {
  if (await message.getByRole('toolbar').isVisible()) {
    return;
  }
  if (await page.evaluate(() => matchMedia('(hover: none)').matches)) {
    await message.locator('.content').tap(options);
  } else {
    await message.hover(options);
  }
  await message.getByRole('toolbar').waitFor(options);
}

/** Until all these pages show these texts, each once and in this order. */
export async function allShow(texts, ...showing) {
  await eventually('the same for all', async () => {
    for (const page of showing) {
      const seen = await contents(page);
      const at = Array.from({ length: Math.max(seen.length, texts.length) }, (_, i) => i).find((i) => seen[i] !== texts[i]);
      if (at !== undefined) {
        throw new Error(`${seen.length} of ${texts.length}; number ${at + 1} is ${seen[at]} in place of ${texts[at]}`);
      }
    }
    return true;
  });
}

/** Scrolls up until the first message of the room is in the page, too. */
export const unrolled = (page) =>
  eventually('the first message', async () => {
    await scroller(page).evaluate((node) => {
      node.scrollTop = 0;
    });
    return (await log(page).locator('[data-seq="1"]').count()) > 0;
  });

/** How wide the page is beyond its window, in px; 0 if nothing has to be scrolled sideways. */
export const overhang = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
