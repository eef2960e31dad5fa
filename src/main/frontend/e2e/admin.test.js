// The real page of @socket.io/admin-ui in a real browser, on an origin of its own, against a running chat that trusts it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { extname } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { io } from 'socket.io-client';
import { launchBrowser, screenshots } from './browser.js';
import { eventually, ORIGIN, Person, unique, within } from './support.js';

const DIST = new URL('../../../test/clients/node_modules/@socket.io/admin-ui/ui/dist/', import.meta.url);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' };
const PASSWORD = process.env.ANIPUB_ADMIN_PASSWORD;

const open = [];
let browser;
let picture;
let pages;
let address;

before(async () => {
  browser = await launchBrowser();
  picture = await screenshots();
  pages = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    try {
      const body = await readFile(new URL(file, DIST));
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => {
    pages.listen(Number(process.env.ANIPUB_ADMIN_PAGE_PORT), '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${pages.address().port}/`;
});

after(async () => {
  pages?.close();
  await browser?.close();
});

afterEach(() => {
  open.splice(0).forEach((socket) => socket.disconnect());
});

/** Somebody in a room, with the cookie and a token that nobody else may see. */
async function guest(person, room) {
  const socket = Object.assign(
    io(ORIGIN, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      auth: { token: person.token },
      extraHeaders: { Cookie: person.cookie, Authorization: `Bearer ${person.token}` },
    }),
    { heard: [] },
  );
  open.push(socket);
  socket.onAny((event, payload) => socket.heard.push({ event, payload }));
  await within(
    'connect',
    new Promise((resolve) => {
      socket.once('connect', () => resolve(undefined));
    }),
  );
  assert.equal((await socket.timeout(10_000).emitWithAck('join_room', { roomId: room._id })).ok, true);
  return socket;
}

/** The admin page as an operator opens it; fonts and icons from elsewhere stay away. */
async function adminPage() {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  return page;
}

async function logIn(page, password) {
  await page.getByLabel('Server URL').fill(ORIGIN);
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

const shows = (page, hash) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
/** While views change, both are there for a moment. */
const row = (page, text) => page.locator('tbody tr', { hasText: text }).first();

test('operators log in, see the server, its sockets, rooms and events, and disconnect one', async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Watched'));
  const a = await guest(alice, room);
  const b = await guest(bob, room);

  const page = await adminPage();
  await logIn(page, 'wrong');
  await page.getByText('Invalid credentials').waitFor();
  await logIn(page, PASSWORD);
  await page.getByLabel('Server URL').waitFor({ state: 'hidden' });

  await shows(page, '#/servers/');
  await row(page, hostname()).waitFor();
  await picture(page, 'admin-servers');

  await shows(page, '#/sockets/');
  await row(page, a.id).waitFor();
  await row(page, b.id).waitFor();
  await picture(page, 'admin-sockets');

  await shows(page, '#/rooms/');
  await row(page, room._id).waitFor();

  await shows(page, '#/events/');
  const said = unique('to be seen');
  await a.timeout(10_000).emitWithAck('send_message', { roomId: room._id, content: said });
  await row(page, 'send_message').waitFor();
  await row(page, 'receive_message').waitFor();

  await shows(page, `#/n/${encodeURIComponent('/')}/sockets/${a.id}`);
  await page.getByText('authorization').first().waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen
  const text = await page.locator('body').innerText();
  assert.match(text, /\*\*\*/);
  for (const secret of [alice.token, alice.cookie.split('=')[1]]) {
    assert.equal(text.includes(secret), false);
  }
  await picture(page, 'admin-socket');

  await shows(page, '#/sockets/');
  const gone = new Promise((resolve) => {
    b.once('disconnect', resolve);
  });
  const { id } = b;
  await row(page, id).getByRole('button').click();
  assert.equal(await within('disconnect', gone), 'io server disconnect');
  // The button's click opens the row as well.
  await page.getByText('disconnected', { exact: true }).first().waitFor();
  await shows(page, '#/sockets/');
  await row(page, id).waitFor({ state: 'detached' });
  await row(page, a.id).waitFor();
  await eventually('user_left', () => a.heard.some(({ event, payload }) => event === 'user_left' && payload.userId === bob.user._id));
  const { users } = await a.timeout(10_000).emitWithAck('get_active_users', room._id);
  assert.deepEqual(
    users.map(({ userId }) => userId),
    [alice.user._id],
  );

  await page.reload();
  await shows(page, '#/sockets/');
  await row(page, a.id).waitFor();
  await page.context().close();
});

test('whoever an operator takes off a delivery list hears nothing more, and is present still', async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Watched'));
  const a = await guest(alice, room);
  const b = await guest(bob, room);
  const operator = io(`${ORIGIN}/admin`, { forceNew: true, transports: ['polling'], auth: { username: 'admin', password: PASSWORD } });
  open.push(operator);
  const [sockets] = await within(
    'all_sockets',
    new Promise((resolve, reject) => {
      operator.once('connect_error', reject);
      operator.once('all_sockets', (...values) => resolve(values));
    }),
  );
  const list = sockets.find(({ id }) => id === b.id).rooms.find((name) => name.includes(room._id));
  const left = new Promise((resolve) => {
    operator.on('room_left', (_, name, id) => id === b.id && resolve(name));
  });
  operator.emit('leave', '/', list, b.id);
  assert.equal(await within('room_left', left), list);

  await a.timeout(10_000).emitWithAck('send_message', { roomId: room._id, content: 'unheard' });
  await eventually('heard by the other', () => a.heard.some(({ event }) => event === 'receive_message'));
  const { users } = await b.timeout(10_000).emitWithAck('get_active_users', room._id);
  assert.equal(
    b.heard.some(({ event }) => event === 'receive_message'),
    false,
  );
  assert.deepEqual(users.map(({ userId }) => userId).sort(), [alice.user._id, bob.user._id].sort());
  assert.equal(
    a.heard.some(({ event }) => event === 'user_left'),
    false,
  );
});
