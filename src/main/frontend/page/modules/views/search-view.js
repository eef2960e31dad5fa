import { plain } from '../markdown/markdown.js';
import { folded } from '../store/rules.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { avatar, element, find, focused } from './dom.js';
import { bothNames, roomNames } from './names.js';

/**
 * @import { Search, Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 */

/**
 * @typedef {object} SearchIntents
 * @property {(words: string, everywhere: boolean) => void} search
 * @property {() => void} moreFound
 * @property {() => void} closeSearch
 * @property {(message: Message) => void} jumpToFound
 */

const EXCERPT_BEFORE = 60;

/** The search for messages, in a panel beside the log, so that its results stay while one looks at them. */
export class SearchView {
  #store;
  #intents;
  #panel = find('#search-panel');
  #form = find('#search-form', HTMLFormElement);
  #words = find('#search-words', HTMLInputElement);
  #status = find('#search-status');
  #results = find('#search-results');
  #more = find('#search-more');
  /** @type {HTMLElement | undefined} */
  #opener;

  /**
   * @param {Store} store
   * @param {SearchIntents} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    const go = () => intents.search(this.#words.value, this.#everywhere);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      go();
    });
    this.#form.addEventListener(
      'change',
      (event) => event.target instanceof HTMLInputElement && event.target.type === 'radio' && this.#words.value.trim() && go(),
    );
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        intents.closeSearch();
      }
    });
    find('#search-close').addEventListener('click', () => intents.closeSearch());
    this.#more.addEventListener('click', () => intents.moreFound());
    store.on(['search', 'room'], () => this.render());
  }

  render() {
    const { search, current } = this.#store;
    const appears = search.open && this.#panel.hidden;
    const goes = !search.open && !this.#panel.hidden;
    this.#panel.hidden = !search.open;
    find('#chat').dataset.search = search.open ? 'open' : 'closed';
    find('#search-here', HTMLInputElement).disabled = !current;
    if (appears) {
      this.#opener = focused();
      this.#words.value = search.words;
      (search.everywhere ? find('#search-everywhere', HTMLInputElement) : find('#search-here', HTMLInputElement)).checked = true;
      this.#words.focus();
      this.#words.select();
    }
    if (goes) {
      this.#results.replaceChildren();
      const back = this.#opener?.isConnected && this.#opener !== document.body ? this.#opener : find('#message');
      // What it lay over is within reach again once all have rendered.
      queueMicrotask(() => back.focus());
    }
    const { busy, messages, error, next, words } = search;
    this.#status.textContent = statusOf(this.#store.search);
    this.#status.classList.toggle('failed', Boolean(error));
    this.#results.replaceChildren(...(messages ?? []).map((message) => this.#item(message, words)));
    this.#more.hidden = !next || busy;
  }

  get #everywhere() {
    return find('#search-everywhere', HTMLInputElement).checked;
  }

  /**
   * @param {Message} message
   * @param {string} words
   */
  #item(message, words) {
    // Direct messages have a name on this page only.
    const known = this.#store.rooms.find(message.room);
    const room = known?.name ? roomNames(this.#store, known) : message.roomName;
    const folded = this.#store.blocks.folds(message);
    const hit = element(
      'button',
      { type: 'button', className: 'hit' },
      ...(folded
        ? []
        : [
            avatar(message.sender, message.senderName, this.#store.imageOf(message.sender) ?? message.senderImage),
            ' ',
            element(
              'span',
              { className: 'sender' },
              bothNames(message.sender, message.senderName, this.#store.displayNameOf(message.sender, message.senderName)),
            ),
            ' ',
          ]),
      element('time', { dateTime: message.timestamp, title: fullTimeOf(message.timestamp) }, whenOf(message.timestamp)),
      ' ',
      ...(room && this.#store.search.everywhere ? [element('span', { className: 'hit-room' }, room), ' '] : []),
      element('span', { className: 'hit-text', dir: 'auto' }, ...(folded ? [text('block.folded')] : marked(plain(message.content), words))),
    );
    hit.addEventListener('click', () => this.#intents.jumpToFound(message));
    return element('li', {}, hit);
  }
}

/** @param {Search} search */
function statusOf({ error, busy, messages, next }) {
  if (error || busy) {
    return error || text('search.busy');
  }
  if (!messages) {
    return text('search.start');
  }
  return messages.length === 0 ? text('search.none') : text('search.found', { count: messages.length, more: Boolean(next) });
}

const GRAPHEMES = new Intl.Segmenter();

/**
 * The text around the first hit, with every hit marked; the hits are what the server finds.
 *
 * @param {string} content
 * @param {string} words
 */
export function parts(content, words) {
  const what = foldedParts(words).text;
  const where = foldedParts(content);
  const first = where.text.indexOf(what);
  if (!what || first < 0) {
    return [{ text: content, hit: false }];
  }
  const start = Math.max(0, (where.starts[first] ?? 0) - EXCERPT_BEFORE);
  const found = start > 0 ? [{ text: '…', hit: false }] : [];
  let end = start;
  for (let at = first; at >= 0; at = where.text.indexOf(what, at + what.length)) {
    const from = Math.max(end, where.starts[at] ?? 0);
    const to = where.ends[at + what.length - 1] ?? content.length;
    found.push({ text: content.slice(end, from), hit: false }, { text: content.slice(from, to), hit: true });
    end = to;
  }
  return [...found, { text: content.slice(end), hit: false }].filter((part) => part.text);
}

/**
 * The text as it is searched, and of which part of the text each unit of it comes.
 *
 * @param {string} content
 */
function foldedParts(content) {
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  let folds = '';
  for (const { segment, index } of GRAPHEMES.segment(content)) {
    const fold = folded(segment);
    folds += fold;
    starts.push(...Array(fold.length).fill(index));
    ends.push(...Array(fold.length).fill(index + segment.length));
  }
  return { text: folds, starts, ends };
}

/**
 * @param {string} content
 * @param {string} words
 */
function marked(content, words) {
  return parts(content, words).map(({ text: part, hit }) => (hit ? element('mark', {}, part) : part));
}
