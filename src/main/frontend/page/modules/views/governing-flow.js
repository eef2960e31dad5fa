import { codeInAddress } from '../address.js';
import { Latest } from '../latest.js';
import { covers, isOver } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { closeDialog } from './dialog.js';
import { button, find, seek } from './dom.js';
import { closeMenu, openMenu } from './menu.js';

/**
 * @import { Offer } from '../account/card.js'
 * @import { Acts } from '../governing/acts.js'
 * @import { Governor } from '../governing/governor.js'
 * @import { Rank } from '../store/standings.js'
 * @import { Store } from '../store/store.js'
 * @import { PendingInvitation } from '../wire/governing-api.js'
 * @import { Message } from '../wire/types.js'
 * @import { MenuItem } from './menu.js'
 */

/**
 * `failed` says what went wrong; `rowOf`: the row of a message.
 *
 * @typedef {Governor & { failed: (cause: unknown) => void, openCard: (userId: string) => void, rowOf: (messageId: string) => HTMLElement | undefined }} Surroundings
 */

/** A dialog that follows what is told; `review` says whether it is still for this person. @typedef {{ dialog: HTMLElement, review: () => boolean, close: () => void, roomId?: string }} Watched */

/** People choose among so many of their rooms to invite somebody. */
const ROOMS = 12;

/**
 * The way to all that governs rooms: settings, pins, the inbox, invitations, the menus of messages and of people. Most of it is loaded when it
 * is wanted for the first time. A dialog closes, and says so, when what it shows is not this person's any more.
 */
export class GoverningFlow {
  #governor;
  #asked = new Latest();
  /** @type {Set<Watched>} */
  #open = new Set();
  /** The room that the last menu of a message or a card was about, and the power that it was for. @type {{ roomId: string, power: Rank | undefined } | undefined} */
  #about;
  /**
   * Buttons of a person's card: what can be done with them in the open room, and inviting them into others.
   * @type {Offer}
   */
  offer = (profile, close) => this.#offers(profile, close);

  /** @param {Surroundings} governor */
  constructor(governor) {
    this.#governor = governor;
    const { store } = governor;
    find('#welcome-new').addEventListener('click', () => this.newRoom());
    find('#room-settings').addEventListener('click', () => this.settings());
    find('#invite-people').addEventListener('click', () => this.settings());
    find('#inbox').addEventListener('click', () => this.inbox());
    find('#pins-show').addEventListener('click', () => this.#withRoom((loaded, roomId) => loaded.openPins(governor, roomId)));
    store.on(['room', 'rooms', 'inbox', 'session'], () => this.#review());
    window.addEventListener('hashchange', () => this.followInvitation());
  }

  newRoom() {
    void this.#load((loaded) => void loaded.openNewRoom(this.#governor));
  }

  settings() {
    this.#withRoom((loaded, roomId) => loaded.openSettings(this.#governor, roomId));
  }

  inbox() {
    void this.#load((loaded) => loaded.openInbox(this.#governor));
  }

  /**
   * Into a room; who accepts is shown it.
   *
   * @param {PendingInvitation} invitation
   * @param {boolean} accepted
   */
  async answer(invitation, accepted) {
    const { duties, openRoom, failed } = this.#governor;
    try {
      await duties.answer(invitation, accepted);
      if (accepted) {
        openRoom(invitation.roomId);
      }
    } catch (cause) {
      failed(cause);
    }
  }

  /** The link of an invitation was followed; who is not logged in is shown it afterwards. */
  followInvitation() {
    const code = codeInAddress('invitation');
    if (code && this.#governor.store.me) {
      void this.#load((loaded) => loaded.openInvitation(this.#governor, code));
    }
  }

  /**
   * What else can be done with a message. Who moderates waits for what its sender is in the room.
   *
   * @param {Message} message
   * @param {HTMLButtonElement} opener
   */
  async messageMenu(message, opener) {
    const { store, governing, openCard } = this.#governor;
    const { _id, room, sender, senderName } = message;
    const own = sender === store.me?._id;
    const mine = store.rooms.standings.power(room);
    const moderates = covers(mine, 'moderator');
    const isLatest = this.#asked.begin();
    try {
      const [{ Acts: Chosen }, theirs] = await Promise.all([
        import('../governing/governing.js'),
        moderates && !own ? governing.roleOf(room, sender, senderName) : undefined,
      ]);
      // Other messages are shown by now, or the toolbar is elsewhere.
      if (!isLatest() || !opener.isConnected || store.current?.roomId !== room) {
        return;
      }
      this.#about = { roomId: room, power: mine };
      const acts = new Chosen(this.#governor, room);
      const items = [
        ...(moderates ? [this.#pinItem(message)] : []),
        ...(own ? [{ key: 'card', words: text('actions.card'), act: () => openCard(sender) }] : []),
        ...(own ? [] : [{ key: 'report', words: text('report.item'), act: () => void this.#report(acts, message) }]),
        ...(!own && isOver(mine, theirs)
          ? [{ key: 'delete', words: text('moderate.delete'), danger: true, act: () => void this.#then(acts.deleteMessage(message), _id) }]
          : []),
        ...acts.items({ _id: sender, name: senderName }, theirs, () => this.#back(_id)),
      ];
      openMenu(opener, text('actions.label', { name: senderName }), items, () => this.#back(_id));
    } catch (cause) {
      if (isLatest()) {
        this.#governor.failed(cause);
      }
    }
  }

  /** Whether a message has such a menu for this person. @param {Message} message */
  hasMenu({ room, sender }) {
    const { me, rooms } = this.#governor.store;
    return sender !== me?._id || covers(rooms.standings.power(room), 'moderator');
  }

  /**
   * @param {Message} message
   * @returns {MenuItem}
   */
  #pinItem(message) {
    const { governing, failed } = this.#governor;
    return {
      key: 'pin',
      words: text(message.pinned ? 'pins.unpin' : 'pins.pin'),
      act: () => void governing.pin(message, !message.pinned).then(() => this.#back(message._id), failed),
    };
  }

  /**
   * @param {Acts} acts
   * @param {Message} message
   */
  async #report(acts, message) {
    if (await this.#then(acts.report(message), message._id)) {
      this.#governor.store.say('reported', text('report.done'));
    }
  }

  /**
   * The focus goes back to the message when it is done.
   *
   * @param {Promise<boolean>} act
   * @param {string} messageId
   */
  async #then(act, messageId) {
    const done = await act;
    this.#back(messageId);
    return done;
  }

  /** The button that was pressed is gone with its toolbar; the message brings both back. @param {string} messageId */
  #back(messageId) {
    const row = this.#governor.rowOf(messageId);
    row?.focus();
    if (row) {
      seek('[data-key="more"]', row)?.focus();
    }
  }

  /** @type {Offer} */
  #offers(profile, close) {
    const { store } = this.#governor;
    const { room, me, rooms } = store;
    const { _id, name } = profile;
    if (_id === me?._id) {
      return [];
    }
    /** @type {HTMLElement[]} */
    const buttons = [];
    if (room && covers(rooms.standings.power(room._id), 'moderator')) {
      const label = text('roles.act', { name });
      buttons.push(
        button(text('card.moderate', { room: room.name }), (pressed) => void this.#personMenu(room._id, profile, pressed, label, close), {
          'aria-haspopup': 'menu',
        }),
      );
    }
    const { standings } = rooms;
    const others = rooms.list().mine.filter((one) => one._id !== room?._id && mayInvite(standings, one._id));
    if (others.length > 0) {
      const items = others.slice(0, ROOMS).map((one) => ({ words: one.name, act: () => void this.#ask(one, profile, close) }));
      const label = text('card.invite', { name });
      buttons.push(button(text('card.invite.short'), (pressed) => openMenu(pressed, label, items), { 'aria-haspopup': 'menu' }));
    }
    return buttons;
  }

  /**
   * @param {string} roomId
   * @param {{ _id: string, name: string }} who
   * @param {HTMLButtonElement} opener
   * @param {string} label
   * @param {() => void} close
   */
  async #personMenu(roomId, who, opener, label, close) {
    const { governing, store, failed } = this.#governor;
    const isLatest = this.#asked.begin();
    try {
      const [{ Acts: Chosen }, theirs] = await Promise.all([
        import('../governing/governing.js'),
        governing.roleOf(roomId, who._id, who.name),
      ]);
      if (!opener.isConnected || store.current?.roomId !== roomId) {
        return;
      }
      this.#about = { roomId, power: store.rooms.standings.power(roomId) };
      const items = new Chosen(this.#governor, roomId).items(who, theirs, (done) => done && close());
      if (isLatest() && items.length > 0) {
        openMenu(opener, label, items);
      } else if (isLatest()) {
        close();
        store.say('forbidden', text('card.moderate.none', { name: who.name }));
      }
    } catch (cause) {
      if (isLatest()) {
        close();
        failed(cause);
      }
    }
  }

  /**
   * @param {{ _id: string, name: string }} room
   * @param {{ _id: string, name: string }} who
   * @param {() => void} close
   */
  async #ask(room, who, close) {
    const { governing, store, failed } = this.#governor;
    close();
    try {
      await governing.api.ask(room._id, who._id);
      store.say('asked', text('invite.asked', { name: who.name }));
    } catch (cause) {
      failed(cause);
    }
  }

  /** @param {(loaded: typeof import('../governing/governing.js'), roomId: string) => Watched | undefined} show */
  #withRoom(show) {
    const { store } = this.#governor;
    const { room } = store;
    if (room) {
      void this.#load((loaded) => {
        const shown = store.room?._id === room._id ? show(loaded, room._id) : undefined;
        return shown && { ...shown, roomId: room._id };
      });
    }
  }

  /** @param {(loaded: typeof import('../governing/governing.js')) => Watched | undefined | void} show */
  async #load(show) {
    const { store, failed } = this.#governor;
    const { me } = store;
    const isLatest = this.#asked.begin();
    this.#about = undefined;
    try {
      const loaded = await import('../governing/governing.js');
      const shown = isLatest() && me && store.me?._id === me._id ? show(loaded) : undefined;
      if (shown) {
        this.#open.add(shown);
        shown.dialog.addEventListener('close', () => this.#open.delete(shown));
      }
    } catch (cause) {
      failed(asChatError(cause));
    }
  }

  /** What somebody has lost meanwhile is taken from the screen. */
  #review() {
    const { store, confirm } = this.#governor;
    if (this.#about && !isStillThere(store, this.#about)) {
      this.#about = undefined;
      closeMenu();
      closeDialog('ask');
    }
    for (const shown of this.#open) {
      if (!shown.review()) {
        this.#open.delete(shown);
        shown.close();
        // What was asked on top of it cannot be answered any more either.
        closeMenu();
        closeDialog('ask');
        confirm.dismiss();
        // Of a room that is gone that is said elsewhere.
        if (store.me && shown.roomId && store.rooms.find(shown.roomId)) {
          store.say('power', text('settings.lost'));
        }
      }
    }
  }
}

/**
 * Whether a room is shown still, and this person governs it if they did.
 *
 * @param {Store} store
 * @param {{ roomId: string, power: Rank | undefined }} about
 */
export function isStillThere({ me, current, rooms }, { roomId, power }) {
  const governed = covers(power, 'moderator');
  return me !== undefined && current?.roomId === roomId && (!governed || covers(rooms.standings.power(roomId), 'moderator'));
}

/**
 * Of rooms that were not opened yet it is not known who may invite: then the server says so.
 *
 * @param {import('../store/standings.js').Standings} standings
 * @param {string} roomId
 */
function mayInvite(standings, roomId) {
  const { role, invites, kind } = standings.of(roomId);
  return kind === 'named' && (role === undefined ? invites === 'members' : standings.mayInvite(roomId));
}
