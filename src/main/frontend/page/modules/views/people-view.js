import { text } from '../texts/texts.js';
import { avatar, cardOpener, element, find } from './dom.js';

/** @import { Store } from '../store/store.js' */

/** Who is online in the room. */
export class PeopleView {
  #store;
  #intents;
  #count = find('#people-count');
  #list = find('#people-list');
  #beyond = find('#people-beyond');
  #none = find('#people-none');

  /**
   * @param {Store} store
   * @param {{ showNotices: (wanted: boolean) => void, learnImages: (userIds: string[]) => void }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
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
            cardOpener(avatar(userId, userName, this.#store.imageOf(userId)), userId),
            cardOpener(
              element(
                'button',
                { type: 'button', className: 'person' },
                userId === me._id ? text('people.you', { name: userName }) : userName,
              ),
              userId,
            ),
          ),
        ),
    );
    this.#intents.learnImages(roster.people().map(({ userId }) => userId));
    this.#beyond.hidden = roster.beyond === 0;
    this.#beyond.textContent = text('people.beyond', { count: roster.beyond });
    this.#none.hidden = roster.count > 0;
  }
}
