import { text } from '../texts/texts.js';
import { avatar, element, find } from './dom.js';

const SHOWN = 8;
const WORD = /(?:^|[\s(])@([^@\n]{0,30})$/u;

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

  async look() {
    const { selectionStart, selectionEnd, value } = this.#box;
    const match = selectionStart === selectionEnd && WORD.exec(value.slice(0, selectionStart));
    this.#asked += 1;
    const asked = this.#asked;
    if (!match) {
      this.close();
      return;
    }
    const people = (await this.#find(match[1])).slice(0, SHOWN);
    if (asked !== this.#asked) {
      return;
    }
    this.#from = selectionStart - match[1].length - 1;
    const many = people.length !== this.#people.length;
    this.#people = people;
    this.#at = 0;
    if (people.length === 0) {
      this.close();
      return;
    }
    if (many) {
      this.#announce(text('composer.people.found', { count: people.length }));
    }
    this.#render();
  }

  /** True if the key was for the list. */
  onKey(event) {
    if (!this.open || event.isComposing) {
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

  close() {
    this.#asked += 1;
    this.#people = [];
    this.#list.hidden = true;
    this.#box.removeAttribute('aria-activedescendant');
    this.#box.removeAttribute('aria-controls');
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
