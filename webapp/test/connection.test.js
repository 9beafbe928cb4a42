import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Connection } from '../js/worker/connection.js';

const PROBLEM = 'application/problem+json';
const fetched = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = fetched;
});

/** What the page is told when a stream is answered so. @param {number} status @param {string} type */
async function answered(status, type) {
  globalThis.fetch = async () => new Response('{"detail":"why"}', { status, headers: { 'Content-Type': type } });
  /** @type {any} */
  const last = await new Promise((resolve) => {
    const connection = new Connection('http://localhost/logs?source=gone', {
      events: () => assert.fail('no stream'),
      state: (state) => {
        if (state.state === 'connecting') return;
        connection.close();
        resolve(state);
      },
    });
    connection.open();
  });
  return last;
}

test('a source that does not exist is final, and said in the words of the server', async () => {
  assert.deepEqual(await answered(404, PROBLEM), {
    state: 'refused',
    status: 404,
    detail: 'why',
    column: undefined,
    retryAfter: undefined,
  });
});

test('so is all that a further attempt does not change', async () => {
  for (const status of [400, 401, 403, 406, 410])
    assert.equal((await answered(status, PROBLEM)).state, 'refused', String(status));
});

test('what passes is tried again: of a server that starts, is full, or of a proxy before it', async () => {
  for (const [status, type] of /** @type {[number, string][]} */ ([
    [404, 'text/html'],
    [502, 'text/html'],
    [503, PROBLEM],
    [429, PROBLEM],
    [408, PROBLEM],
  ])) {
    assert.equal((await answered(status, type)).state, 'reconnecting', `${status} ${type}`);
  }
});
