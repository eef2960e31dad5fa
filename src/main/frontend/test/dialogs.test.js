import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { closeDialogs, openDialog } from '../page/modules/views/dialog.js';

/** What is on the page, the last opened last. */
let open;

class Dialog {
  append() {}
  addEventListener() {}
  focus() {}
  setAttribute() {}
  showModal() {}

  close() {
    this.closed = true;
  }

  remove() {
    open = open.filter((one) => one !== this);
  }
}

beforeEach(() => {
  open = [];
  globalThis.HTMLDialogElement = Dialog;
  globalThis.document = {
    createElement: () => Object.assign(new Dialog(), { id: '' }),
    getElementById: (id) => open.find((one) => one.id === id) ?? null,
    querySelectorAll: () => open,
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
