import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { ALL_LEVELS, atLeast, levelNumber } from '../js/core/levels.js';
import { fold } from '../js/core/fold.js';
import { isEmpty, matches, parseQuery } from '../js/core/query.js';

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

test('what has yet to be typed asks nothing', () => {
  for (const query of ['(', ')', '()', 'OR', 'NOT', 'AND', '- -', '( OR )', '-(']) assert.ok(isEmpty(parseQuery(query)), query);
  assert.ok(passes('read OR', 'Read timed out'));
  assert.ok(passes('(read OR x', 'Read timed out'));
});

test('queries match the lines that they match on the server', () => {
  // Sources are the server's business: the page asks for those that are wanted.
  const { lines, queries } = JSON.parse(readFileSync(new URL('../../src/test/resources/query-vectors.json', import.meta.url), 'utf8'));
  for (const { q, level, source, matches: wanted } of queries) {
    if (source !== undefined) continue;
    const query = parseQuery(q);
    const mask = level === undefined ? ALL_LEVELS : atLeast(levelNumber(level.toUpperCase()));
    const found = lines.flatMap((line, i) => (mask & (1 << levelNumber(line.level)) && matches(query, fold(line.message)) ? [i] : []));
    assert.deepEqual(found, wanted, q);
  }
});
