import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';

/**
 * What is told once: a link, and the code in it, to be handed over.
 *
 * @param {{ title: string, words: string, link: string, code: string }} what
 */
export function handOver({ title, words, link, code }) {
  const { dialog, close } = openDialog('code', title);
  const said = element('p', { className: 'hint', role: 'status' });
  const address = element('input', { id: 'code-link', value: link, readOnly: true });
  const alone = element('input', { id: 'code-alone', value: code, readOnly: true });
  const copy = async () => {
    address.select();
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = text('admin.copied');
    } catch {
      said.textContent = text('admin.copy.byhand');
    }
  };
  dialog.append(
    element('p', { className: 'hint' }, words),
    element('label', { htmlFor: address.id }, text('admin.link')),
    address,
    element('label', { htmlFor: alone.id }, text('admin.code')),
    alone,
    said,
    element(
      'div',
      { className: 'buttons' },
      button(text('admin.copy'), () => void copy(), { className: 'primary' }),
      button(text('help.close'), close),
    ),
  );
}
