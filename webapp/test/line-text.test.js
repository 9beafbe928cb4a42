import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson, asMarkdown, idOf, likeness } from '../js/core/line-text.js';

const line = {
  seq: 1,
  id: 'app@1:0',
  level: 5,
  source: 'app',
  time: 0,
  text: 'a ```b``` c',
  message: 'a',
  attributes: { n: 1 },
};

test('a line is copied as JSON with all that is known of it', () => {
  assert.deepEqual(JSON.parse(asJson(line, 'ERROR')), {
    id: 'app@1:0',
    time: '1970-01-01T00:00:00.000Z',
    source: 'app',
    level: 'ERROR',
    message: 'a ```b``` c',
    attributes: { n: 1 },
  });
});

test('a fence of Markdown is longer than any in the line', () => {
  assert.equal(asMarkdown(line), '**app** 1970-01-01T00:00:00.000Z\n\n````\na ```b``` c\n````\n');
});

test('lines are alike by what is no number, no id and no quote', () => {
  assert.equal(likeness('GET /healthz 200 in 12 ms'), 'GET /healthz');
  assert.equal(likeness('user 17 has paid "a lot" today'), 'has paid');
  assert.equal(likeness('cache hit for user 7f3a\n\tat x'), 'cache hit for user');
  assert.equal(likeness('17 4 2026-11-29'), undefined);
});

test('an id is that of a trace, else the first in the text', () => {
  assert.equal(idOf({ text: 'x', attributes: { trace_id: 'abc' } }), 'abc');
  assert.equal(idOf({ text: 'order 0af7651916cd43dd8448eb211c80319c failed' }), '0af7651916cd43dd8448eb211c80319c');
  assert.equal(idOf({ text: 'order 12 failed' }), undefined);
});
