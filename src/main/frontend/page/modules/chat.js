import { Changing } from './actions/changing.js';
import { Composing } from './actions/composing.js';
import { Posting } from './actions/posting.js';
import { Reading } from './actions/reading.js';
import { RoomList } from './actions/room-list.js';
import { Searching } from './actions/searching.js';
import { Session } from './actions/session.js';
import { TypingSigns } from './actions/typing-signs.js';
import { Visits } from './actions/visits.js';
import { People } from './actions/people.js';
import { Store } from './store/store.js';
import { fillTexts, text } from './texts/texts.js';
import { Page } from './views/page.js';
import { Api } from './wire/api.js';
import { Connection } from './wire/connection.js';
import { ChatError } from './wire/errors.js';
import { CODES, EVENTS } from './wire/words.js';

/** The chat page: puts together the store, the actions that change it, the views that show it, and the wire. */
export class Chat {
  #store = new Store();
  #api = new Api();
  #connection;
  #visits;
  #posting;
  #reading;
  #signs;
  #rooms;
  #composing;
  #session;

  constructor(io) {
    const store = this.#store;
    const trouble = (error) => this.#trouble(error);
    fillTexts(document);
    this.#connection = new Connection(io, {
      onState: (state, since, attempt) => this.#onState(state, since, attempt),
      onConnected: (recovered) => void this.#onConnected(recovered),
      onUnauthorized: () => this.#session.ended(text('door.again')),
      onDismissed: () => this.#session.dismissed(),
      on: (event, payload) => this.#onEvent(event, payload),
    });
    const wire = { connection: this.#connection, api: this.#api };
    this.#visits = new Visits(store, wire, { trouble, forget: (roomId) => this.#forget(roomId) });
    this.#posting = new Posting(store, { ...wire, rejoin: (roomId) => this.#visits.join(roomId) });
    this.#reading = new Reading(store, wire);
    this.#signs = new TypingSigns(store, this.#connection);
    this.#rooms = new RoomList(store, this.#api);
    this.#session = new Session(store, wire, {
      begin: (keepsakes) => this.#begin(keepsakes),
      end: () => this.#end(),
    });
    const changing = new Changing(store, wire);
    this.#composing = new Composing(store, { posting: this.#posting, changing, signs: this.#signs, session: this.#session });
    new Page(store, {
      session: this.#session,
      visits: this.#visits,
      posting: this.#posting,
      composing: this.#composing,
      changing,
      reading: this.#reading,
      rooms: this.#rooms,
      searching: new Searching(store, this.#api),
      people: new People(store, this.#api),
      connection: this.#connection,
      trouble,
    });
    document.addEventListener('visibilitychange', () => !document.hidden && this.#onLookedAt());
  }

  init() {
    return this.#session.resume();
  }

  async #begin(keepsakes) {
    this.#posting.begin(keepsakes);
    try {
      await this.#rooms.load();
    } catch (error) {
      this.#trouble(error);
    }
    await this.#visits.followAddress();
  }

  #end() {
    this.#composing.keep();
    this.#visits.end();
    this.#posting.end();
    this.#reading.end();
  }

  #onState(state, since, attempt) {
    const { connection } = this.#store;
    if (state !== 'connected' && connection.state === 'connected') {
      this.#visits.interrupted();
    }
    this.#store.connection = { state, since, attempt };
    this.#store.changed('connection');
  }

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
    void this.#visits.connected(recovered);
    this.#posting.resume();
    this.#reading.tell();
    this.#rooms.reload().catch((error) => this.#trouble(error));
  }

  /** After a sleep timers are late; whoever looks again wants to know now. */
  #onLookedAt() {
    if (this.#store.me && !this.#connection.connected) {
      this.#connection.hurry();
    }
  }

  #onEvent(event, payload) {
    switch (event) {
      case EVENTS.chatError:
        if (payload?.event === EVENTS.enterRoom) {
          // The server could not let us in again after all.
          void this.#visits.connected(false);
        } else {
          this.#trouble(new ChatError(payload?.code, payload?.message));
        }
        break;
      case EVENTS.roomsChanged:
        payload?.deleted?.forEach((roomId) => this.#store.rooms.find(roomId) && this.#visits.vanished(roomId));
        this.#store.heardOfRooms(payload ?? {});
        this.#visits.news(payload?.rooms?.map(({ _id }) => _id) ?? []);
        this.#store.changed('rooms', 'room');
        break;
      case EVENTS.roomDeleted:
        this.#visits.vanished(payload?.roomId);
        break;
      case EVENTS.membershipChanged:
        this.#visits.membershipChanged(payload ?? {}).catch((error) => this.#trouble(error));
        break;
      case EVENTS.readState:
        this.#reading.hear(payload);
        break;
      case EVENTS.readStates:
        payload?.rooms?.forEach((state) => this.#reading.hear(state));
        break;
      case EVENTS.typing:
      case EVENTS.stopTyping:
        this.#signs.hear(event, payload);
        break;
      default:
        this.#visits.hear(event, payload);
    }
  }

  #forget(roomId) {
    this.#store.forget(roomId);
    this.#session.keepsakes?.dropRoom(roomId);
  }

  #trouble(error) {
    if (error.code === CODES.unauthorized) {
      this.#session.ended(error.message);
    } else {
      this.#store.sayTrouble(error);
    }
  }
}
