/**
 * @import { Mention } from '../wire/types.js'
 * @import { Node } from './markdown.js'
 */

/**
 * Keeps the places of mentions while Markdown is taken apart: each stands there as one word that nobody types, so that a
 * name may look like marks.
 */
const [OPEN, CLOSE] = ['\ufdd0', '\ufdd1'];
const WORD = new RegExp(`${OPEN}(\\d+)${CLOSE}`);
const WORDS = new RegExp(WORD, 'g');
const IN_ADDRESS = /%EF%B7%90(\d+)%EF%B7%91/g;

export class Places {
  /** @type {{ mention: Mention, typed: string }[]} */
  #found = [];
  source;

  /**
   * `mentions`: `{userId, name, places: [{start, end}]}` as the server tells them, in UTF-16 code units.
   *
   * @param {string} source
   * @param {Mention[]} mentions
   */
  constructor(source, mentions) {
    const places = mentions.flatMap((mention) => (mention.places ?? []).map(({ start, end }) => ({ mention, start, end })));
    places.sort((a, b) => a.start - b.start);
    const clean = source.replaceAll(OPEN, '\ufffd').replaceAll(CLOSE, '\ufffd');
    let [marked, at] = ['', 0];
    for (const { mention, start, end } of places) {
      if (start >= at && end <= source.length && /^[@\uff20]./su.test(source.slice(start, end))) {
        marked += `${clean.slice(at, start)}${OPEN}${this.#found.length}${CLOSE}`;
        this.#found.push({ mention, typed: source.slice(start, end) });
        at = end;
      }
    }
    this.source = marked + clean.slice(at);
  }

  /**
   * The text as it was typed.
   *
   * @param {string} text
   * @returns {string}
   */
  typed(text) {
    return this.#found.length === 0
      ? text
      : text.replace(IN_ADDRESS, `${OPEN}$1${CLOSE}`).replace(WORDS, (_, at) => this.#found[Number(at)]?.typed ?? '');
  }

  /**
   * The text as strings and marks.
   *
   * @param {string} text
   * @returns {Node[]}
   */
  nodes(text) {
    return text.split(WORD).flatMap((part, i) => (i % 2 === 0 ? (part ? [part] : []) : this.#mark(Number(part))));
  }

  /**
   * @param {number} at
   * @returns {Node[]}
   */
  #mark(at) {
    const found = this.#found[at];
    return found ? [{ tag: 'mark', mention: found.mention, children: [found.typed] }] : [];
  }
}
