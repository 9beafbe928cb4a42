import { fold } from './fold.js';
import { GAP } from './levels.js';
import { isEmpty, matches } from './query.js';
import { countRows, folded } from './wrap.js';

/** @typedef {import('./query.js').Query} Query */
/** @typedef {{ query: Query, mask: number, columns: number }} Lens what is looked for, and after how many columns lines break; 0 = never */

export const CAPACITY = 8192;

/** Above so many characters a chunk is full however few lines it has. */
const MAX_CHARS = 4_000_000;

/** What the columns take for each line, and about what an object costs. */
const LINE_BYTES = 32;

/**
 * Some thousand lines in a row: one flat string and a column for each of their properties. Lines are numbered from 0 here
 * and from {@link Chunk#base} in the store.
 */
export class Chunk {
  count = 0;
  sealed = false;
  bytes = 0;

  /** Lines that pass the filter, and the height of them all in rows. */
  hits = new Uint16Array(CAPACITY);
  hitCount = 0;
  height = 0;

  /** How many lines have each level. */
  levelCounts = new Uint32Array(GAP + 1);

  level = new Uint8Array(CAPACITY);
  source = new Uint16Array(CAPACITY);
  time = new Float64Array(CAPACITY);
  origin = new Uint32Array(CAPACITY);
  offset = new Float64Array(CAPACITY);

  /** Heights, while lines are wrapped. @type {Uint8Array | undefined} */
  rows;

  /** @type {Map<number, Record<string, unknown>> | undefined} */
  #attributes;

  /** Lines that are late parts of the record before them. @type {Set<number> | undefined} */
  #late;

  /** Until it is sealed. @type {string[]} */
  #parts = [];
  #text = '';
  #starts = new Uint32Array(0);
  #chars = 0;
  #multiline = false;

  /** @param {number} base number of the first line in the store */
  constructor(base) {
    this.base = base;
  }

  /** Numbers that it covers; more than it has lines where it stands for lines that were let go. */
  get span() {
    return this.count;
  }

  get full() {
    return this.count === CAPACITY || this.#chars >= MAX_CHARS;
  }

  /**
   * @param {string} text
   * @param {number} level
   * @param {number} source
   * @param {number} time
   * @param {number} origin
   * @param {number} offset
   * @param {Record<string, unknown> | undefined} attributes
   * @param {boolean} part
   */
  add(text, level, source, time, origin, offset, attributes, part) {
    const line = this.count++;
    this.#parts.push(text);
    this.#chars += text.length;
    this.#multiline ||= text.includes('\n');
    this.level[line] = level;
    this.source[line] = source;
    this.time[line] = time;
    this.origin[line] = origin;
    this.offset[line] = offset;
    this.levelCounts[level]++;
    this.bytes += LINE_BYTES + 2 * text.length;
    if (part) (this.#late ??= new Set()).add(line);
    if (attributes !== undefined) (this.#attributes ??= new Map()).set(line, attributes);
    return line;
  }

  /** Makes one string of all: a fifth of the memory, and searched at once. */
  seal() {
    this.#starts = new Uint32Array(this.count + 1);
    let at = 0;
    for (let line = 0; line < this.count; line++) {
      this.#starts[line] = at;
      at += this.#parts[line].length + 1;
    }
    this.#starts[this.count] = at;
    this.#text = this.#parts.join('\n');
    this.#parts = [];
    this.sealed = true;
    const narrow = /^[\x00-\xff]*$/.test(this.#text);
    this.bytes = LINE_BYTES * this.count + this.#text.length * (narrow ? 1 : 2);
  }

  /** @param {number} line */
  text(line) {
    return this.sealed ? this.#text.slice(this.#starts[line], this.#starts[line + 1] - 1) : this.#parts[line];
  }

  /** Whether a line is a late part of the record before it. @param {number} line */
  isPart(line) {
    return this.#late?.has(line) ?? false;
  }

  /** @param {number} line */
  attributes(line) {
    return this.#attributes?.get(line);
  }

  /** Forgets what was found. */
  clear() {
    this.hitCount = 0;
    this.height = 0;
    this.rows = undefined;
  }

  /** Finds all lines that pass. @param {Lens} lens */
  scan({ query, mask, columns }) {
    this.clear();
    if (columns > 0) this.#measure(columns);
    if (this.sealed && query.required.length > 0 && this.levelCounts[GAP] === 0) this.#scanFlat(fold(this.#text), query, mask);
    else {
      for (let line = 0; line < this.count; line++) this.#consider(line, query, mask);
    }
  }

  /** Looks at a line that has just come. @param {number} line @param {Lens} lens */
  scanLine(line, { query, mask, columns }) {
    if (columns > 0) {
      this.rows ??= new Uint8Array(CAPACITY);
      this.rows[line] = this.level[line] === GAP ? 1 : folded(countRows(this.text(line), columns));
    }
    return this.#consider(line, query, mask);
  }

  /** How many hits come before a line. @param {number} line */
  hitsBefore(line) {
    let low = 0;
    let high = this.hitCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.hits[middle] < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many rows come before a hit. @param {number} hit */
  rowsBefore(hit) {
    if (this.rows === undefined) return hit;
    let sum = 0;
    for (let i = 0; i < hit; i++) sum += this.rows[this.hits[i]];
    return sum;
  }

  /** Height of a hit in rows. @param {number} hit */
  rowsOf(hit) {
    return this.rows === undefined ? 1 : this.rows[this.hits[hit]];
  }

  /**
   * The hit that a row belongs to, and how many rows come before it.
   *
   * @param {number} row below height
   */
  hitAtRow(row) {
    if (this.rows === undefined) return { hit: row, before: row };
    let before = 0;
    for (let hit = 0; hit < this.hitCount; hit++) {
      const next = before + this.rows[this.hits[hit]];
      if (next > row) return { hit, before };
      before = next;
    }
    return { hit: this.hitCount, before };
  }

  /** @param {string} text folded, all of it @param {Query} query @param {number} mask */
  #scanFlat(text, query, mask) {
    const [rarest] = query.required;
    const others = query.required.length + query.forbidden.length + query.rest.length > 1;
    const starts = this.#starts;
    let line = 0;
    for (let at = text.indexOf(rarest); at >= 0; at = text.indexOf(rarest, starts[line])) {
      while (starts[line + 1] <= at) line++;
      if (mask & (1 << this.level[line])) {
        if (!others || matches(query, text.slice(starts[line], starts[line + 1] - 1))) this.#hit(line);
      }
      if (++line === this.count) break;
    }
  }

  /** @param {number} line @param {Query} query @param {number} mask */
  #consider(line, query, mask) {
    const level = this.level[line];
    const passes =
      level === GAP || ((mask & (1 << level)) !== 0 && (isEmpty(query) || matches(query, fold(this.text(line)))));
    if (passes) this.#hit(line);
    return passes;
  }

  /** @param {number} line */
  #hit(line) {
    this.hits[this.hitCount++] = line;
    this.height += this.rows === undefined ? 1 : this.rows[line];
  }

  /** @param {number} columns */
  #measure(columns) {
    const rows = (this.rows = new Uint8Array(CAPACITY));
    const plain = this.sealed && !this.#multiline && /^[\x20-\x7e\n]*$/.test(this.#text);
    for (let line = 0; line < this.count; line++) {
      if (this.level[line] === GAP) rows[line] = 1;
      else if (plain) rows[line] = folded(Math.max(1, Math.ceil((this.#starts[line + 1] - this.#starts[line] - 1) / columns)));
      else rows[line] = folded(countRows(this.text(line), columns));
    }
  }
}

/** Stands in the place of lines that were let go while others before them are still looked at. */
export class Hole extends Chunk {
  #span = 0;

  get span() {
    return this.#span;
  }

  /** @param {number} base */
  constructor(base) {
    super(base);
    this.add('', GAP, 0, 0, 0, 0, undefined, false);
  }

  /** @param {Chunk} chunk @param {number} lines of it that are no gaps */
  swallow(chunk, lines) {
    this.#span += chunk.span;
    this.missed += lines;
    if (this.time[0] === 0) this.time[0] = chunk.time[0];
  }

  missed = 0;

  /** @param {number} _line */
  text(_line) {
    return JSON.stringify({ reason: 'evicted', missed: this.missed });
  }
}
