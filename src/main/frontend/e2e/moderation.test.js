// Private rooms, invitations, roles, mutes, bans and reports, as those see it whom it is done to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looked } from './looks.js';
import { act, alert, box, button, entered, isGone, log, openPage, PHONE, register, registered, row, say, send, shown } from './steps.js';
import { eventually, ORIGIN, PASSWORD, unique } from './support.js';

const dialog = (page, name) => page.getByRole('dialog', { name });
const item = (page, name) => page.getByRole('menuitem', { name, exact: true });
const tab = (page, name) => page.getByRole('tab', { name, exact: true });
const inbox = (page) => page.getByRole('button', { name: /^Inbox/ });

/** Opens the menu of that message, and chooses there. */
async function choose(page, text, name) {
  await act(page, text, 'More');
  await item(page, name).click();
}

test('a stranger comes into a private room by a link, becomes a moderator, and mutes and bans somebody who watches it', async () => {
  const found = [];
  const [ann, mallory] = await registered('Ann', 'Mallory');
  const name = unique('Hidden');
  const a = await openPage({ person: ann });
  /** In both themes and sizes, but of what a change of the size would close. */
  const look = async (page, view, size) => {
    found.push(...(await looked(page, view, size)));
  };

  await button(a, 'New room').click();
  await a.getByLabel('Room name').fill(name);
  await a.getByLabel('Who can find it').selectOption('only members');
  await button(a, 'Create room').click();
  await entered(a, name);
  const room = { _id: await a.evaluate(() => location.hash.slice('#room='.length)), name };

  // Links for the stranger and for who will make trouble.
  await button(a, 'Room settings').click();
  await a.getByLabel('Slow mode').waitFor();
  await look(a, 'settings-general');
  const links = [];
  await tab(a, 'Invitations').click();
  for (const _ of ['the stranger', 'Mallory']) {
    await a.getByLabel('Link', { exact: true }).evaluate((/** @type {HTMLInputElement} */ field) => {
      field.value = '';
    });
    await button(a, 'Create link').click();
    links.push(
      await eventually('a link', () =>
        a.getByLabel('Link', { exact: true }).evaluate((/** @type {HTMLInputElement} */ field) => field.value),
      ),
    );
  }
  await eventually('both in the list', async () => (await a.getByRole('button', { name: /^Revoke/ }).count()) === 2);
  await look(a, 'settings-invitations');
  await a.keyboard.press('Escape');

  // The stranger is nobody yet: first the door, then what the link says.
  const link = (/** @type {string} */ url) => `${ORIGIN}/${new URL(url).hash}`;
  const s = await openPage();
  await s.goto(link(links[0]));
  await s.reload();
  await alert(s).filter({ hasText: 'Log in or register' }).waitFor();
  await look(s, 'invitation-door');
  const stranger = unique('Stranger');
  await register(s, stranger);
  await dialog(s, 'You’re invited to a room').getByText(name, { exact: true }).waitFor();
  await s.getByText('1 member', { exact: true }).waitFor();
  await look(s, 'invitation');
  await button(s, 'Accept').click();
  await entered(s, name);
  await say(s, 'Hello from outside');
  await shown(a, 'Hello from outside');

  // A second use of a link for one is refused kindly.
  const m = await openPage({ person: mallory, ...PHONE });
  m.expect(/404/);
  await m.goto(link(links[0]));
  await m.reload();
  await m.getByText('This invitation doesn’t count any more.', { exact: false }).waitFor();
  await look(m, 'invitation-over');
  await dialog(m, 'You’re invited to a room').getByRole('button', { name: 'Close', exact: true }).click();
  await m.goto(link(links[1]));
  await button(m, 'Accept').waitFor();
  await button(m, 'Accept').click();
  await entered(m, name);
  await say(m, 'Buy this');
  const m2 = await openPage({ person: mallory, room, member: false });

  // The owner makes the stranger a moderator, who sees it at once.
  assert.equal(await button(s, 'Room settings').isVisible(), false);
  await button(a, 'Room settings').click();
  await tab(a, 'Members').click();
  await button(a, `Actions for ${stranger}`).click();
  await look(a, 'settings-member-menu', '1280 px');
  await item(a, 'Make moderator…').click();
  await look(a, 'role');
  await button(a, 'Change role').click();
  await button(s, 'Room settings').waitFor();
  await a.keyboard.press('Escape');
  await isGone(dialog(a, 'Room settings'));

  // Mallory's message is pinned by mistake, reported by the owner, and found in the stranger's inbox.
  await act(s, 'Buy this', 'More');
  await s.getByRole('menu').waitFor();
  await look(s, 'message-menu', '1280 px');
  await item(s, 'Pin').click();
  await button(a, 'Show pinned').click();
  await dialog(a, 'Pinned messages').getByText('Buy this').waitFor();
  await look(a, 'pins');
  await a.getByRole('button', { name: /^Unpin/ }).click();
  await a.getByText('Nothing is pinned.').waitFor();
  await a.keyboard.press('Escape');
  await isGone(button(s, 'Show pinned'));
  await choose(a, 'Buy this', 'Report…');
  await a.getByLabel('Reason').fill('Advertising');
  await look(a, 'report');
  await button(a, 'Report').click();
  await alert(a).filter({ hasText: 'Thanks.' }).waitFor();
  await inbox(s).filter({ hasText: '1' }).click();
  const reports = dialog(s, 'Inbox');
  await reports.getByText('Advertising', { exact: false }).waitFor();
  await look(s, 'inbox');

  // Muted from the report, seen on both of Mallory's windows.
  await reports.getByRole('button', { name: 'Moderate…', exact: true }).click();
  await item(s, 'Mute…').click();
  await s.getByLabel('For how long').selectOption('an hour');
  await s.getByLabel('Reason (optional)').fill('Calm down');
  await look(s, 'mute');
  await button(s, 'Mute').click();
  await isGone(dialog(s, /^Mute/));
  for (const page of [m, m2]) {
    await page.getByText(/^You’re muted in this room until/).waitFor();
    await isGone(box(page));
  }
  await look(m, 'muted', '375 px');
  await look(m2, 'muted', '1280 px');
  await reports.getByLabel('Note (optional)').fill('Muted for an hour');
  await reports.getByRole('button', { name: 'Resolve', exact: true }).click();
  await reports.getByText('No reports.').waitFor();
  await s.keyboard.press('Escape');
  await inbox(s).filter({ hasNotText: '1' }).waitFor();

  // The message goes; then Mallory.
  await choose(s, 'Buy this', 'Delete message…');
  await dialog(s, /^Delete/).waitFor();
  await look(s, 'moderate-delete');
  await dialog(s, /^Delete/)
    .getByRole('button', { name: 'Delete message', exact: true })
    .click();
  for (const page of [a, m, m2]) {
    await log(page).getByText('This message was deleted by a moderator.').waitFor();
  }
  await button(s, 'Room settings').click();
  await tab(s, 'Members').click();
  assert.equal(await button(s, `Actions for ${ann.user.name}`).count(), 0, 'nothing is offered against an owner');
  await button(s, `Actions for ${mallory.user.name}`).click();
  await item(s, 'Ban…').click();
  m.expect(/40[34]/);
  m2.expect(/40[34]/);
  await button(s, 'Ban').click();
  for (const page of [m, m2]) {
    await isGone(page.getByRole('heading', { name, exact: true }));
  }
  await tab(s, 'Bans and mutes').click();
  await button(s, `Lift ${mallory.user.name}’s ban`).waitFor();
  await look(s, 'settings-sanctions');
  await tab(s, 'History').click();
  await s.getByText(`${stranger} banned ${mallory.user.name}.`).waitFor();
  await s.getByText(`${stranger} resolved a report of a message of ${mallory.user.name}.`).waitFor();
  await look(s, 'settings-audit');

  // Whose role ends with the settings open keeps what is left of them; who is put out, nothing.
  const strangerId = await idOf(ann, room._id, stranger);
  await ann.call('PUT', `/chat/rooms/${room._id}/members/${strangerId}/role`, { role: 'member' });
  await isGone(tab(s, 'History'));
  await tab(s, 'Invitations').waitFor();
  s.expect(/40[34]/);
  await ann.call('DELETE', `/chat/rooms/${room._id}/members/${strangerId}`);
  await isGone(dialog(s, 'Room settings'));
  await s.getByRole('heading', { name: 'Choose a room' }).waitFor();

  // Mallory ends the account: the name is gone, but from what others have written; history and reports keep the id.
  await say(a, `Farewell, ${mallory.user.name}`);
  await mallory.call('POST', '/users/me/deletion', { password: PASSWORD, messages: 'keep' });
  const tombstone = log(a).locator('.message', { hasText: 'This message was deleted by a moderator.' });
  await eventually('the sender is nobody any more', async () => /Deleted user/.test((await tombstone.textContent()) ?? ''));
  assert.deepEqual(await a.getByText(mallory.user.name).allTextContents(), [`Farewell, ${mallory.user.name}`]);
  const deeds = await ann.call('GET', `/chat/rooms/${room._id}/audit`);
  assert.ok(deeds.some(({ userId }) => userId === mallory.user._id));
  assert.deepEqual(found, []);
});

test('at 375 px a room is governed by keyboard: settings, a menu, who is asked in, slow mode', async () => {
  const found = [];
  const [ann, ben, cem] = await registered('Ann', 'Ben', 'Cem');
  const [room, other] = [await ann.createRoom(unique('Room')), await ann.createRoom(unique('Other'))];
  await cem.join(other._id);
  const a = await openPage({ person: ann, room, ...PHONE });
  const b = await openPage({ person: ben, room });
  await button(b, 'Invite people').waitFor();
  /** In both themes and sizes, but of what a change of the size would close, and of what is looked at elsewhere at 1280 px. */
  const look = async (page, view, size) => {
    found.push(...(await looked(page, view, size)));
  };
  await say(b, 'hello');
  await shown(a, 'hello');

  // The menu by keyboard: it goes round, and gives the focus back.
  await act(a, 'hello', 'More');
  await a.getByRole('menu').waitFor();
  await look(a, 'message-menu', '375 px');
  const focused = () => a.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label'));
  assert.equal(await focused(), 'Pin');
  await a.keyboard.press('ArrowUp');
  assert.match(await focused(), /^Hand over/);
  await a.keyboard.press('b');
  assert.equal(await focused(), 'Ban…');
  await a.keyboard.press('Escape');
  await isGone(a.getByRole('menu'));
  assert.ok(await eventually('the focus is back', async () => /^More$/.test((await focused()) ?? '')));
  await choose(a, 'hello', 'Pin');
  await button(a, 'Show pinned').waitFor();
  await look(a, 'pinned-line');
  await choose(a, 'hello', 'Remove from the room…');
  await look(a, 'kick');
  await button(a, 'Cancel').click();
  await choose(a, 'hello', 'Ban…');
  await look(a, 'ban');
  await button(a, 'Cancel').click();
  await say(a, 'of Ann');
  await choose(b, 'of Ann', 'Report…');
  await b.getByLabel('Reason').fill('No harm meant');
  await button(b, 'Report').click();
  await inbox(a).filter({ hasText: '1' }).click();
  await a.getByText('No harm meant', { exact: false }).waitFor();
  await a.getByRole('button', { name: 'Jump to it', exact: true }).click();
  await isGone(dialog(a, 'Inbox'));

  // Sections by arrows; each of them fits.
  await button(a, 'Room settings').click();
  await a.getByLabel('Slow mode').selectOption('a message every hour');
  await button(a, 'Save').click();
  await isGone(dialog(a, 'Room settings'));
  await b.getByText('Slow mode: a message every 1 hour.').waitFor();
  await say(b, 'one');
  await send(b, 'two');
  await alert(b).filter({ hasText: 'Slow mode: you can post in' }).waitFor();
  await look(b, 'slow-mode');
  assert.equal(await box(b).inputValue(), 'two', 'it stays in the box');
  await button(a, 'Room settings').click();
  await tab(a, 'General').focus();
  for (const section of ['Members', 'Bans and mutes', 'Invitations', 'History']) {
    await a.keyboard.press('ArrowRight');
    await a.getByRole('tabpanel', { name: section }).waitFor();
    await isGone(a.getByRole('tabpanel').getByText('Loading…').first());
  }
  await tab(a, 'Members').click();
  await button(a, `Actions for ${ben.user.name}`).waitFor();
  await look(a, 'settings-members');
  await button(a, `Actions for ${ben.user.name}`).click();
  await look(a, 'settings-member-menu', '375 px');
  await a.keyboard.press('Escape');
  await tab(a, 'Invitations').click();
  await a.getByRole('searchbox', { name: 'Name', exact: true }).fill(cem.user.name.slice(0, 3));
  const c = await openPage({ person: cem, room: other });
  await button(a, `Invite ${cem.user.name}`).click();
  await a.getByText(`${cem.user.name} has been invited.`).waitFor();
  await a.keyboard.press('Escape');

  // Who is asked hears of it, and it waits over a reload.
  await alert(c)
    .filter({ hasText: `${ann.user.name} invites you` })
    .waitFor();
  await look(c, 'invited-notice');
  await c.reload();
  await c.getByRole('button', { name: 'Inbox: 1 waiting' }).click();
  await look(c, 'inbox-invitation');
  await button(c, `Accept the invitation to ${room.name}`).click();
  await entered(c, room.name);
  await say(c, 'I came in');

  // Only moderators post: the box is gone, at once and without a reload.
  await ann.call('PATCH', `/chat/rooms/${room._id}`, { posting: 'moderators' });
  await c.getByText('Only moderators can post in this room.').waitFor();
  await look(c, 'only-moderators');
  await isGone(box(c));
  assert.equal(await row(c, 'I came in').getByRole('button', { name: 'Reply' }).count(), 0);
  assert.deepEqual(found, []);
});

/** The id of a member of that name. */
async function idOf(person, roomId, name) {
  const members = await person.call('GET', `/chat/rooms/${roomId}/members?q=${encodeURIComponent(name)}`);
  return members[0]._id;
}
