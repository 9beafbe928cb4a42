import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delayBefore } from '../js/core/backoff.js';
import { clock, day, midnight, moment, zone } from '../js/core/clock.js';
import { useUtc } from '../js/core/zone.js';
import { short, t } from '../js/core/i18n.js';
import { ALL_LEVELS, atLeast } from '../js/core/levels.js';
import { Rate } from '../js/core/rate.js';
import { loadSettings } from '../js/core/settings.js';
import { globMatches, middle, visible } from '../js/core/text.js';
import { demanded, isFiltered, isWithin, readUrl, readUtc, reduce, writeUrl } from '../js/core/state.js';
import { parseTime } from '../js/core/time.js';
import { Origins } from '../js/worker/origins.js';

test('what is written into the address is read from it', () => {
  for (const state of [
    { sources: [], text: '', mask: ALL_LEVELS, place: undefined, range: undefined },
    {
      sources: ['app', 'services/<img>', 'web-*'],
      text: '"a b" -c & 100%',
      mask: atLeast(4),
      place: undefined,
      range: { since: 1_764_212_525_000, until: undefined },
    },
    {
      sources: [],
      text: '',
      mask: 0b0100001,
      place: { kind: 'time', time: Date.UTC(2026, 10, 27, 3, 12) },
      range: { since: Date.UTC(2026, 10, 27), until: Date.UTC(2026, 10, 28) },
    },
    {
      sources: [],
      text: 'x',
      mask: ALL_LEVELS,
      place: { kind: 'line', id: 'app@3f2a:10482', time: 1764212525123 },
      range: undefined,
    },
    {
      sources: [],
      text: '',
      mask: ALL_LEVELS,
      place: { kind: 'line', id: 'a/b@3:1', time: undefined },
      range: { since: undefined, until: 5000 },
    },
  ]) {
    assert.deepEqual(readUrl(writeUrl(state)), state);
  }
});

test('the address of a stream means the same on the page', () => {
  assert.equal(readUrl('?level=warn').mask, 0b1110000);
  assert.equal(readUrl('?level=nonsense&levels=').mask, ALL_LEVELS);
});

test('where a stream begins and ends is a range on the page', () => {
  assert.deepEqual(readUrl('?since=10m', 1_000_000).range, { since: 400_000, until: undefined });
  assert.deepEqual(readUrl('?since=10m&until=5m', 1_000_000).range, { since: 400_000, until: 700_000 });
  assert.equal(readUrl('?since=5m&until=10m', 1_000_000).range, undefined);
  assert.equal(readUrl('?since=tomorrow').range, undefined);
});

test('a range holds its first moment and not its end', () => {
  assert.deepEqual(
    [4, 5, 9, 10].map((time) => isWithin({ since: 5, until: 10 }, time)),
    [false, true, true, false],
  );
  assert.ok(isWithin({ since: 5 }, 6) && isWithin(undefined, 6));
});

test('only what is meant is changed, and the state before stays as it was', () => {
  const pane = { sources: ['a'], text: 'x', mask: ALL_LEVELS };
  const state = {
    panes: [pane],
    active: 0,
    layout: { sources: true, details: false },
    settings: { theme: 'dark', wrap: undefined, raw: false, utc: false, timeline: 'small' },
  };
  const frozen = Object.freeze(state);
  assert.ok(isFiltered(pane));
  assert.deepEqual(reduce(frozen, { type: 'filter', text: '' }).panes, [{ ...pane, text: '' }]);
  assert.deepEqual(reduce(frozen, { type: 'filter', mask: 2 }).panes, [{ ...pane, mask: 2 }]);
  const gone = reduce(frozen, { type: 'go', place: { kind: 'time', time: 5 }, range: { since: 1 } });
  assert.deepEqual(gone.panes[0].place, { kind: 'time', time: 5 });
  assert.deepEqual(reduce(gone, { type: 'sources', sources: [] }).panes, [
    { ...pane, sources: [], place: undefined, range: { since: 1 } },
  ]);
  assert.equal(reduce(frozen, { type: 'show', part: 'sources', shown: true }), frozen);
  assert.deepEqual(reduce(frozen, { type: 'set', settings: { raw: true } }).settings, {
    theme: 'dark',
    wrap: undefined,
    raw: true,
    utc: false,
    timeline: 'small',
  });
});

test('a time is written as one says it', () => {
  const now = new Date(2026, 10, 27, 10, 0).getTime();
  const at = (...parts) => new Date(2026, 10, ...parts).getTime();
  for (const [text, time] of [
    ['09:32', at(27, 9, 32)],
    ['9:32:07', at(27, 9, 32, 7)],
    ['14:32', at(26, 14, 32)],
    ['yesterday 03:12', at(26, 3, 12)],
    ['Today 12:00', at(27, 12, 0)],
    ['10m', now - 600_000],
    ['1h30m ago', now - 5_400_000],
    ['2d', now - 2 * 86_400_000],
    ['2026-11-20', at(20)],
    ['2026-11-20 03:12', at(20, 3, 12)],
    ['2026-11-20T03:12:05.250Z', Date.UTC(2026, 10, 20, 3, 12, 5, 250)],
    ['2026-11-20T03:12:05+0100', Date.UTC(2026, 10, 20, 2, 12, 5)],
    ['now', now],
    ['', undefined],
    ['25:00', undefined],
    ['14:60', undefined],
    ['tomorrow', undefined],
    ['10', undefined],
    ['2026-02-30', undefined],
    ['99999999999999999d', undefined],
  ]) {
    assert.equal(parseTime(text, now), time, text);
  }
});

test('settings that make no sense are the defaults', () => {
  for (const stored of [null, '', '{', 'null', '[]', '{"theme":7,"wrap":"x"}']) {
    assert.deepEqual(
      loadSettings(() => ({ getItem: () => stored })),
      { theme: 'system', wrap: undefined, raw: false, utc: false, timeline: 'small' },
    );
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

test('times are said and understood in UTC where that is wanted', () => {
  const millis = Date.UTC(2026, 10, 27, 23, 30, 5, 7);
  try {
    useUtc(true);
    assert.equal(clock(millis), '23:30:05.007');
    assert.equal(day(millis), 'Fri, Nov 27, 2026');
    assert.equal(day(millis + 3_600_000), 'Sat, Nov 28, 2026');
    assert.equal(zone(), 'UTC');
    assert.equal(moment(millis, millis + 3_600_000), '2026-11-27 23:30:05');
    assert.equal(midnight(millis), Date.UTC(2026, 10, 27));
    assert.equal(parseTime('23:31', millis), Date.UTC(2026, 10, 26, 23, 31));
    assert.equal(parseTime('2026-11-20 03:12', millis), Date.UTC(2026, 10, 20, 3, 12));
    assert.equal(parseTime('2026-11-20 03:12 +01:00', millis), Date.UTC(2026, 10, 20, 2, 12));
  } finally {
    useUtc(false);
  }
  assert.equal(midnight(millis), new Date(millis).setHours(0, 0, 0, 0));
});

test('the zone is in the address', () => {
  const pane = { sources: [], text: '', mask: ALL_LEVELS };
  assert.equal(readUtc(writeUrl(pane, true)), true);
  assert.equal(readUtc(writeUrl(pane, false)), undefined);
  assert.equal(readUtc('?tz=local'), false);
  assert.equal(readUtc('?tz=Europe/Berlin'), undefined);
});

test('an address says whether lines are only marked, and which conditions are kept for later', () => {
  const search = '?q=a&mode=highlight&off=-b&off=c+d';
  const pane = readUrl(search);
  assert.deepEqual([pane.highlight, pane.off], [true, ['-b', 'c d']]);
  assert.equal(writeUrl(pane), search);
  assert.equal(demanded(pane), '');
  assert.equal(isFiltered(pane), false);
  assert.equal(demanded(readUrl('?q=a')), 'a');
});
