import { text } from '../texts/texts.js';

/** What stands first is looked for first: many call themselves what others are, too. @type {[RegExp, string][]} */
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];

/** @type {[RegExp, string][]} */
const SYSTEMS = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const LONGEST = 40;

/**
 * What a browser called itself, in words; a program that is none as it called itself.
 *
 * @param {string} agent
 */
export function agentWords(agent) {
  const name = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
  const title = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  if (name) {
    return title ? text('account.agent', { name, title }) : name;
  }
  return [...agent].slice(0, LONGEST).join('').trim() || text('account.agent.unknown');
}
