import { folded, surest } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { avatar, element, find } from './dom.js';
import { ListBox } from './list-box.js';
import { bothNames, roomNames, withNames } from './names.js';
import { mentionBadge } from './rooms-view.js';

/**
 * @import { Finding } from '../actions/finding.js'
 * @import { Found } from '../actions/people.js'
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 */

const SHOWN = 8;
/** So many of them may be people. */
const PEOPLE = 4;

/** A room, or somebody to write to. @typedef {{ room: Room, person?: undefined } | { room?: undefined, person: Found }} Goal */

/** Goes to a room, or to somebody, by a few letters of the name: typing narrows the list, arrows choose, Enter opens. */
export class Switcher {
  #store;
  #intents;
  #dialog = find('#switcher', HTMLDialogElement);
  #box = find('#switcher-box', HTMLInputElement);
  #none = find('#switcher-none');
  /** @type {ListBox<Goal>} */
  #list;

  /**
   * @param {Store} store
   * @param {{ openRoom: (roomId: string) => void, write: (userId: string) => void, finding: Finding }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    this.#list = new ListBox(this.#box, find('#switcher-list'), { draw: (goal) => this.#option(goal), onTake: (goal) => this.#go(goal) });
    this.#box.addEventListener('input', () => void this.#type());
    this.#box.addEventListener('keydown', (event) => this.#list.step(event.key) && event.preventDefault());
    find('form', HTMLElement, this.#dialog).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go(this.#list.chosen);
    });
    find('#switcher-cancel').addEventListener('click', () => this.#dialog.close());
    store.on(['rooms', 'session'], () => this.#dialog.open && this.#renew());
  }

  open() {
    if (!this.#dialog.open && this.#store.me) {
      this.#box.value = '';
      this.#dialog.showModal();
      this.#look(undefined);
    }
  }

  #renew() {
    if (this.#store.me) {
      this.#look(this.#list.chosen);
    } else {
      this.#dialog.close();
    }
  }

  /** @param {Goal | undefined} goal */
  #go(goal) {
    if (goal) {
      this.#dialog.close();
      if (goal.room) {
        this.#intents.openRoom(goal.room._id);
      } else {
        this.#intents.write(goal.person.userId);
      }
    }
  }

  async #type() {
    this.#look(undefined);
    if ((await this.#intents.finding.find(this.#box.value)) && this.#dialog.open) {
      this.#look(this.#list.picked);
    }
  }

  /** @param {Goal | undefined} chosen stays so where it is still among them */
  #look(chosen) {
    const { rooms } = this.#store;
    const words = this.#box.value;
    const found = rooms.matching(words, SHOWN);
    // With whom there is a conversation of two already, that one is the way.
    const pairs = new Set(found.filter(({ people }) => people?.length === 1).map(({ people }) => people?.[0]?._id));
    const people = this.#intents.finding
      .known(words)
      .filter(({ userId }) => !pairs.has(userId))
      .slice(0, PEOPLE);
    const goals = goalsOf(words, found.slice(0, SHOWN - people.length), people);
    this.#list.show(
      goals,
      goals.findIndex((goal) => keyOf(goal) === (chosen && keyOf(chosen))),
    );
    this.#none.textContent = goals.length === 0 ? text('rooms.switch.none') : '';
    this.#box.setAttribute('aria-expanded', String(goals.length > 0));
  }

  /** @param {Goal} goal */
  #option({ room, person }) {
    if (person) {
      const { userId, name, displayName, image } = person;
      return [
        avatar(userId, name, image),
        element('span', { className: 'choice-words' }, ...withNames('switch.write', bothNames(userId, name, displayName))),
      ];
    }
    const unread = this.#store.rooms.unread(room._id);
    const badge = unread > 0 ? [' ', element('span', { className: 'badge' }, text('rooms.badge', { count: unread }))] : [];
    const other = room.people?.[0];
    return [
      ...(other ? [avatar(other._id, other.name, this.#store.imageOf(other._id))] : []),
      roomNames(this.#store, room),
      ' ',
      ...mentionBadge(this.#store.mentions.unread(room)),
      ...badge,
    ];
  }
}

/**
 * The surest first, of equals the rooms.
 *
 * @param {string} words
 * @param {Room[]} rooms
 * @param {Found[]} people
 */
export function goalsOf(words, rooms, people) {
  const order = surest(folded(words.trim()));
  /** @type {Goal[]} */
  const goals = [...rooms.map((room) => ({ room })), ...people.map((person) => ({ person }))];
  return goals.sort((a, b) => order(a.room ?? a.person, b.room ?? b.person));
}

/** @param {Goal} goal */
const keyOf = ({ room, person }) => room?._id ?? person?.userId;
