import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hole } from '../js/core/chunk.js';
import { fold } from '../js/core/fold.js';
import { ALL_LEVELS, GAP } from '../js/core/levels.js';
import { matches, parseQuery } from '../js/core/query.js';
import { Feed } from '../js/core/feed.js';
import { Lens } from '../js/core/lens.js';
import { FOLD, countRows } from '../js/core/wrap.js';

const ROW = 20;
const always = () => false;

function line(text, level = 3) {
  return { text, level, source: 0, time: 1, origin: 0, offset: 0 };
}

/** A feed, and one lens on it. */
class List {
  constructor(limits) {
    this.feed = new Feed(limits);
    this.lens = new Lens(this.feed, ['app']);
    this.added = 0;
  }

  add(entry) {
    const { chunk, line } = this.feed.append(entry, `c${++this.added}`);
    this.lens.take(chunk, line);
    return chunk.base + line;
  }

  addGap(gap) {
    return this.add({ ...line('', GAP), gap });
  }

  filter(text, mask) {
    this.lens.filter(parseQuery(text), mask);
  }

  view(place, height, rowHeight) {
    return this.lens.view(place, height, rowHeight);
  }

  text(seq) {
    const found = this.feed.line(seq);
    return found?.chunk.text(found.line);
  }

  /** What stands for lines that are not loaded. */
  get holes() {
    return this.feed.chunks
      .slice(1)
      .filter((chunk) => chunk instanceof Hole)
      .map((hole) => hole.state);
  }
}

function filled(count, limits) {
  const list = new List(limits);
  for (let i = 1; i <= count; i++) list.add(line(`line ${i}`, (i % 6) + 1));
  return list;
}

function texts(view) {
  return view.rows.map(({ text }) => text);
}

test('the end is flush with the bottom', () => {
  const view = filled(20_000).view({ kind: 'end' }, 110, ROW);
  assert.equal(view.rows.at(-1).text, 'line 20000');
  assert.equal(view.total, (1 + 20_000) * ROW);
  assert.equal(view.offset + view.rows.length * ROW, 110);
  assert.ok(view.atEnd);
});

test('a line stays where it is while others come', () => {
  const list = filled(10_000);
  list.lens.pause(true);
  const place = { kind: 'line', seq: 5000, px: 7 };
  const before = list.view(place, 400, ROW);
  for (let i = 0; i < 10_000; i++) list.add(line('new'));
  const after = list.view(place, 400, ROW);
  assert.deepEqual(texts(after), texts(before));
  assert.equal(after.offset, before.offset);
  assert.deepEqual(list.lens.fresh, { lines: 10_000, errors: 0 });
});

test('what is looked at is kept when memory is short, with a hole behind it', () => {
  const list = filled(20_000, { maxLines: 40_000 });
  list.lens.pause(true);
  const place = { kind: 'line', seq: 12_000, px: 0 };
  const before = list.view(place, 400, ROW);
  for (let i = 0; i < 200_000; i++) list.add(line('new'));
  const after = list.view(place, 400, ROW);
  assert.deepEqual(texts(after), texts(before));
  assert.ok(list.feed.lines <= 50_000);
  list.lens.pause(false);
  for (let i = 0; i < 100_000; i++) list.add(line('newer'));
  assert.ok(list.feed.lines <= 40_000 + 8192);
  assert.equal(list.feed.levelCounts[GAP], 0);
});

test('a hole says how many lines it stands for', () => {
  const list = filled(8192 * 2, { maxLines: 8192 * 4 });
  list.lens.pause(true);
  list.view({ kind: 'line', seq: 100, px: 0 }, 400, ROW);
  for (let i = 0; i < 8192 * 10; i++) list.add(line('new'));
  assert.equal(list.holes.length, 1);
  assert.equal(list.holes[0].missed + list.feed.lines, 8192 * 12);
});

test('gaps pass every filter and are no hits', () => {
  const list = filled(10);
  list.addGap({ reason: 'slow-client', missed: 3 }, 0);
  list.filter('no such thing', ALL_LEVELS);
  list.lens.scan(always);
  assert.equal(list.lens.hits, 0);
  assert.equal(list.view({ kind: 'end' }, 400, ROW).rows.filter(({ level }) => level === GAP).length, 2);
});

test('memory is bounded by characters too', () => {
  const list = new List({ maxBytes: 8_000_000 });
  for (let i = 0; i < 40; i++) list.add(line('x'.repeat(1_000_000)));
  assert.ok(list.feed.lines <= 14, `${list.feed.lines} lines`);
  assert.ok(list.feed.full);
});

test('a long line is shown in part, and given in full', () => {
  const list = new List();
  list.add(line('x'.repeat(1_000_000)));
  const [, row] = list.view({ kind: 'line', seq: 1, px: 0 }, 400, ROW).rows;
  assert.ok(row.cut && row.text.length === 16_384);
  assert.equal(list.text(1).length, 1_000_000);
});

test('a character is shown as a whole or not at all', () => {
  const list = new List();
  list.add(line(`x${'😀'.repeat(10_000)}`));
  const [, row] = list.view({ kind: 'line', seq: 1, px: 0 }, 400, ROW).rows;
  assert.ok(row.cut && row.text.length === 16_383 && row.text.isWellFormed());
});

test('copied is what passes the filter, up to a limit', () => {
  const list = filled(100);
  list.filter('7', ALL_LEVELS);
  assert.deepEqual(list.lens.texts(1, 40, 10), ['line 7', 'line 17', 'line 27', 'line 37']);
  assert.equal(list.lens.texts(1, 100, 5).length, 5);
});

test('the next line of a level is found in both directions', () => {
  const list = filled(20_000);
  const find = (from, step, query = '') => list.lens.find(from, step, 6, parseQuery(query));
  assert.equal(find(100, 1).seq, 101);
  assert.equal(find(101, -1).seq, 95);
  assert.deepEqual(find(list.feed.last - 1, 1), { open: false });
  assert.equal(find(undefined, -1).seq, list.feed.last - ((20_000 - 5) % 6));
});

test('what is not loaded may have the next line, and a line is found by a query beside the filter', () => {
  const list = filled(100);
  const find = (from, step, query) => list.lens.find(from, step, 0, parseQuery(query));
  assert.equal(find(1, 1, 'line 42').seq, 42);
  assert.equal(find(50, -1, '7 OR level=fatal').seq, 47);
  assert.deepEqual(find(50, -1, 'absent'), { open: true });
  assert.deepEqual(find(50, 1, 'absent'), { open: false });
  list.feed.front.change({ load: 'done' });
  assert.deepEqual(find(50, -1, 'absent'), { open: false });
  assert.deepEqual(list.lens.ends, { first: 1, last: 100 });
});

test('whatever happens, the view is what a plain list would show', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const words = ['alpha', 'Beta', 'gamma', 'İstanbul', '中文字', 'x'.repeat(90), 'two\nlines'];
  for (let round = 0; round < 20; round++) {
    const list = new List();
    const model = [];
    let query = '';
    let mask = ALL_LEVELS;
    let columns = 0;
    for (let step = 0; step < 30; step++) {
      switch (random(4)) {
        case 0:
          for (let i = random(6000); i >= 0; i--) {
            const entry = line(
              `${words[random(words.length)]} ${words[random(words.length)]} ${model.length}`,
              random(7),
            );
            list.add(entry);
            model.push(entry);
          }
          break;
        case 1:
          query = [
            '',
            'beta',
            'alpha -gamma',
            '-x',
            'İstanbul',
            '"two',
            '中文',
            'beta OR two',
            'alpha (beta OR -gamma)',
          ][random(9)];
          mask = [ALL_LEVELS, 0b1110000, 1 << random(7)][random(3)];
          list.filter(query, mask);
          break;
        case 2:
          columns = [0, 40, 100][random(3)];
          list.lens.show({ columns });
          break;
        default:
          list.lens.scan(() => random(3) === 0);
      }
    }
    list.lens.scan(always);
    const parsed = parseQuery(query);
    const hits = model.filter(({ text, level }) => mask & (1 << level) && matches(parsed, fold(text)));
    // What lies before the first line is a row.
    hits.unshift({ text: '', level: GAP });
    const heights = hits.map(({ text }) => (columns === 0 ? 1 : Math.min(FOLD, countRows(text, columns))));
    const total = heights.reduce((sum, height) => sum + height, 0) * ROW;
    const position = Math.min(random(total + 1), Math.max(0, total - 500));
    const view = list.view({ kind: 'fraction', fraction: total <= 500 ? 0 : position / (total - 500) }, 500, ROW);
    const where = `seed ${seed}, round ${round}`;
    assert.equal(view.total, total, where);
    assert.equal(list.lens.hits, hits.length - 1, where);
    let top = -Math.round(view.position);
    hits.forEach((hit, i) => {
      const bottom = top + heights[i] * ROW;
      if (bottom > 0 && top < 500) {
        const row = view.rows[i - view.firstHit];
        const shown = columns === 0 ? hit.text.split('\n')[0] : hit.text;
        assert.equal(row?.text, shown, where);
      }
      top = bottom;
    });
  }
});

test('a late part of a record is known as such, and no error of its own', () => {
  const list = filled(1);
  list.lens.pause(true);
  list.add(line('failed', 5));
  list.add({ ...line('  at a', 5), part: true });
  const { rows } = list.view({ kind: 'end' }, 110, ROW);
  assert.deepEqual(
    rows.map(({ part }) => part),
    [false, false, false, true],
  );
  assert.deepEqual(list.lens.fresh, { lines: 2, errors: 1 });
});

const page = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => line(`line ${from + i}`));

test('older lines are put in front, and what is seen does not move', () => {
  const list = filled(100);
  const { feed } = list;
  const place = { kind: 'line', seq: 40, px: 7 };
  const before = list.view(place, 200, ROW);
  feed.put(feed.front, 'older', page(-1999, 0), { first: 'c-1999', last: 'c0', sparse: false });
  const after = list.view(place, 200, ROW);
  assert.deepEqual(texts(after).slice(-10), texts(before).slice(-10));
  assert.equal(
    after.rows.findIndex(({ seq }) => seq === 40) * ROW + after.offset,
    before.rows.findIndex(({ seq }) => seq === 40) * ROW + before.offset,
  );
  assert.deepEqual(feed.edges(feed.front), { after: undefined, before: 'c-1999' });
  assert.equal(list.text(0), 'line 0');
  assert.equal(feed.lines, 2100);
});

test('lines that were let go are loaded again where they were, in the same order', () => {
  const list = filled(8192 * 3, { maxLines: 8192 * 4 });
  const { feed } = list;
  list.lens.pause(true);
  list.view({ kind: 'line', seq: 100, px: 0 }, 400, ROW);
  for (let i = 8192 * 3 + 1; i <= 8192 * 8; i++) list.add(line(`line ${i}`));
  const hole = feed.chunks.find((chunk, i) => i > 0 && chunk instanceof Hole);
  const { after, before } = feed.edges(hole);
  const [first, last] = [Number(after.slice(1)) + 1, Number(before.slice(1)) - 1];
  assert.equal(hole.state.missed, last - first + 1);
  list.view({ kind: 'line', seq: hole.base, px: 0 }, 400, ROW);
  feed.put(hole, 'newer', page(first, first + 999), { first: `c${first}`, last: `c${first + 999}`, sparse: false });
  feed.put(hole, 'older', page(last - 499, last), { first: `c${last - 499}`, last: `c${last}`, sparse: false });
  assert.deepEqual(feed.edges(hole), { after: `c${first + 999}`, before: `c${last - 499}` });
  const numbers = feed.chunks
    .filter((chunk) => !(chunk instanceof Hole))
    .flatMap((chunk) =>
      Array.from({ length: chunk.count }, (_, i) => [chunk.base + i, Number(chunk.text(i).slice(5))]),
    );
  for (let i = 1; i < numbers.length; i++)
    assert.ok(
      numbers[i][0] > numbers[i - 1][0] && numbers[i][1] > numbers[i - 1][1],
      `${numbers[i - 1]} ${numbers[i]}`,
    );
});

test('what was loaded for one query is let go with it, and the past is unknown again', () => {
  const list = filled(10);
  const { feed } = list;
  list.filter('line', ALL_LEVELS);
  feed.put(feed.front, 'older', page(-4, 0), { first: 'c-900', last: 'c0', sparse: true });
  feed.put(feed.front, 'older', [], { first: 'c-5000', last: 'c-901', sparse: true });
  assert.deepEqual(feed.edges(feed.front), { after: undefined, before: 'c-5000' });
  feed.front.change({ reason: 'beginning', load: 'done' });
  feed.forgetSparse();
  assert.equal(feed.front.state.load, 'idle');
  assert.deepEqual(feed.edges(feed.front), { after: undefined, before: 'c1' });
  assert.equal(feed.lines, 10);
});

test('a gap that can be loaded is a hole between the lines around it', () => {
  const list = filled(10);
  const hole = list.feed.leaveOut({ reason: 'slow-client', missed: 50_000, load: 'offered' });
  list.add(line('after'));
  assert.deepEqual(list.feed.edges(hole), { after: 'c10', before: 'c11' });
  assert.equal(list.lens.holeNear(Infinity)?.hole, list.feed.front);
  const chunk = list.feed.put(hole, 'newer', page(11, 8000), { first: 'x', last: 'y', sparse: false });
  assert.ok(chunk.base > 10 && chunk.base + chunk.count < list.feed.last);
  list.feed.close(hole);
  assert.equal(list.feed.levelCounts[GAP], 0);
});

test('of a record the message is shown, and what tells it from others', () => {
  const list = new List();
  const text = '2026-11-27 10:00:00 INFO [main] c.e.OrderService : Order 7 placed\n  more';
  list.add({
    ...line(text),
    begin: text.indexOf('Order 7'),
    attributes: { logger: 'com.example.OrderService', trace_id: '0e476a98ffff' },
  });
  const row = () => list.view({ kind: 'end' }, 400, ROW).rows[1];
  assert.deepEqual([row().text, row().fields, row().moreLines], ['Order 7 placed', 'OrderService  trace=0e476a98', 1]);
  list.lens.show({ raw: true });
  assert.deepEqual([row().text, row().fields], [text.split('\n')[0], '']);
});
