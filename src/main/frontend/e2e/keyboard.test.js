// Every key that the page knows, without a pointer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allShow,
  box,
  button,
  contents,
  hasFocus,
  isGone,
  log,
  meeting,
  openPage,
  picture,
  registered,
  roomEntry,
  row,
  say,
  scroller,
  shown,
} from './steps.js';
import { eventually, PASSWORD, unique } from './support.js';

const focused = (what, locator) => eventually(`the focus on ${what}`, () => hasFocus(locator));
const heading = (page, name) => page.getByRole('heading', { name, exact: true });

test('the way in goes by Tab and Enter', async () => {
  const page = await openPage();
  // What is hidden takes no focus.
  await page.getByLabel('Name', { exact: true }).waitFor();
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(unique('Ann'));
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Tab');
  await focused('Stay signed in', page.getByLabel('Stay signed in'));
  await page.keyboard.press('Tab');
  await focused('Log in', button(page, 'Log in'));
  await page.keyboard.press('Tab');
  await focused('Register', button(page, 'Register'));
  await page.keyboard.press('Enter');
  await button(page, 'Log out').waitFor();
});

test('Enter sends, Shift+Enter starts a line, Up edits the last one, Esc goes back', async () => {
  const {
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  await focusedBox(a);
  await a.keyboard.type('first line');
  await a.keyboard.press('Shift+Enter');
  await a.keyboard.type('second line');
  await a.keyboard.press('Enter');
  await shown(b, 'first line\nsecond line');
  await say(b, 'of Ben');
  await shown(a, 'of Ben');
  await a.keyboard.press('ArrowUp');
  await a.getByText('Editing your message').waitFor();
  assert.equal(await box(a).inputValue(), 'first line\nsecond line');
  await a.keyboard.press('Escape');
  await isGone(a.getByText('Editing your message'));
  assert.equal(await box(a).inputValue(), '');
  await a.keyboard.press('ArrowUp');
  await a.getByText('Editing your message').waitFor();
  await box(a).fill('one line');
  await a.keyboard.press('Enter');
  await allShow(['one line', 'of Ben'], a, b);
  await focused('the box', box(a));

  // With words in the box the key stays what it is.
  await a.keyboard.type('draft');
  await a.keyboard.press('ArrowUp');
  assert.equal(await box(a).inputValue(), 'draft');
  assert.equal(await a.getByText('Editing your message').isVisible(), false);
});

async function focusedBox(page) {
  await box(page).focus();
  await focused('the box', box(page));
}

test('messages and their actions are reached by Shift+Tab, arrows and Tab, and left by Esc', async () => {
  const {
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  for (const text of ['one', 'two', 'three']) {
    await say(b, text);
    await shown(a, text);
  }
  await focusedBox(a);
  await eventually('a message', async () => {
    await a.keyboard.press('Shift+Tab');
    return a.evaluate(() => document.activeElement.matches('.message'));
  });
  await focused('the last', row(a, 'three'));
  await a.keyboard.press('ArrowUp');
  await a.keyboard.press('ArrowUp');
  await focused('the first', row(a, 'one'));
  await a.keyboard.press('ArrowDown');
  await focused('the second', row(a, 'two'));
  await a.keyboard.press('Tab');
  await focused('the first action', row(a, 'two').getByRole('button', { name: 'React with 👍' }));
  await picture(a, 'actions-by-keyboard');
  await a.keyboard.press('Enter');
  await row(b, 'two').getByText('👍').waitFor();
  await eventually('Reply', async () => {
    await a.keyboard.press('ArrowRight');
    return hasFocus(row(a, 'two').getByRole('button', { name: 'Reply' }));
  });
  await a.keyboard.press('Enter');
  await focused('the box', box(a));
  await a.keyboard.type('an answer');
  await a.keyboard.press('Enter');
  await row(b, 'an answer').locator('.quote').filter({ hasText: 'two' }).waitFor();
  await row(a, 'one').focus();
  await a.keyboard.press('Escape');
  await focused('the box', box(a));
  assert.deepEqual(await contents(b), ['one', 'two', 'three', 'an answer']);
});

test('Ctrl+K goes to a room by a few letters, Alt+Up and Alt+Down to its neighbours', async () => {
  const [ann] = await registered('Ann');
  const mark = unique('k');
  const rooms = [];
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    rooms.push(await ann.createRoom(`${name} ${mark}`));
  }
  const [alpha, beta, gamma] = rooms;
  const page = await openPage({ person: ann });
  await roomEntry(page, alpha.name).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Go to a room' });
  await focused('the switcher', dialog.getByRole('combobox'));
  await page.keyboard.type(mark);
  await eventually('three', async () => (await dialog.getByRole('option').count()) === 3);
  await picture(page, 'switcher');
  await page.keyboard.press('ArrowDown');
  const chosen = await dialog.locator('[aria-selected=true]').textContent();
  await page.keyboard.press('Enter');
  await heading(page, chosen.trim()).waitFor();
  await focused('the box', box(page));

  await page.keyboard.press('Control+k');
  await page.keyboard.type(unique('no such room'));
  await dialog.getByText('No matching rooms.').waitFor();
  await page.keyboard.press('Escape');
  await isGone(dialog);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`gamma ${mark}`);
  await page.keyboard.press('Enter');
  await heading(page, gamma.name).waitFor();

  // Last made first: Gamma, Beta, Alpha.
  await page.keyboard.press('Alt+ArrowDown');
  await heading(page, beta.name).waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await heading(page, alpha.name).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await heading(page, beta.name).waitFor();
  const [ben] = await registered('Ben');
  await ben.join(gamma._id);
  await ben.post(gamma._id, 'news', 'news');
  await roomEntry(page, gamma.name).filter({ hasText: '1 unread message' }).waitFor();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await heading(page, gamma.name).waitFor();
  await shown(page, 'news');
});

test('/ searches, ? and Ctrl+/ help, Esc closes either; in a box, empty or not, both are letters', async () => {
  const {
    pages: [a],
  } = await meeting(['Ann']);
  await focusedBox(a);
  await a.keyboard.type('/etc/hosts?');
  assert.equal(await box(a).inputValue(), '/etc/hosts?');
  await box(a).fill('');
  await a.keyboard.type('???');
  assert.equal(await box(a).inputValue(), '???');
  await box(a).fill('');
  await scroller(a).focus();
  await a.keyboard.press('/');
  const words = a.getByLabel('Search for');
  await focused('the search', words);
  await a.keyboard.press('Escape');
  await isGone(words);
  await scroller(a).focus();
  await a.keyboard.press('?');
  const help = a.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  for (const key of ['Enter', 'Shift', '↑', 'Esc', 'Ctrl', 'K', '/', 'Alt']) {
    await help.locator('kbd').getByText(key, { exact: true }).first().waitFor();
  }
  await picture(a, 'help');
  await a.keyboard.press('Escape');
  await isGone(help);
  await box(a).focus();
  await a.keyboard.press('Control+/');
  await help.waitFor();
  await a.keyboard.press('Escape');
  await isGone(help);
  await focused('the box', box(a));
  await button(a, 'Keyboard shortcuts').click();
  await help.getByRole('button', { name: 'Close', exact: true }).click();
  await isGone(help);
  assert.equal(await a.getByRole('alert').count(), 0);
  assert.deepEqual(await contents(a), []);
  await log(a).waitFor({ state: 'attached' });
});

/** A key as browsers send it while a word of an input method is composed, and as Safari does right after it was confirmed. @type {[string, KeyboardEventInit][]} */
const ORDERS = [
  ['while the word is composed', { isComposing: true, keyCode: 229 }],
  ['after the composition has ended', { isComposing: false, keyCode: 229 }],
];
const press = (locator, key, how) =>
  locator.evaluate((node, init) => node.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })), {
    key,
    ...how,
  });

test('the keys of an input method are no keys of the page, in whichever order the browser tells them', async () => {
  const {
    pages: [a],
    people: [, ben],
  } = await meeting(['Ann', 'Ben']);
  const gone = (locator) => locator.isHidden();
  for (const [when, how] of ORDERS) {
    await box(a).fill('すし');
    await press(box(a), 'Enter', how);
    await press(box(a), 'Escape', how);
    await press(box(a), '/', { ...how, ctrlKey: true });
    assert.deepEqual([await box(a).inputValue(), await contents(a)], ['すし', []], `${when}, nothing is sent`);

    await box(a).fill('');
    await box(a).pressSequentially(`@${ben.user.name.slice(0, 3)}`);
    const list = a.getByRole('listbox', { name: 'People to mention' });
    await list.waitFor();
    await press(box(a), 'Enter', how);
    await press(box(a), 'Escape', how);
    assert.equal(await box(a).inputValue(), `@${ben.user.name.slice(0, 3)}`, `${when}, nobody is chosen`);
    assert.equal(await gone(list), false);
    await a.keyboard.press('Escape');
    await box(a).fill('');

    await button(a, 'Emoji').click();
    const emoji = a.getByRole('searchbox', { name: 'Search emoji' });
    await emoji.waitFor();
    await press(emoji, 'Enter', how);
    await press(emoji, 'Escape', how);
    assert.deepEqual([await box(a).inputValue(), await gone(emoji)], ['', false], `${when}, no emoji is chosen`);
    await a.keyboard.press('Escape');

    await a.getByLabel('Search rooms').fill('すし');
    await press(a.getByLabel('Search rooms'), 'Escape', how);
    assert.equal(await a.getByLabel('Search rooms').inputValue(), 'すし');
    await a.getByLabel('Search rooms').fill('');

    await button(a, 'Search messages').click();
    await press(a.getByLabel('Search for'), 'Escape', how);
    assert.equal(await gone(a.getByLabel('Search for')), false);
    await button(a, 'Close search').click();

    await a.keyboard.press('Control+k');
    const switcher = a.getByRole('dialog', { name: 'Go to a room' });
    const chosen = switcher.locator('[aria-selected=true]');
    await chosen.waitFor();
    const before = await switcher.getByRole('combobox').getAttribute('aria-activedescendant');
    await press(switcher.getByRole('combobox'), 'ArrowDown', how);
    assert.equal(await switcher.getByRole('combobox').getAttribute('aria-activedescendant'), before);
    await a.keyboard.press('Escape');
  }
});
