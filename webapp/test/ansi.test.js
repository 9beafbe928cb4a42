import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, plainLength } from '../js/core/ansi.js';

const RED = '#cd3131';
const GREEN = '#0dbc79';

/** What has a look, and which. @param {string} raw */
function looks(raw) {
  const { text, runs } = colours(raw);
  return runs.map(({ start, end, style, fg, bg }) => [text.slice(start, end), style, fg, bg].filter((each) => each));
}

test('a text without escapes is itself', () => {
  assert.deepEqual(colours('plain [31m'), { text: 'plain [31m', runs: [] });
});

test('colours and styles hold until they are taken back', () => {
  assert.equal(colours('a \x1b[31mred\x1b[0m b').text, 'a red b');
  assert.deepEqual(looks('a \x1b[31mred\x1b[0m b'), [['red', RED]]);
  assert.deepEqual(looks('\x1b[1;31mboth\x1b[22mred\x1b[39mnone'), [
    ['both', 'bold', RED],
    ['red', RED],
  ]);
  assert.deepEqual(looks('\x1b[42;9mx\x1b[my'), [['x', 'strike', GREEN]]);
  assert.deepEqual(looks('\x1b[91mx'), [['x', '#f14c4c']]);
});

test('colours by number and by their parts are known, with semicolons and with colons', () => {
  assert.deepEqual(looks('\x1b[38;5;208mx'), [['x', '#ff8700']]);
  assert.deepEqual(looks('\x1b[48;5;244mx'), [['x', '#808080']]);
  assert.deepEqual(looks('\x1b[38;2;1;2;255;1mx'), [['x', 'bold', '#0102ff']]);
  assert.deepEqual(looks('\x1b[38:2::1:2:255mx'), [['x', '#0102ff']]);
  assert.deepEqual(looks('\x1b[38:2:1:2:255mx'), [['x', '#0102ff']]);
  assert.deepEqual(looks('\x1b[38;2;300;2;1mx\x1b[38;5;999my\x1b[38mz'), []);
});

test('inverse changes places', () => {
  assert.deepEqual(colours('\x1b[31;7mx').runs, [{ start: 0, end: 1, style: '', fg: undefined, bg: RED }]);
  assert.deepEqual(looks('\x1b[7mx'), [['x', 'inverse']]);
});

test('other escapes are left out, and unfinished ones', () => {
  for (const raw of [
    '\x1b[2Kx',
    '\x1b]0;title\x07x',
    '\x1b]8;;http://a\x1b\\x',
    '\x1b(Bx',
    '\x1bMx',
    'x\x1b',
    '\x1b[?25lx',
  ])
    assert.equal(colours(raw).text, 'x', JSON.stringify(raw));
});

test('a place in the text is known without them', () => {
  const raw = '12:00 \x1b[32mINFO\x1b[0m step';
  assert.equal(plainLength(raw, raw.indexOf('step')), '12:00 INFO '.length);
});
