import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../js/worker/connection.js';
import { Slots } from '../js/worker/slots.js';
import { FakeServer } from './fake-server.js';

/** Windows of one browser, of which each hears what the others say. */
class Browser {
  now = 0;
  windows = [];
  #channels = new Set();

  open() {
    const channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of this.#channels) if (other !== channel) other.onmessage?.({ data: structuredClone(data) });
      },
      close: () => this.#channels.delete(channel),
    };
    this.#channels.add(channel);
    this.now++;
    const slots = new Slots(channel, () => this.now);
    this.windows.push(slots);
    return slots;
  }

  /** Is gone without a word. */
  crash(slots) {
    this.windows = this.windows.filter((other) => other !== slots);
  }

  pass(seconds) {
    for (let i = 0; i < seconds; i++) {
      this.now += 1000;
      for (const slots of this.windows) slots.tick();
    }
  }

  get holders() {
    return this.windows.filter(({ held }) => held).length;
  }
}

test('three windows have a stream, those that had it first keep it, and the others have turns', () => {
  const browser = new Browser();
  const windows = Array.from({ length: 9 }, () => browser.open());
  assert.deepEqual(
    windows.map(({ held }) => held),
    [true, true, true, false, false, false, false, false, false],
  );
  browser.pass(10);
  assert.equal(browser.holders, 3);
  assert.ok(windows[8].pause > 0);
});

test('a stream that is given away, or whose window is gone, goes to another one', () => {
  const browser = new Browser();
  const windows = Array.from({ length: 5 }, () => browser.open());
  let told = 0;
  for (const slots of windows.slice(3)) slots.onChange = () => told++;
  windows[0].close();
  browser.crash(windows[0]);
  browser.pass(2);
  assert.deepEqual([browser.holders, told], [3, 1]);
  browser.crash(windows[1]);
  browser.pass(5);
  assert.equal(browser.holders, 3);
});

test('a hidden window gives its stream away after some seconds, and is back at once when it is seen', () => {
  const browser = new Browser();
  const [first, ...others] = Array.from({ length: 4 }, () => browser.open());
  first.hide(true);
  browser.pass(2);
  assert.ok(first.held);
  browser.pass(5);
  assert.ok(!first.held && others.every(({ held }) => held) && first.pause > 1000);
  let told = 0;
  first.onChange = () => told++;
  first.hide(false);
  assert.ok(told > 0);
});

test('where connections are not limited each window that is seen has its stream', () => {
  const browser = new Browser();
  const windows = Array.from({ length: 9 }, () => browser.open());
  for (const slots of windows) slots.limited = false;
  browser.pass(3);
  assert.equal(browser.holders, 9);
  windows[0].hide(true);
  browser.pass(6);
  assert.equal(browser.holders, 8);
});

test('a stream that may not stay comes back for what it missed: each line once', async () => {
  const server = new FakeServer();
  server.add(20);
  const slots = { held: false, pause: 2 };
  const seen = [];
  const states = new Set();
  const connection = new Connection(
    'http://server/logs?tail=1000',
    {
      events: (events) =>
        seen.push(...events.filter(({ type }) => type === 'message').map(({ data }) => JSON.parse(data))),
      state: ({ state }) => states.add(state),
    },
    { fetch: server.fetch, slots },
  );
  connection.open();
  for (let i = 0; i < 40; i++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    server.add(3);
    if (i === 20) {
      slots.held = true;
      connection.shift();
    }
    if (i === 30) {
      slots.held = false;
      connection.shift();
    }
  }
  for (let i = 0; i < 500 && seen.length < server.lines.length; i++)
    await new Promise((resolve) => setTimeout(resolve, 2));
  connection.close();
  assert.deepEqual(
    seen.map(({ message }) => message),
    server.lines.map(({ message }) => message),
  );
  assert.ok(server.requests.length > 5, `${server.requests.length} turns`);
  assert.deepEqual([...states], ['connecting', 'live']);
});
