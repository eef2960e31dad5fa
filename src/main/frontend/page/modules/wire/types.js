/**
 * The shapes of what goes over the wire, as `src/docs/api.md` tells them, and the ends of the wire themselves. Types only.
 *
 * @import { Role } from '../store/standings.js'
 * @import { Api } from './api.js'
 * @import { Connection } from './connection.js'
 */

/**
 * @typedef {{ connection: Connection, api: Api }} Wire
 * @typedef {{ _id: string, name: string, image?: string, displayName?: string, admin?: boolean, awaitsAdmin?: boolean }} Person `displayName`: only
 *     where it is another than the name; told of the caller alone: whether an admin of the site, and whether that has none yet
 * @typedef {{ until: string | null, reason: string }} Suspension `until` null until it is lifted
 * @typedef {Person & { role: Role, online: boolean }} Member
 * @typedef {'open' | 'invitation' | 'closed'} Registration who may register
 * @typedef {{ _id: string, name: string, image: string, displayName?: string, since: string }} Blocked
 * @typedef {{ displayName: string | null, bio: string | null, status: string | null }} ProfileTexts
 */

/**
 * A person's card. `memberSince` is missing where nobody knows it.
 *
 * @typedef {Person & { displayName: string, image: string, bio: string, status: string, memberSince?: string }} Profile
 */

/**
 * Where somebody is logged in. `agent`: what the browser called itself; `address`: the network that it came from; both may be
 * empty.
 *
 * @typedef {{ _id: string, agent: string, address: string, since: string, lastUsed: string, until: string, current: boolean }} LoginSession
 */

/**
 * A message of a room; times are ISO 8601 in UTC. `change` counts the room's edits, deletions and reactions; a message
 * without it was never changed. `roomName` only in a search over all rooms.
 *
 * @typedef {object} Message
 * @property {string} _id
 * @property {string} room
 * @property {number} seq
 * @property {string} sender
 * @property {string} senderName
 * @property {string} [senderImage]
 * @property {string} content
 * @property {string} timestamp
 * @property {string} [editedAt]
 * @property {boolean} [deleted]
 * @property {'moderator'} [deletedBy]
 * @property {boolean} [pinned]
 * @property {number} [change]
 * @property {Quote} [replyTo]
 * @property {Mention[]} [mentions]
 * @property {Reaction[]} [reactions]
 * @property {string} [roomName]
 */

/**
 * `places`: where the text names that person, in UTF-16 code units.
 *
 * @typedef {{ userId: string, name: string, places?: { start: number, end: number }[] }} Mention
 * @typedef {{ emoji: string, count: number, users: string[] }} Reaction
 * @typedef {{ _id: string, seq: number, sender?: string, senderName: string, content: string, deleted?: boolean }} Quote
 */

/**
 * That a message names this person, or answers one of theirs.
 *
 * @typedef {{ kind: 'mention' | 'reply', message: Message, room?: { _id: string, name: string } }} MentionNotice
 */

/**
 * What a room's last message is in lists and in `rooms_changed`.
 *
 * @typedef {Pick<Message, 'sender' | 'senderName' | 'content'> & Partial<Message>} LastMessage
 */

/**
 * A room as REST, an ack or `rooms_changed` tells it; none of them tells all.
 *
 * @typedef {object} ToldRoom
 * @property {string} _id
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [creator]
 * @property {boolean} [member]
 * @property {number} [messageCount]
 * @property {number} [lastSeq]
 * @property {number} [lastRead]
 * @property {number} [lastChange]
 * @property {number} [firstSeq]
 * @property {string} [retention]
 * @property {string} [createdAt]
 * @property {string} [updatedAt]
 * @property {Message[]} [messages]
 * @property {LastMessage} [last]
 * @property {number} [memberCount]
 * @property {Person[]} [people] of a direct room, the caller among them
 * @property {Role} [role]
 * @property {string | null} [mutedUntil] null for ever
 * @property {'members' | 'moderators'} [posting]
 * @property {number} [slowMode]
 * @property {'members' | 'moderators'} [invites]
 * @property {'all' | 'joined'} [history]
 * @property {'public' | 'private'} [visibility]
 * @property {'named' | 'direct'} [kind]
 */

/**
 * @typedef {{ userId: string, userName: string }} Present
 * @typedef {{ rooms?: ToldRoom[], deleted?: string[], hidden?: { roomId: string, upTo: number }[] }} RoomNews
 */

/**
 * The ack of entering a room, or what takes its place for who only looks in. `users`: who is there, at most 200.
 *
 * @typedef {object} Entered
 * @property {ToldRoom} [room]
 * @property {number} [firstSeq]
 * @property {number} [lastSeq]
 * @property {number} [lastChange]
 * @property {Present[]} [users]
 * @property {number} [userCount]
 * @property {Role} [role]
 * @property {string | null} [mutedUntil]
 */

/** What an ack may carry besides. @typedef {Entered & { ok?: boolean, message?: Message, error?: { code?: string, message?: string, until?: string, retryAfter?: number } }} Ack */

/**
 * What the server says by itself, by event.
 *
 * @typedef {object} Told
 * @property {Message} receive_message
 * @property {Message & { roomId?: string }} message_changed
 * @property {{ roomId: string, firstSeq: number }} history_begins
 * @property {Presence} user_joined
 * @property {Presence} user_left
 * @property {{ roomId: string, member: boolean, role?: Role, mutedUntil?: string | null }} membership_changed
 * @property {{ roomId: string, kind: 'mention' | 'reply', message: Message }} mentioned
 * @property {{ roomId: string, open: number }} reports_changed
 * @property {{ room: { _id: string, name: string, description: string, memberCount: number }, by: Person }} invited
 * @property {Profile} profile_changed
 * @property {Sign} typing
 * @property {Sign} stop_typing
 * @property {ReadState} read_state
 * @property {{ rooms?: ReadState[] }} read_states
 * @property {RoomNews} rooms_changed
 * @property {{ roomId: string }} room_deleted
 * @property {{ event?: string, code?: string, message?: string, until?: string }} chat_error
 */

/**
 * @typedef {Present & { roomId: string, userCount?: number }} Presence
 * @typedef {Present & { roomId: string }} Sign
 * @typedef {{ roomId: string, lastRead: number }} ReadState
 */

/** `next`: what asks for the following page, or undefined. @template T @typedef {{ items: T[], next: string | undefined }} Listed */

/** @typedef {{ field: string, message: string }} FieldError */

export {};
