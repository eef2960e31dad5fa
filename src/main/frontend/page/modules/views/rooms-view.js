import { plain } from '../markdown/markdown.js';
import { whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { avatar, element, find, iconOf } from './dom.js';
import { KeyedRows } from './keyed-rows.js';
import { roomNames } from './names.js';

/**
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 */

/**
 * @typedef {object} RoomsIntents
 * @property {(roomId: string) => void} openRoom
 * @property {(q: string) => void} searchRooms
 * @property {() => void} moreRooms
 * @property {() => void} askNewRoom
 * @property {() => void} askNewDirect
 * @property {() => void} markAllRead
 */

/** Long enough for slow typists: each search counts. */
const SEARCH_DELAY_MS = 400;
const SHOWN_STEP = 200;
const EDGE_PX = 600;
/** So many of a group are shown by their pictures. */
const PICTURES = 2;

/** The list of rooms in three parts, with what is unread in them: the person's own, direct messages, and others to join; and its search. */
export class RoomsView {
  #store;
  #lists;
  #empty = find('#rooms-empty');
  #skeleton = find('#rooms-skeleton');
  #more = find('#more-rooms');
  #markRead = find('#mark-all-read');
  #search = find('#search', HTMLInputElement);
  #scroller = find('.rooms-scroll');
  /** How many of each list have rows; more come as one scrolls to them. */
  #shown = SHOWN_STEP;
  #hidden = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Store} store
   * @param {RoomsIntents} intents
   */
  constructor(store, intents) {
    this.#store = store;
    const rows = (/** @type {string} */ selector) =>
      /** @type {KeyedRows<Room>} */ (
        new KeyedRows(find(selector), {
          key: ({ _id }) => _id,
          look: (room) => [
            room,
            this.#when(room),
            this.#isCurrent(room),
            this.#store.mentions.unread(room),
            this.#store.blocks.has(room.last?.sender),
          ],
          make: ({ _id }) => {
            const entry = element('button', { type: 'button', className: 'room-entry', 'data-room': _id });
            entry.addEventListener('click', () => intents.openRoom(_id));
            return element('li', {}, entry);
          },
          show: (node, room) => this.#show(find('button', HTMLElement, node), room),
        })
      );
    this.#lists = { mine: rows('#my-rooms'), direct: rows('#direct-rooms'), others: rows('#other-rooms') };
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => intents.searchRooms(this.#search.value.trim()), SEARCH_DELAY_MS);
    });
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#search.value) {
        event.stopPropagation();
        this.#search.value = '';
        intents.searchRooms('');
      }
    });
    this.#more.addEventListener('click', () => intents.moreRooms());
    this.#scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    this.#markRead.addEventListener('click', () => intents.markAllRead());
    find('#new-room').addEventListener('click', () => intents.askNewRoom());
    find('#new-direct').addEventListener('click', () => intents.askNewDirect());
    store.on(['rooms', 'room'], () => this.render());
  }

  render() {
    const { rooms } = this.#store;
    if (this.#search.value.trim() !== rooms.query && document.activeElement !== this.#search) {
      this.#search.value = rooms.query;
    }
    const { mine, direct, others } = rooms.list();
    this.#hidden = Math.max(mine.length, direct.length, others.length) > this.#shown;
    const matters = (/** @type {Room} */ room) => rooms.unread(room._id) > 0 || this.#isCurrent(room);
    this.#lists.mine.fill(within(mine, this.#shown, matters));
    this.#lists.direct.fill(within(direct, this.#shown, matters));
    this.#lists.others.fill(within(others, this.#shown, (room) => this.#isCurrent(room)));
    find('#my-rooms-part').hidden = mine.length === 0;
    find('#other-rooms-part').hidden = others.length === 0;
    const none = rooms.loaded && mine.length + direct.length + others.length === 0;
    this.#skeleton.hidden = rooms.loaded;
    this.#empty.hidden = !none;
    this.#empty.textContent = none ? text(rooms.query ? 'rooms.nomatch' : 'rooms.none') : '';
    this.#more.hidden = !rooms.next;
    this.#markRead.hidden = rooms.unreadTotal === 0;
  }

  /** Near the end of the rows more are made. */
  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (this.#hidden && scrollHeight - scrollTop - clientHeight < EDGE_PX) {
      this.#shown += SHOWN_STEP;
      this.render();
    }
  }

  /** @param {Room} room */
  #isCurrent({ _id }) {
    return _id === this.#store.current?.roomId;
  }

  /** @param {Room} room */
  #when({ updatedAt, lastSeq }) {
    return updatedAt && lastSeq > 0 ? whenOf(updatedAt) : '';
  }

  /**
   * @param {HTMLElement} node
   * @param {Room} room
   */
  #show(node, room) {
    const { rooms, mentions } = this.#store;
    const unread = rooms.unread(room._id);
    const mentioned = mentions.unread(room);
    const when = this.#when(room);
    node.classList.toggle('unread', unread > 0);
    node.classList.toggle('direct', room.kind === 'direct');
    if (this.#isCurrent(room)) {
      node.setAttribute('aria-current', 'true');
    } else {
      node.removeAttribute('aria-current');
    }
    node.replaceChildren(
      ...this.#pictures(room),
      element('span', { className: 'room-entry-name' }, ...lock(room), roomNames(this.#store, room)),
      ' ',
      element('span', { className: 'room-entry-last' }, this.#line(room)),
    );
    if (when && room.updatedAt) {
      node.append(' ', element('time', { dateTime: room.updatedAt, className: 'room-entry-time' }, when));
    }
    if (unread > 0) {
      node.append(' ', element('span', { className: 'badges' }, ...mentionBadge(mentioned), ...unreadBadge(unread)));
    }
  }

  /** @param {Room} room */
  #pictures({ people }) {
    const shown = people?.slice(0, PICTURES).map(({ _id, name }) => avatar(_id, name, this.#store.imageOf(_id)));
    return shown ? [element('span', { className: 'pictures' }, ...shown)] : [];
  }

  /** @param {Room} room */
  #line({ last, people, description }) {
    if (!last?.content) {
      return description || text('rooms.quiet');
    }
    if (this.#store.blocks.has(last.sender)) {
      return text('block.folded');
    }
    const content = plain(last.content);
    if (people && last.sender === this.#store.me?._id) {
      return text('direct.mine', { content });
    }
    // Between two it goes without saying who it is.
    return people?.length === 1 ? content : text('rooms.last', { name: last.senderName, content });
  }
}

/** @param {Room} room */
function lock({ kind, visibility }) {
  return visibility === 'private' && kind !== 'direct'
    ? [iconOf('lock'), element('span', { className: 'unseen' }, text('room.private')), ' ']
    : [];
}

/** @param {number} count */
export function unreadBadge(count) {
  return badge(text('rooms.badge', { count }), text('rooms.unread', { count }), 'badge');
}

/** @param {number} count */
export function mentionBadge(count) {
  return badge(`@${text('rooms.badge', { count })}`, text('mentions.unread', { count }), 'badge mentioned').filter(() => count > 0);
}

/**
 * @param {string} seen
 * @param {string} heard
 * @param {string} className
 */
function badge(seen, heard, className) {
  return [
    element('span', { className }, element('span', { 'aria-hidden': 'true' }, seen), element('span', { className: 'unseen' }, `${heard} `)),
  ];
}

/**
 * The first `max` of a list, and of the rest those that matter in any case.
 *
 * @template T
 * @param {T[]} list
 * @param {number} max
 * @param {(one: T) => boolean} matters
 */
export function within(list, max, matters) {
  return list.filter((one, at) => at < max || matters(one));
}
