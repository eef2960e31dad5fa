import { LOCALE } from './texts.js';

const TIME = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const DAY_MS = 86_400_000;

/** Milliseconds, or ISO 8601. @typedef {number | string | Date} Instant */

/**
 * Times as the reader's locale and time zone write them.
 *
 * @param {Instant} instant
 */
export const timeOf = (instant) => TIME.format(new Date(instant));
/** @param {Instant} instant */
export const fullTimeOf = (instant) => FULL.format(new Date(instant));

/**
 * "Today", "yesterday", or the date in full.
 *
 * @param {Instant} instant
 * @param {number} [now]
 */
export function dayOf(instant, now = Date.now()) {
  const days = daysBetween(now, instant);
  return days === 0 || days === -1 ? capital(RELATIVE.format(days, 'day')) : DAY.format(new Date(instant));
}

/**
 * The time if it was today, else the day: for lists.
 *
 * @param {Instant} instant
 * @param {number} [now]
 */
export function whenOf(instant, now = Date.now()) {
  return daysBetween(now, instant) === 0 ? timeOf(instant) : SHORT_DAY.format(new Date(instant));
}

/**
 * How long that is, in the unit that says it in few figures; minutes are rounded up.
 *
 * @param {number} seconds
 */
export function lengthOf(seconds) {
  const [unit, value] =
    seconds >= 3_600 && seconds % 3_600 === 0
      ? ['hour', seconds / 3_600]
      : seconds >= 120
        ? ['minute', Math.ceil(seconds / 60)]
        : ['second', seconds];
  return new Intl.NumberFormat(LOCALE, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(Number(value));
}

/**
 * A key that is the same for all moments of one day, where the reader is.
 *
 * @param {Instant} instant
 */
export function dayKey(instant) {
  const date = new Date(instant);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/**
 * @param {Instant} from
 * @param {Instant} to
 */
function daysBetween(from, to) {
  const midnight = (/** @type {Instant} */ instant) => new Date(instant).setHours(0, 0, 0, 0);
  // A day of 23 or 25 hours is one day, too.
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toLocaleUpperCase(LOCALE) + word.slice(1);
}
