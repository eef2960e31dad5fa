/** The words of the wire, each in this one place: what the page says and hears over Socket.IO. */
export const EVENTS = Object.freeze({
  enterRoom: 'enter_room',
  leaveRoom: 'leave_room',
  sendMessage: 'send_message',
  editMessage: 'edit_message',
  deleteMessage: 'delete_message',
  addReaction: 'add_reaction',
  removeReaction: 'remove_reaction',
  markRead: 'mark_read',
  receiveMessage: 'receive_message',
  messageChanged: 'message_changed',
  historyBegins: 'history_begins',
  userJoined: 'user_joined',
  userLeft: 'user_left',
  membershipChanged: 'membership_changed',
  profileChanged: 'profile_changed',
  typing: 'typing',
  stopTyping: 'stop_typing',
  readState: 'read_state',
  readStates: 'read_states',
  roomsChanged: 'rooms_changed',
  roomDeleted: 'room_deleted',
  chatError: 'chat_error',
});

/** The codes of errors that the page decides by; each has its words in the message file. */
export const CODES = Object.freeze({
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  notAMember: 'not_a_member',
  roomNotFound: 'room_not_found',
  messageNotFound: 'message_not_found',
  invalid: 'invalid',
  tooLong: 'too_long',
  conflict: 'conflict',
  rateLimited: 'rate_limited',
  unavailable: 'unavailable',
  internal: 'internal',
  // The page's own, for what no server said.
  network: 'network',
  timeout: 'timeout',
  fault: 'fault',
});
