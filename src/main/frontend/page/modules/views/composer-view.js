import { plain } from '../markdown/markdown.js';
import { LIMITS } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { find } from './dom.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { MentionsView } from './mentions-view.js'
 */

/**
 * `submit`: what is not taken stays in the box; `wrote`: the text as it is now; `editLast`: whether there is a message to
 * edit; `emoji`: where the button is.
 *
 * @typedef {object} ComposerIntents
 * @property {(words: string) => Promise<boolean>} submit
 * @property {(words: string) => void} wrote
 * @property {() => void} cancel
 * @property {() => boolean} editLast
 * @property {(opener: HTMLElement) => void} emoji
 */

const TELL_LEFT_FROM = 200;
/** Where fingers write there is no Shift+Enter: Enter starts a line, the button sends. */
const TOUCH = matchMedia('(pointer: coarse)');

/**
 * The box to write in: new messages, answers, edits. Enter sends, Shift+Enter starts a new line; on a phone Enter does,
 * and Ctrl+Enter sends everywhere. Arrow up in an empty box edits the person's last message, Esc goes back.
 */
export class ComposerView {
  #store;
  #intents;
  #mentions;
  #form = find('#composer', HTMLFormElement);
  #box = find('#message', HTMLTextAreaElement);
  #send = find('#send');
  #banner = find('#composer-banner');
  #bannerText = find('#composer-banner-text');
  #quote = find('#composer-banner-quote');
  #left = find('#composer-left');
  /** @type {Conversation | undefined} */
  #conversation;

  /**
   * @param {Store} store
   * @param {ComposerIntents} intents
   * @param {MentionsView} mentions
   */
  constructor(store, intents, mentions) {
    this.#store = store;
    this.#intents = intents;
    this.#mentions = mentions;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#box.addEventListener('keydown', (event) => !mentions.onKey(event) && this.#onKey(event));
    this.#box.addEventListener('input', () => {
      this.#fit();
      intents.wrote(this.#box.value);
      mentions.look();
    });
    this.#box.addEventListener('blur', () => mentions.close());
    find('#composer-cancel').addEventListener('click', () => intents.cancel());
    find('#emoji-button').addEventListener('click', () => intents.emoji(find('#emoji-button')));
    const nameEnter = () => {
      this.#box.setAttribute('enterkeyhint', TOUCH.matches ? 'enter' : 'send');
      find('#message-hint').textContent = text(TOUCH.matches ? 'composer.hint.touch' : 'composer.hint');
    };
    TOUCH.addEventListener('change', nameEnter);
    nameEnter();
    store.on(['composer', 'room'], () => this.render());
  }

  get box() {
    return this.#box;
  }

  focus() {
    if (this.#box.checkVisibility()) {
      this.#box.focus();
    }
  }

  /**
   * Puts the words where the cursor is.
   *
   * @param {string} words
   * @param {number} [from]
   */
  insert(words, from = this.#box.selectionStart) {
    this.#box.setRangeText(words, from, this.#box.selectionEnd, 'end');
    this.#box.dispatchEvent(new Event('input'));
    this.#box.focus();
  }

  render() {
    const conversation = this.#store.current;
    if (!conversation) {
      this.#conversation = undefined;
      return;
    }
    const { editing, editText, draft, replyTo } = conversation;
    const words = editing ? editText : draft;
    // Everything typed is told at once, so a difference is somebody else's doing; without one the cursor stays.
    if (conversation !== this.#conversation || words !== this.#box.value) {
      this.#conversation = conversation;
      this.#box.value = words;
      this.#mentions.close();
      this.#fit();
    }
    this.#box.placeholder = text('composer.placeholder', { room: this.#store.room?.name ?? '' });
    this.#send.textContent = text(editing ? 'composer.save' : 'composer.send');
    this.#banner.hidden = !editing && !replyTo;
    this.#bannerText.textContent = editing
      ? text('composer.editing')
      : replyTo
        ? text('composer.replying', { name: replyTo.senderName })
        : '';
    this.#quote.textContent = !editing && replyTo ? plain(replyTo.content) : '';
  }

  async #submit() {
    // Who has sent is not to be offered what the old text asked for.
    this.#mentions.close();
    await this.#intents.submit(this.#box.value);
    this.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === 'Enter' && sends(event)) {
      event.preventDefault();
      this.#form.requestSubmit();
    } else if (event.key === 'ArrowUp' && !event.altKey && this.#box.value === '') {
      if (this.#intents.editLast()) {
        event.preventDefault();
      }
    } else if (event.key === 'Escape') {
      this.#intents.cancel();
    }
  }

  /** As tall as the text, up to what the style sheet allows; and how much more fits in. */
  #fit() {
    this.#box.style.height = 'auto';
    this.#box.style.height = `${this.#box.scrollHeight + this.#box.offsetHeight - this.#box.clientHeight}px`;
    const left = LIMITS.content.max - [...this.#box.value.trim()].length;
    this.#left.textContent = left > TELL_LEFT_FROM ? '' : text(left < 0 ? 'composer.over' : 'composer.left', { count: Math.abs(left) });
    this.#left.classList.toggle('over', left < 0);
  }
}

/** @param {KeyboardEvent} event */
function sends({ shiftKey, ctrlKey, metaKey }) {
  return ctrlKey || metaKey || (!shiftKey && !TOUCH.matches);
}
