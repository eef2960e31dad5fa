// Whoever the page is for: sizes, themes, screen readers, little motion, large text, slow lines.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  act,
  box,
  button,
  connected,
  DESKTOP,
  isGone,
  log,
  meeting,
  newContext,
  openPage,
  overhang,
  PHONE,
  picture,
  registered,
  row,
  SIZES,
  say,
  send,
  shown,
  showRooms,
  toolbar,
} from './steps.js';
import { eventually, ORIGIN, unique } from './support.js';

const AXE = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'];
const FIRST_LOAD_MAX = 150_000;

/** What axe-core finds, in words; colours are looked at when no movement is left. */
async function findings(page, view) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${view}: ${id} (${help}): ${html} ${failureSummary}`),
  );
}

/** Looks at a view in both themes, keeps pictures of it, and that nothing has to be scrolled sideways. */
async function looked(page, view, size) {
  const found = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await findings(page, `${view}, ${colorScheme}, ${size}`)));
    await picture(page, `view-${view}-${size}-${colorScheme}`);
  }
  if ((await overhang(page)) > 0) {
    found.push(`${view}, ${size}: wider than the window`);
  }
  return found;
}

for (const [size, options] of SIZES) {
  test(`axe-core finds nothing on any view in both themes at ${size}`, async () => {
    const found = [];
    const look = async (page, view) => found.push(...(await looked(page, view, size)));

    const door = await openPage(options);
    await button(door, 'Log in').waitFor();
    await look(door, 'log-in');
    await button(door, 'Log in').click();
    await door.getByText('Enter your password.').waitFor();
    await look(door, 'log-in-refused');

    const [ann, ben] = await registered('Ann', 'Ben');
    const page = await openPage({ person: ann, ...options });
    await look(page, 'no-room');
    const room = await ann.createRoom(unique('Room'), 'What it is about');
    const other = await ann.createRoom(unique('Other'));
    await ben.join(other._id);
    await ben.post(other._id, 'unread', 'unread');
    await page.goto(`${ORIGIN}/#room=${room._id}`);
    await page.getByText('No messages yet. Say hello.').waitFor();
    await look(page, 'empty-room');

    const second = await openPage({ person: ben, room, ...options });
    await send(second, `**Bold**, \`code\`, a [link](https://example.org/), @${ann.user.name}\n> a quote\n\n\`\`\`\na block\n\`\`\``);
    await log(page).locator('pre').waitFor();
    await say(page, 'An answer');
    await act(page, 'An answer', 'React with 👍');
    await act(page, 'An answer', 'Reply');
    await say(page, 'A reply');
    await say(page, 'To be edited');
    await act(page, 'To be edited', 'Edit');
    await box(page).fill('Was edited');
    await look(page, 'editing');
    await button(page, 'Save').click();
    await say(page, 'To be deleted');
    await act(page, 'To be deleted', 'Delete message');
    await look(page, 'confirm');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete message', exact: true }).click();
    await log(page).getByText('This message was deleted.').waitFor();
    await toolbar(page, row(page, 'Was edited'));
    await look(page, 'room');

    await box(page).pressSequentially('@b');
    await page.getByRole('listbox', { name: 'People to mention' }).waitFor();
    await look(page, 'mentions');
    await page.keyboard.press('Escape');
    await box(page).fill('');
    await button(page, 'Emoji').click();
    await page.getByRole('button', { name: 'grinning face', exact: true }).first().waitFor();
    await look(page, 'emoji');
    await page.keyboard.press('Escape');

    await showRooms(page);
    await look(page, 'rooms');
    await button(page, 'New room').click();
    await page.getByLabel('Room name').waitFor();
    await look(page, 'new-room');
    await button(page, 'Cancel').click();
    await page.keyboard.press('Escape');
    if (options === PHONE) {
      // It goes by the browser's way back, which takes its time; twice would leave the room.
      await isGone(page.getByRole('navigation', { name: 'Rooms' }));
    }
    await page.keyboard.press('Escape');
    if (options === PHONE) {
      await button(page, 'Online 2').click();
      await page.getByRole('heading', { name: 'Online now' }).waitFor();
      await look(page, 'people');
      await page.keyboard.press('Escape');
      await isGone(page.getByRole('heading', { name: 'Online now' }));
    }
    await button(page, 'Room settings').click();
    await look(page, 'room-settings');
    await button(page, 'Cancel').click();
    await button(page, 'Search messages').click();
    await page.getByLabel('Search for').fill('answer');
    await page.getByLabel('Search for').press('Enter');
    await page.getByText('1 result', { exact: true }).waitFor();
    await look(page, 'search');
    await button(page, 'Close search').click();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to a room' }).waitFor();
    await look(page, 'switcher');
    await page.keyboard.press('Escape');
    await button(page, 'Keyboard shortcuts').click();
    await look(page, 'help');
    await page.keyboard.press('Escape');

    page.expect(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    await page.context().setOffline(true);
    await page
      .getByRole('status')
      .filter({ hasText: /^Offline/ })
      .waitFor();
    await send(page, 'waits');
    await row(page, 'waits').getByText('Waiting for the connection…').waitFor();
    await look(page, 'offline');
    await ann.leaveForGood(room._id);
    await page.context().setOffline(false);
    await connected(page);
    await row(page, 'waits').getByText('Not sent').waitFor();
    await button(page, 'Join').waitFor();
    await look(page, 'failed');
    assert.deepEqual(found, []);
  });
}

test('colours follow the system, or the switch, which a reload keeps', async () => {
  const {
    pages: [page],
  } = await meeting(['Ann'], { colorScheme: 'dark' });
  const bright = () =>
    page.evaluate(() => {
      const [red, green, blue] = getComputedStyle(document.body)
        .backgroundColor.match(/[\d.]+/g)
        .map(Number);
      return (red + green + blue) / 3 > 127;
    });
  assert.equal(await bright(), false);
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await bright(), true);
  await button(page, 'Theme: system').click();
  await button(page, 'Theme: light').click();
  await button(page, 'Theme: dark').waitFor();
  assert.equal(await bright(), false);
  await page.reload();
  await connected(page);
  await button(page, 'Theme: dark').waitFor();
  assert.equal(await bright(), false);
  await button(page, 'Theme: dark').click();
  await button(page, 'Theme: system').waitFor();
  assert.equal(await bright(), true);
});

test('screen readers hear what is new, and nothing else, in the log', async () => {
  const {
    people: [, ben],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  await say(b, 'before');
  await shown(a, 'before');
  const late = await openPage({ person: ben, room });
  const live = (page, text) =>
    row(page, text)
      .first()
      .evaluate((node) => node.closest('[aria-live="off"]') === null);
  assert.equal(await log(a).getAttribute('aria-relevant'), 'additions');
  assert.equal(await live(a, 'before'), true, 'news of others is read out');
  assert.equal(await live(b, 'before'), false, 'one knows what one has written');
  assert.equal(await live(late, 'before'), false, 'history is no news');
  await act(b, 'before', 'Edit');
  await box(b).fill('edited');
  await button(b, 'Save').click();
  await row(a, 'edited').getByText('(edited)').waitFor();
  assert.equal(await live(a, 'edited'), false, 'an edit is no addition');

  // Announcements have a place of their own, outside the log.
  const places = await a.evaluate(() =>
    ['#announcer', '#toasts', '#connection'].map((id) => {
      const node = document.querySelector(id);
      return [node.getAttribute('role') ?? node.getAttribute('aria-live'), Boolean(node.closest('[role=log]'))];
    }),
  );
  assert.deepEqual(
    places,
    [
      ['polite', false],
      [null, false],
      ['status', false],
    ],
    'each toast is an alert of its own',
  );
  await a.evaluate(() => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.querySelector('#announcer').textContent)).observe(
      document.querySelector('#announcer'),
      { childList: true },
    );
  });
  await box(a).pressSequentially('@be');
  await a.getByRole('listbox', { name: 'People to mention' }).waitFor();
  await eventually('said', () => a.evaluate(() => globalThis.said.some((words) => /people? found|person found/.test(words))));
});

test('each part has a name, a role, and its place in the order of Tab', async () => {
  const {
    room,
    pages: [a],
  } = await meeting(['Ann']);
  for (const [role, name] of [
    ['navigation', 'Rooms'],
    ['log', 'Messages'],
    ['region', 'Conversation'],
    ['complementary', 'Online'],
  ]) {
    assert.equal(await a.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
  }
  assert.equal(await a.getByRole('main').count(), 1);
  assert.equal(await a.getByRole('heading', { level: 1 }).count(), 1);
  // The parts in the order of Tab: what stands first comes first. Of the rooms this one will do.
  await a.getByLabel('Search rooms').fill(room.name);
  await eventually('one room', async () => (await a.locator('.room-entry').count()) === 1);
  await a.getByRole('button', { name: 'Keyboard shortcuts' }).focus();
  const order = [];
  for (let i = 0; i < 40; i += 1) {
    await a.keyboard.press('Tab');
    order.push(
      await a.evaluate(
        () =>
          ['#top', '#rooms', '.room-top', '#scroller', '#composer', '#people'].find((part) => document.activeElement.closest(part)) ?? '',
      ),
    );
  }
  const parts = order.filter((part, i) => part && part !== order[i - 1]);
  assert.deepEqual(parts.slice(0, 5), ['#top', '#rooms', '.room-top', '#scroller', '#composer']);
});

test('with less motion wanted nothing moves', async () => {
  const {
    pages: [a],
  } = await meeting(['Ann'], { reducedMotion: 'reduce' });
  await say(a, 'hello');
  const moving = await a.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((node) => {
        const { animationName, transitionDuration } = getComputedStyle(node);
        return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
      }).length,
  );
  assert.equal(moving, 0);
});

for (const [size, options] of [
  ['320 px', { ...PHONE, viewport: { width: 320, height: 568 } }],
  // As a window of 1280 px at a zoom of 200 %.
  ['zoom 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
]) {
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
  const online = a.getByRole('complementary', { name: 'Online' });
  const search = a.getByRole('complementary', { name: 'Search messages' });
  for (const [opener, drawer] of [
    ['All rooms', rooms],
    ['Online 1', online],
    ['Search messages', search],
  ]) {
    for (const [how, leave] of [
      ['Esc', () => a.keyboard.press('Escape')],
      ['the way back', () => a.goBack()],
      ['Close', () => drawer.getByRole('button', { name: drawer === search ? 'Close search' : 'Close', exact: true }).click()],
      ['a tap beside', () => a.touchscreen.tap(drawer === rooms ? 370 : 5, 400)],
    ]) {
      if (drawer === search && how === 'a tap beside') {
        // It covers all there is.
        continue;
      }
      await button(a, opener).click();
      await drawer.waitFor();
      assert.equal(await a.evaluate(() => document.querySelector('#room-main').inert), true);
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
