// The list of rooms, which is live; what is unread in them; the search for messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alert,
  button,
  connected,
  hasFocus,
  isGone,
  log,
  openPage,
  picture,
  registered,
  roomEntry,
  row,
  SIZES,
  send,
  shown,
  showRooms,
} from './steps.js';
import { eventually, unique } from './support.js';

const unread = (page, name, count) =>
  roomEntry(page, name).filter({ hasText: count === 1 ? '1 unread message' : `${count} unread messages` });
const icon = (page) => page.locator('link[rel="icon"]').getAttribute('href');
const titled = (page, title) => eventually(`the title ${title}`, async () => (await page.title()) === title);
const searchPanel = (page) => page.getByRole('complementary', { name: 'Search messages' });
const narrowed = (page, words) => page.getByLabel('Search rooms').fill(words);

for (const [size, options] of SIZES) {
  test(`the list of rooms follows what others make, rename, say and delete, without a reload, at ${size}`, async () => {
    const [ann, ben] = await registered('Ann', 'Ben');
    const mark = unique('live');
    const page = await openPage({ person: ann, ...options });
    await narrowed(page, mark);
    await page.getByText('No rooms match.').waitFor();
    const old = await ben.createRoom(`Old ${mark}`);
    await roomEntry(page, old.name).waitFor();
    const room = await ben.createRoom(`New ${mark}`);
    await roomEntry(page, room.name).waitFor();
    const order = (...names) =>
      eventually(`the order ${names}`, async () => {
        const seen = await page.locator('.room-entry-name').allTextContents();
        return seen.join() === names.join();
      });
    await order(room.name, old.name);
    await ben.post(old._id, 'anybody?', 'one');
    await roomEntry(page, old.name).getByText(`${ben.user.name}: anybody?`).waitFor();
    await order(old.name, room.name);
    await ben.call('PATCH', `/chat/rooms/${room._id}`, { name: `Renamed ${mark}` });
    await roomEntry(page, `Renamed ${mark}`).waitFor();
    await order(old.name, `Renamed ${mark}`);
    await picture(page, `rooms-${size}`);

    await roomEntry(page, `Renamed ${mark}`).click();
    await page.getByRole('heading', { name: `Renamed ${mark}`, exact: true }).waitFor();
    await ben.call('PATCH', `/chat/rooms/${room._id}`, { name: `Again ${mark}`, description: 'about this and that' });
    await page.getByRole('heading', { name: `Again ${mark}`, exact: true }).waitFor();
    await page.locator('#room-description').filter({ hasText: 'about this and that' }).waitFor({ state: 'attached' });
    await ben.call('DELETE', `/chat/rooms/${room._id}`);
    await alert(page)
      .filter({ hasText: `“Again ${mark}” was deleted by its owner. Choose another room.` })
      .waitFor();
    await isGone(page.getByRole('heading', { name: `Again ${mark}`, exact: true }));
    await isGone(roomEntry(page, `Again ${mark}`));
    await picture(page, `room-deleted-${size}`);
    await ben.call('DELETE', `/chat/rooms/${old._id}`);
    await isGone(roomEntry(page, old.name));
  });

  test(`what is unread is counted in list, title and icon, marked by a line, and read by looking, at ${size}`, async () => {
    const [ann, ben] = await registered('Ann', 'Ben');
    const [here, there] = [await ann.createRoom(unique('Here')), await ann.createRoom(unique('There'))];
    await ben.join(there._id);
    const page = await openPage({ person: ann, room: there, ...options });
    await ben.post(there._id, 'read', 'read');
    await shown(page, 'read');
    await showRooms(page);
    await roomEntry(page, here.name).click();
    await page.getByRole('heading', { name: here.name, exact: true }).waitFor();
    await titled(page, `${here.name} – AniPub Chat`);
    assert.match(await icon(page), /icon\.svg$/);
    const second = await openPage({ context: page.context(), person: ann, room: here });

    for (const [i, text] of ['one', 'two', 'three'].entries()) {
      await ben.post(there._id, text, `unread-${i}`);
    }
    await showRooms(page);
    await unread(page, there.name, 3).waitFor();
    await titled(page, `(3) ${here.name} – AniPub Chat`);
    assert.match(decodeURIComponent(await icon(page)), /^data:image\/svg\+xml,.*>3<\/text>/);
    await picture(page, `unread-${size}`);

    await roomEntry(page, there.name).click();
    const line = log(page).getByText('New messages', { exact: true });
    await line.waitFor();
    const order = await log(page).locator('.content, .unread-line').allTextContents();
    assert.deepEqual(order, ['read', 'New messages', 'one', 'two', 'three']);
    await picture(page, `unread-line-${size}`);
    await titled(page, `${there.name} – AniPub Chat`);
    // The other window of the same person is told.
    await titled(second, `${here.name} – AniPub Chat`);
    await send(page, 'seen');
    await isGone(line);
    await eventually('nothing is unread', async () => (await ann.call('GET', `/chat/rooms/${there._id}`)).unread === 0);
  });

  test(`everything is marked as read at once, at ${size}`, async () => {
    const [ann, ben] = await registered('Ann', 'Ben');
    const rooms = [];
    for (const name of ['First', 'Second']) {
      const room = await ann.createRoom(unique(name));
      await ben.join(room._id);
      await ben.post(room._id, 'hello', 'hello');
      rooms.push(room);
    }
    const page = await openPage({ person: ann, ...options });
    for (const room of rooms) {
      await unread(page, room.name, 1).waitFor();
    }
    await titled(page, '(2) AniPub Chat');
    await button(page, 'Mark all as read').click();
    for (const room of rooms) {
      await isGone(unread(page, room.name, 1));
    }
    await isGone(button(page, 'Mark all as read'));
    await titled(page, 'AniPub Chat');
    await page.reload();
    await connected(page);
    await roomEntry(page, rooms[0].name).waitFor();
    await titled(page, 'AniPub Chat');
  });

  test(`messages are found in the room and over all rooms of a person, at ${size}`, async () => {
    const [ann, ben] = await registered('Ann', 'Ben');
    const word = unique('needle');
    const [here, there] = [await ann.createRoom(unique('Here')), await ann.createRoom(unique('There'))];
    const foreign = await ben.createRoom(unique('Foreign'));
    await ann.post(here._id, `a ${word.toUpperCase()} here`, 'needle');
    for (let i = 1; i <= 60; i += 1) {
      await ann.post(here._id, `hay ${i}`, `hay-${i}`);
    }
    await ann.post(there._id, `a ${word} there`, 'needle');
    await ben.post(foreign._id, `a ${word} of others`, 'needle');

    const page = await openPage({ person: ann, room: here, ...options });
    assert.equal(await row(page, `a ${word.toUpperCase()} here`).count(), 0);
    await button(page, 'Search messages').click();
    const panel = searchPanel(page);
    await panel.getByLabel('Search for').fill(word);
    await panel.getByRole('button', { name: 'Search', exact: true }).click();
    await panel.getByText('1 result', { exact: true }).waitFor();
    assert.deepEqual(await panel.locator('.hit-text').allTextContents(), [`a ${word.toUpperCase()} here`]);
    await panel.getByLabel('All my rooms').check();
    await panel.getByText('2 results', { exact: true }).waitFor();
    assert.deepEqual(
      (await panel.locator('.hit-text').allTextContents()).sort(),
      [`a ${word.toUpperCase()} here`, `a ${word} there`].sort(),
    );
    await picture(page, `search-${size}`);

    await panel
      .getByRole('button')
      .filter({ hasText: / here$/ })
      .click();
    await eventually('the found message has the focus', () => hasFocus(row(page, `a ${word.toUpperCase()} here`)));
    await picture(page, `found-${size}`);
    if (!(await panel.isVisible())) {
      await button(page, 'Search messages').click();
      await panel.getByLabel('Search for').fill(word);
      await panel.getByLabel('All my rooms').check();
      await panel.getByRole('button', { name: 'Search', exact: true }).click();
    }
    await panel
      .getByRole('button')
      .filter({ hasText: / there$/ })
      .click();
    await page.getByRole('heading', { name: there.name, exact: true }).waitFor();
    await shown(page, `a ${word} there`);
    await page.keyboard.press('/');
    await panel.getByLabel('Search for').fill(unique('no such'));
    await panel.getByLabel('Search for').press('Enter');
    await panel.getByText('Nothing found. Try fewer or other words.').waitFor();
    await button(page, 'Close search').click();
    await isGone(panel);
  });
}
