/**
 * What the address of the page says, after its `#`: the room that is open, a code that somebody was sent, or the admin's page.
 *
 * @typedef {'invitation' | 'register' | 'reset'} CodeKind into a room, to the site, for a new password
 */

/** The room stands in the address, so that a reload returns to it and the back button leaves it. */
export function roomInAddress() {
  return /^#room=([0-9a-f]{24})$/.exec(location.hash)?.[1] ?? '';
}

/** @param {string} roomId '' for none */
export function putRoomInAddress(roomId) {
  if (location.hash !== hashOf(roomId)) {
    // The way back does not lead into a list that was only opened to choose from.
    history[history.state?.drawer ? 'replaceState' : 'pushState'](null, '', placeOf(roomId));
  }
}

/**
 * The code of such a link, as in `/#invitation=…`; '' for none. That of an invitation into a room stays there until it is answered, also
 * over a login.
 *
 * @param {CodeKind} what
 */
export function codeInAddress(what) {
  return new RegExp(`^#${what}=([\\w-]{1,200})$`).exec(location.hash)?.[1] ?? '';
}

/**
 * The address of such a link.
 *
 * @param {CodeKind} what
 * @param {string} code
 */
export function linkTo(what, code) {
  return `${location.origin}${location.pathname}#${what}=${code}`;
}

/** A code for a password stays in no history. */
export function clearAddress() {
  history.replaceState(null, '', placeOf(''));
}

/**
 * An invitation is answered: a reload does not bring it back, but the room that is open.
 *
 * @param {string} [roomId]
 */
export function dropInvitation(roomId = '') {
  if (codeInAddress('invitation')) {
    history.replaceState(history.state, '', placeOf(roomId));
  }
}

/**
 * The admin's page stands in the address, as `/#admin` or with the part that is open, so that a reload returns to it: that part, '' for the
 * first one, or undefined if the address is another place.
 */
export function adminInAddress() {
  const found = /^#admin(?:=([a-z]+))?$/.exec(location.hash);
  return found ? (found[1] ?? '') : undefined;
}

/** @param {string} part '' for the first one */
export function putAdminInAddress(part) {
  const hash = part ? `#admin=${part}` : '#admin';
  if (location.hash !== hash) {
    // One step back leads out of it, whatever was looked at there.
    const inside = adminInAddress() !== undefined;
    history[inside ? 'replaceState' : 'pushState']({ ...(inside ? history.state : { entered: true }) }, '', hash);
  }
}

/**
 * Back to where one was, if the address is still the admin's page.
 *
 * @param {string} roomId of the room that lies under it, '' for none
 */
export function leaveAdminAddress(roomId) {
  if (adminInAddress() === undefined) {
    return;
  }
  if (history.state?.entered) {
    history.back();
  } else {
    history.replaceState(null, '', placeOf(roomId));
  }
}

/** @param {string} roomId '' for none */
const hashOf = (roomId) => (roomId ? `#room=${roomId}` : '');

/** @param {string} roomId '' for none */
const placeOf = (roomId) => hashOf(roomId) || location.pathname + location.search;
