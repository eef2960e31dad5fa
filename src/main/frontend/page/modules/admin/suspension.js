import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { form } from '../views/form.js';

/** @import { TextKey } from '../texts/texts.js' */

const HOUR = 3_600_000;

/** Hours, 0 for ever. @type {[number, TextKey][]} */
const SPANS = [
  [1, 'admin.suspend.hour'],
  [24, 'admin.suspend.day'],
  [7 * 24, 'admin.suspend.week'],
  [30 * 24, 'admin.suspend.month'],
  [0, 'admin.suspend.ever'],
];

/**
 * Asks for how long and why, and does it; what goes wrong is said there.
 *
 * @param {string} name
 * @param {(how: { until?: string, reason?: string }) => Promise<void>} suspend
 */
export function askSuspension(name, suspend) {
  const { dialog, close } = openDialog('suspend', text('admin.suspend.title', { name }));
  const span = element(
    'select',
    { id: 'suspend-span', name: 'until' },
    ...SPANS.map(([hours, words]) => element('option', { value: String(hours) }, text(words))),
  );
  span.value = '24';
  const reason = element('textarea', { id: 'suspend-reason', name: 'reason', rows: 2, maxLength: 500 });
  const node = form(
    [
      element('p', { className: 'hint' }, text('admin.suspend.what')),
      element('label', { htmlFor: span.id }, text('admin.suspend.how')),
      span,
      element('label', { htmlFor: reason.id }, text('admin.suspend.reason')),
      reason,
    ],
    {
      words: text('admin.suspend'),
      className: 'danger',
      act: async () => {
        const hours = Number(span.value);
        const why = reason.value.trim();
        const until = hours > 0 ? new Date(Date.now() + hours * HOUR).toISOString() : undefined;
        await suspend({ ...(until && { until }), ...(why && { reason: why }) });
        close();
        return '';
      },
    },
  );
  dialog.append(node);
  node.querySelector('.buttons')?.append(button(text('dialog.cancel'), close));
}
