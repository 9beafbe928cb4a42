import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ALL_LEVELS } from '../js/core/levels.js';
import { Desk } from '../js/worker/desk.js';
import { FakeServer, problem } from './fake-server.js';

const ROW = 20;
const HEIGHT = 400;

/** A page that asks for what it sees, as the list does. */
class Reader {
  replies = [];
  pane = 'live';
  place = { kind: 'end' };
  #id = 0;

  constructor(server) {
    this.server = server;
    this.desk = new Desk({
      tell: (reply) => this.replies.push(structuredClone(reply)),
      fetch: server.fetch,
      soon: (action) => setTimeout(action, 0),
    });
  }

  open({ sources = [], text = '', mask = ALL_LEVELS } = {}) {
    this.desk.do({ type: 'open', base: 'http://server/', sources, text, mask });
    return this;
  }

  do(command) {
    this.desk.do({ pane: this.pane, ...command });
    return this;
  }

  async ask(command) {
    const id = ++this.#id;
    this.do({ ...command, id });
    return this.until(() => this.replies.find((reply) => reply.id === id));
  }

  /** Waits for something, within a bound. */
  async until(condition) {
    for (let i = 0; i < 4000; i++) {
      const met = condition();
      if (met) return met;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return assert.fail(`did not come true: ${condition}; ${JSON.stringify(this.replies.slice(-3))}`);
  }

  /** What is seen at the place. */
  async look(place = this.place) {
    this.place = place;
    const id = ++this.#id;
    this.do({ type: 'view', id, place, height: HEIGHT, rowHeight: ROW, now: true });
    return this.until(() => this.replies.findLast((reply) => reply.type === 'view' && reply.request.id === id));
  }

  /** Looks again and again until it sees that. */
  async sees(condition, place) {
    for (let i = 0; i < 400; i++) {
      const view = await this.look(place);
      if (condition(view)) return view;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return assert.fail(`not seen: ${condition}; ${JSON.stringify((await this.look(place)).rows)}`);
  }

  last(type) {
    return this.replies.findLast((reply) => reply.type === type);
  }
}

const servers = [];

function serverOf(count, text) {
  const server = new FakeServer();
  server.add(count, text);
  servers.push(server);
  return server;
}

/** @type {Reader[]} */
const readers = [];

function readerOf(server) {
  const reader = new Reader(server);
  readers.push(reader);
  return reader;
}

afterEach(() => {
  // What is open would keep the process waiting for a silence.
  for (const reader of readers.splice(0)) reader.desk.close();
});

const lines = (view) => view.rows.filter(({ gap }) => gap === undefined).map(({ text }) => text);
const edges = (view) => view.rows.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
const numbers = (view) => lines(view).map((text) => Number(text.split(' ').at(-1)));

test('the last lines are there at once, and nothing is loaded that is not looked at', async () => {
  const server = serverOf(5000);
  const reader = readerOf(server).open();
  const view = await reader.sees((view) => lines(view).at(-1) === 'line 5000');
  assert.equal(numbers(view)[0], 5000 - HEIGHT / ROW + 1);
  assert.equal(server.requests.filter(({ pathname }) => pathname === '/api/logs').length, 0);
});

test('scrolling up, each line from the last to the first is there once, and the view stands still', async () => {
  const server = serverOf(9000);
  const reader = readerOf(server).open();
  let view = await reader.sees((view) => lines(view).at(-1) === 'line 9000');
  const seen = new Set(numbers(view));
  reader.do({ type: 'pause', paused: true });
  for (let step = 0; step < 3000; step++) {
    await new Promise(setImmediate);
    const first = view.rows.find(({ gap }) => gap === undefined);
    const top = view.rows.indexOf(first) * ROW + view.offset;
    const place = { kind: 'line', seq: first.seq, px: -top };
    const still = await reader.look(place);
    assert.equal(still.rows.findIndex(({ seq }) => seq === first.seq) * ROW + still.offset, top);
    if (edges(still)[0]?.reason === 'beginning') break;
    view = await reader.look({ ...place, px: -top - 300 });
    const shown = numbers(view);
    for (let i = 1; i < shown.length; i++) assert.equal(shown[i], shown[i - 1] + 1);
    shown.forEach((number) => seen.add(number));
  }
  assert.equal(seen.size, 9000);
  const beginning = edges(await reader.look({ kind: 'fraction', fraction: 0 }))[0];
  assert.deepEqual([beginning.reason, beginning.since], ['beginning', 1000]);
  server.add(1);
  assert.equal(numbers(await reader.sees((view) => lines(view).at(-1) === 'line 9001', { kind: 'end' })).at(-2), 9000);
});

test('what matches a filter is found in all of the past, and the filter goes on with what comes', async () => {
  const server = serverOf(10, 'needle');
  server.add(6000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).at(-1) === 'line 6010');
  reader.do({ type: 'filter', text: 'needle', mask: ALL_LEVELS });
  const view = await reader.sees((view) => view.hits === 10 && edges(view)[0]?.reason === 'beginning');
  assert.deepEqual(numbers(view), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  server.add(1, 'needle');
  await reader.sees((view) => numbers(view).at(-1) === 6011);
  reader.do({ type: 'filter', text: '', mask: ALL_LEVELS });
  assert.deepEqual(numbers(await reader.sees((view) => lines(view).length > 15)).slice(-3), [6009, 6010, 6011]);
});

test('levels are asked for in the past too', async () => {
  const server = serverOf(3000);
  const reader = readerOf(server).open({ mask: 1 << 5 });
  const view = await reader.sees((view) => view.hits > 150 && numbers(view).length > 5, {
    kind: 'fraction',
    fraction: 0,
  });
  assert.ok(numbers(view).every((number) => number % 10 === 0));
  const asked = server.requests.find(({ pathname }) => pathname === '/api/logs');
  assert.equal(asked.searchParams.get('q'), 'level=error');
});

test('a search that takes long says how far it is, is stopped, and goes on', async () => {
  const server = serverOf(1, 'needle');
  server.add(5000);
  server.patience = 50;
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  reader.do({ type: 'filter', text: 'needle', mask: ALL_LEVELS });
  const searching = await reader.sees((view) => edges(view)[0]?.searchedTo !== undefined);
  assert.equal(searching.hits, 0);
  reader.do({ type: 'stop', seq: searching.rows[0].seq });
  const stopped = await reader.sees((view) => edges(view)[0]?.load === 'stopped');
  assert.ok(stopped.rows[0].gap.searchedTo > 1000);
  reader.do({ type: 'load', seq: stopped.rows[0].seq });
  const found = await reader.sees((view) => view.hits === 1 && edges(view)[0]?.reason === 'beginning');
  assert.deepEqual(lines(found), ['needle 1']);
  const asked = server.requests
    .filter(({ pathname }) => pathname === '/api/logs')
    .map(({ searchParams }) => searchParams.get('before'));
  // The request that was under way when it was stopped is made again.
  assert.ok(new Set(asked).size >= asked.length - 1, 'no part of the past is looked through twice');
});

test('what the worker cannot answer, the server does, for what comes and for the past', async () => {
  const server = serverOf(3, 'needle');
  server.add(2000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  reader.do({ type: 'filter', text: 'text:needle', mask: ALL_LEVELS });
  await reader.until(() => reader.last('query')?.text === 'text:needle');
  assert.deepEqual(numbers(await reader.sees((view) => view.hits === 3)), [1, 2, 3]);
  server.add(1, 'needle');
  server.add(1);
  assert.deepEqual(numbers(await reader.sees((view) => view.hits === 4)), [1, 2, 3, 2004]);
});

test('a line that a page brings and the stream too is there once', async () => {
  for (let round = 0; round < 10; round++) {
    const server = serverOf(30, 'needle');
    const reader = readerOf(server).open({ text: 'text:needle' });
    const growing = (async () => {
      for (let i = 0; i < 20; i++) {
        server.add(1, 'needle');
        await new Promise((resolve) => setTimeout(resolve, round % 3));
      }
    })();
    await reader.sees((view) => view.hits > 30);
    await growing;
    await reader.sees((view) => numbers(view).at(-1) === 50);
    const all = (await reader.ask({ type: 'copy', from: -1e9, to: 1e9 })).text.split('\n');
    assert.deepEqual(
      all,
      Array.from({ length: 50 }, (_, i) => `needle ${i + 1}`),
    );
  }
});

test('of a query that is wrong the server says where, and the one before stays in force', async () => {
  const server = serverOf(100);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  reader.do({ type: 'filter', text: '7', mask: ALL_LEVELS });
  await reader.sees((view) => view.hits === 19);
  reader.do({ type: 'filter', text: 'status>=!', mask: ALL_LEVELS });
  assert.deepEqual(await reader.until(() => reader.last('query').error), { detail: 'that is wrong', column: 7 });
  assert.equal((await reader.look()).hits, 19);
  reader.do({ type: 'filter', text: '77', mask: ALL_LEVELS });
  await reader.until(() => reader.last('query').text === '77');
  assert.equal((await reader.sees((view) => view.hits === 1)).hits, 1);
});

test('a wrong query in the address does not hide the lines', async () => {
  const server = serverOf(100);
  const reader = readerOf(server).open({ text: 'a=!' });
  await reader.sees((view) => view.hits === 100);
  assert.ok(reader.replies.some((reply) => reply.type === 'query' && reply.error?.column === 7));
});

test('a time is gone to, in the order of time, with what is around it; further on there is now', async () => {
  const server = serverOf(5000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  const { seq } = await reader.ask({
    type: 'jump',
    depth: 0,
    target: { kind: 'time', time: 2_500_500 },
    sources: [],
    text: '',
    mask: ALL_LEVELS,
  });
  reader.pane = 'still';
  const view = await reader.look({ kind: 'line', seq, px: -100 });
  assert.equal(view.rows.find((row) => row.seq === seq).text, 'line 2501');
  assert.ok(numbers(view).includes(2497));
  for (let i = 0; i < 20; i++) await reader.look({ kind: 'fraction', fraction: 1 });
  const end = await reader.sees((view) => edges(view).at(-1)?.reason === 'end', { kind: 'fraction', fraction: 1 });
  assert.equal(numbers(end).at(-1), 5000);
  const begin = await reader.sees((view) => edges(view)[0]?.reason === 'beginning', { kind: 'fraction', fraction: 0 });
  assert.equal(numbers(begin)[0], 1);
  const all = (await reader.ask({ type: 'copy', from: -1e15, to: 1e15 })).text.split('\n');
  assert.deepEqual(
    all,
    server.lines.map(({ message }) => message),
  );
});

test('a range has its lines in the order of time and an end at both sides, whatever comes', async () => {
  const server = serverOf(9000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  const range = { since: 1_000_500, until: 8_000_500 };
  const target = { kind: 'time', time: range.since };
  const { seq } = await reader.ask({ type: 'jump', depth: 0, target, sources: [], text: '', mask: ALL_LEVELS, range });
  reader.pane = 'still';
  const view = await reader.look({ kind: 'line', seq, px: -100 });
  assert.deepEqual([edges(view)[0].reason, edges(view)[0].since, numbers(view)[0]], ['since', range.since, 1001]);
  server.add(10);
  const end = await reader.sees((view) => edges(view).at(-1)?.reason === 'until', { kind: 'fraction', fraction: 1 });
  assert.deepEqual([numbers(end).at(-1), edges(end).at(-1).until], [8000, range.until]);
  const all = (await reader.ask({ type: 'copy', from: -1e15, to: 1e15 })).text.split('\n');
  assert.deepEqual(
    all,
    server.lines.slice(1000, 8000).map(({ message }) => message),
  );
});

test('a range in which no line matches is empty, and says where it begins and ends', async () => {
  const server = serverOf(500);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  const range = { since: 100_000, until: 200_000 };
  const { seq } = await reader.ask({
    type: 'jump',
    depth: 0,
    target: { kind: 'time', time: range.since },
    sources: [],
    text: 'nothing',
    mask: ALL_LEVELS,
    range,
  });
  assert.equal(seq, undefined);
  reader.pane = 'still';
  const view = await reader.look({ kind: 'fraction', fraction: 0 });
  assert.deepEqual(
    [lines(view), edges(view).map(({ reason, load }) => `${reason} ${load}`)],
    [[], ['since done', 'until done']],
  );
});

test('where lines stand as they came, one that is more than a second older than the one before is late', async () => {
  const server = serverOf(30);
  server.lines[20].time = new Date(3000).toISOString();
  server.lines[25].time = new Date(24_500).toISOString();
  const reader = readerOf(server).open();
  const view = await reader.sees((view) => view.hits === 30, { kind: 'fraction', fraction: 0 });
  const later = await reader.look({ kind: 'end' });
  const late = new Set([...view.rows, ...later.rows].filter(({ late }) => late).map(({ text }) => text));
  assert.deepEqual([...late], ['line 21']);
});

test('a line is gone to among its neighbours; one that is not kept any more is said to be so', async () => {
  const server = serverOf(3000);
  const reader = readerOf(server).open();
  const target = { kind: 'line', id: 'app@1:15000', time: 1_500_000 };
  const { seq } = await reader.ask({ type: 'jump', depth: 0, target, sources: ['db'], text: '', mask: ALL_LEVELS });
  reader.pane = 'still';
  assert.deepEqual(numbers(await reader.look({ kind: 'line', seq, px: -20 })).slice(13, 16), [1500, 1503, 1506]);
  const gone = await reader.ask({
    type: 'jump',
    depth: 0,
    target: { kind: 'line', id: 'app@1:1' },
    sources: [],
    text: '',
    mask: ALL_LEVELS,
  });
  assert.deepEqual(gone.failed, { status: 404, detail: 'gone' });
  assert.equal(numbers(await reader.look()).length > 0, true);
});

test('what the stream left out is loaded when that is asked for', async () => {
  const server = serverOf(20);
  const reader = readerOf(server).open();
  await reader.sees((view) => view.hits === 20);
  server.quietly(4000);
  server.send(
    'id: c-4020\nevent: logcast:gap\ndata: {"reason":"slow-client","missed":4000,"from":"c-20","to":"c-4020"}\n\n',
  );
  await reader.sees((view) => edges(view).some(({ reason }) => reason === 'slow-client'));
  server.add(1);
  const view = await reader.sees((view) => numbers(view).at(-1) === 4021, { kind: 'end' });
  assert.equal(edges(view).at(-1).load, 'offered');
  const gap = view.rows.find((row) => row.gap?.reason === 'slow-client');
  assert.equal(gap.gap.missed, 4000);
  reader.do({ type: 'load', seq: gap.seq });
  await reader.sees((view) => !edges(view).some(({ reason }) => reason === 'slow-client') || view.hits >= 4021, {
    kind: 'line',
    seq: gap.seq,
    px: 0,
  });
  for (let i = 0; i < 10; i++)
    await reader.sees((view) => edges(view).every(({ load }) => load !== 'loading'), { kind: 'end' });
  const all = (await reader.ask({ type: 'copy', from: -1e9, to: 1e15 })).text.split('\n');
  assert.deepEqual(
    all,
    server.lines.map(({ message }) => message),
  );
});

test('a busy server is asked again, a broken one when the reader says so', async () => {
  const server = serverOf(3000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  server.refusals.push(problem(500, 'broken'));
  const failed = await reader.sees((view) => edges(view)[0]?.load === 'failed', { kind: 'fraction', fraction: 0 });
  assert.equal(failed.rows[0].gap.detail, 'broken');
  const asked = server.requests.length;
  await reader.look();
  assert.equal(server.requests.length, asked);
  server.refusals.push(new Response('', { status: 503, headers: { 'Retry-After': '0.001' } }));
  reader.do({ type: 'load', seq: failed.rows[0].seq });
  await reader.sees((view) => view.hits === 3000, { kind: 'fraction', fraction: 0 });
});

test('what has been deleted while it was on the way is an end, and what is loaded stays', async () => {
  const server = serverOf(3000);
  const reader = readerOf(server).open();
  await reader.sees((view) => lines(view).length > 0);
  const { hits } = reader.last('view');
  server.refusals.push(problem(410, 'deleted'));
  const view = await reader.sees((seen) => edges(seen)[0]?.reason === 'unkept', { kind: 'fraction', fraction: 0 });
  assert.deepEqual([view.rows[0].gap.load, view.hits], ['done', hits]);
  server.add(5);
  await reader.sees((seen) => numbers(seen).at(-1) === 3005, { kind: 'end' });
});

test('a stream that breaks goes on where it was', async () => {
  const server = serverOf(50);
  const reader = readerOf(server).open();
  await reader.sees((view) => view.hits === 50);
  server.breakOff();
  server.add(5);
  reader.do({ type: 'retry' });
  const view = await reader.sees((view) => view.hits === 55);
  assert.equal(numbers(view).at(-1), 55);
});

test('a line is found beyond what is loaded, in either direction, among those that pass', async () => {
  const server = serverOf(5000);
  const reader = readerOf(server).open();
  const { rows } = await reader.sees(({ rows: seen }) => seen.some(({ text }) => text === 'line 5000'));
  const seq = rows.find(({ text }) => text === 'line 4995').seq;
  const near = await reader.ask({ type: 'find', from: seq, step: -1, level: 5, text: '' });
  assert.equal((await reader.ask({ type: 'line', seq: near.seq })).line.text, 'line 4990');
  const far = await reader.ask({ type: 'find', from: seq, step: -1, level: 0, text: 'line 1234' });
  assert.deepEqual(far.past, { id: 'app@1:12340', time: 1_234_000 });
  await reader.ask({
    type: 'jump',
    target: { kind: 'line', ...far.past },
    depth: 0,
    sources: [],
    text: '',
    mask: ALL_LEVELS,
  });
  reader.pane = 'still';
  const { seq: at } = reader.last('jumped');
  const next = await reader.ask({ type: 'find', from: at, step: 1, level: 0, text: 'text:line 4321' });
  assert.equal(next.past.id, 'app@1:43210');
  const none = await reader.ask({ type: 'find', from: at, step: 1, level: 0, text: 'absent' });
  assert.deepEqual([none.seq, none.past, none.searchedTo], [undefined, undefined, undefined]);
  const wrong = await reader.ask({ type: 'find', from: at, step: 1, level: 0, text: 'text:!' });
  assert.equal(wrong.failed.column, 7);
});

test('lines are counted by the server, all of them or up to one', async () => {
  const server = serverOf(3000);
  const reader = readerOf(server).open();
  const { rows } = await reader.sees(({ rows: seen }) => seen.some(({ text }) => text === 'line 3000'));
  const seq = rows.find(({ text }) => text === 'line 2999').seq;
  assert.equal((await reader.ask({ type: 'count', text: '' })).count.total, 3000);
  assert.equal((await reader.ask({ type: 'count', text: '', upTo: seq })).count.total, 2999);
  assert.equal((await reader.ask({ type: 'count', text: 'line 299' })).count.total, 13);
});

test('a line that memory has let go of is fetched by its id', async () => {
  const server = serverOf(10);
  const reader = readerOf(server).open();
  await reader.sees(({ rows }) => rows.some(({ text }) => text === 'line 10'));
  const known = { id: 'app@1:30', time: 3000 };
  const { line } = await reader.ask({ type: 'line', seq: 1e9, known });
  assert.deepEqual([line.seq, line.id, line.text], [1e9, 'app@1:30', 'line 3']);
  assert.equal((await reader.ask({ type: 'line', seq: 1e9 })).line, undefined);
  assert.equal((await reader.ask({ type: 'line', seq: 1e9, known: { id: 'app@1:7', time: 0 } })).line, undefined);
});

test('a gap that is told again is the same', async () => {
  const server = serverOf(3);
  const reader = readerOf(server).open();
  await reader.sees(({ rows }) => rows.some(({ text }) => text === 'line 3'));
  const gap = (missed, to) =>
    `event: logcast:gap\ndata: {"reason":"rate-limit","missed":${missed},"from":"c-3","to":"${to}"}\n\n`;
  server.send(gap(7, 'c-9') + gap(7, 'c-9') + gap(2, 'c-12'));
  const { rows } = await reader.sees(({ rows: seen }) => seen.filter((row) => row.gap?.missed > 0).length > 1);
  assert.deepEqual(
    rows.flatMap((row) => row.gap?.missed ?? []),
    [7, 2],
  );
});

test('where nothing is kept, lines that match come from what the stream has in memory', async () => {
  const server = serverOf(20);
  server.refusals.push(problem(404, 'There is no archive.'));
  const reader = readerOf(server).open({ text: 'text:line 1' });
  const { rows } = await reader.sees(({ rows: seen }) => seen.some(({ text }) => text === 'line 19'));
  assert.equal(rows.filter(({ gap }) => gap === undefined).length, 11);
});

test('colours are no part of the text, and a message begins where it does without them', async () => {
  const server = serverOf(0);
  const reader = readerOf(server).open();
  await reader.until(() => reader.last('connection')?.state === 'live');
  const message = '12:00 \x1b[32mINFO\x1b[0m \x1b[31mstep\x1b[0m=1';
  const line = {
    id: 'app@1:1',
    time: '2026-11-29T12:00:00Z',
    source: 'app',
    message,
    msgAt: message.indexOf('\x1b[31m'),
  };
  server.send(`id: c-1\ndata: ${JSON.stringify(line)}\n\n`);
  const { rows } = await reader.sees(({ rows: seen }) => seen.some(({ text }) => text === 'step=1'));
  const row = rows.find(({ text }) => text === 'step=1');
  assert.deepEqual(row.runs, [{ start: 0, end: 4, style: '', fg: '#cd3131', bg: undefined }]);
  assert.equal((await reader.ask({ type: 'line', seq: row.seq })).line.text, '12:00 INFO step=1');
});
