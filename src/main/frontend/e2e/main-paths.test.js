// What everybody does with the page, in whichever browser: nothing in here is of one browser alone.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import {
  act,
  allShow,
  box,
  button,
  connected,
  contents,
  createRoom,
  enter,
  hideRooms,
  isGone,
  log,
  meeting,
  newContext,
  online,
  openPage,
  overhang,
  picture,
  register,
  registered,
  roomEntry,
  row,
  say,
  scroller,
  send,
  shown,
  showRooms,
  status,
  stored,
} from './steps.js';
import { eventually, ORIGIN, PASSWORD, unique } from './support.js';
import { Wire } from './wire.js';

const NARROW = { viewport: { width: 375, height: 667 } };
const wires = [];

afterEach(() => wires.splice(0).forEach((wire) => wire.close()));

test('people register or log in, create a room, join it, and read in a second window what is posted', async () => {
  const [ben] = await registered('Ben');
  const a = await openPage();
  await register(a, unique('Ann'));
  const name = unique('Room');
  await createRoom(a, name);

  const b = await openPage();
  await b.getByLabel('Name', { exact: true }).fill(ben.user.name);
  await b.getByLabel('Password', { exact: true }).fill('not the password');
  b.expect(/401/);
  await button(b, 'Log in').click();
  await b.locator('#password-error').filter({ hasText: /\w/ }).waitFor();
  await b.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(b, 'Log in').click();
  await connected(b);
  await enter(b, name);
  await Promise.all([a, b].map((page) => online(page, 2)));
  await say(a, 'Hey there! ✨');
  await shown(b, 'Hey there! ✨');
  await b.keyboard.press('Escape');
  await box(b).pressSequentially('one line');
  await box(b).press('Shift+Enter');
  await box(b).pressSequentially('and **another**');
  await box(b).press('Enter');
  const rich = log(a).getByRole('article').filter({ hasText: 'one line' });
  await rich.locator('strong', { hasText: 'another' }).waitFor();

  // A second window of the same person.
  const second = await a.context().newPage();
  await second.goto(`${ORIGIN}/`);
  await connected(second);
  await roomEntry(second, name).click();
  await shown(second, 'Hey there! ✨');
  await say(b, 'to all windows');
  await allShow(['Hey there! ✨', 'one line\nand another', 'to all windows'], a, b, second);
  await picture(a, 'main-paths-room');

  await button(b, 'Log out').click();
  await button(b, 'Log in').waitFor();
  await b.reload();
  await button(b, 'Log in').waitFor();
  assert.deepEqual(await contents(b), []);
});

test('messages are edited, answered, reacted to and deleted, for all to see', async () => {
  const {
    people: [ann],
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  await say(a, 'helo');
  await act(a, 'helo', 'Edit');
  await box(a).fill('hello');
  await button(a, 'Save').click();
  await row(b, 'hello').getByText('(edited)').waitFor();
  await act(b, 'hello', 'Reply');
  await say(b, 'hello yourself');
  await row(a, 'hello yourself')
    .locator('.quote')
    .filter({ hasText: `${ann.user.name} hello` })
    .waitFor();
  await act(b, 'hello', 'React with 👍');
  await row(a, 'hello')
    .getByRole('button', { name: /^👍 1: / })
    .waitFor();
  await act(a, 'hello', 'React');
  const emoji = a.getByRole('dialog', { name: 'Choose an emoji' });
  await emoji.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog');
  await emoji.getByRole('button', { name: 'hedgehog' }).click();
  await row(b, 'hello')
    .getByRole('button', { name: `🦔 1: ${ann.user.name}`, exact: true })
    .waitFor();
  // The toolbar stays in its row while it has the focus.
  await box(b).focus();
  await act(b, 'hello yourself', 'Delete message');
  await b.getByRole('dialog').getByRole('button', { name: 'Delete message', exact: true }).click();
  for (const page of [a, b]) {
    await log(page).getByText('This message was deleted.').waitFor();
    assert.deepEqual(await contents(page), ['hello']);
  }
});

test('when the network has been away, all there is to read is read, and what was written is sent', async () => {
  const {
    people: [ann],
    room,
    pages: [b],
  } = await meeting(['Ann']);
  const wire = await Wire.to(ORIGIN);
  wires.push(wire);
  const a = await openPage({ person: ann, room, origin: wire.origin });
  // Each browser has its own words for it.
  a.expect(/./);
  await say(a, 'before');
  wire.cut();
  await status(a)
    .filter({ hasText: /Reconnecting/ })
    .waitFor();
  await send(a, 'written meanwhile');
  await row(a, 'written meanwhile').getByText('Waiting for the connection…').waitFor();
  for (const text of ['meanwhile 1', 'meanwhile 2']) {
    await say(b, text);
  }
  wire.mend();
  await connected(a);
  await stored(a, 'written meanwhile');
  await allShow(['before', 'meanwhile 1', 'meanwhile 2', 'written meanwhile'], a, b);
});

test('on a screen as narrow as a phone everything is within reach', async () => {
  const {
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben'], NARROW);
  await say(b, `a word that cannot be broken: ${'wide'.repeat(40)}`);
  await say(a, 'short');
  assert.equal(await overhang(a), 0);
  await act(a, 'short', 'React with ❤️');
  await row(b, 'short').getByText('❤️').first().waitFor();
  await showRooms(a);
  await roomEntry(a, room.name).waitFor();
  assert.equal(await overhang(a), 0);
  await picture(a, 'main-paths-narrow-rooms');
  await hideRooms(a);
  await box(a).fill('by the button');
  await button(a, 'Send').click();
  await shown(b, 'by the button');
  await picture(a, 'main-paths-narrow');
});

test('a long room begins at its end, and goes back as far as one scrolls', async () => {
  const [ann] = await registered('Ann');
  const room = await ann.createRoom(unique('Long'));
  for (let i = 1; i <= 70; i += 1) {
    await ann.post(room._id, `message ${i}`, `long-${i}`);
  }
  const page = await openPage({ context: await newContext(), person: ann, room });
  await shown(page, 'message 70');
  await eventually('the first message', async () => {
    await scroller(page).evaluate((node) => {
      node.scrollTop = 0;
    });
    return (await contents(page))[0] === 'message 1';
  });
  await button(page, 'Newest messages').click();
  await isGone(button(page, 'Newest messages'));
});
