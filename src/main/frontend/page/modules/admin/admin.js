import { namesOf } from '../governing/names.js';
import { reportsPart } from '../governing/reports.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button } from '../views/dom.js';
import { tabs } from '../views/tabs.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { auditTab } from './audit-tab.js';
import { peopleTab } from './people-tab.js';
import { registrationTab } from './registration-tab.js';

/**
 * @import { Governor } from '../governing/governor.js'
 * @import { Session } from '../actions/session.js'
 * @import { Store } from '../store/store.js'
 * @import { TextKey } from '../texts/texts.js'
 * @import { AdminApi } from '../wire/admin-api.js'
 */

export { AdminApi } from '../wire/admin-api.js';

/**
 * What a part is shown with. `trouble`: the words for what went wrong; who is no admin any more is put out. `names`: the names of user ids.
 *
 * @typedef {{ store: Store, api: AdminApi, governor: Governor, close: () => void, trouble: (cause: unknown) => Promise<string>, names: (userIds: (string | undefined)[]) => ReturnType<typeof namesOf> }} AdminPlace
 */

/**
 * The parts of the admin's page. A new one is a file beside these and a line here.
 *
 * @type {{ id: string, title: TextKey, content: (place: AdminPlace) => HTMLElement[] }[]}
 */
const PARTS = [
  { id: 'people', title: 'admin.people', content: peopleTab },
  { id: 'reports', title: 'admin.reports', content: ({ governor, close }) => reportsPart(governor, close).nodes },
  { id: 'audit', title: 'admin.audit', content: auditTab },
  { id: 'registration', title: 'admin.registration', content: registrationTab },
];

/** The admin's page, over everything. */
export class AdminDialog {
  #close;

  /**
   * @param {{ store: Store, session: Session, governor: Governor, api: AdminApi, part?: string, turned: (part: string) => void, closed: () => void }} how
   */
  constructor({ store, session, governor, api, part, turned, closed }) {
    const { dialog, close } = openDialog('admin', text('admin.open'));
    this.#close = close;
    const place = {
      store,
      api,
      governor,
      close,
      trouble: async (/** @type {unknown} */ cause) => {
        const error = asChatError(cause);
        if (error.code === CODES.forbidden) {
          await session.refresh().catch(() => undefined);
        }
        return error.message;
      },
      names: (/** @type {(string | undefined)[]} */ userIds) =>
        namesOf(governor, userIds, { gone: text('someone.gone'), other: () => text('admin.audit.server') }),
    };
    dialog.prepend(button(text('help.close'), close, { icon: 'close', className: 'tool corner' }));
    const parts = PARTS.map(({ id, title, content }) => ({ id, title: text(title), content: () => content(place) }));
    const { list, panels } = tabs('admin', parts, { label: text('admin.tabs'), chosen: part, turned });
    dialog.append(list, ...panels);
    dialog.addEventListener('close', closed);
  }

  close() {
    this.#close();
  }
}
