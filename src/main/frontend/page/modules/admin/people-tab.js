import { linkTo } from '../address.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { ask, DAY, HOUR } from '../views/ask.js';
import { avatar, button, cardOpener, element, seek } from '../views/dom.js';
import { listing } from '../views/listing.js';
import { handOver } from './hand-over.js';

/**
 * @import { SitePerson } from '../wire/admin-api.js'
 * @import { AdminPlace } from './admin.js'
 */

const ASK_AFTER_MS = 300;

/**
 * All people: found by the beginning of the name, suspended, let back in, given a code for a new password.
 *
 * @param {AdminPlace} place
 */
export function peopleTab({ store, api, trouble, governor }) {
  const search = element('input', { id: 'admin-find', type: 'search', autocomplete: 'off', spellcheck: false });
  const {
    nodes,
    list,
    said: done,
    wrong,
    load,
    fail,
  } = listing({
    none: text('admin.people.none'),
    label: text('admin.people'),
    read: (after) => api.people(search.value.trim(), after),
    draw: (people) => people.map(row),
    trouble,
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(), ASK_AFTER_MS);
  });

  /**
   * @param {SitePerson} person
   * @returns {HTMLElement}
   */
  function row(person) {
    const { _id, name, image, since, hasPassword, admin, suspended } = person;
    const node = element('li', { 'data-person': _id });
    /** @param {SitePerson} changed @param {string} words */
    const changed = (changed, words) => {
      const renewed = row(changed);
      // It may have been drawn anew meanwhile.
      (seek(`[data-person="${_id}"]`, list) ?? node).replaceWith(renewed);
      done.textContent = words;
      /** @type {HTMLElement | null} */ (renewed.querySelector('.deed'))?.focus();
    };
    const act = async (/** @type {() => Promise<void>} */ deed) => {
      wrong.textContent = '';
      done.textContent = '';
      try {
        await deed();
      } catch (cause) {
        await fail(cause);
      }
    };
    const suspend = () =>
      void ask({
        title: text('admin.suspend.title', { name }),
        what: text('admin.suspend.what'),
        yes: text('admin.suspend'),
        reason: 'optional',
        time: { least: HOUR, usual: DAY, ever: 'admin.suspend.ever' },
        act: async (how) => {
          await api.suspend(_id, how);
          changed({ ...person, suspended: { until: how.until ?? null, reason: how.reason ?? '' } }, text('admin.suspended', { name }));
        },
      });
    const lift = () =>
      act(async () => {
        await api.lift(_id);
        changed({ ...person, suspended: null }, text('admin.lifted', { name }));
      });
    const reset = async (/** @type {HTMLButtonElement} */ pressed) => {
      const question = { title: text('admin.reset.ask', { name }), what: text('admin.reset.ask.what'), yes: text('admin.reset') };
      if (pressed.ariaDisabled === 'true' || !(await governor.confirm.ask(question))) {
        return;
      }
      // It keeps the focus for the time after the code.
      pressed.ariaDisabled = 'true';
      await act(async () => {
        const { code, until } = await api.resetPassword(_id);
        const words = text('admin.reset.what', { until: fullTimeOf(until) });
        handOver({ title: text('admin.reset.title', { name }), words, link: linkTo('reset', code), code });
      });
      pressed.ariaDisabled = 'false';
    };
    const facts = [
      text('admin.people.since', { since: whenOf(since) }),
      ...(admin ? [text('admin.people.admin')] : []),
      ...(hasPassword ? [] : [text('admin.people.foreign')]),
    ];
    const self = _id === store.me?._id;
    node.append(
      cardOpener(avatar(_id, name, image), _id),
      element(
        'div',
        { className: 'entry-words' },
        cardOpener(element('button', { type: 'button', className: 'person entry-name', dir: 'auto' }, name), _id),
        element('p', { className: 'hint' }, facts.join(' · ')),
        ...(suspended ? suspensionWords(suspended) : []),
      ),
      element(
        'div',
        { className: 'entry-buttons' },
        ...(suspended
          ? [button(text('admin.lift'), () => void lift(), { className: 'slim deed', 'aria-label': text('admin.lift.label', { name }) })]
          : self
            ? []
            : [
                button(text('admin.suspend'), suspend, {
                  className: 'slim danger deed',
                  'aria-label': text('admin.suspend.label', { name }),
                }),
              ]),
        ...(hasPassword && !self
          ? [
              button(text('admin.reset'), (pressed) => void reset(pressed), {
                className: 'slim',
                'aria-label': text('admin.reset.label', { name }),
              }),
            ]
          : []),
      ),
    );
    return node;
  }

  void load();
  // The list may be long: what goes wrong is said above it.
  return [element('label', { htmlFor: search.id }, text('admin.people.find')), search, ...new Set([wrong, ...nodes])];
}

/** @param {NonNullable<SitePerson['suspended']>} suspension */
function suspensionWords({ until, reason }) {
  const words = until ? text('admin.people.until', { until: fullTimeOf(until) }) : text('admin.people.suspended');
  return [
    element('p', { className: 'suspended' }, words),
    ...(reason ? [element('p', { className: 'hint', dir: 'auto' }, text('admin.people.why', { why: reason }))] : []),
  ];
}
