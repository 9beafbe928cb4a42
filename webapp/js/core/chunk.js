import { GAP } from './levels.js';

/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {import('./ansi.js').Run} Run */
/** @typedef {Record<string, unknown>} Attributes */
/**
 * A line as it is kept: `begin` is where the message begins in the text, 0 where that is not known; `gap` what is
 * missing here, instead of a line.
 *
 * @typedef {{
 *   text: string, level: number, source: number, time: number, origin: number, offset: number,
 *   begin?: number, attributes?: Attributes, runs?: Run[], part?: boolean, gap?: Gap,
 * }} Entry
 */

export const CAPACITY = 8192;

/** Above so many characters a chunk is full however few lines it has. */
const MAX_CHARS = 4_000_000;

/** What the columns take for each line, and about what an attribute costs. */
const LINE_BYTES = 34;
const ATTRIBUTE_BYTES = 48;
const RUN_BYTES = 80;

/**
 * Some thousand lines in a row: one flat string and a column for each of their properties. Lines are numbered from 0
 * here and from {@link Chunk#base} in the feed.
 */
export class Chunk {
  count = 0;
  sealed = false;
  bytes = 0;

  /** Cursors of the first line, and of the last; what was looked through to get the lines may reach further. */
  first = '';
  last = '';

  /** Whether there are only lines of one query: those between them have not been asked for. */
  sparse = false;

  /** How many lines have each level. */
  levelCounts = new Uint32Array(GAP + 1);

  /** @type {Map<number, Attributes> | undefined} */
  #attributes;

  /** Which parts of a line have colours of their own. @type {Map<number, Run[]> | undefined} */
  #runs;

  /** @type {Map<number, Gap> | undefined} */
  #gaps;

  /** Lines that are late parts of the record before them. @type {Set<number> | undefined} */
  #late;

  /** Until it is sealed. @type {string[]} */
  #parts = [];
  #text = '';
  #starts = new Uint32Array(0);
  #chars = 0;

  /** @param {number} base number of the first line @param {number} [capacity] */
  constructor(base, capacity = CAPACITY) {
    this.base = base;
    this.capacity = capacity;
    this.level = new Uint8Array(capacity);
    this.source = new Uint16Array(capacity);
    this.time = new Float64Array(capacity);
    this.origin = new Uint32Array(capacity);
    this.offset = new Float64Array(capacity);
    this.begin = new Uint16Array(capacity);
  }

  get full() {
    return this.count === this.capacity || this.#chars >= MAX_CHARS;
  }

  /** Lines that are no gaps. */
  get lines() {
    return this.count - this.levelCounts[GAP];
  }

  /** Whether a line says more than its text does: where its message is. */
  get plain() {
    return this.#attributes === undefined && this.begin.every((begin) => begin === 0);
  }

  /** @param {Entry} entry @returns {number} the line */
  add({ text, level, source, time, origin, offset, begin = 0, attributes, runs, part = false, gap }) {
    const line = this.count++;
    this.#parts.push(text);
    this.#chars += text.length;
    this.level[line] = level;
    this.source[line] = source;
    this.time[line] = time;
    this.origin[line] = origin;
    this.offset[line] = offset;
    this.begin[line] = begin > 0xffff ? 0 : begin;
    this.levelCounts[level]++;
    this.bytes += LINE_BYTES + 2 * text.length;
    if (part) (this.#late ??= new Set()).add(line);
    if (gap !== undefined) (this.#gaps ??= new Map()).set(line, gap);
    if (runs !== undefined) (this.#runs ??= new Map()).set(line, runs);
    if (attributes !== undefined) (this.#attributes ??= new Map()).set(line, attributes);
    return line;
  }

  /** Makes one string of all: a fifth of the memory, and searched at once. */
  seal() {
    if (this.sealed) return;
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
    let attributes = 0;
    for (const runs of this.#runs?.values() ?? []) attributes += RUN_BYTES * runs.length;
    for (const each of this.#attributes?.values() ?? []) attributes += ATTRIBUTE_BYTES * Object.keys(each).length;
    this.bytes = LINE_BYTES * this.count + this.#text.length * (narrow ? 1 : 2) + attributes;
  }

  /** All lines, each with an LF behind it but the last, and where each one begins; once sealed. */
  get flat() {
    return { text: this.#text, starts: this.#starts };
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
  gap(line) {
    return this.#gaps?.get(line);
  }

  /** @param {number} line */
  runs(line) {
    return this.#runs?.get(line);
  }

  /** @param {number} line */
  attributes(line) {
    return this.#attributes?.get(line);
  }
}

/** Stands in the place of lines that are not loaded, for whatever reason. It is one row. */
export class Hole extends Chunk {
  /** Lines of memory that were let go here, and what had come in between. */
  #gap;

  /** @param {number} base @param {Gap} gap */
  constructor(base, gap) {
    super(base, 1);
    this.#gap = gap;
    this.add({ text: '', level: GAP, source: 0, time: 0, origin: 0, offset: 0 });
    this.seal();
  }

  /** What is missing, and what can be done about it. */
  get state() {
    return this.#gap;
  }

  /** @param {Partial<Gap>} change */
  change(change) {
    this.#gap = { ...this.#gap, ...change };
  }

  /** @param {number} _line */
  gap(_line) {
    return this.#gap;
  }
}
