import { Marked } from 'marked';

/**
 * A safe subset of Markdown: bold, italic, struck, code, code blocks, quotes, lists, links. The library takes the text
 * apart; what is made of the parts is a tree of plain values, of these few tags and nothing else: no HTML is ever
 * written or parsed, so there is none to be sanitized. Whatever is not of the subset stays the text that it was.
 *
 * A node is a string, or `{tag, href?, start?, mention?, children}`.
 */
const NONE = () => undefined;
const MARKED = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { heading: NONE, lheading: NONE, hr: NONE, html: NONE, tag: NONE, table: NONE, def: NONE, reflink: NONE },
});

const DEPTH_MAX = 8;
/** Nothing that a person writes, and beyond what the library can take apart without running out of stack or time. */
const TOO_DEEP = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){9}/m;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** The tree of a text; `mentions` are the `{userId, name}` that it names. */
export function parse(source, mentions = []) {
  const builder = new Builder(mentions);
  return TOO_DEEP.test(source) ? [{ tag: 'p', children: [source] }] : builder.blocks(MARKED.lexer(source), 0);
}

/** The text without its marks, for excerpts: one line. */
export function plain(source) {
  const words = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');
  const blocks = parse(source).map((node) => (typeof node === 'string' ? node : words([node])));
  return blocks.join(' ').replace(/\s+/g, ' ').trim();
}

class Builder {
  #names;
  #pattern;

  constructor(mentions) {
    this.#names = new Map(mentions.map((mention) => [mention.name.toLocaleLowerCase(), mention]));
    const names = mentions.map(({ name }) => name).sort((a, b) => b.length - a.length).map(escaped);
    this.#pattern = names.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}_])@(${names.join('|')})(?![\\p{L}\\p{N}_])`, 'giu') : undefined;
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
          : [{ tag: 'pre', children: [{ tag: 'code', children: [token.text] }] }];
      case 'blockquote':
        return depth >= DEPTH_MAX ? [{ tag: 'p', children: [token.raw] }] : [{ tag: 'blockquote', children: this.blocks(token.tokens, depth + 1) }];
      case 'list':
        return depth >= DEPTH_MAX ? [{ tag: 'p', children: [token.raw] }] : [this.#list(token, depth)];
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
          return depth >= DEPTH_MAX ? [token.raw] : [{ tag: token.type, children: this.#inline(token.tokens, depth + 1) }];
        case 'codespan':
          return [{ tag: 'code', children: [token.text] }];
        case 'link':
          return this.#link(token, token.autolink || token.raw.startsWith('<') ? [token.text] : this.#inline(token.tokens, depth + 1));
        case 'image':
          return this.#link(token, [token.text || token.href]);
        default:
          return this.#words(token.raw);
      }
    });
  }

  #link({ href, raw }, children) {
    const address = safeAddress(href);
    return address ? [{ tag: 'a', href: address, children }] : [raw];
  }

  #words(words) {
    if (!this.#pattern) {
      return [words];
    }
    const nodes = [];
    let end = 0;
    for (const match of words.matchAll(this.#pattern)) {
      nodes.push(words.slice(end, match.index), { tag: 'mark', mention: this.#names.get(match[1].toLocaleLowerCase()), children: [match[0]] });
      end = match.index + match[0].length;
    }
    return [...nodes, words.slice(end)].filter((node) => node !== '');
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

function escaped(name) {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
