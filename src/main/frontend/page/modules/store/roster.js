/** Who is in the room right now: one entry per person, however many windows they have open. */
export class Roster {
  #names = new Map();
  #beyond = 0;

  /** From `active_users` or a join's ack: one entry per socket. `count` may exceed the list, which the server cuts at 200. */
  reset(users, count = users.length) {
    this.#names = new Map(users.map(({ userId, userName }) => [userId, userName]));
    this.#beyond = Math.max(0, count - users.length);
  }

  joined(userId, userName) {
    this.#names.set(userId, userName);
  }

  left(userId) {
    this.#names.delete(userId);
  }

  /** People that the server counted but did not list. */
  get beyond() {
    return this.#beyond;
  }

  get count() {
    return this.#names.size + this.#beyond;
  }

  /** `{userId, userName}` by name. */
  people() {
    return [...this.#names]
      .map(([userId, userName]) => ({ userId, userName }))
      .sort((a, b) => a.userName.localeCompare(b.userName));
  }
}
