import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openInvitation } from '../page/modules/governing/invitation.js';
import { Store } from '../page/modules/store/store.js';
import { closeDialogs, openDialog } from '../page/modules/views/dialog.js';
import { ConfirmDialog } from '../page/modules/views/dialogs.js';

/** What is on the page, the last opened last. */
let open;

class Dialog {
  heard = {};
  children = [];

  append(...children) {
    this.children.push(...children);
  }

  addEventListener(event, listener) {
    this.heard[event] = listener;
  }

  press() {
    this.heard.click();
  }

  focus() {}
  replaceChildren() {}
  setAttribute() {}

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
    this.closed = true;
  }

  remove() {
    open = open.filter((one) => one !== this);
  }
}

beforeEach(() => {
  open = [];
  globalThis.HTMLDialogElement = Dialog;
  globalThis.HTMLElement = Dialog;
  const frame = new Map();
  globalThis.document = {
    createElement: () => Object.assign(new Dialog(), { id: '' }),
    getElementById: (id) => open.find((one) => one.id === id) ?? null,
    querySelectorAll: () => open,
    querySelector: (selector) => frame.get(selector) ?? frame.set(selector, new Dialog()).get(selector),
    body: { append: (dialog) => open.push(dialog) },
  };
});

test('of one name there is one dialog, and at the end of a login none', () => {
  const { dialog: first } = openDialog('card', 'Ann');
  openDialog('account', 'Your account');
  openDialog('card', 'Ben');
  assert.equal(first.closed, true);
  assert.deepEqual(
    open.map(({ id }) => id),
    ['account-dialog', 'card-dialog'],
  );
  closeDialogs();
  assert.deepEqual(open, []);
});

test('a question ends with the login in which it was asked', async () => {
  const store = new Store();
  store.me = { _id: 'x', name: 'X' };
  const confirm = new ConfirmDialog(store);
  const press = (id) => document.querySelector(id).press();
  const ask = () => confirm.ask({ title: 'Delete room?', yes: 'Delete' });
  const sure = ask();
  press('#confirm-yes');
  assert.equal(await sure, true);
  const gone = ask();
  store.reset();
  assert.equal(await gone, false);
  assert.equal(document.querySelector('#confirm-dialog').open, false);
  store.me = { _id: 'x', name: 'X' };
  const other = ask();
  store.me = { _id: 'y', name: 'Y' };
  press('#confirm-yes');
  assert.equal(await other, false, 'who says yes is another');
});

test('the code of an invitation that was accepted is not in the history', async () => {
  const store = new Store();
  store.me = { _id: 'x', name: 'X' };
  globalThis.location = { hash: '#invitation=CODE', pathname: '/', search: '' };
  const places = [];
  globalThis.history = {
    replaceState: (_, __, place) => {
      places.push(place);
      location.hash = '';
    },
  };
  const opened = new Promise((resolve) => {
    const { dialog } = openInvitation(
      {
        store,
        governing: { api: { preview: () => new Promise(() => {}) } },
        duties: { accept: async () => 'r' },
        openRoom: (roomId) => resolve([roomId, location.hash]),
      },
      'CODE',
    );
    dialog.children.at(-1).children[0].press();
  });
  assert.deepEqual([await opened, places], [['r', ''], ['/']]);
});
