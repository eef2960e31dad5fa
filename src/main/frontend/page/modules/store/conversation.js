import { Outbox } from './outbox.js';
import { Roster } from './roster.js';
import { Timeline } from './timeline.js';
import { Typing } from './typing.js';

/** @import { Message } from '../wire/types.js' */

/**
 * `{seq}` to be brought into sight, or the end of the log.
 *
 * @typedef {{ seq: number, end?: undefined } | { end: true, seq?: undefined }} GoTo
 */

/**
 * An end of the run that is shown, where more is fetched: why the last try failed, and whether the next one waits.
 *
 * @typedef {{ trouble: string, paused: boolean, tries: number }} Edge
 */

/** What this page knows of one room's conversation; it outlasts a visit, so coming back shows at once what was there. */
export class Conversation {
  timeline = new Timeline();
  outbox = new Outbox();
  roster = new Roster();
  typing = new Typing();

  /** What stands in the box, unsent. */
  draft = '';
  /**
   * The message that the next one answers, or undefined.
   * @type {Message | undefined}
   */
  replyTo;
  /**
   * The message that is being edited, or undefined.
   * @type {Message | undefined}
   */
  editing;
  /** What stands in the box while editing. */
  editText = '';
  /**
   * While an edit is on its way.
   *
   * @type {Promise<void> | undefined}
   */
  saving;
  /** The change number up to which every edit, deletion and reaction is known. */
  lastChange = 0;
  /** The number of the first message that was new when the reader came, or 0: the "new messages" line stands above it. */
  unreadFrom = 0;
  /**
   * A number in the run that is shown; undefined for the live one.
   * @type {number | undefined}
   */
  focus;
  /**
   * `{seq}` to be brought into sight by the next render, or `{end: true}`, or undefined.
   * @type {GoTo | undefined}
   */
  goTo;
  /**
   * The pinned messages, pinned last first; undefined while they are not known.
   * @type {Message[] | undefined}
   */
  pins;
  /** Until when slow mode lets its writer post nothing, in ms. */
  slowUntil = 0;
  /** Whether everything up to now is here, and what comes is told. */
  synced = false;
  /** What went wrong with loading, or ''. */
  trouble = '';
  /**
   * The two ends of the run that is shown, where more is fetched: why the last try failed, and whether the next one waits.
   * @type {{ older: Edge, newer: Edge }}
   */
  edges = { older: { trouble: '', paused: false, tries: 0 }, newer: { trouble: '', paused: false, tries: 0 } };
  /** Whether its room is entered, shown or not. */
  visited = false;
  /** A message is on its way right now: one at a time, so that they arrive in order. */
  posting = false;
  /** The last try to send was refused because the writer is no member any more. */
  expelled = false;

  /** @param {string} roomId */
  constructor(roomId) {
    this.roomId = roomId;
  }

  /** Whether something of its reader would be lost with it. */
  get unfinished() {
    return this.outbox.size > 0 || Boolean(this.draft || this.editing);
  }

  /**
   * The room's history begins at that number now. True if something looks different.
   *
   * @param {number} seq
   */
  expire(seq) {
    if (this.focus !== undefined && this.focus < seq) {
      this.focus = undefined;
    }
    return this.timeline.expire(seq);
  }

  /** The messages are read anew; what its reader wrote stays. */
  forgetMessages() {
    this.timeline = new Timeline();
    this.lastChange = 0;
    this.focus = undefined;
  }

  /** Nothing of what others wrote or are stays; what its reader wrote does. */
  forgetOthers() {
    this.forgetMessages();
    this.pins = undefined;
    this.replyTo = undefined;
    this.goTo = undefined;
    this.unreadFrom = 0;
    this.roster = new Roster();
    this.typing.clear();
  }

  /** What its reader wrote goes, too. */
  forgetWriting() {
    this.outbox.clear();
    this.draft = '';
    this.editing = undefined;
    this.replyTo = undefined;
  }
}
