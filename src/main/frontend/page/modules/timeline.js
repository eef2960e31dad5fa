/**
 * The messages of one room that this page holds: unique by `_id`, ordered by `seq`, with the notices (who came, who
 * went) between them. The server numbers a room without holes, so `complete` — the highest `seq` up to which nothing
 * is missing — tells exactly where to catch up from.
 */
export class Timeline {
  #messages = new Map();
  #ordered = [];
  #notices = [];
  #noticeCount = 0;
  #complete = 0;
  #loaded = false;

  /** Whether older messages exist on the server. */
  hasOlder = false;

  /** The newest page of the room, oldest first; the base that everything after is measured from. */
  begin(page, hasOlder) {
    this.#insert(page);
    this.#complete = Math.max(this.#complete, page.at(-1)?.seq ?? 0);
    this.#loaded = true;
    this.hasOlder = hasOlder;
    this.#advance();
  }

  /** A page fetched with `?after=complete`. */
  catchUp(page) {
    this.#insert(page);
    if (page.length > 0 && page[0].seq <= this.#complete + 1) {
      this.#complete = Math.max(this.#complete, page.at(-1).seq);
    }
    this.#advance();
  }

  /** A page fetched with `?before=oldest`. */
  prepend(page, hasOlder) {
    this.#insert(page);
    this.hasOlder = hasOlder && page.length > 0;
  }

  /** A message as it arrives live. False if it was here already. */
  receive(message) {
    const fresh = this.#insert([message]) > 0;
    this.#advance();
    return fresh;
  }

  /** `kind` is `joined` or `left`; the notice stands behind the newest message of its moment. */
  note(kind, userName, at) {
    this.#noticeCount += 1;
    this.#notices.push({ id: `notice-${this.#noticeCount}`, kind, userName, at, seq: this.newest });
  }

  /** Forgets all but the newest `max` messages; the others can be read again with `?before=`. */
  trim(max) {
    const surplus = this.#ordered.length - max;
    if (surplus <= 0) {
      return;
    }
    for (const message of this.#ordered.splice(0, surplus)) {
      this.#messages.delete(message._id);
    }
    this.#notices = this.#notices.filter((notice) => notice.seq >= this.oldest);
    this.hasOlder = true;
  }

  get loaded() {
    return this.#loaded;
  }

  get complete() {
    return this.#complete;
  }

  /** Whether something arrived from beyond a hole. */
  get hasGap() {
    return this.#loaded && this.newest > this.#complete;
  }

  get oldest() {
    return this.#ordered[0]?.seq ?? 0;
  }

  get newest() {
    return this.#ordered.at(-1)?.seq ?? 0;
  }

  get messages() {
    return this.#ordered;
  }

  /** Messages and notices in the order of reading: `{type: 'message', message}` and `{type: 'notice', notice}`. */
  items() {
    const items = [];
    let next = 0;
    const notesBefore = (seq) => {
      while (next < this.#notices.length && this.#notices[next].seq < seq) {
        items.push({ type: 'notice', notice: this.#notices[next] });
        next += 1;
      }
    };
    for (const message of this.#ordered) {
      notesBefore(message.seq);
      items.push({ type: 'message', message });
    }
    notesBefore(Infinity);
    return items;
  }

  #insert(messages) {
    let added = 0;
    for (const message of messages) {
      if (!this.#messages.has(message._id)) {
        this.#messages.set(message._id, message);
        this.#ordered.push(message);
        added += 1;
      }
    }
    if (added > 0) {
      this.#ordered.sort((a, b) => a.seq - b.seq);
    }
    return added;
  }

  #advance() {
    if (!this.#loaded) {
      return;
    }
    for (const { seq } of this.#ordered) {
      if (seq === this.#complete + 1) {
        this.#complete = seq;
      }
    }
  }
}
