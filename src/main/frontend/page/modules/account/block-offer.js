import { text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';

/**
 * @import { Blocking } from '../actions/blocks.js'
 * @import { Store } from '../store/store.js'
 * @import { Offer } from './card.js'
 */

/**
 * Blocks the person of a card, or takes that back; nobody blocks themselves.
 *
 * @param {Store} store
 * @param {Blocking} blocking
 * @returns {Offer}
 */
export function blockOffer(store, blocking) {
  return (profile) => {
    if (profile._id === store.me?._id) {
      return [];
    }
    const said = element('p', { className: 'hint offer-said', role: 'status' });
    const wordsNow = () => text(store.blocks.has(profile._id) ? 'block.unblock' : 'block.block');
    const toggle = button(
      wordsNow(),
      async () => {
        toggle.disabled = true;
        try {
          const blocked = !store.blocks.has(profile._id);
          await blocking.set(profile, blocked);
          said.textContent = text(blocked ? 'block.blocked' : 'block.lifted');
        } catch (cause) {
          said.textContent = asChatError(cause).message;
        }
        toggle.textContent = wordsNow();
        toggle.disabled = false;
        toggle.focus();
      },
      { className: 'danger' },
    );
    return [toggle, said];
  };
}
