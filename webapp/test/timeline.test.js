import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline, sum } from '../js/core/timeline.js';
import { useUtc } from '../js/core/zone.js';
import { Arrivals } from '../js/worker/arrivals.js';

const NOW = Date.UTC(2026, 10, 29, 14, 30, 30);
const MINUTE = 60_000;
const HOUR = 3_600_000;

const at = (millis) => new Date(millis).toISOString();

test('at first the last hour is looked at, in whole steps, and it goes on with the time', () => {
  let now = NOW;
  const timeline = new Timeline(() => now);
  assert.deepEqual(timeline.extent, { from: NOW - HOUR + 30_000, to: NOW + 30_000, step: 30_000 });
  now += 30_000;
  assert.deepEqual(timeline.extent, { from: NOW - HOUR + 60_000, to: NOW + 60_000, step: 30_000 });
  assert.ok(timeline.live);
});

test('zooming keeps what is pointed at in its place, and the end with the time', () => {
  const timeline = new Timeline(() => NOW);
  const place = (time) => (time - timeline.extent.from) / (timeline.extent.to - timeline.extent.from);
  const time = NOW - 45 * MINUTE;
  const before = place(time);
  timeline.zoom(0.5, time);
  assert.ok(Math.abs(place(time) - before) < 0.02);
  assert.ok(!timeline.live);
  timeline.follow();
  timeline.zoom(10, timeline.extent.to);
  assert.ok(timeline.live);
  for (let i = 0; i < 100; i++) timeline.zoom(2, NOW);
  for (let i = 0; i < 200; i++) timeline.zoom(0.5, NOW - 365 * 24 * HOUR);
  const { from, to, step } = timeline.extent;
  assert.ok(to - from >= MINUTE && (to - from) / step <= 121);
});

test('there are never more than 120 bars, give or take the ends', () => {
  const timeline = new Timeline(() => NOW);
  for (let span = MINUTE; span < 365 * 24 * HOUR; span *= 1.37) {
    timeline.show(NOW - 2 * span, NOW - span);
    const { from, to, step } = timeline.extent;
    const bars = (to - from) / step;
    assert.ok(Number.isInteger(bars) && bars <= 121 && bars >= 24, `${bars} bars of ${span}`);
    assert.ok(from <= NOW - 2 * span && to >= NOW - span);
  }
});

test('a time out of sight is brought into it, one in sight moves nothing', () => {
  const timeline = new Timeline(() => NOW);
  const before = timeline.extent;
  timeline.see(NOW - 10 * MINUTE);
  assert.deepEqual(timeline.extent, before);
  timeline.see(NOW - 10 * HOUR);
  const { from, to } = timeline.extent;
  assert.ok(from < NOW - 10 * HOUR && to > NOW - 10 * HOUR && !timeline.live);
});

test('what comes is added to what the server has counted, and counted once', () => {
  let now = NOW;
  const timeline = new Timeline(() => now);
  const { step } = timeline.extent;
  const begin = NOW - step;
  timeline.take(
    [{ time: at(begin), counts: { INFO: 7, ERROR: 1, none: 2 } }],
    [{ time: at(begin), counts: { INFO: 3 } }],
    step,
    now,
  );
  timeline.add([{ second: begin / 1000 + 1, level: 3, lines: 5, hits: 2 }]);
  const [bar] = timeline.bars;
  assert.deepEqual([bar.from, bar.counts, bar.hits], [begin, [2, 0, 0, 12, 0, 1, 0], 5]);
  now += 1000;
  timeline.take([{ time: at(begin), counts: { INFO: 12 } }], undefined, step, now);
  assert.deepEqual(
    timeline.bars.map(({ counts }) => sum(counts)),
    [12],
  );
  timeline.forget();
  assert.deepEqual(timeline.bars, []);
});

test('the axis says the days, and times as exactly as they differ', () => {
  useUtc(true);
  try {
    const timeline = new Timeline(() => NOW);
    timeline.show(NOW - 20 * HOUR, NOW - HOUR);
    const texts = timeline.ticks(10).map(({ text }) => text);
    assert.ok(texts.includes('11-29') && texts.includes('03:00'), String(texts));
    timeline.show(NOW - 2 * HOUR, NOW - 2 * HOUR + MINUTE);
    assert.ok(timeline.ticks(10).some(({ text }) => text === '12:31:00'));
    assert.ok(timeline.ticks(10).length <= 11);
  } finally {
    useUtc(false);
  }
});

test('the summary has all lines in a few rows', () => {
  const timeline = new Timeline(() => NOW);
  const { from, to, step } = timeline.extent;
  const buckets = [];
  for (let time = from; time < to; time += step) buckets.push({ time: at(time), counts: { WARN: 1 } });
  timeline.take(buckets, undefined, step, NOW);
  const rows = timeline.summary(24);
  assert.ok(rows.length <= 24);
  assert.equal(
    rows.reduce((total, { counts }) => total + counts[4], 0),
    buckets.length,
  );
});

test('lines that come are counted by second and level, and told once', () => {
  const arrivals = new Arrivals();
  arrivals.add(1000, 3, true);
  arrivals.add(1999, 3, false);
  arrivals.add(2000, 5, true);
  arrivals.add(1500, 3, true);
  assert.deepEqual(arrivals.take(), [
    { second: 1, level: 3, lines: 3, hits: 2 },
    { second: 2, level: 5, lines: 1, hits: 1 },
  ]);
  assert.deepEqual(arrivals.take(), []);
});
