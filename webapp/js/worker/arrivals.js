/** @typedef {import('../../types/protocol.js').Come} Come */

/** Counts what has just come, by the second of its time and its level, until that is told. */
export class Arrivals {
  /** @type {Map<number, Come>} */
  #counts = new Map();
  /** @type {Come | undefined} */
  #last;

  /** @param {number} time in milliseconds since 1970 @param {number} level @param {boolean} hit */
  add(time, level, hit) {
    const second = Math.floor(time / 1000);
    let counts = this.#last;
    // Most lines are of the same second and level as the one before.
    if (counts === undefined || counts.second !== second || counts.level !== level) {
      const key = second * 8 + level;
      counts = this.#counts.get(key);
      if (counts === undefined) this.#counts.set(key, (counts = { second, level, lines: 0, hits: 0 }));
      this.#last = counts;
    }
    counts.lines++;
    if (hit) counts.hits++;
  }

  /** Begins anew. @returns {Come[]} */
  take() {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    this.#last = undefined;
    return counts;
  }
}
