import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { openDialog } from './dialog.js';
import { button, element } from './dom.js';

/** @import { TextKey } from '../texts/texts.js' */

/** The server counts characters; one may have two of these units. */
const LONGEST_REASON = 500;

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** @type {[number, TextKey][]} */
const TIMES = [
  [10 * MINUTE, 'time.minutes10'],
  [HOUR, 'time.hour'],
  [DAY, 'time.day'],
  [7 * DAY, 'time.week'],
  [30 * DAY, 'time.month'],
  [0, 'time.ever'],
];

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} [what]
 * @property {string} yes
 * @property {'optional' | 'required'} [reason]
 * @property {boolean | { least: number, usual: number, ever: TextKey }} [time] whether it is asked for how long, or also the shortest time and that
 *     which is chosen at first, in ms, and the words for no end
 * @property {(answer: { reason?: string, until?: string }) => Promise<unknown>} act throws what went wrong, which is said then
 */

/**
 * Asks why and for how long, and does it; what goes wrong is said in the dialog, which stays open then. Answers true once it is done.
 *
 * @param {Question} question
 * @returns {Promise<boolean>}
 */
export function ask({ title, what, yes, reason, time = false, act }) {
  const { dialog, close } = openDialog('ask', title);
  const said = element('p', { id: 'ask-error', className: 'field-error', role: 'alert' });
  const why = element('textarea', { id: 'ask-reason', rows: 2, maxLength: LONGEST_REASON, required: reason === 'required' });
  const howLong = element('select', { id: 'ask-time' }, ...timesOf(time));
  const save = element('button', { type: 'submit', className: 'danger' }, yes);
  const form = element(
    'form',
    { method: 'post', noValidate: true },
    ...(what ? [element('p', { className: 'muted', dir: 'auto' }, what)] : []),
    ...(time ? [element('label', { htmlFor: howLong.id }, text('ask.time')), howLong] : []),
    ...(reason ? [element('label', { htmlFor: why.id }, text(reason === 'required' ? 'ask.reason' : 'ask.reason.optional')), why] : []),
    said,
    element('div', { className: 'buttons' }, save, button(text('dialog.cancel'), close)),
  );
  dialog.append(form);
  (time ? howLong : reason ? why : save).focus();
  return new Promise((resolve) => {
    let done = false;
    dialog.addEventListener('close', () => resolve(done));
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const words = why.value.trim();
      if (reason === 'required' && !words) {
        said.textContent = text('ask.reason.missing');
        why.focus();
        return;
      }
      said.textContent = '';
      save.disabled = true;
      try {
        const ms = Number(howLong.value);
        await act({ ...(words && { reason: words }), ...(time && ms > 0 && { until: new Date(Date.now() + ms).toISOString() }) });
        done = true;
        close();
      } catch (cause) {
        said.textContent = asChatError(cause).message;
      }
      save.disabled = false;
    });
  });
}

/** @param {NonNullable<Question['time']>} time */
function timesOf(time) {
  const { least, usual, ever } = typeof time === 'object' ? time : { least: 0, usual: TIMES[0]?.[0], ever: undefined };
  return TIMES.filter(([ms]) => ms === 0 || ms >= least).map(([ms, words]) => {
    const chosen = ms === usual;
    return new Option(text((ms === 0 && ever) || words), String(ms), chosen, chosen);
  });
}
