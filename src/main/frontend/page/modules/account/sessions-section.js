import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { agentWords } from './agents.js';

/**
 * @import { LoginSession } from '../wire/types.js'
 * @import { Account } from './sections.js'
 */

/**
 * Where one is logged in, and how to end that elsewhere.
 *
 * @param {Account} account
 */
export function sessionsSection({ api }) {
  const said = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status', tabIndex: -1 }, text('account.loading'));
  const list = element('ul', { className: 'entries' });

  /** @param {LoginSession} session */
  const item = (session) => {
    const { _id, agent, address, since, lastUsed, current } = session;
    const name = agentWords(agent);
    const began = whenOf(since);
    const end = button(text('account.sessions.end'), () => void stop(session, name, end), {
      className: 'slim',
      'aria-label': text('account.sessions.end.label', { name, since: began }),
    });
    const told = [
      address,
      text('account.sessions.since', { since: began }),
      text('account.sessions.used', { until: whenOf(lastUsed) }),
    ].filter(Boolean);
    return element(
      'li',
      { 'data-session': _id },
      element(
        'div',
        { className: 'entry-words' },
        element('span', { className: 'entry-name', title: agent }, name),
        element('p', { className: 'hint', title: fullTimeOf(since) }, told.join(' · ')),
      ),
      current ? element('span', { className: 'mark-word' }, text('account.sessions.current')) : end,
    );
  };

  /**
   * @param {LoginSession} session
   * @param {string} name
   * @param {HTMLButtonElement} pressed
   */
  async function stop({ _id }, name, pressed) {
    said.textContent = '';
    pressed.disabled = true;
    try {
      await api.endSession(_id);
    } catch (cause) {
      const error = asChatError(cause);
      if (error.code !== CODES.notFound) {
        said.textContent = error.message;
        pressed.disabled = false;
        return;
      }
    }
    pressed.closest('li')?.remove();
    done.textContent = text('account.sessions.ended', { name });
    done.focus();
  }

  void (async () => {
    try {
      list.replaceChildren(...(await api.sessions()).map(item));
    } catch (cause) {
      said.textContent = asChatError(cause).message;
    }
    done.textContent = '';
  })();
  return [list, said, done];
}
