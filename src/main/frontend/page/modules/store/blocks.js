/** @import { Blocked, Message, Quote } from '../wire/types.js' */

/** Whom this person blocks, and which of their messages were shown all the same. */
export class Blocks {
  /** @type {Map<string, Blocked>} */
  #people = new Map();
  /** @type {Set<string>} */
  #shown = new Set();

  /** @param {Blocked[]} people all of them */
  replace(people) {
    this.#people = new Map(people.map((person) => [person._id, person]));
  }

  /** @param {Blocked} person */
  add(person) {
    this.#people.set(person._id, person);
  }

  /** @param {string} userId */
  remove(userId) {
    this.#people.delete(userId);
  }

  /** @param {string | undefined} userId */
  has(userId) {
    return userId !== undefined && this.#people.has(userId);
  }

  list() {
    return [...this.#people.values()];
  }

  /** @param {string} messageId */
  show(messageId) {
    this.#shown.add(messageId);
  }

  /**
   * Whether that message is folded; a quote of it is, too, until the message itself is shown.
   *
   * @param {Pick<Message, '_id' | 'sender'> | Pick<Quote, '_id' | 'sender'>} message
   */
  folds({ _id, sender }) {
    return this.has(sender) && !this.#shown.has(_id);
  }
}
