import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionsOf, queryOf } from '../js/core/conditions.js';

/** @param {string} query */
const texts = (query) => conditionsOf(query).map(({ text, not }) => (not ? `not ${text}` : text));

test('each term of a query is a condition of its own', () => {
  assert.deepEqual(texts('status>=500 -health "out of memory" NOT x'), [
    'status>=500',
    'not health',
    '"out of memory"',
    'not x',
  ]);
  assert.deepEqual(texts(' a AND b '), ['a', 'b']);
  assert.deepEqual(texts('user.name:"a b" /x y\\/z/i (c OR d) -(e f)'), [
    'user.name:"a b"',
    '/x y\\/z/i',
    '(c OR d)',
    'not (e f)',
  ]);
  assert.deepEqual(texts('run() -- /var/log NOT NOT z'), ['run()', '--', '/var/log', 'z']);
  assert.deepEqual(texts(''), []);
});

test('a query of which not all must be true is one condition', () => {
  assert.deepEqual(texts('a b OR c'), ['a b OR c']);
  assert.deepEqual(texts('a) b'), ['a) b']);
});

test('what is taken apart is put together as it was', () => {
  for (const query of ['status>=500 -health "out of memory"', '/x y/ (c OR d) -(e f)', 'a b OR c', '-a', 'run()'])
    assert.equal(queryOf(conditionsOf(query)), query);
});

test('what is one of several is in parentheses', () => {
  assert.equal(queryOf([...conditionsOf('a OR b'), { text: 'c', not: true }]), '(a OR b) -c');
  assert.equal(queryOf([{ text: 'a OR b', not: true }]), '-(a OR b)');
  assert.equal(queryOf([]), '');
});

test('unfinished ones are conditions, too', () => {
  assert.deepEqual(texts('"a b'), ['"a b']);
  assert.deepEqual(texts('(a b'), ['(a b']);
  assert.deepEqual(texts('-'), ['-']);
});
