import { connectionWords } from './words.js';

const TITLE = 'AniPub Chat';

/** The frame around everything: which view is open, the alert, the connection's state, the window's title. */
export class Shell {
  #alert = document.querySelector('#alert');
  #chat = document.querySelector('#chat');
  #room = document.querySelector('#room');
  #welcome = document.querySelector('#welcome');
  #connection = document.querySelector('#connection');
  #unseen = 0;
  #place = '';

  /** `actions`: `logout()`, `leave()`, `back()`. */
  constructor(actions) {
    document.querySelector('#logout').addEventListener('click', () => actions.logout());
    document.querySelector('#leave-room').addEventListener('click', () => actions.leave());
    document.querySelector('#back').addEventListener('click', () => actions.back());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        this.#unseen = 0;
        this.#title();
      }
    });
  }

  /** Shows a line that screen readers speak at once; the empty text takes it away. */
  alert(text) {
    this.#alert.replaceChildren();
    if (text) {
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'quiet';
      close.textContent = 'Dismiss';
      close.addEventListener('click', () => this.alert(''));
      this.#alert.append(text, ' ', close);
    }
  }

  connection(state, since) {
    this.#connection.dataset.state = state;
    this.#connection.textContent = connectionWords(state, since);
  }

  enter(me) {
    document.body.dataset.view = 'chat';
    document.querySelector('#me').textContent = me.name;
    this.#chat.hidden = false;
    this.closeRoom();
  }

  exit() {
    document.body.dataset.view = 'signin';
    this.#chat.hidden = true;
    this.closeRoom();
  }

  openRoom(room) {
    this.alert('');
    this.#welcome.hidden = true;
    this.#room.hidden = false;
    document.querySelector('#room-name').textContent = room.name;
    const description = document.querySelector('#room-description');
    description.textContent = room.description ?? '';
    description.hidden = !room.description;
    this.#place = room.name;
    this.#title();
  }

  closeRoom() {
    this.#room.hidden = true;
    this.#welcome.hidden = false;
    this.#place = '';
    this.#title();
    this.pane('rooms');
  }

  /** On a small screen one pane shows at a time: `rooms` or `room`. */
  pane(name) {
    this.#chat.dataset.pane = name;
  }

  /** A message came; the title counts those that nobody was looking for. */
  news() {
    if (document.hidden) {
      this.#unseen += 1;
      this.#title();
    }
  }

  #title() {
    const count = this.#unseen > 0 ? `(${this.#unseen}) ` : '';
    document.title = `${count}${this.#place ? `${this.#place} – ` : ''}${TITLE}`;
  }
}
