// The page that the architecture guide draws, unchanged, in a real browser on the server's own origin.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launchBrowser, screenshots } from './browser.js';
import { eventually, ORIGIN, Person, unique } from './support.js';

let browser;
let picture;

before(async () => {
  browser = await launchBrowser();
  picture = await screenshots();
});

after(() => browser?.close());

/** What the page says of its person: its template may give it no id, and then a name is no better. */
const KNOWS_ITS_PERSON = (script) => script;
const KNOWS_NOBODY = (script, id = '"unknown"') =>
  script
    .replaceAll('userId: this.currentUser._id', `userId: ${id}`)
    .replaceAll('Name: this.currentUser.name', 'Name: "Somebody else"')
    .replaceAll('senderImage: this.currentUser.image', 'senderImage: "https://example.org/else.png"');
const KNOWS_NOT_EVEN_THAT = (script) => KNOWS_NOBODY(script, 'undefined');

/** The guide's page of a person, who has the site's cookie as after any login. */
async function openGuidePage(person, script = KNOWS_ITS_PERSON) {
  const context = await browser.newContext();
  const [name, value] = person.cookie.split(/=(.*)/);
  await context.addCookies([{ name, value, url: ORIGIN, httpOnly: true, sameSite: 'Lax' }]);
  for (const [file, contentType] of [
    ['chat.html', 'text/html'],
    ['chat.js', 'text/javascript'],
  ]) {
    const body = script(await readFile(new URL(`guide/${file}`, import.meta.url), 'utf8'));
    await context.route(`${ORIGIN}/guide/${file}`, (route) => route.fulfill({ body, contentType: `${contentType}; charset=utf-8` }));
  }
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && page.troubles.push(`${line.text()} ${line.location().url}`));
  await page.goto(`${ORIGIN}/guide/chat.html`);
  await page.getByText('Connected to chat server').waitFor();
  return page;
}

const lines = (page) => page.locator('#messages p').allTextContents();
const notices = (page) => page.locator('#notices li').allTextContents();

async function select(page, room) {
  await page.getByRole('button', { name: room.name, exact: true }).click();
  await page.getByRole('heading', { name: room.name, exact: true }).waitFor();
}

async function send(page, text) {
  await page.locator('#input').fill(text);
  await page.locator('#input').press('Enter');
  await eventually('the box is empty again', async () => (await page.locator('#input').inputValue()) === '');
}

test("the guide's page chats, sees who comes and goes, and shows each message once", async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Guide'));
  await alice.post(room._id, 'from before', 'from-before');
  const a = await openGuidePage(alice);
  const b = await openGuidePage(bob, KNOWS_NOBODY);

  await select(a, room);
  await eventually('alone', async () => (await a.locator('#users').textContent()) === alice.user.name);
  await select(b, room);
  await eventually('joined', async () => (await notices(a)).join() === `${bob.user.name} joined the chat`);
  await eventually('both online', async () => {
    const names = (await b.locator('#users').textContent()).split(', ').sort();
    return names.join() === [alice.user.name, bob.user.name].sort().join();
  });
  assert.deepEqual(await lines(b), [`${alice.user.name}: from before`]);

  await send(a, 'Hello World');
  await send(a, 'Hello World');
  await eventually('two so far', async () => (await lines(b)).length === 3);
  await send(b, 'Hey there! ✨');
  const expected = [
    `${alice.user.name}: from before`,
    `${alice.user.name}: Hello World`,
    `${alice.user.name}: Hello World`,
    `${bob.user.name}: Hey there! ✨`,
  ];
  for (const page of [a, b]) {
    await eventually('all', async () => (await lines(page)).join('|') === expected.join('|'));
  }
  await picture(a, 'guide-page');

  // The next message that nobody claims comes from the server's sweep: had it announced an earlier one again, that would be here.
  await alice.post(room._id, 'by POST alone');
  expected.push(`${alice.user.name}: by POST alone`);
  for (const page of [a, b]) {
    await eventually('swept', async () => (await lines(page)).includes(expected.at(-1)));
    assert.deepEqual(await lines(page), expected);
  }
  assert.deepEqual(
    (await alice.messages(room._id)).map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  );

  await b.getByRole('button', { name: 'Leave Room' }).click();
  await eventually('left', async () => (await notices(a)).at(-1) === `${bob.user.name} left the chat`);
  await send(a, 'to myself');
  await eventually('to myself', async () => (await lines(a)).length === 6);
  assert.deepEqual(await lines(b), []);

  await select(b, room);
  await eventually('joined again', async () => (await notices(a)).at(-1) === `${bob.user.name} joined the chat`);
  await b.close();
  await eventually('gone', async () => (await notices(a)).at(-1) === `${bob.user.name} left the chat`);
  assert.deepEqual([...a.troubles, ...b.troubles], []);
});

test("the guide's page reads the server's refusals", async () => {
  const alice = await Person.register(unique('Alice'));
  const room = await alice.createRoom(unique('Guide'));
  const page = await openGuidePage(alice, KNOWS_NOBODY);
  await select(page, room);
  await page.locator('#input').fill('x'.repeat(2001));
  await page.locator('#input').press('Enter');
  const error = await eventually('the refusal', async () => (await notices(page)).find((text) => text.startsWith('Error: ')));
  assert.doesNotMatch(error, /undefined/);
  assert.deepEqual(await alice.messages(room._id), []);
  assert.deepEqual(
    page.troubles.filter((trouble) => !/status of 4\d\d/.test(trouble)),
    [],
  );
});

test('the page of today and the page of the guide share a room', async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Shared'));
  const guide = await openGuidePage(alice, KNOWS_NOT_EVEN_THAT);
  await select(guide, room);
  const context = await browser.newContext();
  const [name, value] = bob.cookie.split(/=(.*)/);
  await context.addCookies([{ name, value, url: ORIGIN, httpOnly: true, sameSite: 'Lax' }]);
  const today = await context.newPage();
  await today.goto(`${ORIGIN}/#room=${room._id}`);
  await today.getByText('No messages yet. Say hello.').waitFor();
  await today.getByRole('button', { name: 'Join', exact: true }).click();
  await send(guide, 'from the guide');
  await today.getByRole('log').getByText('from the guide', { exact: true }).waitFor();
  await today.getByLabel('Message', { exact: true }).fill('from today');
  await today.getByLabel('Message', { exact: true }).press('Enter');
  await eventually(
    'both',
    async () => (await lines(guide)).join('|') === `${alice.user.name}: from the guide|${bob.user.name}: from today`,
  );
});

test("the guide's page works in private, direct and hidden rooms, once it knows them", async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const secret = await alice.call('POST', '/chat/rooms', { name: unique('Secret'), visibility: 'private' });
  const { code } = await alice.call('POST', `/chat/rooms/${secret._id}/invitations`, {});
  await bob.call('POST', `/chat/invitations/${code}/accept`);
  const direct = await alice.call('POST', '/chat/direct', { userIds: [bob.user._id] });
  await alice.post(direct._id, 'from before', 'from-before');
  await bob.call('PUT', `/chat/rooms/${direct._id}/hidden`);
  const [a, b] = [await openGuidePage(alice), await openGuidePage(bob, KNOWS_NOBODY)];
  assert.equal(await b.getByRole('button', { name: secret.name, exact: true }).count(), 0, 'its list is of public rooms');
  for (const { _id, name } of [secret, { ...direct, name: 'direct' }]) {
    for (const page of [a, b]) {
      await page.evaluate((room) => globalThis.chat.selectRoom(room), { _id, name });
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
    await eventually('both online', async () => (await b.locator('#users').textContent()).includes(alice.user.name));
    const before = await lines(a);
    await send(a, 'Hello');
    await send(b, 'Hey there!');
    const expected = [...before, `${alice.user.name}: Hello`, `${bob.user.name}: Hey there!`];
    for (const page of [a, b]) {
      await eventually(`all of ${name}`, async () => (await lines(page)).join('|') === expected.join('|'));
    }
    for (const page of [a, b]) {
      await page.getByRole('button', { name: 'Leave Room' }).click();
    }
  }
  assert.deepEqual(
    (await bob.call('GET', '/chat/direct')).map(({ _id }) => _id),
    [direct._id],
    'what was hidden came back with a message',
  );
  assert.deepEqual([...a.troubles, ...b.troubles], []);
});
