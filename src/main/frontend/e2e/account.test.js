// One's own account, and whom one does not want to hear: in two windows, as what is done in one has to be seen in the other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looked } from './looks.js';
import { act, alert, button, connected, log, meeting, openPage, people, register, roomEntry, say, shown } from './steps.js';
import { eventually, PASSWORD, unique } from './support.js';

const NEXT = 'another horse battery';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const account = (page) => page.getByRole('dialog', { name: 'Your account' });
const section = (page, name) => account(page).locator('details', { has: page.getByRole('heading', { name, exact: true }) });

async function openSection(page, name) {
  if (!(await account(page).isVisible())) {
    await button(page, 'Your account').click();
  }
  const part = section(page, name);
  if ((await part.getAttribute('open')) === null) {
    await part.locator('summary').click();
  }
  return part;
}

async function logIn(page, name, password) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Log in').click();
}

test('another password ends the other logins, this one goes on; a login is ended from the list', async () => {
  const name = unique('Ann');
  const a = await openPage();
  await register(a, name);
  const b = await openPage();
  b.expect(/40[13]/);
  await logIn(b, name, PASSWORD);
  await connected(b);

  const password = await openSection(a, 'Password');
  await password.getByLabel('Current password').fill('wrong horse battery');
  await password.getByLabel('New password').fill(NEXT);
  a.expect(/403/);
  await button(password, 'Change password').click();
  await password.getByText('The current password is wrong.').waitFor();
  await password.getByLabel('Current password').fill(PASSWORD);
  await password.getByLabel('New password').fill(NEXT);
  await button(password, 'Change password').click();
  await password.getByText('Your password is changed.').waitFor();
  await alert(b).filter({ hasText: 'You have been logged out.' }).waitFor();
  await a.keyboard.press('Escape');
  await connected(a);
  // As on a site without an admin.
  await a.route('**/api/auth/session', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), awaitsAdmin: true } });
  });
  await a.reload();
  await connected(a);

  await logIn(b, name, NEXT);
  await connected(b);
  const sessions = await openSection(a, 'Where you’re logged in');
  await sessions.getByText('This browser').waitFor();
  const others = sessions.getByRole('button', { name: /^Log out Chrome on Linux/ });
  assert.equal(await others.count(), 1);
  await account(a)
    .getByLabel('Choose a PNG')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
  await button(account(a), 'Use this picture').waitFor();
  for (const name of ['Password', 'Blocked people', 'Your data', 'Delete account', 'Become the first admin']) {
    await openSection(a, name);
  }
  await account(a).getByText('You haven’t blocked anybody.').waitFor();
  const parts = Object.fromEntries(
    await Promise.all(
      (await account(a).getByRole('heading', { level: 3 }).all()).map(async (heading) => [
        await heading.textContent(),
        heading.locator('xpath=..'),
      ]),
    ),
  );
  assert.deepEqual(await looked(a, 'account', '', parts), []);
  await others.click();
  await sessions.getByText('Chrome on Linux is logged out.').waitFor();
  assert.equal(await others.count(), 0);
  await alert(b).filter({ hasText: 'You have been logged out.' }).waitFor();
  await a.keyboard.press('Escape');
  await connected(a);
});

test('who is blocked is folded away in the log, quotes, the search and the list, in both windows, until that is taken back', async () => {
  const {
    people: [ann, ben],
    room,
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  const second = await openPage({ person: ann, room, context: a.context() });
  await say(b, 'a rude herring');
  await shown(a, 'a rude herring');
  await act(b, 'a rude herring', 'Reply');
  await say(b, 'and an answer to it');

  await people(a).getByRole('button', { name: ben.user.name, exact: true }).click();
  const card = a.getByRole('dialog', { name: ben.user.name });
  await button(card, 'Block').click();
  await card.getByText('They aren’t told.').waitFor();
  assert.deepEqual(await looked(a, 'card-blocked'), []);
  await a.keyboard.press('Escape');
  for (const page of [a, second]) {
    await eventually('folded', async () => (await log(page).locator('.fold').count()) === 2);
    assert.equal(await log(page).getByText('herring').count(), 0);
    await roomEntry(page, room.name).getByText('Message from somebody you blocked').waitFor();
  }
  await say(b, 'still here');
  await eventually('what comes is folded', async () => (await log(a).locator('.fold').count()) === 3);
  await ann.post(room._id, 'a calm herring');
  await shown(a, 'a calm herring');
  await a.getByRole('button', { name: 'Search messages', exact: true }).first().click();
  await a.getByLabel('Search for').fill('herring');
  await button(a, 'Search').click();
  const results = a.locator('#search-results');
  await results.getByText('Message from somebody you blocked').waitFor();
  assert.equal(await results.getByText('rude').count(), 0);
  assert.deepEqual(await looked(a, 'blocked'), []);
  await button(a, 'Close search').click();

  // By keyboard: from the message into its only button.
  const fold = log(a).locator('.fold').first();
  await button(fold, 'Show').press('Enter');
  await shown(a, 'a rude herring');
  await a.reload();
  await eventually('folded again after a reload', async () => (await log(a).locator('.fold').count()) === 3);
  const blocked = await openSection(a, 'Blocked people');
  await blocked.getByRole('button', { name: `Unblock ${ben.user.name}` }).click();
  await blocked.getByText('You haven’t blocked anybody.').waitFor();
  await a.keyboard.press('Escape');
  for (const page of [a, second]) {
    await shown(page, 'still here');
    assert.equal(await log(page).locator('.fold').count(), 0);
  }
});

test('an account is deleted, and its name is gone for who looks on', async () => {
  const {
    people: [ann, ben],
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  a.expect(/40[13]/);
  await say(b, 'hello from Ben');
  await say(a, 'the last of mine');
  await shown(b, 'the last of mine');
  const pair = await ann.call('POST', '/chat/direct', { userIds: [ben.user._id] });
  await ann.post(pair._id, 'only to you');
  await b.locator('#direct-rooms').getByText(ann.user.name).first().waitFor();
  const farewell = await openSection(a, 'Delete account');
  await button(farewell, 'Delete my account').click();
  await farewell.getByText('Tick the box if you’re sure.').waitFor();
  await farewell.getByLabel('I’m sure').check();
  await farewell.getByLabel('Your password').fill('wrong horse battery');
  await button(farewell, 'Delete my account').click();
  await farewell.getByText(/password is wrong/).waitFor();
  await farewell.getByLabel('They are deleted, too').check();
  await farewell.getByLabel('Your password').fill(PASSWORD);
  assert.deepEqual(await looked(a, 'account-delete'), []);
  await button(farewell, 'Delete my account').click();
  await alert(a).filter({ hasText: 'Your account is deleted.' }).waitFor();
  await a.getByLabel('Name', { exact: true }).waitFor();
  await b.getByText('This message was deleted.').waitFor();
  await eventually('the name is gone', async () => {
    assert.deepEqual(await b.getByText(ann.user.name).evaluateAll((found) => found.map((node) => node.outerHTML)), []);
    return true;
  });
  await shown(b, 'hello from Ben');
  await assert.rejects(ann.call('GET', '/auth/me'), /401/);
  assert.equal((await ben.call('GET', '/auth/me')).name, ben.user.name);
  await a.reload();
  await logIn(a, ann.user.name, PASSWORD);
  await a.getByText('The name or the password is wrong.').waitFor();
});
