// What admins of the site do on their page, and what those see to whom they do it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looked } from './looks.js';
import { alert, button, connected, hasFocus, isGone, newContext, openPage, PHONE, registered } from './steps.js';
import { ORIGIN, PASSWORD, Person, unique } from './support.js';

const TOKEN = process.env.ANIPUB_ADMIN_TOKEN ?? '';
const options = { skip: TOKEN ? false : 'no ANIPUB_ADMIN_TOKEN' };
const NEXT = 'another horse battery';

const dialog = (page, name) => page.getByRole('dialog', { name });
const admins = (page) => dialog(page, 'Admin’s page');
const tab = (page, name) => admins(page).getByRole('tab', { name });

async function theAdmin() {
  const admin = new Person(undefined, TOKEN, `anipub=${TOKEN}`);
  admin.user = await admin.call('GET', '/auth/me');
  return admin;
}

async function find(page, name) {
  await admins(page).getByLabel('Find people').fill(name);
  const entry = admins(page).getByRole('listitem').filter({ hasText: name });
  await entry.waitFor();
  return entry;
}

async function logIn(page, name, password) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Log in').click();
}

test('an admin suspends somebody who watches it, lets them back in, and gives them a new password', options, async () => {
  const admin = await theAdmin();
  const [ben] = await registered('Ben');
  const room = await ben.createRoom(unique('Room'));
  const b = await openPage({ person: ben, room });
  b.expect(/40[13]/);
  assert.equal(await button(b, 'Admin’s page').isVisible(), false);
  const a = await openPage({ person: admin });
  // The audit names people who are gone by now.
  a.expect(/404/);
  await button(a, 'Admin’s page').click();
  const found = [];
  const entry = await find(a, ben.user.name);
  await entry.getByRole('button', { name: `Suspend ${ben.user.name}` }).click();
  const question = dialog(a, `Suspend ${ben.user.name}?`);
  await question.getByLabel('For how long').selectOption('a week');
  await question.getByLabel('Reason').fill('spam in many rooms');
  found.push(...(await looked(a, 'admin-suspend')));
  await button(question, 'Suspend').click();
  await entry.getByText('Suspended until').waitFor();
  await entry.getByText('Reason: spam in many rooms').waitFor();
  found.push(...(await looked(a, 'admin-people')));

  await alert(b).filter({ hasText: 'This account is suspended: spam in many rooms. This ends on' }).waitFor();
  await logIn(b, ben.user.name, PASSWORD);
  // As the door says it; what was told before may still be there.
  await b.locator('#signin-error').filter({ hasText: 'This account is suspended: spam in many rooms. This ends on' }).waitFor();
  await b.locator('form[aria-busy="false"]').waitFor();
  found.push(...(await looked(b, 'door-suspended')));

  await entry.getByRole('button', { name: `Lift suspension: ${ben.user.name}` }).click();
  await admins(a).getByText(`${ben.user.name} may come back.`).waitFor();
  assert.equal(await hasFocus(entry.getByRole('button', { name: `Suspend ${ben.user.name}` })), true);
  await entry.getByRole('button', { name: `Reset password: ${ben.user.name}` }).click();
  await dialog(a, `Reset the password of ${ben.user.name}?`).getByRole('button', { name: 'Reset password' }).click();
  const link = await dialog(a, `A new password for ${ben.user.name}`).getByLabel('Link').inputValue();
  found.push(...(await looked(a, 'admin-reset')));
  await a.keyboard.press('Escape');

  // He asks what to do, and comes by the link then, in another browser.
  await button(b, 'Forgot your password?').click();
  await b.getByText('Ask an admin of this site').waitFor();
  found.push(...(await looked(b, 'door-forgotten')));
  await b.keyboard.press('Escape');
  const c = await openPage();
  await c.goto(link);
  const reset = dialog(c, 'A new password');
  await reset.getByLabel('New password').fill(NEXT);
  found.push(...(await looked(c, 'reset')));
  assert.equal(c.url(), `${ORIGIN}/`);
  await button(reset, 'Set password').click();
  await c.getByText('Your password is changed. Log in with the new one.').waitFor();
  await logIn(c, ben.user.name, NEXT);
  await connected(c);

  // The link works once.
  const again = await openPage();
  again.expect(/403/);
  await again.goto(link);
  const used = dialog(again, 'A new password');
  await used.getByLabel('New password').fill(PASSWORD);
  await button(used, 'Set password').click();
  await used.getByText('This code doesn’t work.').waitFor();

  await tab(a, 'Reports').click();
  // Whatever there is by now, of other tests, too.
  await admins(a).getByRole('listitem').or(admins(a).getByText('No reports.')).first().waitFor();
  found.push(...(await looked(a, 'admin-reports')));
  await tab(a, 'History').click();
  await admins(a).getByText(`${admin.user.name} lifted the suspension of ${ben.user.name}`).waitFor();
  found.push(...(await looked(a, 'admin-audit')));
  assert.deepEqual(found, []);
  await a.reload();
  await admins(a).getByText(`${admin.user.name} suspended ${ben.user.name}`).waitFor();
  await a.keyboard.press('Escape');
  await isGone(admins(a));
  assert.doesNotMatch(a.url(), /admin/);
});

test('by keyboard on a phone an admin invites somebody, and is put out when the right ends', options, async () => {
  const admin = await theAdmin();
  const a = await openPage({ person: admin, ...PHONE });
  a.expect(/403/);
  await button(a, 'Admin’s page').press('Enter');
  await tab(a, 'People').press('End');
  assert.equal(await hasFocus(tab(a, 'Registration')), true);
  const mode = admins(a).getByLabel('Who may register');
  await mode.and(a.locator(':enabled')).waitFor();
  // As it is: others register meanwhile.
  await admins(a).getByText('Anybody can register.').waitFor();
  await mode.selectOption('As the server’s setting says: Anybody');
  await button(admins(a), 'Save').press('Enter');
  await admins(a).getByText('Saved.').waitFor();
  await admins(a).getByLabel('Good for how many people').fill('0');
  await button(admins(a), 'Create invitation').press('Enter');
  await admins(a).getByText('Enter a number from 1').waitFor();
  await admins(a).getByLabel('Good for how many people').fill('2');
  await button(admins(a), 'Create invitation').press('Enter');
  const made = dialog(a, 'A new invitation');
  const link = await made.getByLabel('Link').inputValue();
  const found = await looked(a, 'admin-invited');
  await a.keyboard.press('Escape');
  await admins(a).getByText('Good for 2 people').first().waitFor();
  found.push(...(await looked(a, 'admin-registration')));
  await tab(a, 'Registration').press('Home');
  await find(a, admin.user.name);

  // A server on which nobody registers, or who does needs an invitation: the real one would keep all other tests out.
  const context = await newContext();
  let registration = 'closed';
  await context.route('**/api/auth/session', (route) => route.fulfill({ json: { user: null, registration } }));
  const guest = await openPage({ context });
  await button(guest, 'Log in').waitFor();
  assert.equal(await button(guest, 'Register').isVisible(), false);
  found.push(...(await looked(guest, 'door-closed')));
  registration = 'invitation';
  await guest.reload();
  await guest.getByLabel('Name', { exact: true }).fill(unique('Guest'));
  await guest.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(guest, 'Register').click();
  await guest.getByText('Enter your invitation code.').waitFor();
  found.push(...(await looked(guest, 'door-invitation')));
  await guest.goto(link);
  await guest.getByText('You’re invited.').waitFor();
  const registering = guest.waitForRequest('**/api/auth/register');
  await button(guest, 'Register').click();
  assert.equal((await registering).postDataJSON().invitation, link.split('=')[1]);
  assert.deepEqual(found, []);

  await a.route('**/api/admin/people*', (route) =>
    route.fulfill({ status: 403, json: { code: 'forbidden', error: 'Only admins may do that.' } }),
  );
  await a.route('**/api/auth/session', (route) =>
    route.fulfill({ json: { user: { ...admin.user, admin: undefined }, registration: 'open' } }),
  );
  await admins(a).getByLabel('Find people').fill('x');
  await alert(a).filter({ hasText: 'You’re not an admin of this site any more.' }).waitFor();
  assert.equal(await admins(a).count(), 0);
  assert.equal(await button(a, 'Admin’s page').isVisible(), false);
  await a.goto(`${ORIGIN}/#admin`);
  await alert(a).filter({ hasText: 'Only admins of this site' }).waitFor();
});
