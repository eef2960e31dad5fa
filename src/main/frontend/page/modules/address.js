/** The room stands in the address, so that a reload returns to it and the back button leaves it. */
export function roomInAddress() {
  return /^#room=([0-9a-f]{24})$/.exec(location.hash)?.[1] ?? '';
}

/** @param {string} roomId '' for none */
export function putRoomInAddress(roomId) {
  const hash = roomId ? `#room=${roomId}` : '';
  if (location.hash !== hash) {
    const place = hash || location.pathname + location.search;
    // The way back does not lead into a list that was only opened to choose from.
    history[history.state?.drawer ? 'replaceState' : 'pushState'](null, '', place);
  }
}

/** The code of an invitation, as the link has it that somebody was sent; '' for none. It stays there until it is answered. */
export function invitationInAddress() {
  return /^#invitation=([\w-]{1,100})$/.exec(location.hash)?.[1] ?? '';
}

/**
 * The invitation is answered: a reload does not bring it back, but the room that is open.
 *
 * @param {string} [roomId]
 */
export function dropInvitation(roomId = '') {
  if (invitationInAddress()) {
    history.replaceState(history.state, '', roomId ? `#room=${roomId}` : location.pathname + location.search);
  }
}
