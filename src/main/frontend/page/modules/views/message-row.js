import { hasReacted } from '../actions/changing.js';
import { plain } from '../markdown/markdown.js';
import { fullTimeOf, timeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { avatar, button, cardOpener, element } from './dom.js';
import { condense } from './log-rows.js';
import { contentOf } from './markdown-view.js';
import { bothNames } from './names.js';

/**
 * @import { Entry } from '../store/outbox.js'
 * @import { Notice } from '../store/timeline.js'
 * @import { Message, Person, Quote, Reaction } from '../wire/types.js'
 */

/**
 * @typedef {(userId: string) => string | undefined} NameOf
 * @typedef {(userId: string, name: string) => string | undefined} DisplayNameOf
 * @typedef {(message: Message, emoji: string) => void} React
 */

const NAMES_SHOWN = 10;
/** In the order of telling. */
const KINDS = /** @type {const} */ (['joined', 'left', 'visited', 'returned']);

/**
 * The parts of a stored message's row.
 *
 * @param {Message} message
 * @param {{ me: Person, nameOf: NameOf, imageOf: NameOf, displayNameOf: DisplayNameOf, row?: { folded?: boolean, foldedQuote?: boolean } }} context
 * @param {{ jumpTo: (quoted: Quote) => void, react: React, unfold: (message: Message) => void }} intents
 */
export function messageParts(message, context, intents) {
  const { me, row } = context;
  if (row?.folded) {
    return [foldOf(message, intents.unfold)];
  }
  const image = context.imageOf(message.sender) ?? message.senderImage;
  /** @type {HTMLElement[]} */
  const parts = [cardOpener(avatar(message.sender, message.senderName, image), message.sender), headOf(message, context)];
  if (message.deleted) {
    return [...parts, element('p', { className: 'tombstone' }, text(message.deletedBy ? 'log.deleted.moderator' : 'log.deleted'))];
  }
  if (message.replyTo) {
    parts.push(quoteOf(message.replyTo, row?.foldedQuote === true, context, intents.jumpTo));
  }
  parts.push(contentOf(message, me._id));
  const { reactions = [] } = message;
  if (reactions.length > 0) {
    parts.push(element('div', { className: 'reactions' }, ...reactions.map((one) => reactionOf(message, one, context, intents.react))));
  }
  return parts;
}

/**
 * @param {Message} message
 * @param {Person} me
 */
export function isMentioned(message, me) {
  return message.mentions?.some(({ userId }) => userId === me._id) ?? false;
}

/**
 * A message that the server does not have yet.
 *
 * @param {Entry} entry
 * @param {Person} me
 * @param {boolean} connected
 * @param {{ retry: (clientId: string) => void, discard: (clientId: string) => void }} intents
 */
export function sendingParts(entry, me, connected, intents) {
  const failed = entry.state === 'failed';
  const waiting = !failed && !connected && !entry.sending;
  const state = failed ? 'log.failed' : waiting ? 'log.waiting' : 'log.pending';
  const discard = () => button(text('log.discard'), () => intents.discard(entry.clientId), { className: 'quiet slim' });
  const head = element(
    'header',
    {},
    element('span', { className: 'sender' }, bothNames(me._id, me.name, me.displayName)),
    ' ',
    element('span', { className: 'state' }, text(state)),
  );
  if (waiting) {
    head.append(' ', discard());
  }
  /** @type {HTMLElement[]} */
  const parts = [avatar(me._id, me.name, me.image), head];
  if (entry.replyTo) {
    parts.push(
      element(
        'p',
        { className: 'quote' },
        element('span', { className: 'quote-name' }, entry.replyTo.senderName),
        ' ',
        plain(entry.replyTo.content),
      ),
    );
  }
  parts.push(contentOf(entry, me._id));
  if (failed) {
    const retry = button(text('log.retry'), () => intents.retry(entry.clientId), { className: 'slim' });
    parts.push(element('p', { className: 'failure' }, element('span', {}, entry.error), ' ', retry, ' ', discard()));
  }
  return parts;
}

/**
 * @param {Notice[]} notices
 * @param {number} at when the last of them was, in ms
 */
export function noticeParts(notices, at) {
  const people = condense(notices);
  const clauses = KINDS.filter((kind) => people[kind].length > 0).map((kind) => text(`log.${kind}`, { names: shortened(people[kind]) }));
  return [`${clauses.join(' · ')} `, element('time', { dateTime: new Date(at).toISOString(), title: fullTimeOf(at) }, timeOf(at))];
}

/**
 * @param {string} at
 * @param {string} words
 */
export function dayParts(at, words) {
  return [element('time', { dateTime: at, title: fullTimeOf(at) }, words)];
}

/**
 * @param {Message} message
 * @param {{ displayNameOf: DisplayNameOf }} context
 */
function headOf({ sender, senderName, timestamp, editedAt, deleted, pinned }, { displayNameOf }) {
  // By keyboard the message's own actions lead there: a stop at each name would be in the way.
  const name = element(
    'button',
    { type: 'button', className: 'sender', tabIndex: -1 },
    bothNames(sender, senderName, displayNameOf(sender, senderName)),
  );
  const head = element(
    'header',
    {},
    cardOpener(name, sender),
    ' ',
    element('time', { dateTime: timestamp, title: fullTimeOf(timestamp) }, timeOf(timestamp)),
  );
  if (editedAt && !deleted) {
    head.append(' ', element('span', { className: 'edited', title: fullTimeOf(editedAt) }, `(${text('log.edited')})`));
  }
  if (pinned && !deleted) {
    head.append(' ', element('span', { className: 'pinned' }, text('pins.mark')));
  }
  return head;
}

/**
 * @param {Message} message
 * @param {(message: Message) => void} unfold
 */
function foldOf(message, unfold) {
  const show = button(text('block.show'), () => unfold(message), { className: 'quiet slim', 'data-key': 'unfold' });
  return element('p', { className: 'fold' }, text('block.folded'), ' · ', show);
}

/**
 * @param {Quote} quoted
 * @param {boolean} folded
 * @param {{ displayNameOf: DisplayNameOf }} context
 * @param {(quoted: Quote) => void} jumpTo
 */
function quoteOf(quoted, folded, { displayNameOf }, jumpTo) {
  if (folded) {
    const fold = element(
      'button',
      { type: 'button', className: 'quote' },
      element('span', { className: 'quote-text' }, text('block.folded')),
    );
    fold.addEventListener('click', () => jumpTo(quoted));
    return fold;
  }
  const words = quoted.deleted ? text('log.quote.deleted') : plain(quoted.content);
  const quote = element(
    'button',
    { type: 'button', className: 'quote', title: text('log.quote', { name: quoted.senderName }) },
    element('span', { className: 'quote-name' }, quotedNames(quoted, displayNameOf)),
    ' ',
    element('span', { className: quoted.deleted ? 'quote-text tombstone' : 'quote-text' }, words),
  );
  quote.addEventListener('click', () => jumpTo(quoted));
  return quote;
}

/**
 * Old quotes do not tell whose they are.
 *
 * @param {Quote} quoted
 * @param {DisplayNameOf} displayNameOf
 */
function quotedNames({ sender = '', senderName }, displayNameOf) {
  return bothNames(sender, senderName, displayNameOf(sender, senderName));
}

/**
 * @param {Message} message
 * @param {Reaction} reaction
 * @param {{ me: Person, nameOf: NameOf }} context
 * @param {React} react
 */
function reactionOf(message, { emoji, count, users }, { me, nameOf }, react) {
  const mine = hasReacted(message, emoji, me._id);
  const known = users
    .map((userId) => (userId === me._id ? text('reaction.you') : nameOf(userId)))
    .filter((name) => name !== undefined)
    .slice(0, NAMES_SHOWN);
  const names = text('reaction.names', { names: known, others: Math.max(count, users.length) - known.length });
  const chip = element(
    'button',
    {
      type: 'button',
      className: 'reaction',
      'aria-pressed': String(mine),
      'aria-label': text('reaction.label', { emoji, count, name: names }),
      'data-key': `reaction-${emoji}`,
      'data-tip': names,
    },
    element('span', { className: 'emoji' }, emoji),
    ' ',
    element('span', {}, String(count)),
  );
  chip.addEventListener('click', () => react(message, emoji));
  return chip;
}

/** @param {string[]} names */
function shortened(names) {
  return names.length <= 4 ? names : [...names.slice(0, 3), text('log.others', { count: names.length - 3 })];
}
