import { avatar, element } from './dom.js';

/** Who is online in the room. */
export class PeopleView {
  #panel = document.querySelector('#people');
  #toggle = document.querySelector('#people-toggle');
  #count = document.querySelector('#people-count');
  #list = document.querySelector('#people-list');
  #beyond = document.querySelector('#people-beyond');

  constructor() {
    this.#toggle.addEventListener('click', () => this.#open(this.#toggle.getAttribute('aria-expanded') !== 'true'));
    this.#panel.addEventListener('keydown', (event) => event.key === 'Escape' && this.#open(false));
    this.#open(matchMedia('(min-width: 60rem)').matches);
  }

  render(roster, me) {
    this.#count.textContent = String(roster.count);
    this.#list.replaceChildren(
      ...roster.people().map(({ userId, userName }) =>
        element('li', {}, avatar(userId, userName), element('span', { className: 'person' }, userName, userId === me._id ? ' (you)' : '')),
      ),
    );
    this.#beyond.hidden = roster.beyond === 0;
    this.#beyond.textContent = `and ${roster.beyond} more`;
  }

  #open(open) {
    this.#toggle.setAttribute('aria-expanded', String(open));
    this.#panel.hidden = !open;
  }
}
