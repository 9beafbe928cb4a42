import { ERROR } from '../core/levels.js';
import { entryOf, gapEntry, gapOf, splitId } from '../core/lines.js';
import { Rate } from '../core/rate.js';
import { Arrivals } from './arrivals.js';
import { Connection } from './connection.js';

/** @typedef {import('../core/lines.js').LineEvent} LineEvent */
/** @typedef {import('./connection.js').StreamEvent} StreamEvent */
/** @typedef {import('./pane.js').Pane} Pane */
/** @typedef {Omit<import('../../types/protocol.js').Connection, 'type'>} ConnectionState */

/**
 * Lines of the past that the stream begins with. Those that match a query are looked for page by page: one can see how
 * far.
 */
const TAIL = 1000;

/** Above this, clocks differ or the lines are old: it says nothing about the way. */
const BELIEVABLE_LAG = 60_000;

/** What the archive can be asked for. */
const LOADABLE = new Set(['slow-client', 'skipped']);

/** What has come since the page was loaded. */
export class Traffic {
  received = 0;

  /** Lines that are declared missing, and how many gaps say so. */
  missed = 0;
  gaps = 0;
  errors = 0;

  /** Milliseconds from a line's time to its arrival. */
  lag = 0;
  arrivals = new Arrivals();

  /** Of the stream, yet to be told. @type {import('../../types/protocol.js').Gap[]} */
  freshGaps = [];
  lineRate = new Rate();
  byteRate = new Rate();
}

/** Takes the stream into a pane, and counts. */
export class Reception {
  #pane;
  #traffic;
  #sources;
  #now;
  #connection;

  /** Gaps that have been told, by what is missing. @type {Set<string>} */
  #gaps = new Set();

  /**
   * @param {string} base @param {Pane} pane @param {import('./sources.js').Sources} sources @param {Traffic} traffic
   * @param {(state: ConnectionState) => void} onState
   * @param {{ fetch?: typeof fetch, now?: () => number, slots?: import('./slots.js').Slots, tail?: boolean }} [world]
   *   tail: those that match a query come with the stream, too
   */
  constructor(base, pane, sources, traffic, onState, world = {}) {
    this.#pane = pane;
    this.#traffic = traffic;
    this.#sources = sources;
    this.#now = world.now ?? Date.now;
    const url = new URL('logs', base);
    url.searchParams.set('named', 'false');
    url.searchParams.set('ansi', 'true');
    if (pane.served === '' || world.tail) url.searchParams.set('tail', String(TAIL));
    if (pane.served !== '') url.searchParams.set('q', pane.served);
    for (const source of pane.wanted.sources) url.searchParams.append('source', source);
    this.#connection = new Connection(
      url.href,
      {
        state: (state) => {
          if (state.state === 'live' && pane.served !== '') pane.ready = true;
          onState(state);
        },
        events: (events, bytes) => this.#take(events, bytes),
      },
      world,
    );
  }

  open() {
    this.#connection.open();
  }

  close() {
    this.#connection.close();
  }

  retry() {
    this.#connection.retry();
  }

  /** Whether the stream may stay has changed. */
  shift() {
    this.#connection.shift();
  }

  /** @param {StreamEvent[]} events @param {number} bytes */
  #take(events, bytes) {
    if (this.#pane.ready) this.#traffic.byteRate.add(bytes);
    /** @type {StreamEvent[]} */
    let lines = [];
    for (const event of events) {
      if (event.type === 'message') {
        lines.push(event);
      } else if (event.type === 'logcast:gap') {
        this.#addAll(lines);
        lines = [];
        this.#addGap(JSON.parse(event.data), event.id);
      } else if (event.type === 'logcast:live') {
        this.#addAll(lines);
        lines = [];
        this.#pane.ready = true;
      }
    }
    this.#addAll(lines);
    if (events.length > 0) this.#pane.changed();
  }

  /** Parsing once is several times as fast as parsing each. @param {StreamEvent[]} events */
  #addAll(events) {
    if (events.length === 0) return;
    const now = this.#now();
    /** @type {LineEvent[]} */
    let lines = [];
    try {
      lines = JSON.parse(`[${events.map(({ data }) => data).join(',')}]`);
    } catch {
      // Not as the server writes them: nothing can be said of any.
      this.#addGap({ reason: 'unreadable', missed: events.length }, events[events.length - 1].id);
    }
    lines.forEach((line, i) => this.#add(line, events[i].id, now));
  }

  /** @param {LineEvent} event @param {string} cursor @param {number} now */
  #add(event, cursor, now) {
    const { name, offset } = splitId(event.id);
    const origin = this.#pane.origins.meet(name, offset);
    if (origin < 0) return;
    const source = this.#sources.number(event.source);
    const entry = entryOf(event, { source, origin, offset });
    const passes = this.#pane.take(entry, cursor);
    this.#traffic.received++;
    const activity = this.#sources.activity(source);
    const time = Math.min(now, entry.time);
    activity.lastLine = Math.max(activity.lastLine, time);
    if (entry.level >= ERROR && !entry.part) {
      activity.lastError = Math.max(activity.lastError, time);
      this.#traffic.errors++;
    }
    // What the stream begins with has been there before, and says nothing about how much goes on.
    if (!this.#pane.ready) return;
    this.#traffic.arrivals.add(entry.time, entry.level, passes);
    this.#traffic.lineRate.add();
    activity.rate.add();
    // Stamps of whole seconds are up to so much older than their lines.
    const age = now - entry.time - (entry.time % 1000 === 0 ? 999 : 0);
    this.#traffic.lag = age < BELIEVABLE_LAG ? Math.max(0, age) : 0;
  }

  /** @param {import('../core/lines.js').GapEvent} event @param {string} cursor */
  #addGap(event, cursor) {
    // A server may tell of the same lines again when the stream is resumed.
    const same = event.to === undefined ? undefined : JSON.stringify([event.source, event.from, event.to]);
    if (same !== undefined && this.#gaps.has(same)) return;
    if (same !== undefined) this.#gaps.add(same);
    const gap = gapOf(event);
    if (LOADABLE.has(gap.reason) && this.#pane.feed.last !== undefined)
      this.#pane.feed.leaveOut({ ...gap, load: 'offered' });
    else this.#pane.take(gapEntry(gap), cursor);
    this.#traffic.freshGaps.push({ ...gap, until: gap.until ?? gap.since ?? this.#now() });
    this.#traffic.gaps++;
    this.#traffic.missed += gap.missed ?? 0;
  }
}
