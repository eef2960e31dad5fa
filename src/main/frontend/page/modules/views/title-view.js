import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** @import { Store } from '../store/store.js' */

const MARK = '<path fill="#c2385f" d="M6 3h20a5 5 0 0 1 5 5v11a5 5 0 0 1-5 5H15l-8 6v-6H6a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"/>';
const DOT = '<circle cx="23" cy="9" r="9" fill="#ffd166"/>';

/** The window's title and its icon tell how much is unread. */
export class TitleView {
  #icon = find('link[rel="icon"]', HTMLLinkElement);
  #plain = this.#icon.href;
  #shown = -1;

  /** @param {Store} store */
  constructor(store) {
    store.on(['rooms', 'room', 'session'], () => {
      const count = store.me ? store.rooms.unreadTotal : 0;
      const app = text('app.name');
      const title = store.room ? text('title.room', { room: store.room.name, title: app }) : app;
      document.title = count > 0 ? text('title.unread', { count, title }) : title;
      if (count !== this.#shown) {
        this.#shown = count;
        this.#icon.href = count > 0 ? iconWith(count) : this.#plain;
      }
    });
  }
}

/** @param {number} count */
function iconWith(count) {
  const words = count > 9 ? '9+' : String(count);
  const number = `<text x="23" y="14" font-family="sans-serif" font-size="${words.length > 1 ? 12 : 15}" font-weight="700" text-anchor="middle" fill="#2b1a24">${words}</text>`;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}${DOT}${number}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}
