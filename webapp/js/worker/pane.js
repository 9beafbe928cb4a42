import { Hole } from '../core/chunk.js';
import { Feed } from '../core/feed.js';
import { Lens } from '../core/lens.js';
import { fieldsOf } from '../core/fields.js';
import { ALL_LEVELS } from '../core/levels.js';
import { entryOf, gapEntry, gapOf, splitId } from '../core/lines.js';
import { letter } from '../core/message.js';
import { asked, isAll, parseQuery } from '../core/query.js';
import { Refused } from './history.js';
import { Origins } from './origins.js';

/** @typedef {import('../../types/protocol.js').Reply} Reply */
/** @typedef {import('../../types/protocol.js').ViewRequest} ViewRequest */
/** @typedef {import('../core/chunk.js').Entry} Entry */
/** @typedef {import('../core/feed.js').Side} Side */
/** @typedef {import('./history.js').Page} Page */
/** @typedef {import('../../types/protocol.js').Range} Range */
/**
 * @typedef {{ sources: string[], text: string, mask: number, range?: Range }} Wanted what is looked for: lines of which
 *   sources and times that match what
 */
/**
 * @typedef {{
 *   history: import('./history.js').History, sources: import('./sources.js').Sources, tell: (reply: Reply) => void,
 *   unkept: () => void, now: () => number, later: (action: () => void, millis: number) => void, soon: (action: () =>
 *   void) => void,
 * }} World what a pane works with: the server's past, the names of sources, who listens, the clock
 */

const SCAN_MILLIS = 8;

/** Lines of a page, and how many rows before its end the next one is asked for. */
const PAGE = 2000;
const AHEAD = 1000;

/** Likewise where each line has to be looked for. */
const FOUND_PAGE = 500;
const FOUND_AHEAD = 100;

/** For so long lines are looked for before the reader is asked whether to go on. */
const SEARCH_MILLIS = 10_000;

const BUSY_MILLIS = 1000;
const BUSY_TRIES = 5;

/**
 * One list of lines: a feed, the lens it is seen through, and the loading of what is not there when it comes in sight.
 */
export class Pane {
  feed;
  lens;
  origins = new Origins();

  /** Whether the stream has brought what it begins with: what lies before that is known. */
  ready;

  #name;
  #world;
  #still;
  /** @type {Wanted} */
  #wanted;

  /** What the server has been asked for: the stream brings nothing else. */
  #served;
  /** @type {ViewRequest | undefined} */
  #waiting;
  #news = true;
  /** @type {AbortController | undefined} */
  #loading;
  #searchedFor = 0;

  /** @param {'live' | 'still'} name @param {Wanted} wanted @param {World} world */
  constructor(name, wanted, world) {
    this.#name = name;
    this.#world = world;
    this.#still = name === 'still';
    this.#wanted = wanted;
    const query = parseQuery(wanted.text);
    this.#served = this.#still ? asked(wanted.text, wanted.mask) : query.local ? '' : wanted.text;
    this.ready = this.#still;
    this.feed = new Feed({ still: this.#still });
    this.lens = new Lens(this.feed, world.sources.names);
    if (!this.#still) this.#applyFilter();
  }

  get wanted() {
    return this.#wanted;
  }

  /** What the stream has to be asked for. */
  get served() {
    return this.#served;
  }

  /** Whether all lines that there are have been looked through. */
  get exhausted() {
    return this.feed.front.state.load === 'done';
  }

  /** @param {ViewRequest} request */
  view(request) {
    this.#waiting = request;
    this.#news ||= request.now;
    this.#answer();
  }

  /** Something is to be seen that was not there before. */
  changed() {
    this.#news = true;
    this.#answer();
  }

  /**
   * @param {string} text one that the worker answers, or the one that the stream was opened with @param {number} mask
   */
  filter(text, mask) {
    this.#wanted = { ...this.#wanted, text, mask };
    this.#applyFilter();
  }

  /** @param {{ columns?: number, raw?: boolean }} look */
  show(look) {
    this.lens.show(look);
    this.#scan();
  }

  /**
   * A line of the stream, with its cursor.
   *
   * @param {Entry} entry @param {string} cursor @returns {boolean} whether it passes
   */
  take(entry, cursor) {
    const { chunk, line } = this.feed.append(entry, cursor);
    this.#news = true;
    return this.lens.take(chunk, line);
  }

  /** Loads what a hole stands for, as far as it takes to go on. @param {number} seq */
  load(seq) {
    const chunk = this.feed.chunks[this.feed.indexOf(seq)];
    if (!(chunk instanceof Hole)) return;
    this.stop();
    this.#searchedFor = 0;
    void this.#load(chunk, chunk === this.feed.front ? 'older' : 'newer');
  }

  /** Stops looking; what has been found stays. */
  stop() {
    this.#loading?.abort();
    this.#loading = undefined;
    for (const chunk of this.feed.chunks) {
      if (chunk instanceof Hole && chunk.state.load === 'loading') chunk.change({ load: 'stopped' });
    }
    this.changed();
  }

  close() {
    this.#loading?.abort();
    this.#waiting = undefined;
  }

  /**
   * Begins with the lines of pages, of which the second one follows the first.
   *
   * @param {Page} older @param {Page} newer
   */
  begin(older, newer) {
    const { feed } = this;
    const entries = [...older.lines, ...newer.lines].map((line) => this.#entry(line));
    const first = older.before ?? newer.before ?? '';
    const last = newer.after ?? older.after ?? '';
    feed.put(feed.front, 'older', entries, { first, last, sparse: false });
    if (older.complete) this.#ended(feed.front);
    if (newer.complete) this.#ended(/** @type {Hole} */ (feed.chunks[feed.chunks.length - 1]));
    this.#news = true;
    return entries.length === 0 ? undefined : feed.chunks[1].base;
  }

  /** @param {number} seq @returns {import('../../types/protocol.js').Line | undefined} */
  line(seq) {
    const found = this.feed.line(seq);
    if (found === undefined) return undefined;
    const { chunk, line } = found;
    const gap = chunk.gap(line);
    return {
      seq,
      id: gap === undefined ? `${this.origins.name(chunk.origin[line])}:${chunk.offset[line]}` : '',
      level: chunk.level[line],
      source: gap === undefined ? (this.#world.sources.names[chunk.source[line]] ?? '') : '',
      time: chunk.time[line],
      text: chunk.text(line),
      message: letter(chunk.text(line), chunk.begin[line], chunk.attributes(line)).message,
      attributes: chunk.attributes(line),
      gap,
      loadedFor: chunk.sparse ? this.#query() : undefined,
    };
  }

  /**
   * What the server has to be asked for to get the lines of this list that match other queries, too.
   *
   * @param {string[]} others
   */
  asked(...others) {
    const { sources, text, mask, range } = this.#wanted;
    const all = [asked(text, mask), ...others].map((query) => query.trim()).filter((query) => query !== '');
    const q = all.length > 1 ? all.map((query) => `(${query})`).join(' ') : all[0];
    return { source: sources, q, sort: this.#still ? 'time' : undefined, ...bounds(range) };
  }

  /** The fields of the newest lines that are loaded, with values of each. @returns {Record<string, string[]>} */
  get fields() {
    return fieldsOf(this.feed.chunks);
  }

  #applyFilter() {
    const { text, mask } = this.#wanted;
    const query = parseQuery(text);
    this.#loading?.abort();
    this.#loading = undefined;
    this.#searchedFor = 0;
    this.feed.forgetSparse();
    this.lens.filter(query.local ? query : parseQuery(''), mask);
    this.#scan();
  }

  #scan() {
    const until = this.#world.now() + SCAN_MILLIS;
    this.lens.scan(() => this.#world.now() > until);
    this.changed();
    if (this.lens.scanning) this.#world.soon(() => this.#scan());
  }

  #answer() {
    const request = this.#waiting;
    if (request === undefined || !this.#news || !this.lens.knows(request.place)) return;
    this.#waiting = undefined;
    this.#news = false;
    const view = this.lens.view(request.place, request.height, request.rowHeight);
    this.#world.tell({ type: 'view', pane: this.#name, ...view, hits: this.lens.hits, request });
    this.#loadAhead(request);
  }

  /** @param {ViewRequest} request */
  #loadAhead({ place }) {
    if (!this.ready || this.#loading !== undefined || this.lens.scanning) return;
    const near = this.lens.holeNear(place.kind === 'end' ? 0 : this.#sparse ? FOUND_AHEAD : AHEAD);
    if (near !== undefined) void this.#load(near.hole, near.above ? 'older' : 'newer');
  }

  /** Whether the feed has lines that are not looked for. */
  get #sparse() {
    if (this.#still) return false;
    const { text, mask } = this.#wanted;
    const query = parseQuery(text);
    return mask !== ALL_LEVELS || (query.local && !isAll(query));
  }

  /** Of the lines that are shown. */
  #query() {
    const { text, mask } = this.#wanted;
    return this.#still ? this.#served : asked(text, mask);
  }

  /** @param {Hole} hole @param {Side} side */
  async #load(hole, side) {
    const abort = new AbortController();
    this.#loading = abort;
    hole.change({ load: 'loading', detail: undefined });
    this.changed();
    let tries = 0;
    while (!abort.signal.aborted) {
      const began = this.#world.now();
      try {
        const { complete, found } = await this.#page(hole, side, abort.signal);
        this.#searchedFor += this.#world.now() - began;
        if (complete) this.#ended(hole);
        else if (found) hole.change({ load: 'idle' });
        else if (this.#searchedFor > SEARCH_MILLIS) hole.change({ load: 'stopped' });
        if (complete || found || hole.state.load === 'stopped') break;
        this.changed();
      } catch (error) {
        if (abort.signal.aborted) return;
        if (!(error instanceof Refused)) throw error;
        if (error.status === 503 && ++tries < BUSY_TRIES) {
          await new Promise((resolve) => this.#world.later(() => resolve(undefined), error.retryAfter ?? BUSY_MILLIS));
          continue;
        }
        // There is no archive, or what lies there has been deleted.
        if (error.status === 404 || error.status === 410) {
          hole.change({ load: 'done', reason: 'unkept' });
          if (error.status === 404 && !this.#still) this.#world.unkept();
        } else hole.change({ load: 'failed', detail: error.message, status: error.status });
        break;
      }
    }
    if (this.#loading !== abort) return;
    this.#loading = undefined;
    this.changed();
  }

  /** @param {Hole} hole @param {Side} wanted @param {AbortSignal} signal */
  async #page(hole, wanted, signal) {
    const { feed } = this;
    const sparse = this.#sparse;
    const { after, before } = feed.edges(hole);
    const between = after !== undefined && before !== undefined;
    // What lies at the other end would not be known by a line that need not match.
    const side = between && sparse ? 'newer' : wanted;
    const page = await this.#world.history.page(
      {
        source: this.#wanted.sources,
        q: this.#query(),
        limit: sparse || this.#served !== '' ? FOUND_PAGE : PAGE,
        ...bounds(this.#wanted.range),
        sort: this.#still ? 'time' : undefined,
        after: side === 'newer' ? (after ?? 'beginning') : undefined,
        before,
      },
      signal,
    );
    signal.throwIfAborted();
    let complete = page.complete;
    let lines = page.lines;
    if (side === 'older' && between) {
      const left = feed.lineBefore(hole);
      const met = lines.findIndex((line) => {
        const entry = this.#entry(line);
        return entry.gap === undefined && entry.origin === left?.origin && entry.offset === left.offset;
      });
      if (met >= 0) {
        complete = true;
        lines = lines.slice(met + 1);
      }
    } else if (before === undefined && !this.#still) {
      lines = lines.filter((line) => 'gap' in line || this.#isNew(line));
    }
    const entries = lines.map((line) => this.#entry(line));
    const chunk = feed.put(hole, side, entries, {
      first: page.before ?? before ?? '',
      last: page.after ?? after ?? '',
      sparse,
    });
    const searchedTo = page.searchedTo === undefined ? undefined : Date.parse(page.searchedTo);
    hole.change({ searchedTo });
    return { complete, found: chunk !== undefined && chunk.lines > 0 };
  }

  /**
   * Where it is not known at which line the stream began, a page may have lines of it.
   *
   * @param {import('../core/lines.js').LineEvent} line
   */
  #isNew({ id }) {
    const { name, offset } = splitId(id);
    if (this.origins.has(name, offset)) return false;
    this.origins.meet(name, offset);
    return true;
  }

  /** @param {Page['lines'][number]} line @returns {Entry} */
  #entry(line) {
    if ('gap' in line) return gapEntry(gapOf(line.gap));
    const { name, offset } = splitId(line.id);
    return entryOf(line, {
      source: this.#world.sources.number(line.source),
      origin: this.origins.number(name),
      offset,
    });
  }

  /** Nothing is missing there any more. @param {Hole} hole */
  #ended(hole) {
    const { feed } = this;
    const { since, until } = this.#wanted.range ?? {};
    if (hole === feed.front) {
      hole.change({
        reason: since === undefined ? 'beginning' : 'since',
        load: 'done',
        since: since ?? (feed.oldest || undefined),
      });
    } else if (hole === feed.chunks.at(-1)) {
      hole.change({ reason: until === undefined ? 'end' : 'until', load: 'done', until });
    } else {
      feed.close(hole);
    }
  }
}

/** As the server is asked for them. @param {Range | undefined} range */
export function bounds({ since, until } = {}) {
  return { since: time(since), until: time(until) };
}

/** @param {number | undefined} millis */
function time(millis) {
  return millis === undefined ? undefined : new Date(millis).toISOString();
}
