import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { Fields } from '../views/fields.js';
import { field } from '../views/form.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { RoomChange } from '../wire/governing-api.js'
 */

/** @typedef {Required<Omit<RoomChange, 'confirm' | 'retention'>> & { retention: string }} Settings */

/** @type {[string, TextKey][]} */
const RETENTIONS = [
  ['', 'room.retention.servers'],
  ['P1D', 'room.retention.day'],
  ['P7D', 'room.retention.week'],
  ['P30D', 'room.retention.month'],
  ['P1Y', 'room.retention.year'],
];
/** @type {[string, TextKey][]} */
const SLOW = [
  ['0', 'room.slow.off'],
  ['5', 'room.slow.5'],
  ['30', 'room.slow.30'],
  ['60', 'room.slow.60'],
  ['300', 'room.slow.300'],
  ['3600', 'room.slow.3600'],
  ['21600', 'room.slow.21600'],
];
/** @type {[string, TextKey][]} */
const VISIBILITIES = [
  ['public', 'room.visibility.public'],
  ['private', 'room.visibility.private'],
];
/** @type {[string, TextKey][]} */
const WHO = [
  ['members', 'room.who.members'],
  ['moderators', 'room.who.moderators'],
];
/** @type {[string, TextKey][]} */
const HISTORIES = [
  ['all', 'room.history.all'],
  ['joined', 'room.history.joined'],
];

/**
 * The form of a room: all of its settings, or what a new one needs. `save` throws what went wrong.
 *
 * @param {Settings} was
 * @param {{ brief: boolean, yes: string, buttons: HTMLElement[], save: (change: Partial<Settings>) => Promise<unknown> }} how
 */
export function roomForm(was, { brief, yes, buttons, save }) {
  const name = field('form-name', 'name', text('room.name'), { value: was.name });
  const description = field('form-description', 'description', text('room.description'), { value: was.description });
  const retention = choice('retention', 'room.retention', RETENTIONS, was.retention);
  const visibility = choice('visibility', 'room.visibility', VISIBILITIES, was.visibility);
  const history = choice('history', 'room.history', HISTORIES, was.history);
  const posting = choice('posting', 'room.posting', WHO, was.posting);
  const slowMode = choice('slowMode', 'room.slow', SLOW, String(was.slowMode));
  const invites = choice('invites', 'room.invites', WHO, was.invites);
  const choices = brief ? [visibility, retention] : [visibility, history, retention, posting, slowMode, invites];
  const rest = element('p', { className: 'field-error', role: 'alert' });
  const submit = element('button', { type: 'submit', className: 'primary' }, yes);
  const form = element(
    'form',
    { method: 'post', noValidate: true },
    ...name.nodes,
    ...description.nodes,
    element('div', { className: 'field-pairs' }, ...choices.map(({ node }) => node)),
    rest,
    element('div', { className: 'buttons' }, submit, ...buttons),
  );
  const fields = new Fields(form, rest);
  // In a public room everybody reads all there is.
  const fit = () => {
    history.node.hidden = visibility.control.value === 'public';
  };
  visibility.control.addEventListener('change', fit);
  fit();

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    fields.clear();
    const now = {
      name: name.input.value.trim(),
      description: description.input.value.trim(),
      retention: retention.control.value,
      visibility: visibility.control.value,
      history: history.control.value,
      posting: posting.control.value,
      slowMode: Number(slowMode.control.value),
      invites: invites.control.value,
    };
    if (fields.complain({ name: complaint('roomName', now.name), description: complaint('description', now.description) })) {
      return;
    }
    submit.disabled = true;
    try {
      await save(changes(was, /** @type {Settings} */ (now)));
    } catch (cause) {
      const error = asChatError(cause);
      fields.complainOf(error, error.code === CODES.conflict ? 'name' : undefined);
    }
    submit.disabled = false;
  });
  return { form, name: name.input };
}

/**
 * Only what was chosen here: the rest may have been changed elsewhere meanwhile.
 *
 * @param {Settings} was
 * @param {Settings} now
 * @returns {Partial<Settings>}
 */
export function changes(was, now) {
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== was[/** @type {keyof Settings} */ (key)]));
}

/**
 * A value that is not offered here stays as it is.
 *
 * @param {string} name
 * @param {TextKey} label
 * @param {[string, TextKey][]} options
 * @param {string} value
 */
function choice(name, label, options, value) {
  const id = `form-${name}`;
  const all = options.map(([key, words]) => new Option(text(words), key));
  const known = options.some(([key]) => key === value);
  const control = element('select', { id, name }, ...all, ...(known ? [] : [new Option(value, value)]));
  control.value = value;
  return { control, node: element('div', {}, element('label', { htmlFor: id }, text(label)), control) };
}
