import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { marks, PATTERNS } from '../js/core/marks.js';

const shared = JSON.parse(readFileSync(new URL('marks.json', import.meta.url), 'utf8'));

test('the page marks by the shared patterns', () => {
  assert.deepEqual(PATTERNS, shared.patterns);
});

for (const { text, marks: expected } of shared.vectors) {
  test(`marks of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      [...marks(text)].map(({ kind, start, end }) => [kind, text.slice(start, end)]),
      expected,
    );
  });
}

test('what repeats all along a line takes no longer for it', () => {
  for (const piece of ['SELECT ', 'UPDATE a ', '1', 'a', 'https://', ' ', '\t', '1.', 'GET /', 'File "']) {
    const start = performance.now();
    assert.ok([...marks(piece.repeat(200_000 / piece.length))].length >= 0);
    assert.ok(performance.now() - start < 2_000, piece);
  }
});
