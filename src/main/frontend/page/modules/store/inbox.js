/** @import { PendingInvitation } from '../wire/governing-api.js' */

/** What waits for this person: rooms into which they are asked, and reports that they may decide. */
export class Inbox {
  /** @type {PendingInvitation[]} */
  invitations = [];
  /**
   * Room id -> how many of its reports are open.
   * @type {Map<string, number>}
   */
  #reports = new Map();

  /** @param {{ roomId: string }[]} reports all that are open */
  setReports(reports) {
    this.#reports = new Map();
    reports.forEach(({ roomId }) => this.#reports.set(roomId, this.reportsOf(roomId) + 1));
  }

  /**
   * @param {string} roomId
   * @param {number} open
   */
  tellReports(roomId, open) {
    this.#reports.set(roomId, open);
  }

  /** None of that room's are this person's. @param {string} roomId */
  dropReports(roomId) {
    this.#reports.delete(roomId);
  }

  /** @param {string} roomId */
  reportsOf(roomId) {
    return this.#reports.get(roomId) ?? 0;
  }

  /** Whether reports of that room were told: then this person decides them. @param {string} roomId */
  hasReportsOf(roomId) {
    return this.#reports.has(roomId);
  }

  get reports() {
    return [...this.#reports.values()].reduce((sum, open) => sum + open, 0);
  }

  /** Whether reports of any room were told: then this person decides some. */
  get hasReports() {
    return this.#reports.size > 0;
  }

  /** Asked anew into a room takes the place of before. @param {PendingInvitation} invitation */
  invited(invitation) {
    this.invitations = [invitation, ...this.invitations.filter(({ roomId }) => roomId !== invitation.roomId)];
  }

  /** @param {string} roomId */
  answered(roomId) {
    this.invitations = this.invitations.filter((one) => one.roomId !== roomId);
  }

  /** What a badge counts. */
  get waiting() {
    return this.invitations.length + this.reports;
  }
}
