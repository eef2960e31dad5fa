import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Composing } from '../page/modules/actions/composing.js';
import { Store } from '../page/modules/store/store.js';

const message = { _id: 'm1', sender: 'me', content: 'as it was' };

let store;
let composing;
let kept;
let answerEdit;
let posted;

beforeEach(() => {
  globalThis.window = { addEventListener: () => {} };
  store = new Store();
  store.me = { _id: 'me', name: 'Me' };
  store.current = store.conversation('r');
  kept = {};
  posted = [];
  const changing = {
    edit: () =>
      new Promise((resolve, reject) => {
        answerEdit = { resolve, reject };
      }),
  };
  const savedWork = {
    keepDraft: (roomId, draft) => {
      kept[roomId] = draft;
    },
  };
  composing = new Composing(store, {
    posting: { post: (current, words) => posted.push(words) },
    changing,
    signs: { wrote: () => {}, stopped: () => {} },
    session: { savedWork },
  });
});

const conversation = () => store.conversation('r');

test('what is typed while editing is neither the draft nor lost when the room changes', () => {
  composing.wrote('a draft');
  composing.edit(message);
  composing.wrote('as it shall be');
  store.current = store.conversation('other');
  for (let i = 0; i < 30; i += 1) {
    store.conversation(`r${i}`);
  }
  const { editing, editText, draft } = conversation();
  assert.deepEqual([editing, editText, draft], [message, 'as it shall be', 'a draft']);
});

test('an edit that is agreed to ends the editing, and the draft is back', async () => {
  composing.wrote('a draft');
  composing.edit(message);
  composing.wrote('new');
  const submitted = composing.submit('new');
  answerEdit.resolve();
  assert.equal(await submitted, true);
  assert.deepEqual([conversation().editing, conversation().draft], [undefined, 'a draft']);
});

test('what is typed on while an edit is under way becomes the draft', async () => {
  composing.edit(message);
  composing.wrote('new');
  const submitted = composing.submit('new');
  composing.wrote('new and more');
  answerEdit.resolve();
  await submitted;
  assert.deepEqual([conversation().editing, conversation().draft, kept], [undefined, 'new and more', { r: 'new and more' }]);
});

test('what is sent while an edit is under way is a message of its own', async () => {
  composing.edit(message);
  const edit = composing.submit('new');
  composing.wrote('something else');
  const next = composing.submit('something else');
  answerEdit.resolve();
  assert.deepEqual(await Promise.all([edit, next]), [true, true]);
  assert.deepEqual(posted, ['something else']);
  assert.deepEqual([conversation().editing, conversation().draft], [undefined, '']);
});

test('an edit that is sent twice is one', async () => {
  composing.edit(message);
  const edit = composing.submit('new');
  const again = composing.submit('new');
  answerEdit.resolve();
  assert.deepEqual(await Promise.all([edit, again]), [true, false]);
  assert.deepEqual(posted, []);
});

test('a message with other ends of lines than the box has leaves no draft behind', async () => {
  composing.edit({ ...message, content: 'one\r\ntwo' });
  const submitted = composing.submit('one\ntwo');
  answerEdit.resolve();
  await submitted;
  assert.deepEqual([conversation().editing, conversation().draft], [undefined, '']);
});

test('a draft from before the edit stays, with what was typed on below it', async () => {
  composing.wrote('a draft');
  composing.edit(message);
  const submitted = composing.submit('new');
  composing.wrote('more');
  answerEdit.resolve();
  await submitted;
  assert.equal(conversation().draft, 'a draft\nmore');
});

test('a refused edit stays in the box', async () => {
  composing.edit(message);
  composing.wrote('new');
  const submitted = composing.submit('new');
  answerEdit.reject(new Error('No.'));
  await assert.rejects(submitted, { message: 'No.' });
  assert.deepEqual([conversation().editing, conversation().editText], [message, 'new']);
});

test('choosing again the message that is being edited takes nothing back', () => {
  composing.edit(message);
  composing.wrote('half wr');
  composing.edit({ ...message });
  assert.equal(conversation().editText, 'half wr');
});
