/** @import { Message } from '../wire/types.js' */

const EARLY_MAX = 500;
/** So many characters of a message stand in a quote of it. */
const QUOTED = 200;
const NOTICES_MAX = 100;

/**
 * Consecutive numbers; empty if `to < from`.
 *
 * @typedef {{ from: number, to: number }} Run
 */

/** @typedef {{ id: string, kind: 'joined' | 'left', userId: string, userName: string, at: number }} Notice */

/**
 * The messages of one room that this page holds: unique by `_id`, each in its newest version (`change`), with the
 * notices (who came, who went) between them. The server numbers a room without holes, so what is held is a few *runs*
 * of consecutive numbers: the one that ends at `complete` is live, others come of jumps into the past. What is shown is
 * one run, so a hole can never look like a conversation.
 */
export class Timeline {
  /** @type {Map<number, Message>} */
  #bySeq = new Map();
  /** @type {Map<string, number>} */
  #seqById = new Map();
  /**
   * `{from, to}`, ascending, never touching.
   * @type {Run[]}
   */
  #runs = [];
  /**
   * Id of a quoted message -> the numbers of the messages that quote it.
   * @type {Map<string, Set<number>>}
   */
  #quotes = new Map();
  /**
   * Versions newer than the message that will come: a page was read before the change, and arrives after it.
   * @type {Map<string, Message>}
   */
  #early = new Map();
  /**
   * The number of the message that it stands behind -> notices.
   * @type {Map<number, Notice[]>}
   */
  #notices = new Map();
  #noticeCount = 0;
  #complete = 0;
  #floor = 1;
  #loaded = false;

  /**
   * The newest page of the room, oldest first; the base that everything after is measured from.
   *
   * @param {Message[]} page
   * @param {boolean} hasOlder
   */
  begin(page, hasOlder) {
    this.#insert(page);
    this.#complete = Math.max(this.#complete, page.at(-1)?.seq ?? 0);
    this.#loaded = true;
    if (!hasOlder) {
      this.#floor = page[0]?.seq ?? this.#complete + 1;
    }
    this.#advance();
  }

  /**
   * The newest page after so long an absence that what is between is left to be read on demand.
   *
   * @param {Message[]} page
   */
  skipTo(page) {
    this.#insert(page);
    this.#complete = Math.max(this.#complete, page.at(-1)?.seq ?? 0);
    this.#advance();
  }

  /**
   * A page of messages, wherever it is from; answers those that are new here.
   *
   * @param {Message[]} page
   */
  add(page) {
    const fresh = this.#insert(page);
    this.#advance();
    return fresh;
  }

  /**
   * Nothing older exists.
   *
   * @param {number} seq
   */
  setFloor(seq) {
    this.#floor = seq;
  }

  /**
   * A message as it arrives live. False if it was here already.
   *
   * @param {Message} message
   */
  receive(message) {
    return this.add([message]).length > 0;
  }

  /**
   * A newer version of a message: edited, deleted, reacted to. True if something that is held looks different now.
   *
   * @param {Message} message
   */
  change(message) {
    const requoted = this.#requote(message);
    const seq = this.#seqById.get(message._id);
    if (seq === undefined) {
      this.#keepEarly(message);
      return requoted;
    }
    return this.#renew(seq, message) || requoted;
  }

  /**
   * `kind` is `joined` or `left`; the notice stands behind the newest message of its moment.
   *
   * @param {Notice['kind']} kind
   * @param {string} userId
   * @param {string} userName
   * @param {number} at
   */
  note(kind, userId, userName, at) {
    this.#noticeCount += 1;
    const notice = { id: `notice-${this.#noticeCount}`, kind, userId, userName, at };
    const before = (this.#notices.get(this.newest) ?? []).slice(1 - NOTICES_MAX);
    this.#notices.set(this.newest, [...before, notice]);
  }

  /**
   * Somebody is called otherwise now, as who is gone is. True if a notice names them otherwise than it did.
   *
   * @param {string} userId
   * @param {string} userName
   */
  rename(userId, userName) {
    let changed = false;
    for (const [seq, notices] of this.#notices) {
      if (notices.some((notice) => notice.userId === userId && notice.userName !== userName)) {
        this.#notices.set(
          seq,
          notices.map((notice) => (notice.userId === userId ? { ...notice, userName } : notice)),
        );
        changed = true;
      }
    }
    return changed;
  }

  /**
   * The notices that stand right behind that message, in their order.
   *
   * @param {number} seq
   */
  noticesAfter(seq) {
    return this.#notices.get(seq) ?? [];
  }

  /**
   * Forgets all but the newest `max` messages; the others can be read again.
   *
   * @param {number} max
   */
  trim(max) {
    const oldest = this.newest - max + 1;
    if (this.#bySeq.size > max && oldest <= this.#complete) {
      this.#forgetBefore(oldest);
    }
  }

  /**
   * The room's history begins at that number now: what was before is gone, here and where it is quoted. True if something looks different.
   *
   * @param {number} seq
   */
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

  /** @param {number} oldest */
  #forgetBefore(oldest) {
    for (const [seq, message] of this.#bySeq) {
      if (seq < oldest) {
        this.#bySeq.delete(seq);
        this.#seqById.delete(message._id);
        this.#quotes.get(message.replyTo?._id ?? '')?.delete(seq);
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

  /**
   * `{from, to}` of the run that holds `seq`, by default the live one; `to < from` if there is none.
   *
   * @param {number} [seq]
   */
  runAt(seq = this.#complete) {
    const run = this.#runs.find(({ from, to }) => from <= seq && seq <= to);
    return run ? { ...run } : { from: this.#complete + 1, to: this.#complete };
  }

  /**
   * Whether the server has messages before that number.
   *
   * @param {number} seq
   */
  hasOlder(seq) {
    return this.#loaded && seq > this.#floor;
  }

  /** @param {number} seq */
  at(seq) {
    return this.#bySeq.get(seq);
  }

  /** @param {string | undefined} messageId */
  find(messageId) {
    return this.#bySeq.get(this.#seqById.get(messageId ?? '') ?? NaN);
  }

  /**
   * The newest message that satisfies the condition, going back from the end of the live run.
   *
   * @param {(message: Message) => boolean} condition
   */
  lastWhere(condition) {
    const { from, to } = this.runAt();
    for (let seq = to; seq >= from; seq -= 1) {
      const message = this.#bySeq.get(seq);
      if (message && condition(message)) {
        return message;
      }
    }
    return undefined;
  }

  /** @param {Message[]} messages */
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

  /** @param {Message} message */
  #latest(message) {
    const early = this.#early.get(message._id);
    this.#early.delete(message._id);
    return early && (early.change ?? 0) > (message.change ?? 0) ? early : message;
  }

  /** @param {Message} message */
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

  /**
   * @param {number} seq
   * @param {Message} message
   */
  #renew(seq, message) {
    if ((message.change ?? 0) <= (this.#bySeq.get(seq)?.change ?? 0)) {
      return false;
    }
    this.#bySeq.set(seq, message);
    this.#quoting(message);
    return true;
  }

  /** @param {Message} message */
  #quoting({ replyTo, seq }) {
    if (replyTo) {
      const seqs = this.#quotes.get(replyTo._id) ?? new Set();
      this.#quotes.set(replyTo._id, seqs.add(seq));
    }
  }

  /**
   * What is quoted elsewhere says what the original says now.
   *
   * @param {Message} original
   */
  #requote(original) {
    const seqs = this.#quotes.get(original._id) ?? [];
    const content = [...original.content].slice(0, QUOTED).join('');
    const deleted = Boolean(original.deleted);
    let changed = false;
    for (const seq of seqs) {
      const quoting = this.#bySeq.get(seq);
      const before = quoting?.replyTo;
      if (quoting && before && (before.content !== content || Boolean(before.deleted) !== deleted)) {
        this.#bySeq.set(seq, { ...quoting, replyTo: { ...before, content, deleted } });
        changed = true;
      }
    }
    return changed;
  }

  /** @param {Message} message */
  #keepEarly(message) {
    const known = this.#early.get(message._id);
    if (!known || (message.change ?? 0) > (known.change ?? 0)) {
      this.#early.delete(message._id);
      this.#early.set(message._id, message);
    }
    for (const oldest of this.#early.keys()) {
      if (this.#early.size <= EARLY_MAX) {
        break;
      }
      this.#early.delete(oldest);
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
