import { text } from '../texts/texts.js';
import { button } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';
import { roomForm } from './room-form.js';

/** @import { Governor, Place } from './governor.js' */

/**
 * Name, description, and the rules of the room.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
export function generalSection({ governing, store, confirm, askDeleteRoom }, { roomId, close }) {
  const here = document.createElement('div');
  here.textContent = text('app.loading');
  governing.look(roomId).then(
    (room) => {
      const { form } = roomForm(
        {
          name: room.name ?? '',
          description: room.description ?? '',
          retention: room.retention ?? '',
          visibility: room.visibility ?? 'public',
          history: room.history ?? 'all',
          posting: room.posting ?? 'members',
          slowMode: room.slowMode ?? 0,
          invites: room.invites ?? 'members',
        },
        {
          brief: false,
          yes: text('room.save'),
          buttons: [
            button(text('dialog.cancel'), close),
            button(
              text('room.delete'),
              () => {
                const known = store.rooms.find(roomId);
                close();
                if (known) {
                  askDeleteRoom(known);
                }
              },
              { className: 'danger apart' },
            ),
          ],
          save: async ({ retention, ...change }) => {
            const opens = change.visibility === 'public';
            const question = {
              title: text('room.publish.title', { name: room.name ?? '' }),
              what: text('room.publish.what'),
              yes: text('room.publish'),
            };
            if (opens && !(await confirm.ask(question))) {
              return;
            }
            const all = { ...change, ...(retention !== undefined && { retention: retention || null }), ...(opens && { confirm: true }) };
            if (Object.keys(all).length > 0) {
              await governing.change(roomId, all);
            }
            close();
          },
        },
      );
      here.replaceChildren(form);
    },
    (cause) => {
      here.textContent = asChatError(cause).message;
    },
  );
  return [here];
}
