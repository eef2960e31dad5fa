/** The admin's page stands in the address, as `/#admin` or with the part that is open, so that a reload returns to it. */

/** The part that is open, '' for the first one, or undefined if the address is another place. */
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
    history.replaceState(null, '', roomId ? `#room=${roomId}` : location.pathname + location.search);
  }
}
