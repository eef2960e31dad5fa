import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, plain } from '../page/modules/markdown/markdown.js';

const tags = (nodes) => nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]));
const hrefs = (nodes) =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [...(node.href ? [node.href] : []), ...hrefs(node.children)]));
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
  for (const source of [
    '# not a heading',
    '<b>not bold</b>',
    '<img src=x onerror=alert(1)><script>alert(2)</script>',
    '| a |\n|---|\n| 1 |',
    '---',
    '&lt;b&gt;',
    'a < b && c > d',
    'One line\nand another',
    '    not code',
    '<!-- here -->',
  ]) {
    assert.deepEqual([tags(parse(source)), words(parse(source))], [['p'], source]);
  }
});

test('makes no element outside the list, whatever comes', () => {
  const allowed = new Set(['p', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'mark']);
  const pieces = [
    '<svg onload=x>',
    '[a](javascript:x)',
    '![i](http://e/i.png)',
    '**',
    '_',
    '`',
    '```\n',
    '> ',
    '- ',
    '\n',
    '<a href="x">',
    'http://e.org',
    '@Ann',
    '#',
    '|',
    '[x]: y',
    '\\',
    '&quot;',
    '~~',
    '1. ',
    '\u0000',
    '🙂',
  ];
  let seed = 7;
  const next = (max) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % max;
  };
  for (let i = 0; i < 2_000; i += 1) {
    const source = Array.from({ length: 12 }, () => pieces[next(pieces.length)]).join('');
    const at = source.indexOf('@Ann');
    const tree = parse(source, at < 0 ? [] : [{ userId: 'a', name: 'Ann', places: [{ start: at, end: at + 4 }] }]);
    assert.ok(
      tags(tree).every((tag) => allowed.has(tag)),
      source,
    );
    assert.ok(
      hrefs(tree).every((href) => /^(https?|mailto):/.test(href)),
      source,
    );
  }
});

test('links only to the web and to mail', () => {
  assert.deepEqual(hrefs(parse('[a](https://a.org/x?y=1&z=2) http://b.org me@c.org <https://d.org>')), [
    'https://a.org/x?y=1&z=2',
    'http://b.org/',
    'mailto:me@c.org',
    'https://d.org/',
  ]);
  for (const bad of [
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](vbscript:x)',
    '[a](/api/auth/logout)',
    '[a](JaVaScRiPt&colon;alert(1))',
    '[a](file:///etc/passwd)',
  ]) {
    assert.deepEqual([hrefs(parse(bad)), words(parse(bad))], [[], bad]);
  }
});

test('a picture is a link to it, never loaded', () => {
  assert.deepEqual(tags(parse('![cat](https://a.org/cat.png)')), ['p', 'a']);
});

test('marks the mentioned where the server says, whatever their names look like', () => {
  const marks = (nodes) =>
    nodes.flatMap((node) =>
      typeof node === 'string' ? [] : [...(node.mention ? [[node.children[0], node.mention.userId]] : []), ...marks(node.children)],
    );
  const named = (source, ...names) =>
    names.map((name, i) => ({
      userId: String(i),
      name,
      places: [...source.matchAll(new RegExp(`[@＠]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'giu'))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
      })),
    }));
  for (const [source, ...names] of [
    ['こんにちは@太郎さん', '太郎'],
    ['＠Bob', 'Bob'],
    ['**@Ann Lee**, hi', 'Ann Lee'],
    ['@a*b*c and @_x_', 'a*b*c', '_x_'],
    ['> @a.*+?', 'a.*+?'],
    ['- @Zoe\u0308 `x`', 'Zoe\u0308'],
    ['😀 @Bob @bob', 'Bob'],
  ]) {
    const mentions = named(source, ...names);
    const expected = mentions.flatMap(({ userId, places }) => places.map(({ start, end }) => [start, source.slice(start, end), userId]));
    assert.deepEqual(
      marks(parse(source, mentions)),
      expected.sort((a, b) => a[0] - b[0]).map(([, ...rest]) => rest),
      source,
    );
  }
  const code = '`@Ann` [@Ann](https://a.org/@Ann)';
  assert.deepEqual(words(parse(code, named(code, 'Ann'))), '@Ann @Ann');
  assert.deepEqual(hrefs(parse(code, named(code, 'Ann'))), ['https://a.org/@Ann']);
  assert.deepEqual(marks(parse('@Ann', [{ userId: '1', name: 'Ann' }])), []);
  const bad = [
    { start: 0, end: 99 },
    { start: -1, end: 2 },
    { start: 2, end: 1 },
    { start: 1, end: 3 },
  ];
  assert.equal(words(parse('@Ann \ufdd00\ufdd1', [{ userId: '1', name: 'Ann', places: bad }])), '@Ann \ufffd0\ufffd');
});

test('an address ends before full-width punctuation and unspaced text', () => {
  const first = (source) => hrefs(parse(source))[0];
  for (const [source, href] of [
    ['https://example.com）です', 'https://example.com/'],
    ['（https://example.com/a?b=c#d）', 'https://example.com/a?b=c#d'],
    ['https://example.comを見て', 'https://example.com/'],
    ['https://example.com/pathを見て', 'https://example.com/path'],
    ['見てhttps://example.com。', 'https://example.com/'],
    ['「http://localhost:8080/x」', 'http://localhost:8080/x'],
    ['https://例え.jp/a', 'https://xn--r8jz45g.jp/a'],
    ['https://例え.jpです', 'https://xn--r8jz45g.jp/'],
    ['https://例え.テスト', 'https://xn--r8jz45g.xn--zckzah/'],
    ['https://пример.рф/путь', 'https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C'],
    ['https://münchen.de/straße', 'https://xn--mnchen-3ya.de/stra%C3%9Fe'],
    ['https://example.com/ไทย', 'https://example.com/'],
    ['www.example.org, ok', 'http://www.example.org/'],
    ['(https://en.wikipedia.org/wiki/A_(b))', 'https://en.wikipedia.org/wiki/A_(b)'],
    ['**https://a.org**', 'https://a.org/'],
    ['https://a.org/x_y_z.', 'https://a.org/x_y_z'],
  ]) {
    assert.equal(first(source), href, source);
    assert.equal(words(parse(source)).replaceAll('*', ''), source.replaceAll('*', ''));
  }
  const letters = ['を', '字', '가', '）', '。', '」', '，', '！', 'ไ', '　'];
  for (const letter of letters) {
    assert.equal(first(`https://example.com/a${letter}b`), 'https://example.com/a', letter);
  }
});

test('bold and italic get along with text without spaces', () => {
  for (const [source, tag, inside] of [
    ['**「強調」**です', 'strong', '「強調」'],
    ['これは**「強調」**です', 'strong', '「強調」'],
    ['これは**重要。**です', 'strong', '重要。'],
    ['**C++**です', 'strong', 'C++'],
    ['これは**"強調"**です', 'strong', '"強調"'],
    ['これは*（斜体）*です', 'em', '（斜体）'],
    ['これは~~「済」~~です', 'del', '「済」'],
    ['**이것(안)**은', 'strong', '이것(안)'],
    ['a **b** c', 'strong', 'b'],
  ]) {
    const found = parse(source)[0].children.find((node) => node.tag === tag);
    assert.equal(found && words(found.children), inside, source);
  }
  assert.deepEqual(tags(parse('2 * 3 * 4 ** 5')), ['p']);
});

test('shows what is typed, unless it is a mark that the help names', () => {
  for (const source of [
    '¯\\_(ツ)_/¯',
    'C:\\Users\\_me',
    '\\\\server\\share',
    '__init__',
    'snake_case_name',
    '_x_',
    '~x~',
    '\\(x\\)',
    'a\\\nb',
    '\\',
    '\\[x\\]',
    'x\\#y',
    '\\>',
  ]) {
    assert.deepEqual([tags(parse(source)), words(parse(source))], [['p'], source]);
  }
  assert.deepEqual([tags(parse('\\*x\\* \\`y\\`')), words(parse('\\*x\\* \\`y\\`'))], [['p'], '*x* `y`']);
  const pieces = ['\\', '_', '#', '|', '"', '&amp;', 'ツ', 'é', '(', ')', '=', '😀', '}', ':', 'x', ' y'];
  let seed = 11;
  for (let i = 0; i < 3_000; i += 1) {
    const source = `a${Array.from({ length: 10 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return pieces[seed % pieces.length];
    }).join('')}`;
    assert.equal(words(parse(source)), source);
  }
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
  const stairs = Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- > a`)
    .join('\n')
    .slice(0, 2_000);
  assert.ok(Array.isArray(parse(stairs)));
});

test('gives excerpts in one line without marks', () => {
  assert.equal(plain('**Hello** [you](https://a.org)\n\n> and `them`'), 'Hello you and them');
});
