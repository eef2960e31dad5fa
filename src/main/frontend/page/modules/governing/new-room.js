import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button } from '../views/dom.js';
import { roomForm } from './room-form.js';

/** @import { Governor } from './governor.js' */

/**
 * A new room, of which this person is the owner.
 *
 * @param {Governor} governor
 */
export function openNewRoom({ governing, openRoom }) {
  const { dialog, close } = openDialog('new-room', text('room.new'));
  const { form, name } = roomForm(
    { name: '', description: '', retention: '', visibility: 'public', history: 'all', posting: 'members', slowMode: 0, invites: 'members' },
    {
      brief: true,
      yes: text('room.create'),
      buttons: [button(text('dialog.cancel'), close)],
      save: async (change) => {
        const room = await governing.create({ ...change, name: change.name ?? '' });
        // With the login it has closed already.
        if (dialog.isConnected) {
          close();
          openRoom(room._id);
        }
      },
    },
  );
  dialog.append(form);
  name.focus();
}
