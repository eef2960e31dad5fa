import { text } from '../texts/texts.js';
import { avatar, element, find } from './dom.js';

/** @import { Store } from '../store/store.js' */

/** Who is online in the room. */
export class PeopleView {
  #store;
  #count = find('#people-count');
  #list = find('#people-list');
  #beyond = find('#people-beyond');
  #none = find('#people-none');

  /**
   * @param {Store} store
   * @param {{ showNotices: (wanted: boolean) => void }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    const notices = find('#notices-wanted', HTMLInputElement);
    notices.checked = store.notices;
    notices.addEventListener('change', () => intents.showNotices(notices.checked));
    store.on(['people', 'room'], () => this.render());
  }

  render() {
    const { current, me } = this.#store;
    if (!current || !me) {
      this.#list.replaceChildren();
      return;
    }
    const { roster } = current;
    this.#count.textContent = text('rooms.badge', { count: roster.count });
    this.#list.replaceChildren(
      ...roster
        .people()
        .map(({ userId, userName }) =>
          element(
            'li',
            {},
            avatar(userId, userName),
            element('span', { className: 'person' }, userId === me._id ? text('people.you', { name: userName }) : userName),
          ),
        ),
    );
    this.#beyond.hidden = roster.beyond === 0;
    this.#beyond.textContent = text('people.beyond', { count: roster.beyond });
    this.#none.hidden = roster.count > 0;
  }
}
