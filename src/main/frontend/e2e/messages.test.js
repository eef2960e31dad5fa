// What can be done with a message: change it, take it back, answer it, react to it, name somebody in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
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
  row,
  SIZES,
  say,
  send,
  shown,
  stored,
  toolbar,
} from './steps.js';
import { eventually } from './support.js';

const chip = (page, text, name) => row(page, text).getByRole('button', { name, exact: true });
const typing = (page) => page.getByText(/ typing…$/);

/** Presses a key until it is seen that this person types: signs are volatile, so one may be lost. */
const signs = (page, key, seen, { user }) =>
  eventually('the sign of typing', async () => {
    await box(page).press(key);
    return seen.getByText(`${user.name} is typing…`, { exact: true }).isVisible();
  });

for (const [size, options] of SIZES) {
  test(`a message is edited and deleted by its author only, at ${size}`, async () => {
    const {
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(a, 'helo');
    await say(a, 'to be deleted');
    await shown(b, 'to be deleted');
    await toolbar(b, row(b, 'helo'));
    assert.deepEqual(
      await row(b, 'helo')
        .getByRole('toolbar')
        .getByRole('button')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))),
      ['React with 👍', 'React with ❤️', 'React with 😂', 'React', 'Reply', 'Profile', 'More'],
    );

    await box(a).fill('a draft');
    await act(a, 'helo', 'Edit');
    await a.getByText('Editing your message').waitFor();
    assert.equal(await box(a).inputValue(), 'helo');
    await picture(a, `editing-${size}`);
    await box(a).fill('hello');
    await button(a, 'Save').click();
    for (const page of [a, b]) {
      await row(page, 'hello').getByText('(edited)').waitFor();
    }
    assert.equal(await box(a).inputValue(), 'a draft');

    await act(a, 'to be deleted', 'Delete message');
    await a.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true }).click();
    await shown(b, 'to be deleted');
    await act(a, 'to be deleted', 'Delete message');
    await picture(a, `delete-${size}`);
    await a.getByRole('dialog').getByRole('button', { name: 'Delete message', exact: true }).click();
    for (const page of [a, b]) {
      await log(page).getByText('This message was deleted.').waitFor();
      assert.deepEqual(await contents(page), ['hello']);
    }
    await b.reload();
    await log(b).getByText('This message was deleted.').waitFor();
    assert.deepEqual(await contents(b), ['hello']);
  });

  test(`an answer quotes whom it answers until the original is deleted, at ${size}`, async () => {
    const {
      people: [ann],
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(a, 'Who has seen it?');
    await act(a, 'Who has seen it?', 'React with 👍');
    await shown(b, 'Who has seen it?');
    // The row grows by it.
    await chip(b, 'Who has seen it?', `👍 1: ${ann.user.name}`).waitFor();
    await act(b, 'Who has seen it?', 'Reply');
    await b.getByText(`Replying to ${ann.user.name}`, { exact: true }).waitFor();
    await button(b, 'Cancel').click();
    await isGone(b.getByText(`Replying to ${ann.user.name}`, { exact: true }));
    await act(b, 'Who has seen it?', 'Reply');
    await say(b, 'I have');
    const quote = (page) => row(page, 'I have').locator('.quote');
    for (const page of [a, b]) {
      await quote(page)
        .filter({ hasText: `${ann.user.name} Who has seen it?` })
        .waitFor();
    }
    await picture(a, `reply-${size}`);
    await quote(a).click();
    await eventually('the original has the focus', () => hasFocus(row(a, 'Who has seen it?')));

    await act(a, 'Who has seen it?', 'Edit');
    await box(a).fill('Who has read it?');
    await button(a, 'Save').click();
    await quote(b).filter({ hasText: 'Who has read it?' }).waitFor();
    await act(a, 'Who has read it?', 'Delete message');
    await a.getByRole('dialog').getByRole('button', { name: 'Delete message', exact: true }).click();
    for (const page of [a, b]) {
      await quote(page).filter({ hasText: 'The original message was deleted.' }).waitFor();
    }
  });

  test(`reactions are counted, one for each person and emoji, and taken back, at ${size}`, async () => {
    const {
      people: [ann, ben],
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await say(a, 'Good news');
    await act(a, 'Good news', 'React with 👍');
    await chip(b, 'Good news', `👍 1: ${ann.user.name}`).click();
    await chip(b, 'Good news', `👍 2: ${ann.user.name} and you`).waitFor();
    assert.equal(await chip(b, 'Good news', `👍 2: ${ann.user.name} and you`).getAttribute('aria-pressed'), 'true');
    await chip(a, 'Good news', `👍 2: you and ${ben.user.name}`).waitFor();

    await act(a, 'Good news', 'React');
    const picker = a.getByRole('dialog', { name: 'Choose an emoji' });
    await picker.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog');
    await picture(a, `emoji-${size}`);
    await picker.getByRole('button', { name: 'hedgehog' }).click();
    await chip(b, 'Good news', `🦔 1: ${ann.user.name}`).waitFor();
    await picture(b, `reactions-${size}`);

    await chip(a, 'Good news', `👍 2: you and ${ben.user.name}`).click();
    await chip(a, 'Good news', `👍 1: ${ben.user.name}`).waitFor();
    await chip(b, 'Good news', '👍 1: you').click();
    await isGone(row(a, 'Good news').getByRole('button', { name: /^👍/ }));
    await chip(a, 'Good news', '🦔 1: you').waitFor();
  });

  test(`members are named with @, chosen from a list, at ${size}`, async () => {
    const {
      people: [, ben],
      pages: [a, b],
    } = await meeting(['Ann', 'Ben'], options);
    await box(a).pressSequentially('Look, @be');
    const list = a.getByRole('listbox', { name: 'People to mention' });
    await list.getByRole('option', { name: ben.user.name }).waitFor();
    await picture(a, `mention-list-${size}`);
    await box(a).press('Enter');
    assert.equal(await box(a).inputValue(), `Look, @${ben.user.name} `);
    await isGone(list);
    await box(a).pressSequentially('and @nobody-of-this-name');
    // While fewer letters were there, it may have offered somebody, whom Enter would choose.
    await isGone(list);
    await button(a, 'Send').click();
    const message = log(b).getByRole('article').filter({ hasText: 'and @nobody-of-this-name' });
    await message.locator('mark').waitFor();
    assert.deepEqual(await message.locator('mark').allTextContents(), [`@${ben.user.name}`]);
    assert.match(await message.getAttribute('class'), /mentioned/);
    await log(a).locator('mark').first().waitFor();
    assert.doesNotMatch(await log(a).getByRole('article').filter({ hasText: 'and @nobody' }).getAttribute('class'), /mentioned/);
    await picture(b, `mentioned-${size}`);
  });
}

test('who types is seen typing until they send, empty the box, or have not typed for 5 s', async () => {
  const {
    people: [ann, ben],
    pages: [a, b, c],
  } = await meeting(['Ann', 'Ben', 'Cleo']);
  await signs(a, 'h', b, ann);
  await picture(b, 'typing');
  await say(a, 'hi');
  await isGone(typing(b));

  // The box stays as it is, so nobody says that it ended.
  await signs(a, 'x', b, ann);
  const words = await box(a).inputValue();
  await isGone(typing(b));
  assert.match(words, /^x+$/);
  assert.equal(await box(a).inputValue(), words);

  // Each starts anew whenever the other's sign is not there, so both are there at some time however slow this is.
  await eventually('both', async () => {
    await box(a).press('y');
    await box(b).press('y');
    return c
      .getByText(new RegExp(`^(${ann.user.name} and ${ben.user.name}|${ben.user.name} and ${ann.user.name}) are typing…$`))
      .isVisible();
  });
  assert.equal(await typing(a).filter({ hasText: ann.user.name }).count(), 0);
  await box(a).fill('');
  await box(b).fill('');
  await isGone(typing(c));
});

test('a safe part of Markdown is shown as such, all else as the text that it is', async () => {
  const {
    room,
    people: [ann],
    pages: [a],
  } = await meeting(['Ann']);
  await send(
    a,
    'Some **bold**, *leaning*, ~~struck~~ and `code()`\n> a quote\n\n- one\n- two\n\n```\nblock <b>\n```\nhttps://example.org/?a=b and [words](https://example.org/)',
  );
  const rich = log(a).getByRole('article').last();
  await rich.locator('strong', { hasText: 'bold' }).waitFor();
  for (const [tag, text] of [
    ['em', 'leaning'],
    ['del', 'struck'],
    ['code', 'code()'],
    ['blockquote', 'a quote'],
    ['pre', 'block <b>'],
  ]) {
    await rich.locator(tag).filter({ hasText: text }).first().waitFor();
  }
  assert.deepEqual(await rich.locator('li').allTextContents(), ['one', 'two']);
  assert.deepEqual(await rich.locator('a').evaluateAll((links) => links.map(({ href, rel, target }) => ({ href, rel, target }))), [
    { href: 'https://example.org/?a=b', rel: 'noopener noreferrer', target: '_blank' },
    { href: 'https://example.org/', rel: 'noopener noreferrer', target: '_blank' },
  ]);
  await picture(a, 'markdown');

  const attacks = [
    '<img src=x onerror=alert(1)>',
    '<script>alert(2)</script>',
    '<svg/onload=alert(3)>',
    '<iframe srcdoc="<script>alert(4)</script>"></iframe>',
    '<a href="javascript:alert(5)">x</a>',
    '[x](javascript:alert(6))',
    '[x](JaVaScRiPt:alert(7))',
    '[x](data:text/html,<script>alert(8)</script>)',
    '<javascript:alert(9)>',
    '![x](javascript:alert(10))',
    '[x](vbscript:alert(11))',
  ];
  for (const attack of attacks) {
    await ann.post(room._id, attack);
  }
  await ann.post(room._id, '![a picture](https://example.org/track.png)');
  await ann.post(room._id, '`<b>`"onmouseover="alert(12)');
  await eventually('all', async () => (await contents(a)).length === attacks.length + 3);
  const texts = await contents(a);
  for (const attack of attacks) {
    assert.ok(
      texts.some((text) => text.trim() === attack),
      `${attack} is shown as it was written`,
    );
  }
  assert.equal(await a.locator('img, svg, iframe, object, embed, script:not([src]), [onerror], [onload], [onmouseover], style').count(), 0);
  assert.deepEqual(
    await log(a)
      .locator('a')
      .evaluateAll((links) => [...new Set(links.map(({ protocol }) => protocol))]),
    ['https:'],
  );
  // A picture from elsewhere is a link, and nothing was asked of its site.
  await log(a).getByRole('link', { name: 'a picture' }).waitFor();
});

test('a name is completed only by what begins as the text that stands there, and never after sending', async () => {
  const {
    people: [, anna],
    pages: [a],
  } = await meeting(['Ben', 'Anna']);
  const list = a.getByRole('listbox', { name: 'People to mention' });
  await box(a).pressSequentially('@an');
  await list.getByText(anna.user.name).waitFor();
  // The server takes its time with what is asked from now on.
  let answer;
  const held = new Promise((resolve) => {
    answer = resolve;
  });
  await a.route('**/members?*', async (route) => {
    await held;
    await route.continue();
  });
  await box(a).pressSequentially('ton is late');
  assert.equal(await list.isVisible(), false);
  await box(a).press('Enter');
  await stored(a, '@anton is late');

  await send(a, `hi @${anna.user.name.slice(0, 4)}`);
  assert.equal(await box(a).inputValue(), '');
  answer();
  await box(a).pressSequentially('next');
  assert.equal(await list.isVisible(), false);
  await box(a).press('Enter');
  await stored(a, 'next');
  assert.deepEqual(await contents(a), ['@anton is late', `hi @${anna.user.name.slice(0, 4)}`, 'next']);
});

test('marks piled upon a letter are not drawn over the lines of others', async () => {
  const {
    people: [ann],
    room,
    pages: [a],
  } = await meeting(['Ann']);
  await ann.post(room._id, 'what stands above', 'above');
  await shown(a, 'what stands above');
  await a.mouse.move(0, 0);
  const above = row(a, 'what stands above').locator('.content');
  const before = await above.screenshot();
  await ann.post(room._id, `a${'\u0301'.repeat(320)}`, 'piled');
  await eventually('both', async () => (await contents(a)).length === 2);
  await picture(a, 'piled-marks');
  assert.ok(before.equals(await above.screenshot()), 'the line above looks as before');
});

test('emoji are put into the text from a picker', async () => {
  const {
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  await box(a).fill('Nice ');
  await button(a, 'Emoji').click();
  const picker = a.getByRole('dialog', { name: 'Choose an emoji' });
  await picker.getByRole('button', { name: 'grinning face', exact: true }).first().click();
  await isGone(picker);
  assert.equal(await box(a).inputValue(), 'Nice 😀');
  await box(a).press('Enter');
  await shown(b, 'Nice 😀');
  await button(a, 'Emoji').click();
  await picker.getByRole('searchbox', { name: 'Search emoji' }).fill('no such emoji');
  await picker.getByText('No emoji found.').waitFor();
  await a.keyboard.press('Escape');
  await isGone(picker);
});

test('edits, deletions and reactions that were missed are there after the return', async () => {
  const {
    room,
    people: [ann, ben],
    pages: [a, b],
  } = await meeting(['Ann', 'Ben']);
  a.expect(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  for (const text of ['edit me', 'delete me', 'react to me']) {
    await say(b, text);
    await shown(a, text);
  }
  await a.context().setOffline(true);
  await a
    .getByRole('status')
    .filter({ hasText: /^Offline/ })
    .waitFor();
  const messages = await ben.messages(room._id);
  const path = (text) => `/chat/rooms/${room._id}/messages/${messages.find(({ content }) => content === text)._id}`;
  await ben.call('PATCH', path('edit me'), { content: 'edited' });
  await ben.call('DELETE', path('delete me'));
  await ben.call('PUT', `${path('react to me')}/reactions/${encodeURIComponent('👍')}`);
  await a.context().setOffline(false);
  await row(a, 'edited').getByText('(edited)').waitFor();
  await log(a).getByText('This message was deleted.').waitFor();
  await chip(a, 'react to me', `👍 1: ${ben.user.name}`).waitFor();
  await allShow(['edited', 'react to me'], a, b);
  const late = await openPage({ person: ann, room });
  await allShow(['edited', 'react to me'], late);
});

test('nobody changes or deletes what another one wrote, whatever they send', async () => {
  const {
    room,
    people: [, ben],
    pages: [a],
  } = await meeting(['Ann', 'Ben']);
  await say(a, 'mine');
  const [message] = await ben.messages(room._id);
  const path = `/chat/rooms/${room._id}/messages/${message._id}`;
  await assert.rejects(ben.call('PATCH', path, { content: 'yours' }), /403/);
  await assert.rejects(ben.call('DELETE', path), /403/);
  const [stranger] = await registered('Stranger');
  await assert.rejects(stranger.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`), /403/);
  assert.deepEqual(await contents(a), ['mine']);
});
