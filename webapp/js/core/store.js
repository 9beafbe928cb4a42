import { Chunk, Hole } from './chunk.js';
import { ALL_LEVELS, ERROR, GAP } from './levels.js';
import { parseQuery } from './query.js';
import { countRows } from './wrap.js';

/** @typedef {import('../../types/protocol.js').Row} Row */
/** @typedef {import('../../types/protocol.js').Place} Place */
/** @typedef {{ text: string, level: number, source: number, time: number, origin: number, offset: number, attributes?: Record<string, unknown>, part?: boolean }} Entry */

/** Rows given above and below what is seen, so that a step is there at once; of no use while lines run through. */
const MARGIN = 12;

/** Rows around the place looked at that stay when memory is short. */
const KEPT = 2000;

/** A line is shown up to here; all of it is in its details. */
const SHOWN_CHARS = 16_384;

/** Nobody reads that far to the right while lines run through. */
const SHOWN_CHARS_RUNNING = 2048;

/**
 * The newest lines, those that pass the filter, and where each one is in the list. Lines are numbered from 1 in the order
 * in which they came.
 */
export class Store {
  /** Lines that have come since the view was paused and pass the filter. */
  fresh = { lines: 0, errors: 0 };
  levelCounts = new Uint32Array(GAP + 1);

  /** Whether old lines have been let go. */
  full = false;

  /** @type {Chunk[]} */
  #chunks = [];
  #next = 1;
  #maxLines;
  #maxBytes;
  #bytes = 0;
  #lens = { query: parseQuery(''), mask: ALL_LEVELS, columns: 0 };

  /** Chunks before this one are yet to be scanned, newest first. */
  #unscanned = 0;
  #pausedAt = Infinity;
  /** @type {number | undefined} */
  #anchor;

  /** @param {{ maxLines?: number, maxBytes?: number }} [limits] */
  constructor({ maxLines = 500_000, maxBytes = 256 * 1024 * 1024 } = {}) {
    this.#maxLines = maxLines;
    this.#maxBytes = maxBytes;
  }

  get lines() {
    return this.levelCounts.reduce((sum, count) => sum + count, 0) - this.levelCounts[GAP];
  }

  get last() {
    return this.#next - 1;
  }

  get oldest() {
    return this.#chunks.length === 0 ? 0 : this.#chunks[0].time[0];
  }

  get scanning() {
    return this.#unscanned > 0;
  }

  /** Lines that pass the filter. */
  get hits() {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.hitCount - (chunk.hitCount > 0 ? chunk.levelCounts[GAP] : 0), 0);
  }

  /** Forgets all lines; the filter stays. */
  clear() {
    this.#chunks = [];
    this.#bytes = 0;
    this.#unscanned = 0;
    this.levelCounts.fill(0);
    this.fresh = { lines: 0, errors: 0 };
    this.full = false;
    if (this.#pausedAt !== Infinity) this.#pausedAt = this.last;
  }

  /** @param {Entry} entry */
  add({ text, level, source, time, origin, offset, attributes, part = false }) {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.full || chunk instanceof Hole) {
      chunk = this.#begin(chunk);
    }
    const line = chunk.add(text, level, source, time, origin, offset, attributes, part);
    this.#next++;
    this.levelCounts[level]++;
    if (chunk.scanLine(line, this.#lens) && this.#pausedAt !== Infinity && level !== GAP) {
      this.fresh.lines++;
      if (level >= ERROR && !part) this.fresh.errors++;
    }
  }

  /** @param {import('../../types/protocol.js').Gap} gap @param {number} time */
  addGap(gap, time) {
    this.add({ text: JSON.stringify(gap), level: GAP, source: 0, time, origin: 0, offset: 0 });
  }

  /** @param {string} text @param {number} mask */
  filter(text, mask) {
    this.#lens = { ...this.#lens, query: parseQuery(text), mask };
    this.#rescan();
  }

  /** @param {number} columns 0 = lines are not wrapped */
  wrap(columns) {
    if (columns === this.#lens.columns) return;
    this.#lens = { ...this.#lens, columns };
    this.#rescan();
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.#pausedAt = paused ? this.last : Infinity;
    this.fresh = { lines: 0, errors: 0 };
    if (!paused) this.#anchor = undefined;
  }

  /**
   * Goes on filtering, newest lines first.
   *
   * @param {() => boolean} enough asked after each chunk
   */
  scan(enough) {
    while (this.#unscanned > 0) {
      const chunk = this.#chunks[--this.#unscanned];
      chunk.scan(this.#lens);
      this.#countFresh(chunk);
      if (enough()) return;
    }
  }

  /** Whether what is wanted there is known by now. @param {Place} place */
  knows(place) {
    if (this.#unscanned === 0 || place.kind === 'end') return true;
    return place.kind === 'line' && this.#unscanned < this.#indexOf(place.seq);
  }

  /**
   * What is seen there.
   *
   * @param {Place} place
   * @param {number} height of the viewport in pixels
   * @param {number} rowHeight
   */
  view(place, height, rowHeight) {
    const totalRows = this.#chunks.reduce((sum, chunk) => sum + chunk.height, 0);
    const total = totalRows * rowHeight;
    const lowest = Math.max(0, total - height);
    const position = Math.min(Math.max(0, this.#position(place, lowest, rowHeight)), lowest);
    const margin = place.kind === 'end' ? 0 : MARGIN;
    const firstRow = Math.max(0, Math.floor(position / rowHeight) - margin);
    const lastRow = Math.ceil((position + height) / rowHeight) + margin;
    const maxChars = place.kind === 'end' ? SHOWN_CHARS_RUNNING : SHOWN_CHARS;

    /** @type {Row[]} */
    const rows = [];
    let before = 0;
    let hitsBefore = 0;
    let offset = 0;
    for (const chunk of this.#chunks) {
      if (before + chunk.height > firstRow && before < lastRow) {
        let row = before;
        let hit = 0;
        if (rows.length === 0) {
          const first = chunk.hitAtRow(firstRow - before);
          hit = first.hit;
          row += first.before;
          offset = row * rowHeight - position;
          hitsBefore += hit;
        }
        for (; hit < chunk.hitCount && row < lastRow; hit++) {
          rows.push(this.#row(chunk, hit, maxChars));
          row += chunk.rowsOf(hit);
        }
      } else if (rows.length === 0) {
        hitsBefore += chunk.hitCount;
      }
      before += chunk.height;
    }
    this.#anchor = place.kind === 'end' ? undefined : rows[0]?.seq;
    return { rows, offset, position, total, firstHit: hitsBefore, atEnd: position >= lowest };
  }

  /** The next line that passes the filter and has at least this level. @param {number} from @param {1 | -1} step @param {number} level */
  find(from, step, level) {
    for (let i = this.#indexOf(from); i >= 0 && i < this.#chunks.length; i += step) {
      const chunk = this.#chunks[i];
      const hits = chunk.hitCount;
      for (let hit = step > 0 ? 0 : hits - 1; hit >= 0 && hit < hits; hit += step) {
        const seq = chunk.base + chunk.hits[hit];
        const found = chunk.level[chunk.hits[hit]];
        if ((seq - from) * step > 0 && found >= level && found !== GAP) return seq;
      }
    }
    return 0;
  }

  /** @param {number} seq */
  line(seq) {
    const chunk = this.#chunks[this.#indexOf(seq)];
    const line = chunk === undefined ? -1 : seq - chunk.base;
    if (chunk === undefined || line < 0 || line >= chunk.count) return undefined;
    return {
      text: chunk.text(line),
      level: chunk.level[line],
      source: chunk.source[line],
      time: chunk.time[line],
      origin: chunk.origin[line],
      offset: chunk.offset[line],
      attributes: chunk.attributes(line),
    };
  }

  /** Lines that pass the filter, from one number to another, both included. @param {number} from @param {number} to @param {number} limit */
  texts(from, to, limit) {
    const texts = [];
    for (let i = Math.max(0, this.#indexOf(from)); i < this.#chunks.length; i++) {
      const chunk = this.#chunks[i];
      for (let hit = chunk.hitsBefore(from - chunk.base); hit < chunk.hitCount; hit++) {
        const line = chunk.hits[hit];
        if (chunk.base + line > to || texts.length === limit) return texts;
        if (chunk.level[line] !== GAP) texts.push(chunk.text(line));
      }
    }
    return texts;
  }

  /** @param {Chunk | undefined} previous */
  #begin(previous) {
    if (previous !== undefined && !(previous instanceof Hole)) {
      previous.seal();
      this.#bytes += previous.bytes;
    }
    const chunk = new Chunk(this.#next);
    this.#chunks.push(chunk);
    this.#evict();
    return chunk;
  }

  #evict() {
    let lines = this.lines;
    while (this.#chunks.length > 1 && (lines > this.#maxLines || this.#bytes > this.#maxBytes)) {
      const index = this.#chunks.findIndex((chunk, i) => i < this.#chunks.length - 1 && !(chunk instanceof Hole) && !this.#pinned(chunk));
      if (index < 0) return;
      this.full = true;
      const chunk = this.#chunks[index];
      const gone = chunk.count - chunk.levelCounts[GAP];
      lines -= gone;
      this.#bytes -= chunk.bytes;
      chunk.levelCounts.forEach((count, level) => (this.levelCounts[level] -= count));
      this.#replace(index, chunk, gone);
    }
  }

  /** @param {number} index @param {Chunk} chunk @param {number} gone */
  #replace(index, chunk, gone) {
    const before = this.#chunks[index - 1];
    let removed = 1;
    if (before instanceof Hole) {
      before.swallow(chunk, gone);
    } else if (index > 0) {
      const hole = new Hole(chunk.base);
      hole.swallow(chunk, gone);
      hole.scan(this.#lens);
      this.#chunks[index] = hole;
      this.levelCounts[GAP]++;
      return;
    } else if (this.#chunks[1] instanceof Hole) {
      removed = 2;
      this.levelCounts[GAP]--;
    }
    this.#chunks.splice(index, removed);
    if (index < this.#unscanned) this.#unscanned = Math.max(0, this.#unscanned - removed);
  }

  /** @param {Chunk} chunk */
  #pinned(chunk) {
    const anchor = this.#anchor;
    return anchor !== undefined && chunk.base - KEPT <= anchor && anchor < chunk.base + chunk.span + KEPT;
  }

  #rescan() {
    this.#unscanned = this.#chunks.length;
    for (const chunk of this.#chunks) chunk.clear();
    this.fresh = { lines: 0, errors: 0 };
    // The newest chunk goes on growing: it must be known before the next line.
    this.scan(() => true);
  }

  /** @param {Chunk} chunk */
  #countFresh(chunk) {
    if (chunk.base + chunk.count <= this.#pausedAt) return;
    for (let hit = chunk.hitsBefore(this.#pausedAt + 1 - chunk.base); hit < chunk.hitCount; hit++) {
      const level = chunk.level[chunk.hits[hit]];
      if (level === GAP) continue;
      this.fresh.lines++;
      if (level >= ERROR) this.fresh.errors++;
    }
  }

  /** Pixels above a place. @param {Place} place @param {number} lowest @param {number} rowHeight */
  #position(place, lowest, rowHeight) {
    if (place.kind === 'end') return lowest;
    if (place.kind === 'fraction') return place.fraction * lowest;
    const index = this.#indexOf(place.seq);
    let rows = 0;
    for (let i = 0; i < index; i++) rows += this.#chunks[i].height;
    const chunk = this.#chunks[index];
    if (chunk !== undefined) rows += chunk.rowsBefore(chunk.hitsBefore(place.seq - chunk.base));
    return rows * rowHeight + place.px;
  }

  /** The chunk that a line is, or was, in. @param {number} seq */
  #indexOf(seq) {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#chunks[middle].base <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {Chunk} chunk @param {number} hit @param {number} maxChars @returns {Row} */
  #row(chunk, hit, maxChars) {
    const line = chunk.hits[hit];
    const all = chunk.text(line);
    const wrapped = chunk.rows !== undefined;
    const end = wrapped ? -1 : all.indexOf('\n');
    const whole = end < 0 ? all : all.slice(0, end);
    const cut = whole.length > maxChars;
    const rows = chunk.rowsOf(hit);
    return {
      seq: chunk.base + line,
      level: chunk.level[line],
      source: chunk.source[line],
      time: chunk.time[line],
      text: cut ? whole.slice(0, maxChars) : whole,
      rows,
      allRows: wrapped && rows > 1 ? countRows(all, this.#lens.columns) : rows,
      moreLines: end < 0 ? 0 : all.slice(end + 1).split('\n').length,
      cut,
      part: chunk.isPart(line),
    };
  }
}
