import { linkTo } from '../address.js';
import { fullTimeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';
import { field, form } from '../views/form.js';
import { entryOf } from '../views/listing.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { handOver } from './hand-over.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { RegistrationMode, SiteInvitation } from '../wire/admin-api.js'
 * @import { Registration } from '../wire/types.js'
 * @import { AdminPlace } from './admin.js'
 */

/** As the server takes it. */
const MOST_USES = 1000;

const USUAL_SPAN = 'P7D';

/** @type {[string, TextKey][]} */
const SPANS = [
  ['P1D', 'time.day'],
  ['P7D', 'time.week'],
  ['P30D', 'time.month'],
];

/**
 * Who may register, and the invitations to the site.
 *
 * @param {AdminPlace} place
 */
export function registrationTab({ store, api, trouble, names }) {
  const choice = modeChoice({
    api,
    trouble,
    told: (mode) => {
      store.registration = mode;
      now.textContent = text(`admin.mode.${mode}`);
      useless.hidden = mode === 'invitation';
    },
  });
  const now = element('p', { className: 'mode', role: 'status' }, text(`admin.mode.${store.registration}`));
  const useless = element('p', { className: 'hint', hidden: store.registration === 'invitation' }, text('admin.mode.useless'));
  const said = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status', tabIndex: -1 }, text('app.loading'));
  const none = element('p', { className: 'muted', hidden: true }, text('admin.invitations.none'));
  const list = element('ul', { className: 'entries' });

  /**
   * @param {SiteInvitation} invitation
   * @param {ReturnType<typeof names>} makers
   */
  const item = ({ _id, expiresAt, usesLeft, by }, makers) => {
    const until = fullTimeOf(expiresAt);
    const maker = element('span', { dir: 'auto' });
    void makers.then((nameOf) => {
      maker.textContent = text('admin.invitations.by', { name: nameOf(by) });
    });
    const revoke = button(text('admin.invitations.revoke'), () => void end(_id, revoke), {
      className: 'slim danger',
      'aria-label': text('admin.invitations.revoke.label', { until }),
    });
    return entryOf(
      [
        element('span', { className: 'entry-name' }, text('admin.invitations.left', { count: usesLeft })),
        element('p', { className: 'hint' }, text('admin.invitations.until', { until }), ' ', maker),
      ],
      element('div', { className: 'entry-buttons' }, revoke),
    );
  };

  async function read() {
    try {
      const all = await api.invitations();
      const makers = names(all.map(({ by }) => by));
      list.replaceChildren(...all.map((one) => item(one, makers)));
      none.hidden = all.length > 0;
    } catch (cause) {
      said.textContent = await trouble(cause);
    }
    done.textContent = '';
  }

  /**
   * @param {string} id
   * @param {HTMLButtonElement} pressed
   */
  async function end(id, pressed) {
    said.textContent = '';
    pressed.disabled = true;
    try {
      await api.revoke(id);
    } catch (cause) {
      if (asChatError(cause).code !== CODES.notFound) {
        said.textContent = await trouble(cause);
        pressed.disabled = false;
        return;
      }
    }
    pressed.closest('li')?.remove();
    none.hidden = list.childElementCount > 0;
    done.textContent = text('admin.invitations.revoked');
    done.focus();
  }

  const uses = field('invite-uses', 'uses', text('admin.invitations.uses'), {
    type: 'number',
    min: '1',
    max: String(MOST_USES),
    defaultValue: '1',
  });
  const expires = element(
    'select',
    { id: 'invite-expires', name: 'expires' },
    ...SPANS.map(([value, words]) => element('option', { value, defaultSelected: value === USUAL_SPAN }, text(words))),
  );
  const make = form([...uses.nodes, element('label', { htmlFor: expires.id }, text('admin.invitations.expires')), expires], {
    words: text('admin.invitations.make'),
    check: () => {
      const wanted = Number(uses.input.value);
      const sound = Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_USES;
      return { uses: sound ? '' : text('admin.uses.wrong', { max: MOST_USES }) };
    },
    act: async () => {
      try {
        const { code, ...invitation } = await api.invite({ expires: expires.value, uses: Number(uses.input.value) });
        list.prepend(item(invitation, names([invitation.by])));
        none.hidden = true;
        handOver({
          title: text('admin.invitations.title'),
          words: text('admin.invitations.made'),
          link: linkTo('register', code),
          code,
        });
        return '';
      } catch (cause) {
        await trouble(cause);
        throw cause;
      }
    },
  });
  void read();
  return [now, choice, element('h3', {}, text('admin.invitations')), useless, make, said, done, none, list];
}

/** @type {Registration[]} */
const MODES = ['open', 'invitation', 'closed'];

/**
 * Who may register, to be chosen.
 *
 * @param {Pick<AdminPlace, 'api' | 'trouble'> & { told: (mode: Registration) => void }} how `told` is told what holds
 */
function modeChoice({ api, trouble, told }) {
  const select = element('select', { id: 'registration-mode', name: 'mode', disabled: true, 'aria-describedby': 'registration-mode-hint' });

  /** @param {RegistrationMode} known */
  function show({ mode, setting }) {
    const usual = text('admin.mode.setting', { what: text(`admin.mode.choice.${setting}`) });
    select.replaceChildren(
      element('option', { value: '', defaultSelected: mode === null }, usual),
      ...MODES.map((each) => element('option', { value: each, defaultSelected: each === mode }, text(`admin.mode.choice.${each}`))),
    );
    select.disabled = false;
    told(mode ?? setting);
  }

  const read = async () => show(await api.registration());

  const choice = form(
    [
      element('label', { htmlFor: select.id }, text('admin.mode.who')),
      select,
      element('p', { id: 'registration-mode-hint', className: 'hint' }, text('admin.mode.how')),
    ],
    {
      words: text('admin.mode.save'),
      act: async () => {
        try {
          if (select.disabled) {
            await read();
            return '';
          }
          const chosen = MODES.find((each) => each === select.value);
          show(await api.chooseRegistration(chosen ?? null));
          return text('admin.mode.saved');
        } catch (cause) {
          await trouble(cause);
          if (asChatError(cause).code === CODES.conflict) {
            await read();
          }
          throw cause;
        }
      },
    },
  );
  // What went wrong is told by who presses the button, which reads once more.
  read().catch((cause) => trouble(cause));
  return choice;
}
