/**
 * Where lines come from: the contents of files, by the part of a line's id before its offset. Within one, offsets only grow,
 * so that a line that comes a second time is known without keeping the ids of all.
 */
export class Origins {
  /** @type {Map<string, { number: number, last: number }>} */
  #origins = new Map();
  /** @type {string[]} */
  #names = [];
  /** Sources of which lines may be missing. @type {Set<string>} */
  #doubted = new Set();
  /** @type {Set<string>} */
  #sources = new Set();

  clear() {
    this.#origins.clear();
    this.#names = [];
    this.#doubted.clear();
    this.#sources.clear();
  }

  /** The stream was broken off: a source is whole only if it goes on with a line that is known. */
  doubt() {
    this.#doubted = new Set(this.#sources);
  }

  /**
   * @param {string} name
   * @param {string} source
   * @param {number} offset
   * @returns {{ origin: number, known: boolean, broken: boolean }} broken: lines before this one may be missing
   */
  meet(name, source, offset) {
    const doubted = this.#doubted.size > 0 && this.#doubted.delete(source);
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = { number: this.#names.length, last: -1 };
      this.#origins.set(name, origin);
      this.#names.push(name);
      this.#sources.add(source);
    }
    const known = offset <= origin.last;
    if (!known) origin.last = offset;
    return { origin: origin.number, known, broken: doubted && !known };
  }

  /** @param {number} origin */
  name(origin) {
    return this.#names[origin];
  }
}
