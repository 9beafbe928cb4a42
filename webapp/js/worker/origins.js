/**
 * Where lines come from: the contents of files, by the part of a line's id before its offset. Within one, offsets only grow,
 * so that a line that comes a second time is known without keeping the ids of all.
 */
export class Origins {
  /** @type {Map<string, { number: number, last: number }>} */
  #origins = new Map();
  /** @type {string[]} */
  #names = [];

  clear() {
    this.#origins.clear();
    this.#names = [];
  }

  /**
   * The number of a line's origin; -1 if the line is known.
   *
   * @param {string} name
   * @param {number} offset
   */
  meet(name, offset) {
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = { number: this.#names.length, last: -1 };
      this.#origins.set(name, origin);
      this.#names.push(name);
    }
    if (offset <= origin.last) return -1;
    origin.last = offset;
    return origin.number;
  }

  /** @param {number} origin */
  name(origin) {
    return this.#names[origin];
  }
}
