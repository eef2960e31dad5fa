const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** Times as the reader's locale and time zone write them. */
export const timeOf = (instant) => TIME.format(new Date(instant));
export const dayOf = (instant) => DAY.format(new Date(instant));
export const fullTimeOf = (instant) => FULL.format(new Date(instant));
