import { lengthOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { ChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Changing } from '../actions/changing.js'
 * @import { Composing } from '../actions/composing.js'
 * @import { EnteredRooms } from '../actions/entered-rooms.js'
 * @import { People } from '../actions/people.js'
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 * @import { ConfirmDialog } from './dialogs.js'
 * @import { EmojiPopover } from './emoji-popover.js'
 * @import { JoinView } from './join-view.js'
 */

/**
 * `write`: the focus goes to where one writes; `rowOf`: the row of a message.
 *
 * @typedef {object} MessageSurroundings
 * @property {ConfirmDialog} confirm
 * @property {EmojiPopover} emoji
 * @property {JoinView} join
 * @property {() => void} write
 * @property {(messageId: string) => HTMLElement | undefined} rowOf
 */

/** What people do with messages, with the questions that they are asked and where the focus goes. */
export class MessageFlow {
  #store;
  #actions;
  #around;

  /**
   * @param {Store} store
   * @param {{ changing: Changing, composing: Composing, entered: EnteredRooms, people: People }} actions
   * @param {MessageSurroundings} around
   */
  constructor(store, actions, around) {
    this.#store = store;
    this.#actions = actions;
    this.#around = around;
  }

  /**
   * Who only looks has to join first, and is shown where.
   *
   * @param {Message} message
   * @param {string} emoji
   */
  async react(message, emoji) {
    const { current } = this.#store;
    if (this.#around.join.open) {
      this.#around.join.focus();
    } else if (current) {
      await this.#actions.changing.toggleReaction(current, message, emoji);
    }
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} opener
   * @param {(emoji: string) => void} onPick
   */
  chooseReaction(message, opener, onPick) {
    void this.#actions.people.learn(message.reactions?.flatMap(({ users }) => users) ?? []);
    void this.#around.emoji.open(opener, onPick);
  }

  /** @param {Message} message */
  reply(message) {
    this.#actions.composing.reply(message);
    this.#around.write();
  }

  /** @param {Message} message */
  edit(message) {
    this.#actions.composing.edit(message);
    this.#around.write();
  }

  /** @param {Message} message */
  async delete(message) {
    const { current } = this.#store;
    const sure = await this.#around.confirm.ask({
      title: text('actions.delete.title'),
      what: text('actions.delete.what'),
      yes: text('actions.delete'),
    });
    if (sure && current) {
      await this.#actions.changing.delete(current, message);
    }
    // The button that was pressed may be gone.
    this.#around.rowOf(message._id)?.focus();
  }

  /**
   * True if the text was taken; throws what is wrong with it. The log follows the person's own message down; an edit
   * happens where it is.
   *
   * @param {string} words
   */
  async submit(words) {
    this.#store.toasts.drop('invalid');
    this.#store.changed('alert');
    const { current: before } = this.#store;
    const seconds = Math.ceil(((before?.slowUntil ?? 0) - Date.now()) / 1_000);
    if (before && !before.editing && seconds > 0 && words.trim() && this.#store.rooms.standings.slowness(before.roomId) > 0) {
      // It stays in the box until it may be sent.
      throw new ChatError(CODES.tooFast, text('slow.wait', { time: lengthOf(seconds) }));
    }
    const taken = await this.#actions.composing.submit(words);
    const { current } = this.#store;
    if (taken && current && !current.editing && current.outbox.size > 0) {
      this.#actions.entered.toNewest();
    }
    return taken;
  }
}
