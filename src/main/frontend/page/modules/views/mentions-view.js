import { Latest } from '../latest.js';
import { folded, isCalled, surest } from '../store/rules.js';
import { UNSPACED } from '../texts/scripts.js';
import { text } from '../texts/texts.js';
import { avatar, find } from './dom.js';
import { ListBox } from './list-box.js';
import { bothNames } from './names.js';

/** @import { Found } from '../actions/people.js' */

const SHOWN = 8;
/** Opens wherever the server would mention: behind anything but a word of a script with spaces. */
const WORD = new RegExp(`(?<!(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}])[@\uff20]([^@\uff20\\n]{0,50})$`, 'u');

/**
 * What was begun of a name before the caret; undefined if no name is begun.
 *
 * @param {string} before
 */
export function begunName(before) {
  return WORD.exec(before)?.[1];
}

/** Completes `@name` in the box: a list above it, chosen from with the arrows while the focus stays in the box. */
export class MentionsView {
  #box;
  #find;
  #announce;
  /** @type {ListBox<Found>} */
  #list;
  /** Where the `@` stands. */
  #from = -1;
  #asked = new Latest();
  /** All who were found last, more than are shown: the surest of what is written next may be among the others. @type {Found[]} */
  #found = [];

  /**
   * @param {HTMLTextAreaElement} box
   * @param {(beginning: string) => Promise<Found[]>} people
   * @param {(words: string) => void} announce
   */
  constructor(box, people, announce) {
    this.#box = box;
    this.#find = people;
    this.#announce = announce;
    this.#list = new ListBox(box, find('#mention-list'), {
      draw: ({ userId, name, displayName, image }) => [avatar(userId, name, image), bothNames(userId, name, displayName)],
      onTake: (person) => this.#take(person),
    });
  }

  /** The text or the cursor has changed: what was found before holds as far as it fits what stands there now. */
  async look() {
    const isLatest = this.#asked.begin();
    const written = this.#written();
    if (!written) {
      this.close();
      return;
    }
    this.#show(written);
    const people = await this.#find(written.word);
    if (isLatest()) {
      const many = people.length !== this.#list.items.length;
      this.#found = people;
      this.#show(written);
      if (many && this.#list.open) {
        this.#announce(text('composer.people.found', { count: this.#list.items.length }));
      }
    }
  }

  /**
   * True if the key was for the list.
   *
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    const { chosen } = this.#list;
    if (!chosen) {
      return false;
    }
    if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      this.#take(chosen);
    } else if (event.key === 'Escape') {
      this.close();
    } else if (!this.#list.step(event.key)) {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** Whatever is still being asked for belongs to a text that is gone. */
  close() {
    this.#asked.begin();
    this.#found = [];
    this.#list.hide();
  }

  /** The beginning of a name before the cursor, and where its `@` stands. */
  #written() {
    const { selectionStart, selectionEnd, value } = this.#box;
    const begun = selectionStart === selectionEnd ? begunName(value.slice(0, selectionStart)) : undefined;
    return begun === undefined ? undefined : { word: begun, from: selectionStart - begun.length - 1 };
  }

  /** @param {{ word: string, from: number }} written */
  #show(written) {
    const people = fitting(this.#found, written).slice(0, SHOWN);
    const picked = this.#list.picked?.userId;
    this.#from = written.from;
    this.#list.show(
      people,
      people.findIndex(({ userId }) => userId === picked),
    );
  }

  /** @param {Found} person */
  #take({ name }) {
    const from = this.#from;
    this.close();
    this.#box.setRangeText(`@${name} `, from, this.#box.selectionStart, 'end');
    this.#box.dispatchEvent(new Event('input'));
    this.close();
  }
}

/**
 * Those of whose name, or display name, a part begins with what is written, as it is written now; the surest first.
 *
 * @param {Found[]} people
 * @param {{ word: string }} written
 */
export function fitting(people, { word }) {
  const wanted = folded(word);
  return people.filter((person) => isCalled(person, wanted)).sort(surest(wanted));
}
