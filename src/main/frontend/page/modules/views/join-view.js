import { text } from '../texts/texts.js';
import { find, focused } from './dom.js';

/** @import { Store } from '../store/store.js' */

/** What stands in place of the box for who is no member: reading is free, writing begins with joining. */
export class JoinView {
  #bar = find('#join-bar');
  #button = find('#join-room');

  /**
   * @param {Store} store
   * @param {{ join: () => void }} intents
   */
  constructor(store, intents) {
    this.#button.addEventListener('click', () => intents.join());
    store.on(['room', 'rooms'], () => {
      const { room } = store;
      const composer = find('#composer');
      const wrote = composer.contains(focused() ?? null);
      this.#bar.hidden = !room || room.member;
      composer.hidden = !room?.member || store.rooms.standings.silence(room._id) !== undefined;
      find('#join-words').textContent = room ? text('room.preview', { room: room.name }) : '';
      if (wrote && this.open) {
        // Put out by somebody else.
        this.focus();
      }
    });
  }

  get open() {
    return !this.#bar.hidden;
  }

  focus() {
    this.#button.focus();
  }
}
