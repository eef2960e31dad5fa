import { putRoomInAddress, roomInAddress } from './modules/address.js';
import { Api } from './modules/api.js';
import { ComposerView } from './modules/composer-view.js';
import { Connection, EVENTS } from './modules/connection.js';
import { Directory } from './modules/directory.js';
import { newClientId } from './modules/ids.js';
import { MessagesView } from './modules/messages-view.js';
import { PeopleView } from './modules/people-view.js';
import { RoomsView } from './modules/rooms-view.js';
import { complaint } from './modules/rules.js';
import { Shell } from './modules/shell.js';
import { SigninView } from './modules/signin-view.js';
import { Visit } from './modules/visit.js';
import { ChatError } from './modules/words.js';

const KEEP_WHILE_FOLLOWING = 500;

/** The chat page: what a person does on the one side, what the server says on the other, and the room in between. */
class AniChat {
  #api = new Api();
  #connection;
  #shell;
  #signin;
  #roomsView;
  #messagesView;
  #people;
  #composer;

  #me;
  #directory = new Directory(this.#api);
  #drafts = new Map();
  #draftsOf = '';
  #loggingOut = false;

  /** The stay in the current room, or undefined. */
  #visit;

  constructor(io) {
    this.#connection = new Connection(io, {
      onState: (state, since) => this.#shell.connection(state, since),
      onConnected: () => this.#onConnected(),
      onUnauthorized: () => this.#signedOut('Please log in again.'),
      onDismissed: () => this.#onDismissed(),
      on: (event, payload) => this.#onEvent(event, payload),
    });
    this.#shell = new Shell({ logout: () => this.logout(), leave: () => this.leaveRoom(), back: () => this.closeRoom() });
    this.#signin = new SigninView((door, name, password) => this.signIn(door, name, password), (text) => this.#shell.alert(text));
    this.#roomsView = new RoomsView({
      select: (room) => this.selectRoom(room),
      search: () => this.loadRooms(),
      more: () => this.#moreRooms(),
      create: (name, description) => this.createRoom(name, description),
    });
    this.#messagesView = new MessagesView({
      older: () => this.#visit?.loadOlder(),
      retry: (clientId) => this.#visit?.retry(clientId),
      discard: (clientId) => this.#visit?.discard(clientId),
    });
    this.#people = new PeopleView();
    this.#composer = new ComposerView((text) => this.sendMessage(text));
    window.addEventListener('hashchange', () => this.#followAddress());
    document.addEventListener('visibilitychange', () => !document.hidden && this.#me && this.loadRooms());
  }

  async init() {
    try {
      await this.#signedIn(await this.#api.me());
    } catch (error) {
      this.#signedOut(error.code === 'unauthorized' ? '' : error.message);
    }
  }

  async signIn(door, name, password) {
    this.#shell.alert('');
    await this.#signedIn(await (door === 'register' ? this.#api.register(name, password) : this.#api.login(name, password)));
  }

  async logout() {
    this.#loggingOut = true;
    try {
      await this.#api.logout();
    } catch (error) {
      if (error.code !== 'unauthorized') {
        this.#shell.alert(`You are still logged in. ${error.message}`);
        return;
      }
    } finally {
      this.#loggingOut = false;
    }
    putRoomInAddress('');
    this.#signedOut('');
    this.#drafts.clear();
  }

  async loadRooms() {
    try {
      if (await this.#directory.load(this.#roomsView.query)) {
        this.#renderRooms();
      }
    } catch (error) {
      this.#trouble(error);
    }
  }

  async createRoom(name, description) {
    const room = await this.#api.createRoom(name, description);
    this.#roomsView.clearSearch();
    void this.loadRooms();
    await this.selectRoom(room);
  }

  async selectRoom(room) {
    if (this.#visit?.roomId !== room._id) {
      this.#depart();
      this.#visit = this.#visitTo(room);
      putRoomInAddress(room._id);
      this.#shell.openRoom(room);
      this.#messagesView.clear();
      this.#people.render(this.#visit.roster, this.#me);
      this.#composer.text = this.#drafts.get(room._id) ?? '';
      this.#renderRooms();
    }
    this.#shell.pane('room');
    this.renderMessages();
    await this.#visit.synchronise();
    this.#composer.focus();
  }

  /**
   * 1. Validate. 2. Store (by REST). 3. Emit, so that everybody sees it. With a `clientId` the server does steps 2
   * and 3 in one, whichever way the message comes, and a second try of the same id changes nothing. False if the text
   * was not taken and stays in the box.
   */
  sendMessage(text) {
    const content = text.trim();
    const visit = this.#visit;
    if (!visit || !content) {
      return false;
    }
    const wrong = complaint('content', content);
    this.#shell.alert(wrong);
    if (wrong) {
      return false;
    }
    const entry = visit.outbox.add(newClientId(), content, Date.now());
    this.#drafts.delete(visit.roomId);
    void visit.send(entry);
    this.renderMessages();
    this.#messagesView.toBottom();
    return true;
  }

  /** Ends presence and membership. */
  async leaveRoom() {
    const visit = this.#visit;
    if (!visit) {
      return;
    }
    visit.depart();
    try {
      await this.#api.leaveRoom(visit.roomId);
    } catch (error) {
      this.#trouble(error);
      // Still a member, so still here.
      void this.#visit?.synchronise();
      return;
    }
    if (this.#visit === visit) {
      this.#drop();
      this.closeRoom();
    }
  }

  /** Back to the list; membership stays. */
  closeRoom() {
    this.#depart();
    putRoomInAddress('');
    this.#shell.closeRoom();
    void this.loadRooms();
  }

  renderMessages({ quietly = false } = {}) {
    const visit = this.#visit;
    if (!visit) {
      return;
    }
    const { timeline, outbox } = visit;
    if (this.#messagesView.following) {
      timeline.trim(KEEP_WHILE_FOLLOWING);
    }
    const note = !timeline.loaded ? 'Loading messages…' : timeline.newest === 0 ? 'No messages yet. Say hello.' : '';
    this.#messagesView.render({
      items: timeline.items(),
      sending: outbox.items(),
      me: this.#me,
      hasOlder: timeline.loaded && timeline.hasOlder,
      note,
      quietly,
    });
  }

  async #signedIn(me) {
    this.#me = me;
    if (this.#draftsOf !== me._id) {
      this.#drafts.clear();
      this.#draftsOf = me._id;
    }
    this.#signin.show(false);
    this.#shell.enter(me);
    this.#connection.open(() => this.#api.token);
    await this.loadRooms();
    await this.#followAddress();
  }

  #signedOut(why) {
    this.#me = undefined;
    this.#keepDraft();
    this.#drop();
    this.#directory.clear();
    this.#api.forgetToken();
    this.#connection.close();
    this.#shell.exit();
    this.#signin.show(true);
    this.#shell.alert(why);
  }

  #onConnected() {
    void this.#visit?.synchronise();
    void this.loadRooms();
  }

  /** Logged out elsewhere, expired, or the server going down: only asking tells. */
  async #onDismissed() {
    if (this.#loggingOut) {
      return;
    }
    try {
      await this.#api.me();
    } catch (error) {
      if (error.code === 'unauthorized') {
        this.#signedOut('You have been logged out.');
        return;
      }
    }
    this.#connection.reopen();
  }

  #onEvent(event, payload) {
    const visit = this.#visit;
    if (event === EVENTS.chatError) {
      this.#shell.alert(new ChatError(payload?.code, payload?.message).message);
      return;
    }
    if (!visit) {
      return;
    }
    if (event === EVENTS.activeUsers) {
      visit.roster.reset(payload);
      this.#people.render(visit.roster, this.#me);
      return;
    }
    if (payload?.roomId !== visit.roomId) {
      return;
    }
    if (event === EVENTS.receiveMessage) {
      this.#receive(visit, payload);
    } else if (event === EVENTS.userJoined || event === EVENTS.userLeft) {
      const joined = event === EVENTS.userJoined;
      visit.roster[joined ? 'joined' : 'left'](payload.userId, payload.userName);
      visit.timeline.note(joined ? 'joined' : 'left', payload.userName, Date.now());
      this.#people.render(visit.roster, this.#me);
      this.renderMessages();
    }
  }

  #receive(visit, message) {
    if (visit.receive(message, message.sender === this.#me._id)) {
      this.renderMessages();
      this.#directory.touch(message);
      this.#renderRooms();
      this.#shell.news();
    }
  }

  async #moreRooms() {
    try {
      if (await this.#directory.more()) {
        this.#renderRooms();
      }
    } catch (error) {
      this.#trouble(error);
    }
  }

  #renderRooms() {
    this.#roomsView.render(this.#directory.rooms, {
      current: this.#visit?.roomId,
      hasMore: this.#directory.hasMore,
      filtered: this.#roomsView.query !== '',
    });
  }

  #visitTo(room) {
    const watched = (show) => (...news) => visit === this.#visit && show(...news);
    const visit = new Visit(room, { connection: this.#connection, api: this.#api }, {
      messages: watched((how) => this.renderMessages(how)),
      people: watched(() => this.#people.render(visit.roster, this.#me)),
      trouble: watched((error) => this.#trouble(error)),
      barred: watched((error) => {
        this.#drop();
        this.closeRoom();
        this.#trouble(error);
      }),
    });
    return visit;
  }

  /** Ends presence in the current room, keeping what is half written in it. */
  #depart() {
    const visit = this.#visit;
    if (!visit) {
      return;
    }
    this.#keepDraft();
    visit.depart();
    this.#drop();
  }

  /** What is half written and what could not be sent is there again when its writer returns. */
  #keepDraft() {
    const visit = this.#visit;
    if (visit) {
      const unsent = visit.outbox.items().filter(({ state }) => state === 'failed').map(({ content }) => content);
      this.#drafts.set(visit.roomId, [...unsent, this.#composer.text].filter(Boolean).join('\n'));
    }
  }

  #drop() {
    this.#visit?.end();
    this.#visit = undefined;
  }

  async #followAddress() {
    const roomId = roomInAddress();
    if (!this.#me || roomId === (this.#visit?.roomId ?? '')) {
      return;
    }
    if (!roomId) {
      this.closeRoom();
      return;
    }
    try {
      await this.selectRoom(this.#directory.find(roomId) ?? (await this.#api.room(roomId)));
    } catch (error) {
      putRoomInAddress('');
      this.#trouble(error);
    }
  }

  #trouble(error) {
    if (error.code === 'unauthorized') {
      this.#signedOut(error.message);
    } else {
      this.#shell.alert(error.message);
    }
  }
}

void new AniChat(window.io).init();
