import { Latest } from '../latest.js';
import { folded, isCalled, surest } from '../store/rules.js';
import { fullTimeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { avatar, button, element } from '../views/dom.js';
import { linkField } from '../views/link-field.js';
import { entryOf, listing, pageOf } from '../views/listing.js';
import { bothNames } from '../views/names.js';
import { asChatError } from '../wire/errors.js';
import { namesOf } from './names.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { Person } from '../wire/types.js'
 * @import { Governor, Place } from './governor.js'
 */

/** @type {[string, TextKey][]} */
const LIVES = [
  ['PT1H', 'time.hour'],
  ['P1D', 'time.day'],
  ['P7D', 'time.week'],
  ['P30D', 'time.month'],
];
/** @type {[string, TextKey][]} */
const USES = [
  ['1', 'invite.uses.1'],
  ['10', 'invite.uses.10'],
  ['100', 'invite.uses.100'],
  ['', 'invite.uses.any'],
];
const ASK_AFTER_MS = 250;
/** People are looked for in so many of this person's other rooms, and so many are shown. */
const ROOMS = 6;
const FOUND = 8;

/**
 * Links into the room, and asking somebody in.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
export function invitationsSection(governor, place) {
  const links = linksOf(governor, place);
  return [
    element('h3', {}, text('invite.link')),
    ...linkForm(governor, place, () => void links.load()),
    element('h3', {}, text('invite.links')),
    ...links.nodes,
    element('h3', {}, text('invite.person')),
    ...personForm(governor, place),
  ];
}

/**
 * Makes a link, which is shown only this once.
 *
 * @param {Governor} governor
 * @param {Place} place
 * @param {() => void} made
 */
function linkForm({ governing }, { roomId }, made) {
  const life = select('invite-life', LIVES, 'P7D');
  const uses = select('invite-uses', USES, '1');
  const said = element('p', { className: 'field-error', role: 'alert' });
  const { label, input: link, copy, said: done } = linkField('invite-url');
  const shown = element('div', { className: 'invite-url', hidden: true }, label, link, copy);
  const make = element('button', { type: 'submit', className: 'primary' }, text('invite.make'));
  const form = element(
    'form',
    { method: 'post', noValidate: true, className: 'pairs' },
    element('label', { htmlFor: life.id }, text('invite.life')),
    life,
    element('label', { htmlFor: uses.id }, text('invite.uses')),
    uses,
    make,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = '';
    done.textContent = '';
    make.disabled = true;
    try {
      const { url } = await governing.api.invite(roomId, { expires: life.value, ...(uses.value && { uses: Number(uses.value) }) });
      link.value = url;
      shown.hidden = false;
      done.textContent = text('invite.once');
      copy.focus();
      made();
    } catch (cause) {
      said.textContent = asChatError(cause).message;
    }
    make.disabled = false;
  });
  return [form, shown, done, said];
}

/**
 * @param {Governor} governor
 * @param {Place} place
 */
function linksOf(governor, { roomId }) {
  const { api } = governor.governing;
  /** @type {Awaited<ReturnType<typeof api.invitations>>} */
  let all = [];
  const { nodes, list, load, removal } = listing({
    none: text('invite.none'),
    label: text('invite.links'),
    read: async (page) => {
      if (!page) {
        all = await api.invitations(roomId);
      }
      return pageOf(all, page);
    },
    draw: async (invitations) => {
      const nameOf = await namesOf(
        governor,
        invitations.map(({ by }) => by),
      );
      return invitations.map(({ _id, by, expiresAt, usesLeft }) =>
        entryOf(
          [
            element('p', {}, text('invite.until', { until: fullTimeOf(expiresAt) })),
            element(
              'p',
              { className: 'muted' },
              usesLeft === null ? text('invite.uses.any') : text('invite.left', { count: usesLeft }),
              ' · ',
              text('invite.by', { name: nameOf(by) }),
            ),
          ],
          button(text('invite.revoke'), (pressed) => void removal(pressed, () => api.revoke(roomId, _id)), {
            className: 'slim',
            'aria-label': text('invite.revoke.label', { until: fullTimeOf(expiresAt) }),
          }),
        ),
      );
    },
  });
  list.tabIndex = -1;
  void load();
  return { nodes, load };
}

/**
 * Asks somebody whom this person knows of their other rooms.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
function personForm({ governing, store }, { roomId }) {
  const box = element('input', {
    id: 'invite-name',
    type: 'search',
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': 'invite-hint',
  });
  const hint = element('p', { id: 'invite-hint', className: 'hint' }, text('invite.person.hint'));
  const list = element('ul', { className: 'entries', 'aria-label': text('invite.person') });
  const said = element('p', { className: 'hint', role: 'status' });
  const wrong = element('p', { className: 'field-error', role: 'alert' });
  const asked = new Latest();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function look() {
    const isLatest = asked.begin();
    const q = box.value.trim();
    /** @type {Person[]} */
    const found = q ? await candidates(q) : [];
    if (isLatest()) {
      said.textContent = q && found.length === 0 ? text('invite.person.none') : '';
      list.replaceChildren(...found.map(entry));
    }
  }

  /** @param {string} q */
  async function candidates(q) {
    const { mine } = store.rooms.list();
    const others = mine.filter(({ _id }) => _id !== roomId).slice(0, ROOMS);
    const answers = await Promise.allSettled([roomId, ...others.map(({ _id }) => _id)].map((id) => governing.members(id, { q })));
    const [here, ...there] = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.items : []));
    const without = new Set([store.me?._id, ...(here ?? []).map(({ _id }) => _id)]);
    const met = store
      .peopleCalled(q)
      .map(({ userId, name, displayName }) => ({ _id: userId, name, displayName, image: store.imageOf(userId) }));
    /** @type {Map<string, Person>} */
    const byId = new Map([...met, ...there.flat()].map((person) => [person._id, person]));
    const wanted = folded(q);
    const fitting = [...byId.values()].filter((person) => !without.has(person._id) && isCalled(person, wanted));
    return fitting.sort(surest(wanted)).slice(0, FOUND);
  }

  /** @param {Person} person */
  function entry({ _id, name, displayName, image }) {
    const invite = button(
      text('invite.ask', { name }),
      async () => {
        wrong.textContent = '';
        invite.disabled = true;
        try {
          await governing.api.ask(roomId, _id);
          said.textContent = text('invite.asked', { name });
          box.focus();
        } catch (cause) {
          invite.disabled = false;
          wrong.textContent = asChatError(cause).message;
        }
      },
      { className: 'slim' },
    );
    return element(
      'li',
      {},
      avatar(_id, name, image),
      element('span', { className: 'entry-words' }, bothNames(_id, name, displayName)),
      invite,
    );
  }

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ASK_AFTER_MS);
  });
  return [element('label', { htmlFor: box.id }, text('invite.person.name')), box, hint, list, said, wrong];
}

/**
 * @param {string} id
 * @param {[string, TextKey][]} options
 * @param {string} value
 */
function select(id, options, value) {
  const node = element('select', { id }, ...options.map(([key, words]) => new Option(text(words), key)));
  node.value = value;
  return node;
}
