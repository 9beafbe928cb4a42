import { Chunk, Hole } from './chunk.js';
import { fold } from './fold.js';
import { ALL_LEVELS, ERROR, GAP } from './levels.js';
import { letter } from './message.js';
import { isAll, isEmpty, matches, parseQuery } from './query.js';
import { Sight } from './sight.js';
import { countRows } from './wrap.js';

/** @typedef {import('../../types/protocol.js').Row} Row */
/** @typedef {import('../../types/protocol.js').Place} Place */
/** @typedef {import('./feed.js').Feed} Feed */
/** @typedef {import('./query.js').Query} Query */

/** Rows given above and below what is seen, so that a step is there at once; of no use while lines run through. */
const MARGIN = 12;

/** A line is shown up to here; all of it is in its details. */
const SHOWN_CHARS = 16_384;

/** Nobody reads that far to the right while lines run through. */
const SHOWN_CHARS_RUNNING = 2048;

/** Of a character that takes two units, where a text has been cut. */
const HALF = /[\ud800-\udbff]$/;

/** A line that is so much older than the one before it has come late: sources are read one after the other. */
const LATE_MILLIS = 1000;

/** Of what has yet to be looked at. */
const UNSEEN = new Sight(new Chunk(0, 0));

/** One way of looking at a feed: which of its lines pass, how they are shown, and where each one is in the list. */
export class Lens {
  /** Lines that have come since the view was paused, and pass. */
  fresh = { lines: 0, errors: 0 };

  #feed;
  /** @type {import('./sight.js').Look} */
  #look;
  /** @type {WeakMap<Chunk, Sight>} */
  #sights = new WeakMap();

  /** Yet to be looked at, the newest last. @type {Chunk[]} */
  #pending = [];
  #pausedAt = Infinity;

  /** What was shown last, in rows. */
  #seen = { top: 0, bottom: 0 };

  /** @param {Feed} feed @param {string[]} names of the sources, by number */
  constructor(feed, names = []) {
    this.#feed = feed;
    this.#look = { query: parseQuery(''), mask: ALL_LEVELS, columns: 0, raw: false, names };
    for (const chunk of feed.chunks) this.#scan(chunk);
  }

  get scanning() {
    return this.#pending.length > 0;
  }

  /** Lines that pass. */
  get hits() {
    return this.#feed.chunks.reduce((sum, chunk) => sum + (this.#sights.get(chunk)?.lines ?? 0), 0);
  }

  /** How many lines that pass have each level; of all lines where nothing is asked of them but their level. */
  get levels() {
    if (isEmpty(this.#look.query)) return this.#feed.levelCounts;
    const levels = new Uint32Array(GAP + 1);
    for (const chunk of this.#feed.chunks) this.#sights.get(chunk)?.levels.forEach((count, i) => (levels[i] += count));
    return levels;
  }

  /** A line has been appended. @param {Chunk} chunk @param {number} line @returns {boolean} whether it passes */
  take(chunk, line) {
    let sight = this.#sights.get(chunk);
    if (sight === undefined) this.#sights.set(chunk, (sight = new Sight(chunk)));
    const level = chunk.level[line];
    const passes = sight.scanLine(line, this.#look);
    if (passes && this.#pausedAt !== Infinity && level !== GAP) {
      this.fresh.lines++;
      if (level >= ERROR && !chunk.isPart(line)) this.fresh.errors++;
    }
    return passes;
  }

  /** @param {Query} query @param {number} mask */
  filter(query, mask) {
    this.#look = { ...this.#look, query, mask };
    this.#rescan();
  }

  /** @param {{ columns?: number, raw?: boolean }} change columns: 0 = lines are not wrapped */
  show(change) {
    const { columns, raw } = this.#look;
    this.#look = { ...this.#look, ...change };
    if (this.#look.columns !== columns || (raw !== this.#look.raw && columns > 0)) this.#rescan();
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.#pausedAt = paused ? (this.#feed.last ?? 0) : Infinity;
    this.fresh = { lines: 0, errors: 0 };
    if (!paused) this.#feed.anchor = undefined;
  }

  /** Goes on filtering, newest lines first. @param {() => boolean} enough asked after each chunk */
  scan(enough) {
    for (let chunk = this.#pending.pop(); chunk !== undefined; chunk = this.#pending.pop()) {
      this.#countFresh(chunk, this.#scan(chunk));
      if (enough()) return;
    }
  }

  /** Whether what is wanted there is known by now. @param {Place} place */
  knows(place) {
    const next = this.#pending.at(-1);
    if (next === undefined || place.kind === 'end') return true;
    return place.kind === 'line' && next.base < this.#feed.chunks[this.#feed.indexOf(place.seq)].base;
  }

  /**
   * What is seen there.
   *
   * @param {Place} place @param {number} height of the viewport in pixels @param {number} rowHeight
   */
  view(place, height, rowHeight) {
    const { chunks } = this.#feed;
    const total = chunks.reduce((sum, chunk) => sum + this.#sight(chunk).height, 0) * rowHeight;
    const lowest = Math.max(0, total - height);
    const position = Math.min(Math.max(0, this.#position(place, lowest, rowHeight)), lowest);
    const margin = place.kind === 'end' ? 0 : MARGIN;
    const firstRow = Math.max(0, Math.floor(position / rowHeight) - margin);
    const lastRow = Math.ceil((position + height) / rowHeight) + margin;
    const maxChars = place.kind === 'end' ? SHOWN_CHARS_RUNNING : SHOWN_CHARS;
    this.#seen = { top: position / rowHeight, bottom: (position + height) / rowHeight };

    /** @type {Row[]} */
    const rows = [];
    let before = 0;
    let hitsBefore = 0;
    let offset = 0;
    for (const chunk of chunks) {
      const sight = this.#sight(chunk);
      if (before + sight.height > firstRow && before < lastRow) {
        let row = before;
        let hit = 0;
        if (rows.length === 0) {
          const first = sight.hitAtRow(firstRow - before);
          hit = first.hit;
          row += first.before;
          offset = row * rowHeight - position;
          hitsBefore += hit;
        }
        for (; hit < sight.hitCount && row < lastRow; hit++) {
          rows.push(this.#row(chunk, sight, hit, maxChars, rows.at(-1)?.time));
          row += sight.rowsOf(hit);
        }
      } else if (rows.length === 0) {
        hitsBefore += sight.hitCount;
      }
      before += sight.height;
    }
    this.#feed.anchor = place.kind === 'end' ? undefined : rows.find(({ gap }) => gap === undefined)?.seq;
    return { rows, offset, position, total, firstHit: hitsBefore, atEnd: position >= lowest };
  }

  /**
   * The hole that comes in sight next, if it is not farther than so many rows; the one above before the one below.
   *
   * @param {number} margin
   */
  holeNear(margin) {
    let row = 0;
    /** @type {{ hole: Hole, above: boolean } | undefined} */
    let found;
    let nearest = margin;
    for (const chunk of this.#feed.chunks) {
      if (chunk instanceof Hole && chunk.state.load === 'idle') {
        const above = row < (this.#seen.top + this.#seen.bottom) / 2;
        const distance = above ? Math.max(0, this.#seen.top - row) : Math.max(0, row - this.#seen.bottom);
        if (distance <= nearest) {
          nearest = distance;
          found = { hole: chunk, above };
        }
      }
      row += this.#sight(chunk).height;
    }
    return found;
  }

  /**
   * The next line that passes, has at least this level, and matches; as far as lines are loaded without a hole.
   *
   * @param {number | undefined} from undefined = from the end @param {1 | -1} step @param {number} level
   * @param {Query} query
   * @returns {{ seq?: number, open: boolean }} open: there may be one in what is not loaded
   */
  find(from, step, level, query) {
    const { chunks } = this.#feed;
    const start = from ?? (step > 0 ? -Infinity : Infinity);
    const any = isAll(query);
    for (let i = this.#feed.indexOf(start); i >= 0 && i < chunks.length; i += step) {
      const chunk = chunks[i];
      if (chunk instanceof Hole && chunk.state.load !== 'done' && (from !== undefined || i > 0)) return { open: true };
      const { hits, hitCount } = this.#sight(chunk);
      for (let hit = step > 0 ? 0 : hitCount - 1; hit >= 0 && hit < hitCount; hit += step) {
        const line = hits[hit];
        const seq = chunk.base + line;
        if ((seq - start) * step <= 0 || chunk.level[line] < level || chunk.level[line] === GAP) continue;
        if (any || this.#matches(chunk, line, query)) return { seq, open: false };
      }
    }
    return { open: false };
  }

  /** @param {Chunk} chunk @param {number} line @param {Query} query */
  #matches(chunk, line, query) {
    const level = chunk.level[line];
    const source = this.#look.names[chunk.source[line]];
    return (query.mask & (1 << level)) !== 0 && matches(query, fold(chunk.text(line)), level, source);
  }

  /** The first and the last line that pass, as far as they are loaded. */
  get ends() {
    return { first: this.#end(1), last: this.#end(-1) };
  }

  /** @param {1 | -1} step */
  #end(step) {
    const { chunks } = this.#feed;
    for (let i = step > 0 ? 0 : chunks.length - 1; i >= 0 && i < chunks.length; i += step) {
      const { hits, hitCount } = this.#sight(chunks[i]);
      for (let hit = step > 0 ? 0 : hitCount - 1; hit >= 0 && hit < hitCount; hit += step) {
        if (chunks[i].level[hits[hit]] !== GAP) return chunks[i].base + hits[hit];
      }
    }
    return undefined;
  }

  /**
   * Lines that pass, from one number to another, both included.
   *
   * @param {number} from @param {number} to @param {number} limit
   */
  texts(from, to, limit) {
    const { chunks } = this.#feed;
    /** @type {string[]} */
    const texts = [];
    for (let i = this.#feed.indexOf(from); i < chunks.length; i++) {
      const chunk = chunks[i];
      const sight = this.#sight(chunk);
      for (let hit = sight.hitsBefore(from - chunk.base); hit < sight.hitCount; hit++) {
        const line = sight.hits[hit];
        if (chunk.base + line > to || texts.length === limit) return texts;
        if (chunk.level[line] !== GAP) texts.push(chunk.text(line));
      }
    }
    return texts;
  }

  /** What has been put in is looked at, at once: it is what is waited for. @param {Chunk} chunk */
  #sight(chunk) {
    return this.#sights.get(chunk) ?? (this.#pending.includes(chunk) ? UNSEEN : this.#scan(chunk));
  }

  /** @param {Chunk} chunk */
  #scan(chunk) {
    const sight = new Sight(chunk);
    this.#sights.set(chunk, sight);
    sight.scan(this.#look);
    return sight;
  }

  #rescan() {
    this.#sights = new WeakMap();
    this.#pending = [...this.#feed.chunks];
    this.fresh = { lines: 0, errors: 0 };
    // The newest chunk goes on growing: it must be known before the next line.
    this.scan(() => true);
  }

  /** @param {Chunk} chunk @param {Sight} sight */
  #countFresh(chunk, sight) {
    if (chunk.base + chunk.count <= this.#pausedAt) return;
    for (let hit = sight.hitsBefore(this.#pausedAt + 1 - chunk.base); hit < sight.hitCount; hit++) {
      const level = chunk.level[sight.hits[hit]];
      if (level === GAP) continue;
      this.fresh.lines++;
      if (level >= ERROR && !chunk.isPart(sight.hits[hit])) this.fresh.errors++;
    }
  }

  /** Pixels above a place. @param {Place} place @param {number} lowest @param {number} rowHeight */
  #position(place, lowest, rowHeight) {
    if (place.kind === 'end') return lowest;
    if (place.kind === 'fraction') return place.fraction * lowest;
    const { chunks } = this.#feed;
    const index = this.#feed.indexOf(place.seq);
    let rows = 0;
    for (let i = 0; i < index; i++) rows += this.#sight(chunks[i]).height;
    const chunk = chunks[index];
    const sight = this.#sight(chunk);
    rows += sight.rowsBefore(sight.hitsBefore(place.seq - chunk.base));
    return rows * rowHeight + place.px;
  }

  /**
   * @param {Chunk} chunk @param {Sight} sight @param {number} hit @param {number} maxChars
   * @param {number} [before] time of the row before it @returns {Row}
   */
  #row(chunk, sight, hit, maxChars, before) {
    const line = sight.hits[hit];
    const all = chunk.text(line);
    const attributes = chunk.attributes(line);
    const { message, fields } = this.#look.raw
      ? { message: all, fields: '' }
      : letter(all, chunk.begin[line], attributes);
    const runs = chunk.runs(line);
    const begin = all.length - message.length;
    const wrapped = sight.rows !== undefined;
    const end = wrapped ? -1 : message.indexOf('\n');
    const whole = end < 0 ? message : message.slice(0, end);
    const cut = whole.length > maxChars;
    const rows = sight.rowsOf(hit);
    const beside = wrapped && message.includes('\n') ? '' : fields;
    return {
      seq: chunk.base + line,
      level: chunk.level[line],
      source: chunk.source[line],
      time: chunk.time[line],
      text: cut ? whole.slice(0, maxChars).replace(HALF, '') : whole,
      fields: beside,
      runs: runs === undefined || !all.endsWith(message) ? undefined : moved(runs, begin),
      rows,
      allRows:
        wrapped && rows > 1 ? countRows(beside === '' ? message : `${message}  ${beside}`, this.#look.columns) : rows,
      moreLines: end < 0 ? 0 : message.slice(end + 1).split('\n').length,
      cut,
      part: chunk.isPart(line),
      late:
        (hit > 0 ? chunk.time[sight.hits[hit - 1]] : (before ?? 0)) - chunk.time[line] > LATE_MILLIS &&
        chunk.level[line] !== GAP,
      gap: chunk.gap(line),
    };
  }
}

/**
 * Runs of a record as those of its message.
 *
 * @param {import('./ansi.js').Run[]} runs @param {number} begin of the message
 */
function moved(runs, begin) {
  return runs
    .filter(({ end }) => end > begin)
    .map((run) => ({ ...run, start: Math.max(0, run.start - begin), end: run.end - begin }));
}
