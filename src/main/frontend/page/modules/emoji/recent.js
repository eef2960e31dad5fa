import { EMOJI_KEY } from '../store/saved-work.js';

const KEPT = 16;

/**
 * The emoji used last, the latest first; the browser keeps them.
 *
 * @returns {string[]}
 */
export function recentEmoji() {
  try {
    const kept = JSON.parse(localStorage.getItem(EMOJI_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((emoji) => typeof emoji === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** @param {string} emoji */
export function rememberEmoji(emoji) {
  try {
    localStorage.setItem(EMOJI_KEY, JSON.stringify([emoji, ...recentEmoji().filter((other) => other !== emoji)].slice(0, KEPT)));
  } catch {
    // Then it is not remembered.
  }
}
