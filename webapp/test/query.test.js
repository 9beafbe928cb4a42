import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { ALL_LEVELS, atLeast, levelNumber } from '../js/core/levels.js';
import { fold } from '../js/core/fold.js';
import { asked, isEmpty, matches, parseQuery } from '../js/core/query.js';

const passes = (query, line) => matches(parseQuery(query), fold(line));

test('all words must be there, in any order and any case', () => {
  assert.ok(passes('Error DB', 'db: an error'));
  assert.ok(!passes('error db', 'an error'));
});

test('a phrase is taken as it is', () => {
  assert.ok(passes('"read timed"', 'Read timed out'));
  assert.ok(!passes('"timed read"', 'Read timed out'));
});

test('a phrase may be open while it is being typed', () => {
  assert.ok(passes('"read ti', 'Read timed out'));
});

test('what has a minus must not be there', () => {
  assert.ok(!passes('error -timeout', 'error: timeout'));
  assert.ok(!passes('-"read timed"', 'Read timed out'));
  assert.ok(passes('error -timeout', 'error: refused'));
});

test('a minus inside a word is part of it', () => {
  assert.ok(passes('web-1', 'on web-1'));
  assert.ok(!passes('web-1', 'on web 1'));
});

test('blanks and a lone minus look for nothing', () => {
  assert.ok(isEmpty(parseQuery('  ')));
  assert.ok(isEmpty(parseQuery('-')));
  assert.ok(isEmpty(parseQuery('""')));
});

test('a field with quotes is one word, as it is typed', () => {
  assert.deepEqual(parseQuery('"worker count"=3 b').required, ['"worker count"=3', 'b']);
  assert.deepEqual(parseQuery('"worker count":"a b"').required, ['"worker count":"a b"']);
  assert.deepEqual(parseQuery('user:"a b"c').required, ['user:"a b"', 'c']);
  assert.deepEqual(parseQuery('k8s.io/name="a b" 名前:"x y"').required, ['k8s.io/name="a b"', '名前:"x y"']);
  assert.deepEqual(parseQuery('-"a b":c').forbidden, ['"a b":c']);
  assert.deepEqual(parseQuery('("a b">=3)').required, ['"a b">=3']);
  assert.deepEqual(parseQuery('"a b" =3').required, ['a b', '=3']);
  assert.deepEqual(parseQuery('"a b"c').required, ['a b', 'c']);
  assert.deepEqual(parseQuery('a->"b c"').required, ['a->"b', 'c"']);
  assert.deepEqual(parseQuery('"user":"an').required, ['"user":"an']);
  assert.ok(passes('"level":"error"', '{"level":"error","msg":"x"}'));
  assert.ok(!passes('"level":"error"', '{"level":"info","msg":"error"}'));
});

test('what a query costs grows no faster than the query and the line', () => {
  const pieces = [
    'a',
    '"',
    '"a',
    '"a":',
    'a:"',
    'a=',
    '(',
    ')',
    '-',
    'OR ',
    'NOT ',
    '\\',
    '\\"',
    '{',
    '$a/',
    'é',
    '\ud83d',
    '"a"="b" ',
    'a->',
    '<',
    ' ',
  ];
  const work = (/** @type {string} */ piece, /** @type {number} */ length) => {
    const text = piece.repeat(length / piece.length);
    let best = Infinity;
    for (let round = 0; round < 5; round++) {
      const start = process.cpuUsage();
      for (let i = 0; i < 5; i++) {
        for (const query of [text.slice(0, 4000), 'a "b a" -c OR (d e)', 'a'.repeat(1000) + 'b'])
          matches(parseQuery(query), fold(text));
      }
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, user + system);
    }
    return Math.max(best, 2000);
  };
  for (const piece of pieces) {
    const [short, long] = [work(piece, 20_000), work(piece, 160_000)];
    assert.ok(long <= short * 2.6 ** 3, `${piece}: ${short} µs, eight times as long ${long} µs`);
  }
});

test('reading a query costs no more than it is long', () => {
  for (const piece of ['"a":', '("a"=', 'a:"', '"', 'aaaa', '{$', 'NOT ', '-']) {
    const cost = (/** @type {number} */ length) => {
      const text = piece.repeat(length / piece.length);
      let best = Infinity;
      for (let round = 0; round < 5; round++) {
        const start = process.cpuUsage();
        for (let i = 0; i < 20; i++) parseQuery(text);
        const { user, system } = process.cpuUsage(start);
        best = Math.min(best, user + system);
      }
      return Math.max(best, 2000);
    };
    const [short, long] = [cost(500), cost(4000)];
    assert.ok(long <= short * 2.6 ** 3, `${piece}: ${short} µs, eight times as long ${long} µs`);
  }
});

test('what has yet to be typed asks nothing', () => {
  for (const query of ['(', ')', '()', 'OR', 'NOT', 'AND', '- -', '( OR )', '-('])
    assert.ok(isEmpty(parseQuery(query)), query);
  assert.ok(passes('read OR', 'Read timed out'));
  assert.ok(passes('(read OR x', 'Read timed out'));
});

test('queries match the lines that they match on the server', () => {
  // Sources are the server's business: the page asks for those that are wanted.
  const { lines, queries } = JSON.parse(
    readFileSync(new URL('../../src/test/resources/query-vectors.json', import.meta.url), 'utf8'),
  );
  for (const { q, level, source, matches: wanted } of queries) {
    if (source !== undefined) continue;
    const query = parseQuery(q);
    const mask = level === undefined ? ALL_LEVELS : atLeast(levelNumber(level.toUpperCase()));
    const found = lines.flatMap((line, i) =>
      mask & (1 << levelNumber(line.level)) && matches(query, fold(line.message)) ? [i] : [],
    );
    assert.deepEqual(found, wanted, q);
  }
});

test('what is said of text, level and source is answered here', () => {
  for (const query of [
    '',
    'timeout',
    'db (timeout OR refused)',
    '-"timed out"',
    'GET NOT health',
    'a AND b',
    'main()',
    '/api/v1',
    '/api/v1/items',
    'http://localhost',
    '12:30',
    'a->b',
    'a::b',
    'level>=warn',
    'level:*',
    '-level:info',
    'source:web-*',
    'source!=db x',
  ]) {
    assert.ok(parseQuery(query).local, query);
  }
});

test('anything else is for the server, and so is what is wrong or unfinished', () => {
  for (const query of [
    'status>=500',
    'user:ann',
    'key=value',
    'a!=b',
    'k8s.io/name:web',
    'src/main.c:10',
    '"worker count">=3',
    'user:"a b"',
    '/tim(e|ed) ?out/',
    '(a /x/i)',
    'since:10m',
    'until:12:30',
    'Timeout case:yes',
    'level>=loud',
    'level:"error"',
    'source>a',
    'pattern:7',
    '(a OR b',
    'a OR',
    'OR',
    'a AND AND b',
    'NOT',
    '- a',
    'a)',
    '()',
    '"read ti',
    '""',
    'a'.repeat(4001),
    'a '.repeat(101),
    '('.repeat(21) + 'a' + ')'.repeat(21),
  ]) {
    assert.ok(!parseQuery(query).local, query);
  }
});

test('levels and sources are compared as on the server', () => {
  const finds = (query, level, source = 'app') => {
    const parsed = parseQuery(query);
    return (parsed.mask & (1 << levelNumber(level))) !== 0 && matches(parsed, 'text', levelNumber(level), source);
  };
  assert.ok(finds('level>=warn', 'ERROR') && !finds('level>=warn', 'INFO') && !finds('level>=warn', ''));
  assert.ok(finds('level!=info', 'WARN') && !finds('level!=info', ''));
  assert.ok(finds('-level:info', '') && !finds('-level:info', 'INFO'));
  assert.ok(finds('level:*', 'TRACE') && !finds('level:*', ''));
  assert.ok(finds('level=ERROR OR source:db', 'INFO', 'db') && !finds('level=ERROR OR source:db', 'INFO'));
  assert.ok(finds('source:web-*', 'INFO', 'web-1') && !finds('source:web-*', 'INFO', 'db'));
  assert.ok(finds('source!=db', 'INFO', 'web') && !finds('source!=db', 'INFO', 'db'));
});

test('a query and levels are one query for the server', () => {
  assert.equal(asked('', ALL_LEVELS), '');
  assert.equal(asked(' a OR b ', ALL_LEVELS), 'a OR b');
  assert.equal(asked('a OR b', 1 << 5), '(a OR b) level=error');
  assert.equal(asked('', 0b1100001), '(-level:* OR level=error OR level=fatal)');
});
