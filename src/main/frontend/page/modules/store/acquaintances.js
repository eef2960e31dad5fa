import { besides, folded, isCalled } from './rules.js';

/** @import { Person, Profile } from '../wire/types.js' */

/** Everybody seen so far: by which name, with which picture, and what they want to be called beside the name. */
export class Acquaintances {
  /**
   * User id -> name: who reacted is told by id.
   * @type {Map<string, string>}
   */
  #names = new Map();
  /**
   * Who has no account any more: an answer of before must not bring back what they were called.
   * @type {Set<string>}
   */
  #gone = new Set();
  /**
   * User id -> the newest picture that is known; messages keep the one that they were posted with.
   * @type {Map<string, string>}
   */
  #images = new Map();
  /**
   * User id -> what they want to be called beside that name, '' for nothing else.
   * @type {Map<string, { name: string, displayName: string }>}
   */
  #displayNames = new Map();
  /**
   * Of whom it is known how they are now, from a card or a list: they are told of when they change.
   * @type {Set<string>}
   */
  #current = new Set();

  /**
   * Somebody's name, as a message tells it.
   *
   * @param {string} userId
   * @param {string} name
   */
  learn(userId, name) {
    if (userId && name && !this.#gone.has(userId)) {
      this.#names.set(userId, name);
    }
  }

  /**
   * What somebody's card says now. If that is another name than the one that is known, that person is gone: names stay until the account
   * ends. True if so.
   *
   * @param {Pick<Profile, '_id' | 'name' | 'displayName' | 'image'>} card
   */
  hear({ _id, name, displayName, image }) {
    const ended = (this.#names.get(_id) ?? name) !== name;
    if (ended) {
      this.#gone.add(_id);
    }
    this.#names.set(_id, name);
    this.#images.set(_id, image);
    this.learnDisplayName(_id, name, displayName);
    this.#current.add(_id);
    return ended;
  }

  /** People may have changed, and nobody has told of it. */
  missed() {
    this.#current.clear();
  }

  /** Whether no list can tell anything newer. @param {string} userId */
  isCurrent(userId) {
    return this.#current.has(userId) || this.#gone.has(userId);
  }

  /** @param {string} userId */
  isGone(userId) {
    return this.#gone.has(userId);
  }

  /** @param {string} userId */
  nameOf(userId) {
    return this.#names.get(userId);
  }

  /**
   * Those of whose name, or display name, a part begins so.
   *
   * @param {string} words
   */
  called(words) {
    const wanted = folded(words.trim());
    return [...this.#names]
      .filter(([userId]) => !this.#gone.has(userId))
      .map(([userId, name]) => ({ userId, name, displayName: this.displayNameOf(userId, name) }))
      .filter((person) => isCalled(person, wanted));
  }

  /** @param {string} userId */
  imageOf(userId) {
    return this.#images.get(userId);
  }

  /**
   * What somebody wants to be called beside the name.
   *
   * @param {string} userId
   * @param {string} name
   * @param {string} displayName empty, or the name itself, for nothing else
   */
  learnDisplayName(userId, name, displayName) {
    this.#displayNames.set(userId, { name, displayName: besides(name, displayName) });
  }

  /**
   * '' of who is called by the name, undefined while it is not known. Who is gone has another name, and none beside it, wherever that
   * was heard.
   *
   * @param {string} userId
   * @param {string} [name] beside which it is to stand
   */
  displayNameOf(userId, name) {
    const known = this.#displayNames.get(userId);
    return known && name !== undefined && name !== known.name ? '' : known?.displayName;
  }

  /**
   * Somebody as a list tells them: what is newer, from an event or a card, stays.
   *
   * @param {Person} person
   */
  meet({ _id, name, image, displayName = '' }) {
    if (this.isCurrent(_id)) {
      return;
    }
    this.learn(_id, name);
    // Who is told without a picture is told without the rest of the card.
    if (image !== undefined) {
      this.#images.set(_id, image);
      this.learnDisplayName(_id, name, displayName);
      this.#current.add(_id);
    }
  }

  /** The same of who is told anew, by the server's own word of now. @param {Person} person */
  renew(person) {
    this.#current.delete(person._id);
    this.meet(person);
  }
}
