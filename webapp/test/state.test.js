import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delayBefore } from '../js/core/backoff.js';
import { zone } from '../js/core/clock.js';
import { short, t } from '../js/core/i18n.js';
import { ALL_LEVELS, atLeast } from '../js/core/levels.js';
import { Rate } from '../js/core/rate.js';
import { loadSettings } from '../js/core/settings.js';
import { globMatches, middle, visible } from '../js/core/text.js';
import { readUrl, writeUrl } from '../js/core/url-state.js';
import { Origins } from '../js/worker/origins.js';

test('what is written into the address is read from it', () => {
  for (const state of [
    { sources: [], text: '', mask: ALL_LEVELS },
    { sources: ['app', 'services/<img>', 'web-*'], text: '"a b" -c & 100%', mask: atLeast(4) },
    { sources: [], text: '', mask: 0b0100001 },
  ]) {
    assert.deepEqual(readUrl(writeUrl(state)), state);
  }
});

test('the address of a stream means the same on the page', () => {
  assert.equal(readUrl('?level=warn').mask, 0b1110000);
  assert.equal(readUrl('?level=nonsense&levels=').mask, ALL_LEVELS);
});

test('settings that make no sense are the defaults', () => {
  for (const stored of [null, '', '{', 'null', '[]', '{"theme":7,"wrap":"x"}']) {
    assert.deepEqual(loadSettings(() => ({ getItem: () => stored })), { theme: 'system', wrap: undefined });
  }
});

test('waiting doubles, is short for the first minute, and differs by a fifth', () => {
  assert.equal(delayBefore(1, 0, 0.5), 500);
  assert.equal(delayBefore(3, 5000, 0.5), 2000);
  assert.equal(delayBefore(9, 59_000, 1), 2400);
  assert.equal(delayBefore(9, 61_000, 0.5), 15_000);
});

test('a line that comes again is known, one behind it is not', () => {
  const origins = new Origins();
  assert.equal(origins.meet('a@1', 0), 0);
  assert.equal(origins.meet('a@1', 10), 0);
  assert.equal(origins.meet('b@1', 0), 1);
  assert.equal(origins.meet('a@1', 0), -1);
  assert.equal(origins.meet('a@1', 10), -1);
  assert.equal(origins.meet('a@1', 11), 0);
  assert.equal(origins.name(1), 'b@1');
});

test('a rate settles and falls back to nothing', () => {
  const rate = new Rate();
  for (let i = 0; i < 30; i++) {
    rate.add(100);
    rate.tick(1);
  }
  assert.ok(Math.abs(rate.tick(1) - 82) < 1);
  for (let i = 0; i < 60; i++) rate.tick(1);
  assert.equal(rate.tick(1), 0);
});

test('numbers are exact to 9,999', () => {
  assert.equal(short(9999), '9,999');
  assert.equal(short(12_345), '12.3K');
  assert.equal(t('pill.lines', { count: 1204 }), '1,204 new lines');
  assert.equal(t('pill.lines', { count: 1 }), '1 new line');
});

test('control characters are seen, tabs and line ends are kept', () => {
  assert.equal(visible('a\0b\x1b[0m\t\n\x7f'), 'a␀b␛[0m\t\n␡');
});

test('long names lose their middle', () => {
  assert.equal(middle('services/orders', 20), 'services/orders');
  assert.equal(middle('services/orders', 9), 'serv…ders');
});

test('globs stand for sources as they do on the server', () => {
  assert.ok(globMatches('web-*', 'web-1'));
  assert.ok(globMatches('*', 'a/b'));
  assert.ok(!globMatches('web', 'web-1'));
  assert.ok(!globMatches('a.c', 'abc'));
});

test('zones have their offset', () => {
  assert.equal(zone(0), 'UTC');
  assert.equal(zone(60), 'UTC+1');
  assert.equal(zone(-210), 'UTC-3:30');
});
