import { text } from '../texts/texts.js';
import { find, focused } from './dom.js';
import { bothNames, roomNames } from './names.js';

/** @import { Store } from '../store/store.js' */

/** What lies over the log on a small screen. @typedef {'' | 'rooms' | 'people' | 'search'} Drawer */

const SMALL = matchMedia('(width < 48rem)');
const WIDE = matchMedia('(width >= 64rem)');

/**
 * The frame around everything: which view is open, the panels at the sides. On a small screen the rooms and the
 * people and the search lie over the log, one at a time; Esc and the browser's way back close them.
 */
export class Shell {
  #store;
  #chat = find('#chat');
  #rooms = find('#rooms');
  #people = find('#people');
  #room = find('#room');
  #welcome = find('#welcome');
  #peopleToggle = find('#people-toggle');
  /** @type {Drawer} */
  #drawer = '';
  /** @type {HTMLElement | undefined} */
  #opener;
  #peopleWanted = WIDE.matches;
  #member = false;
  /** Of which room the people are shown, '' for none. */
  #peopleOf = '';
  /** @type {() => void} */
  #closeSearch;
  /** @type {() => void} */
  #peopleShown;

  /**
   * @param {Store} store
   * @param {{ logout: () => void, leave: () => void, hide: () => void, closeSearch: () => void, peopleShown: () => void }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    find('#logout').addEventListener('click', () => intents.logout());
    find('#leave-room').addEventListener('click', () => intents.leave());
    find('#hide-room').addEventListener('click', () => intents.hide());
    find('#back').addEventListener('click', () => this.#openDrawer('rooms', find('#back')));
    find('#people-close').addEventListener('click', () => this.closeDrawer());
    find('#rooms-close').addEventListener('click', () => this.closeDrawer());
    find('#veil').addEventListener('click', () => this.closeDrawer());
    this.#peopleToggle.addEventListener('click', () => this.#togglePeople());
    SMALL.addEventListener('change', () => this.#resized());
    this.#closeSearch = () => intents.closeSearch();
    this.#peopleShown = () => intents.peopleShown();
    store.on(['search'], () => this.#searched());
    window.addEventListener('popstate', () => this.#drawer && this.#settle());
    this.#chat.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#drawer) {
        event.stopPropagation();
        this.closeDrawer();
      }
    });
    store.on(['session', 'room', 'rooms'], () => this.render());
    this.#settle();
  }

  get small() {
    return SMALL.matches;
  }

  render() {
    const { me, asked, room, current } = this.#store;
    document.body.dataset.view = me ? 'chat' : asked ? 'signin' : 'loading';
    find('#loading').hidden = Boolean(me) || asked;
    this.#chat.hidden = !me;
    find('#me').replaceChildren(...(me ? [bothNames(me._id, me.name, me.displayName)] : []));
    const open = Boolean(current && room);
    // Who is here is told to members only.
    this.#member = Boolean(room?.member);
    this.#peopleToggle.hidden = !this.#member;
    const isDirect = room?.kind === 'direct';
    const leave = find('#leave-room');
    // Two who write to each other cannot leave each other.
    leave.hidden = !this.#member || (isDirect && room.people?.length === 1);
    leave.title = text(isDirect ? 'direct.leave' : 'room.leave');
    leave.setAttribute('aria-label', leave.title);
    find('#hide-room').hidden = !isDirect;
    find('#room-lock').hidden = isDirect || room?.visibility !== 'private';
    if (!open && (this.#drawer === 'rooms' || this.#drawer === 'people')) {
      // What they lay over is gone, perhaps by somebody else's hand, and the list is all there is.
      this.#drawer = '';
    }
    this.#chat.dataset.room = open ? 'open' : 'none';
    const lost = !open && !this.#room.hidden && this.#room.contains(focused() ?? null);
    this.#room.hidden = !open;
    this.#welcome.hidden = open;
    if (room && current) {
      find('#room-name').replaceChildren(roomNames(this.#store, room));
      const description = find('#room-description');
      description.textContent = room.description;
      description.hidden = !room.description;
    }
    this.#apply();
    if (lost && me) {
      // It was closed, perhaps by somebody else's hand.
      find('#search').focus();
    }
  }

  /** A room has been chosen: the log is to be seen. */
  roomChosen() {
    const searched = this.#drawer === 'search';
    this.#drawer = '';
    this.#apply();
    if (searched) {
      this.#closeSearch();
    }
  }

  closeDrawer() {
    if (this.#drawer) {
      if (history.state?.drawer) {
        // Its entry goes with it; popstate does the rest.
        history.back();
      } else {
        this.#settle();
      }
    } else if (!this.#people.hidden) {
      this.#peopleWanted = false;
      this.#apply();
      this.#peopleToggle.focus();
    }
  }

  #togglePeople() {
    if (this.small) {
      if (this.#drawer === 'people') {
        this.closeDrawer();
      } else {
        this.#openDrawer('people', this.#peopleToggle);
      }
    } else {
      this.#peopleWanted = !this.#peopleWanted;
      this.#apply();
    }
  }

  /**
   * @param {Exclude<Drawer, ''>} name
   * @param {HTMLElement} [opener]
   */
  #openDrawer(name, opener) {
    // One at a time: the next one takes the place of the former in the way back, too.
    const move = this.#drawer ? 'replaceState' : 'pushState';
    this.#opener = opener;
    this.#drawer = name;
    history[move]({ drawer: name }, '');
    this.#apply();
    if (name !== 'search') {
      find(`#${name}-close`).focus();
    }
  }

  /** The search has been opened or closed: on a small screen it is a drawer as the others, which the way back closes. */
  #searched() {
    const { open } = this.#store.search;
    if (open && this.small && this.#drawer !== 'search') {
      this.#openDrawer('search');
    } else if (!open && this.#drawer === 'search') {
      // Out of the way at once: the focus goes back to what lies under it.
      this.#drawer = '';
      this.#apply();
      if (history.state?.drawer) {
        history.back();
      }
    }
  }

  /** Where there is room for it beside the log, the search stays. */
  #resized() {
    if (this.#drawer === 'search') {
      this.#drawer = '';
      this.#apply();
    } else {
      this.#settle();
      this.#searched();
    }
  }

  #settle() {
    const had = this.#drawer;
    this.#drawer = '';
    this.#apply();
    if (had === 'search') {
      // It gives the focus back by itself.
      this.#closeSearch();
    } else if (had && this.#opener?.isConnected) {
      this.#opener.focus();
    }
  }

  #apply() {
    this.#chat.dataset.drawer = this.#drawer;
    const people = this.#member && (this.small ? this.#drawer === 'people' : this.#peopleWanted);
    this.#people.hidden = !people;
    this.#chat.dataset.people = people ? 'open' : 'closed';
    this.#peopleToggle.setAttribute('aria-expanded', String(people));
    this.#inert();
    const shown = people ? (this.#store.current?.roomId ?? '') : '';
    if (shown !== this.#peopleOf) {
      this.#peopleOf = shown;
      if (shown) {
        this.#peopleShown();
      }
    }
  }

  /** What lies under an open drawer, or beside the screen, is out of reach. */
  #inert() {
    const over = this.small && this.#drawer !== '';
    const roomOpen = Boolean(this.#store.current);
    find('#room-main').inert = over;
    find('#top').inert = over;
    this.#rooms.inert = this.small && (roomOpen ? this.#drawer !== 'rooms' : over);
    find('#welcome').inert = over;
    find('#veil').hidden = !over;
  }
}
