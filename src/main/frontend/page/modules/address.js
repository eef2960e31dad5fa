/** The room stands in the address, so that a reload returns to it and the back button leaves it. */
export function roomInAddress() {
  return /^#room=([0-9a-f]{24})$/.exec(location.hash)?.[1] ?? '';
}

export function putRoomInAddress(roomId) {
  const hash = roomId ? `#room=${roomId}` : '';
  if (location.hash !== hash) {
    history.pushState(null, '', hash || location.pathname + location.search);
  }
}
