// Five people type while the server is killed, stays away, and comes back at the same place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allShow,
  box,
  connected,
  contents,
  DESKTOP,
  log,
  online,
  openPage,
  PHONE,
  picture,
  registered,
  row,
  send,
  status,
  unrolled,
} from './steps.js';
import { eventually, unique } from './support.js';

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dora', 'Emil'];
const AWAY_SECONDS = 20;
/** As people type, not as programs do. */
const PAUSE_MS = 400;
/** Of one person; all of them together are fewer than the rows that a page has at most. */
const MOST = 60;

/** The test's own server kills the chat's, lets it be away, and starts it again; the answer comes when it is back. */
async function killed() {
  const response = await fetch(`${process.env.ANIPUB_OUTAGE}?seconds=${AWAY_SECONDS}`, { method: 'POST' });
  assert.equal(response.status, 204, await response.text());
}

async function everything(person, room) {
  const all = [];
  for (let after = 0, page; page === undefined || page.length > 0; after = all.at(-1)?.seq) {
    page = await person.messages(room._id, `?after=${after}&limit=200`);
    all.push(...page);
    if (page.length < 200) {
      return all;
    }
  }
  return all;
}

const writing = (page) => page.evaluate(() => document.activeElement === document.querySelector('#message'));

test('a server that is killed and away for 20 s loses and doubles nothing on any screen', async () => {
  const people = await registered(...NAMES);
  const room = await people[0].createRoom(unique('Outage'));
  const pages = await Promise.all(people.map((person, i) => openPage({ person, room, ...(i === 4 ? PHONE : DESKTOP) })));
  pages.forEach((page) => page.expect(/net::ERR_|WebSocket|status of 5\d\d|status of 404/));
  await Promise.all(pages.map((page) => online(page, NAMES.length)));

  let over = false;
  const written = NAMES.map(() => []);
  const typing = pages.map(async (page, i) => {
    while (!over && written[i].length < MOST) {
      const text = `${NAMES[i]} ${written[i].length + 1}`;
      written[i].push(text);
      await send(page, text);
      // At once, whatever the server does.
      await row(page, text).first().waitFor({ state: 'attached' });
      await page.waitForTimeout(PAUSE_MS);
    }
  });
  await eventually('everybody has written', () => written.every((texts) => texts.length >= 3));
  const back = killed();
  const noticed = Promise.all(
    pages.map((page) =>
      status(page)
        .filter({ hasText: /Reconnecting/ })
        .waitFor(),
    ),
  );
  await noticed;
  await eventually('everybody writes on', () => written.every((texts) => texts.length >= 6));
  await log(pages[0]).getByText('Waiting for the connection…').first().waitFor({ state: 'attached' });
  await Promise.all([picture(pages[0], 'outage-1280'), picture(pages[4], 'outage-375')]);
  await back;
  await Promise.all(pages.map(connected));
  over = true;
  await Promise.all(typing);

  const all = written.flat();
  await eventually('everything is stored', async () => (await everything(people[0], room)).length >= all.length, 120_000);
  const stored = await everything(people[0], room);
  assert.deepEqual(
    stored.map(({ seq }) => seq),
    stored.map((_, i) => i + 1),
  );
  assert.deepEqual(stored.map(({ content }) => content).sort(), [...all].sort(), 'each once');
  people.forEach(({ user }, i) => {
    assert.deepEqual(
      stored.filter(({ sender }) => sender === user._id).map(({ content }) => content),
      written[i],
      `${NAMES[i]}'s in the order of writing`,
    );
  });
  const texts = stored.map(({ content }) => content);
  await Promise.all(pages.map(unrolled));
  await allShow(texts, ...pages);
  for (const page of pages) {
    const seqs = await log(page)
      .locator('.message')
      .evaluateAll((rows) => rows.map((one) => Number(one.dataset.seq)));
    assert.deepEqual(
      seqs,
      texts.map((_, i) => i + 1),
      'in the order of seq, and nothing else',
    );
    await online(page, NAMES.length);
  }
  // Nobody lost their place in the box.
  assert.equal(await writing(pages[0]), true);
  assert.equal(await box(pages[0]).inputValue(), '');

  const late = await openPage({ person: people[1], room });
  await eventually('the newest', async () => (await contents(late)).at(-1) === texts.at(-1));
  await send(late, 'and on');
  await Promise.all([...pages, late].map((page) => eventually('the last', async () => (await contents(page)).at(-1) === 'and on')));
  await Promise.all([picture(pages[0], 'outage-over-1280'), picture(pages[4], 'outage-over-375')]);
});
