import { Api } from './modules/api.js';
import { ComposerView } from './modules/composer-view.js';
import { Connection, EVENTS } from './modules/connection.js';
import { deliver } from './modules/delivery.js';
import { Directory } from './modules/directory.js';
import { newClientId } from './modules/ids.js';
import { MessagesView } from './modules/messages-view.js';
import { PeopleView } from './modules/people-view.js';
import { RoomsView } from './modules/rooms-view.js';
import { complaint } from './modules/rules.js';
import { Shell } from './modules/shell.js';
import { SigninView } from './modules/signin-view.js';
import { catchUp, enter } from './modules/sync.js';
import { Visit } from './modules/visit.js';
import { ChatError } from './modules/words.js';

const OLDER_PAGE = 50;
const KEEP_WHILE_FOLLOWING = 500;
const GAP_PATIENCE_MS = 1_000;
const AGAIN_MS = 3_000;

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

  /** The stay in the current room, or undefined. Whoever waits for an answer checks that it is still the same one. */
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
      older: () => this.#loadOlder(),
      retry: (clientId) => this.#retry(clientId),
      discard: (clientId) => {
        this.#visit.outbox.discard(clientId);
        this.renderMessages();
      },
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
    const visit = this.#visit;
    try {
      await this.#api.logout();
    } catch (error) {
      if (error.code !== 'unauthorized') {
        this.#shell.alert(`You are still logged in. ${error.message}`);
        return;
      }
    }
    this.#drafts.clear();
    if (visit === this.#visit) {
      this.#address('');
    }
    this.#signedOut('');
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
    if (this.#visit?.room._id !== room._id) {
      this.#depart();
      this.#visit = new Visit(room);
      this.#address(room._id);
      this.#shell.openRoom(room);
      this.#messagesView.clear();
      this.#people.render(this.#visit.roster, this.#me);
      this.#composer.text = this.#drafts.get(room._id) ?? '';
      this.#renderRooms();
    }
    this.#shell.pane('room');
    this.renderMessages();
    await this.#synchronise();
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
    this.#drafts.delete(visit.room._id);
    void this.#deliver(visit, entry);
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
    this.#connection.tell(EVENTS.leaveRoom, { roomId: visit.room._id });
    try {
      await this.#api.leaveRoom(visit.room._id);
    } catch (error) {
      this.#trouble(error);
      // Still a member, so still here.
      void this.#synchronise();
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
    this.#address('');
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
    this.#signin.show(false);
    this.#shell.enter(me);
    this.#connection.open(() => this.#api.token);
    await this.loadRooms();
    await this.#followAddress();
  }

  #signedOut(why) {
    this.#me = undefined;
    this.#drop();
    this.#directory.clear();
    this.#api.forgetToken();
    this.#connection.close();
    this.#shell.exit();
    this.#signin.show(true);
    this.#shell.alert(why);
  }

  #onConnected() {
    void this.#synchronise();
    void this.loadRooms();
  }

  /** Logged out elsewhere, expired, or the server going down: only asking tells. */
  async #onDismissed() {
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
    if (payload?.roomId !== visit.room._id) {
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
    if (visit.timeline.receive(message)) {
      if (message.sender === this.#me._id) {
        visit.outbox.arrived(message.content);
      }
      this.renderMessages();
      this.#directory.touch(message);
      this.#renderRooms();
      this.#shell.news();
    }
    if (visit.timeline.hasGap) {
      visit.later('gap', GAP_PATIENCE_MS, () => this.#closeGap(visit));
    }
  }

  async #closeGap(visit) {
    if (this.#visit !== visit || !visit.timeline.hasGap) {
      return;
    }
    try {
      await catchUp({ ...this.#sources(visit), current: () => this.#visit === visit });
      this.renderMessages();
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** Joins the current room and fetches what is missing; again and again while the trouble is of the passing kind. */
  async #synchronise() {
    const visit = this.#visit;
    if (!visit || !this.#connection.connected) {
      return;
    }
    const turn = visit.nextTurn();
    const current = () => this.#visit === visit && visit.isTurn(turn);
    try {
      const ack = await enter({ ...this.#sources(visit), current });
      if (ack) {
        visit.roster.reset(ack.users ?? [], ack.userCount);
        this.#people.render(visit.roster, this.#me);
        this.renderMessages();
      }
    } catch (error) {
      if (!current()) {
        return;
      }
      if (error.passing) {
        // Without a connection the next `connect` comes here by itself.
        visit.later('enter', AGAIN_MS, () => this.#visit === visit && this.#synchronise());
        return;
      }
      this.#drop();
      this.closeRoom();
      this.#trouble(error);
    }
  }

  async #loadOlder() {
    const visit = this.#visit;
    if (!visit?.timeline.loaded || !visit.timeline.hasOlder || visit.loadingOlder) {
      return;
    }
    visit.loadingOlder = true;
    try {
      const { messages, older } = await this.#api.messages(visit.room._id, { before: visit.timeline.oldest, limit: OLDER_PAGE });
      if (this.#visit === visit) {
        visit.timeline.prepend(messages, older);
        visit.loadingOlder = false;
        this.renderMessages({ quietly: true });
      }
    } catch (error) {
      this.#trouble(error);
    } finally {
      visit.loadingOlder = false;
    }
  }

  async #deliver(visit, entry) {
    const { clientId, content } = entry;
    const roomId = visit.room._id;
    try {
      const message = await deliver(this.#sources(visit), { roomId, content, clientId });
      visit.outbox.settle(clientId);
      visit.timeline.receive(message);
    } catch (error) {
      visit.outbox.fail(clientId, error.message);
      visit.expelled ||= error.code === 'not_a_member';
      if (error.code === 'unauthorized') {
        this.#drafts.set(roomId, content);
        this.#signedOut(error.message);
        return;
      }
    }
    if (this.#visit === visit) {
      this.renderMessages();
    }
  }

  async #retry(clientId) {
    const visit = this.#visit;
    const entry = visit.outbox.retry(clientId);
    if (!entry) {
      return;
    }
    this.renderMessages();
    if (visit.expelled) {
      visit.expelled = false;
      await this.#synchronise();
    }
    await this.#deliver(visit, entry);
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
      current: this.#visit?.room._id,
      hasMore: this.#directory.hasMore,
      filtered: this.#roomsView.query !== '',
    });
  }

  /** Ends presence in the current room, keeping what is half written in it. */
  #depart() {
    const visit = this.#visit;
    if (!visit) {
      return;
    }
    this.#drafts.set(visit.room._id, this.#composer.text);
    this.#connection.tell(EVENTS.leaveRoom, { roomId: visit.room._id });
    this.#drop();
  }

  #drop() {
    this.#visit?.end();
    this.#visit = undefined;
  }

  /** The room stands in the address, so that a reload returns to it and the back button leaves it. */
  #address(roomId) {
    const hash = roomId ? `#room=${roomId}` : '';
    if (location.hash !== hash) {
      history.pushState(null, '', hash || location.pathname + location.search);
    }
  }

  async #followAddress() {
    const roomId = /^#room=([0-9a-f]{24})$/.exec(location.hash)?.[1];
    if (!this.#me || roomId === this.#visit?.room._id) {
      return;
    }
    if (!roomId) {
      this.closeRoom();
      return;
    }
    try {
      await this.selectRoom(this.#directory.find(roomId) ?? (await this.#api.room(roomId)));
    } catch (error) {
      this.#address('');
      this.#trouble(error);
    }
  }

  #sources(visit) {
    return { connection: this.#connection, api: this.#api, roomId: visit.room._id, timeline: visit.timeline };
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
