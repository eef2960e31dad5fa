import { Marked } from 'marked';
import { Places } from './places.js';
import { TOKENIZER } from './rules.js';

/**
 * A safe subset of Markdown: bold, italic, struck, code, code blocks, quotes, lists, links, and as `rules.js` has it. The library takes the text
 * apart; what is made of the parts is a tree of plain values, of these few tags and nothing else: no HTML is ever
 * written or parsed, so there is none to be sanitized. Whatever is not of the subset stays the text that it was.
 *
 * A node is a string, or `{tag, href?, start?, mention?, children}`.
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

/** The tree of a text; `mentions` are the `{userId, name, places}` that it names. */
export function parse(source, mentions = []) {
  const places = new Places(source, mentions);
  return TOO_DEEP.test(source) ? [{ tag: 'p', children: [source] }] : new Builder(places).blocks(MARKED.lexer(places.source), 0);
}

/** The text without its marks, for excerpts: one line. */
export function plain(source) {
  const words = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');
  const blocks = parse(source).map((node) => (typeof node === 'string' ? node : words([node])));
  return blocks.join(' ').replace(/\s+/g, ' ').trim();
}

class Builder {
  #places;

  constructor(places) {
    this.#places = places;
  }

  blocks(tokens, depth) {
    return tokens.flatMap((token) => this.#block(token, depth));
  }

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
        return depth >= DEPTH_MAX ? [{ tag: 'p', children: this.#words(token.raw) }] : [{ tag: 'blockquote', children: this.blocks(token.tokens, depth + 1) }];
      case 'list':
        return depth >= DEPTH_MAX ? [{ tag: 'p', children: this.#words(token.raw) }] : [this.#list(token, depth)];
      default:
        return [{ tag: 'p', children: this.#words(token.raw) }];
    }
  }

  #list({ ordered, start, items }, depth) {
    const children = items.map((item) => {
      const box = item.task ? [item.checked ? '☑ ' : '☐ '] : [];
      const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
      return { tag: 'li', children: [...box, ...this.blocks(tokens, depth + 1)] };
    });
    return { tag: ordered ? 'ol' : 'ul', ...(ordered && start > 1 && { start }), children };
  }

  #inline(tokens, depth) {
    return tokens.flatMap((token) => {
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
          return this.#link(token, token.autolink || token.raw.startsWith('<') ? [this.#places.typed(token.text)] : this.#inline(token.tokens, depth + 1));
        case 'image':
          return this.#link(token, [this.#places.typed(token.text || token.href)]);
        default:
          return this.#words(token.raw);
      }
    });
  }

  #link({ href, raw }, children) {
    const address = safeAddress(this.#places.typed(href));
    return address ? [{ tag: 'a', href: address, children }] : this.#words(raw);
  }

  #words(words) {
    return this.#places.nodes(words);
  }
}

/** The address in full if a click on it may leave the page, else undefined. */
function safeAddress(href) {
  try {
    const address = new URL(href);
    return PROTOCOLS.has(address.protocol) ? address.href : undefined;
  } catch {
    return undefined;
  }
}
