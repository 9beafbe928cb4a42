import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letter } from '../js/core/message.js';

test('a line of which nothing is known is its own message', () => {
  assert.deepEqual(letter('hello', 0, undefined), { message: 'hello', fields: '' });
  assert.deepEqual(letter('12:00 hello', 6, undefined), { message: 'hello', fields: '' });
});

test('the message of JSON and logfmt is what they say it is', () => {
  const attributes = {
    time: '2026-11-27',
    level: 'info',
    msg: 'checkout completed',
    trace_id: '0e476a98aaaa',
    status: 201,
    latency_ms: 157,
  };
  assert.deepEqual(letter('{"msg":"checkout completed"}', 0, attributes), {
    message: 'checkout completed',
    fields: 'trace=0e476a98  status=201  latency_ms=157',
  });
  assert.equal(letter('{"msg":"a"}\n  at b', 0, { msg: 'a' }).message, 'a\n  at b');
});

test('of an access log the request, its status and how long it took', () => {
  const attributes = {
    'http.request.method': 'GET',
    'url.path': '/cart',
    'url.query': 'a=1',
    'http.response.status_code': 503,
    request_time: 0.012,
    'client.address': '10.0.0.7',
  };
  assert.deepEqual(letter('10.0.0.7 - - "GET /cart?a=1 HTTP/1.1" 503 0.012', 0, attributes), {
    message: 'GET /cart?a=1 → 503 12 ms',
    fields: 'address=10.0.0.7',
  });
});

test('nested names are found as flat ones are', () => {
  const attributes = { msg: 'hi', http: { response: { status_code: 404 } } };
  assert.equal(letter('{}', 0, attributes).fields, 'status_code=404');
});

test('what the message says is not said again, nor more than four things', () => {
  const { fields } = letter('{}', 0, { msg: 'took 12', took: 12, a: 1, b: 2, c: 3, d: 4, e: 5 });
  assert.equal(fields, 'a=1  b=2  c=3  d=4');
});

test('what is nonsense does no harm', () => {
  for (const attributes of [
    {},
    { msg: 7 },
    { msg: '' },
    { msg: 'x', status: null, a: [1], b: { c: null } },
    { http: 'x' },
  ]) {
    assert.equal(typeof letter('{"a":1}', 0, attributes).message, 'string');
  }
});
