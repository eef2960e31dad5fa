import { text } from '../texts/texts.js';
import { button, find } from './dom.js';

const SMALL = matchMedia('(width < 48rem)');
const WIDE = matchMedia('(width >= 64rem)');

/**
 * The frame around everything: which view is open, the alert, the panels at the sides. On a small screen the rooms and the
 * people lie over the log, one at a time; Esc and the browser's way back close them.
 */
export class Shell {
  #store;
  #chat = find('#chat');
  #rooms = find('#rooms');
  #people = find('#people');
  #room = find('#room');
  #welcome = find('#welcome');
  #alert = find('#alert');
  #peopleToggle = find('#people-toggle');
  #drawer = '';
  #opener;
  #peopleWanted = WIDE.matches;

  constructor(store, intents) {
    this.#store = store;
    find('#logout').addEventListener('click', () => intents.logout());
    find('#leave-room').addEventListener('click', () => intents.leave());
    find('#back').addEventListener('click', (event) => this.#openDrawer('rooms', event.currentTarget));
    find('#people-close').addEventListener('click', () => this.closeDrawer());
    find('#rooms-close').addEventListener('click', () => this.closeDrawer());
    find('#veil').addEventListener('click', () => this.closeDrawer());
    this.#peopleToggle.addEventListener('click', () => this.#togglePeople());
    SMALL.addEventListener('change', () => this.#settle());
    window.addEventListener('popstate', () => this.#drawer && this.#settle());
    this.#chat.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#drawer) {
        event.stopPropagation();
        this.closeDrawer();
      }
    });
    store.on(['session', 'room'], () => this.render());
    store.on(['alert'], () => this.#showAlert());
    this.#settle();
  }

  get small() {
    return SMALL.matches;
  }

  render() {
    const { me, asked, room, current } = this.#store;
    document.body.dataset.view = me ? 'chat' : asked ? 'signin' : 'loading';
    find('#loading').hidden = Boolean(me) || asked;
    this.#chat.hidden = !me;
    find('#me').textContent = me?.name ?? '';
    const open = Boolean(current && room);
    this.#chat.dataset.room = open ? 'open' : 'none';
    this.#room.hidden = !open;
    this.#welcome.hidden = open;
    if (open) {
      find('#room-name').textContent = room.name;
      const description = find('#room-description');
      description.textContent = room.description;
      description.hidden = !room.description;
      find('#room-settings').hidden = room.creator !== me?._id;
    }
    this.#inert();
  }

  /** The rooms are to be seen, for choosing one. */
  showRooms() {
    if (this.small && this.#store.current) {
      this.#openDrawer('rooms', document.activeElement);
    }
  }

  /** A room has been chosen: the log is to be seen. */
  roomChosen() {
    this.#drawer = '';
    this.#apply();
  }

  closeDrawer() {
    if (this.#drawer) {
      if (history.state?.drawer) {
        // Its entry goes with it; popstate does the rest.
        history.back();
      } else {
        this.#settle();
      }
    } else if (!this.#people.hidden) {
      this.#peopleWanted = false;
      this.#apply();
      this.#peopleToggle.focus();
    }
  }

  #togglePeople() {
    if (this.small) {
      if (this.#drawer === 'people') {
        this.closeDrawer();
      } else {
        this.#openDrawer('people', this.#peopleToggle);
      }
    } else {
      this.#peopleWanted = !this.#peopleWanted;
      this.#apply();
    }
  }

  #openDrawer(name, opener) {
    this.#opener = opener;
    this.#drawer = name;
    history.pushState({ drawer: name }, '');
    this.#apply();
    (name === 'rooms' ? find('#rooms-close') : find('#people-close')).focus();
  }

  #settle() {
    const had = this.#drawer;
    this.#drawer = '';
    this.#apply();
    if (had && this.#opener?.isConnected) {
      this.#opener.focus();
    }
  }

  #apply() {
    this.#chat.dataset.drawer = this.#drawer;
    const people = this.small ? this.#drawer === 'people' : this.#peopleWanted;
    this.#people.hidden = !people;
    this.#chat.dataset.people = people ? 'open' : 'closed';
    this.#peopleToggle.setAttribute('aria-expanded', String(people));
    this.#inert();
  }

  /** What lies under an open drawer, or beside the screen, is out of reach. */
  #inert() {
    const over = this.small && this.#drawer !== '';
    const roomOpen = Boolean(this.#store.current);
    find('#room-main').inert = over;
    find('#top').inert = over;
    this.#rooms.inert = this.small && roomOpen && this.#drawer !== 'rooms';
    find('#veil').hidden = !over;
  }

  #showAlert() {
    const { alert } = this.#store;
    this.#alert.replaceChildren();
    if (alert) {
      const dismiss = () => {
        this.#store.alert = '';
        this.#showAlert();
      };
      this.#alert.append(alert, ' ', button(text('alert.dismiss'), dismiss, { className: 'quiet' }));
    }
  }
}
