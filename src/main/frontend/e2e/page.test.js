// Two people, two browser contexts, the real page against a running server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  box,
  button,
  connected,
  contents,
  createRoom,
  enter,
  hasFocus,
  log,
  online,
  openPage,
  PHONE,
  people,
  picture,
  register,
  send,
  shown,
} from './steps.js';
import { eventually, PASSWORD, Person, unique } from './support.js';

/** A PNG of one red pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

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
  await online(a, 2);
  return { a, b, alice, bob, room };
}

test('two people meet, chat, see each other come and go', async () => {
  const first = await openPage();
  await picture(first, 'log-in');

  const { a, b, alice, bob } = await together();
  await people(a).getByText(bob).waitFor();
  await people(b).getByText(alice).waitFor();

  await send(a, 'Hey there! ✨');
  await shown(b, 'Hey there! ✨');
  await send(b, 'How are you?');
  await shown(a, 'How are you?');
  await box(a).fill('One line');
  await box(a).press('Shift+Enter');
  await box(a).pressSequentially('and another');
  await button(a, 'Send').click();
  await shown(b, 'One line\nand another');
  assert.deepEqual(await contents(b), ['Hey there! ✨', 'How are you?', 'One line\nand another']);
  await eventually('the same for both', async () => (await contents(a)).join('|') === (await contents(b)).join('|'));
  assert.equal(await box(a).inputValue(), '');
  await picture(a, 'room');
  await a.emulateMedia({ colorScheme: 'dark' });
  await picture(a, 'room-dark');

  await button(b, 'Leave room').click();
  await online(a, 1);
  await people(a).getByText(bob).waitFor({ state: 'detached' });
  await b.getByRole('heading', { name: 'Choose a room' }).waitFor();
  assert.equal(await log(b).count(), 0);

  await button(b, 'Log out').click();
  await button(b, 'Log in').waitFor();
  assert.deepEqual(
    (await b.context().cookies()).filter(({ name }) => name === 'anipub'),
    [],
  );
  await b.getByLabel('Name', { exact: true }).fill(bob);
  await b.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await b.getByLabel('Password', { exact: true }).press('Enter');
  await connected(b);
});

test('a display name and a picture are seen by others, on a card that Esc closes', async () => {
  const { a, b, alice } = await together();
  await send(a, 'Look at me');
  await shown(b, 'Look at me');
  await button(a, 'Your account').click();
  await a.getByLabel('Display name').fill('Alice of the Lake');
  await button(a, 'Save').click();
  await a.getByText('Saved.').waitFor();
  await a.getByLabel('Choose a PNG').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
  // Keys wait for nothing: the picture has to be read first.
  await button(a, 'Use this picture').waitFor();
  await a.getByLabel('Zoom').press('ArrowRight');
  await picture(a, 'account-crop');
  await button(a, 'Use this picture').click();
  await log(b).locator('.avatar img').first().waitFor();
  await people(b).locator('.avatar img').first().waitFor();
  await a.keyboard.press('Escape');

  await act(b, 'Look at me', 'Profile');
  const card = b.getByRole('dialog', { name: 'Alice of the Lake' });
  await card.getByText(`@${alice}`).waitFor();
  await card.getByText('Here since').waitFor();
  await picture(b, 'card');
  await b.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await people(b).getByText(alice).click();
  await card.waitFor();
});

test('what is wrong is said in words', async () => {
  const { a, alice, room } = await together();
  const visitor = await openPage();
  visitor.expect(/status of 409/);
  visitor.expect(/status of 401/);
  const wrong = (field) => visitor.getByLabel(field, { exact: true }).and(visitor.locator('[aria-invalid=true]'));
  const said = (field, words) =>
    eventually(`${field}: ${words}`, async () => {
      const ids = (await wrong(field).getAttribute('aria-describedby')).split(' ');
      return words.test(await visitor.locator(`#${ids[0]}`).textContent());
    });
  await visitor.getByLabel('Name', { exact: true }).fill(alice);
  await visitor.getByLabel('Password', { exact: true }).fill('short');
  await button(visitor, 'Register').click();
  await said('Password', /at least 8 characters/);
  assert.equal(await hasFocus(visitor.getByLabel('Password', { exact: true })), true);
  await visitor.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(visitor, 'Register').click();
  await said('Name', /\w+/);
  assert.equal(await wrong('Password').count(), 0);
  await visitor.getByLabel('Password', { exact: true }).fill('not the password');
  await button(visitor, 'Log in').click();
  await said('Password', /password/i);
  await picture(visitor, 'log-in-refused');

  a.expect(/status of 409/);
  await button(a, 'New room').click();
  await a.getByLabel('Room name').fill(room.toUpperCase());
  await button(a, 'Create room').click();
  await a.getByLabel('Room name').and(a.locator('[aria-invalid=true]')).waitFor();
  assert.match(await a.locator('#form-name-error').textContent(), /\w+/);
  await picture(a, 'new-room-refused');
  await button(a, 'Cancel').click();

  const long = 'x'.repeat(2001);
  await send(a, long);
  await a.getByRole('alert').filter({ hasText: 'at most 2000' }).waitFor();
  assert.equal(await box(a).inputValue(), long);
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
});

test('works on a phone', async () => {
  const { a, b, room } = await together(PHONE);
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
  assert.ok(sendButton.y + sendButton.height <= PHONE.viewport.height, 'Send is on the screen');
  await button(b, 'All rooms').click();
  await b.getByRole('button', { name: new RegExp(room) }).waitFor();
  await picture(b, 'phone-rooms');
  await b.goBack();
  await b.getByRole('heading', { name: room, exact: true }).waitFor();
});

test('from Enter to shown', async (t) => {
  const { a, b } = await together();
  await box(a).evaluate((box) => {
    globalThis.pressed = {};
    box.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') {
          globalThis.pressed[box.value] = performance.timeOrigin + performance.now();
        }
      },
      { capture: true },
    );
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
});
