const KEEP_DRAFT_MS = 300;

/** What happens in the box: drafts, answers, edits, sending. */
export class Composing {
  #store;
  #posting;
  #changing;
  #signs;
  #session;
  #timer;
  /** Conversations whose draft has changed since it was kept; other windows keep theirs. */
  #changed = new Set();

  constructor(store, { posting, changing, signs, session }) {
    this.#store = store;
    this.#posting = posting;
    this.#changing = changing;
    this.#signs = signs;
    this.#session = session;
    window.addEventListener('pagehide', () => this.keep());
  }

  wrote(words) {
    const { current } = this.#store;
    if (current?.editing) {
      current.editText = words;
    } else if (current) {
      current.draft = words;
      this.#changed.add(current);
      this.#signs.wrote(current, words.trim() === '');
      this.#timer ??= setTimeout(() => this.keep(), KEEP_DRAFT_MS);
    }
  }

  /** True if the text was taken. Throws what is wrong with it. */
  async submit(words) {
    const { current } = this.#store;
    if (!current || !words.trim()) {
      return false;
    }
    const { editing, saving } = current;
    // As the box has it: a message may have come with other ends of lines.
    if (editing) {
      current.editText = words;
    }
    if (editing && saving) {
      // Who sends again while the edit is under way has begun something new, which is the draft by then.
      await saving.catch(() => {});
      return !current.editing && current.draft === words && current === this.#store.current && this.submit(words);
    }
    if (editing) {
      current.saving = this.#save(current, editing, words);
      await current.saving;
    } else {
      this.#posting.post(current, words);
      current.draft = '';
      this.#changed.add(current);
      this.keep();
      this.#signs.stopped();
    }
    this.#store.changed('composer');
    return true;
  }

  reply(message) {
    this.#with((current) => {
      current.editing = undefined;
      current.replyTo = message;
    });
  }

  edit(message) {
    this.#with((current) => {
      if (current.editing?._id !== message._id) {
        current.editText = message.content;
      }
      current.editing = message;
    });
  }

  /** The person's last message, if there is one. */
  editLast() {
    const { current, me } = this.#store;
    const last = current?.timeline.lastWhere(({ sender, deleted }) => sender === me._id && !deleted);
    if (last) {
      this.edit(last);
    }
    return Boolean(last);
  }

  cancel() {
    this.#with((current) => {
      if (current.editing) {
        current.editing = undefined;
      } else {
        current.replyTo = undefined;
      }
    });
  }

  /** Puts drafts where a reload finds them. */
  keep() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.forEach(({ roomId, draft }) => this.#session.keepsakes?.keepDraft(roomId, draft));
    this.#changed.clear();
  }

  async #save(conversation, editing, words) {
    try {
      await this.#changing.edit(conversation, editing, words);
    } finally {
      conversation.saving = undefined;
    }
    if (conversation.editing === editing) {
      this.#edited(conversation, words);
    }
  }

  /** Who typed on while the answer was under way has begun something new. */
  #edited(conversation, words) {
    conversation.editing = undefined;
    if (conversation.editText !== words) {
      conversation.draft = [conversation.draft, conversation.editText].filter(Boolean).join('\n');
      this.#changed.add(conversation);
      this.keep();
    }
  }

  #with(change) {
    const { current } = this.#store;
    if (current) {
      change(current);
      this.#store.changed('composer');
    }
  }
}
