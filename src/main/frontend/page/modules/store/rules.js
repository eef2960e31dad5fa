import { text } from '../texts/texts.js';

/** The server's default limits, in characters. They may be configured, so the server has the last word; these spare a round trip. */
export const LIMITS = Object.freeze({
  content: { min: 1, max: 2000 },
  roomName: { min: 1, max: 50 },
  description: { min: 0, max: 200 },
  userName: { min: 2, max: 30 },
  password: { min: 8, max: 128 },
});

/** What is wrong with a field's value, in plain words; the empty string if nothing is. Counts code points, as people do. */
export function complaint(field, value) {
  const { min, max } = LIMITS[field];
  const subject = text(`rule.${field}`);
  const length = [...value].length;
  if (length < min) {
    return min === 1 ? text('rule.empty', { subject }) : text('rule.short', { subject, min });
  }
  return length > max ? text('rule.long', { subject, max, length }) : '';
}

/** A text as names are compared and texts are searched: in whatever form and case it is typed, without what nobody sees. */
export const folded = (words) => words.normalize('NFKC').toUpperCase().toLowerCase().replace(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC');
