import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmpty, matches, parseQuery } from '../js/core/query.js';

const passes = (query, line) => matches(parseQuery(query), line.toLowerCase());

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
