import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours } from '../js/core/ansi.js';
import { segmentsOf } from '../js/core/segments.js';

/** @param {string} text */
const links = (text) => (segmentsOf(text) ?? []).flatMap(({ href }) => href ?? []);

test('what is all the same has no segments', () => {
  assert.equal(segmentsOf('nothing ftp://x javascript:alert(1)'), undefined);
});

test('addresses of the web are links, without what ends the sentence', () => {
  assert.deepEqual(links('see https://a.example/b?c=d#e, or (http://f.example/g).'), [
    'https://a.example/b?c=d#e',
    'http://f.example/g',
  ]);
  assert.deepEqual(links('https://a.example/wiki/B_(c) x'), ['https://a.example/wiki/B_(c)']);
  assert.deepEqual(links('"url":"https://a.example/b","n":1 xhttp://no https:// http://'), ['https://a.example/b']);
});

test('segments are the text, whatever overlaps', () => {
  const { text, runs } = colours('get \x1b[31mhttp://a.exa\x1b[1mmple/b\x1b[0m now');
  const segments = segmentsOf(text, runs) ?? [];
  assert.equal(segments.map((segment) => segment.text).join(''), text);
  assert.deepEqual(
    segments.map(({ text: piece, run, href }) => [piece, run?.style ?? '-', href !== undefined]),
    [
      ['get ', '-', false],
      ['http://a.exa', '', true],
      ['mple/b', 'bold', true],
      [' now', '-', false],
    ],
  );
});
