import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LIMITS } from '../page/modules/store/rules.js';
import { THEMES } from '../page/modules/store/theme.js';
import { dayOf, whenOf } from '../page/modules/texts/format.js';
import { hasText, localeAmong, text } from '../page/modules/texts/texts.js';
import { CODES } from '../page/modules/wire/protocol.js';

const page = new URL('../page/', import.meta.url);
const html = await readFile(new URL('index.html', page), 'utf8');
const entities = (words) => words.replaceAll('&gt;', '>').replaceAll('&amp;', '&');

test('the markup says what the message file says', () => {
  const texts = [...html.matchAll(/data-text="([^"]+)"[^>]*>([^<]*)</g)];
  assert.ok(texts.length > 40);
  for (const [, key, words] of texts) {
    assert.equal(entities(words), text(key), key);
  }
  for (const [element] of html.matchAll(/<[^>]*data-label="[^>]*>/g)) {
    const [label, key] = [/aria-label="([^"]*)"/.exec(element)?.[1], /data-label="([^"]*)"/.exec(element)[1]];
    assert.equal(label, text(key), element);
  }
  for (const [, key] of html.matchAll(/data-(?:title|placeholder)="([^"]+)"/g)) {
    assert.ok(hasText(key), key);
  }
});

test('no text stands in the code, and every key that it names is there', async () => {
  const files = (await readdir(new URL('modules/', page), { recursive: true })).filter((name) => name.endsWith('.js'));
  for (const name of files) {
    const source = await readFile(new URL(`modules/${name}`, page), 'utf8');
    for (const [, key] of source.matchAll(/\btext\(\s*'([^']+)'/g)) {
      assert.ok(hasText(key), `${name}: ${key}`);
    }
  }
});

test('no key is there twice, and none for nothing', async () => {
  const source = await readFile(new URL('modules/texts/messages.en.js', page), 'utf8');
  const keys = [...source.matchAll(/^ {2}'([^']+)':/gm)].map(([, key]) => key);
  assert.equal(new Set(keys).size, keys.length);
  const files = (await readdir(new URL('modules/', page), { recursive: true })).filter(
    (name) => name.endsWith('.js') && !name.includes('messages.'),
  );
  const code = html + (await Promise.all(files.map((name) => readFile(new URL(`modules/${name}`, page), 'utf8')))).join('');
  // Keys that are put together.
  const built = new Set([
    ...Object.values(CODES).map((code) => `error.${code}`),
    ...['connecting', 'reconnecting', 'offline', 'connected', 'syncing'].map((state) => `connection.${state}`),
    ...['joined', 'left', 'visited', 'returned'].map((what) => `log.${what}`),
    ...Object.keys(LIMITS).map((field) => `rule.${field}.long`),
    ...THEMES.map((theme) => `theme.${theme}`),
  ]);
  assert.deepEqual(
    keys.filter((key) => !built.has(key) && !code.includes(`'${key}'`) && !code.includes(`"${key}"`)),
    [],
  );
});

test('counts as people do', () => {
  assert.equal(text('rooms.unread', { count: 1 }), '1 unread message');
  assert.equal(text('rooms.unread', { count: 2 }), '2 unread messages');
  assert.equal(text('rooms.badge', { count: 100 }), '99+');
  assert.equal(text('reaction.names', { names: ['Ann', 'you'], others: 2 }), 'Ann, you, and 2 others');
  assert.throws(() => text('no.such'), /no text "no.such"/);
});

test('tells days near by as people do', () => {
  const now = new Date(2026, 5, 10, 12).getTime();
  assert.equal(dayOf(new Date(2026, 5, 10, 1), now), 'Today');
  assert.equal(dayOf(new Date(2026, 5, 9, 23), now), 'Yesterday');
  assert.match(dayOf(new Date(2026, 5, 8), now), /Monday.*2026/);
  assert.match(whenOf(new Date(2026, 5, 8), now), /Jun/);
  assert.match(whenOf(new Date(2026, 5, 10, 1, 5), now), /05/);
});

test("takes the reader's kind of the language, and no tag that is none", () => {
  assert.equal(localeAmong(['de-DE', 'en-GB', 'en-US']), 'en-GB');
  assert.equal(localeAmong(['en-US@posix', 'en-AU']), 'en-AU');
  assert.equal(localeAmong(['en-US@posix']), 'en');
  assert.equal(localeAmong([]), 'en');
});
