import { text } from '../texts/texts.js';
import { element, find } from './dom.js';

/**
 * @import { MentionList } from '../actions/mentions.js'
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 */

/** The way to the mentions, with how many of them are new. Their list is loaded when it is wanted for the first time. */
export class MentionsButton {
  /**
   * @param {Store} store
   * @param {{ list: MentionList, openAt: (message: Message) => void, failed: (cause: unknown) => void }} actions
   */
  constructor(store, actions) {
    const node = find('#mentions');
    const count = element('span', { className: 'badge mentioned', 'aria-hidden': 'true' });
    node.append(count);
    node.addEventListener('click', async () => {
      const { me } = store;
      try {
        const { MentionsDialog } = await import('./mentions-dialog.js');
        if (me && me._id === store.me?._id) {
          new MentionsDialog(store, actions);
        }
      } catch (cause) {
        actions.failed(cause);
      }
    });
    store.on(['rooms', 'session'], () => {
      const unread = store.mentions.unreadIn(store.rooms);
      const open = text('mentions.open');
      count.hidden = unread === 0;
      count.textContent = text('rooms.badge', { count: unread });
      node.setAttribute('aria-label', unread === 0 ? open : `${open}: ${text('mentions.unread', { count: unread })}`);
      node.title = open;
    });
  }
}
