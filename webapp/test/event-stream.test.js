import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamParser } from '../js/core/event-stream.js';

/** The events of a stream that arrives in these pieces. */
function parse(...pieces) {
  const events = [];
  const parser = new EventStreamParser((type, data) => events.push([type, data, parser.lastEventId]));
  pieces.forEach((piece) => parser.push(piece));
  return events;
}

test('an event has a type, its data and the last id', () => {
  assert.deepEqual(parse('id: 7\nevent: app\ndata: hello\n\n'), [['app', 'hello', '7']]);
});

test('data fields become lines of one text, blank ones too', () => {
  assert.deepEqual(parse('data: a\ndata\ndata:b\n\n'), [['message', 'a\n\nb', '']]);
});

test('only the first space after the colon is left out', () => {
  assert.deepEqual(parse('data:  a\n\n'), [['message', ' a', '']]);
});

test('lines end with LF, CR or CRLF', () => {
  assert.deepEqual(parse('data: a\r\rdata: b\r\n\r\ndata: c\n\n'), [
    ['message', 'a', ''],
    ['message', 'b', ''],
    ['message', 'c', ''],
  ]);
});

test('comments, unknown fields and an id with NUL are ignored', () => {
  assert.deepEqual(parse(': hi\nfoo: bar\nid: 1\nid: 2\0\ndata: a\n\n'), [['message', 'a', '1']]);
});

test('a block without data moves the last id and is no event', () => {
  const parser = new EventStreamParser(() => assert.fail());
  parser.push('retry: 1000\nid: x-5\n\n');
  assert.equal(parser.lastEventId, 'x-5');
});

test('an unfinished event at the end is none', () => {
  assert.deepEqual(parse('data: a\n'), []);
});

test('a byte order mark at the beginning is left out', () => {
  assert.deepEqual(parse('\ufeffdata: a\n\n'), [['message', 'a', '']]);
});

test('however a stream is cut, its events are the same', () => {
  const stream = '\ufeffid: 1\r\nevent: a\rdata: x\r\n\r\n: c\ndata: y\r\ndata: z\n\nid: 2\n\ndata: end\r\n\r\n';
  const whole = parse(stream);
  for (let i = 0; i <= stream.length; i++) {
    for (let j = i; j <= stream.length; j++) {
      assert.deepEqual(parse(stream.slice(0, i), stream.slice(i, j), stream.slice(j)), whole, `cut at ${i} and ${j}`);
    }
  }
});
