// Two people, two browser contexts, the real page against a running server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, screenshots } from './browser.js';
import { ORIGIN, PASSWORD, Person, eventually, unique } from './support.js';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 667 };

let browser;
let picture;

before(async () => {
  browser = await launchBrowser();
  picture = await screenshots();
});

after(() => browser?.close());

/** A page that remembers what went wrong on it. `expect(pattern)` names trouble that a test causes on purpose. */
async function openPage(options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = [];
  // A page without a login asks who it is and is told nobody: the browser logs every 401.
  const expected = [/status of 401 .*\/api\/auth\/me$/];
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
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  page.expect = (pattern) => expected.push(pattern);
  page.assertClean = async () => {
    assert.deepEqual(troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))), []);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  };
  await page.goto(`${ORIGIN}/`);
  return page;
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const log = (page) => page.getByRole('log', { name: 'Messages' });
const contents = (page) => log(page).locator('.content').allTextContents();
const shown = (page, text) => log(page).locator('.content').getByText(text, { exact: true }).first().waitFor();
const people = (page) => page.getByRole('complementary', { name: 'Online' });
const connected = (page) => page.getByRole('status').filter({ hasText: /^Up to date$/ }).waitFor();

async function register(page, name) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(page, 'Register').click();
  await button(page, 'Log out').waitFor();
  await connected(page);
}

async function createRoom(page, name) {
  await button(page, 'New room').click();
  await page.getByLabel('Room name').fill(name);
  await button(page, 'Create room').click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await shownEmpty(page);
}

const shownEmpty = (page) => page.getByText('No messages yet. Say hello.').waitFor();

async function enter(page, name) {
  await page.getByLabel('Search rooms').fill(name);
  await page.getByRole('listitem').getByRole('button').filter({ hasText: name }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await page.getByText('Loading messages…').waitFor({ state: 'hidden' });
}

async function send(page, text) {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.getByLabel('Message', { exact: true }).press('Enter');
}

/** Alice in a room of her own, Bob in it beside her. */
async function together(options = {}) {
  const [alice, bob] = [unique('Alice'), unique('Bob')];
  const room = unique('Room');
  const a = await openPage(options);
  const b = await openPage(options);
  await register(a, alice);
  await createRoom(a, room);
  await register(b, bob);
  await enter(b, room);
  await log(a).getByText(`${bob} joined the chat`).waitFor();
  return { a, b, alice, bob, room, roomId: await idOf(a) };
}

const idOf = (page) => page.evaluate(() => /room=([0-9a-f]{24})/.exec(location.hash)[1]);

async function close(...pages) {
  for (const page of pages) {
    await page.context().close();
  }
}

test('two people meet, chat, see each other come and go', async () => {
  const first = await openPage();
  await picture(first, 'log-in');
  await close(first);

  const { a, b, alice, bob } = await together();
  await people(a).getByText(bob).waitFor();
  await people(b).getByText(alice).waitFor();

  await send(a, 'Hey there! ✨');
  await shown(b, 'Hey there! ✨');
  await send(b, 'How are you?');
  await shown(a, 'How are you?');
  await a.getByLabel('Message', { exact: true }).fill('One line');
  await a.getByLabel('Message', { exact: true }).press('Shift+Enter');
  await a.getByLabel('Message', { exact: true }).pressSequentially('and another');
  await button(a, 'Send').click();
  await shown(b, 'One line\nand another');
  assert.deepEqual(await contents(b), ['Hey there! ✨', 'How are you?', 'One line\nand another']);
  await eventually('the same for both', async () => (await contents(a)).join('|') === (await contents(b)).join('|'));
  assert.equal(await a.getByLabel('Message', { exact: true }).inputValue(), '');
  await picture(a, 'room');
  await a.emulateMedia({ colorScheme: 'dark' });
  await picture(a, 'room-dark');

  await button(b, 'Leave room').click();
  await log(a).getByText(`${bob} left the chat`).waitFor();
  await people(a).getByText(bob).waitFor({ state: 'detached' });
  await b.getByRole('heading', { name: 'Choose a room' }).waitFor();
  assert.equal(await log(b).count(), 0);

  await button(b, 'Log out').click();
  await button(b, 'Log in').waitFor();
  assert.deepEqual((await b.context().cookies()).filter(({ name }) => name === 'anipub'), []);
  await b.getByLabel('Name', { exact: true }).fill(bob);
  await b.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await b.getByLabel('Password', { exact: true }).press('Enter');
  await connected(b);
  await a.assertClean();
  await b.assertClean();
  await close(a, b);
});

test('what is wrong is said in words', async () => {
  const { a, b, alice, room } = await together();
  const visitor = await openPage();
  visitor.expect(/status of 409/);
  visitor.expect(/status of 401/);
  const alert = visitor.getByRole('alert').first();
  await visitor.getByLabel('Name', { exact: true }).fill(alice);
  await visitor.getByLabel('Password', { exact: true }).fill('short');
  await button(visitor, 'Register').click();
  await alert.filter({ hasText: 'at least 8 characters' }).waitFor();
  await visitor.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(visitor, 'Register').click();
  await alert.filter({ hasNotText: 'at least 8' }).filter({ hasText: /\w+/ }).waitFor();
  await visitor.getByLabel('Password', { exact: true }).fill('not the password');
  await button(visitor, 'Log in').click();
  await alert.filter({ hasText: /password/i }).waitFor();
  await picture(visitor, 'log-in-refused');

  a.expect(/status of 409/);
  await button(a, 'New room').click();
  await a.getByLabel('Room name').fill(room.toUpperCase());
  await button(a, 'Create room').click();
  await a.getByRole('dialog').getByRole('alert').filter({ hasText: /\w+/ }).waitFor();
  await picture(a, 'new-room-refused');
  await button(a, 'Cancel').click();

  const long = 'x'.repeat(2001);
  await send(a, long);
  await a.getByRole('alert').filter({ hasText: 'at most 2000' }).waitFor();
  assert.equal(await a.getByLabel('Message', { exact: true }).inputValue(), long);
  await visitor.assertClean();
  await a.assertClean();
  await close(a, b, visitor);
});

test('texts are texts, never markup', async () => {
  const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script><b>bold</b>';
  const writer = await Person.register(`<i>${unique('x')}</i>`);
  const name = `<img src=x onerror=alert(3)>${unique('')}`.slice(0, 50);
  const room = await writer.createRoom(name, '<svg onload=alert(4)>');
  await writer.post(room._id, evil);
  await writer.post(room._id, 'javascript:alert(5)');

  const page = await openPage();
  await register(page, unique('Reader'));
  await enter(page, name);
  await shown(page, evil);
  await send(page, evil);
  await eventually('both', async () => (await contents(page)).filter((text) => text === evil).length === 2);
  await page.getByText('<svg onload=alert(4)>').first().waitFor();
  await log(page).getByText(writer.user.name, { exact: true }).first().waitFor();
  assert.equal(await page.locator('img, svg, b, i, script:not([src])').count(), 0);
  await page.assertClean();
  await close(page);
});

test('older messages come by scrolling and do not move what is read', async () => {
  const writer = await Person.register(unique('Writer'));
  const room = await writer.createRoom(unique('History'));
  for (let i = 1; i <= 130; i += 1) {
    await writer.post(room._id, `message ${i}`, `history-${i}`);
  }
  const page = await openPage();
  await register(page, unique('Reader'));
  await enter(page, room.name);
  await shown(page, 'message 130');
  const scroller = page.getByRole('region', { name: 'Conversation' });
  const fromBottom = () => scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  await eventually('at the bottom', async () => (await fromBottom()) < 2);
  assert.equal((await contents(page))[0], 'message 81');

  // The first line of the page keeps its place on the screen while 50 more are put in front of it.
  await scroller.evaluate((box) => {
    box.scrollTop = 60;
  });
  await eventually('50 more', async () => (await contents(page)).includes('message 31'));
  const box = await log(page).getByText('message 81', { exact: true }).boundingBox();
  const frame = await scroller.boundingBox();
  assert.ok(box.y > frame.y - 100 && box.y < frame.y + 200, `message 81 moved to ${box.y - frame.y}`);

  // Reading up here, nobody is pulled down by what comes in below.
  await writer.post(room._id, 'fresh', 'history-fresh');
  await eventually('fresh', async () => (await contents(page)).at(-1) === 'fresh');
  assert.ok((await fromBottom()) > 500);
  await scroller.evaluate((element) => {
    element.scrollTop = 0;
  });
  await eventually('all', async () => (await contents(page))[0] === 'message 1');
  await button(page, 'Show earlier messages').waitFor({ state: 'hidden' });
  assert.deepEqual(await contents(page), [...Array.from({ length: 130 }, (_, i) => `message ${i + 1}`), 'fresh']);
  await button(page, 'Newest messages').click();
  await eventually('at the bottom again', async () => (await fromBottom()) < 2);
  await page.assertClean();
  await close(page);
});

test('a reload keeps the login and the room', async () => {
  const { a, b, room, alice } = await together();
  await send(b, 'before the reload');
  await shown(a, 'before the reload');
  await a.reload();
  await connected(a);
  await a.getByRole('heading', { name: room, exact: true }).waitFor();
  await shown(a, 'before the reload');
  await a.getByText(alice, { exact: true }).first().waitFor();
  await send(a, 'after the reload');
  await shown(b, 'after the reload');
  await a.assertClean();
  await close(a, b);
});

test('what was said while the network was away appears once and in order', async () => {
  const { a, b, bob, roomId } = await together();
  a.expect(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await send(b, 'before');
  await shown(a, 'before');

  await a.context().setOffline(true);
  await a.getByRole('status').filter({ hasText: /^Offline/ }).waitFor();
  const missed = Array.from({ length: 70 }, (_, i) => `meanwhile ${i + 1}`);
  const writer = await Person.register(unique('Writer'));
  await writer.join(roomId);
  for (const [i, text] of missed.entries()) {
    await writer.post(roomId, text, `meanwhile-${i}`);
  }
  await send(a, 'written offline');
  await log(a).getByText('Waiting for the connection…').waitFor();
  await picture(a, 'offline');

  await a.context().setOffline(false);
  await connected(a);
  await eventually('caught up', async () => (await contents(a)).includes('meanwhile 70'));
  // Without a hand of hers.
  await shown(b, 'written offline');
  await send(b, 'after');
  await shown(a, 'after');
  const all = ['before', ...missed, 'written offline', 'after'];
  await eventually('the same for both', async () => (await contents(a)).join() === all.join() && (await contents(b)).join() === all.join());
  await people(a).getByText(bob).waitFor();
  await a.assertClean();
  await b.assertClean();
  await close(a, b);
});

test('works on a phone', async () => {
  const { a, b, room } = await together({ viewport: PHONE, hasTouch: true, isMobile: true });
  await send(a, `A long line that has to break somewhere, and a word that cannot: ${'wide'.repeat(40)}`);
  await eventually('shown', async () => (await contents(b)).length === 1);
  await picture(b, 'phone-room');
  await button(b, 'Online 2').click();
  await people(b).getByText('(you)').waitFor();
  await picture(b, 'phone-online');
  await b.keyboard.press('Escape');
  await people(b).waitFor({ state: 'hidden' });
  for (const page of [a, b]) {
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the screen');
  }
  const sendButton = await button(b, 'Send').boundingBox();
  assert.ok(sendButton.y + sendButton.height <= PHONE.height, 'Send is on the screen');
  await button(b, 'All rooms').click();
  await b.getByRole('button', { name: new RegExp(room) }).waitFor();
  await picture(b, 'phone-rooms');
  await b.goBack();
  await b.getByRole('heading', { name: room, exact: true }).waitFor();
  await a.assertClean();
  await b.assertClean();
  await close(a, b);
});

test('from Enter to shown', async (t) => {
  const { a, b } = await together();
  await a.getByLabel('Message', { exact: true }).evaluate((box) => {
    globalThis.pressed = {};
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        globalThis.pressed[box.value] = performance.timeOrigin + performance.now();
      }
    }, { capture: true });
  });
  await log(b).evaluate((node) => {
    globalThis.appeared = {};
    new MutationObserver(() => {
      for (const content of node.querySelectorAll('.content')) {
        globalThis.appeared[content.textContent] ??= performance.timeOrigin + performance.now();
      }
    }).observe(node, { childList: true });
  });
  const texts = Array.from({ length: 20 }, (_, i) => `measured ${i + 1}`);
  for (const text of texts) {
    await send(a, text);
    await shown(b, text);
  }
  const [pressed, appeared] = [await a.evaluate(() => globalThis.pressed), await b.evaluate(() => globalThis.appeared)];
  const times = texts.map((text) => appeared[text] - pressed[text]).sort((x, y) => x - y);
  assert.ok(times.every((time) => time >= 0));
  const median = `median Enter-to-shown: ${Math.round((times[9] + times[10]) / 2)} ms`;
  t.diagnostic(median);
  console.log(median);
  await a.assertClean();
  await b.assertClean();
  await close(a, b);
});
