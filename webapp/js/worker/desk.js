import { LEVELS } from '../core/levels.js';
import { lineOf } from '../core/lines.js';
import { parseQuery } from '../core/query.js';
import { History, Refused } from './history.js';
import { Pane, bounds } from './pane.js';
import { Reception, Traffic } from './reception.js';
import { failureOf, nearest } from './search.js';
import { Sources } from './sources.js';

/** @typedef {import('../../types/protocol.js').Command} Command */
/** @typedef {import('../../types/protocol.js').Reply} Reply */
/** @typedef {import('./history.js').Page} Page */

const STATUS_MILLIS = 250;
const TICKS_PER_SECOND = 1000 / STATUS_MILLIS;
const MAX_COPIED = 100_000;

/** Lines before a place that is gone to, and behind it. */
const BEFORE = 100;
const BEHIND = 200;

/** @type {Page} */
const NOTHING = { lines: [], complete: false };

/**
 * Does what the page asks for: keeps the stream, and a second list of lines around a place that was gone to.
 *
 * @typedef {{
 *   tell: (reply: Reply) => void, fetch?: typeof fetch, now?: () => number,
 *   later?: (action: () => void, millis: number) => void, soon?: (action: () => void) => void,
 *   slots?: import('./slots.js').Slots,
 * }} Surroundings
 */
export class Desk {
  #tell;
  #world;
  #slots;
  #sources = new Sources(() => this.#tellSources());
  #traffic = new Traffic();
  #base = '';
  #look = { columns: 0, raw: false };
  /** @type {{ pane: Pane, reception: Reception } | undefined} */
  #live;

  /**
   * Is being opened for another query, and takes the place of the other if the server takes that.
   *
   * @type {{ pane: Pane, reception: Reception } | undefined}
   */
  #next;
  /** Around places that were gone to, from one to the other; the last one is shown. @type {Pane[]} */
  #stills = [];
  /** @type {AbortController | undefined} */
  #jump;
  /** @type {AbortController | undefined} */
  #counting;
  /** @type {AbortController | undefined} */
  #finding;

  /** Whether the server keeps what has come. */
  #kept = true;

  #ticks = 0;
  #second = 0;
  #said = '';
  #perSecond = { lines: 0, bytes: 0 };

  /** @param {Surroundings} surroundings */
  constructor({ tell, fetch: ask, now = () => performance.now(), later = setTimeout, soon = queueMicrotask, slots }) {
    this.#tell = tell;
    this.#world = { fetch: ask, now, later, soon };
    this.#slots = slots;
    if (slots !== undefined) slots.onChange = () => (this.#next ?? this.#live)?.reception.shift();
  }

  /** @param {Command} command */
  do(command) {
    switch (command.type) {
      case 'open':
        this.#base = command.base;
        this.#leave(0);
        this.#open(command);
        break;
      case 'retry':
        (this.#next ?? this.#live)?.reception.retry();
        break;
      case 'filter':
        this.#filter(command);
        break;
      case 'window':
        if (this.#slots !== undefined && command.limited !== undefined) this.#slots.limited = command.limited;
        if (command.hidden !== undefined) this.#slots?.hide(command.hidden);
        break;
      case 'look':
        this.#look = { ...this.#look, ...command.look };
        this.#live?.pane.show(this.#look);
        for (const still of this.#stills) still.show(this.#look);
        break;
      case 'pause':
        this.#live?.pane.lens.pause(command.paused);
        this.#tellStatus();
        break;
      case 'jump':
        void this.#go(command);
        break;
      case 'leave':
        this.#leave(command.depth);
        break;
      default:
        this.#ask(command);
    }
  }

  /** Ends all that is under way. */
  close() {
    this.#leave(0);
    this.#next?.reception.close();
    this.#live?.reception.close();
    this.#live?.pane.close();
  }

  /** Four times a second. */
  tick() {
    if (++this.#ticks % TICKS_PER_SECOND === 0) {
      const now = this.#world.now();
      const elapsed = (now - this.#second) / 1000;
      this.#second = now;
      const { lineRate, byteRate } = this.#traffic;
      this.#perSecond = { lines: lineRate.tick(elapsed), bytes: byteRate.tick(elapsed) };
      this.#sources.tick(elapsed);
      this.#tellSources();
      this.#tellArrivals();
      this.#slots?.tick();
    }
    this.#tellStatus();
  }

  /**
   * @param {Exclude<Command, { type: 'open' | 'retry' | 'filter' | 'window' | 'look' | 'pause' | 'jump' | 'leave' }>}
   * command
   */
  #ask(command) {
    const pane = command.pane === 'still' ? this.#stills.at(-1) : this.#live?.pane;
    if (pane === undefined) return;
    switch (command.type) {
      case 'view':
        pane.view(command);
        break;
      case 'load':
        pane.load(command.seq);
        break;
      case 'stop':
        pane.stop();
        break;
      case 'line':
        void this.#line(pane, command);
        break;
      case 'ends':
        this.#tell({ type: 'ends', id: command.id, ...pane.lens.ends });
        break;
      case 'fields':
        this.#tell({ type: 'fields', id: command.id, fields: pane.fields });
        break;
      case 'count':
        void this.#count(pane, command);
        break;
      case 'copy': {
        const texts = pane.lens.texts(command.from, command.to, MAX_COPIED);
        this.#tell({ type: 'copied', id: command.id, text: texts.join('\n'), lines: texts.length });
        break;
      }
      case 'find':
        void this.#find(pane, command);
        break;
    }
  }

  /** @param {{ sources: string[], text: string, mask: number }} wanted */
  #open({ sources, text, mask }) {
    this.#next?.reception.close();
    this.#next = undefined;
    const opened = this.#receive({ sources, text, mask }, (state) => {
      if (opened !== this.#live && opened !== this.#next) return;
      const wrong = state.state === 'refused' && state.status === 400 && state.column !== undefined;
      if (opened === this.#next) {
        if (wrong) this.#refuse(state.detail ?? '', state.column ?? 1);
        else if (state.state === 'live' || state.state === 'refused') this.#replace(opened);
        else return;
      } else if (wrong && text !== '') {
        // Nothing has been shown yet that could stay: all lines are.
        this.#refuse(state.detail ?? '', state.column ?? 1);
        this.#open({ sources, text: '', mask });
        return;
      }
      if (opened === this.#live) {
        if (state.state === 'live') this.#tell({ type: 'query', text });
        this.#tell({ type: 'connection', ...state });
      }
    });
    const replaces = this.#live !== undefined && this.#live.pane.wanted.sources.join() === sources.join();
    if (replaces) this.#next = opened;
    else this.#replace(opened);
    opened.reception.open();
  }

  /**
   * @param {import('./pane.js').Wanted} wanted
   * @param {(state: import('./reception.js').ConnectionState) => void} onState
   */
  #receive(wanted, onState) {
    const pane = this.#pane('live', wanted);
    const { fetch: ask } = this.#world;
    const slots = this.#slots;
    return {
      pane,
      reception: new Reception(this.#base, pane, this.#sources, this.#traffic, onState, {
        fetch: ask,
        slots,
        tail: !this.#kept,
      }),
    };
  }

  /** @param {'live' | 'still'} name @param {import('./pane.js').Wanted} wanted */
  #pane(name, wanted) {
    const { fetch: ask, now, later, soon } = this.#world;
    const history = new History(this.#base, ask);
    const pane = new Pane(name, wanted, {
      history,
      sources: this.#sources,
      tell: this.#tell,
      unkept: () => this.#keepNothing(),
      now,
      later,
      soon,
    });
    pane.show(this.#look);
    return pane;
  }

  /** @param {{ pane: Pane, reception: Reception }} opened */
  #replace(opened) {
    this.#live?.reception.close();
    this.#live?.pane.close();
    this.#live = opened;
    this.#next = undefined;
    this.#tell({ type: 'opened' });
  }

  /** The server keeps nothing but what it has in memory: only the stream has that. */
  #keepNothing() {
    if (!this.#kept) return;
    this.#kept = false;
    const { pane } = this.#live ?? {};
    if (pane !== undefined && pane.served !== '') this.#open(pane.wanted);
  }

  /** @param {string} detail @param {number} column */
  #refuse(detail, column) {
    this.#next?.reception.close();
    this.#next = undefined;
    this.#tell({ type: 'query', error: { detail, column } });
  }

  /** @param {{ text: string, mask: number }} wanted */
  #filter({ text, mask }) {
    const live = this.#live;
    if (live === undefined) return;
    const query = parseQuery(text);
    const { pane } = live;
    if ((query.local && pane.served === '') || pane.served === text.trim()) {
      this.#next?.reception.close();
      this.#next = undefined;
      pane.filter(text, mask);
      this.#tell({ type: 'query', text });
    } else {
      this.#open({ sources: pane.wanted.sources, text: text.trim(), mask });
    }
  }

  /** @param {Extract<Command, { type: 'jump' }>} command */
  async #go({ id, target, depth, sources, text, mask, range = {} }) {
    this.#jump?.abort();
    const { signal } = (this.#jump = new AbortController());
    const pane = this.#pane('still', { sources, text, mask, range });
    const history = this.#history;
    const common = { source: sources, q: pane.served, sort: 'time', ...bounds(range) };
    try {
      let older = NOTHING;
      let newer = NOTHING;
      /** @type {string | undefined} */
      let wanted;
      if (target.kind === 'line') {
        wanted = target.id;
        const time = target.time === undefined ? undefined : new Date(target.time).toISOString();
        const own = await history.page({ around: target.id, time, lines: 0 }, signal);
        [older, newer] = await Promise.all([
          history.page({ ...common, before: own.around, limit: BEFORE }, signal),
          history.page({ ...common, after: own.around, limit: BEHIND }, signal),
        ]);
        older = {
          ...older,
          before: older.before ?? own.around,
          after: own.around,
          lines: [...older.lines, ...own.lines],
        };
      } else {
        const { since: first } = range;
        const { since, until } = bounds({ since: target.time, until: target.time });
        [older, newer] = await Promise.all([
          first !== undefined && target.time <= first
            ? { lines: [], complete: true }
            : history.page({ ...common, until, limit: BEFORE }, signal),
          history.page({ ...common, since, after: 'beginning', limit: BEHIND }, signal),
        ]);
        const found = newer.lines.find((line) => 'id' in line) ?? older.lines.findLast((line) => 'id' in line);
        wanted = found !== undefined && 'id' in found ? found.id : undefined;
      }
      signal.throwIfAborted();
      const base = pane.begin(older, newer);
      const index = [...older.lines, ...newer.lines].findIndex((line) => 'id' in line && line.id === wanted);
      this.#leave(depth);
      this.#stills.push(pane);
      this.#tell({ type: 'jumped', id, seq: base === undefined || index < 0 ? undefined : base + index });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      this.#tell({ type: 'jumped', id, failed: { status: error.status, detail: error.message } });
    }
  }

  /** @param {Pane} pane @param {Extract<Command, { type: 'line' }>} command */
  async #line(pane, { id, seq, known }) {
    let line = pane.line(seq);
    if (line === undefined && known !== undefined) {
      const time = new Date(known.time).toISOString();
      try {
        const { lines } = await this.#history.page({ around: known.id, time, lines: 0 });
        line = lines.flatMap((each) => ('id' in each ? lineOf(each, seq) : []))[0];
      } catch (error) {
        failureOf(error);
      }
    }
    this.#tell({ type: 'line', id, line });
  }

  /** @param {Pane} pane @param {Extract<Command, { type: 'count' }>} command */
  async #count(pane, { id, text, upTo }) {
    this.#counting?.abort();
    const { signal } = (this.#counting = new AbortController());
    const line = upTo === undefined ? undefined : pane.line(upTo);
    const until = line === undefined ? {} : { until: new Date(line.time + 1).toISOString() };
    try {
      const count = await this.#history.count({ ...pane.asked(text), ...until }, signal);
      this.#tell({ type: 'count', id, count });
    } catch (error) {
      if (!signal.aborted) this.#tell({ type: 'count', id, failed: failureOf(error) });
    }
  }

  /** @param {Pane} pane @param {Extract<Command, { type: 'find' }>} command */
  async #find(pane, { id, from, step, level, text }) {
    this.#finding?.abort();
    const { signal } = (this.#finding = new AbortController());
    const query = parseQuery(text);
    const near = query.local ? pane.lens.find(from, step, level, query) : { open: true };
    if (near.seq !== undefined || !near.open) {
      this.#tell({ type: 'found', id, seq: near.seq });
      return;
    }
    const line = from === undefined ? undefined : pane.line(from);
    const demand = level === 0 ? '' : `level>=${LEVELS[level].toLowerCase()}`;
    try {
      const { now } = this.#world;
      const found = await nearest(this.#history, pane.asked(text, demand), line, step, signal, now);
      this.#tell({ type: 'found', id, ...found });
    } catch (error) {
      if (!signal.aborted) this.#tell({ type: 'found', id, failed: failureOf(error) });
    }
  }

  get #history() {
    return new History(this.#base, this.#world.fetch);
  }

  /** @param {number} depth how many of the lists around places stay */
  #leave(depth) {
    this.#jump?.abort();
    for (const still of this.#stills.splice(depth)) still.close();
  }

  #tellStatus() {
    const live = this.#live;
    if (live === undefined) return;
    const { pane } = live;
    const traffic = this.#traffic;
    const { feed, lens } = pane;
    /** @type {import('../../types/protocol.js').Status} */
    const status = {
      type: 'status',
      received: traffic.received,
      missed: traffic.missed,
      gaps: traffic.gaps,
      lines: feed.lines,
      hits: lens.hits,
      scanning: lens.scanning,
      exhausted: pane.exhausted,
      levels: Array.from(lens.levels),
      fresh: lens.fresh,
      oldest: feed.oldest,
      full: feed.full,
      rate: this.#perSecond.lines,
      bytesRate: this.#perSecond.bytes,
      lag: this.#perSecond.lines > 0 ? traffic.lag : 0,
      errors: traffic.errors,
    };
    const saying = JSON.stringify(status);
    if (saying === this.#said) return;
    this.#said = saying;
    this.#tell(status);
  }

  #tellArrivals() {
    const come = this.#traffic.arrivals.take();
    if (come.length > 0) this.#tell({ type: 'come', come });
    for (const gap of this.#traffic.freshGaps.splice(0)) this.#tell({ type: 'gap', gap });
  }

  #tellSources() {
    this.#tell({ type: 'sources', names: this.#sources.names, rates: this.#sources.rates });
  }
}
