import { complaint } from '../store/rules.js';
import { ask } from '../wire/delivery.js';
import { ChatError } from '../wire/errors.js';
import { CODES, EVENTS } from '../wire/protocol.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Message, Wire } from '../wire/types.js'
 */

/** Edits, deletions and reactions: asked for at once, shown when the server has agreed. Each throws what went wrong. */
export class Changing {
  #store;
  #sources;

  /**
   * @param {Store} store
   * @param {Wire} wire
   */
  constructor(store, { connection, api }) {
    this.#store = store;
    this.#sources = { connection, api };
  }

  /**
   * @param {Conversation} conversation
   * @param {Message} message
   * @param {string} words
   */
  async edit(conversation, message, words) {
    const content = words.trim();
    const wrong = complaint('content', content);
    if (wrong) {
      throw new ChatError(CODES.invalid, wrong);
    }
    if (content !== message.content) {
      const { api } = this.#sources;
      await this.#ask(conversation, EVENTS.editMessage, message, { content }, () =>
        api.editMessage(conversation.roomId, message._id, content),
      );
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {Message} message
   */
  async delete(conversation, message) {
    const { api } = this.#sources;
    await this.#ask(conversation, EVENTS.deleteMessage, message, {}, () => api.deleteMessage(conversation.roomId, message._id));
  }

  /**
   * Reacts, or takes the reaction back if it is there.
   *
   * @param {Conversation} conversation
   * @param {Message} message
   * @param {string} emoji
   */
  async toggleReaction(conversation, message, emoji) {
    const there = hasReacted(message, emoji, this.#store.me?._id);
    const { api } = this.#sources;
    const event = there ? EVENTS.removeReaction : EVENTS.addReaction;
    await this.#ask(conversation, event, message, { emoji }, () => api.react(conversation.roomId, message._id, emoji, !there));
  }

  /**
   * @param {Conversation} conversation
   * @param {string} event
   * @param {Message} message
   * @param {{ content?: string, emoji?: string }} more
   * @param {() => Promise<Message>} byRest
   */
  async #ask(conversation, event, { _id: messageId }, more, byRest) {
    const payload = { roomId: conversation.roomId, messageId, ...more };
    const { message } = await ask(this.#sources, event, payload, async () => ({ message: await byRest() }));
    if (message) {
      conversation.timeline.change(message);
      this.#store.rooms.renew(message);
      this.#store.changed('log', 'rooms');
    }
  }
}

/**
 * @param {Message} message
 * @param {string} emoji
 * @param {string | undefined} userId
 */
export function hasReacted(message, emoji, userId) {
  return message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.users.some((user) => user === userId)) ?? false;
}
