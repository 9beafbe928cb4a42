import { CAPACITY, Chunk, Hole } from './chunk.js';
import { GAP } from './levels.js';

/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {import('./chunk.js').Entry} Entry */
/**
 * @typedef {'older' | 'newer'} Side of a hole that a page is put at: behind it, before older lines; or before it,
 *   behind newer ones
 */
/** @typedef {{ first: string, last: string, sparse: boolean }} Span cursors of what was looked through */

/** Rows around the place looked at that stay when memory is short. */
const KEPT = 2000;

/**
 * Numbers that a chunk of the stream takes: when its lines are loaded again, what is missing among them may take some
 * too.
 */
const STRIDE = 4 * CAPACITY;

/** More than there will ever be lines; so far apart, numbers are exact. */
const FAR = 2 ** 45;

/** Numbers for lines of which nobody knows how many they are. */
const UNKNOWN = 2 ** 32;

/**
 * Lines in the order in which they are shown, in chunks, with a {@link Hole} wherever some are not loaded: the stream
 * goes on at the end, pages are put at the sides of holes. The first chunk always is a hole: what lies before all that
 * is loaded, or where the log begins. Lines have numbers that grow from the oldest to the newest and stay theirs for as
 * long as they are loaded.
 */
export class Feed {
  levelCounts = new Uint32Array(GAP + 1);

  /** Whether lines have been let go. */
  full = false;

  /** The line that is looked at; what is around it stays. @type {number | undefined} */
  anchor;

  /** @type {(Chunk | Hole)[]} */
  #chunks;
  #bytes = 0;
  #maxLines;
  #maxBytes;

  /**
   * @param {{ maxLines?: number, maxBytes?: number, still?: boolean }} [options] still: without a stream, more may lie
   *   behind it too
   */
  constructor({ maxLines = 500_000, maxBytes = 256 * 1024 * 1024, still = false } = {}) {
    this.#maxLines = maxLines;
    this.#maxBytes = maxBytes;
    this.#chunks = [new Hole(-FAR, { reason: 'before', load: 'idle' })];
    if (still) this.#chunks.push(new Hole(FAR, { reason: 'after', load: 'idle' }));
  }

  /** From the oldest to the newest. @returns {readonly Chunk[]} */
  get chunks() {
    return this.#chunks;
  }

  get front() {
    return /** @type {Hole} */ (this.#chunks[0]);
  }

  get lines() {
    return this.levelCounts.reduce((sum, count) => sum + count, 0) - this.levelCounts[GAP];
  }

  /** The number of the newest line; undefined = there is none. */
  get last() {
    const chunk = this.#chunks.at(-1);
    return chunk === undefined || chunk instanceof Hole ? undefined : chunk.base + chunk.count - 1;
  }

  /** Time of the oldest line that is loaded; 0 = there is none. */
  get oldest() {
    return this.#chunks.find((chunk) => chunk.lines > 0)?.time[0] ?? 0;
  }

  /** The stream goes on. @param {Entry} entry @param {string} cursor @returns {{ chunk: Chunk, line: number }} */
  append(entry, cursor) {
    let chunk = /** @type {Chunk} */ (this.#chunks.at(-1));
    if (chunk.full || chunk.sparse || chunk.sealed || chunk instanceof Hole) chunk = this.#begin();
    const line = chunk.add(entry);
    if (line === 0) chunk.first = cursor;
    chunk.last = cursor;
    this.levelCounts[entry.level]++;
    return { chunk, line };
  }

  /** The stream has left something out that can be loaded. @param {Gap} gap */
  leaveOut(gap) {
    const previous = /** @type {Chunk} */ (this.#chunks.at(-1));
    this.#seal(previous);
    const hole = new Hole(this.#next(), gap);
    this.#chunks.push(hole);
    this.levelCounts[GAP]++;
    return hole;
  }

  /**
   * Lines that a page has brought for a hole.
   *
   * @param {Hole} hole @param {Side} side @param {Entry[]} entries ascending @param {Span} span
   * @returns {Chunk | undefined} undefined where there is nothing new to be seen
   */
  put(hole, side, entries, { first, last, sparse }) {
    const index = this.#chunks.indexOf(hole);
    if (index < 0) return undefined;
    const beside = side === 'older' ? this.#chunks[index + 1] : this.#chunks[index - 1];
    if (entries.length === 0 && beside !== undefined && !(beside instanceof Hole) && beside.sparse === sparse) {
      if (side === 'older') beside.first = first;
      else beside.last = last;
      return undefined;
    }
    const base =
      side === 'older'
        ? (beside === undefined || beside.base === FAR ? 1 : beside.base) - entries.length
        : beside instanceof Hole
          ? 1
          : beside.base + beside.capacity;
    const chunk = new Chunk(base, entries.length);
    for (const entry of entries) {
      chunk.add(entry);
      this.levelCounts[entry.level]++;
    }
    chunk.seal();
    chunk.first = first;
    chunk.last = last;
    chunk.sparse = sparse;
    this.#bytes += chunk.bytes;
    this.#chunks.splice(side === 'older' ? index + 1 : index, 0, chunk);
    this.evict();
    return chunk;
  }

  /** Cursors between which a hole's lines are; undefined where nothing is known to lie there. @param {Hole} hole */
  edges(hole) {
    const index = this.#chunks.indexOf(hole);
    return { after: this.#chunks[index - 1]?.last || undefined, before: this.#chunks[index + 1]?.first || undefined };
  }

  /** The last line before a hole. @param {Hole} hole */
  lineBefore(hole) {
    const chunk = this.#chunks[this.#chunks.indexOf(hole) - 1];
    for (let line = (chunk?.count ?? 0) - 1; line >= 0; line--) {
      if (chunk.level[line] !== GAP) return { origin: chunk.origin[line], offset: chunk.offset[line] };
    }
    return undefined;
  }

  /** All of it has been loaded. @param {Hole} hole */
  close(hole) {
    const index = this.#chunks.indexOf(hole);
    if (index > 0) {
      this.#chunks.splice(index, 1);
      if (hole.base !== FAR) this.levelCounts[GAP]--;
    }
  }

  /** Lets go of lines that were loaded for one query alone. */
  forgetSparse() {
    for (let index = this.#chunks.length - 1; index > 0; index--) {
      if (this.#chunks[index].sparse) this.#drop(index);
    }
    if (this.front.state.load !== 'idle') this.front.change({ reason: 'before', load: 'idle', searchedTo: undefined });
  }

  /** The chunk that a line is, or was, in. @param {number} seq */
  indexOf(seq) {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#chunks[middle].base <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {number} seq @returns {{ chunk: Chunk, line: number } | undefined} */
  line(seq) {
    const chunk = this.#chunks[this.indexOf(seq)];
    const line = seq - chunk.base;
    return line >= 0 && line < chunk.count ? { chunk, line } : undefined;
  }

  /** Lets go of what is farthest from what is looked at, or of the oldest, while memory is short. */
  evict() {
    let lines = this.lines;
    while (lines > this.#maxLines || this.#bytes > this.#maxBytes) {
      const looked = this.anchor === undefined ? this.#chunks.length - 1 : this.indexOf(this.anchor);
      let farthest = -1;
      for (let i = 1; i < this.#chunks.length; i++) {
        const chunk = this.#chunks[i];
        const growing = i === this.#chunks.length - 1 && !chunk.sealed;
        if (growing || chunk instanceof Hole || this.#pinned(chunk)) continue;
        if (farthest < 0 || Math.abs(i - looked) > Math.abs(farthest - looked)) farthest = i;
      }
      if (farthest < 0) return;
      this.full = true;
      lines -= this.#chunks[farthest].lines;
      this.#drop(farthest);
    }
  }

  #begin() {
    const previous = /** @type {Chunk} */ (this.#chunks.at(-1));
    this.#seal(previous);
    const chunk = new Chunk(this.#next());
    this.#chunks.push(chunk);
    this.evict();
    return chunk;
  }

  /** @param {Chunk} chunk */
  #seal(chunk) {
    if (chunk.sealed) return;
    chunk.seal();
    this.#bytes += chunk.bytes;
  }

  /** The first number of what comes behind all. */
  #next() {
    const previous = /** @type {Chunk} */ (this.#chunks.at(-1));
    if (previous.base === -FAR) return 1;
    const missed = previous instanceof Hole ? (previous.state.missed ?? UNKNOWN) : 0;
    return previous.base + STRIDE + 4 * missed;
  }

  /** Leaves a hole, or makes the one beside it larger. @param {number} index */
  #drop(index) {
    const chunk = this.#chunks[index];
    const before = this.#chunks[index - 1];
    const after = this.#chunks[index + 1];
    this.#bytes -= chunk.sealed ? chunk.bytes : 0;
    chunk.levelCounts.forEach((count, level) => (this.levelCounts[level] -= count));
    const missed = chunk.sparse ? undefined : chunk.lines;
    if (!(before instanceof Hole) && !(after instanceof Hole)) {
      this.#chunks[index] = new Hole(chunk.base, {
        reason: 'evicted',
        missed,
        since: chunk.time[0] || undefined,
        load: 'idle',
      });
      this.levelCounts[GAP]++;
      return;
    }
    this.#chunks.splice(index, 1);
    const hole = /** @type {Hole} */ (before instanceof Hole ? before : after);
    enlarge(hole, missed);
    if (before instanceof Hole && after instanceof Hole) {
      const gone = after.base === FAR && before.base !== -FAR ? before : after;
      if (gone.base === FAR) return;
      enlarge(gone === after ? before : after, gone.state.missed);
      this.#chunks.splice(this.#chunks.indexOf(gone), 1);
      this.levelCounts[GAP]--;
    }
  }

  /** @param {Chunk} chunk */
  #pinned(chunk) {
    const anchor = this.anchor;
    return anchor !== undefined && chunk.base - KEPT <= anchor && anchor < chunk.base + chunk.count + KEPT;
  }
}

/**
 * More is missing; what was said of the hole's end is not true any more.
 *
 * @param {Hole} hole @param {number | undefined} missed
 */
function enlarge(hole, missed) {
  const { base, state } = hole;
  if (state.load === 'loading') return;
  const reason = base === -FAR ? 'before' : base === FAR ? 'after' : state.reason;
  const known = state.missed !== undefined && missed !== undefined ? state.missed + missed : undefined;
  hole.change({ reason, missed: known, searchedTo: undefined, load: 'idle' });
}
