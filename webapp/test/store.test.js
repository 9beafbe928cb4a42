import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../js/core/fold.js';
import { ALL_LEVELS, GAP } from '../js/core/levels.js';
import { matches, parseQuery } from '../js/core/query.js';
import { Store } from '../js/core/store.js';
import { FOLD, countRows } from '../js/core/wrap.js';

const ROW = 20;
const always = () => false;

function line(text, level = 3) {
  return { text, level, source: 0, time: 0, origin: 0, offset: 0 };
}

function filled(count, limits) {
  const store = new Store(limits);
  for (let i = 1; i <= count; i++) store.add(line(`line ${i}`, (i % 6) + 1));
  return store;
}

function texts(view) {
  return view.rows.map(({ text }) => text);
}

test('the end is flush with the bottom', () => {
  const view = filled(20_000).view({ kind: 'end' }, 110, ROW);
  assert.equal(view.rows.at(-1).text, 'line 20000');
  assert.equal(view.total, 20_000 * ROW);
  assert.equal(view.offset + view.rows.length * ROW, 110);
  assert.ok(view.atEnd);
});

test('a line stays where it is while others come', () => {
  const store = filled(10_000);
  store.pause(true);
  const place = { kind: 'line', seq: 5000, px: 7 };
  const before = store.view(place, 400, ROW);
  for (let i = 0; i < 10_000; i++) store.add(line('new'));
  const after = store.view(place, 400, ROW);
  assert.deepEqual(texts(after), texts(before));
  assert.equal(after.offset, before.offset);
  assert.deepEqual(store.fresh, { lines: 10_000, errors: 0 });
});

test('what is looked at is kept when memory is short, with a hole behind it', () => {
  const store = filled(20_000, { maxLines: 40_000 });
  store.pause(true);
  const place = { kind: 'line', seq: 12_000, px: 0 };
  const before = store.view(place, 400, ROW);
  for (let i = 0; i < 200_000; i++) store.add(line('new'));
  const after = store.view(place, 400, ROW);
  assert.deepEqual(texts(after), texts(before));
  assert.ok(store.lines <= 50_000);
  store.pause(false);
  for (let i = 0; i < 100_000; i++) store.add(line('newer'));
  assert.ok(store.lines <= 40_000 + 8192);
  assert.equal(store.levelCounts[GAP], 0);
});

test('a hole says how many lines it stands for', () => {
  const store = filled(8192 * 2, { maxLines: 8192 * 4 });
  store.pause(true);
  store.view({ kind: 'line', seq: 100, px: 0 }, 400, ROW);
  for (let i = 0; i < 8192 * 10; i++) store.add(line('new'));
  const gaps = [];
  for (let seq = 1; seq <= store.last; seq++) {
    const found = store.line(seq);
    if (found?.level === GAP) gaps.push(JSON.parse(found.text).missed);
  }
  assert.equal(gaps.length, 1);
  assert.equal(gaps[0] + store.lines, 8192 * 12);
});

test('gaps pass every filter and are no hits', () => {
  const store = filled(10);
  store.addGap({ reason: 'slow-client', missed: 3 }, 0);
  store.filter('no such thing', ALL_LEVELS);
  store.scan(always);
  assert.equal(store.hits, 0);
  assert.equal(store.view({ kind: 'end' }, 400, ROW).rows.length, 1);
});

test('memory is bounded by characters too', () => {
  const store = new Store({ maxBytes: 8_000_000 });
  for (let i = 0; i < 40; i++) store.add(line('x'.repeat(1_000_000)));
  assert.ok(store.lines <= 14, `${store.lines} lines`);
  assert.ok(store.full);
});

test('a long line is shown in part, and given in full', () => {
  const store = new Store();
  store.add(line('x'.repeat(1_000_000)));
  const [row] = store.view({ kind: 'line', seq: 1, px: 0 }, 400, ROW).rows;
  assert.ok(row.cut && row.text.length === 16_384);
  assert.equal(store.line(1).text.length, 1_000_000);
});

test('copied is what passes the filter, up to a limit', () => {
  const store = filled(100);
  store.filter('7', ALL_LEVELS);
  assert.deepEqual(store.texts(1, 40, 10), ['line 7', 'line 17', 'line 27', 'line 37']);
  assert.equal(store.texts(1, 100, 5).length, 5);
});

test('the next line of a level is found in both directions', () => {
  const store = filled(20_000);
  assert.equal(store.find(100, 1, 6), 101);
  assert.equal(store.find(101, -1, 6), 95);
  assert.equal(store.find(19_999, 1, 6), 0);
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
    const store = new Store();
    const model = [];
    let query = '';
    let mask = ALL_LEVELS;
    let columns = 0;
    for (let step = 0; step < 30; step++) {
      switch (random(4)) {
        case 0:
          for (let i = random(6000); i >= 0; i--) {
            const entry = line(`${words[random(words.length)]} ${words[random(words.length)]} ${model.length}`, random(7));
            store.add(entry);
            model.push(entry);
          }
          break;
        case 1:
          query = ['', 'beta', 'alpha -gamma', '-x', 'İstanbul', '"two', '中文', 'beta OR two', 'alpha (beta OR -gamma)'][random(9)];
          mask = [ALL_LEVELS, 0b1110000, 1 << random(7)][random(3)];
          store.filter(query, mask);
          break;
        case 2:
          columns = [0, 40, 100][random(3)];
          store.wrap(columns);
          break;
        default:
          store.scan(() => random(3) === 0);
      }
    }
    store.scan(always);
    const parsed = parseQuery(query);
    const hits = model.filter(({ text, level }) => mask & (1 << level) && matches(parsed, fold(text)));
    const heights = hits.map(({ text }) => (columns === 0 ? 1 : Math.min(FOLD, countRows(text, columns))));
    const total = heights.reduce((sum, height) => sum + height, 0) * ROW;
    const position = Math.min(random(total + 1), Math.max(0, total - 500));
    const view = store.view({ kind: 'fraction', fraction: total <= 500 ? 0 : position / (total - 500) }, 500, ROW);
    const where = `seed ${seed}, round ${round}`;
    assert.equal(view.total, total, where);
    assert.equal(store.hits, hits.length, where);
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
  const store = filled(1);
  store.pause(true);
  store.add(line('failed', 5));
  store.add({ ...line('  at a', 5), part: true });
  const { rows } = store.view({ kind: 'end' }, 110, ROW);
  assert.deepEqual(rows.map(({ part }) => part), [false, false, true]);
  assert.deepEqual(store.fresh, { lines: 2, errors: 1 });
});
