import english from './messages.en.js';

/** @import { Speech, Values } from './messages.en.js' */
/** @typedef {keyof ReturnType<typeof english>} TextKey */

/** The language that the page speaks; another one is another message file, chosen here. */
const LANGUAGE = 'en';
/** Dates and numbers as the reader's system writes them, where it speaks the page's language; else as the language does. */
export const LOCALE = localeAmong(globalThis.navigator?.languages ?? []);

const RULES = new Intl.PluralRules(LOCALE);
const NUMBER = new Intl.NumberFormat(LOCALE);
const LIST = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** What the message file builds its sentences with. */
const speech = {
  /**
   * The form for this number, with `#` as the number in the reader's digits.
   * @type {Speech['plural']}
   */
  plural: (count, forms) => (forms[RULES.select(count)] ?? forms.other).replaceAll('#', NUMBER.format(count)),
  /** @type {Speech['number']} */
  number: (value) => NUMBER.format(value),
  /** @type {Speech['list']} */
  list: (items) => LIST.format(items),
};

const MESSAGES = english(speech);

/**
 * The text of that key in the page's language; `values` fill its gaps.
 *
 * @param {TextKey} key
 * @param {Partial<Values>} [values]
 * @returns {string}
 */
export function text(key, values = {}) {
  const message = MESSAGES[key];
  if (message === undefined) {
    throw new Error(`There is no text "${key}".`);
  }
  return typeof message === 'function' ? message(/** @type {Values} */ (values)) : message;
}

/**
 * An enumeration, as the reader's language writes it.
 *
 * @param {string[]} items
 */
export const listOf = (items) => LIST.format(items);

/**
 * The first of the reader's languages that is the page's; some systems name what is no language tag at all (`en-US@posix`).
 *
 * @param {readonly string[]} languages
 */
export function localeAmong(languages) {
  return languages.find((tag) => tag.split('-')[0] === LANGUAGE && isTag(tag)) ?? LANGUAGE;
}

/** @param {string} tag */
function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** @param {string} key */
export const hasText = (key) => key in MESSAGES;

/**
 * What `data-…` of an element names, and where the text goes.
 * @type {[string, (node: Element, words: string) => void][]}
 */
const PLACES = [
  ['text', (node, words) => node.replaceChildren(words)],
  ['label', (node, words) => node.setAttribute('aria-label', words)],
  ['title', (node, words) => node.setAttribute('title', words)],
  ['placeholder', (node, words) => node.setAttribute('placeholder', words)],
];

/**
 * Fills in the texts that stand in the markup: `data-text`, `data-label`, `data-title`, `data-placeholder` name them.
 *
 * @param {Document} root
 */
export function fillTexts(root) {
  root.documentElement.lang = LANGUAGE;
  for (const [name, put] of PLACES) {
    root.querySelectorAll(`[data-${name}]`).forEach((node) => put(node, text(/** @type {TextKey} */ (node.getAttribute(`data-${name}`)))));
  }
}
