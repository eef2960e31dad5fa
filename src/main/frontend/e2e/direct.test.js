// The room list's three parts, who belongs to a room, writing to people directly, and what was said to oneself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looked } from './looks.js';
import {
  act,
  alert,
  box,
  button,
  connected,
  DESKTOP,
  entered,
  hasFocus,
  hideRooms,
  isGone,
  online,
  openPage,
  PHONE,
  people,
  registered,
  roomEntry,
  SIZES,
  say,
  scroller,
  send,
  shown,
  showRooms,
} from './steps.js';
import { eventually, Person, unique } from './support.js';

const part = (page, name) => page.getByRole('navigation', { name: 'Rooms' }).locator('section').filter({ hasText: name });
const entry = (page, name) => part(page, 'Direct messages').getByRole('button').filter({ hasText: name });
const unread = (page, name, count) => entry(page, name).filter({ hasText: `${count} unread message` });
const openDirect = (person, ...others) => person.call('POST', '/chat/direct', { userIds: others.map(({ user }) => user._id) });
const isMember = async (person, room) => (await person.call('GET', '/chat/rooms?member=true')).some(({ _id }) => _id === room._id);

/** Opens a room by its entry in the list, wherever that is. */
async function choose(page, name) {
  await showRooms(page);
  await roomEntry(page, name).click();
  await entered(page, name);
}

for (const [size, options] of SIZES) {
  test(`rooms, people and rooms of others each have their part; what would be lost is asked for, at ${size}`, async () => {
    const found = [];
    const look = async (page, view) => found.push(...(await looked(page, view, size)));
    const [ann, ben, cem] = await registered('Ann', 'Ben', 'Cem');
    const open = await ben.createRoom(unique('Open'), 'For all');
    await ben.post(open._id, 'come in', 'come-in');
    const secret = await ben.call('POST', '/chat/rooms', { name: unique('Secret'), visibility: 'private' });
    const { code } = await ben.call('POST', `/chat/rooms/${secret._id}/invitations`, {});
    await ann.call('POST', `/chat/invitations/${code}/accept`);
    const mine = await ann.createRoom(unique('Mine'));
    const [pair, group] = [await openDirect(ben, ann), await openDirect(ben, ann, cem)];
    await ben.post(group._id, 'to both of you', 'group');
    const three = [ben, cem].map(({ user }) => user.name);

    const a = await openPage({ person: ann, ...options });
    await part(a, 'Your rooms').getByText(mine.name).waitFor();
    await part(a, 'Other rooms').getByText(open.name).waitFor();
    await roomEntry(a, secret.name).filter({ hasText: 'Private room' }).waitFor();
    await eventually('called by both', async () => {
      const name = await entry(a, 'to both of you').locator('.room-entry-name').textContent();
      return three.every((each) => name.includes(each));
    });
    assert.equal(await part(a, 'Direct messages').locator('.room-entry').count(), 1, 'nobody has written in the other one');
    await ben.post(pair._id, 'only to you', 'pair');
    await unread(a, 'only to you', 1).waitFor();
    await look(a, 'three-parts');

    await choose(a, open.name);
    await shown(a, 'come in');
    assert.equal(await isMember(ann, open), false, 'reading is not joining');
    await look(a, 'preview');
    await button(a, 'Join').click();
    await box(a).waitFor();
    await showRooms(a);
    await part(a, 'Your rooms').getByText(open.name).waitFor();
    await hideRooms(a);
    // Nothing is lost in a public room.
    await button(a, 'Leave room').click();
    await a.getByRole('heading', { name: 'Choose a room' }).waitFor();

    await choose(a, secret.name);
    await a.locator('.room-top').getByRole('img', { name: 'Private room' }).waitFor();
    await button(a, 'Leave room').click();
    const question = a.getByRole('dialog', { name: `Leave “${secret.name}”?` });
    await question.getByText('unless somebody invites you').waitFor();
    await look(a, 'leave-private');
    await question.getByRole('button', { name: 'Leave room', exact: true }).click();
    await a.getByRole('heading', { name: 'Choose a room' }).waitFor();
    assert.equal(await roomEntry(a, secret.name).count(), 0);
    await choose(a, mine.name);
    a.expect(/status of 409/);
    await button(a, 'Leave room').click();
    const role = a.getByRole('dialog', { name: `Leave “${mine.name}”?` });
    await role.getByText('You’re an owner of this room').waitFor();
    await role.getByRole('button', { name: 'Leave room', exact: true }).click();
    await alert(a).filter({ hasText: /owner/ }).waitFor();
    await alert(a).getByRole('button', { name: 'Dismiss', exact: true }).click();

    // A pair is hidden, and comes back with a message; a group is left for good.
    await showRooms(a);
    await entry(a, 'only to you').click();
    await entered(a, ben.user.name);
    await shown(a, 'only to you');
    await eventually('read', async () => (await ann.call('GET', `/chat/rooms/${pair._id}`)).lastRead === 1);
    assert.equal(await button(a, 'Leave conversation').isVisible(), false);
    await look(a, 'direct');
    await button(a, 'Hide conversation').click();
    await a.getByRole('heading', { name: 'Choose a room' }).waitFor();
    assert.equal(await entry(a, 'only to you').count(), 0);
    await a.reload();
    await connected(a);
    await entry(a, 'to both of you').waitFor();
    assert.equal(await entry(a, 'only to you').count(), 0);
    await ben.post(pair._id, 'are you there?', 'back');
    await unread(a, 'are you there?', 1).waitFor();
    await entry(a, 'to both of you').click();
    await shown(a, 'to both of you');
    await look(a, 'group');
    await button(a, 'Leave conversation').click();
    await a.getByRole('dialog').getByRole('button', { name: 'Leave conversation', exact: true }).click();
    await a.getByRole('heading', { name: 'Choose a room' }).waitFor();
    assert.equal(await entry(a, 'to both of you').count(), 0);
    await assert.rejects(ann.messages(group._id), /404/);
    assert.deepEqual(found, []);
  });
}

test('people are written to from a card, by name, and several at once, in two windows', async () => {
  const found = [];
  const [ann, ben, cem] = await registered('Ann', 'Ben', 'Cem');
  const room = await ann.createRoom(unique('Room'));
  for (const person of [ben, cem]) {
    await person.join(room._id);
  }
  const a = await openPage({ person: ann, room });
  const second = await openPage({ context: a.context(), person: ann, room });
  const b = await openPage({ person: ben, room });
  await online(a, 2);
  await people(a).getByText(ben.user.name).click();
  await a.getByRole('dialog', { name: ben.user.name }).getByRole('button', { name: 'Message', exact: true }).click();
  await entered(a, ben.user.name);
  await eventually('the box has the focus', () => hasFocus(box(a)));
  assert.equal(await entry(b, ann.user.name).count(), 0, 'he is not told before a word is said');
  await say(a, 'hello Ben');
  for (const [page, name] of [
    [b, ann.user.name],
    [second, ben.user.name],
  ]) {
    await entry(page, name).filter({ hasText: 'hello Ben' }).waitFor();
  }
  assert.equal(await second.locator('#direct-rooms .badge').count(), 0, 'one’s own words are read');
  await unread(b, ann.user.name, 1).waitFor();
  await b.waitForFunction(() => document.title.startsWith('(1) '));
  await button(b, 'Mark all as read').click();
  await isGone(b.locator('#direct-rooms .badge'));
  await b.keyboard.press('Alt+ArrowDown');
  await entered(b, ann.user.name);
  await shown(b, 'hello Ben');
  await say(b, 'hello Ann');
  await shown(a, 'hello Ann');

  // What he wants to be called is seen at once, and never without his name.
  const called = `Hill Walker @${ben.user.name}`;
  const namedSo = (page, place) => page.locator(`${place} .names.both`).filter({ hasText: called }).first().waitFor();
  await ben.call('PATCH', '/users/me', { displayName: 'Hill Walker' });
  for (const place of ['#room-name', '#messages .message', '#direct-rooms']) {
    await namedSo(a, place);
  }
  for (const place of ['#people-list', '#direct-rooms']) {
    await namedSo(second, place);
  }
  await namedSo(b, '.top');
  found.push(...(await looked(second, 'display-names', '1280 px')));
  await second.keyboard.press('Control+k');
  await second.keyboard.type('walk');
  await second.getByRole('option', { name: called }).waitFor();
  await second.keyboard.press('Escape');
  await box(second).fill('');
  await box(second).pressSequentially('@hill');
  await second.getByRole('option', { name: called }).waitFor();
  await second.keyboard.press('Tab');
  assert.equal(await box(second).inputValue(), `@${ben.user.name} `);
  await box(second).fill('');
  // However short it is, it cuts nothing of the name where there is space.
  await ben.call('PATCH', '/users/me', { displayName: 'W' });
  const whole = a
    .locator('#messages .message .names.both')
    .filter({ hasText: `W @${ben.user.name}` })
    .first()
    .locator('.unique-name');
  await whole.waitFor();
  assert.equal(await whole.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0);
  await ben.call('PATCH', '/users/me', { displayName: null });
  for (const page of [a, second, b]) {
    await eventually('the name alone', async () => (await page.locator('.names.both').count()) === 0);
  }

  // Several, by the keyboard alone.
  await button(a, 'New message').focus();
  await a.keyboard.press('Enter');
  const dialog = a.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('combobox').waitFor();
  for (const { user } of [cem, ben]) {
    await a.keyboard.type(user.name.slice(0, 7));
    await dialog.getByRole('option').filter({ hasText: user.name }).waitFor();
    await a.keyboard.press('Enter');
    await dialog.getByRole('list', { name: 'Chosen people' }).getByText(user.name).waitFor();
  }
  found.push(...(await looked(a, 'new-message')));
  await a.keyboard.press('Enter');
  await a.locator('#room-name').filter({ hasText: cem.user.name }).filter({ hasText: ben.user.name }).waitFor();
  await eventually('the box has the focus', () => hasFocus(box(a)));
  await say(a, 'all three');
  await entry(b, 'all three').waitFor();

  await second.keyboard.press('Control+k');
  await second.keyboard.type(cem.user.name.slice(0, 7));
  const option = second.getByRole('option').filter({ hasText: `Write to ${cem.user.name}` });
  await option.waitFor();
  found.push(...(await looked(second, 'switcher-people')));
  await option.click();
  await entered(second, cem.user.name);
  // What goes out of the list in one window goes out of it in the other.
  await entry(second, 'all three').waitFor();
  await button(a, 'Hide conversation').click();
  await isGone(entry(second, 'all three'));
  await isGone(entry(a, 'all three'));

  // Who is blocked is told nothing but that it cannot be.
  await cem.call('PUT', `/users/me/blocks/${ben.user._id}`);
  b.expect(/status of 403/);
  await b.keyboard.press('Control+k');
  await b.keyboard.type(cem.user.name.slice(0, 7));
  await b
    .getByRole('option')
    .filter({ hasText: `Write to ${cem.user.name}` })
    .click();
  await alert(b).filter({ hasText: 'You can’t write to this person right now.' }).waitFor();
  assert.deepEqual(found, []);
});

test('all members are listed, online ones first, a page at a time and by name, and the list follows', async () => {
  const found = [];
  const [ann, ben] = await registered('Ann', 'Ben');
  const room = await ann.createRoom(unique('Crowd'));
  const crowd = unique('Fan');
  for (let i = 0; i < 210; i += 15) {
    await Promise.all(
      Array.from({ length: 15 }, async (_, at) => {
        const fan = await Person.register(`${crowd} ${i + at}`);
        await fan.join(room._id);
      }),
    );
  }
  await ben.join(room._id);
  await ann.call('PUT', `/chat/rooms/${room._id}/members/${ben.user._id}/role`, { role: 'moderator' });
  const a = await openPage({ person: ann, room });
  const b = await openPage({ person: ben, room });
  await online(a, 2);
  const rows = people(a).locator('li');
  await people(a).getByText('212 members').waitFor();
  assert.ok((await rows.count()) < 202, 'never all at once');
  assert.deepEqual(
    await people(a)
      .locator('#people-list li')
      .evaluateAll((list) => list.map((row) => row.querySelector('.role')?.textContent)),
    ['Owner', 'Moderator'],
  );
  found.push(...(await looked(a, 'members', '1280 px')));
  const first = await rows.nth(3).elementHandle();
  await eventually('all', async () => {
    await rows.last().scrollIntoViewIfNeeded();
    return (await rows.count()) === 212;
  });
  await people(a).getByLabel('Find a member').fill(`${crowd} 20`);
  await eventually('eleven', async () => (await people(a).locator('#people-found li').count()) === 11);
  await people(a).getByText(`${crowd} 209`).click();
  await a.getByRole('dialog', { name: `${crowd} 209` }).waitFor();
  await a.keyboard.press('Escape');
  await people(a).getByLabel('Find a member').press('Escape');
  await eventually('all again', async () => (await rows.count()) === 212);
  assert.equal(await first.evaluate((node) => node.isConnected), false, 'what was narrowed is made anew');

  // Live: who goes is offline, who leaves is gone, who comes is there, and nobody else’s row is touched.
  const still = await people(a).locator('#people-offline li').nth(5).elementHandle();
  await b.close();
  await people(a).locator('#people-offline').getByText(ben.user.name).waitFor();
  await ben.leaveForGood(room._id);
  const [cem] = await registered('Cem');
  const c = await openPage({ person: cem, room });
  await people(a).locator('#people-list').getByText(cem.user.name).waitFor();
  await button(c, 'Leave room').click();
  await eventually('Cem is none', async () => (await people(a).getByText(cem.user.name).count()) === 0);
  assert.equal(await still.evaluate((node) => node.isConnected), true);

  const phone = await openPage({ person: ann, room, ...PHONE });
  await button(phone, 'Online 1').click();
  await people(phone).getByText('members').first().waitFor();
  found.push(...(await looked(phone, 'members', '375 px')));
  assert.deepEqual(found, []);
});

test('what was said to oneself has a badge, and a list that leads there', async () => {
  const found = [];
  const [ann, ben] = await registered('Ann', 'Ben');
  const [room, other] = [await ann.createRoom(unique('Talk')), await ann.createRoom(unique('Quiet'))];
  await ben.join(room._id);
  const question = await ann.post(room._id, 'who knows?', 'question');
  const a = await openPage({ person: ann, room: other, ...DESKTOP });
  const phone = await openPage({ person: ann, ...PHONE });
  await ben.post(room._id, `@${ann.user.name} look`, 'mention');
  for (let i = 1; i <= 30; i += 1) {
    await ben.post(room._id, `talk ${i}`, `talk-${i}`);
  }
  await ben.call('POST', `/chat/rooms/${room._id}/messages`, { content: 'I do', clientId: 'reply', replyTo: question._id });
  const badge = (page, words) => roomEntry(page, room.name).locator('.mentioned').filter({ hasText: words });
  for (const page of [a, phone]) {
    await badge(page, '2 mentions or replies').waitFor();
  }
  await a.reload();
  await connected(a);
  await badge(a, '2 mentions or replies').waitFor();
  await a.getByRole('button', { name: 'Mentions and replies: 2 mentions or replies' }).focus();
  await a.keyboard.press('Enter');
  const list = a.getByRole('dialog', { name: 'Mentions' });
  await list.getByText(`${ben.user.name} replied to you`).waitFor();
  found.push(...(await looked(a, 'mentions-list')));
  assert.deepEqual(await list.locator('.mention-text').allTextContents(), ['I do', `@${ann.user.name} look`]);
  await list.getByRole('button').filter({ hasText: 'mentioned you' }).focus();
  await a.keyboard.press('Enter');
  await entered(a, room.name);
  await shown(a, `@${ann.user.name} look`);
  await scroller(a).evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await isGone(roomEntry(a, room.name).locator('.mentioned'));
  await isGone(roomEntry(phone, room.name).locator('.mentioned'));
  await button(phone, 'Mentions and replies').tap();
  await phone.getByRole('dialog', { name: 'Mentions' }).getByText('mentioned you').waitFor();
  assert.deepEqual(found, []);
});

test('who is put out in the middle of something is told, and nothing of the room stays', async () => {
  const [ann, ben] = await registered('Ann', 'Ben');
  const secret = await ann.call('POST', '/chat/rooms', { name: unique('Secret'), visibility: 'private' });
  const open = await ann.createRoom(unique('Open'));
  const { code } = await ann.call('POST', `/chat/rooms/${secret._id}/invitations`, {});
  await ben.call('POST', `/chat/invitations/${code}/accept`);
  const b = await openPage({ person: ben, room: secret, member: false });
  const second = await openPage({ context: b.context(), person: ben, room: open });
  await send(b, `@${ann.user.name} hello`);
  await act(b, `@${ann.user.name} hello`, 'Profile');
  await people(b).getByText(ann.user.name).waitFor();
  await ann.call('DELETE', `/chat/rooms/${secret._id}/members/${ben.user._id}`);
  await alert(b)
    .filter({ hasText: `You’re no longer in “${secret.name}”.` })
    .waitFor();
  for (const page of [b, second]) {
    await isGone(roomEntry(page, secret.name));
  }
  await second.getByRole('heading', { name: open.name, exact: true }).waitFor();
  // A public one can still be looked at.
  await ann.call('DELETE', `/chat/rooms/${open._id}/members/${ben.user._id}`);
  await button(second, 'Join').waitFor();
  await people(second).waitFor({ state: 'hidden' });
  // What is hidden from all others now is gone from their lists, and from under their eyes.
  second.expect(/status of 404/);
  await ann.call('PATCH', `/chat/rooms/${open._id}`, { visibility: 'private' });
  await second.getByRole('heading', { name: 'Choose a room' }).waitFor();
  await isGone(roomEntry(second, open.name));
  b.expect(/status of 401|WebSocket/);
  await b.keyboard.press('Escape');
  await button(b, 'New message').click();
  await b.getByRole('dialog', { name: 'New message' }).waitFor();
  await ben.logOut();
  await button(b, 'Log in').waitFor();
  assert.equal(await b.getByRole('dialog').count(), 0);
});
