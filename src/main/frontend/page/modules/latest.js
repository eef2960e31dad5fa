/** Of several questions only the latest counts. */
export class Latest {
  #turn = 0;

  /** A new question; the answer tells whether it is the latest one still. */
  begin() {
    this.#turn += 1;
    return this.same();
  }

  /** Tells whether no question has begun since. */
  same() {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }
}
