import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../js/core/completion.js';

const known = {
  fields: { 'user.id': ['7', '12'], user_agent: ['curl 8', 'a "b"'], status: ['200', '503'] },
  sources: ['shop/checkout', 'shop/cart', 'edge'],
};

/** @param {string} text with a bar where the caret is */
function completed(text) {
  const caret = text.indexOf('|');
  const whole = text.replace('|', '');
  const { from, to, options } = complete(whole, caret, known);
  return options.map((option) => whole.slice(0, from) + option + whole.slice(to));
}

test('names of fields are completed, those that begin so first', () => {
  assert.deepEqual(completed('us|'), ['user.id:', 'user_agent:', 'status:']);
  assert.deepEqual(completed('oom -sta|'), ['oom -status:']);
  assert.deepEqual(completed('(lev|'), ['(level:']);
});

test('values that have been seen are completed, and quoted where they must be', () => {
  assert.deepEqual(completed('user.id:|'), ['user.id:7', 'user.id:12']);
  assert.deepEqual(completed('user_agent=|'), ['user_agent="curl 8"', 'user_agent="a \\"b\\""']);
  assert.deepEqual(completed('status>=5| x'), ['status>=503 x']);
});

test('levels and sources are values too', () => {
  assert.deepEqual(completed('level>=w|'), ['level>=warn']);
  assert.deepEqual(completed('source:ca|'), ['source:shop/cart']);
  assert.deepEqual(completed('source:shop/c|art'), ['source:shop/checkout', 'source:shop/cart']);
});

test('nothing is offered where nothing is begun, in a phrase, for what is finished', () => {
  assert.deepEqual(completed('|'), []);
  assert.deepEqual(completed('a |'), []);
  assert.deepEqual(completed('"us|'), []);
  assert.deepEqual(completed('status:200|'), []);
  assert.deepEqual(completed('unknown:|'), []);
});
