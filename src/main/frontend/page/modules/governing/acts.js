import { covers, isOver } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { ask } from '../views/ask.js';

/**
 * @import { Role } from '../store/standings.js'
 * @import { MenuItem } from '../views/menu.js'
 * @import { Governor } from './governor.js'
 */

/** @typedef {{ _id: string, name: string }} Somebody */

/** What can be done against or for somebody in a room, each with its question. Answers true once it is done. */
export class Acts {
  #governor;
  #roomId;

  /**
   * @param {Governor} governor
   * @param {string} roomId
   */
  constructor(governor, roomId) {
    this.#governor = governor;
    this.#roomId = roomId;
  }

  /** @param {Somebody} who */
  mute({ _id, name }) {
    return ask({
      title: text('mute.title', { name }),
      what: text('mute.what'),
      yes: text('mute'),
      reason: 'optional',
      time: true,
      act: (how) => this.#api.sanction('mutes', this.#roomId, _id, how),
    });
  }

  /** @param {Somebody} who */
  ban({ _id, name }) {
    return ask({
      title: text('ban.title', { name }),
      what: text('ban.what'),
      yes: text('ban'),
      reason: 'optional',
      time: true,
      act: (how) => this.#api.sanction('bans', this.#roomId, _id, how),
    });
  }

  /** @param {Somebody} who */
  kick({ _id, name }) {
    return ask({
      title: text('kick.title', { name }),
      what: text('kick.what'),
      yes: text('kick'),
      reason: 'optional',
      act: ({ reason }) => this.#api.kick(this.#roomId, _id, reason),
    });
  }

  /** @param {{ _id: string, senderName: string, content: string }} message */
  deleteMessage({ _id, senderName, content }) {
    return ask({
      title: text('moderate.delete.title', { name: senderName }),
      what: content,
      yes: text('actions.delete'),
      reason: 'optional',
      act: ({ reason = '' }) => this.#governor.governing.deleteMessage({ _id, room: this.#roomId }, reason),
    });
  }

  /** @param {{ _id: string, senderName: string, content: string }} message */
  report({ _id, senderName, content }) {
    return ask({
      title: text('report.title', { name: senderName }),
      what: content,
      yes: text('report'),
      reason: 'required',
      act: ({ reason = '' }) => this.#api.report(this.#roomId, _id, reason),
    });
  }

  /**
   * @param {Somebody} who
   * @param {Role} role
   */
  giveRole({ _id, name }, role) {
    return ask({
      title: text(`role.give.${role}`, { name }),
      what: text(`role.what.${role}`),
      yes: text('role.give'),
      act: () => this.#governor.governing.giveRole(this.#roomId, _id, role),
    });
  }

  /** This person, an owner, is a plain member then. */
  stepDown() {
    const { me } = this.#governor.store;
    return ask({
      title: text('role.stepdown.title'),
      what: text('role.stepdown.what'),
      yes: text('role.stepdown.yes'),
      act: () => this.#governor.governing.giveRole(this.#roomId, me?._id ?? '', 'member'),
    });
  }

  /** @param {Somebody} who */
  handOver({ _id, name }) {
    return ask({
      title: text('role.hand.title', { name }),
      what: text('role.hand.what', { name }),
      yes: text('role.hand'),
      act: () => this.#governor.governing.handOver(this.#roomId, _id),
    });
  }

  /**
   * What may be done with somebody who is `theirs` there, as the items of a menu.
   *
   * @param {Somebody} who
   * @param {Role | undefined} theirs undefined of who is no member
   * @param {(done: boolean) => void} [then]
   * @returns {MenuItem[]}
   */
  items(who, theirs, then = () => {}) {
    const { me, rooms } = this.#governor.store;
    const mine = rooms.standings.power(this.#roomId);
    const item = (/** @type {string} */ key, /** @type {string} */ words, /** @type {() => Promise<boolean>} */ act, danger = true) => ({
      key,
      words,
      danger,
      act: () => void act().then(then),
    });
    /** @type {MenuItem[]} */
    const items = [];
    if (who._id === me?._id) {
      return items;
    }
    if (isOver(mine, theirs)) {
      items.push(item('mute', text('mute.item'), () => this.mute(who)));
      if (theirs) {
        items.push(item('kick', text('kick.item'), () => this.kick(who)));
      }
      items.push(item('ban', text('ban.item'), () => this.ban(who)));
    }
    if (mine === 'admin' && theirs === 'owner') {
      items.push(item('role', text('role.take.owner'), () => this.giveRole(who, 'member')));
    }
    if (covers(mine, 'owner') && theirs && theirs !== 'owner') {
      const other = theirs === 'member' ? 'moderator' : 'member';
      items.push(item('role', text(`role.make.${other}`), () => this.giveRole(who, other), false));
      items.push(item('owner', text('role.make.owner'), () => this.giveRole(who, 'owner'), false));
      if (rooms.standings.of(this.#roomId).role === 'owner') {
        items.push(item('hand', text('role.hand.item'), () => this.handOver(who), false));
      }
    }
    return items;
  }

  get #api() {
    return this.#governor.governing.api;
  }
}
