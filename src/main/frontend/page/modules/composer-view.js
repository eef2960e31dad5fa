/** The box to write in. Enter sends, Shift+Enter starts a new line; an unfinished input-method word is left alone. */
export class ComposerView {
  #form = document.querySelector('#composer');
  #box = document.querySelector('#message');

  /** `send(text)` answers whether the text was taken; if not, it stays in the box. */
  constructor(send) {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (send(this.#box.value)) {
        this.text = '';
      }
      this.#box.focus();
    });
    this.#box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#form.requestSubmit();
      }
    });
    this.#box.addEventListener('input', () => this.#fit());
  }

  get text() {
    return this.#box.value;
  }

  set text(text) {
    this.#box.value = text;
    this.#fit();
  }

  focus() {
    this.#box.focus();
  }

  /** As tall as the text, up to what the style sheet allows. */
  #fit() {
    this.#box.rows = Math.min(6, this.#box.value.split('\n').length);
  }
}
