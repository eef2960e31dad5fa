import { wantNotices } from '../store/notices.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { AdminWay } from './admin-way.js';
import { Announcer } from './announcer.js';
import { watchDay } from './calendar.js';
import { Cards } from './cards.js';
import { ComposerView } from './composer-view.js';
import { ConnectionView } from './connection-view.js';
import { ConfirmDialog, HelpDialog } from './dialogs.js';
import { DirectFlow } from './direct-flow.js';
import { find } from './dom.js';
import { EmojiPopover } from './emoji-popover.js';
import { GoverningFlow } from './governing-flow.js';
import { GoverningView } from './governing-view.js';
import { JoinView } from './join-view.js';
import { JumpsView } from './jumps-view.js';
import { Keyboard } from './keyboard.js';
import { leaveImeAlone } from './keys.js';
import { LogView } from './log-view.js';
import { MentionsButton } from './mentions-button.js';
import { MentionsView } from './mentions-view.js';
import { MessageActions } from './message-actions.js';
import { MessageFlow } from './message-flow.js';
import { PeopleView } from './people-view.js';
import { RoomFlow } from './room-flow.js';
import { RoomsView } from './rooms-view.js';
import { SearchView } from './search-view.js';
import { Shell } from './shell.js';
import { SigninView } from './signin-view.js';
import { Switcher } from './switcher.js';
import { ThemeView } from './theme-view.js';
import { TitleView } from './title-view.js';
import { ToastsView } from './toasts-view.js';
import { TypingView } from './typing-view.js';

/**
 * @import { Blocking } from '../actions/blocks.js'
 * @import { Changing } from '../actions/changing.js'
 * @import { Composing } from '../actions/composing.js'
 * @import { DirectRooms } from '../actions/direct-rooms.js'
 * @import { Duties } from '../actions/duties.js'
 * @import { EnteredRooms } from '../actions/entered-rooms.js'
 * @import { Finding } from '../actions/finding.js'
 * @import { Governing } from '../actions/governing.js'
 * @import { MemberList } from '../actions/members.js'
 * @import { MentionList } from '../actions/mentions.js'
 * @import { OwnProfile } from '../actions/own-profile.js'
 * @import { People } from '../actions/people.js'
 * @import { Posting } from '../actions/posting.js'
 * @import { Reading } from '../actions/reading.js'
 * @import { RoomList } from '../actions/room-list.js'
 * @import { Searching } from '../actions/searching.js'
 * @import { Session } from '../actions/session.js'
 * @import { Store } from '../store/store.js'
 * @import { Connection } from '../wire/connection.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Http } from '../wire/http.js'
 */

/**
 * What the page can do; `trouble` says what went wrong.
 *
 * @typedef {object} Actions
 * @property {Blocking} blocking
 * @property {Changing} changing
 * @property {Composing} composing
 * @property {Connection} connection
 * @property {DirectRooms} direct
 * @property {Duties} duties
 * @property {EnteredRooms} entered
 * @property {Finding} finding
 * @property {Governing} governing
 * @property {Http} http
 * @property {MemberList} members
 * @property {MentionList} mentions
 * @property {People} people
 * @property {OwnProfile} profile
 * @property {Posting} posting
 * @property {Reading} reading
 * @property {RoomList} list
 * @property {Searching} searching
 * @property {Session} session
 * @property {(error: ChatError) => void} trouble
 */

/** All views, each with the few things that it sets off. */
export class Page {
  #store;
  #actions;
  #confirm;
  #emoji = new EmojiPopover();
  #announcer = new Announcer();
  #governing;
  #shell;
  #rooms;
  #messages;
  #join;
  #composer;

  /**
   * @param {Store} store
   * @param {Actions} actions
   */
  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    // Before what takes the focus at the end of a login.
    this.#confirm = new ConfirmDialog(store);
    const { session, entered, posting, composing, changing, reading, list, searching, people, connection } = actions;
    const write = () => this.#write();
    leaveImeAlone(document);
    this.#join = new JoinView(store, { join: this.#tried(() => this.#rooms.join()) });
    this.#rooms = new RoomFlow(store, { entered, list }, { confirm: this.#confirm, roomChosen: () => this.#shell.roomChosen(), write });
    const openRoom = this.#tried((/** @type {string} */ roomId) => this.#rooms.open(roomId));

    const direct = new DirectFlow(store, actions, openRoom);
    const failed = (/** @type {unknown} */ cause) => actions.trouble(asChatError(cause));
    const governor = {
      store,
      governing: actions.governing,
      duties: actions.duties,
      people,
      confirm: this.#confirm,
      openRoom,
      openAt: (/** @type {Parameters<RoomFlow['openAt']>[0]} */ message) => this.#rooms.openAt(message, () => {}),
      askDeleteRoom: this.#tried((/** @type {Parameters<RoomFlow['delete']>[0]} */ room) => this.#rooms.delete(room)),
      openCard: (/** @type {string} */ userId) => void cards.open(userId),
    };
    this.#governing = new GoverningFlow({ ...governor, rowOf: (messageId) => log.rowOf(messageId), failed });
    new GoverningView(store, {
      decides: () => actions.duties.decides,
      loadPins: (roomId) =>
        void actions.governing.loadPins(roomId).catch(() => {
          // The line is no matter of life; the dialog says what is wrong.
        }),
    });

    // Before the door, which takes the focus: at the end of a login it closes what lies over it.
    const cards = new Cards(store, {
      people,
      profile: actions.profile,
      session,
      blocking: actions.blocking,
      http: actions.http,
      offers: [direct.offer, this.#governing.offer],
      failed,
    });
    new ThemeView();
    new SigninView(store, { enter: (...what) => session.enter(...what), http: actions.http, failed });
    new AdminWay(store, { session, http: actions.http, governor, failed });
    // Before the shell, which takes what lies under it out of reach: it remembers where the focus was.
    new SearchView(store, {
      search: (words, everywhere) => void searching.search(words, everywhere),
      moreFound: () => void searching.more(),
      closeSearch: () => searching.close(),
      jumpToFound: this.#tried((message) => this.#rooms.openAt(message, () => this.#shell.small && searching.close())),
    });
    this.#shell = new Shell(store, {
      logout: this.#tried(() => this.#logout()),
      leave: this.#tried(() => this.#rooms.leave()),
      hide: this.#tried(() => direct.hide()),
      peopleShown: () => void this.#showPeople(),
      closeSearch: () => searching.close(),
    });
    new ConnectionView(store, { connectNow: () => connection.hurry() });
    new ToastsView(store);
    new TitleView(store);
    new RoomsView(store, {
      openRoom,
      searchRooms: this.#tried((q) => list.search(q)),
      moreRooms: this.#tried(() => list.more()),
      askNewRoom: () => this.#governing.newRoom(),
      askNewDirect: this.#tried(() => direct.askNew()),
      markAllRead: this.#tried(() => reading.markAllRead()),
    });
    new PeopleView(store, {
      showNotices: (wanted) => this.#showNotices(wanted),
      learnImages: (userIds) => void people.learnImages(userIds),
      more: () => void actions.members.more(),
      glance: () => void actions.members.glance(),
      search: (words) => void actions.members.search(words),
    });
    new MentionsButton(store, {
      list: actions.mentions,
      openAt: this.#tried((message) => this.#rooms.openAt(message, () => {})),
      failed,
    });
    new TypingView(store);
    const switcher = new Switcher(store, { openRoom, write: (userId) => void direct.write(userId), finding: actions.finding });

    const jumps = new JumpsView(store, {
      toNewest: () => entered.toNewest(),
      jumpToSeq: this.#tried((seq) => entered.jumpTo(seq)),
      markRead: () => reading.markRead(),
      write,
    });
    const react = this.#tried((/** @type {Parameters<MessageFlow['react']>} */ ...what) => this.#messages.react(...what));
    const log = new LogView(
      store,
      {
        older: (asked) => entered.older(asked),
        newer: (asked) => entered.newer(asked),
        synchronise: () => void entered.synchronise(),
        retry: this.#tried((clientId) => store.current && posting.retry(store.current, clientId)),
        discard: (clientId) => store.current && posting.discard(store.current, clientId),
        jumpTo: this.#tried((quoted) => entered.jumpTo(quoted.seq)),
        react,
        unfold: (message) => actions.blocking.show(message._id),
        announce: (words) => this.#announcer.say(words),
      },
      (how) => {
        reading.look(how);
        jumps.show(how);
      },
    );
    this.#messages = new MessageFlow(
      store,
      { changing, composing, entered, people },
      { confirm: this.#confirm, emoji: this.#emoji, join: this.#join, write, rowOf: (messageId) => log.rowOf(messageId) },
    );
    new MessageActions(find('#messages'), log, store, {
      react,
      chooseReaction: (message, opener) => this.#messages.chooseReaction(message, opener, (emoji) => react(message, emoji)),
      openCard: (message) => void cards.open(message.sender),
      reply: (message) => this.#messages.reply(message),
      edit: (message) => this.#messages.edit(message),
      askDelete: this.#tried((message) => this.#messages.delete(message)),
      hasMore: (message) => this.#governing.hasMenu(message),
      more: (message, opener) => void this.#governing.messageMenu(message, opener),
      write,
    });
    const mentions = new MentionsView(
      find('#message', HTMLTextAreaElement),
      (beginning) => people.beginning(beginning),
      (words) => this.#announcer.say(words),
    );
    this.#composer = new ComposerView(
      store,
      {
        submit: async (words) => (await this.#try(() => this.#messages.submit(words))) ?? false,
        wrote: (words) => composing.wrote(words),
        cancel: () => composing.cancel(),
        editLast: () => composing.editLast(),
        emoji: (opener) => void this.#emoji.open(opener, (emoji) => this.#composer.insert(emoji)),
      },
      mentions,
    );
    const help = new HelpDialog();
    find('#search-button').addEventListener('click', () => searching.open());
    const keys = {
      switchRoom: () => switcher.open(),
      openSearch: () => searching.open(),
      help: () => help.open(),
      stepRoom: this.#tried((/** @type {Parameters<RoomFlow['step']>} */ ...how) => this.#rooms.step(...how)),
      write,
    };
    new Keyboard(keys, () => Boolean(store.me));
    watchDay(() => store.changed('log', 'rooms', 'search'));
  }

  /** Somebody has come in, or was asked into a room: what the link says or what waits is shown. */
  get governing() {
    return this.#governing;
  }

  async #showPeople() {
    const { members, direct } = this.#actions;
    await members.open();
    const { members: shown } = this.#store;
    if (shown.next === undefined) {
      direct.renew(shown.roomId, shown.list());
    }
  }

  async #logout() {
    const { posting, session } = this.#actions;
    const count = posting.unsent;
    const question = { title: text('door.logout.title'), what: text('door.logout.unsent', { count }), yes: text('door.logout') };
    if (count === 0 || (await this.#confirm.ask(question))) {
      await session.leave();
    }
  }

  /** @param {boolean} wanted whether the conversation shows who comes and goes */
  #showNotices(wanted) {
    this.#store.notices = wanted;
    wantNotices(wanted);
    this.#store.changed('log');
  }

  /** The focus goes to where one writes, or to where one joins. */
  #write() {
    // The views have not shown yet what has just changed.
    queueMicrotask(() => requestAnimationFrame(() => (this.#join.open ? this.#join : this.#composer).focus()));
  }

  /**
   * The same, and what goes wrong is said.
   *
   * @template {unknown[]} A
   * @param {(...what: A) => unknown} act
   * @returns {(...what: A) => void}
   */
  #tried(act) {
    return (...what) => void this.#try(() => act(...what));
  }

  /**
   * @template T
   * @param {() => T} act
   * @returns {Promise<Awaited<T> | undefined>}
   */
  async #try(act) {
    try {
      return await act();
    } catch (cause) {
      this.#actions.trouble(asChatError(cause));
      return undefined;
    }
  }
}
