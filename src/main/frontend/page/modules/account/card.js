import { dayOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { avatar, button, element } from '../views/dom.js';
import { openDialog } from './dialog.js';

/** @import { Profile } from '../wire/types.js' */

/** What somebody says of themselves, and by which name they are unique. */
export class CardDialog {
  /**
   * @param {Profile} profile
   * @param {{ edit: (() => void) | undefined }} intents
   */
  constructor({ _id, name, displayName, image, bio, status, memberSince }, { edit }) {
    const { dialog, close } = openDialog('card', displayName);
    const since = memberSince && text('card.since', { since: dayOf(memberSince) });
    dialog.prepend(avatar(_id, name, image));
    dialog.append(
      element('p', { className: 'muted card-name' }, `@${name}`),
      ...(status ? [element('p', { className: 'card-status', dir: 'auto' }, status)] : []),
      ...(bio ? [element('p', { className: 'card-bio', dir: 'auto' }, bio)] : []),
      ...(since ? [element('p', { className: 'hint' }, since)] : []),
      element(
        'div',
        { className: 'buttons' },
        button(text('help.close'), close, { className: 'primary' }),
        ...(edit
          ? [
              button(text('account.edit'), () => {
                close();
                edit();
              }),
            ]
          : []),
      ),
    );
  }
}
