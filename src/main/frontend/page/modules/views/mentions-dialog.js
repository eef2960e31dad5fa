import { plain } from '../markdown/markdown.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { openDialog } from './dialog.js';
import { avatar, button, element, find, focused, seek } from './dom.js';
import { KeyedRows } from './keyed-rows.js';
import { bothNames, roomNames, withNames } from './names.js';

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
  #busy = false;
  #wrong = '';
  /** How far back was read: the last one of the last page. @type {MentionNotice | undefined} */
  #oldest;
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
            { 'data-mention': message._id },
            button(
              '',
              () => {
                close();
                openAt(message);
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
    const off = store.on(['rooms', 'people'], () => this.#show());
    dialog.addEventListener('close', off);
    void this.#read();
  }

  /** One more page. The focus goes on to what it brought. */
  async #read() {
    if (this.#busy) {
      return;
    }
    this.#put({ busy: true });
    const asked = focused() === this.#more;
    try {
      const { notices, next } = await this.#list.read(this.#next);
      this.#next = next;
      this.#oldest = notices.at(-1) ?? this.#oldest;
      this.#put({ busy: false, more: Boolean(next) });
      this.#show();
      const first = notices.map(({ message }) => this.#button(message._id)).find(Boolean);
      if (asked && (first || this.#more.hidden)) {
        (first ?? find('h2', HTMLElement, this.#dialog)).focus();
      }
    } catch (cause) {
      this.#put({ busy: false, more: true, wrong: asChatError(cause).message });
    }
  }

  /**
   * While it is busy, the button keeps the focus that it may have.
   *
   * @param {{ busy: boolean, more?: boolean, wrong?: string }} how
   */
  #put({ busy, more = !this.#more.hidden, wrong = '' }) {
    this.#busy = busy;
    this.#wrong = wrong;
    this.#status.textContent = wrong || (busy ? text('mentions.busy') : '');
    this.#more.hidden = !more;
    this.#more.setAttribute('aria-disabled', String(busy));
  }

  /** @param {string} messageId */
  #button(messageId) {
    return seek(`[data-mention="${messageId}"] button`, this.#dialog);
  }

  /** As far back as was read: with what came meanwhile, without what is gone. */
  #show() {
    const known = this.#store.mentions.list().filter((notice) => this.#isMine(notice));
    const end = this.#next && this.#oldest ? known.findIndex(({ message }) => message._id === this.#oldest?.message._id) + 1 : 0;
    const shown = known.slice(0, end || undefined);
    this.#rows.fill(shown);
    if (!this.#busy && !this.#wrong) {
      this.#status.textContent = shown.length === 0 ? text('mentions.none') : '';
    }
  }

  /** @param {Message} message */
  #isNew({ room, seq }) {
    return seq > (this.#store.rooms.find(room)?.lastRead ?? seq);
  }

  /** Not of one that was left. A hidden one is not known, but the server's page has named it. @param {MentionNotice} notice */
  #isMine({ message, room }) {
    return this.#store.rooms.find(message.room)?.member ?? room !== undefined;
  }

  /** @param {MentionNotice} notice */
  #parts({ kind, message, room }) {
    const { sender, senderName, timestamp, content } = message;
    const known = this.#store.rooms.find(message.room);
    const names = bothNames(sender, senderName, this.#store.displayNameOf(sender, senderName));
    return [
      avatar(sender, senderName, this.#store.imageOf(sender) ?? message.senderImage),
      element(
        'span',
        { className: 'mention-what' },
        ...withNames(`mentions.${kind}`, names),
        ...(this.#isNew(message) ? [' ', element('span', { className: 'badge' }, text('mentions.new'))] : []),
      ),
      ' ',
      element('time', { dateTime: timestamp, title: fullTimeOf(timestamp) }, whenOf(timestamp)),
      ' ',
      element('span', { className: 'mention-room' }, known?.name ? roomNames(this.#store, known) : room?.name || senderName),
      ' ',
      element('span', { className: 'mention-text', dir: 'auto' }, plain(content)),
    ];
  }
}
