// Whoever the page is for: themes, screen readers, the keyboard's order, little motion.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looked } from './looks.js';
import {
  act,
  box,
  button,
  connected,
  isGone,
  log,
  meeting,
  openPage,
  PHONE,
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

    await act(page, 'Was edited', 'More');
    await page.getByRole('menuitem', { name: 'Profile', exact: true }).click();
    await page.getByRole('dialog', { name: ann.user.name }).waitFor();
    await look(page, 'card');
    await page.keyboard.press('Escape');
    await button(page, 'Your account').click();
    await page.getByLabel('Display name').waitFor();
    await look(page, 'account');
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
      await page.getByRole('heading', { name: 'Members' }).waitFor();
      await look(page, 'people');
      await page.keyboard.press('Escape');
      await isGone(page.getByRole('heading', { name: 'Members' }));
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
    await ann.call('PUT', `/chat/rooms/${room._id}/members/${ben.user._id}/role`, { role: 'owner' });
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
  for (const [role, name] of /** @type {['navigation' | 'log' | 'region' | 'complementary', string][]} */ ([
    ['navigation', 'Rooms'],
    ['log', 'Messages'],
    ['region', 'Conversation'],
    ['complementary', 'Members'],
  ])) {
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
