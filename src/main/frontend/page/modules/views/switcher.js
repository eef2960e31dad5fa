import { text } from '../texts/texts.js';
import { element, find } from './dom.js';

const SHOWN = 8;

/** Goes to a room by a few letters of its name: typing narrows the list, arrows choose, Enter opens. */
export class Switcher {
  #store;
  #intents;
  #dialog = find('#switcher');
  #box = find('#switcher-box');
  #list = find('#switcher-list');
  #none = find('#switcher-none');
  #rooms = [];
  #at = 0;

  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    this.#box.addEventListener('input', () => this.#look(0));
    this.#box.addEventListener('keydown', (event) => {
      const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (steps && this.#rooms.length > 0) {
        event.preventDefault();
        this.#look((this.#at + steps + this.#rooms.length) % this.#rooms.length);
      }
    });
    find('form', this.#dialog).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go(this.#at);
    });
    this.#list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) {
        this.#go(Number(option.dataset.at));
      }
    });
    find('#switcher-cancel').addEventListener('click', () => this.#dialog.close());
    store.on(['rooms'], () => this.#dialog.open && this.#look(this.#at));
  }

  open() {
    if (!this.#dialog.open && this.#store.me) {
      this.#box.value = '';
      this.#dialog.showModal();
      this.#look(0);
    }
  }

  #go(at) {
    const room = this.#rooms[at];
    if (room) {
      this.#dialog.close();
      this.#intents.openRoom(room._id);
    }
  }

  #look(at) {
    this.#rooms = this.#store.rooms.matching(this.#box.value, SHOWN);
    this.#at = Math.min(at, Math.max(0, this.#rooms.length - 1));
    this.#none.textContent = this.#rooms.length === 0 ? text('rooms.switch.none') : '';
    this.#list.hidden = this.#rooms.length === 0;
    this.#list.replaceChildren(
      ...this.#rooms.map(({ _id, name }, index) => {
        const unread = this.#store.rooms.unread(_id);
        return element(
          'li',
          { id: `switcher-${index}`, role: 'option', 'aria-selected': String(index === this.#at), 'data-at': String(index) },
          element('span', {}, name),
          ...(unread > 0 ? [' ', element('span', { className: 'badge' }, text('rooms.badge', { count: unread }))] : []),
        );
      }),
    );
    this.#box.setAttribute('aria-expanded', String(this.#rooms.length > 0));
    if (this.#rooms.length > 0) {
      this.#box.setAttribute('aria-activedescendant', `switcher-${this.#at}`);
    } else {
      this.#box.removeAttribute('aria-activedescendant');
    }
  }
}
