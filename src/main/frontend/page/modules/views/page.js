import { wantNotices } from '../store/notices.js';
import { text } from '../texts/texts.js';
import { Announcer } from './announcer.js';
import { watchDay } from './calendar.js';
import { ComposerView } from './composer-view.js';
import { ConnectionView } from './connection-view.js';
import { ConfirmDialog, HelpDialog, RoomDialog } from './dialogs.js';
import { find } from './dom.js';
import { EmojiPopover } from './emoji-popover.js';
import { JoinView } from './join-view.js';
import { JumpsView } from './jumps-view.js';
import { Keyboard } from './keyboard.js';
import { leaveImeAlone } from './keys.js';
import { LogView } from './log-view.js';
import { MentionsView } from './mentions-view.js';
import { MessageActions } from './message-actions.js';
import { PeopleView } from './people-view.js';
import { RoomsView } from './rooms-view.js';
import { SearchView } from './search-view.js';
import { Shell } from './shell.js';
import { SigninView } from './signin-view.js';
import { Switcher } from './switcher.js';
import { ThemeView } from './theme-view.js';
import { TitleView } from './title-view.js';
import { ToastsView } from './toasts-view.js';
import { TypingView } from './typing-view.js';

const TOUCH = matchMedia('(pointer: coarse)');

/** All views together, and what each of their intents sets off. */
export class Page {
  #store;
  #actions;
  #shell;
  #composer;
  #join;
  #log;
  #announcer = new Announcer();
  #confirm = new ConfirmDialog();
  #help = new HelpDialog();
  #emoji = new EmojiPopover();
  #roomDialog;
  #switcher;

  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    const intents = this.#intents();
    leaveImeAlone(document);
    new ThemeView();
    new SigninView(store, (...how) => actions.session.enter(...how));
    // Before the shell, which takes what lies under it out of reach: it remembers where the focus was.
    new SearchView(store, intents);
    this.#shell = new Shell(store, intents);
    new ConnectionView(store, intents);
    new ToastsView(store);
    new TitleView(store);
    new RoomsView(store, intents);
    new PeopleView(store, intents);
    new TypingView(store);
    this.#roomDialog = new RoomDialog(intents);
    this.#switcher = new Switcher(store, intents);
    const jumps = new JumpsView(store, intents);
    this.#log = new LogView(store, intents, (how) => {
      actions.reading.look(how);
      jumps.show(how);
    });
    new MessageActions(find('#messages'), this.#log, store, intents);
    const mentions = new MentionsView(find('#message'), (beginning) => actions.people.beginning(beginning), intents.announce);
    this.#composer = new ComposerView(store, intents, mentions);
    this.#join = new JoinView(store, intents);
    find('#room-settings').addEventListener('click', () => this.#roomDialog.open(store.room));
    find('#search-button').addEventListener('click', () => actions.searching.open());
    find('#welcome-new').addEventListener('click', () => this.#roomDialog.open());
    new Keyboard(intents, () => Boolean(store.me));
    watchDay(() => store.changed('log', 'rooms', 'search'));
  }

  #intents() {
    const { visits, posting, composing, reading, rooms, searching, people, connection } = this.#actions;
    const store = this.#store;
    const tried = (act) => (...what) => this.#try(() => act(...what));
    return {
      logout: tried(() => this.#logout()),
      connectNow: () => connection.hurry(),
      announce: (words) => this.#announcer.say(words),

      openRoom: tried((roomId) => this.#open(roomId)),
      join: tried(() => this.#joinRoom()),
      leave: tried(() => this.#leave()),
      searchRooms: tried((q) => rooms.search(q)),
      moreRooms: tried(() => rooms.more()),
      askNewRoom: () => this.#roomDialog.open(),
      createRoom: async (name, description, retention) => {
        const room = await rooms.create(name, description, retention);
        void this.#try(() => this.#open(room._id));
      },
      changeRoom: (room, change) => rooms.change(room._id, change),
      askDeleteRoom: tried((room) => this.#deleteRoom(room)),
      markAllRead: tried(() => reading.markAllRead()),
      stepRoom: (steps, onlyUnread) => this.#stepRoom(steps, onlyUnread),
      switchRoom: () => this.#switcher.open(),

      older: (asked) => visits.older(asked),
      newer: (asked) => visits.newer(asked),
      synchronise: () => void visits.synchronise(),
      toNewest: () => visits.toNewest(),
      jumpToSeq: tried((seq) => visits.jumpTo(seq)),
      jumpTo: tried((quoted) => visits.jumpTo(quoted.seq)),
      markRead: () => reading.markRead(),
      showNotices: (wanted) => {
        store.notices = wanted;
        wantNotices(wanted);
        store.changed('log');
      },

      retry: tried((clientId) => posting.retry(store.current, clientId)),
      discard: (clientId) => posting.discard(store.current, clientId),
      react: tried((message, emoji) => this.#react(message, emoji)),
      chooseReaction: (message, opener) => {
        void people.learn(message.reactions?.flatMap(({ users }) => users) ?? []);
        void this.#emoji.open(opener, (emoji) => this.#try(() => this.#react(message, emoji)));
      },
      reply: (message) => {
        composing.reply(message);
        this.#write();
      },
      edit: (message) => {
        composing.edit(message);
        this.#write();
      },
      askDelete: tried((message) => this.#deleteMessage(message)),

      wrote: (words) => composing.wrote(words),
      submit: (words) => this.#submit(words),
      cancel: () => composing.cancel(),
      editLast: () => composing.editLast(),
      emoji: (opener) => void this.#emoji.open(opener, (emoji) => this.#composer.insert(emoji)),
      write: () => this.#write(),

      openSearch: () => searching.open(),
      search: (words, everywhere) => searching.search(words, everywhere),
      moreFound: () => searching.more(),
      closeSearch: () => searching.close(),
      jumpToFound: tried((message) => this.#jumpToFound(message)),
      help: () => this.#help.open(),
    };
  }

  async #open(roomId) {
    this.#shell.roomChosen();
    const opened = this.#actions.visits.open(roomId);
    // Where writing brings up a keyboard that covers half of the room, or is not for who only looks, reading comes first.
    if (TOUCH.matches || !this.#store.room?.member) {
      requestAnimationFrame(() => find('#room-name').focus());
    } else {
      this.#write();
    }
    await opened;
  }

  async #joinRoom() {
    await this.#actions.visits.join(this.#store.current.roomId);
    this.#write();
  }

  async #leave() {
    const { room, current } = this.#store;
    const sure = !current.unfinished || (await this.#confirm.ask({ title: text('room.leave.title', { name: room.name }), what: text('room.leave.unsent'), yes: text('room.leave') }));
    if (!sure || current !== this.#store.current) {
      return;
    }
    await this.#actions.visits.leave();
    if (!this.#store.current) {
      find('#search').focus();
    }
  }

  async #logout() {
    const { posting, session } = this.#actions;
    const count = posting.unsent;
    const sure = count === 0 || (await this.#confirm.ask({ title: `${text('door.logout')}?`, what: text('door.logout.unsent', { count }), yes: text('door.logout') }));
    if (sure) {
      await session.leave();
    }
  }

  /** Who only looks has to join first, and is shown where. */
  async #react(message, emoji) {
    if (this.#join.open) {
      this.#join.focus();
    } else {
      await this.#actions.changing.toggleReaction(this.#store.current, message, emoji);
    }
  }

  async #deleteRoom(room) {
    const sure = await this.#confirm.ask({ title: text('room.delete.title', { name: room.name }), what: text('room.delete.what'), yes: text('room.delete') });
    if (sure) {
      await this.#actions.rooms.delete(room._id);
      this.#actions.visits.vanished(room._id, true);
    }
  }

  async #deleteMessage(message) {
    const conversation = this.#store.current;
    const sure = await this.#confirm.ask({ title: text('actions.delete.title'), what: text('actions.delete.what'), yes: text('actions.delete') });
    if (sure) {
      await this.#actions.changing.delete(conversation, message);
    }
    // The button that was pressed may be gone.
    this.#log.rowOf(message._id)?.focus();
  }

  /** What is wrong with the text is said, and it stays in the box. */
  async #submit(words) {
    this.#store.toasts.drop('invalid');
    this.#store.changed('alert');
    try {
      const taken = await this.#actions.composing.submit(words);
      if (taken && !this.#store.current?.editing) {
        this.#afterSending();
      }
      return taken;
    } catch (error) {
      this.#actions.trouble(error);
      return false;
    }
  }

  /** Follows the person's own message down; an edit happens where it is. */
  #afterSending() {
    if (this.#store.current?.outbox.size > 0) {
      this.#actions.visits.toNewest();
    }
  }

  async #jumpToFound(message) {
    if (this.#store.current?.roomId !== message.room) {
      await this.#open(message.room);
    }
    if (this.#shell.small) {
      this.#actions.searching.close();
    }
    await this.#actions.visits.jumpTo(message.seq);
  }

  #stepRoom(steps, onlyUnread) {
    const { mine } = this.#store.rooms.list();
    const order = mine.filter(({ _id }) => !onlyUnread || this.#store.rooms.unread(_id) > 0 || _id === this.#store.current?.roomId);
    const at = order.findIndex(({ _id }) => _id === this.#store.current?.roomId);
    const next = order[at < 0 ? (steps > 0 ? 0 : order.length - 1) : (at + steps + order.length) % order.length];
    if (next && next._id !== this.#store.current?.roomId) {
      void this.#try(() => this.#open(next._id));
    }
  }

  #write() {
    // The views have not shown yet what has just changed.
    queueMicrotask(() => requestAnimationFrame(() => (this.#join.open ? this.#join : this.#composer).focus()));
  }

  async #try(act) {
    try {
      return await act();
    } catch (error) {
      this.#actions.trouble(error);
      return undefined;
    }
  }
}
