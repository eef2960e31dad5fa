// Looking at rooms, joining, leaving, owning them; and what the list says of them as time goes by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alert,
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
  picture,
  registered,
  roomEntry,
  SIZES,
  say,
  send,
  shown,
  status,
} from './steps.js';
import { eventually, unique } from './support.js';

const unread = (page, name, count) =>
  roomEntry(page, name).filter({ hasText: count === 1 ? '1 unread message' : `${count} unread messages` });

for (const [size, options] of SIZES) {
  test(`looking at a room is not joining it, and nobody is made a member but by a hand, at ${size}`, async () => {
    const [ann, ben] = await registered('Ann', 'Ben');
    const room = await ann.createRoom(unique('Open'), 'Come in');
    await ann.post(room._id, 'hello', 'hello');
    const members = async () => (await ann.call('GET', `/chat/rooms/${room._id}/members`)).length;
    const a = await openPage({ person: ann, room, ...options });
    const b = await openPage({ person: ben, room, member: false, ...options });
    await shown(b, 'hello');
    await b.getByText(`You’re viewing ${room.name}. Join to post.`).waitFor();
    assert.deepEqual(
      [await box(b).isVisible(), await button(b, 'Leave room').isVisible(), await b.locator('#people-toggle').isVisible()],
      [false, false, false],
    );
    await picture(b, `preview-${size}`);
    const second = await openPage({ context: b.context(), person: ben, room, member: false });
    await button(second, 'Join').waitFor();
    // What happens comes, though nobody tells who only looks.
    await say(a, 'news');
    await shown(b, 'news');
    for (const page of [b, second]) {
      page.expect(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    }
    await b.context().setOffline(true);
    await status(b)
      .filter({ hasText: /^Offline/ })
      .waitFor();
    await b.context().setOffline(false);
    await Promise.all([b, second].map(connected));
    await button(b, 'Join').waitFor();
    assert.equal(await members(), 1, 'reading, also after a lost connection, makes nobody a member');
    await online(a, 1);

    await button(b, 'Join').click();
    await box(b).waitFor();
    await Promise.all(
      [a, b, second].map((page) => online(page, 2).catch(async () => assert.fail(await page.locator('#people-toggle').textContent()))),
    );
    await say(b, 'from Ben');
    await allShow(['hello', 'news', 'from Ben'], a, b, second);

    await box(b).fill('half a thought');
    await button(b, 'Leave room').click();
    const question = b.getByRole('dialog', { name: `Leave “${room.name}”?` });
    await question.getByRole('button', { name: 'Cancel', exact: true }).click();
    assert.equal(await box(b).inputValue(), 'half a thought');
    await button(b, 'Leave room').click();
    await question.getByRole('button', { name: 'Leave room', exact: true }).click();
    await isGone(b.getByRole('heading', { name: room.name, exact: true }));
    // The other window is told, and undoes nothing.
    await button(second, 'Join').waitFor();
    await b.context().setOffline(true);
    await status(second)
      .filter({ hasText: /^Offline/ })
      .waitFor();
    await b.context().setOffline(false);
    await connected(second);
    await button(second, 'Join').waitFor();
    assert.equal(await members(), 1);
    await online(a, 1);
  });
}

test('who looks at another room has not left this one, and hears of it', async () => {
  const {
    people: [, ben],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const other = await ben.createRoom(unique('Other'));
  await a.getByLabel('Show joins and leaves').check();
  await enter(b, other.name);
  await say(b, 'elsewhere');
  await box(a).pressSequentially('while he');
  await say(a, 'while he is away');
  await b.getByLabel('Search rooms').fill('');
  await unread(b, room.name, 1).waitFor();
  await online(a, 2);
  assert.equal(await log(a).getByText(`${ben.user.name} left the chat`).count(), 0);
  await roomEntry(b, room.name).click();
  await shown(b, 'while he is away');
  const order = await log(b).locator('.content, .unread-line').allTextContents();
  assert.deepEqual(order, ['New messages', 'while he is away']);
  await say(b, 'back');
  await allShow(['while he is away', 'back'], a, b);
});

test('what a person wrote they have read, wherever and whenever it was written', async () => {
  const [ann, ben] = await registered('Ann', 'Ben');
  const [here, there] = [await ann.createRoom(unique('Here')), await ann.createRoom(unique('There'))];
  await ben.join(there._id);
  const page = await openPage({ person: ann, room: there });
  page.expect(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await page.context().setOffline(true);
  await status(page)
    .filter({ hasText: /^Offline/ })
    .waitFor();
  await send(page, 'written offline');
  await roomEntry(page, here.name).click();
  await page.getByRole('heading', { name: here.name, exact: true }).waitFor();
  await page.context().setOffline(false);
  await connected(page);
  await roomEntry(page, there.name).getByText('written offline').waitFor();
  await ann.post(there._id, 'by another program', 'other');
  await roomEntry(page, there.name).getByText('by another program').waitFor();
  assert.equal(await roomEntry(page, there.name).locator('.badge').count(), 0);
  await ben.post(there._id, 'of another', 'another');
  await unread(page, there.name, 1).waitFor();
  await roomEntry(page, there.name).click();
  await shown(page, 'of another');
  const order = await log(page).locator('.content, .unread-line').allTextContents();
  assert.deepEqual(order, ['written offline', 'by another program', 'New messages', 'of another']);
});

test('days and hours follow the clock, also where they stand already', async () => {
  const [ann] = await registered('Ann');
  const room = await ann.createRoom(unique('Late'));
  const context = await newContext();
  await context.clock.install({ time: Date.now() });
  const page = await openPage({ context, person: ann, room });
  await say(page, 'good night');
  await log(page).getByText('Today', { exact: true }).waitFor();
  await roomEntry(page, room.name)
    .locator('time')
    .filter({ hasText: /^\d\d:\d\d$/ })
    .waitFor();
  await context.clock.fastForward('24:00:00');
  await log(page).getByText('Yesterday', { exact: true }).waitFor();
  assert.equal(await log(page).getByText('Today', { exact: true }).count(), 0);
  await roomEntry(page, room.name)
    .locator('time')
    .filter({ hasText: /^\d+ [A-Z]/ })
    .waitFor();
});

test("of more than 200 rooms of one's own all can be reached, the unread ones at once", async () => {
  const [ann] = await registered('Ann');
  const context = await newContext();
  const rooms = Array.from({ length: 450 }, (_, i) => ({
    _id: String(i).padStart(24, '0'),
    name: `Room ${i}`,
    description: '',
    creator: ann.user._id,
    member: true,
    lastSeq: 1,
    lastRead: i === 440 ? 0 : 1,
    updatedAt: new Date(Date.UTC(2026, 0, 1) - i * 60_000).toISOString(),
  }));
  await context.route(/\/api\/chat\/rooms(\?|$)/, (route) => route.fulfill({ json: rooms }));
  const page = await openPage({ context, person: ann });
  await unread(page, 'Room 440', 1).waitFor();
  const entries = page.locator('#my-rooms > li');
  await eventually('the first of them', async () => (await entries.count()) === 201);
  await eventually('all', async () => {
    await entries.last().scrollIntoViewIfNeeded();
    return (await entries.count()) === 450;
  });
});

test('who made a room renames and deletes it, others cannot', async () => {
  const {
    people: [ann, ben],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  assert.equal(await button(b, 'Room settings').isVisible(), false);
  await assert.rejects(ben.call('PATCH', `/chat/rooms/${room._id}`, { name: unique('Mine') }), /403/);
  await assert.rejects(ben.call('DELETE', `/chat/rooms/${room._id}`), /403/);
  await say(a, 'hello');
  await shown(b, 'hello');
  await button(a, 'Room settings').click();
  const name = unique('Renamed');
  await a.getByLabel('Room name').fill(name);
  await a.getByLabel('Description (optional)').fill('What it is about');
  await a.getByLabel('Keep messages for').selectOption('30 days');
  await picture(a, 'room-settings');
  await button(a, 'Save').click();
  for (const page of [a, b]) {
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByText('What it is about').first().waitFor();
  }
  const changed = await ann.call('GET', `/chat/rooms/${room._id}`);
  assert.deepEqual([changed.name, changed.retention], [name, 'P30D']);

  await button(a, 'Room settings').click();
  assert.equal(await a.getByLabel('Keep messages for').inputValue(), 'P30D');
  await button(a, 'Delete room').click();
  const question = a.getByRole('dialog', { name: `Delete “${name}”?` });
  await question.getByRole('button', { name: 'Delete room', exact: true }).click();
  await alert(b).filter({ hasText: 'was deleted' }).waitFor();
  for (const page of [a, b]) {
    await page.getByRole('heading', { name: 'Choose a room' }).waitFor();
    assert.deepEqual(await contents(page), []);
  }
  await assert.rejects(ben.messages(room._id), /404/);
});

test('a room that is made on the page is there for all, and left for good', async () => {
  const [ann, ben] = await registered('Ann', 'Ben');
  const [a, b] = [await openPage({ person: ann }), await openPage({ person: ben })];
  const name = unique('Fresh');
  await createRoom(a, name);
  await enter(b, name);
  await say(b, 'first');
  await allShow(['first'], a, b);
  await button(b, 'Leave room').click();
  await b.getByRole('heading', { name: 'Choose a room' }).waitFor();
  await say(a, 'without Ben');
  // He is no member any more, so nothing is unread for him.
  await roomEntry(b, name).getByText(`${ann.user.name}: without Ben`).waitFor();
  assert.equal(await roomEntry(b, name).locator('.badge').count(), 0);
  await hideRooms(b);
  await enter(b, name);
  await allShow(['first', 'without Ben'], a, b);
  assert.equal(await log(b).getByText('New messages', { exact: true }).count(), 0);
  await box(b).waitFor();
});
