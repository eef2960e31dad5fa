import { putRoomInAddress, roomInAddress } from '../address.js';
import { text } from '../texts/texts.js';
import { EVENTS } from '../wire/words.js';
import { Visit } from './visit.js';

const KEEP_MESSAGES = 5_000;

/** Which room is open, and what its socket says about it. At most one room is visited at a time. */
export class Visits {
  #store;
  #sources;
  #trouble;
  #forget;
  #visit;
  #onSynced = () => {};

  /** `trouble(error)` says it to the person; `forget(roomId)` drops what was kept of a room. */
  constructor(store, { connection, api }, { trouble, forget }) {
    this.#store = store;
    this.#sources = { store, connection, api };
    this.#trouble = trouble;
    this.#forget = forget;
    window.addEventListener('popstate', () => void this.followAddress());
  }

  /** Runs each time that a room has become complete. */
  onSynced(run) {
    this.#onSynced = run;
  }

  async open(roomId) {
    if (this.#visit?.roomId !== roomId) {
      this.#depart();
      const conversation = this.#store.conversation(roomId);
      const room = this.#store.rooms.find(roomId);
      const unread = this.#store.rooms.unread(roomId);
      conversation.unreadFrom = unread > 0 ? room.lastRead + 1 : 0;
      conversation.focus = undefined;
      conversation.goTo = undefined;
      this.#store.current = conversation;
      this.#store.alert = '';
      this.#visit = this.#visitTo(conversation);
      putRoomInAddress(roomId);
      this.#changed();
    }
    await this.#visit.synchronise();
  }

  /** Back to the list; membership stays. */
  close() {
    this.#depart();
    this.#visit = undefined;
    this.#store.current = undefined;
    putRoomInAddress('');
    this.#changed();
  }

  async followAddress() {
    const roomId = roomInAddress();
    if (!this.#store.me || roomId === (this.#visit?.roomId ?? '')) {
      return;
    }
    if (!roomId) {
      this.close();
      return;
    }
    try {
      if (!this.#store.rooms.find(roomId)) {
        this.#store.rooms.put(await this.#sources.api.room(roomId));
        this.#store.changed('rooms');
      }
      await this.open(roomId);
    } catch (error) {
      putRoomInAddress('');
      this.#trouble(error);
    }
  }

  /** Ends membership, too. */
  async leave() {
    const visit = this.#visit;
    if (!visit) {
      return;
    }
    visit.depart();
    try {
      await this.#sources.api.leaveRoom(visit.roomId);
    } catch (error) {
      this.#trouble(error);
      // Still a member, so still here.
      void this.#visit?.synchronise();
      return;
    }
    this.#store.rooms.left(visit.roomId);
    if (this.#visit === visit) {
      visit.end();
      this.#visit = undefined;
      this.close();
    }
    this.#forget(visit.roomId);
    this.#store.changed('rooms');
  }

  /** The room does not exist any more. */
  vanished(roomId, byMe = false) {
    const name = this.#store.rooms.find(roomId)?.name ?? '';
    this.#store.rooms.remove(roomId);
    if (this.#visit?.roomId === roomId) {
      this.end();
      this.close();
      if (!byMe) {
        this.#store.alert = text('room.deleted', { name });
      }
    }
    this.#forget(roomId);
    this.#store.changed('rooms', 'alert');
  }

  /** Without a word to the server: the login is over. */
  end() {
    this.#visit?.end();
    this.#visit = undefined;
  }

  connected(recovered) {
    void (recovered ? this.#visit?.resume() : this.#visit?.synchronise());
  }

  interrupted() {
    this.#visit?.interrupted();
    this.#store.current?.typing.clear();
    this.#store.changed('typing');
  }

  synchronise() {
    return this.#visit?.synchronise();
  }

  older() {
    void this.#visit?.loadOlder();
  }

  newer() {
    void this.#visit?.loadNewer();
  }

  /** Shows that message of the open room and brings it into sight. */
  async jumpTo(seq) {
    const visit = this.#visit;
    if (visit && (await visit.reach(seq))) {
      visit.conversation.focus = seq;
      visit.conversation.goTo = { seq };
      this.#store.changed('log');
    } else if (visit && visit === this.#visit) {
      this.#store.alert = text('actions.gone');
      this.#store.changed('alert');
    }
  }

  /** Back to where new messages come in. */
  toNewest() {
    const conversation = this.#store.current;
    if (conversation) {
      conversation.focus = undefined;
      conversation.goTo = { end: true };
      this.#store.changed('log');
    }
  }

  /** What the server says about rooms and messages; true if it was that. */
  hear(event, payload) {
    const visit = this.#visit;
    const here = visit && payload?.roomId === visit.roomId;
    switch (event) {
      case EVENTS.receiveMessage:
        return here && (visit.receive(payload), true);
      case EVENTS.messageChanged:
        this.#store.rooms.renew(payload);
        this.#store.changed('rooms');
        return here && (visit.change(payload), true);
      case EVENTS.userJoined:
      case EVENTS.userLeft:
        return here && (this.#moved(visit, event === EVENTS.userJoined, payload), true);
      case EVENTS.activeUsers:
        return false;
      default:
        return false;
    }
  }

  #moved({ conversation }, joined, { userId, userName }) {
    this.#store.learn(userId, userName);
    conversation.roster[joined ? 'joined' : 'left'](userId, userName);
    conversation.timeline.note(joined ? 'joined' : 'left', userId, userName, Date.now());
    if (!joined) {
      conversation.typing.ended(userId);
    }
    this.#store.changed('people', 'log', 'typing');
  }

  #visitTo(conversation) {
    const watched = (show) => (...news) => visit === this.#visit && show(...news);
    const visit = new Visit(conversation, this.#sources, {
      synced: watched((ack, missed) => this.#synced(conversation, ack, missed)),
      fresh: watched((messages) => this.#arrived(conversation, messages)),
      trouble: watched((error) => this.#trouble(error)),
      barred: watched((error) => {
        this.end();
        this.close();
        this.#trouble(error);
      }),
    });
    return visit;
  }

  #synced(conversation, ack, missed) {
    const { rooms } = this.#store;
    conversation.expelled = false;
    // With the ack came the room as it is for us; membership began at the latest just now.
    const room = rooms.put({ ...(ack.room ?? rooms.find(conversation.roomId)), member: true });
    if (conversation.unreadFrom === 0 && room.lastRead < room.lastSeq && missed.length === 0) {
      conversation.unreadFrom = room.lastRead + 1;
    }
    ack.users?.forEach(({ userId, userName }) => this.#store.learn(userId, userName));
    conversation.roster.reset(ack.users ?? [], ack.userCount);
    if (missed.length > 0) {
      this.#arrived(conversation, missed);
    }
    this.#store.changed('people', 'rooms', 'log', 'room');
    this.#onSynced();
  }

  #arrived(conversation, messages) {
    const { me, rooms } = this.#store;
    for (const message of messages) {
      this.#store.learn(message.sender, message.senderName);
      rooms.touch(message);
      conversation.typing.ended(message.sender);
      if (message.sender === me?._id) {
        conversation.outbox.arrived(message.content);
      }
    }
    // Whoever reads far back in a long log keeps what they read; else it does not grow forever.
    if (conversation.focus === undefined && conversation.timeline.size > KEEP_MESSAGES * 2) {
      conversation.timeline.trim(KEEP_MESSAGES);
    }
    this.#store.changed('log', 'rooms', 'typing');
  }

  /** Ends presence in the current room; what is half written in it stays. */
  #depart() {
    this.#visit?.depart();
    this.#visit?.end();
  }

  #changed() {
    this.#store.changed('room', 'rooms', 'log', 'people', 'typing', 'composer', 'alert');
  }
}
