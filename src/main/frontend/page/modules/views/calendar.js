import { dayKey } from '../texts/format.js';

const LOOK_EVERY_MS = 30_000;

/**
 * Runs `onNewDay` when another day has begun, so that "today" follows the clock: asked now and then and whenever somebody
 * looks, because a timer to midnight sleeps with the machine and knows nothing of a clock that is set.
 *
 * @param {() => void} onNewDay
 */
export function watchDay(onNewDay) {
  let day = dayKey(Date.now());
  const look = () => {
    const today = dayKey(Date.now());
    if (today !== day) {
      day = today;
      onNewDay();
    }
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
}
