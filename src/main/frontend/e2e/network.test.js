// Sending and receiving while the network is slow, away, or cut, and while the server refuses.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import {
  allShow,
  box,
  button,
  connected,
  contents,
  enter,
  isGone,
  log,
  meeting,
  newContext,
  openPage,
  picture,
  register,
  registered,
  row,
  SIZES,
  say,
  send,
  shown,
  status,
  stored,
  unrolled,
} from './steps.js';
import { eventually, ORIGIN, Person, unique } from './support.js';
import { Wire } from './wire.js';

const AWAY = [/net::ERR_|WebSocket/];
const CLOCK = /\d{2}:\d{2}/;
const wires = [];

afterEach(() => wires.splice(0).forEach((wire) => wire.close()));

const offline = async (page) => {
  page.expect(...AWAY);
  await page.context().setOffline(true);
  await status(page)
    .filter({ hasText: /^Offline since/ })
    .waitFor();
};

/** A page whose network can be cut and stopped. */
async function wired(person, room, options = {}) {
  const wire = await Wire.to(ORIGIN);
  wires.push(wire);
  const page = await openPage({ person, room, origin: wire.origin, ...options });
  page.expect(...AWAY);
  return { page, wire };
}

for (const [size, options] of SIZES) {
  test(`a message is shown at once as pending, and replaced by the server's copy, at ${size}`, async () => {
    const {
      people: [ann],
      room,
      pages: [b],
    } = await meeting(['Ann']);
    const { page, wire } = await wired(ann, room, options);
    wire.hold();
    await send(page, 'on its way');
    await row(page, 'on its way').getByText('Sending…').waitFor();
    assert.equal(await box(page).inputValue(), '');
    await shown(b, 'on its way');
    await picture(page, `pending-${size}`);
    wire.release();
    await stored(page, 'on its way');
    await isGone(row(page, 'on its way').getByText('Sending…'));
    await allShow(['on its way'], page, b);
  });

  test(`what the server refuses stays, with its reason, to be tried again or deleted, at ${size}`, async () => {
    const {
      people: [ann, ben],
      room,
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(b, 'still here');
    await shown(a, 'still here');
    // What is on its way while the membership ends is refused.
    await offline(b);
    await send(b, 'too late');
    await send(b, 'not wanted');
    await ben.leaveForGood(room._id);
    await b.context().setOffline(false);
    await row(b, 'too late').getByText('Not sent').waitFor();
    await row(b, 'too late')
      .getByText(/member of this room/i)
      .waitFor();
    await row(b, 'not wanted').getByText('Not sent').waitFor();
    await button(b, 'Join').waitFor();
    await picture(b, `failed-${size}`);
    await row(b, 'not wanted').getByRole('button', { name: 'Discard', exact: true }).click();
    await isGone(row(b, 'not wanted'));
    assert.deepEqual(
      (await ann.messages(room._id)).map(({ content }) => content),
      ['still here'],
    );
    await row(b, 'too late').getByRole('button', { name: 'Retry', exact: true }).click();
    await stored(b, 'too late');
    await allShow(['still here', 'too late'], a, b);
  });

  test(`what is written offline is kept, and sent in its order after the return, at ${size}`, async () => {
    const {
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(a, 'before');
    await offline(a);
    assert.match(await status(a).textContent(), /^Offline since \d{2}:\d{2}\. Messages will be sent when you’re back\.$/);
    for (const text of ['first', 'second', 'unwanted', 'third']) {
      await send(a, text);
      await row(a, text).getByText('Waiting for the connection…').waitFor();
    }
    await row(a, 'unwanted').getByRole('button', { name: 'Discard', exact: true }).click();
    await say(b, 'meanwhile');
    await picture(a, `offline-${size}`);
    await a.context().setOffline(false);
    await connected(a);
    await allShow(['before', 'meanwhile', 'first', 'second', 'third'], a, b);
    // The others may show a message before its sender has the answer.
    await eventually('nothing is being sent', async () => (await log(a).locator('.sending').count()) === 0);
  });
}

test('over a slow network the page works, and says what it waits for', async () => {
  const {
    people: [ann],
    room,
    pages: [b],
  } = await meeting(['Ann']);
  for (let i = 1; i <= 60; i += 1) {
    await ann.post(room._id, `message ${i}`, `slow-${i}`);
  }
  const context = await newContext();
  const slow = await context.newPage();
  const session = await context.newCDPSession(slow);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 20_000,
  });
  await slow.goto('about:blank');
  await slow.addInitScript(() => {
    globalThis.states = new Set();
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        document
          .querySelectorAll('#connection, .state, #log-skeleton:not([hidden]) p')
          .forEach(({ textContent }) => globalThis.states.add(textContent));
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  });
  slow.setDefaultTimeout(60_000);
  await slow.goto(ORIGIN);
  await register(slow, unique('Slow'));
  await enter(slow, room.name);
  await shown(slow, 'message 60');
  await say(slow, 'slowly');
  await shown(b, 'slowly');
  await send(b, 'an answer');
  await shown(slow, 'an answer');
  const states = await slow.evaluate(() => [...globalThis.states]);
  for (const state of ['Connecting…', 'Loading messages…', 'Sending…', 'Connected']) {
    assert.ok(states.includes(state), `${state} was shown, of ${states}`);
  }
  await context.close();
});

test('a lost connection is said with the number of the try and since when, and mended without a hand', async () => {
  const {
    people: [ann],
    room,
    pages: [b],
  } = await meeting(['Ann']);
  const { page, wire } = await wired(ann, room);
  await say(page, 'before');
  wire.cut();
  await status(page)
    .filter({ hasText: /^Connection lost at \d{2}:\d{2}\. Reconnecting \(attempt \d+\)…$/ })
    .waitFor();
  await status(page)
    .filter({ hasText: /attempt [2-9]/ })
    .waitFor();
  const since = CLOCK.exec(await status(page).textContent())[0];
  await picture(page, 'reconnecting');
  await send(page, 'written meanwhile');
  await row(page, 'written meanwhile').getByText('Waiting for the connection…').waitFor();
  await say(b, 'said meanwhile');
  assert.equal(CLOCK.exec(await status(page).textContent())[0], since);
  wire.mend();
  await connected(page);
  await allShow(['before', 'said meanwhile', 'written meanwhile'], page, b);

  wire.cut();
  await status(page)
    .filter({ hasText: /attempt [2-9]/ })
    .waitFor();
  // Nothing is answered yet: a try of the page's own would take the button away.
  wire.hold();
  wire.mend();
  await button(page, 'Try now').click();
  wire.release();
  await connected(page);
  await isGone(button(page, 'Try now'));
});

test('of what was missed nothing is lost or doubled, and people are counted anew', async () => {
  const {
    people: [ann],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const { page, wire } = await wired(ann, room);
  const writer = await Person.register(unique('Writer'));
  await writer.join(room._id);
  const texts = [];
  for (let cut = 1; cut <= 3; cut += 1) {
    wire.cut();
    await status(page)
      .filter({ hasText: /Reconnecting/ })
      .waitFor();
    // More than one page of the server's answers.
    for (let i = 1; i <= 70; i += 1) {
      texts.push(`cut ${cut}, message ${i}`);
      await writer.post(room._id, texts.at(-1), `cut-${cut}-${i}`);
    }
    await send(page, `mine ${cut}`);
    wire.mend();
    texts.push(`mine ${cut}`);
    await stored(page, `mine ${cut}`);
  }
  await connected(page);
  await Promise.all([page, a, b].map(unrolled));
  await allShow(texts, page, a, b);
});

test('drafts are kept for each room, and survive a reload', async () => {
  const [ann] = await registered('Ann');
  const [one, two] = [await ann.createRoom(unique('One')), await ann.createRoom(unique('Two'))];
  const page = await openPage({ person: ann, room: one });
  await box(page).fill('half of a thought');
  await enter(page, two.name);
  assert.equal(await box(page).inputValue(), '');
  await box(page).fill('and of another');
  await page.reload();
  await connected(page);
  await eventually('the draft', async () => (await box(page).inputValue()) === 'and of another');
  await enter(page, one.name);
  assert.equal(await box(page).inputValue(), 'half of a thought');
  await say(page, 'half of a thought');
  await page.reload();
  await connected(page);
  await shown(page, 'half of a thought');
  assert.equal(await box(page).inputValue(), '');
  await button(page, 'Log out').click();
  await button(page, 'Log in').waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':'))), []);
});

test('unsent messages survive the window and go out from the next one', async () => {
  const {
    people: [ann],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const context = a.context();
  await offline(a);
  await send(a, 'from the closed window');
  await row(a, 'from the closed window').getByText('Waiting for the connection…').waitFor();
  // Not the last page of its context.
  const kept = await context.newPage();
  await a.close();
  await context.setOffline(false);
  await kept.close();
  const again = await openPage({ context, person: ann, room });
  await stored(again, 'from the closed window');
  await allShow(['from the closed window'], again, b);
});

test('a window that is logged out elsewhere shows and hears nothing more', async () => {
  const {
    people: [ann],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const other = await openPage({ context: a.context(), person: ann, room });
  a.expect(/status of 401/);
  await button(other, 'Log out').click();
  await button(other, 'Log in').waitFor();
  await a.getByText('You have been logged out.').waitFor();
  await button(a, 'Log in').waitFor();
  await say(b, 'not for Ann');
  for (const page of [a, other]) {
    assert.deepEqual(await contents(page), []);
    assert.equal(await page.getByText('not for Ann').count(), 0);
  }
  await picture(a, 'logged-out-elsewhere');
});
