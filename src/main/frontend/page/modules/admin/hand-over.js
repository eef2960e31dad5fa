import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { linkField } from '../views/link-field.js';

/**
 * What is told once: a link, and the code in it, to be handed over.
 *
 * @param {{ title: string, words: string, link: string, code: string }} what
 */
export function handOver({ title, words, link, code }) {
  const { dialog, close } = openDialog('code', title);
  const { label, input, copy, said } = linkField('code-link', 'primary');
  input.value = link;
  const alone = element('input', { id: 'code-alone', value: code, readOnly: true });
  dialog.append(
    element('p', { className: 'hint' }, words),
    label,
    input,
    element('label', { htmlFor: alone.id }, text('admin.code')),
    alone,
    said,
    element('div', { className: 'buttons' }, copy, button(text('help.close'), close)),
  );
}
