/** The emoji of the picker; `build.mjs` makes it. */
declare module 'anipub:emoji' {
  const groups: import('./modules/emoji/search.js').Group[];
  export default groups;
}

interface Window {
  /** The Socket.IO client, which the server hands out. */
  io: typeof import('socket.io-client').io;
}
