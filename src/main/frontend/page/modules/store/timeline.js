const EARLY_MAX = 500;
const NOTICES_MAX = 100;

/**
 * The messages of one room that this page holds: unique by `_id`, each in its newest version (`change`), with the
 * notices (who came, who went) between them. The server numbers a room without holes, so what is held is a few *runs*
 * of consecutive numbers: the one that ends at `complete` is live, others come of jumps into the past. What is shown is
 * one run, so a hole can never look like a conversation.
 */
export class Timeline {
  #bySeq = new Map();
  #seqById = new Map();
  /** `{from, to}`, ascending, never touching. */
  #runs = [];
  /** Id of a quoted message -> the numbers of the messages that quote it. */
  #quotes = new Map();
  /** Versions newer than the message that will come: a page was read before the change, and arrives after it. */
  #early = new Map();
  /** The number of the message that it stands behind -> notices. */
  #notices = new Map();
  #noticeCount = 0;
  #complete = 0;
  #floor = 1;
  #loaded = false;

  /** The newest page of the room, oldest first; the base that everything after is measured from. */
  begin(page, hasOlder) {
    this.#insert(page);
    this.#complete = Math.max(this.#complete, page.at(-1)?.seq ?? 0);
    this.#loaded = true;
    if (!hasOlder) {
      this.#floor = page[0]?.seq ?? this.#complete + 1;
    }
    this.#advance();
  }

  /** A page fetched with `?after=complete`; answers the messages that are new here. */
  catchUp(page) {
    const fresh = this.#insert(page);
    this.#advance();
    return fresh;
  }

  /** The newest page after so long an absence that what is between is left to be read on demand. */
  skipTo(page) {
    this.#insert(page);
    this.#complete = Math.max(this.#complete, page.at(-1)?.seq ?? 0);
    this.#advance();
  }

  /** A page read for its own sake: older ones, or around a message that somebody jumps to. */
  add(page) {
    this.#insert(page);
    this.#advance();
  }

  /** Nothing older exists. */
  setFloor(seq) {
    this.#floor = seq;
  }

  /** A message as it arrives live. False if it was here already. */
  receive(message) {
    const fresh = this.#insert([message]).length > 0;
    this.#advance();
    return fresh;
  }

  /** A newer version of a message: edited, deleted, reacted to. True if something that is held looks different now. */
  change(message) {
    const requoted = this.#requote(message);
    const seq = this.#seqById.get(message._id);
    if (seq === undefined) {
      this.#keepEarly(message);
      return requoted;
    }
    return this.#renew(seq, message) || requoted;
  }

  /** `kind` is `joined` or `left`; the notice stands behind the newest message of its moment. */
  note(kind, userId, userName, at) {
    this.#noticeCount += 1;
    const notice = { id: `notice-${this.#noticeCount}`, kind, userId, userName, at };
    const before = (this.#notices.get(this.newest) ?? []).slice(1 - NOTICES_MAX);
    this.#notices.set(this.newest, [...before, notice]);
  }

  /** The notices that stand right behind that message, in their order. */
  noticesAfter(seq) {
    return this.#notices.get(seq) ?? [];
  }

  /** Forgets all but the newest `max` messages; the others can be read again. */
  trim(max) {
    const oldest = this.newest - max + 1;
    if (this.#bySeq.size > max && oldest <= this.#complete) {
      this.#forgetBefore(oldest);
    }
  }

  /** The room's history begins at that number now: what was before is gone, here and where it is quoted. True if something looks different. */
  expire(seq) {
    if (seq <= this.#floor) {
      return false;
    }
    for (const [id, seqs] of this.#quotes) {
      const original = this.#seqById.get(id);
      seqs.forEach((quoting) => {
        const message = this.#bySeq.get(quoting);
        if (message?.replyTo && (original ?? message.replyTo.seq) < seq) {
          this.#bySeq.set(quoting, { ...message, replyTo: undefined });
        }
      });
    }
    this.#forgetBefore(seq);
    this.#early = new Map([...this.#early].filter(([, message]) => message.seq >= seq));
    this.#floor = seq;
    this.#complete = Math.max(this.#complete, seq - 1);
    this.#advance();
    return true;
  }

  #forgetBefore(oldest) {
    for (const [seq, message] of this.#bySeq) {
      if (seq < oldest) {
        this.#bySeq.delete(seq);
        this.#seqById.delete(message._id);
        this.#quotes.get(message.replyTo?._id)?.delete(seq);
      }
    }
    this.#runs = this.#runs.filter(({ to }) => to >= oldest).map(({ from, to }) => ({ from: Math.max(from, oldest), to }));
    this.#notices = new Map([...this.#notices].filter(([seq]) => seq >= oldest));
  }

  get loaded() {
    return this.#loaded;
  }

  /** The highest number up to which nothing is missing, counted from the live run's beginning. */
  get complete() {
    return this.#complete;
  }

  /** Whether something arrived from beyond a hole. */
  get hasGap() {
    return this.#loaded && this.newest > this.#complete;
  }

  /** The number of the last message held; 0 without any. */
  get newest() {
    return this.#runs.at(-1)?.to ?? 0;
  }

  get size() {
    return this.#bySeq.size;
  }

  /** `{from, to}` of the run that holds `seq`, by default the live one; `to < from` if there is none. */
  runAt(seq = this.#complete) {
    const run = this.#runs.find(({ from, to }) => from <= seq && seq <= to);
    return run ? { ...run } : { from: this.#complete + 1, to: this.#complete };
  }

  /** Whether the server has messages before that number. */
  hasOlder(seq) {
    return this.#loaded && seq > this.#floor;
  }

  at(seq) {
    return this.#bySeq.get(seq);
  }

  find(messageId) {
    return this.#bySeq.get(this.#seqById.get(messageId));
  }

  /** The newest message that satisfies the condition, going back from the end of the live run. */
  lastWhere(condition) {
    const { from, to } = this.runAt();
    for (let seq = to; seq >= from; seq -= 1) {
      if (condition(this.#bySeq.get(seq))) {
        return this.#bySeq.get(seq);
      }
    }
    return undefined;
  }

  #insert(messages) {
    const fresh = [];
    for (const message of messages) {
      if (this.#bySeq.has(message.seq)) {
        this.#renew(message.seq, message);
      } else {
        this.#hold(this.#latest(message));
        fresh.push(message);
      }
    }
    return fresh;
  }

  #latest(message) {
    const early = this.#early.get(message._id);
    this.#early.delete(message._id);
    return early && (early.change ?? 0) > (message.change ?? 0) ? early : message;
  }

  #hold(message) {
    const { seq } = message;
    this.#bySeq.set(seq, message);
    this.#seqById.set(message._id, seq);
    this.#quoting(message);
    const before = this.#runs.find(({ to }) => to === seq - 1);
    const after = this.#runs.find(({ from }) => from === seq + 1);
    if (before && after) {
      before.to = after.to;
      this.#runs.splice(this.#runs.indexOf(after), 1);
    } else if (before) {
      before.to = seq;
    } else if (after) {
      after.from = seq;
    } else {
      this.#runs.push({ from: seq, to: seq });
      this.#runs.sort((a, b) => a.from - b.from);
    }
  }

  #renew(seq, message) {
    if ((message.change ?? 0) <= (this.#bySeq.get(seq).change ?? 0)) {
      return false;
    }
    this.#bySeq.set(seq, message);
    this.#quoting(message);
    return true;
  }

  #quoting({ replyTo, seq }) {
    if (replyTo) {
      const seqs = this.#quotes.get(replyTo._id) ?? new Set();
      this.#quotes.set(replyTo._id, seqs.add(seq));
    }
  }

  /** What is quoted elsewhere says what the original says now. */
  #requote(original) {
    const seqs = this.#quotes.get(original._id) ?? [];
    let changed = false;
    for (const seq of seqs) {
      const quoting = this.#bySeq.get(seq);
      const quote = { ...quoting.replyTo, content: [...original.content].slice(0, 200).join(''), deleted: Boolean(original.deleted) };
      if (quote.content !== quoting.replyTo.content || quote.deleted !== Boolean(quoting.replyTo.deleted)) {
        this.#bySeq.set(seq, { ...quoting, replyTo: quote });
        changed = true;
      }
    }
    return changed;
  }

  #keepEarly(message) {
    const known = this.#early.get(message._id);
    if (!known || (message.change ?? 0) > (known.change ?? 0)) {
      this.#early.delete(message._id);
      this.#early.set(message._id, message);
    }
    if (this.#early.size > EARLY_MAX) {
      this.#early.delete(this.#early.keys().next().value);
    }
  }

  #advance() {
    if (this.#loaded) {
      // An empty room is complete up to 0, and its first message is number 1.
      const run = this.#runs.find(({ from, to }) => from <= this.#complete + 1 && this.#complete <= to);
      this.#complete = Math.max(this.#complete, run?.to ?? 0);
    }
  }
}
