import account from './account.en.js';
import admin from './admin.en.js';
import governing from './governing.en.js';
import people from './people.en.js';

/**
 * What a text may have gaps for.
 *
 * @typedef {object} Values
 * @property {number} attempt
 * @property {string} by
 * @property {string} content
 * @property {number} count
 * @property {string} emoji
 * @property {number} length
 * @property {number} max
 * @property {number} min
 * @property {boolean} more
 * @property {string} name
 * @property {string[]} names
 * @property {number} others
 * @property {string} room
 * @property {number} seconds
 * @property {string} since
 * @property {string} time
 * @property {string} title
 * @property {string} until
 * @property {string} what
 * @property {string} why
 */

/**
 * @typedef {object} Speech
 * @property {(count: number, forms: { [form in Intl.LDMLPluralRule]?: string } & { other: string }) => string} plural
 * @property {(value: number) => string} number
 * @property {(items: string[]) => string} list
 */

/**
 * Every text of the page, in English. A key names a text, or a function of the values in it; `plural` takes the forms that
 * the language has, `number` and `list` write numbers and enumerations. Nothing here is markup.
 *
 * @param {Speech} speech
 */
export default ({ plural, number, list }) =>
  /** @satisfies {Record<string, string | ((values: Values) => string)>} */ ({
    ...people({ plural, number, list }),

    ...account(),
    ...governing({ plural, number, list }),

    ...admin({ plural, number, list }),
    'app.name': 'AniPub Chat',
    'app.tagline': 'Live chat rooms for anime fans.',
    'app.loading': 'Loading…',

    'door.name': 'Name',
    'door.password': 'Password',
    'door.hint': 'New here? Choose a password of at least 8 characters.',
    'door.stay': 'Stay signed in',
    'door.login': 'Log in',
    'door.register': 'Register',
    'door.fill.name': 'Enter your name.',
    'door.fill.password': 'Enter your password.',
    'door.again': 'Please log in again.',
    'door.ended': 'You have been logged out.',
    'door.logout': 'Log out',
    'door.logout.title': 'Log out?',
    'door.logout.failed': ({ why }) => `You’re still logged in. ${why}`,
    'door.logout.unsent': ({ count }) =>
      plural(count, {
        one: 'One message hasn’t been sent yet and will be lost.',
        other: '# messages haven’t been sent yet and will be lost.',
      }),

    'connection.connecting': 'Connecting…',
    'connection.reconnecting': ({ attempt, since }) =>
      `Connection lost at ${since}. Reconnecting${attempt > 0 ? ` (attempt ${number(attempt)})` : ''}…`,
    'connection.offline': ({ since }) => `Offline since ${since}. Messages will be sent when you’re back.`,
    'connection.syncing': 'Catching up…',
    'connection.connected': 'Connected',
    'connection.now': 'Try now',

    'theme.system': 'Theme: system',
    'theme.light': 'Theme: light',
    'theme.dark': 'Theme: dark',

    'rooms.title': 'Rooms',
    'rooms.search': 'Search rooms',
    'rooms.search.placeholder': 'Find a room',
    'rooms.new': 'New room',
    'rooms.mine': 'Your rooms',
    'rooms.others': 'Other rooms',
    'rooms.more': 'Show more rooms',
    'rooms.read': 'Mark all as read',
    'rooms.none': 'No rooms yet. Create the first one.',
    'rooms.nomatch': 'No rooms match. Try another word, or create one.',
    'rooms.quiet': 'No messages yet',
    'rooms.last': ({ name, content }) => `${name}: ${content}`,
    'rooms.unread': ({ count }) => plural(count, { one: '# unread message', other: '# unread messages' }),
    'rooms.badge': ({ count }) => (count > 99 ? `${number(99)}+` : number(count)),
    'rooms.switch': 'Go to a room',
    'rooms.switch.label': 'Search by name',
    'rooms.switch.none': 'No matching rooms.',

    'room.choose': 'Choose a room',
    'room.choose.how': 'Pick one to start chatting, or create a new one.',
    'room.first': 'Create a room',
    'room.all': 'All rooms',
    'room.leave': 'Leave room',
    'room.leave.title': ({ name }) => `Leave “${name}”?`,
    'room.leave.unsent': 'Anything you wrote here but haven’t sent will be lost.',
    'room.preview': ({ room }) => `You’re viewing ${room}. Join to post.`,
    'room.join': 'Join',
    'room.settings': 'Room settings',
    'room.search': 'Search messages',
    'room.new': 'New room',
    'room.name': 'Room name',
    'room.description': 'Description (optional)',
    'room.retention': 'Keep messages for',
    'room.retention.servers': 'as long as the server does',
    'room.retention.day': 'a day',
    'room.retention.week': 'a week',
    'room.retention.month': '30 days',
    'room.retention.year': 'a year',
    'room.create': 'Create room',
    'room.save': 'Save',
    'room.delete': 'Delete room',
    'room.delete.title': ({ name }) => `Delete “${name}”?`,
    'room.delete.what': 'This deletes the room and all its messages for everyone. It can’t be undone.',
    'room.deleted': ({ name }) => `“${name}” was deleted by its owner. Choose another room.`,
    'room.empty': 'No messages yet. Say hello.',
    'room.loading': 'Loading messages…',
    'room.failed': 'Messages couldn’t be loaded.',
    'room.older': 'Show earlier messages',
    'room.again': 'Try again',
    'room.beginning': 'This is the beginning of the room.',
    'room.conversation': 'Conversation',
    'room.messages': 'Messages',

    'people.online': 'Online',
    'people.you': ({ name }) => `${name} (you)`,
    'people.beyond': ({ count }) => plural(count, { one: 'and # more', other: 'and # more' }),
    'people.notices': 'Show joins and leaves',

    'card.since': ({ since }) => `Here since ${since}`,

    'account.open': 'Your account',
    'account.edit': 'Edit profile',
    'account.profile': 'Profile',
    'account.name': 'Display name',
    'account.status': 'Status',
    'account.bio': 'About you',
    'account.saved': 'Saved.',
    'account.picture': 'Picture',
    'account.file': 'Choose a PNG, JPEG or WebP',
    'account.crop': 'The part that is used',
    'account.zoom': 'Zoom',
    'account.across': 'Left to right',
    'account.down': 'Top to bottom',
    'account.use': 'Use this picture',
    'account.remove': 'Remove picture',
    'account.unreadable': 'This file can’t be read as a picture.',

    'log.joined': ({ names }) => `${list(names)} joined the chat`,
    'log.left': ({ names }) => `${list(names)} left the chat`,
    'log.visited': ({ names }) => `${list(names)} stopped by`,
    'log.returned': ({ names }) => `${list(names)} left and came back`,
    'log.others': ({ count }) => plural(count, { one: '# other', other: '# others' }),
    'log.new': 'New messages',
    'log.unread': ({ count }) => plural(count, { one: '# new message', other: '# new messages' }),
    'log.unread.show': 'Jump to first unread',
    'log.unread.read': 'Mark as read',
    'log.newest': 'Newest messages',
    'log.missed': ({ count }) => plural(count, { one: 'You missed # message.', other: 'You missed # messages.' }),
    'log.edited': 'edited',
    'log.deleted': 'This message was deleted.',
    'log.deleted.moderator': 'This message was deleted by a moderator.',
    'log.pending': 'Sending…',
    'log.waiting': 'Waiting for the connection…',
    'log.failed': 'Not sent',
    'log.retry': 'Retry',
    'log.discard': 'Discard',
    'log.quote': ({ name }) => `Replying to ${name}. Jump to the message.`,
    'log.quote.deleted': 'The original message was deleted.',

    'actions.label': ({ name }) => `Actions for ${name}’s message`,
    'actions.card': 'Profile',
    'actions.react': 'React',
    'actions.react.with': ({ emoji }) => `React with ${emoji}`,
    'actions.reply': 'Reply',
    'actions.edit': 'Edit',
    'actions.delete': 'Delete message',
    'actions.delete.title': 'Delete this message?',
    'actions.delete.what': 'Others will see that a message was deleted.',
    'actions.more': 'More',
    'actions.gone': 'This message is no longer available.',

    'reaction.label': ({ emoji, count, name }) => `${emoji} ${number(count)}: ${name}`,
    'reaction.you': 'you',
    'reaction.names': ({ names, others }) => list(others > 0 ? [...names, plural(others, { one: '# other', other: '# others' })] : names),

    'typing.one': ({ names }) => `${names[0]} is typing…`,
    'typing.two': ({ names }) => `${list(names)} are typing…`,
    'typing.many': ({ names, count }) => `${list([...names, plural(count, { one: '# other', other: '# others' })])} are typing…`,

    'composer.message': 'Message',
    'composer.placeholder': ({ room }) => `Write to ${room}`,
    'composer.send': 'Send',
    'composer.save': 'Save',
    'composer.hint.touch': 'Enter adds a new line.',
    'composer.hint': 'Enter sends, Shift+Enter adds a new line.',
    'composer.emoji': 'Emoji',
    'composer.editing': 'Editing your message',
    'composer.replying': ({ name }) => `Replying to ${name}`,
    'composer.cancel': 'Cancel',
    'composer.left': ({ count }) => plural(count, { one: '# character left', other: '# characters left' }),
    'composer.over': ({ count }) => plural(count, { one: '# character too many', other: '# characters too many' }),
    'composer.people': 'People to mention',
    'composer.people.found': ({ count }) =>
      plural(count, {
        one: '# person found. Use the arrow keys, then Enter to select.',
        other: '# people found. Use the arrow keys, then Enter to select.',
      }),

    'emoji.title': 'Choose an emoji',
    'emoji.search': 'Search emoji',
    'emoji.none': 'No emoji found.',
    'emoji.failed': 'Emoji couldn’t be loaded. Reload the page and try again.',
    'emoji.recent': 'Recently used',

    'search.title': 'Search messages',
    'search.words': 'Search for',
    'search.go': 'Search',
    'search.where': 'Where',
    'search.here': 'This room',
    'search.everywhere': 'All my rooms',
    'search.close': 'Close search',
    'search.start': 'Search this room, or all rooms you’re in.',
    'search.busy': 'Searching…',
    'search.found': ({ count, more }) =>
      more
        ? `${plural(count, { one: '# result so far', other: '# results so far' })}`
        : plural(count, { one: '# result', other: '# results' }),
    'search.none': 'Nothing found. Try fewer or other words.',
    'search.more': 'Search older messages',

    'help.title': 'Keyboard shortcuts',
    'help.open': 'Keyboard shortcuts',
    'help.close': 'Close',
    'help.enter': 'Send the message',
    'help.shift-enter': 'Add a new line',
    'help.up': 'Edit your last message (when the box is empty)',
    'help.esc': 'Cancel, close, or return to the message box',
    'help.rooms': 'Go to a room or a person by name',
    'help.search': 'Search messages (outside text fields)',
    'help.next': 'Next or previous room in the list',
    'help.unread': 'Next or previous room with unread messages',
    'help.messages': 'Move between messages',
    'help.help': 'Show this help',
    'help.writing':
      'Formatting: **bold**, *italic*, ~~strikethrough~~, `code`, ``` for blocks, > quote, - or 1. list, [text](address), @name for mentions, \\* for a plain *.',

    'dialog.cancel': 'Cancel',
    link: 'Link',
    'link.copy': 'Copy link',
    'link.copied': 'Copied.',
    'link.byhand': 'It couldn’t be copied. It’s selected: copy it by hand.',
    'alert.dismiss': 'Dismiss',

    'title.unread': ({ count, title }) => `(${number(count)}) ${title}`,
    'title.room': ({ room, title }) => `${room} – ${title}`,

    'rule.content.empty': 'Write a message first.',
    'rule.content.long': ({ max, length }) => `A message can have at most ${max} characters; this one has ${length}.`,
    'rule.roomName.empty': 'Enter a room name.',
    'rule.roomName.long': ({ max, length }) => `A room name can have at most ${max} characters; this one has ${length}.`,
    'rule.description.long': ({ max, length }) => `A description can have at most ${max} characters; this one has ${length}.`,
    'rule.userName.short': ({ min }) => `A name needs at least ${min} characters.`,
    'rule.userName.long': ({ max, length }) => `A name can have at most ${max} characters; this one has ${length}.`,
    'rule.password.short': ({ min }) => `Use at least ${min} characters for your password.`,
    'rule.password.long': ({ max, length }) => `A password can have at most ${max} characters; this one has ${length}.`,

    'error.unauthorized': 'Please log in again.',
    'error.forbidden': 'You don’t have permission to do that.',
    'error.not_a_member': 'You’re not a member of this room. Join to post.',
    'error.banned': 'You’re banned from this room.',
    'error.kicked': 'You were removed from this room and can’t join it yet.',
    'error.muted': 'You’re muted in this room.',
    'error.until': ({ why, until }) => `${why} This ends on ${until}.`,
    'error.unreachable': 'This person can’t be reached.',
    'error.room_not_found': 'This room does not exist.',
    'error.message_not_found': 'This message does not exist.',
    'error.invitation_not_found': 'This invitation doesn’t count any more.',
    'error.member_not_found': 'This person isn’t a member of this room.',
    'error.report_not_found': 'This report does not exist.',
    'error.invalid': 'That didn’t work. Check what you entered.',
    'error.too_long': 'This is too long.',
    'error.conflict': 'That name is already taken.',
    'error.last_owner': 'You’re the only owner of this room. Make someone else an owner first, or delete the room.',
    'error.rate_limited': 'You’re going too fast. Wait a moment, then try again.',
    'error.rate_limited.short': 'You’re going too fast.',
    'error.too_fast': 'This room is in slow mode. Wait before you post again.',
    'error.again': ({ seconds }) => plural(seconds, { one: 'Try again in # second.', other: 'Try again in # seconds.' }),
    'error.unavailable': 'The server is unavailable right now. Try again in a moment.',
    'error.internal': 'Something went wrong on the server. Try again in a moment.',
    'error.network': 'Can’t reach the server. Check your connection and try again.',
    'error.timeout': 'The server took too long to answer. Try again.',
    'error.fault': 'Something went wrong on this page. Reload it and try again.',
  });
