import { delayBefore } from '../core/backoff.js';
import { EventStreamParser } from '../core/event-stream.js';
import { describe } from '../core/problem.js';

/** A stream is silent for no longer than its heartbeats are apart. */
const SILENCE = 45_000;

/** The event behind what a stream begins with, and the addresses that have it. */
const LIVE = 'logcast:live';
const PAST = /[?&](?:tail|since)=/;

/** @typedef {import('./slots.js').Slots} Slots */
/**
 * The stream and its reconnecting; where it may not stay, it ends when it has brought what there is, and comes back.
 * Tells what arrives piece by piece: the events of one piece of the response together,
 * each with the cursor that is behind it.
 *
 * @typedef {{ type: string, data: string, id: string }} StreamEvent
 * @typedef {{
 *   events: (events: StreamEvent[], bytes: number) => void,
 *   state: (state: Omit<import('../../types/protocol.js').Connection, 'type'>) => void,
 * }} Listener
 */
export class Connection {
  #url;
  #listener;
  #fetch;
  #now;
  #lastEventId = '';
  #attempt = 0;
  #lostAt = 0;
  #everLive = false;
  #closed = false;
  /** @type {AbortController | undefined} */
  #request;
  #slots;

  /** Whether the stream has brought what it begins with. */
  #caughtUp = false;

  /** Whether it has ended to come back. */
  #turning = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} url @param {Listener} listener
   * @param {{ fetch?: typeof fetch, now?: () => number, slots?: Pick<Slots, 'held' | 'pause'> }} [world]
   */
  constructor(url, listener, { fetch: ask = (...request) => fetch(...request), now = Date.now, slots = OWN } = {}) {
    this.#url = url;
    this.#listener = listener;
    this.#fetch = ask;
    this.#now = now;
    this.#slots = slots;
  }

  open() {
    void this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  /** Whether the stream may stay has changed. */
  shift() {
    if (this.#turning) {
      clearTimeout(this.#timer);
      void this.#connect();
    } else if (this.#caughtUp && !this.#slots.held) {
      this.#turn();
    }
  }

  /** Tries again at once. */
  retry() {
    clearTimeout(this.#timer);
    this.#attempt = 0;
    void this.#connect();
  }

  async #connect() {
    const request = (this.#request = new AbortController());
    this.#turning = false;
    this.#caughtUp = false;
    if (!this.#everLive) this.#listener.state({ state: 'connecting' });
    /** @type {HeadersInit} */
    const headers = { Accept: 'text/event-stream' };
    if (this.#lastEventId !== '') headers['Last-Event-ID'] = this.#lastEventId;
    /** @type {{ status?: number, detail?: string, retryAfter?: number }} */
    let failure = {};
    try {
      const response = await this.#fetch(this.#url, { headers, cache: 'no-store', signal: request.signal });
      if (response.ok && response.body !== null) {
        await this.#read(response.body, request, PAST.test(this.#url) || 'Last-Event-ID' in headers);
      } else {
        failure = await describe(response);
        if (isFinal(response)) {
          this.#listener.state({ state: 'refused', ...failure });
          return;
        }
      }
    } catch {
      // Broken, by whichever side: the next attempt says more.
    }
    if (this.#closed || this.#request !== request || this.#turning) return;
    this.#reconnect(failure);
  }

  /**
   * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body @param {AbortController} request
   * @param {boolean} asked whether lines of the past were: it is told when they have come
   */
  async #read(body, request, asked) {
    this.#attempt = 0;
    this.#lostAt = 0;
    this.#everLive = true;
    this.#listener.state({ state: 'live' });
    /** @type {StreamEvent[]} */
    let events = [];
    const parser = new EventStreamParser((type, data, id) => events.push({ type, data, id }));
    parser.lastEventId = this.#lastEventId;
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let watchdog = setTimeout(() => request.abort(), SILENCE);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.#closed) return;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => request.abort(), SILENCE);
        parser.push(decoder.decode(value, { stream: true }));
        const arrived = events;
        events = [];
        this.#lastEventId = parser.lastEventId;
        this.#listener.events(arrived, value.length);
        this.#caughtUp ||= asked ? arrived.some(({ type }) => type === LIVE) : this.#lastEventId !== '';
        if (this.#caughtUp && !this.#slots.held) {
          this.#turn();
          return;
        }
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  #turn() {
    this.#turning = true;
    this.#caughtUp = false;
    this.#request?.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), this.#slots.pause);
  }

  /** @param {{ status?: number, detail?: string, retryAfter?: number }} failure */
  #reconnect({ status, detail, retryAfter }) {
    this.#lostAt ||= this.#now();
    const delay = retryAfter ?? delayBefore(++this.#attempt, this.#now() - this.#lostAt);
    this.#timer = setTimeout(() => void this.#connect(), delay);
    this.#listener.state({
      state: 'reconnecting',
      lostAt: this.#lostAt,
      retryAt: this.#now() + delay,
      attempt: this.#attempt,
      status,
      detail,
    });
  }
}

/** A window that has its stream for itself. @type {Pick<Slots, 'held' | 'pause'>} */
const OWN = { held: true, pause: 0 };

/** A server that is just starting answers 404, but not with a problem of ours. @param {Response} response */
function isFinal({ status, headers }) {
  if (status === 401 || status === 403) return true;
  const ours = headers.get('Content-Type')?.startsWith('application/problem+json') ?? false;
  return ours && status >= 400 && status < 500 && status !== 408 && status !== 429;
}
