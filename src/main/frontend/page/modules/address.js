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
