/** What is loaded when somebody governs a room, or has something in the inbox, for the first time. */
export { Acts } from './acts.js';
export { openInbox } from './inbox.js';
export { openInvitation } from './invitation.js';
export { openNewRoom } from './new-room.js';
export { openPins } from './pins.js';
export { openSettings } from './settings.js';
