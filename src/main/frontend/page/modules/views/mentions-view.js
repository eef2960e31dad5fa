import { folded } from '../store/rules.js';
import { UNSPACED } from '../texts/scripts.js';
import { text } from '../texts/texts.js';
import { avatar, element, find } from './dom.js';

const SHOWN = 8;
/** Opens wherever the server would mention: behind anything but a word of a script with spaces. */
const WORD = new RegExp(`(?<!(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}])[@\uff20]([^@\uff20\\n]{0,50})$`, 'u');

/** What was begun of a name before the caret; undefined if no name is begun. */
export function begunName(before) {
  return WORD.exec(before)?.[1];
}

/** Completes `@name` in the box: a list above it, chosen from with the arrows while the focus stays in the box. */
export class MentionsView {
  #list = find('#mention-list');
  #box;
  #find;
  #announce;
  #people = [];
  #at = 0;
  #from = -1;
  #asked = 0;

  /** `people(beginning)` promises `{userId, name}`s; `announce(text)`. */
  constructor(box, people, announce) {
    this.#box = box;
    this.#find = people;
    this.#announce = announce;
    // Before the box loses the focus.
    this.#list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      if (option) {
        this.#take(Number(option.dataset.at));
      }
    });
  }

  get open() {
    return !this.#list.hidden;
  }

  /** The text or the cursor has changed: what was found before holds as far as it fits what stands there now. */
  async look() {
    this.#asked += 1;
    const asked = this.#asked;
    const written = this.#written();
    if (!written) {
      this.close();
      return;
    }
    this.#show(fitting(this.#people, written), written);
    const people = await this.#find(written.word);
    if (asked === this.#asked) {
      const many = people.length !== this.#people.length;
      this.#show(fitting(people, written).slice(0, SHOWN), written);
      if (many && this.open) {
        this.#announce(text('composer.people.found', { count: this.#people.length }));
      }
    }
  }

  /** True if the key was for the list. */
  onKey(event) {
    if (!this.open) {
      return false;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps) {
      this.#at = (this.#at + steps + this.#people.length) % this.#people.length;
      this.#render();
    } else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      this.#take(this.#at);
    } else if (event.key === 'Escape') {
      this.close();
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** Whatever is still being asked for belongs to a text that is gone. */
  close() {
    this.#asked += 1;
    this.#hide();
  }

  #hide() {
    this.#people = [];
    this.#list.hidden = true;
    this.#box.removeAttribute('aria-activedescendant');
    this.#box.removeAttribute('aria-controls');
  }

  /** The beginning of a name before the cursor, and where its `@` stands. */
  #written() {
    const { selectionStart, selectionEnd, value } = this.#box;
    const begun = selectionStart === selectionEnd ? begunName(value.slice(0, selectionStart)) : undefined;
    return begun === undefined ? undefined : { word: begun, from: selectionStart - begun.length - 1 };
  }

  #show(people, { from }) {
    if (people.length === 0) {
      this.#hide();
      return;
    }
    const chosen = this.#people[this.#at]?.userId;
    this.#people = people;
    this.#at = Math.max(0, people.findIndex(({ userId }) => userId === chosen));
    this.#from = from;
    this.#render();
  }

  #take(at) {
    const { name } = this.#people[at];
    const from = this.#from;
    this.close();
    this.#box.setRangeText(`@${name} `, from, this.#box.selectionStart, 'end');
    this.#box.dispatchEvent(new Event('input'));
    this.close();
  }

  #render() {
    this.#list.hidden = false;
    this.#list.replaceChildren(
      ...this.#people.map(({ userId, name }, at) =>
        element(
          'li',
          { id: `mention-${at}`, role: 'option', 'aria-selected': String(at === this.#at), 'data-at': String(at) },
          avatar(userId, name),
          element('span', {}, name),
        ),
      ),
    );
    this.#box.setAttribute('aria-controls', 'mention-list');
    this.#box.setAttribute('aria-activedescendant', `mention-${this.#at}`);
    this.#list.children[this.#at].scrollIntoView({ block: 'nearest' });
  }
}

/** Those whose name begins with what is written, as it is written now. */
export function fitting(people, { word }) {
  const wanted = folded(word);
  return people.filter(({ name }) => folded(name).startsWith(wanted));
}
