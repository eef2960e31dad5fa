import { Marked } from 'marked';
import { Places } from './places.js';
import { TOKENIZER } from './rules.js';

/**
 * @import { MarkedToken, Token, Tokens } from 'marked'
 * @import { Mention } from '../wire/types.js'
 */

/**
 * @typedef {string | { tag: Tag, href?: string, start?: number, mention?: Mention, children: Node[] }} Node
 * @typedef {'p' | 'pre' | 'code' | 'blockquote' | 'ul' | 'ol' | 'li' | 'strong' | 'em' | 'del' | 'a' | 'mark'} Tag
 */

/**
 * A safe subset of Markdown: bold, italic, struck, code, code blocks, quotes, lists, links, and as `rules.js` has it. The library takes the text
 * apart; what is made of the parts is a tree of plain values, of these few tags and nothing else: no HTML is ever
 * written or parsed, so there is none to be sanitized. Whatever is not of the subset stays the text that it was.
 */
const NONE = () => undefined;
const MARKED = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { heading: NONE, lheading: NONE, hr: NONE, html: NONE, tag: NONE, table: NONE, def: NONE, reflink: NONE, ...TOKENIZER },
});

const DEPTH_MAX = 8;
/** Nothing that a person writes, and beyond what the library can take apart without running out of stack or time. */
const TOO_DEEP = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){9}/m;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/**
 * The tree of a text; `mentions` are the `{userId, name, places}` that it names.
 *
 * @param {string} source
 * @param {Mention[]} [mentions]
 * @returns {Node[]}
 */
export function parse(source, mentions = []) {
  const places = new Places(source, mentions);
  return TOO_DEEP.test(source) ? [{ tag: 'p', children: [source] }] : new Builder(places).blocks(MARKED.lexer(places.source), 0);
}

/**
 * The text without its marks, for excerpts: one line.
 *
 * @param {string} source
 */
export function plain(source) {
  return parse(source).map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}

/**
 * @param {Node} node
 * @returns {string}
 */
function wordsOf(node) {
  return typeof node === 'string' ? node : node.children.map(wordsOf).join('');
}

class Builder {
  #places;

  /** @param {Places} places */
  constructor(places) {
    this.#places = places;
  }

  /**
   * @param {Token[]} tokens
   * @param {number} depth
   * @returns {Node[]}
   */
  blocks(tokens, depth) {
    return known(tokens).flatMap((token) => this.#block(token, depth));
  }

  /**
   * @param {MarkedToken} token
   * @param {number} depth
   * @returns {Node[]}
   */
  #block(token, depth) {
    switch (token.type) {
      case 'space':
        return [];
      case 'paragraph':
        return [{ tag: 'p', children: this.#inline(token.tokens, depth) }];
      case 'text':
        return token.tokens ? this.#inline(token.tokens, depth) : this.#words(token.raw);
      case 'code':
        // Four spaces make no block here: people indent without meaning it.
        return token.codeBlockStyle === 'indented'
          ? [{ tag: 'p', children: this.#words(token.raw) }]
          : [{ tag: 'pre', children: [{ tag: 'code', children: [this.#places.typed(token.text)] }] }];
      case 'blockquote':
        return depth >= DEPTH_MAX
          ? [{ tag: 'p', children: this.#words(token.raw) }]
          : [{ tag: 'blockquote', children: this.blocks(token.tokens, depth + 1) }];
      case 'list':
        return depth >= DEPTH_MAX ? [{ tag: 'p', children: this.#words(token.raw) }] : [this.#list(token, depth)];
      default:
        return [{ tag: 'p', children: this.#words(token.raw) }];
    }
  }

  /**
   * @param {Tokens.List} list
   * @param {number} depth
   * @returns {Node}
   */
  #list({ ordered, start, items }, depth) {
    const children = items.map((item) => {
      const box = item.task ? [item.checked ? '☑ ' : '☐ '] : [];
      const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
      return /** @type {Node} */ ({ tag: 'li', children: [...box, ...this.blocks(tokens, depth + 1)] });
    });
    return { tag: ordered ? 'ol' : 'ul', ...(ordered && Number(start) > 1 && { start: Number(start) }), children };
  }

  /**
   * @param {Token[]} tokens
   * @param {number} depth
   * @returns {Node[]}
   */
  #inline(tokens, depth) {
    return known(tokens).flatMap((token) => {
      switch (token.type) {
        case 'text':
          return token.tokens ? this.#inline(token.tokens, depth) : this.#words(token.raw);
        case 'escape':
          return [token.text];
        case 'br':
          return ['\n'];
        case 'strong':
        case 'em':
        case 'del':
          return depth >= DEPTH_MAX ? this.#words(token.raw) : [{ tag: token.type, children: this.#inline(token.tokens, depth + 1) }];
        case 'codespan':
          return [{ tag: 'code', children: [this.#places.typed(token.text)] }];
        case 'link':
          return this.#link(
            token,
            token.autolink || token.raw.startsWith('<') ? [this.#places.typed(token.text)] : this.#inline(token.tokens, depth + 1),
          );
        case 'image':
          return this.#link(token, [this.#places.typed(token.text || token.href)]);
        default:
          return this.#words(token.raw);
      }
    });
  }

  /**
   * @param {Pick<Tokens.Link, 'href' | 'raw'>} link
   * @param {Node[]} children
   * @returns {Node[]}
   */
  #link({ href, raw }, children) {
    const address = safeAddress(this.#places.typed(href));
    return address ? [{ tag: 'a', href: address, children }] : this.#words(raw);
  }

  /** @param {string} words */
  #words(words) {
    return this.#places.nodes(words);
  }
}

/**
 * The library's own tokens; there are no others, as nothing extends it.
 *
 * @param {Token[]} tokens
 */
const known = (tokens) => /** @type {MarkedToken[]} */ (tokens);

/**
 * The address in full if a click on it may leave the page, else undefined.
 *
 * @param {string} href
 */
function safeAddress(href) {
  try {
    const address = new URL(href);
    return PROTOCOLS.has(address.protocol) ? address.href : undefined;
  } catch {
    return undefined;
  }
}
