/** Written without spaces between words, or with endings that follow a name at once; the server has the same list. */
export const SCRIPTS =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Bopo}\\p{scx=Yiii}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';

/** A letter of such a script, as part of a regular expression with the flag `u`. */
export const UNSPACED = `(?=[\\p{L}\\p{M}])[${SCRIPTS}]`;

/**
 * The language of a text as far as its script shows it: the same Han characters are drawn in several ways.
 *
 * @param {string} text
 */
export function languageOf(text) {
  if (/[\p{sc=Hira}\p{sc=Kana}]/u.test(text)) {
    return 'ja';
  }
  return /\p{sc=Hang}/u.test(text) ? 'ko' : undefined;
}
