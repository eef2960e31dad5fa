import { text } from '../texts/texts.js';
import { find } from './dom.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 */

/** The two ways through a long log: down to the newest, with a count of what has come; up to the first unread message. */
export class JumpsView {
  #store;
  #newest = find('#to-newest');
  #badge = find('#to-newest-count');
  #hint = find('#to-newest-hint');
  #bar = find('#unread-bar');
  #count = find('#unread-bar-count');
  /** @type {Conversation | undefined} */
  #conversation;
  #seen = 0;

  /**
   * @param {Store} store
   * @param {{ toNewest: () => void, jumpToSeq: (seq: number) => void, markRead: () => void, write: () => void }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#newest.addEventListener('click', () => {
      intents.toNewest();
      intents.write();
    });
    find('#unread-bar-show').addEventListener('click', () => store.current && intents.jumpToSeq(store.current.unreadFrom));
    find('#unread-bar-read').addEventListener('click', () => {
      intents.markRead();
      intents.write();
    });
  }

  /** @param {{ atEnd: boolean, lineAbove: boolean }} how */
  show({ atEnd, lineAbove }) {
    const { current: conversation, room } = this.#store;
    if (!conversation) {
      return;
    }
    const { newest } = conversation.timeline;
    if (conversation !== this.#conversation || atEnd) {
      this.#conversation = conversation;
      this.#seen = atEnd ? newest : Math.min(newest, room?.lastRead ?? newest);
    }
    this.#newest.hidden = atEnd || newest === 0;
    const count = Math.max(0, newest - Math.max(this.#seen, room?.lastRead ?? 0));
    this.#badge.hidden = count === 0;
    this.#badge.textContent = text('rooms.badge', { count });
    this.#hint.textContent = count > 0 ? text('log.unread', { count }) : '';
    const unread = newest - conversation.unreadFrom + 1;
    this.#bar.hidden = !lineAbove || unread <= 0 || (room?.lastRead ?? 0) < conversation.unreadFrom - 1;
    this.#count.textContent = text('log.unread', { count: Math.max(0, unread) });
  }
}
