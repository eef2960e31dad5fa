import { text } from '../texts/texts.js';
import { element, find } from './dom.js';
import { ListBox } from './list-box.js';

/**
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 */

const SHOWN = 8;

/** Goes to a room by a few letters of its name: typing narrows the list, arrows choose, Enter opens. */
export class Switcher {
  #store;
  #openRoom;
  #dialog = find('#switcher', HTMLDialogElement);
  #box = find('#switcher-box', HTMLInputElement);
  #none = find('#switcher-none');
  /** @type {ListBox<Room>} */
  #list;

  /**
   * @param {Store} store
   * @param {{ openRoom: (roomId: string) => void }} intents
   */
  constructor(store, { openRoom }) {
    this.#store = store;
    this.#openRoom = openRoom;
    this.#list = new ListBox(this.#box, find('#switcher-list'), { draw: (room) => this.#option(room), onTake: (room) => this.#go(room) });
    this.#box.addEventListener('input', () => this.#look(undefined));
    this.#box.addEventListener('keydown', (event) => this.#list.step(event.key) && event.preventDefault());
    find('form', HTMLElement, this.#dialog).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go(this.#list.chosen);
    });
    find('#switcher-cancel').addEventListener('click', () => this.#dialog.close());
    store.on(['rooms'], () => this.#dialog.open && this.#look(this.#list.chosen));
  }

  open() {
    if (!this.#dialog.open && this.#store.me) {
      this.#box.value = '';
      this.#dialog.showModal();
      this.#look(undefined);
    }
  }

  /** @param {Room | undefined} room */
  #go(room) {
    if (room) {
      this.#dialog.close();
      this.#openRoom(room._id);
    }
  }

  /** @param {Room | undefined} chosen stays so where it is still among them */
  #look(chosen) {
    const rooms = this.#store.rooms.matching(this.#box.value, SHOWN);
    this.#list.show(
      rooms,
      rooms.findIndex(({ _id }) => _id === chosen?._id),
    );
    this.#none.textContent = rooms.length === 0 ? text('rooms.switch.none') : '';
    this.#box.setAttribute('aria-expanded', String(rooms.length > 0));
  }

  /** @param {Room} room */
  #option({ _id, name }) {
    const unread = this.#store.rooms.unread(_id);
    const badge = unread > 0 ? [' ', element('span', { className: 'badge' }, text('rooms.badge', { count: unread }))] : [];
    return [element('span', {}, name), ...badge];
  }
}
