import { element } from './dom.js';
import { complaint } from './rules.js';
import { timeOf } from './clock.js';

const SEARCH_DELAY_MS = 200;

/** The list of rooms, its search, and the dialog for a new room. */
export class RoomsView {
  #list = document.querySelector('#room-list');
  #empty = document.querySelector('#rooms-empty');
  #more = document.querySelector('#more-rooms');
  #search = document.querySelector('#search');
  #dialog = document.querySelector('#room-dialog');
  #form = document.querySelector('#room-form');
  #error = document.querySelector('#room-form-error');
  #onSelect;
  #timer;

  /** `actions`: `select(room)`, `search(q)`, `more()`, `create(name, description)`. */
  constructor(actions) {
    this.#onSelect = actions.select;
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => actions.search(this.query), SEARCH_DELAY_MS);
    });
    this.#more.addEventListener('click', () => actions.more());
    document.querySelector('#new-room').addEventListener('click', () => {
      this.#form.reset();
      this.#error.textContent = '';
      this.#dialog.showModal();
    });
    document.querySelector('#room-cancel').addEventListener('click', () => this.#dialog.close());
    this.#form.addEventListener('submit', async (event) => {
      event.preventDefault();
      await this.#create(actions.create);
    });
  }

  get query() {
    return this.#search.value.trim();
  }

  clearSearch() {
    this.#search.value = '';
  }

  render(rooms, { current, hasMore, filtered }) {
    this.#list.replaceChildren(...rooms.map((room) => this.#item(room, current)));
    this.#more.hidden = !hasMore;
    this.#empty.hidden = rooms.length > 0;
    this.#empty.textContent = filtered ? 'No room has this in its name.' : 'There is no room yet. Make the first one.';
  }

  #item(room, current) {
    const last = room.messages?.at(-1);
    const button = element(
      'button',
      { type: 'button', className: 'room-entry', 'data-room': room._id },
      element('span', { className: 'room-entry-name' }, room.name),
      element('span', { className: 'room-entry-last' }, last ? `${last.senderName}: ${last.content}` : room.description || 'No messages yet'),
    );
    if (last) {
      button.append(element('time', { dateTime: last.timestamp, className: 'room-entry-time' }, timeOf(last.timestamp)));
    }
    if (room._id === current) {
      button.setAttribute('aria-current', 'true');
    }
    button.addEventListener('click', () => this.#onSelect(room));
    return element('li', {}, button);
  }

  async #create(create) {
    const name = this.#form.elements.namedItem('name').value.trim();
    const description = this.#form.elements.namedItem('description').value.trim();
    this.#error.textContent = complaint('roomName', name) || complaint('description', description);
    if (this.#error.textContent) {
      return;
    }
    try {
      await create(name, description);
      this.#dialog.close();
    } catch (error) {
      this.#error.textContent = error.message;
    }
  }
}
