// Small screens, large text, slow lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  box,
  button,
  connected,
  DESKTOP,
  log,
  meeting,
  newContext,
  overhang,
  PHONE,
  picture,
  registered,
  say,
  send,
  shown,
} from './steps.js';
import { eventually, ORIGIN, unique } from './support.js';

const FIRST_LOAD_MAX = 150_000;

for (const [
  size,
  options,
] of /** @type {[string, typeof PHONE | { viewport: { width: number, height: number }, deviceScaleFactor: number }][]} */ ([
  ['320 px', { ...PHONE, viewport: { width: 320, height: 568 } }],
  // As a window of 1280 px at a zoom of 200 %.
  ['zoom 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
])) {
  test(`nothing is cut off or wider than the window at ${size}`, async () => {
    const {
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(b, `a word that cannot be broken: ${'wide'.repeat(40)}`);
    await send(b, `\`\`\`\n${'code '.repeat(60)}\n\`\`\``);
    await log(a).locator('pre').waitFor();
    const fits = async (view) => {
      assert.equal(await overhang(a), 0, view);
      await picture(a, `${view}-${size}`);
    };
    const inSight = async (locator) => {
      const at = await locator.boundingBox();
      assert.ok(
        at.x >= 0 && at.x + at.width <= options.viewport.width && at.y >= 0 && at.y + at.height <= options.viewport.height,
        `${locator} ${JSON.stringify(at)}`,
      );
    };
    await fits('room');
    await inSight(button(a, 'Send'));
    await inSight(button(a, 'Leave room'));
    await inSight(button(a, 'Online 2'));
    assert.ok((await a.getByRole('region', { name: 'Conversation' }).boundingBox()).height > 100, 'there is room to read');
    await say(a, 'short');
    await act(a, 'short', 'Reply');
    await fits('replying');
    await button(a, 'Cancel').click();
    await button(a, 'Emoji').click();
    await a.getByRole('button', { name: 'grinning face', exact: true }).first().waitFor();
    await fits('emoji');
    await a.keyboard.press('Escape');
    await button(a, 'Search messages').click();
    await a.getByLabel('Search for').fill('wide');
    await a.getByLabel('Search for').press('Enter');
    await a.getByText('1 result', { exact: true }).waitFor();
    await fits('search');
    await button(a, 'Close search').click();
    await button(a, 'Keyboard shortcuts').click();
    await fits('help');
    await button(a, 'Close').last().click();
    await button(a, 'All rooms').click();
    await fits('rooms');
    await button(a, 'New room').click();
    await inSight(button(a, 'Create room'));
    await fits('new-room');
  });
}

test('below 768 px rooms, people and search lie over the log, one at a time, and go by Esc, a tap beside, or the way back', async () => {
  const {
    room,
    pages: [a],
  } = await meeting(['Ann'], PHONE);
  const rooms = a.getByRole('navigation', { name: 'Rooms' });
  const online = a.getByRole('complementary', { name: 'Members' });
  const search = a.getByRole('complementary', { name: 'Search messages' });
  for (const [opener, drawer] of /** @type {[string, import('playwright-core').Locator][]} */ ([
    ['All rooms', rooms],
    ['Online 1', online],
    ['Search messages', search],
  ])) {
    for (const [how, leave] of /** @type {[string, () => Promise<unknown>][]} */ ([
      ['Esc', () => a.keyboard.press('Escape')],
      ['the way back', () => a.goBack()],
      ['Close', () => drawer.getByRole('button', { name: drawer === search ? 'Close search' : 'Close', exact: true }).click()],
      ['a tap beside', () => a.touchscreen.tap(drawer === rooms ? 370 : 5, 400)],
    ])) {
      if (drawer === search && how === 'a tap beside') {
        // It covers all there is.
        continue;
      }
      await button(a, opener).click();
      await drawer.waitFor();
      assert.equal(await a.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#room-main')).inert), true);
      await leave();
      await eventually(`${opener} is gone by ${how}`, async () => !(await drawer.isVisible()));
      await a.getByRole('heading', { name: room.name, exact: true }).waitFor();
      await box(a).waitFor();
    }
  }
  await a.setViewportSize({ width: 1280, height: 800 });
  await rooms.waitFor();
  await online.or(button(a, 'Online 1')).first().waitFor();
});

test('on a phone Enter starts a line, the button sends, and every message shows its time', async () => {
  const {
    pages: [a],
  } = await meeting(['Ann'], PHONE);
  await box(a).tap();
  await a.keyboard.type('one');
  await a.keyboard.press('Enter');
  await a.keyboard.type('two');
  assert.equal(await box(a).inputValue(), 'one\ntwo');
  await button(a, 'Send').tap();
  await shown(a, 'one\ntwo');
  await say(a, 'and more');
  const times = await log(a)
    .locator('.message > header time')
    .evaluateAll((all) => all.map((time) => time.checkVisibility({ opacityProperty: true }) && time.getBoundingClientRect().width > 10));
  assert.deepEqual(times, [true, true]);
  await picture(a, 'phone-grouped');
});

test('the first load is below 150 kB, compressed', async (t) => {
  const [ann] = await registered('Ann');
  const room = await ann.createRoom(unique('Room'));
  await ann.post(room._id, 'hello', 'hello');
  const context = await newContext(DESKTOP);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // How many rooms there are is not the page's doing.
    bytes += urls.get(requestId)?.startsWith(`${ORIGIN}/api/`) ? 0 : encodedDataLength;
  });
  const [name, value] = ann.cookie.split('=');
  await context.addCookies([{ name, value, url: ORIGIN }]);
  await page.goto(`${ORIGIN}/#room=${room._id}`);
  await connected(page);
  await shown(page, 'hello');
  t.diagnostic(`the page, with a room: ${bytes} bytes`);
  assert.ok(bytes > 20_000, 'something was counted');
  assert.ok(bytes < FIRST_LOAD_MAX, `${bytes} bytes`);
  await context.close();
});
