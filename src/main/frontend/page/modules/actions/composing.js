/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 * @import { Changing } from './changing.js'
 * @import { Posting } from './posting.js'
 * @import { Session } from './session.js'
 * @import { TypingSigns } from './typing-signs.js'
 */

const KEEP_DRAFT_MS = 300;

/** What happens in the box: drafts, answers, edits, sending. */
export class Composing {
  #store;
  #posting;
  #changing;
  #signs;
  #session;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /**
   * Conversations whose draft has changed since it was kept; other windows keep theirs.
   * @type {Set<Conversation>}
   */
  #changed = new Set();

  /**
   * @param {Store} store
   * @param {{ posting: Pick<Posting, 'post'>, changing: Pick<Changing, 'edit'>, signs: Pick<TypingSigns, 'wrote' | 'stopped'>, session: Pick<Session, 'savedWork'> }} actions
   */
  constructor(store, { posting, changing, signs, session }) {
    this.#store = store;
    this.#posting = posting;
    this.#changing = changing;
    this.#signs = signs;
    this.#session = session;
    window.addEventListener('pagehide', () => this.keep());
  }

  /** @param {string} words */
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

  /**
   * True if the text was taken. Throws what is wrong with it.
   *
   * @param {string} words
   * @returns {Promise<boolean>}
   */
  async submit(words) {
    const { current } = this.#store;
    if (!current || !words.trim()) {
      return false;
    }
    if (!current.editing) {
      this.#post(current, words);
      return true;
    }
    // As the box has it: a message may have come with other ends of lines.
    current.editText = words;
    if (current.saving) {
      return this.#afterSaving(current, words);
    }
    current.saving = this.#save(current, current.editing, words);
    await current.saving;
    this.#store.changed('composer');
    return true;
  }

  /**
   * Who sends again while an edit is under way has begun something new, which is the draft by then.
   *
   * @param {Conversation} conversation
   * @param {string} words
   */
  async #afterSaving(conversation, words) {
    await conversation.saving?.catch(() => {});
    const isDraft = !conversation.editing && conversation.draft === words && conversation === this.#store.current;
    if (isDraft) {
      this.#post(conversation, words);
    }
    return isDraft;
  }

  /**
   * @param {Conversation} conversation
   * @param {string} words
   */
  #post(conversation, words) {
    this.#posting.post(conversation, words);
    conversation.draft = '';
    this.#changed.add(conversation);
    this.keep();
    this.#signs.stopped();
    this.#store.changed('composer');
  }

  /** @param {Message} message */
  reply(message) {
    this.#with((current) => {
      current.editing = undefined;
      current.replyTo = message;
    });
  }

  /** @param {Message} message */
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
    const last = current?.timeline.lastWhere(({ sender, deleted }) => sender === me?._id && !deleted);
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
    this.#changed.forEach(({ roomId, draft }) => this.#session.savedWork?.keepDraft(roomId, draft));
    this.#changed.clear();
  }

  /**
   * @param {Conversation} conversation
   * @param {Message} editing
   * @param {string} words
   */
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

  /**
   * Who typed on while the answer was under way has begun something new.
   *
   * @param {Conversation} conversation
   * @param {string} words
   */
  #edited(conversation, words) {
    conversation.editing = undefined;
    if (conversation.editText !== words) {
      conversation.draft = [conversation.draft, conversation.editText].filter(Boolean).join('\n');
      this.#changed.add(conversation);
      this.keep();
    }
  }

  /** @param {(current: Conversation) => void} change */
  #with(change) {
    const { current } = this.#store;
    if (current) {
      change(current);
      this.#store.changed('composer');
    }
  }
}
