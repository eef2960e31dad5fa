import { text } from '../texts/texts.js';

/** The server's default limits, in characters. They may be configured, so the server has the last word; these spare a round trip. */
export const LIMITS = Object.freeze({
  content: { min: 1, max: 2000 },
  roomName: { min: 1, max: 50 },
  description: { min: 0, max: 200 },
  userName: { min: 2, max: 30 },
  password: { min: 8, max: 128 },
});

/**
 * What is said of what is shorter than it may be.
 *
 * @type {Partial<Record<keyof typeof LIMITS, (min: number) => string>>}
 */
const SHORT = {
  content: () => text('rule.content.empty'),
  roomName: () => text('rule.roomName.empty'),
  userName: (min) => text('rule.userName.short', { min }),
  password: (min) => text('rule.password.short', { min }),
};

/**
 * What is wrong with a field's value, in plain words; the empty string if nothing is. Counts code points, as people do.
 *
 * @param {keyof typeof LIMITS} field
 * @param {string} value
 */
export function complaint(field, value) {
  const { min, max } = LIMITS[field];
  const length = [...value].length;
  if (length < min) {
    return SHORT[field]?.(min) ?? '';
  }
  return length > max ? text(`rule.${field}.long`, { max, length }) : '';
}

/**
 * A text as names are compared and texts are searched: in whatever form and case it is typed, without what nobody sees.
 *
 * @param {string} words
 */
export const folded = (words) =>
  words
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC');

/** The sign that stands before unique names, and what looks like it: an "a" in a circle, a square or brackets. */
const AT = /[@\u{FE6B}\u{FF20}\u{249C}\u{24B6}\u{24D0}\u{1F110}\u{1F130}\u{1F150}\u{1F170}]|\p{L}\p{M}*\p{Me}/u;

/**
 * Whether a display name looks as if a unique name stood in it.
 *
 * @param {string} displayName
 */
export const feignsName = (displayName) => AT.test(displayName);

/**
 * What is shown beside somebody's name: nothing that is the name itself, or feigns another's.
 *
 * @param {string | undefined} name
 * @param {string} displayName
 */
export const besides = (name, displayName) => (displayName === name || feignsName(displayName) ? '' : displayName);

/**
 * Whether a part of somebody's name, or of the display name, begins so.
 *
 * @param {{ name: string, displayName?: string }} person
 * @param {string} wanted folded
 */
export const isCalled = ({ name, displayName = '' }, wanted) => [name, displayName].some((one) => beginsSo(folded(one), wanted));

/**
 * @param {string} name
 * @param {string} wanted
 */
const beginsSo = (name, wanted) => name.startsWith(wanted) || name.includes(` ${wanted}`);

/**
 * The order of what is found by a name: what is called so, what begins so, what has a part that does, what contains it; and last what only
 * the display name fits, which anybody chooses as they like, another's name too.
 *
 * @param {string} wanted folded
 * @returns {(a: { name: string }, b: { name: string }) => number}
 */
export const surest = (wanted) => (a, b) => doubtOf(folded(a.name), wanted) - doubtOf(folded(b.name), wanted);

/**
 * @param {string} name
 * @param {string} wanted
 */
function doubtOf(name, wanted) {
  const tests = [name === wanted, name.startsWith(wanted), beginsSo(name, wanted), name.includes(wanted)];
  return tests.includes(true) ? tests.indexOf(true) : tests.length;
}
