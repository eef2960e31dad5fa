import { AddressFollowing } from './actions/address-following.js';
import { Blocking } from './actions/blocks.js';
import { Changing } from './actions/changing.js';
import { Composing } from './actions/composing.js';
import { DirectRooms } from './actions/direct-rooms.js';
import { Duties } from './actions/duties.js';
import { EnteredRooms } from './actions/entered-rooms.js';
import { Finding } from './actions/finding.js';
import { Governing } from './actions/governing.js';
import { MemberList } from './actions/members.js';
import { MentionList } from './actions/mentions.js';
import { OwnProfile } from './actions/own-profile.js';
import { People } from './actions/people.js';
import { Posting } from './actions/posting.js';
import { Reading } from './actions/reading.js';
import { RoomList } from './actions/room-list.js';
import { Searching } from './actions/searching.js';
import { Session } from './actions/session.js';
import { TypingSigns } from './actions/typing-signs.js';
import { codeInAddress } from './address.js';
import { Store } from './store/store.js';
import { fillTexts, text } from './texts/texts.js';
import { Page } from './views/page.js';
import { Api } from './wire/api.js';
import { BlocksApi } from './wire/blocks-api.js';
import { Connection } from './wire/connection.js';
import { asChatError, fromAck } from './wire/errors.js';
import { GoverningApi } from './wire/governing-api.js';
import { PeopleApi } from './wire/people-api.js';
import { CODES, EVENTS } from './wire/protocol.js';

/**
 * @import { io as connect } from 'socket.io-client'
 * @import { ConnectionState } from './store/store.js'
 * @import { SavedWork } from './store/saved-work.js'
 * @import { ChatError } from './wire/errors.js'
 * @import { RoomNews, Told } from './wire/types.js'
 */

/** The chat page: puts together the store, the actions that change it, the views that show it, and the wire. */
export class Chat {
  #store = new Store();
  #api = new Api();
  /** @type {{ [E in keyof Told]: (payload: Told[E]) => void }} */
  #told;
  /** Whether the connection was lost, so that something may have been missed. */
  #interrupted = false;
  #connection;
  #address;
  #direct;
  #entered;
  #members;
  #mentions;
  #posting;
  #reading;
  #signs;
  #rooms;
  #composing;
  #people;
  #blocking;
  #session;
  #governing;
  #duties;
  #page;

  /** @param {typeof connect} io */
  constructor(io) {
    const store = this.#store;
    const trouble = (/** @type {ChatError} */ error) => this.#trouble(error);
    fillTexts(document);
    this.#connection = new Connection(io, {
      onState: (state, since, attempt) => this.#onState(state, since, attempt),
      onConnected: (recovered) => void this.#onConnected(recovered),
      onUnauthorized: () => this.#session.ended(text('door.again')),
      onDismissed: () => this.#session.dismissed(),
      on: (event, payload) => this.#told[event]?.(payload),
    });
    const wire = { connection: this.#connection, api: this.#api };
    const peopleApi = new PeopleApi(this.#api.http);
    this.#direct = new DirectRooms(store, this.#api, peopleApi);
    this.#members = new MemberList(store, peopleApi);
    this.#mentions = new MentionList(store, peopleApi);
    this.#entered = new EnteredRooms(store, wire, {
      trouble,
      forget: (roomId) => this.#forget(roomId),
      read: (roomId) => this.#direct.read(roomId),
    });
    this.#address = new AddressFollowing(store, this.#entered, trouble);
    this.#posting = new Posting(store, { ...wire, rejoin: (roomId) => this.#entered.join(roomId) });
    this.#reading = new Reading(store, wire);
    this.#signs = new TypingSigns(store, this.#connection);
    this.#rooms = new RoomList(store, this.#api, this.#direct);
    const governing = new GoverningApi(this.#api.http);
    this.#governing = new Governing(store, governing, this.#api, peopleApi);
    this.#duties = new Duties(store, governing, this.#api);
    this.#told = this.#handlers();
    this.#session = new Session(store, wire, {
      begin: (savedWork) => this.#begin(savedWork),
      end: () => this.#end(),
    });
    this.#people = new People(store, this.#api, peopleApi);
    this.#blocking = new Blocking(store, new BlocksApi(this.#api.http));
    const changing = new Changing(store, wire);
    this.#composing = new Composing(store, { posting: this.#posting, changing, signs: this.#signs, session: this.#session });
    this.#page = new Page(store, {
      session: this.#session,
      entered: this.#entered,
      posting: this.#posting,
      composing: this.#composing,
      changing,
      reading: this.#reading,
      list: this.#rooms,
      direct: this.#direct,
      finding: new Finding(store, peopleApi),
      members: this.#members,
      mentions: this.#mentions,
      searching: new Searching(store, this.#api),
      people: this.#people,
      blocking: this.#blocking,
      http: this.#api.http,
      governing: this.#governing,
      duties: this.#duties,
      profile: new OwnProfile(this.#api, this.#people),
      connection: this.#connection,
      trouble,
    });
    document.addEventListener('visibilitychange', () => !document.hidden && this.#onLookedAt());
  }

  async init() {
    await this.#session.resume();
    if (!this.#store.me && codeInAddress('invitation')) {
      this.#store.say('invitation', text('invited.door'), { stays: true });
    }
  }

  /** @param {SavedWork} savedWork */
  async #begin(savedWork) {
    this.#posting.begin(savedWork);
    const blocks = this.#blocking.load();
    try {
      await this.#rooms.load();
    } catch (error) {
      this.#trouble(error);
    }
    // Before anything of somebody who is blocked is shown.
    await blocks;
    await this.#address.follow();
    this.#page.governing.followInvitation();
  }

  #end() {
    this.#composing.keep();
    this.#entered.end();
    this.#posting.end();
    this.#reading.end();
  }

  /**
   * @param {ConnectionState} state
   * @param {number} since
   * @param {number} attempt
   */
  #onState(state, since, attempt) {
    const { connection } = this.#store;
    if (state !== 'connected' && connection.state === 'connected') {
      this.#interrupted = true;
      this.#entered.interrupted();
    }
    this.#store.connection = { state, since, attempt };
    this.#store.changed('connection');
  }

  /** @param {boolean} recovered */
  async #onConnected(recovered) {
    if (!recovered || this.#posting.held) {
      // What one person wrote must never be sent as another.
      this.#posting.hold();
      if (!(await this.#session.confirm())) {
        return;
      }
    }
    this.#store.toasts.dropPassing();
    this.#store.changed('alert');
    if (this.#interrupted && !recovered) {
      this.#people.missed();
    }
    this.#interrupted = false;
    void this.#entered.connected(recovered);
    this.#posting.resume();
    this.#reading.tell();
    void (recovered || this.#blocking.freshen());
    void this.#duties.load();
    this.#rooms.reload().catch((error) => this.#trouble(error));
    void this.#loadMentions();
  }

  /** After a sleep timers are late; whoever looks again wants to know now. */
  #onLookedAt() {
    if (this.#store.me && !this.#connection.connected) {
      this.#connection.hurry();
    }
  }

  /**
   * What becomes of each thing that the server says by itself.
   *
   * @returns {{ [E in keyof Told]: (payload: Told[E]) => void }}
   */
  #handlers() {
    const entered = this.#entered;
    return {
      [EVENTS.receiveMessage]: (message) => entered.received(message),
      [EVENTS.messageChanged]: (message) => this.#onMessageChanged(message),
      [EVENTS.historyBegins]: (beginning) => entered.historyBegins(beginning),
      [EVENTS.userJoined]: (person) => this.#onMoved('joined', person),
      [EVENTS.userLeft]: (person) => this.#onMoved('left', person),
      [EVENTS.membershipChanged]: (news) => this.#onMembershipChanged(news),
      [EVENTS.mentioned]: (news) => this.#mentions.hear(news),
      [EVENTS.reportsChanged]: (news) => this.#duties.reportsChanged(news),
      [EVENTS.invited]: (news) => this.#duties.invited(news, (...answer) => void this.#page.governing.answer(...answer)),
      [EVENTS.profileChanged]: (profile) => this.#people.hear(profile),
      [EVENTS.typing]: (sign) => this.#signs.began(sign),
      [EVENTS.stopTyping]: (sign) => this.#signs.ended(sign),
      [EVENTS.readState]: (state) => this.#reading.hear(state),
      [EVENTS.readStates]: ({ rooms = [] }) => rooms.forEach((state) => this.#reading.hear(state)),
      [EVENTS.roomsChanged]: (news) => this.#onRoomsChanged(news),
      [EVENTS.roomDeleted]: ({ roomId }) => entered.vanished(roomId),
      [EVENTS.chatError]: (error) => this.#onChatError(error),
    };
  }

  /**
   * @param {'joined' | 'left'} how
   * @param {Told['user_joined']} person
   */
  #onMoved(how, person) {
    this.#entered.moved(how, person);
    this.#members.moved(how, person);
  }

  /** What was said to this person is no reason to trouble them where it cannot be read. */
  async #loadMentions() {
    try {
      await this.#mentions.load();
    } catch {
      // The next connection asks again, and so does the list when it is opened.
    }
  }

  /** @param {Told['message_changed']} message */
  #onMessageChanged(message) {
    this.#store.mentions.renew(message);
    this.#entered.changed(message);
    this.#governing.heard(message);
  }

  /** @param {Told['membership_changed']} news */
  #onMembershipChanged(news) {
    this.#duties.membershipChanged(news);
    if (news.member) {
      this.#store.rooms.standings.entered(news.roomId, news);
    }
    this.#members.heard(news);
    this.#entered.membershipChanged(news).catch((error) => this.#trouble(error));
  }

  /** @param {RoomNews} news */
  #onRoomsChanged({ rooms = [], deleted = [], hidden = [] }) {
    deleted.filter((roomId) => this.#store.rooms.find(roomId)).forEach((roomId) => this.#entered.vanished(roomId));
    this.#store.heardOfRooms({ rooms, deleted, hidden });
    this.#entered.news(rooms.map(({ _id }) => _id));
    void this.#direct.meet(rooms);
    void this.#direct.shown(hidden);
    this.#store.changed('rooms', 'room');
  }

  /** @param {Told['chat_error']} error */
  #onChatError({ event, code, message, until }) {
    if (event === EVENTS.enterRoom) {
      // The server could not let us in again after all.
      void this.#entered.connected(false);
    } else if (event !== EVENTS.typing && event !== EVENTS.stopTyping) {
      // A sign of typing that is refused, as of who is muted, is nobody's trouble: sending tells why.
      this.#trouble(fromAck({ error: { code, message, until } }));
    }
  }

  /** @param {string} roomId */
  #forget(roomId) {
    this.#store.forget(roomId);
    this.#duties.lost(roomId);
    this.#session.savedWork?.dropRoom(roomId);
  }

  /** @param {unknown} cause */
  #trouble(cause) {
    const error = asChatError(cause);
    if (error.code === CODES.unauthorized) {
      this.#session.ended(error.message);
    } else {
      this.#store.sayTrouble(error);
    }
  }
}
