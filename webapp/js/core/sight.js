import { fold } from './fold.js';
import { GAP } from './levels.js';
import { letter } from './message.js';
import { isEmpty, matches } from './query.js';
import { countRows, folded } from './wrap.js';

/** @typedef {import('./chunk.js').Chunk} Chunk */
/** @typedef {import('./query.js').Query} Query */
/**
 * What is looked for and how it is shown: `columns` after which lines break, 0 = never; `raw`: whole records, not their
 * messages; names of the sources by number.
 *
 * @typedef {{ query: Query, mask: number, columns: number, raw: boolean, names: string[] }} Look
 */

/** What is seen of a chunk through a lens: the lines that pass its filter, and how high each one is. */
export class Sight {
  hitCount = 0;

  /** How many hits have each level. */
  levels = new Uint32Array(GAP + 1);

  /** Of all hits, in rows. */
  height = 0;

  /** Heights by line, while lines are wrapped. @type {Uint8Array | undefined} */
  rows;

  #chunk;

  /** @param {Chunk} chunk */
  constructor(chunk) {
    this.#chunk = chunk;
    this.hits = new Uint16Array(chunk.capacity);
  }

  /** Hits that are no gaps. */
  get lines() {
    return this.hitCount - (this.hitCount > 0 ? this.#chunk.levelCounts[GAP] : 0);
  }

  /** Finds all lines that pass. @param {Look} look */
  scan(look) {
    const chunk = this.#chunk;
    const { query, columns } = look;
    const mask = look.mask & query.mask;
    this.hitCount = 0;
    this.levels.fill(0);
    this.height = 0;
    this.rows = undefined;
    if (columns > 0) this.#measure(look);
    if (chunk.sealed && query.required.length > 0 && chunk.levelCounts[GAP] === 0) {
      this.#scanFlat(query, mask, look.names);
    } else {
      for (let line = 0; line < chunk.count; line++) this.#consider(line, query, mask, look.names);
    }
  }

  /**
   * Looks at a line that has just come.
   *
   * @param {number} line @param {Look} look @returns {boolean} whether it passes
   */
  scanLine(line, look) {
    if (look.columns > 0) {
      this.rows ??= new Uint8Array(this.#chunk.capacity);
      this.rows[line] =
        this.#chunk.level[line] === GAP ? 1 : folded(countRows(shown(this.#chunk, line, look.raw), look.columns));
    }
    return this.#consider(line, look.query, look.mask & look.query.mask, look.names);
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

  /** The hit that a row belongs to, and how many rows come before it. @param {number} row below height */
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

  /** @param {Query} query @param {number} mask @param {string[]} names */
  #scanFlat(query, mask, names) {
    const chunk = this.#chunk;
    const { text: all, starts } = chunk.flat;
    const text = fold(all);
    const [rarest] = query.required;
    const others = query.required.length + query.forbidden.length + query.rest.length > 1;
    let line = 0;
    for (let at = text.indexOf(rarest); at >= 0; at = text.indexOf(rarest, starts[line])) {
      while (starts[line + 1] <= at) line++;
      const level = chunk.level[line];
      if (mask & (1 << level)) {
        const own = text.slice(starts[line], starts[line + 1] - 1);
        if (!others || matches(query, own, level, names[chunk.source[line]])) this.#hit(line);
      }
      if (++line === chunk.count) break;
    }
  }

  /** @param {number} line @param {Query} query @param {number} mask @param {string[]} names */
  #consider(line, query, mask, names) {
    const chunk = this.#chunk;
    const level = chunk.level[line];
    const passes =
      level === GAP ||
      ((mask & (1 << level)) !== 0 &&
        (isEmpty(query) || matches(query, fold(chunk.text(line)), level, names[chunk.source[line]])));
    if (passes) this.#hit(line);
    return passes;
  }

  /** @param {number} line */
  #hit(line) {
    this.hits[this.hitCount++] = line;
    this.levels[this.#chunk.level[line]]++;
    this.height += this.rows === undefined ? 1 : this.rows[line];
  }

  /** @param {Look} look */
  #measure({ columns, raw }) {
    const chunk = this.#chunk;
    const rows = (this.rows = new Uint8Array(chunk.capacity));
    const { text, starts } = chunk.flat;
    const narrow = chunk.sealed && chunk.levelCounts[GAP] === 0 && /^[\x20-\x7e\n]*$/.test(text);
    const plain =
      narrow && (raw || chunk.plain) && text.length + 1 === starts[chunk.count] && !hasBreaks(text, chunk.count);
    for (let line = 0; line < chunk.count; line++) {
      if (chunk.level[line] === GAP) rows[line] = 1;
      else if (plain) rows[line] = folded(Math.max(1, Math.ceil((starts[line + 1] - starts[line] - 1) / columns)));
      else rows[line] = folded(countRows(shown(chunk, line, raw), columns));
    }
  }
}

/** Whether there are more ends of lines than lines end. @param {string} text @param {number} lines */
function hasBreaks(text, lines) {
  let breaks = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks > lines;
}

/**
 * What a wrapped row says: the fields follow the message.
 *
 * @param {Chunk} chunk @param {number} line @param {boolean} raw
 */
function shown(chunk, line, raw) {
  const text = chunk.text(line);
  if (raw) return text;
  const { message, fields } = letter(text, chunk.begin[line], chunk.attributes(line));
  return fields === '' || message.includes('\n') ? message : `${message}  ${fields}`;
}
