/** What a link to the door brings along. */

/**
 * The code that stands in the address, as in `/#invitation=…` (into a room), `/#register=…` (to the site) or `/#reset=…`; '' for
 * none.
 *
 * @param {'invitation' | 'register' | 'reset'} what
 */
export function codeInAddress(what) {
  return new RegExp(`^#${what}=([\\w-]{1,200})$`).exec(location.hash)?.[1] ?? '';
}

/** A code for a password stays in no history. */
export function clearAddress() {
  history.replaceState(null, '', location.pathname + location.search);
}

/**
 * The address of such a link.
 *
 * @param {'invitation' | 'register' | 'reset'} what
 * @param {string} code
 */
export function linkTo(what, code) {
  return `${location.origin}${location.pathname}#${what}=${code}`;
}
