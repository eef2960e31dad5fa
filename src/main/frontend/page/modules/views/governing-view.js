import { plain } from '../markdown/markdown.js';
import { covers } from '../store/standings.js';
import { fullTimeOf, lengthOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { find } from './dom.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 */

const SECOND_MS = 1_000;
/** Longer than this no timer of a browser waits. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * What the frame says of power: the buttons that only some people see, the badge of the inbox, the line of pinned messages, and why or
 * when one may write.
 */
export class GoverningView {
  #store;
  #intents;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Whose pins were asked for since it is in step with the server. @type {Conversation | undefined} */
  #inStep;

  /**
   * @param {Store} store
   * @param {{ decides: () => boolean, loadPins: (roomId: string) => void }} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    store.on(['session', 'room', 'rooms', 'inbox'], () => this.#buttons());
    store.on(['room', 'log', 'connection'], () => this.#pins());
    store.on(['room', 'rooms', 'composer', 'log'], () => this.#writing());
  }

  #buttons() {
    const { room, rooms, inbox, me } = this.#store;
    const { standings } = rooms;
    const governs = room !== undefined && covers(standings.power(room._id), 'moderator');
    find('#room-settings').hidden = !governs;
    find('#invite-people').hidden = governs || !room?.member || !standings.mayInvite(room._id);
    const { waiting } = inbox;
    const button = find('#inbox');
    button.hidden = !me || (waiting === 0 && !this.#intents.decides());
    const label = waiting > 0 ? text('inbox.open.count', { count: waiting }) : text('inbox.open');
    button.setAttribute('aria-label', label);
    button.title = label;
    const badge = find('#inbox-count');
    badge.hidden = waiting === 0;
    badge.textContent = text('rooms.badge', { count: waiting });
  }

  #pins() {
    const { current } = this.#store;
    if (!current?.synced) {
      this.#inStep = undefined;
    } else if (this.#inStep !== current) {
      // What was pinned while the connection was lost is told by nobody; in a room that stayed entered it is.
      const missed = this.#inStep === undefined || current.pins === undefined;
      this.#inStep = current;
      if (missed) {
        this.#intents.loadPins(current.roomId);
      }
    }
    const pins = current?.pins ?? [];
    const [last] = pins;
    find('#pins').hidden = !last;
    // Nothing of what is not pinned any more, or of another room, stays behind.
    find('#pins-words').textContent = last ? this.#words(last) : '';
    find('#pins-show').textContent = last ? text('pins.show', { count: pins.length }) : '';
  }

  /** @param {Message} pinned */
  #words(pinned) {
    return this.#store.blocks.folds(pinned)
      ? text('block.folded')
      : text('pins.line', { name: pinned.senderName, content: plain(pinned.content) });
  }

  #writing() {
    const { current, room, rooms } = this.#store;
    const silence = room?.member ? rooms.standings.silence(room._id) : undefined;
    const bar = find('#silence');
    bar.hidden = !silence;
    if (silence?.why === 'muted') {
      bar.textContent = silence.until ? text('silence.until', { until: fullTimeOf(silence.until) }) : text('silence.muted');
    } else if (silence) {
      bar.textContent = text('silence.posting');
    }
    const slowness = room?.member ? rooms.standings.slowness(room._id) : 0;
    const left = Math.ceil(((current?.slowUntil ?? 0) - Date.now()) / SECOND_MS);
    const slow = find('#slow');
    slow.hidden = slowness === 0;
    slow.textContent = left > 0 ? text('slow.wait', { time: lengthOf(left) }) : text('slow.rule', { time: lengthOf(slowness) });
    clearTimeout(this.#timer);
    const ends = silence?.why === 'muted' && silence.until ? Date.parse(silence.until) - Date.now() : 0;
    if (slowness > 0 && left > 0) {
      this.#timer = setTimeout(() => this.#writing(), SECOND_MS);
    } else if (ends > 0) {
      this.#timer = setTimeout(() => this.#store.changed('room'), Math.min(LONGEST_MS, ends + 50));
    }
  }
}
