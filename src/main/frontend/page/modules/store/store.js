import { Acquaintances } from './acquaintances.js';
import { Blocks } from './blocks.js';
import { Conversation } from './conversation.js';
import { Inbox } from './inbox.js';
import { Members } from './members.js';
import { Mentions } from './mentions.js';
import { noticesWanted } from './notices.js';
import { Rooms } from './rooms.js';
import { Toasts } from './toasts.js';

/**
 * @import { Message, Person, Profile, Registration, RoomNews } from '../wire/types.js'
 * @import { ChatError } from '../wire/errors.js'
 */

const KEPT_CONVERSATIONS = 20;

/** What a view can wait for. */
export const TOPICS = Object.freeze(
  /** @type {const} */ (['session', 'connection', 'rooms', 'room', 'log', 'people', 'typing', 'composer', 'search', 'alert', 'inbox']),
);

/**
 * @typedef {typeof TOPICS[number]} Topic
 * @typedef {'connecting' | 'reconnecting' | 'offline' | 'connected'} ConnectionState
 */

/**
 * `roomId` of the room that was searched, undefined for all.
 *
 * @typedef {object} Search
 * @property {boolean} open
 * @property {boolean} everywhere
 * @property {string} words
 * @property {string | undefined} roomId
 * @property {boolean} busy
 * @property {Message[] | undefined} messages
 * @property {string | undefined} next
 * @property {string} error
 */

/**
 * The one place that holds the page's state. Actions change it and say by topic what they have changed; views render
 * from it, once for however many changes of one turn.
 */
export class Store {
  /** @type {Person | undefined} */
  #me;
  /** Whether it is known if somebody is logged in. */
  asked = false;
  /**
   * Who may register.
   * @type {Registration}
   */
  registration = 'open';
  blocks = new Blocks();
  /**
   * `state`: connecting, reconnecting, offline, connected; `since` in ms, 0 if not lost.
   * @type {{ state: ConnectionState, since: number, attempt: number }}
   */
  connection = { state: 'connecting', since: 0, attempt: 0 };
  /** Everybody seen so far. */
  people = new Acquaintances();
  rooms = this.#newRooms();
  mentions = new Mentions();
  /** Who belongs to the room that is open. */
  members = new Members('');
  /**
   * The conversation that is open, or undefined.
   * @type {Conversation | undefined}
   */
  current;
  /** Whether the conversation shows who comes and goes. */
  notices = noticesWanted();
  /** What waits for this person. */
  inbox = new Inbox();
  /** What wants attention for a while. */
  toasts = new Toasts();
  /**
   * `{open, everywhere, words, roomId, busy, messages, next, error}`; `roomId` of the room that was searched, undefined for all.
   * @type {Search}
   */
  search = closedSearch();

  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  /** @type {Map<Topic, Set<() => void>>} */
  #listeners = new Map(TOPICS.map((topic) => [topic, new Set()]));
  /** @type {Set<Topic>} */
  #changed = new Set();

  /**
   * `{_id, name, image, admin?}`, or undefined while nobody is logged in.
   *
   * @returns {Person | undefined}
   */
  get me() {
    return this.#me;
  }

  /** Whether they are an admin of the site is known from here alone. */
  set me(person) {
    this.#me = person;
    if (person) {
      this.people.renew(person);
    }
    this.rooms.standings.admin = person?.admin === true;
  }

  /**
   * Says something that wants attention; see `Toasts`.
   *
   * @param {string} key
   * @param {string} words
   * @param {Parameters<Toasts['say']>[2]} [how]
   */
  say(key, words, how) {
    this.toasts.say(key, words, how);
    this.changed('alert');
  }

  /**
   * What went wrong: one line for each kind of trouble.
   *
   * @param {Pick<ChatError, 'code' | 'message' | 'passing'>} error
   */
  sayTrouble(error) {
    this.say(error.code ?? 'internal', error.message, { passing: error.passing });
  }

  /**
   * `render` runs after each turn in which one of the topics has changed, until the answer is called.
   *
   * @param {Topic[]} topics
   * @param {() => void} render
   */
  on(topics, render) {
    topics.forEach((topic) => this.#listeners.get(topic)?.add(render));
    return () => topics.forEach((topic) => this.#listeners.get(topic)?.delete(render));
  }

  /** @param {...Topic} topics */
  changed(...topics) {
    if (this.#changed.size === 0) {
      queueMicrotask(() => this.#flush());
    }
    topics.forEach((topic) => this.#changed.add(topic));
  }

  /** @param {string} roomId */
  conversation(roomId) {
    const conversation = this.#conversations.get(roomId) ?? new Conversation(roomId);
    // The last used stands last.
    this.#conversations.delete(roomId);
    this.#conversations.set(roomId, conversation);
    for (const [id, old] of this.#conversations) {
      // Who asks for a conversation may be about to put a draft into it.
      const needed = id === roomId || old === this.current || old.visited || old.unfinished;
      if (this.#conversations.size > KEPT_CONVERSATIONS && !needed) {
        this.#conversations.delete(id);
      }
    }
    return conversation;
  }

  /**
   * The conversation of a room that is entered, or undefined.
   *
   * @param {string} roomId
   */
  visited(roomId) {
    const conversation = this.#conversations.get(roomId);
    return conversation?.visited ? conversation : undefined;
  }

  conversations() {
    return [...this.#conversations.values()];
  }

  /**
   * What is said in that room is not for this person any more: nothing of it stays in this window, wherever it is kept. What they
   * wrote themselves and have not sent does, for the day on which they are let in again.
   *
   * @param {string} roomId of a room in which they are not present
   */
  conceal(roomId) {
    this.mentions.drop(roomId);
    this.#conversations.get(roomId)?.forgetOthers();
    if (this.members.roomId === roomId) {
      this.members = new Members('');
    }
    if (this.search.roomId === roomId) {
      this.search = { ...closedSearch(), open: this.search.open };
    } else if (this.search.messages) {
      this.search = { ...this.search, messages: this.search.messages.filter(({ room }) => room !== roomId) };
    }
    this.changed('rooms', 'people', 'search');
  }

  /**
   * The room is none of this person's any more; what is written there and still under way must not come back.
   *
   * @param {string} roomId
   */
  forget(roomId) {
    this.conceal(roomId);
    this.#conversations.get(roomId)?.forgetWriting();
    this.#conversations.delete(roomId);
  }

  get room() {
    return this.current && this.rooms.find(this.current.roomId);
  }

  /**
   * @param {string} userId
   * @param {string} name
   */
  learn(userId, name) {
    this.people.learn(userId, name);
  }

  /**
   * What somebody's card says now, by event or because it was asked for; nothing if that was before the account ended.
   *
   * @param {Pick<Profile, '_id' | 'name' | 'displayName' | 'image'>} card
   */
  hear(card) {
    const { _id, name, image } = card;
    if (this.isGone(_id) && name !== this.nameOf(_id)) {
      return;
    }
    if (this.people.hear(card)) {
      this.members.remove(_id);
      this.rooms.rename(_id, name);
      this.search = { ...this.search, messages: this.search.messages?.map((message) => this.asNow(message)) };
      this.changed('rooms', 'room', 'search');
    }
    if (this.me?._id === _id) {
      this.me = { ...this.me, image, displayName: this.people.displayNameOf(_id) };
    }
    // Of who is gone, no line keeps the name.
    this.conversations().forEach(({ timeline }) => timeline.rename(_id, name) && this.changed('log'));
    this.changed('people', 'session');
  }

  /** @param {string} userId */
  isGone(userId) {
    return this.people.isGone(userId);
  }

  /** @param {string} userId */
  nameOf(userId) {
    return this.people.nameOf(userId);
  }

  /**
   * People of whose name, or display name, a part begins so: of everybody seen so far, the person self excepted.
   *
   * @param {string} words
   */
  peopleCalled(words) {
    return this.people.called(words).filter(({ userId }) => userId !== this.me?._id);
  }

  /** @param {string} userId */
  imageOf(userId) {
    return this.people.imageOf(userId);
  }

  /**
   * See `Acquaintances`.
   *
   * @param {string} userId
   * @param {string} [name]
   */
  displayNameOf(userId, name) {
    return this.people.displayNameOf(userId, name);
  }

  /**
   * A message that may have been read before its sender's account ended.
   *
   * @param {Message} message
   */
  asNow(message) {
    const { sender, senderName } = message;
    return this.isGone(sender) ? { ...message, senderName: this.nameOf(sender) ?? senderName } : message;
  }

  #newRooms() {
    return new Rooms((userId) => this.displayNameOf(userId));
  }

  /**
   * A message of a room came in, by whichever way. What this person wrote, in this window or another, they have read.
   *
   * @param {Message} message
   */
  heard(message) {
    this.learn(message.sender, message.senderName);
    this.rooms.touch(message);
    if (message.sender === this.me?._id) {
      this.#haveWritten(message.room, message.seq);
    }
  }

  /**
   * `rooms_changed`: what is new about rooms, for everybody alike.
   *
   * @param {RoomNews} news
   */
  heardOfRooms({ rooms = [], ...others }) {
    this.rooms.apply({ rooms, ...others });
    rooms.filter(({ last }) => last && last.sender === this.me?._id).forEach(({ _id, lastSeq }) => this.#haveWritten(_id, lastSeq ?? 0));
  }

  /**
   * @param {string} roomId
   * @param {number} seq
   */
  #haveWritten(roomId, seq) {
    this.rooms.read(roomId, seq);
    const conversation = this.#conversations.get(roomId);
    if (conversation && conversation.unreadFrom <= seq) {
      conversation.unreadFrom = 0;
    }
  }

  /** Everything of a person, gone with them. */
  reset() {
    this.me = undefined;
    this.current = undefined;
    this.people = new Acquaintances();
    this.rooms = this.#newRooms();
    this.mentions = new Mentions();
    this.members = new Members('');
    this.blocks = new Blocks();
    this.inbox = new Inbox();
    this.search = closedSearch();
    this.#conversations.clear();
    this.changed(...TOPICS);
  }

  #flush() {
    const topics = [...this.#changed];
    this.#changed.clear();
    const renders = new Set(topics.flatMap((topic) => [...(this.#listeners.get(topic) ?? [])]));
    for (const render of renders) {
      try {
        render();
      } catch (error) {
        // What one view cannot show must not stop the others.
        console.error(error);
      }
    }
  }
}

/** @returns {Search} */
export function closedSearch() {
  return { open: false, everywhere: false, words: '', roomId: undefined, busy: false, messages: undefined, next: undefined, error: '' };
}
