import { plain } from '../markdown/markdown.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { openDialog } from './dialog.js';
import { avatar, button, element } from './dom.js';
import { KeyedRows } from './keyed-rows.js';

/**
 * @import { MentionList } from '../actions/mentions.js'
 * @import { Store } from '../store/store.js'
 * @import { Message, MentionNotice } from '../wire/types.js'
 */

/** What was said to this person by name, or in answer to their words, newest first; a press leads there. */
export class MentionsDialog {
  #store;
  #list;
  #rows;
  #dialog;
  #status = element('p', { className: 'muted', 'aria-live': 'polite' }, text('mentions.busy'));
  #more = button(text('mentions.more'), () => void this.#read(), { className: 'quiet', hidden: true });
  /** @type {Map<string, MentionNotice>} */
  #notices = new Map();
  /** @type {string | undefined} */
  #next;

  /**
   * @param {Store} store
   * @param {{ list: MentionList, openAt: (message: Message) => void }} actions
   */
  constructor(store, { list, openAt }) {
    this.#store = store;
    this.#list = list;
    const { dialog, close } = openDialog('mentions', text('mentions.title'));
    this.#dialog = dialog;
    const rows = element('ul', { className: 'mentions-list' });
    this.#rows = /** @type {KeyedRows<MentionNotice>} */ (
      new KeyedRows(rows, {
        key: ({ message }) => message._id,
        look: ({ kind, message }) => [kind, message.content, this.#isNew(message)],
        make: ({ message }) =>
          element(
            'li',
            {},
            button(
              '',
              () => {
                close();
                openAt(this.#notices.get(message._id)?.message ?? message);
              },
              { className: 'mention-entry' },
            ),
          ),
        show: (node, notice) => node.firstElementChild?.replaceChildren(...this.#parts(notice)),
      })
    );
    dialog.append(
      this.#status,
      rows,
      this.#more,
      element('div', { className: 'buttons' }, button(text('help.close'), close, { className: 'primary' })),
    );
    store.on(['rooms', 'people'], () => this.#dialog.isConnected && this.#heard());
    void this.#read();
  }

  /** One more page. */
  async #read() {
    this.#more.hidden = true;
    try {
      const { notices, next } = await this.#list.read(this.#next);
      notices.forEach((notice) => this.#notices.set(notice.message._id, notice));
      this.#next = next;
      this.#status.textContent = '';
    } catch (cause) {
      this.#status.textContent = asChatError(cause).message;
      this.#more.hidden = false;
      return;
    }
    this.#more.hidden = !this.#next;
    this.#show();
    this.#status.textContent = this.#notices.size === 0 ? text('mentions.none') : '';
  }

  /** What came meanwhile, or is another now. */
  #heard() {
    this.#store.mentions.list().forEach((notice) => {
      const known = this.#notices.get(notice.message._id);
      this.#notices.set(notice.message._id, { ...known, ...notice });
    });
    this.#show();
  }

  #show() {
    const shown = [...this.#notices.values()].filter(({ message }) => !message.deleted && this.#isMine(message.room));
    shown.sort((a, b) => (a.message.timestamp < b.message.timestamp ? 1 : -1));
    this.#rows.fill(shown);
  }

  /** @param {Message} message */
  #isNew({ room, seq }) {
    return seq > (this.#store.rooms.find(room)?.lastRead ?? seq);
  }

  /** Not one that was left meanwhile. What is not known is a hidden one. @param {string} roomId */
  #isMine(roomId) {
    return this.#store.rooms.find(roomId)?.member ?? true;
  }

  /** @param {MentionNotice} notice */
  #parts({ kind, message, room }) {
    const { sender, senderName, timestamp, content } = message;
    return [
      avatar(sender, senderName, this.#store.imageOf(sender) ?? message.senderImage),
      element(
        'span',
        { className: 'mention-what' },
        element('bdi', {}, text(`mentions.${kind}`, { name: senderName })),
        ...(this.#isNew(message) ? [' ', element('span', { className: 'badge' }, text('mentions.new'))] : []),
      ),
      ' ',
      element('time', { dateTime: timestamp, title: fullTimeOf(timestamp) }, whenOf(timestamp)),
      ' ',
      element('span', { className: 'mention-room' }, this.#store.rooms.find(message.room)?.name || room?.name || senderName),
      ' ',
      element('span', { className: 'mention-text', dir: 'auto' }, plain(content)),
    ];
  }
}
