import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, plain } from '../page/modules/markdown/markdown.js';

const tags = (nodes) => nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]));
const hrefs = (nodes) => nodes.flatMap((node) => (typeof node === 'string' ? [] : [...(node.href ? [node.href] : []), ...hrefs(node.children)]));
const words = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');

test('knows bold, italic, struck, code, blocks, quotes and lists', () => {
  assert.deepEqual(tags(parse('**b** *i* ~~s~~ `c`')), ['p', 'strong', 'em', 'del', 'code']);
  assert.deepEqual(tags(parse('```\nx < y\n```')), ['pre', 'code']);
  assert.equal(words(parse('```\nx < y & z\n```')), 'x < y & z');
  assert.deepEqual(tags(parse('> q')), ['blockquote', 'p']);
  assert.deepEqual(tags(parse('- a\n- b')), ['ul', 'li', 'li']);
  assert.equal(parse('3. c\n4. d')[0].start, 3);
});

test('what is not of the subset stays the text that it was', () => {
  for (const source of ['# not a heading', '<b>not bold</b>', '<img src=x onerror=alert(1)><script>alert(2)</script>', '| a |\n|---|\n| 1 |', '---', '&lt;b&gt;', 'a < b && c > d', 'One line\nand another', '    not code', '<!-- here -->']) {
    assert.deepEqual([tags(parse(source)), words(parse(source))], [['p'], source]);
  }
});

test('makes no element outside the list, whatever comes', () => {
  const allowed = new Set(['p', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'mark']);
  const pieces = ['<svg onload=x>', '[a](javascript:x)', '![i](http://e/i.png)', '**', '_', '`', '```\n', '> ', '- ', '\n', '<a href="x">', 'http://e.org', '@Ann', '#', '|', '[x]: y', '\\', '&quot;', '~~', '1. ', '\u0000', '🙂'];
  let seed = 7;
  const next = (max) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % max;
  };
  for (let i = 0; i < 2_000; i += 1) {
    const source = Array.from({ length: 12 }, () => pieces[next(pieces.length)]).join('');
    const tree = parse(source, [{ userId: 'a', name: 'Ann' }]);
    assert.ok(tags(tree).every((tag) => allowed.has(tag)), source);
    assert.ok(hrefs(tree).every((href) => /^(https?|mailto):/.test(href)), source);
  }
});

test('links only to the web and to mail', () => {
  assert.deepEqual(hrefs(parse('[a](https://a.org/x?y=1&z=2) http://b.org me@c.org <https://d.org>')), ['https://a.org/x?y=1&z=2', 'http://b.org/', 'mailto:me@c.org', 'https://d.org/']);
  for (const bad of ['[a](javascript:alert(1))', '[a](data:text/html,x)', '[a](vbscript:x)', '[a](/api/auth/logout)', '[a](JaVaScRiPt&colon;alert(1))', '[a](file:///etc/passwd)']) {
    assert.deepEqual([hrefs(parse(bad)), words(parse(bad))], [[], bad]);
  }
});

test('a picture is a link to it, never loaded', () => {
  assert.deepEqual(tags(parse('![cat](https://a.org/cat.png)')), ['p', 'a']);
});

test('marks the mentioned, the longest name first, ignoring case', () => {
  const mentions = [{ userId: '1', name: 'Ann' }, { userId: '2', name: 'Ann Lee' }];
  const marks = (nodes) => nodes.flatMap((node) => (typeof node === 'string' ? [] : [...(node.mention ? [[node.children[0], node.mention.userId]] : []), ...marks(node.children)]));
  assert.deepEqual(marks(parse('hi @Ann Lee and @ANN, not me@ann.de, not @Anna, not `@Ann`', mentions)), [['@Ann Lee', '2'], ['@ANN', '1']]);
  assert.deepEqual(marks(parse('@Ann')), []);
  assert.deepEqual(marks(parse('@a.*+?', [{ userId: '3', name: 'a.*+?' }])), [['@a.*+?', '3']]);
});

test('does not run out of stack or time', () => {
  for (const piece of ['>', '> ', '- ', '1. ', '*a ', '[', '![[', '`', '_a', '**a_', '<', '~', '\\', '\n', '@', 'a@', 'www.']) {
    const source = piece.repeat(Math.floor(2_000 / piece.length));
    assert.equal(typeof plain(source), 'string');
  }
});

test('takes whatever is nested and mixed, as long as a message may be', () => {
  const marks = ['>', '> ', '*', '**', '[', '- ', '_', '~~', '](', '\n  '];
  for (const outer of marks) {
    for (const inner of marks) {
      const mixed = `${outer}${inner}x`.repeat(2_000).slice(0, 2_000);
      const nested = outer.repeat(1_000).slice(0, 1_000) + inner.repeat(1_000).slice(0, 1_000);
      for (const source of [mixed, nested]) {
        assert.ok(Array.isArray(parse(source, [{ userId: 'a', name: 'x' }])), source);
      }
    }
  }
  const stairs = Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- > a`).join('\n').slice(0, 2_000);
  assert.ok(Array.isArray(parse(stairs)));
});

test('gives excerpts in one line without marks', () => {
  assert.equal(plain('**Hello** [you](https://a.org)\n\n> and `them`'), 'Hello you and them');
});
