import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countRows } from '../js/core/wrap.js';

test('a line is broken after so many columns', () => {
  assert.equal(countRows('', 10), 1);
  assert.equal(countRows('a'.repeat(10), 10), 1);
  assert.equal(countRows('a'.repeat(11), 10), 2);
});

test('wide characters take two columns and do not fit into one', () => {
  assert.equal(countRows('中'.repeat(5), 10), 1);
  assert.equal(countRows('中'.repeat(5), 9), 2);
  assert.equal(countRows('😀'.repeat(6), 10), 2);
});

test('combining characters take none', () => {
  assert.equal(countRows('e\u0301'.repeat(10), 10), 1);
});

test('each line of a record begins a row', () => {
  assert.equal(countRows('a\n\nb', 10), 3);
});

test('a tab goes on to the next multiple of four', () => {
  assert.equal(countRows('\taaaaaa', 10), 1);
  assert.equal(countRows('a\taaaaaaa', 10), 2);
});
