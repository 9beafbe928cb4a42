import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepQuery, loadQueries } from '../js/core/query-history.js';

function storage(value = null) {
  const kept = { value, getItem: () => kept.value, setItem: (_, next) => (kept.value = next) };
  return kept;
}

test('the last queries are kept, each once, and what was on the way to them is not', () => {
  const kept = storage();
  for (const query of ['a', 'status>=5', 'status>=500', 'a', ' ', 'b']) keepQuery(() => kept, query);
  assert.deepEqual(
    loadQueries(() => kept),
    ['b', 'a', 'status>=500'],
  );
  for (let i = 0; i < 30; i++) keepQuery(() => kept, `${i} x`);
  assert.equal(loadQueries(() => kept).length, 20);
});

test('nonsense that is stored is no query, and a browser that stores nothing has none', () => {
  for (const value of ['{', '{}', 'null', '[1, null]'])
    assert.deepEqual(
      loadQueries(() => storage(value)),
      [],
    );
  const none = () => {
    throw new Error('not allowed');
  };
  assert.deepEqual(loadQueries(none), []);
  assert.doesNotThrow(() => keepQuery(() => ({ getItem: () => null, setItem: none }), 'a'));
});
