// Somebody who has never seen the page before finds their way by what stands on it, and by nothing else.
import { test } from 'node:test';
import {
  act,
  allShow,
  box,
  button,
  connected,
  contents,
  DESKTOP,
  meeting,
  online,
  openPage,
  PHONE,
  people,
  picture,
  registered,
  row,
  SIZES,
  say,
  send,
  shown,
} from './steps.js';
import { eventually, PASSWORD, unique } from './support.js';

for (const [size, options] of SIZES) {
  test(`a stranger registers, finds a room and chats, by visible labels only, at ${size}`, async () => {
    const [ann] = await registered('Ann');
    const room = await ann.createRoom(unique('Anime night'), 'What we watch');
    const host = await openPage({ person: ann, room });

    const page = await openPage(options);
    await page.getByLabel('Name', { exact: true }).fill(unique('Ben'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByText('Register', { exact: true }).click();
    await page.getByText('Rooms', { exact: true }).waitFor();
    await page.getByPlaceholder('Find a room').fill(room.name.slice(0, -2).toLowerCase());
    await page.getByText(room.name, { exact: true }).click();
    await page.getByText('No messages yet. Say hello.').waitFor();
    await page.getByText('Join', { exact: true }).click();
    await picture(page, `first-steps-empty-room-${size}`);
    await page.getByPlaceholder(`Write to ${room.name}`).fill('Is anybody here?');
    await page.getByText('Send', { exact: true }).click();
    await page.getByText('Is anybody here?', { exact: true }).first().waitFor();

    await shown(host, 'Is anybody here?');
    await say(host, 'Yes, welcome!');
    await shown(page, 'Yes, welcome!');
    await picture(page, `first-steps-chat-${size}`);
  });

  test(`without a room the page says what to do, at ${size}`, async () => {
    const [ann] = await registered('Ann');
    const page = await openPage({ person: ann, ...options });
    if (options === DESKTOP) {
      await page.getByRole('heading', { name: 'Choose a room' }).waitFor();
      await button(page, 'Create a room').waitFor();
    }
    await page.getByLabel('Search rooms').fill(unique('nowhere'));
    await page.getByText('No rooms match. Try another word, or create one.').waitFor();
    await picture(page, `no-room-${size}`);
  });
}

test('two browsers and a phone in one room see the same', async () => {
  const {
    people: [ann, ben],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const [cleo] = await registered('Cleo');
  const c = await openPage({ person: cleo, room, ...PHONE });
  await Promise.all([a, b, c].map((page) => online(page, 3)));

  await say(a, 'from Ann');
  await shown(b, 'from Ann');
  await say(b, 'from Ben');
  await shown(c, 'from Ben');
  await box(c).fill('from Cleo');
  await button(c, 'Send').tap();
  await allShow(['from Ann', 'from Ben', 'from Cleo'], a, b, c);

  await act(c, 'from Ben', 'React with ❤️');
  for (const page of [a, b, c]) {
    await row(page, 'from Ben').getByText('❤️').first().waitFor();
  }
  for (const text of ['at once 1', 'at once 2', 'at once 3']) {
    await Promise.all([a, b, c].map((page, i) => send(page, `${text} by ${i}`)));
  }
  await eventually('all twelve', async () => (await contents(a)).length === 12);
  await allShow(await contents(a), b, c);
  await people(a).getByText(ben.user.name).waitFor();
  await people(b).getByText(ann.user.name).waitFor();
  await picture(a, 'three-1280');
  await picture(c, 'three-375');

  await button(c, 'Leave room').tap();
  await online(a, 2);
  await connected(c);
});
