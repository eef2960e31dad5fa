import { folded, isCalled } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { avatar, cardOpener, element, find, focused } from './dom.js';
import { KeyedRows } from './keyed-rows.js';
import { bothNames, withNames } from './names.js';

/**
 * @import { Members } from '../store/members.js'
 * @import { Store } from '../store/store.js'
 * @import { Member } from '../wire/types.js'
 */

/** Somebody in the list; `role` is undefined while it is not known. @typedef {{ _id: string, name: string, role: Member['role'] | undefined, online: boolean }} Entry */

/**
 * @typedef {object} PeopleIntents
 * @property {(wanted: boolean) => void} showNotices
 * @property {(userIds: string[]) => void} learnImages
 * @property {() => void} more
 * @property {() => void} glance
 * @property {(words: string) => void} search
 */

const EDGE_PX = 300;
const RANKS = { owner: 0, moderator: 1, member: 2 };

/** Who belongs to the room: who is online first, then the others, as many as were asked for; or those of a name. */
export class PeopleView {
  #store;
  #intents;
  #panel = find('#people');
  #count = find('#people-count');
  #search = find('#people-search', HTMLInputElement);
  #more = find('#people-more', HTMLButtonElement);
  #online = this.#rows('#people-list');
  #offline = this.#rows('#people-offline');
  #found = this.#rows('#people-found');
  /** @type {Members | undefined} */
  #members;
  /** The entries that were there when more was asked for, by a press; the focus goes to the next one. @type {Set<string> | undefined} */
  #asked;

  /**
   * @param {Store} store
   * @param {PeopleIntents} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    const notices = find('#notices-wanted', HTMLInputElement);
    notices.checked = store.notices;
    notices.addEventListener('change', () => intents.showNotices(notices.checked));
    this.#search.addEventListener('input', () => intents.search(this.#search.value.trim()));
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#search.value) {
        event.stopPropagation();
        this.#search.value = '';
        intents.search('');
      }
    });
    this.#more.addEventListener('click', () => {
      if (!this.#store.members.busy) {
        this.#asked = new Set(this.#entries().keys());
        intents.more();
      }
    });
    this.#panel.addEventListener('scroll', () => this.#look(), { passive: true });
    for (const event of ['focusin', 'pointerenter']) {
      this.#panel.addEventListener(event, () => intents.glance());
    }
    document.addEventListener('visibilitychange', () => !document.hidden && !this.#panel.hidden && intents.glance());
    store.on(['people', 'room'], () => this.render());
  }

  render() {
    const { current, me, members, room } = this.#store;
    if (members !== this.#members) {
      this.#members = members;
      this.#search.value = '';
      this.#asked = undefined;
    }
    if (!current || !me) {
      [this.#online, this.#offline, this.#found].forEach((rows) => rows.fill([]));
      return;
    }
    const { roster } = current;
    const here = roster.people();
    this.#count.textContent = text('rooms.badge', { count: roster.count });
    this.#intents.learnImages(here.map(({ userId }) => userId));
    if (this.#panel.hidden) {
      return;
    }
    const isHere = new Set(here.map(({ userId }) => userId));
    const { query } = members;
    const found = query ? this.#called(query) : [];
    const offline = members.list().filter(({ _id }) => !isHere.has(_id));
    this.#found.fill(found.map((member) => ({ ...member, online: isHere.has(member._id) || (roster.beyond > 0 && member.online) })));
    this.#online.fill(
      query
        ? []
        : here
            .map(({ userId, userName }) => ({ _id: userId, name: userName, role: members.find(userId)?.role, online: true }))
            .sort(byRank),
    );
    // Who governs the room first, the others as the server has them: what is read later stands below.
    this.#offline.fill(query ? [] : offline.map((member) => ({ ...member, online: false })).sort((a, b) => rankOf(a) - rankOf(b)));
    find('#people-found-part').hidden = !query;
    find('#people-here-part').hidden = Boolean(query);
    find('#people-offline-part').hidden = Boolean(query) || offline.length === 0;
    find('#people-here').textContent = text('members.online', { count: roster.count });
    find('#people-beyond').hidden = roster.beyond === 0;
    find('#people-beyond').textContent = text('people.beyond', { count: roster.beyond });
    const known = room?.memberCount;
    const total = members.next === undefined ? Math.max(members.size, 1) : known;
    find('#people-total').textContent = total === undefined ? '' : text('members.count', { count: total });
    find('#people-none').textContent = query && members.found && found.length === 0 ? text('members.none') : '';
    find('#people-failed').textContent = members.failed ? text('members.failed') : '';
    const held = focused() === this.#more;
    this.#more.hidden = query ? !members.foundNext : members.next === undefined;
    this.#more.setAttribute('aria-disabled', String(members.busy));
    this.#goOn(held);
    requestAnimationFrame(() => this.#look());
  }

  /**
   * Whom the server has found by the name, and of those that are known here, whom the display name fits.
   *
   * @param {string} query
   * @returns {Member[]}
   */
  #called(query) {
    const { members } = this.#store;
    const found = members.found ?? [];
    const wanted = folded(query);
    const others = members
      .list()
      .filter(
        ({ _id, name }) =>
          (!members.found && folded(name).startsWith(wanted)) || isCalled({ name: this.#store.displayNameOf(_id) ?? '' }, wanted),
      );
    return [...found, ...others.filter((member) => !found.some(({ _id }) => _id === member._id))];
  }

  /**
   * Once what was asked for is here, the focus goes on from the button to it, and is never lost with the button.
   *
   * @param {boolean} held whether the button has the focus
   */
  #goOn(held) {
    const { members } = this.#store;
    if (members.busy) {
      return;
    }
    const asked = this.#asked;
    this.#asked = undefined;
    if (held && !members.failed) {
      const fresh = asked && [...this.#entries()].find(([userId]) => !asked.has(userId))?.[1];
      (fresh ?? (this.#more.hidden ? this.#search : this.#more)).focus();
    }
  }

  /** User id -> the button with the name, of those that are shown. */
  #entries() {
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.#panel.querySelectorAll('ul:not(#people-list) button.person'));
    return new Map([...buttons].map((button) => [button.dataset.card ?? '', button]));
  }

  /** Near the end of what there is more is read. After a failure the button is there. */
  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#panel;
    if (!this.#panel.hidden && !this.#more.hidden && !this.#store.members.failed && scrollHeight - scrollTop - clientHeight < EDGE_PX) {
      this.#intents.more();
    }
  }

  /**
   * @param {string} selector
   * @returns {KeyedRows<Entry>}
   */
  #rows(selector) {
    return new KeyedRows(find(selector), {
      key: ({ _id }) => _id,
      look: ({ _id, name, role, online }) => [name, role, online, _id === this.#store.me?._id],
      make: () => element('li'),
      show: (node, entry) => this.#show(node, entry, selector === '#people-found'),
    });
  }

  /**
   * @param {HTMLElement} node
   * @param {Entry} entry
   * @param {boolean} sayOnline where no heading says it
   */
  #show(node, { _id, name, role, online }, sayOnline) {
    const names = bothNames(_id, name, this.#store.displayNameOf(_id, name));
    const words = _id === this.#store.me?._id ? withNames('people.you', names) : [names];
    node.classList.toggle('online', online);
    node.replaceChildren(
      cardOpener(avatar(_id, name, this.#store.imageOf(_id)), _id),
      element(
        'span',
        { className: 'person-words' },
        cardOpener(element('button', { type: 'button', className: 'person' }, ...words), _id),
        ...(role && role !== 'member' ? [' ', element('span', { className: 'role' }, text(`members.${role}`))] : []),
        ...(sayOnline && online ? [' ', element('span', { className: 'unseen' }, text('members.here'))] : []),
      ),
    );
  }
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
function byRank(a, b) {
  return rankOf(a) - rankOf(b) || a.name.localeCompare(b.name);
}

/** @param {Entry} entry */
const rankOf = ({ role = 'member' }) => RANKS[role];
