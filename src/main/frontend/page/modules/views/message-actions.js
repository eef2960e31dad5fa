import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { around, button, element, focused } from './dom.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 * @import { LogView } from './log-view.js'
 */

/**
 * `chooseReaction`: among all emoji, at that button; `hasMore`: whether there is
 * a menu of what is done seldom, `more`: opens it at that button; `write`: back to writing.
 *
 * @typedef {object} MessageIntents
 * @property {(message: Message, emoji: string) => void} react
 * @property {(message: Message, opener: HTMLElement) => void} chooseReaction
 * @property {(message: Message) => void} openCard
 * @property {(message: Message) => void} reply
 * @property {(message: Message) => void} edit
 * @property {(message: Message) => void} askDelete
 * @property {(message: Message) => boolean} hasMore
 * @property {(message: Message, opener: HTMLButtonElement) => void} more
 * @property {() => void} write
 */

const QUICK = ['👍', '❤️', '😂'];

/**
 * What can be done with a message: one toolbar for all of them, in the row that has the pointer or the focus. Arrow keys go
 * from message to message, Tab from a message into its actions, Esc back to writing.
 */
export class MessageActions {
  #view;
  #store;
  #intents;
  #bar = element('div', { className: 'actions', role: 'toolbar' });
  /** @type {HTMLElement | undefined} */
  #row;
  #forMember = false;

  /**
   * @param {HTMLElement} log
   * @param {Pick<LogView, 'messageOf' | 'step'>} view
   * @param {Store} store
   * @param {MessageIntents} intents
   */
  constructor(log, view, store, intents) {
    this.#view = view;
    this.#store = store;
    this.#intents = intents;
    log.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && !this.#holdsFocus() && this.#show(rowAt(event.target)));
    log.addEventListener('pointerleave', () => !this.#holdsFocus() && this.#hide());
    log.addEventListener('focusin', (event) => this.#show(rowAt(event.target)));
    log.addEventListener(
      'focusout',
      (event) => !(event.relatedTarget instanceof Node && log.contains(event.relatedTarget)) && this.#hide(),
    );
    log.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const row = rowAt(event.target);
    if (event.key === 'Escape') {
      this.#intents.write();
    } else if (row && event.target === row && ['ArrowUp', 'ArrowDown'].includes(event.key) && !event.altKey) {
      event.preventDefault();
      this.#view.step(row, event.key === 'ArrowUp' ? -1 : 1);
    } else if (['ArrowLeft', 'ArrowRight'].includes(event.key)) {
      const buttons = [...this.#bar.querySelectorAll('button')];
      // biome-ignore lint/complexity/useIndexOf: a target is of no type that the list has
      const at = buttons.findIndex((one) => one === event.target);
      if (at >= 0) {
        buttons[(at + (event.key === 'ArrowRight' ? 1 : -1) + buttons.length) % buttons.length]?.focus();
      }
    }
  }

  /** @param {HTMLElement | null} row */
  #show(row) {
    const message = this.#view.messageOf(row);
    const { room } = this.#store;
    if (!row || !message || message.deleted || !room) {
      this.#hide();
      return;
    }
    if (this.#row === row && this.#bar.isConnected && this.#forMember === room.member) {
      return;
    }
    this.#row = row;
    this.#forMember = room.member;
    this.#bar.setAttribute('aria-label', text('actions.label', { name: message.senderName }));
    this.#bar.replaceChildren(...this.#buttons(row, message));
    // What appears here is no news.
    row.setAttribute('aria-live', 'off');
    row.append(this.#bar);
  }

  /**
   * Each asks for the message as it is when the button is pressed.
   *
   * @param {HTMLElement} row
   * @param {Message} message as it is now
   */
  #buttons(row, message) {
    const own = message.sender === this.#store.me?._id;
    const more = this.#intents.hasMore(message);
    const { standings } = this.#store.rooms;
    const member = this.#store.room?.member ?? false;
    // Who may not write here may not react either. Looking at people and reporting is for all who read.
    const silent = !member || standings.silence(message.room) !== undefined;
    const deletes = own && (member || covers(standings.power(message.room), 'moderator'));
    const on =
      (/** @type {(message: Message, pressed: HTMLButtonElement) => void} */ act) => (/** @type {HTMLButtonElement} */ pressed) => {
        const now = this.#view.messageOf(row);
        if (now) {
          act(now, pressed);
        }
      };
    const quick = QUICK.map((emoji) =>
      button(
        emoji,
        on((now) => this.#intents.react(now, emoji)),
        {
          className: 'quick emoji',
          'aria-label': text('actions.react.with', { emoji }),
          'data-key': `quick-${emoji}`,
        },
      ),
    );
    const writing = [
      ...quick,
      button(
        text('actions.react'),
        on((now, pressed) => this.#intents.chooseReaction(now, pressed)),
        { icon: 'smile', 'data-key': 'react' },
      ),
      button(
        text('actions.reply'),
        on((now) => this.#intents.reply(now)),
        { icon: 'reply', 'data-key': 'reply' },
      ),
    ];
    return [
      ...(silent ? [] : writing),
      ...(own && !silent
        ? [
            button(
              text('actions.edit'),
              on((now) => this.#intents.edit(now)),
              { icon: 'edit', 'data-key': 'edit' },
            ),
          ]
        : []),
      ...(deletes
        ? [
            button(
              text('actions.delete'),
              on((now) => this.#intents.askDelete(now)),
              { icon: 'trash', 'data-key': 'delete' },
            ),
          ]
        : []),
      // Where there is no room for one more, it is in the menu.
      ...(own && more
        ? []
        : [
            button(
              text('actions.card'),
              on((now) => this.#intents.openCard(now)),
              { icon: 'person', 'data-key': 'card' },
            ),
          ]),
      ...(more
        ? [
            button(
              text('actions.more'),
              on((now, pressed) => this.#intents.more(now, pressed)),
              { icon: 'more', 'data-key': 'more', 'aria-haspopup': 'menu' },
            ),
          ]
        : []),
    ];
  }

  #hide() {
    this.#bar.remove();
    this.#row = undefined;
  }

  #holdsFocus() {
    return this.#bar.contains(focused() ?? null);
  }
}

/** @param {EventTarget | null} target */
const rowAt = (target) => around(target, '.message[data-message]');
