import { Tokenizer } from 'marked';
import { SCRIPTS, UNSPACED } from '../texts/scripts.js';

/** @import { TokenizerObject } from 'marked' */

/**
 * Where this page reads Markdown otherwise than the library: the marks are those that the help names, what else is typed
 * is shown, and text without spaces between words gets along with bold, italic and links.
 */
/** The same, and the punctuation that belongs to it. */
const WIDE = new RegExp(`[${SCRIPTS}\\u3001-\\u303f\\u30a0\\u30fb\\ufe30-\\ufe4f\\uff01-\\uff60\\uffe0-\\uffee]`, 'u');
const WIDE_MARK = /[\u3001-\u303f\u30a0\u30fb\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffee]/g;

/** Any letter of such a script: as long as what it stands for. */
const LETTER = '\u3042';
const BEFORE_MARKS = new RegExp(`[^\\s*~_](?=(?:\\*+|~~)${WIDE.source})`, 'gu');
const BEHIND_MARKS = new RegExp(`(?<=${WIDE.source}(?:\\*+|~~))[^\\s*~_]`, 'gu');

const START = /^(?:https?:\/\/|www\.)/i;
const HOST = /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*/u;
const REST = new RegExp(`^(?::\\d+)?(?:[/?#](?:[!-;=?-~]|(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}])*)?`, 'u');
const FIRST_UNSPACED = new RegExp(UNSPACED, 'u');

/** @type {TokenizerObject} */
export const TOKENIZER = {
  /** `\` is shown, but before a mark, which it makes a character. */
  escape(source) {
    return /^\\[*~`]/.test(source) ? { type: 'escape', raw: source.slice(0, 2), text: source.slice(1, 2) } : undefined;
  },

  br(source) {
    return source.startsWith('\\') ? undefined : Tokenizer.prototype.br.call(this, source);
  },

  emStrong(source, masked, before = '') {
    return source.startsWith('*') ? Tokenizer.prototype.emStrong.call(this, source, wide(masked), outside(before)) : undefined;
  },

  del(source, masked, before = '') {
    return source.startsWith('~~') ? Tokenizer.prototype.del.call(this, source, wide(masked), outside(before)) : undefined;
  },

  url(source) {
    const address = addressAt(source);
    if (address) {
      const href = /^www\./i.test(address) ? `http://${address}` : address;
      return { type: 'link', raw: address, text: address, href, autolink: true, tokens: [{ type: 'text', raw: address, text: address }] };
    }
    return START.test(source) ? undefined : Tokenizer.prototype.url.call(this, source);
  },
};

/**
 * The web address that a text begins with, if any: it ends before full-width punctuation and unspaced text.
 *
 * @param {string} source
 */
export function addressAt(source) {
  const start = START.exec(source)?.[0];
  const host = start && hostAt(source.slice(start.length));
  if (!host || (start.toLowerCase() === 'www.' && !host.includes('.'))) {
    return undefined;
  }
  const rest = REST.exec(source.slice(start.length + host.length))?.[0] ?? '';
  return withoutPunctuation(start + host + rest);
}

/**
 * Only the last label can have words behind it that are none of its own: `example.com` and what follows.
 *
 * @param {string} source
 */
function hostAt(source) {
  const labels = (HOST.exec(source)?.[0] ?? '').split('.');
  const last = labels.at(-1) ?? '';
  const unspaced = last.search(FIRST_UNSPACED);
  if (unspaced > 0 && /^[a-z0-9-]/i.test(last)) {
    labels[labels.length - 1] = last.slice(0, unspaced);
  } else if (unspaced === 0 && labels.length > 1 && !FIRST_UNSPACED.test(labels.at(-2) ?? '')) {
    labels.pop();
  }
  return labels.join('.');
}

/**
 * What ends a sentence ends no address, nor a bracket that opened before it.
 *
 * @param {string} address
 */
function withoutPunctuation(address) {
  let end = address.length;
  for (;;) {
    const last = address.charAt(end - 1);
    const closes = last === ')' && count(address, '(', end) < count(address, ')', end);
    if (!closes && !/[?!.,:;*_~'"\]}]/.test(last)) {
      return address.slice(0, end);
    }
    end -= 1;
  }
}

/**
 * @param {string} text
 * @param {string} character
 * @param {number} end
 */
function count(text, character, end) {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0 && at < end; at = text.indexOf(character, at + 1)) {
    found += 1;
  }
  return found;
}

/**
 * What stands before a mark, as the library shall see it: beside unspaced text a mark may open and close anywhere.
 *
 * @param {string} before
 */
function outside(before) {
  return WIDE.test(before) ? '' : before;
}

let seen = { masked: '', wide: '' };

/** @param {string} masked */
function wide(masked) {
  if (seen.masked !== masked) {
    const letters = (/** @type {string} */ match) => LETTER.repeat(match.length);
    seen = { masked, wide: masked.replace(WIDE_MARK, LETTER).replace(BEFORE_MARKS, letters).replace(BEHIND_MARKS, letters) };
  }
  return seen.wide;
}
