import { plain } from '../markdown/markdown.js';
import { whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { element, find } from './dom.js';

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
 * @property {() => void} markAllRead
 */

/** A room's entry in the list, and all that its look depends on. @typedef {{ node: HTMLElement, entry: HTMLElement, room?: Room, when?: string, current?: boolean }} Item */

/** Long enough for slow typists: each search counts. */
const SEARCH_DELAY_MS = 400;
const SHOWN_STEP = 200;
const EDGE_PX = 600;

/** The list of rooms, the person's own first, with what is unread in them; and its search. */
export class RoomsView {
  #store;
  #intents;
  #lists = { mine: find('#my-rooms'), others: find('#other-rooms') };
  #empty = find('#rooms-empty');
  #skeleton = find('#rooms-skeleton');
  #more = find('#more-rooms');
  #markRead = find('#mark-all-read');
  #search = find('#search', HTMLInputElement);
  /** @type {Map<string, Item>} */
  #items = new Map();
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
    this.#intents = intents;
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
    store.on(['rooms', 'room'], () => this.render());
  }

  render() {
    const { rooms } = this.#store;
    if (this.#search.value.trim() !== rooms.query && document.activeElement !== this.#search) {
      this.#search.value = rooms.query;
    }
    const { mine, others } = rooms.list();
    /** @type {Map<string, Item>} */
    const items = new Map();
    this.#hidden = Math.max(mine.length, others.length) > this.#shown;
    this.#fill(
      this.#lists.mine,
      within(mine, this.#shown, ({ _id }) => rooms.unread(_id) > 0 || _id === this.#store.current?.roomId),
      items,
    );
    this.#fill(
      this.#lists.others,
      within(others, this.#shown, ({ _id }) => _id === this.#store.current?.roomId),
      items,
    );
    this.#items = items;
    for (const [name, list] of Object.entries(this.#lists)) {
      list.closest('section')?.toggleAttribute('hidden', (name === 'mine' ? mine : others).length === 0);
    }
    const none = rooms.loaded && mine.length + others.length === 0;
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

  /**
   * @param {HTMLElement} list
   * @param {Room[]} rooms
   * @param {Map<string, Item>} items
   */
  #fill(list, rooms, items) {
    let cursor = list.firstElementChild;
    for (const room of rooms) {
      const current = room._id === this.#store.current?.roomId;
      const when = room.updatedAt && room.lastSeq > 0 ? whenOf(room.updatedAt) : '';
      let item = this.#items.get(room._id);
      if (!item) {
        const entry = this.#button(room._id);
        item = { node: element('li', {}, entry), entry };
      }
      if (item.room !== room || item.when !== when || item.current !== current) {
        Object.assign(item, { room, when, current });
        this.#show(item.entry, room, when, current);
      }
      items.set(room._id, item);
      if (item.node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        list.insertBefore(item.node, cursor);
      }
    }
    while (cursor) {
      const next = cursor.nextElementSibling;
      cursor.remove();
      cursor = next;
    }
  }

  /** @param {string} roomId */
  #button(roomId) {
    const node = element('button', { type: 'button', className: 'room-entry', 'data-room': roomId });
    node.addEventListener('click', () => this.#intents.openRoom(roomId));
    return node;
  }

  /**
   * @param {HTMLElement} node
   * @param {Room} room
   * @param {string} when
   * @param {boolean} current
   */
  #show(node, room, when, current) {
    const unread = this.#store.rooms.unread(room._id);
    const { last } = room;
    node.classList.toggle('unread', unread > 0);
    node.toggleAttribute('aria-current', current);
    if (current) {
      node.setAttribute('aria-current', 'true');
    }
    const line = this.#store.blocks.has(last?.sender)
      ? text('block.folded')
      : last?.content
        ? text('rooms.last', { name: last.senderName, content: plain(last.content) })
        : room.description || text('rooms.quiet');
    node.replaceChildren(
      element('span', { className: 'room-entry-name' }, room.name),
      ' ',
      element('span', { className: 'room-entry-last' }, line),
    );
    if (when && room.updatedAt) {
      node.append(' ', element('time', { dateTime: room.updatedAt, className: 'room-entry-time' }, when));
    }
    if (unread > 0) {
      node.append(
        ' ',
        element(
          'span',
          { className: 'badge' },
          element('span', { 'aria-hidden': 'true' }, text('rooms.badge', { count: unread })),
          element('span', { className: 'unseen' }, text('rooms.unread', { count: unread })),
        ),
      );
    }
  }
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
