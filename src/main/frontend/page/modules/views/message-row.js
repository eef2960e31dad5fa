import { hasReacted } from '../actions/changing.js';
import { plain } from '../markdown/markdown.js';
import { fullTimeOf, timeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { condense } from './log-rows.js';
import { avatar, button, element } from './dom.js';
import { contentOf } from './markdown-view.js';

const NAMES_SHOWN = 10;

/** The parts of a stored message's row. `context`: `{me, nameOf(userId)}`; `intents`: `jumpTo(message)`, `react(message, emoji)`. */
export function messageParts(message, { me, nameOf }, intents) {
  const parts = [avatar(message.sender, message.senderName, message.senderImage), headOf(message)];
  if (message.deleted) {
    return [...parts, element('p', { className: 'tombstone' }, text('log.deleted'))];
  }
  if (message.replyTo) {
    parts.push(quoteOf(message, intents));
  }
  parts.push(contentOf(message, me._id));
  if (message.reactions?.length > 0) {
    parts.push(element('div', { className: 'reactions' }, ...message.reactions.map((one) => reactionOf(message, one, me, nameOf, intents))));
  }
  return parts;
}

export function isMentioned(message, me) {
  return message.mentions?.some(({ userId }) => userId === me._id) ?? false;
}

/** A message that the server does not have yet. */
export function sendingParts(entry, me, connected, intents) {
  const failed = entry.state === 'failed';
  const waiting = !failed && !connected && !entry.sending;
  const state = failed ? 'log.failed' : waiting ? 'log.waiting' : 'log.pending';
  const discard = () => button(text('log.discard'), () => intents.discard(entry.clientId), { className: 'quiet slim' });
  const head = element('header', {}, element('span', { className: 'sender' }, me.name), ' ', element('span', { className: 'state' }, text(state)));
  if (waiting) {
    head.append(' ', discard());
  }
  const parts = [avatar(me._id, me.name, me.image), head];
  if (entry.replyTo) {
    parts.push(element('p', { className: 'quote' }, element('span', { className: 'quote-name' }, entry.replyTo.senderName), ' ', plain(entry.replyTo.content)));
  }
  parts.push(contentOf(entry, me._id));
  if (failed) {
    const retry = button(text('log.retry'), () => intents.retry(entry.clientId), { className: 'slim' });
    parts.push(element('p', { className: 'failure' }, element('span', {}, entry.error), ' ', retry, ' ', discard()));
  }
  return parts;
}

export function noticeParts(notices) {
  const people = condense(notices);
  const clauses = Object.entries(people)
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => text(`log.${what}`, { names: shortened(names) }));
  const { at } = notices.at(-1);
  return [`${clauses.join(' · ')} `, element('time', { dateTime: new Date(at).toISOString(), title: fullTimeOf(at) }, timeOf(at))];
}

export function dayParts(at, words) {
  return [element('time', { dateTime: at, title: fullTimeOf(at) }, words)];
}

function headOf({ senderName, timestamp, editedAt, deleted }) {
  const head = element(
    'header',
    {},
    element('span', { className: 'sender' }, senderName),
    ' ',
    element('time', { dateTime: timestamp, title: fullTimeOf(timestamp) }, timeOf(timestamp)),
  );
  if (editedAt && !deleted) {
    head.append(' ', element('span', { className: 'edited', title: fullTimeOf(editedAt) }, `(${text('log.edited')})`));
  }
  return head;
}

function quoteOf({ replyTo }, intents) {
  const words = replyTo.deleted ? text('log.quote.deleted') : plain(replyTo.content);
  const quote = element(
    'button',
    { type: 'button', className: 'quote', title: text('log.quote', { name: replyTo.senderName }) },
    element('span', { className: 'quote-name' }, replyTo.senderName),
    ' ',
    element('span', { className: replyTo.deleted ? 'quote-text tombstone' : 'quote-text' }, words),
  );
  quote.addEventListener('click', () => intents.jumpTo(replyTo));
  return quote;
}

function reactionOf(message, { emoji, count, users }, me, nameOf, intents) {
  const mine = hasReacted(message, emoji, me._id);
  const known = users.map((userId) => (userId === me._id ? text('reaction.you') : nameOf(userId))).filter(Boolean).slice(0, NAMES_SHOWN);
  const names = text('reaction.names', { names: known, others: Math.max(count, users.length) - known.length });
  const chip = element(
    'button',
    {
      type: 'button',
      className: 'reaction',
      'aria-pressed': String(mine),
      'aria-label': text('reaction.label', { emoji, count, names }),
      'data-key': `reaction-${emoji}`,
      'data-tip': names,
    },
    element('span', { className: 'emoji' }, emoji),
    ' ',
    element('span', {}, String(count)),
  );
  chip.addEventListener('click', () => intents.react(message, emoji));
  return chip;
}

function shortened(names) {
  return names.length <= 4 ? names : [...names.slice(0, 3), text('log.others', { count: names.length - 3 })];
}
