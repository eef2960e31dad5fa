/** @import { Speech, Values } from './messages.en.js' */

/**
 * Of direct messages, members and mentions.
 *
 * @param {Speech} speech
 */
export default ({ plural, number }) =>
  /** @satisfies {Record<string, string | ((values: Values) => string)>} */ ({
    'direct.title': 'Direct messages',
    'direct.new': 'New message',
    'direct.mine': ({ content }) => `You: ${content}`,
    'direct.alone': 'Nobody else',
    'direct.write': 'Message',
    'direct.hide': 'Hide conversation',
    'direct.leave': 'Leave conversation',
    'direct.leave.title': ({ name }) => `Leave the conversation with ${name}?`,
    'direct.leave.what': 'You can’t read it any more then, and nobody can bring you back into it.',
    'direct.unreachable': 'You can’t write to this person right now.',
    'direct.unreachable.some': 'At least one of these people can’t be reached right now.',
    'direct.people': 'People',
    'direct.hint': ({ max }) => `Type a name. Up to ${number(max)} people.`,
    'direct.full': ({ max }) => `That’s everybody: a conversation has at most ${number(max)} other people.`,
    'direct.none': 'Nobody found. People you share a room with are found here.',
    'direct.remove': ({ name }) => `Remove ${name}`,
    'direct.start': 'Start',
    'direct.chosen': 'Chosen people',
    'direct.few': 'Choose at least one person.',

    'room.private': 'Private room',
    'room.out': ({ name }) => `You’re no longer in “${name}”.`,
    'room.leave.owner': 'You’re an owner of this room. If you come back, you’re only a member.',
    'room.leave.moderator': 'You’re a moderator of this room. If you come back, you’re only a member.',
    'room.leave.private': 'This room is private: you can’t come back unless somebody invites you.',

    'members.title': 'Members',
    'members.count': ({ count }) => plural(count, { one: '# member', other: '# members' }),
    'members.search': 'Find a member',
    'members.online': ({ count }) => `Online – ${number(count)}`,
    'members.offline': 'Offline',
    'members.found': 'Found',
    'members.none': 'No member has a name that begins like this.',
    'members.more': 'Show more members',
    'members.failed': 'Members couldn’t be loaded.',
    'members.owner': 'Owner',
    'members.moderator': 'Moderator',
    'members.here': 'online',

    'mentions.title': 'Mentions',
    'mentions.open': 'Mentions and replies',
    'mentions.unread': ({ count }) => plural(count, { one: '# mention or reply', other: '# mentions or replies' }),
    'mentions.mention': ({ name }) => `${name} mentioned you`,
    'mentions.reply': ({ name }) => `${name} replied to you`,
    'mentions.new': 'New',
    'mentions.none': 'Nobody has mentioned you or replied to you yet.',
    'mentions.busy': 'Loading…',
    'mentions.more': 'Show older ones',

    'switch.write': ({ name }) => `Write to ${name}`,
  });
