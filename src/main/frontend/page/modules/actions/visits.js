import { putRoomInAddress, roomInAddress } from '../address.js';
import { text } from '../texts/texts.js';
import { backoff } from '../wire/backoff.js';
import { EVENTS } from '../wire/words.js';
import { Visit } from './visit.js';

/** So many rooms stay entered, the last opened ones: who looks at another room has not left this one. */
const STAYS = 50;
const KEEP_MESSAGES = 5_000;
const KEEP_UNSEEN_MESSAGES = 500;

/**
 * The rooms that this window has entered, and which of them is shown. Opening a room never makes a member, and looking at
 * another one ends no presence; joining and leaving are things that people do.
 */
export class Visits {
  #store;
  #sources;
  #trouble;
  #forget;
  /** Room id -> visit; the last opened stands last. */
  #visits = new Map();
  #shown;
  #turn = 0;

  /** `trouble(error)` says it to the person; `forget(roomId)` drops what was kept of a room. */
  constructor(store, { connection, api }, { trouble, forget }) {
    this.#store = store;
    this.#sources = { store, connection, api };
    this.#trouble = trouble;
    this.#forget = forget;
    window.addEventListener('popstate', () => void this.followAddress());
  }

  async open(roomId) {
    if (this.#shown?.roomId !== roomId) {
      this.#turnAway();
      const conversation = this.#store.conversation(roomId);
      const room = this.#store.rooms.find(roomId);
      const unread = this.#store.rooms.unread(roomId);
      conversation.unreadFrom = unread > 0 ? room.lastRead + 1 : 0;
      conversation.focus = undefined;
      conversation.goTo = undefined;
      this.#store.current = conversation;
      this.#store.toasts.clear();
      this.#shown = this.#visits.get(roomId) ?? this.#visitTo(conversation);
      this.#visits.delete(roomId);
      this.#visits.set(roomId, this.#shown);
      this.#departFromOldest();
      putRoomInAddress(roomId);
      this.#changed();
    }
    await this.#shown.resume();
  }

  /** Back to the list; membership and presence stay. */
  close() {
    this.#turnAway();
    this.#shown = undefined;
    this.#store.current = undefined;
    putRoomInAddress('');
    this.#changed();
  }

  /** Opens the room that stands in the address; while the server is away, the address stays and is followed later. */
  async followAddress(tries = 1) {
    const roomId = roomInAddress();
    if (!this.#store.me || roomId === (this.#shown?.roomId ?? '')) {
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
      if (error.passing) {
        setTimeout(() => roomId === roomInAddress() && this.followAddress(tries + 1), backoff(tries));
      } else {
        putRoomInAddress('');
      }
      this.#trouble(error);
    }
  }

  /** Makes the person a member of that room. */
  async join(roomId) {
    this.#store.rooms.put({ ...(await this.#sources.api.joinRoom(roomId)), member: true });
    this.#store.changed('rooms', 'room');
    await this.#visits.get(roomId)?.synchronise();
  }

  /** Ends membership, and presence with it. */
  async leave() {
    const { roomId } = this.#store.current;
    await this.#sources.api.leaveRoom(roomId);
    this.#store.rooms.left(roomId);
    this.#end(roomId);
    if (this.#store.current?.roomId === roomId) {
      this.close();
    }
    this.#forget(roomId);
    this.#store.changed('rooms');
  }

  /** The person has joined or left in another window, or somebody has ended it for them. */
  async membershipChanged({ roomId, member }) {
    const visit = this.#visits.get(roomId);
    if (!member) {
      this.#store.rooms.left(roomId);
      if (visit && visit !== this.#shown) {
        this.#end(roomId);
      }
    } else if (!this.#store.rooms.find(roomId)?.member) {
      this.#store.rooms.put({ ...(await this.#sources.api.room(roomId)), member: true });
    }
    this.#store.changed('rooms', 'room');
    if (visit && visit === this.#shown && visit.outside === Boolean(member)) {
      await visit.synchronise();
    }
  }

  /** The room does not exist any more. */
  vanished(roomId, byMe = false) {
    const name = this.#store.rooms.find(roomId)?.name ?? '';
    this.#store.rooms.remove(roomId);
    this.#end(roomId);
    if (this.#store.current?.roomId === roomId) {
      this.close();
      if (!byMe) {
        this.#store.say('room', text('room.deleted', { name }), { stays: true });
      }
    }
    this.#forget(roomId);
    this.#store.changed('rooms');
  }

  /** Without a word to the server: the login is over. */
  end() {
    this.#turn += 1;
    [...this.#visits.keys()].forEach((roomId) => this.#end(roomId));
  }

  /** The room that is shown first; the others one after the other. */
  async connected(recovered) {
    this.#turn += 1;
    const turn = this.#turn;
    await (recovered ? this.#shown?.resume() : this.#shown?.synchronise());
    for (const visit of [...this.#visits.values()].reverse()) {
      if (turn !== this.#turn) {
        return;
      }
      if (visit !== this.#shown && this.#visits.get(visit.roomId) === visit) {
        await visit.stay(recovered);
      }
    }
  }

  interrupted() {
    this.#turn += 1;
    this.#visits.forEach((visit) => {
      visit.interrupted();
      visit.conversation.typing.clear();
    });
    this.#store.changed('typing');
  }

  synchronise() {
    return this.#shown?.synchronise();
  }

  older(asked) {
    void this.#shown?.loadOlder(asked);
  }

  newer(asked) {
    void this.#shown?.loadNewer(asked);
  }

  /** Shows that message of the open room and brings it into sight. */
  async jumpTo(seq) {
    const visit = this.#shown;
    if (visit && (await visit.reach(seq))) {
      visit.conversation.focus = seq;
      visit.conversation.goTo = { seq };
      this.#store.changed('log');
    } else if (visit && visit === this.#shown) {
      this.#store.say('gone', text('actions.gone'));
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

  /** What the server says about messages and people in the rooms that are entered. */
  hear(event, payload) {
    if (event === EVENTS.messageChanged) {
      this.#store.rooms.renew(payload);
      this.#store.changed('rooms');
    }
    const visit = this.#visits.get(payload?.roomId);
    if (!visit) {
      return;
    }
    switch (event) {
      case EVENTS.receiveMessage:
        visit.receive(payload);
        break;
      case EVENTS.messageChanged:
        visit.change(payload);
        break;
      case EVENTS.historyBegins:
        visit.expire(payload.firstSeq);
        // What is gone is not unread.
        this.#store.rooms.read(payload.roomId, payload.firstSeq - 1);
        this.#store.changed('rooms');
        break;
      case EVENTS.userJoined:
      case EVENTS.userLeft:
        this.#moved(visit, event === EVENTS.userJoined, payload);
        break;
      default:
    }
  }

  /** `rooms_changed` tells everybody that there is news in these rooms. */
  news(roomIds) {
    roomIds.forEach((roomId) => this.#visits.get(roomId)?.news());
  }

  #moved({ conversation }, joined, { userId, userName, userCount }) {
    this.#store.learn(userId, userName);
    conversation.roster[joined ? 'joined' : 'left'](userId, userName, userCount);
    conversation.timeline.note(joined ? 'joined' : 'left', userId, userName, Date.now());
    if (!joined) {
      conversation.typing.ended(userId);
    }
    this.#store.changed('people', 'log', 'typing');
  }

  #visitTo(conversation) {
    const { roomId } = conversation;
    const watched = (show) => (...news) => this.#visits.get(roomId) === visit && show(...news);
    const visit = new Visit(conversation, this.#sources, {
      entered: watched((ack, missed) => this.#complete(conversation, ack, missed, true)),
      lookedIn: watched((ack, missed) => this.#complete(conversation, ack, missed, false)),
      people: watched((ack) => this.#met(conversation, ack)),
      fresh: watched((messages) => this.#arrived(conversation, messages)),
      outside: watched(() => this.#isOutside(visit)),
      trouble: watched((error) => visit === this.#shown && this.#trouble(error)),
      barred: watched((error) => this.#barred(visit, error)),
    });
    return visit;
  }

  #isOutside(visit) {
    this.#store.rooms.left(visit.roomId);
    if (visit !== this.#shown) {
      this.#end(visit.roomId);
    }
    this.#store.changed('rooms', 'room', 'people');
  }

  #barred(visit, error) {
    this.#end(visit.roomId);
    if (visit.conversation === this.#store.current) {
      this.close();
      this.#trouble(error);
    }
  }

  #complete(conversation, ack, missed, member) {
    const { rooms } = this.#store;
    conversation.expelled = !member;
    const { roomId } = conversation;
    const room = rooms.put({ _id: roomId, ...(ack.room ?? rooms.find(roomId)), lastSeq: ack.lastSeq, member });
    if (member && conversation.unreadFrom === 0 && room.lastRead < room.lastSeq && missed.length === 0) {
      conversation.unreadFrom = room.lastRead + 1;
    }
    this.#met(conversation, ack);
    if (missed.length > 0) {
      this.#arrived(conversation, missed);
    }
    this.#store.changed('people', 'rooms', 'log', 'room');
  }

  #met(conversation, { users = [], userCount }) {
    users.forEach(({ userId, userName }) => this.#store.learn(userId, userName));
    conversation.roster.reset(users, userCount);
    this.#store.changed('people');
  }

  #arrived(conversation, messages) {
    const { me } = this.#store;
    for (const message of messages) {
      this.#store.heard(message);
      conversation.typing.ended(message.sender);
      if (message.sender === me?._id) {
        conversation.outbox.arrived(message.content);
      }
    }
    // Whoever reads far back in a long log keeps what they read; else it does not grow forever.
    const keep = conversation === this.#store.current ? KEEP_MESSAGES : KEEP_UNSEEN_MESSAGES;
    if (conversation.focus === undefined && conversation.timeline.size > keep * 2) {
      conversation.timeline.trim(keep);
    }
    this.#store.changed('log', 'rooms', 'typing');
  }

  /** What was shown is not any more. Who only looked in from outside has nothing to stay for. */
  #turnAway() {
    if (this.#shown?.outside) {
      this.#end(this.#shown.roomId);
    }
  }

  #departFromOldest() {
    for (const [roomId, visit] of this.#visits) {
      if (this.#visits.size > STAYS && visit !== this.#shown) {
        this.#sources.connection.tell(EVENTS.leaveRoom, { roomId });
        this.#end(roomId);
      }
    }
  }

  #end(roomId) {
    const visit = this.#visits.get(roomId);
    visit?.end();
    this.#visits.delete(roomId);
    if (visit && visit === this.#shown) {
      this.#shown = undefined;
    }
  }

  #changed() {
    this.#store.changed('room', 'rooms', 'log', 'people', 'typing', 'composer', 'alert');
  }
}
