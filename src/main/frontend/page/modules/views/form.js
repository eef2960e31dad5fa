import { asChatError } from '../wire/errors.js';
import { element } from './dom.js';
import { Fields } from './fields.js';

/**
 * @import { Properties } from './dom.js'
 */

/**
 * A field with its label and the line for what is wrong with it, and maybe a hint.
 *
 * @param {string} id
 * @param {string} name as the server calls it
 * @param {string} words
 * @param {Properties & { hint?: string }} [properties] of the input
 */
export function field(id, name, words, { hint, ...properties } = {}) {
  const describedBy = `${id}-error${hint ? ` ${id}-hint` : ''}`;
  const input = element('input', { id, name, autocomplete: 'off', 'aria-describedby': describedBy, ...properties });
  const nodes = [
    element('label', { htmlFor: id }, words),
    input,
    element('p', { id: `${id}-error`, className: 'field-error', 'aria-live': 'polite' }),
    ...(hint ? [element('p', { id: `${id}-hint`, className: 'hint' }, hint)] : []),
  ];
  return { input, nodes };
}

/**
 * A form that says what went wrong and what was done. `check` answers what is wrong with which field; `act` does it, answers the words
 * to say, and throws what went wrong; a refusal that names no field belongs to that of `fieldOf` its code.
 *
 * @param {HTMLElement[]} nodes
 * @param {{ words: string, className?: string, check?: () => Record<string, string>, act: () => Promise<string>, fieldOf?: Record<string, string>, said?: (code: string) => string | undefined }} how
 *     `said`: the page's own words for a code in place of the server's
 */
export function form(nodes, { words, className = 'primary', check = () => ({}), act, fieldOf = {}, said = () => undefined }) {
  const failed = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status' });
  const submit = element('button', { type: 'submit', className }, words);
  const node = element(
    'form',
    { method: 'post', noValidate: true },
    ...nodes,
    failed,
    done,
    element('div', { className: 'buttons' }, submit),
  );
  const fields = new Fields(node, failed);
  let busy = false;
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    done.textContent = '';
    fields.clear();
    if (busy || fields.complain(check())) {
      return;
    }
    busy = true;
    node.setAttribute('aria-busy', 'true');
    try {
      const told = await act();
      node.reset();
      done.textContent = told;
    } catch (cause) {
      const error = asChatError(cause);
      error.message = said(error.code) ?? error.message;
      fields.complainOf(error, fieldOf[error.code]);
    } finally {
      busy = false;
      node.removeAttribute('aria-busy');
    }
  });
  return node;
}
