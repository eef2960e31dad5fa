import { besides } from '../store/rules.js';
import { dayOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { avatar, button, element } from '../views/dom.js';

/** @import { Profile } from '../wire/types.js' */

export { blockOffer } from './block-offer.js';

/**
 * What the card of that person offers to do, each a button; none for what cannot be. `close` closes the card first.
 *
 * @typedef {(profile: Profile, close: () => void) => HTMLElement[]} Offer
 */

/** What somebody says of themselves, by which name they are unique, and what one can do with them. */
export class CardDialog {
  /**
   * @param {Profile} profile
   * @param {Offer[]} offers
   */
  constructor(profile, offers) {
    const { _id, name, displayName, image, bio, status, memberSince } = profile;
    const { dialog, close } = openDialog('card', besides(name, displayName) || name);
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
        ...offers.flatMap((offer) => offer(profile, close)),
      ),
    );
  }
}
