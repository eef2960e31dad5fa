/** Who is in the room right now: one entry per person, however many windows they have open. */
export class Roster {
  #names = new Map();
  #beyond = 0;
  #moves;

  /** A list is being asked for: whoever moves until it is here may be missing in it. */
  asking() {
    this.#moves = [];
  }

  /** From `active_users` or a join's ack: one entry per socket. `count` may exceed the list, which the server cuts at 200. */
  reset(users, count = users.length) {
    this.#names = new Map(users.map(({ userId, userName }) => [userId, userName]));
    this.#beyond = Math.max(0, count - users.length);
    const moves = this.#moves ?? [];
    this.#moves = undefined;
    // Each is later than the list or already in it, and the last one of a person is what holds.
    moves.forEach(([move, ...person]) => this[move](...person));
  }

  joined(userId, userName) {
    this.#moves?.push(['joined', userId, userName]);
    this.#names.set(userId, userName);
  }

  left(userId) {
    this.#moves?.push(['left', userId]);
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
