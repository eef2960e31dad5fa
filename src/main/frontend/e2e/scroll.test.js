// Where the log stands, what is written between the messages, and a very long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  box,
  button,
  contents,
  fromBottom,
  hasFocus,
  isGone,
  log,
  meeting,
  openPage,
  picture,
  registered,
  row,
  SIZES,
  say,
  scroller,
  send,
  shown,
} from './steps.js';
import { eventually, unique } from './support.js';

const DAY_MS = 86_400_000;
const atBottom = (page) => eventually('at the bottom', async () => (await fromBottom(page)) < 2);
const scrollTo = (page, top) =>
  scroller(page).evaluate((node, to) => {
    node.scrollTop = to;
  }, top);
/** Where a message stands in the window, in px from its top. */
const placeOf = async (page, text) => (await row(page, text).first().boundingBox()).y;
const jump = (page) => button(page, 'Newest messages');
const rowsInPage = (page) => log(page).evaluate((node) => node.childElementCount);

/** A room that somebody has written so many messages in. */
async function longRoom(count) {
  const [ann, ben] = await registered('Ann', 'Ben');
  const room = await ann.createRoom(unique('Long'));
  await ben.join(room._id);
  await written(ann, room, count);
  return { ann, ben, room };
}

/** In order, because each waits for the one before it. */
async function written(person, room, count, from = 1) {
  for (let i = from; i < from + count; i += 1) {
    await person.post(room._id, `message ${i}`, `long-${i}`);
  }
}

for (const [size, options] of SIZES) {
  test(`whoever is within 30 px of the bottom follows; anybody else stays where they read, at ${size}`, async () => {
    const { ann, room } = await longRoom(80);
    const [cleo] = await registered('Cleo');
    await cleo.join(room._id);
    const page = await openPage({ person: cleo, room, ...options });
    await atBottom(page);
    await scroller(page).evaluate((node) => {
      node.scrollTop -= 25;
    });
    await ann.post(room._id, 'followed', 'followed');
    await shown(page, 'followed');
    await atBottom(page);
    await isGone(jump(page));

    await scroller(page).evaluate((node) => {
      node.scrollTop -= 200;
      // The log is rendered before the browser tells the page of the scroll, as when news comes in that very moment.
      globalThis.dispatchEvent(new Event('online'));
    });
    await jump(page).waitFor();
    const before = await placeOf(page, 'message 78');
    for (const text of ['below 1', 'below 2', 'below 3']) {
      await ann.post(room._id, text, text);
    }
    await eventually('three more', async () => (await contents(page)).at(-1) === 'below 3');
    assert.ok(Math.abs((await placeOf(page, 'message 78')) - before) < 1, 'nothing has moved');
    await jump(page).filter({ hasText: '3' }).waitFor();
    assert.equal(await page.locator('#to-newest-hint').textContent(), '3 new messages');
    await picture(page, `jump-to-newest-${size}`);
    // What came while they read elsewhere begins at a line.
    await log(page).locator('.unread-line').waitFor({ state: 'attached' });
    await jump(page).click();
    await atBottom(page);
    await isGone(jump(page));
    assert.deepEqual((await log(page).locator('.content, .unread-line').allTextContents()).slice(-4), [
      'New messages',
      'below 1',
      'below 2',
      'below 3',
    ]);

    // Of one's own nothing is missed: the log follows it down.
    await scrollTo(page, 0);
    await jump(page).waitFor();
    await send(page, 'my own');
    await shown(page, 'my own');
    await atBottom(page);
  });

  test(`older messages come in front without moving what is read, at ${size}`, async () => {
    const { ann, room } = await longRoom(130);
    const [cleo] = await registered('Cleo');
    const page = await openPage({ person: cleo, room, ...options });
    await shown(page, 'message 130');
    await atBottom(page);
    assert.equal((await contents(page))[0], 'message 81');
    await scroller(page).evaluate((node) => {
      // As a reader's finger would, in one step that the page sees only when it is over.
      node.scrollTop = 300;
      globalThis.places = [];
      const mark = [...node.querySelectorAll('.message')].find(
        (one) => one.getBoundingClientRect().top >= node.getBoundingClientRect().top,
      );
      globalThis.mark = { node: mark, at: mark.getBoundingClientRect().top };
    });
    await eventually('50 more', async () => (await contents(page)).includes('message 31'));
    const moved = await page.evaluate(() => globalThis.mark.node.getBoundingClientRect().top - globalThis.mark.at);
    assert.ok(Math.abs(moved) < 2, `what is read moved by ${moved} px`);
    await ann.post(room._id, 'fresh', 'fresh');
    await eventually('fresh', async () => (await contents(page)).at(-1) === 'fresh');
    assert.ok((await fromBottom(page)) > 300);
    await eventually('all', async () => {
      await scrollTo(page, 0);
      return (await contents(page))[0] === 'message 1';
    });
    await page.getByText('This is the beginning of the room.').waitFor();
    await isGone(button(page, 'Show earlier messages'));
    assert.deepEqual(await contents(page), [...Array.from({ length: 130 }, (_, i) => `message ${i + 1}`), 'fresh']);
    await jump(page).click();
    await atBottom(page);
  });

  test(`opening a room with much unread begins at the line, with ways to the first and past all, at ${size}`, async () => {
    const { ann, ben, room } = await longRoom(10);
    await ben.call('POST', `/chat/rooms/${room._id}/read`, { seq: 10 });
    await written(ann, room, 80, 11);
    const page = await openPage({ person: ben, room, ...options });
    await page.getByText('80 new messages').first().waitFor();
    await button(page, 'Jump to first unread').click();
    await eventually('the first has the focus', () => hasFocus(row(page, 'message 11')));
    const [line, box1] = [await log(page).locator('.unread-line').boundingBox(), await scroller(page).boundingBox()];
    assert.ok(line.y >= box1.y && line.y < box1.y + box1.height, 'the line is in sight');
    await picture(page, `unread-bar-${size}`);
    if (await button(page, 'Mark as read').isVisible()) {
      await button(page, 'Mark as read').click();
    } else {
      await jump(page).click();
    }
    await eventually('read', async () => (await ben.call('GET', `/chat/rooms/${room._id}`)).unread === 0);
  });
}

test('days are marked by lines, and what one person writes in a row is grouped', async () => {
  const { ann, ben, room } = await longRoom(4);
  await ben.post(room._id, 'from Ben', 'ben');
  await ann.post(room._id, 'from Ann', 'ann');
  const page = await openPage({ person: ben });
  // The server knows no yesterday yet: the page is told that the first messages are older than they are.
  await page.route('**/api/chat/rooms/*/messages*', async (route) => {
    const response = await route.fetch();
    const messages = await response.json();
    const shift = (seq) => ({ 1: 400 * DAY_MS, 2: DAY_MS, 3: DAY_MS - 1_000 })[seq] ?? (seq === 4 ? 0 : -600_000);
    await route.fulfill({
      response,
      json: messages.map((one) => ({ ...one, timestamp: new Date(Date.parse(one.timestamp) - shift(one.seq)).toISOString() })),
    });
  });
  await page.getByLabel('Search rooms').fill(room.name);
  await page.getByRole('listitem').getByRole('button').filter({ hasText: room.name }).click();
  await shown(page, 'from Ann');
  const lines = await log(page).locator('.content, .day').allTextContents();
  const days = await log(page).locator('.day').allTextContents();
  assert.equal(days.length >= 3, true, `${days}`);
  assert.match(days[0], /^[A-Z][a-z]+day,? \d{1,2} [A-Z][a-z]+ \d{4}$/);
  assert.ok(days.includes('Yesterday'), `${days}`);
  assert.equal(lines[1], 'message 1');
  const grouped = await log(page)
    .getByRole('article')
    .evaluateAll((all) => all.map((one) => one.classList.contains('grouped')));
  assert.deepEqual(grouped, [false, false, true, false, false, false]);
  const sender = row(page, 'message 3').locator('.sender');
  assert.ok((await sender.boundingBox()).width <= 1, 'a grouped message does not repeat its author');
  await picture(page, 'days');
});

test('where older messages cannot be had the page waits, says so, and lets people try', async () => {
  const { ann, room } = await longRoom(70);
  const page = await openPage({ person: ann, room });
  await shown(page, 'message 70');
  page.expect(/status of 503/);
  let asked = 0;
  let broken = true;
  await page.route('**/messages?before=*', (route) => {
    asked += 1;
    return broken ? route.fulfill({ status: 503, body: '' }) : route.continue();
  });
  await scrollTo(page, 0);
  const again = button(page, 'Try again');
  await again.waitFor();
  await picture(page, 'older-failed');
  const first = asked;
  // As many renders as there are messages.
  for (let i = 1; i <= 20; i += 1) {
    await ann.post(room._id, `meanwhile ${i}`, `meanwhile-${i}`);
  }
  await eventually('all of them', async () => (await row(page, 'meanwhile 20').count()) === 1);
  assert.ok(asked - first <= 5, `${asked - first} requests`);
  broken = false;
  await again.click();
  await isGone(again);
  await shown(page, 'message 1');
});

test('who comes and goes is told in one line, to whom that is of interest', async () => {
  const {
    people: [ann],
    room,
    pages: [a],
  } = await meeting(['Ann']);
  const wanted = a.getByLabel('Show joins and leaves');
  await wanted.check();
  const [ben, cleo] = await registered('Ben', 'Cleo');
  for (const person of [ben, cleo]) {
    const page = await openPage({ person, room });
    await page.close();
    await a.getByRole('button', { name: 'Online 1', exact: true }).waitFor();
  }
  await log(a).getByText(`${ben.user.name} and ${cleo.user.name} stopped by`).waitFor();
  assert.equal(await log(a).locator('.notices').count(), 1);
  await say(a, 'gone again');
  const [dora] = await registered('Dora');
  await openPage({ person: dora, room });
  await log(a).getByText(`${dora.user.name} joined the chat`).waitFor();
  assert.equal(await log(a).locator('.notices').count(), 2);
  assert.equal(await log(a).getByText(`${ann.user.name} joined`).count(), 0);
  await picture(a, 'notices');
  await wanted.uncheck();
  await eventually('no notices', async () => (await log(a).locator('.notices').count()) === 0);
});

test('a log of 10,000 messages scrolls from end to beginning with few rows in the page', async () => {
  const COUNT = 10_000;
  const MOST_ROWS = 420;
  // As many as one person may send at once, for each of them.
  const writers = [];
  while (writers.length < 20) {
    // Nor may everybody come in at once.
    writers.push(...(await registered('Writer', 'Writer', 'Writer', 'Writer')));
  }
  const room = await writers[0].createRoom(unique('Huge'));
  await writers[0].post(room._id, 'the very first', 'first');
  await Promise.all(
    writers.map(async (writer) => {
      await writer.join(room._id);
      for (let i = 0; i < COUNT / writers.length; i += 25) {
        await Promise.all(
          Array.from({ length: 25 }, (_, k) => writer.post(room._id, `message ${i + k} of ${writer.user.name}`, `huge-${i + k}`)),
        );
      }
    }),
  );
  await writers[0].post(room._id, 'the very last', 'last');
  const [reader] = await registered('Reader');
  const page = await openPage({ person: reader, room });
  await shown(page, 'the very last');
  assert.ok((await rowsInPage(page)) <= MOST_ROWS);

  const seqs = () =>
    log(page)
      .locator('[data-seq]')
      .evaluateAll((all) => all.map((one) => Number(one.dataset.seq)));
  let most = 0;
  const first = async () => {
    const shownNow = await seqs();
    most = Math.max(most, await rowsInPage(page));
    shownNow.forEach((seq, i) => assert.equal(seq, shownNow[0] + i, 'no message is missing between those that are shown'));
    return shownNow[0];
  };
  // A stretch by scrolling, as far as the page gets in 30 steps.
  let before = await first();
  for (let step = 0; step < 30; step += 1) {
    await scrollTo(page, 0);
    await eventually('older ones', async () => (await first()) < before);
    before = await first();
  }
  assert.ok(before < COUNT - 1_000, `${before}`);
  assert.ok(most <= MOST_ROWS, `${most} rows`);
  await picture(page, 'huge');

  // The beginning, through the search: it looks at 5,000 messages at a time.
  await page.keyboard.press('Escape');
  await button(page, 'Search messages').click();
  const panel = page.getByRole('complementary', { name: 'Search messages' });
  await panel.getByLabel('Search for').fill('the very first');
  await panel.getByLabel('Search for').press('Enter');
  await button(page, 'Search older messages').click();
  const hit = panel.getByRole('button').filter({ hasText: 'the very first' });
  while (!(await hit.isVisible())) {
    await button(page, 'Search older messages').or(hit).first().waitFor();
    if (await button(page, 'Search older messages').isVisible()) {
      await button(page, 'Search older messages').click();
    }
  }
  await hit.click();
  await eventually('the first message has the focus', () => hasFocus(row(page, 'the very first')));
  assert.equal((await seqs())[0], 1);
  assert.ok((await rowsInPage(page)) <= MOST_ROWS);
  for (let step = 0; step < 5; step += 1) {
    const last = (await seqs()).at(-1);
    await scrollTo(page, 10_000_000);
    await eventually('newer ones', async () => (await seqs()).at(-1) > last);
    await first();
  }
  await jump(page).click();
  await shown(page, 'the very last');
  await atBottom(page);
  assert.equal((await seqs()).at(-1), COUNT + 2);
  assert.ok(most <= MOST_ROWS && (await rowsInPage(page)) <= MOST_ROWS, `${most} rows`);
  await box(page).waitFor();
});
