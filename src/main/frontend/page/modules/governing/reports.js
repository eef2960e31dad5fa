import { plain } from '../markdown/markdown.js';
import { isOver } from '../store/standings.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { closeDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { listing } from '../views/listing.js';
import { closeMenu, openMenu } from '../views/menu.js';
import { asChatError } from '../wire/errors.js';
import { Acts } from './acts.js';
import { namesOf, withCards } from './names.js';

/**
 * @import { Report, ReportState } from '../wire/governing-api.js'
 * @import { Governor } from './governor.js'
 */

const STATES = /** @type {const} */ (['open', 'resolved', 'dismissed']);
/** More than this the server takes no note of. */
const LONGEST_NOTE = 500;

/**
 * The reports that this person may decide. `fresh` says that there may be others by now, `review` that it may be fewer rooms'.
 *
 * @param {Governor} governor
 * @param {() => void} close
 */
export function reportsPart(governor, close) {
  const { duties } = governor;
  const { api } = governor.governing;
  /** @type {WeakMap<Element, string>} entry -> its room */
  const roomOf = new WeakMap();
  /** The room about whose report something was asked last. */
  let about = '';
  const state = element('select', { id: 'reports-state' }, ...STATES.map((one) => new Option(text(`reports.${one}`), one)));
  const shown = () => /** @type {ReportState} */ (state.value);
  const news = button(text('reports.news'), () => void again(), { hidden: true, className: 'slim' });
  const { nodes, list, load } = listing({
    none: text('reports.none'),
    label: text('reports.title'),
    read: (page) => api.reports({ state: shown(), page }),
    draw: async (reports) => {
      const nameOf = await namesOf(
        governor,
        reports.flatMap(({ reporter, decidedBy }) => [reporter, decidedBy]),
      );
      const roomName = await roomsOf(governor, reports);
      // What this person may not see any more by now was told meanwhile.
      return reports.filter(({ roomId }) => duties.decidesOf(roomId)).map((one) => entry(one, nameOf, roomName(one.roomId)));
    },
  });
  state.addEventListener('change', () => void again());
  list.tabIndex = -1;

  async function again() {
    news.hidden = true;
    list.replaceChildren();
    await load();
  }

  /** What this person may not see any more goes at once, and what was asked about it. */
  function review() {
    const entries = [...list.children];
    const gone = entries.filter((node) => !duties.decidesOf(roomOf.get(node) ?? ''));
    if (gone.length === 0) {
      return;
    }
    const had = gone.some((node) => node.contains(document.activeElement));
    gone.forEach((node) => node.remove());
    const asked = about !== '' && !duties.decidesOf(about);
    if (asked) {
      about = '';
      closeMenu();
      closeDialog('ask');
    }
    // What was closed had it, and gives it back to where nothing is any more.
    if (had || (asked && !list.closest('dialog')?.contains(document.activeElement))) {
      list.focus();
    }
    if (gone.length === entries.length && duties.decides) {
      void load();
    }
  }

  /**
   * @param {Report} report
   * @param {(userId: string | undefined) => string} nameOf
   * @param {string} room '' of one that this person cannot see
   */
  function entry(report, nameOf, room) {
    const { _id, roomId, reporter, reason, at, message, note: said } = report;
    const admin = governor.store.me?.admin === true;
    const wrong = element('p', { className: 'field-error', role: 'alert' });
    const note = element('input', { id: `note-${_id}`, maxLength: LONGEST_NOTE, autocomplete: 'off' });
    const node = element(
      'li',
      { className: 'report', tabIndex: -1 },
      element(
        'p',
        { className: 'muted' },
        ...withCards(
          (placeOf) => text('reports.of', { name: placeOf(message.sender), room: room || text('reports.private') }),
          () => message.senderName,
        ),
        ' · ',
        element('time', { dateTime: message.timestamp, title: fullTimeOf(message.timestamp) }, whenOf(message.timestamp)),
      ),
      element('blockquote', { dir: 'auto' }, plain(message.content)),
      element(
        'p',
        { dir: 'auto' },
        ...withCards((placeOf) => text('reports.why', { name: placeOf(reporter), why: reason, since: whenOf(at) }), nameOf),
      ),
    );

    roomOf.set(node, roomId);

    /** @param {'resolved' | 'dismissed'} to */
    const decide = async (to) => {
      wrong.textContent = '';
      resolve.disabled = true;
      dismiss.disabled = true;
      try {
        await api.decide(_id, to, note.value.trim());
        const next = /** @type {HTMLElement | null} */ (node.nextElementSibling ?? node.previousElementSibling);
        node.remove();
        (next ?? list).focus();
        if (!next) {
          await load();
        }
      } catch (cause) {
        wrong.textContent = asChatError(cause).message;
        resolve.disabled = false;
        dismiss.disabled = false;
      }
    };
    const resolve = button(text('reports.resolve'), () => void decide('resolved'), { className: 'primary slim' });
    const dismiss = button(text('reports.dismiss'), () => void decide('dismissed'), { className: 'slim' });

    if (report.state === 'open') {
      node.append(
        element('label', { htmlFor: note.id }, text('reports.note')),
        note,
        element(
          'div',
          { className: 'buttons' },
          resolve,
          dismiss,
          // In a room that one cannot look into one cannot moderate either; but admins delete what was reported.
          ...(room
            ? [
                button(text('reports.jump'), () => void jump(), { className: 'slim' }),
                button(text('reports.act'), (pressed) => void act(pressed), { className: 'slim', 'aria-haspopup': 'menu' }),
              ]
            : admin
              ? [
                  button(text('moderate.delete'), (pressed) => void remove(pressed), {
                    className: 'slim danger',
                    'aria-haspopup': 'dialog',
                  }),
                ]
              : []),
        ),
        wrong,
      );
    } else {
      node.append(
        element(
          'p',
          { dir: 'auto' },
          ...withCards(
            (placeOf) =>
              text(report.state === 'resolved' ? 'reports.decided.resolved' : 'reports.decided.dismissed', {
                name: placeOf(report.decidedBy),
                why: said ?? '',
              }),
            nameOf,
          ),
        ),
      );
    }

    /** What comes next is to resolve it. @param {HTMLButtonElement} pressed */
    async function remove(pressed) {
      about = roomId;
      if (await new Acts(governor, roomId).deleteMessage(message)) {
        pressed.remove();
        resolve.focus();
      }
    }

    async function jump() {
      close();
      await governor.openAt({ seq: message.seq, room: roomId });
    }

    /** What can be done about it, as far as it is not too late. @param {HTMLButtonElement} pressed */
    async function act(pressed) {
      const { governing, store } = governor;
      const acts = new Acts(governor, roomId);
      const who = { _id: message.sender, name: message.senderName };
      pressed.disabled = true;
      wrong.textContent = '';
      about = roomId;
      try {
        await governing.look(roomId);
        const theirs = await governing.roleOf(roomId, who._id, who.name);
        pressed.disabled = false;
        if (!node.isConnected) {
          return;
        }
        const mine = store.rooms.standings.power(roomId);
        const mayDelete = who._id !== store.me?._id && (admin || isOver(mine, theirs));
        const items = [
          ...(mayDelete
            ? [{ key: 'delete', words: text('moderate.delete'), danger: true, act: () => void acts.deleteMessage(message) }]
            : []),
          ...acts.items(who, theirs),
        ];
        if (items.length > 0) {
          openMenu(pressed, text('roles.act', { name: who.name }), items);
        } else {
          wrong.textContent = text('reports.act.none');
        }
      } catch (cause) {
        pressed.disabled = false;
        wrong.textContent = asChatError(cause).message;
      }
    }

    return node;
  }

  void load();
  return {
    nodes: [element('label', { htmlFor: state.id }, text('reports.state')), state, news, ...nodes],
    fresh: () => {
      news.hidden = shown() !== 'open';
    },
    review,
  };
}

/**
 * The names of their rooms, by id; '' of what this person cannot see.
 *
 * @param {Governor} governor
 * @param {Report[]} reports
 */
async function roomsOf({ store, governing }, reports) {
  const unknown = [...new Set(reports.map(({ roomId }) => roomId))].filter((roomId) => !store.rooms.find(roomId));
  await Promise.allSettled(unknown.map((roomId) => governing.look(roomId)));
  return (/** @type {string} */ roomId) => store.rooms.find(roomId)?.name ?? '';
}
