import { text } from '../texts/texts.js';
import { button, element } from './dom.js';

/**
 * A link to be handed on, which its button copies; `said` tells what became of that.
 *
 * @param {string} id
 * @param {string} [className] of the button
 */
export function linkField(id, className = '') {
  const input = element('input', { id, readOnly: true });
  const said = element('p', { className: 'hint', role: 'status' });
  const copy = button(
    text('link.copy'),
    async () => {
      input.select();
      try {
        await navigator.clipboard.writeText(input.value);
        said.textContent = text('link.copied');
      } catch {
        // It is selected: the keyboard copies it.
        said.textContent = text('link.byhand');
      }
    },
    { className },
  );
  return { label: element('label', { htmlFor: id }, text('link')), input, copy, said };
}
