/**
 * Where lines come from: the contents of files, by the part of a line's id before its offset. Within one, offsets of
 * the stream only grow, so that a line that comes a second time is known without keeping the ids of all: it lies
 * between the first and the last that came.
 */
export class Origins {
  /** @type {Map<string, { number: number, first: number, last: number }>} */
  #origins = new Map();
  /** @type {string[]} */
  #names = [];

  /** Forgets what has come, not how origins are called. */
  clear() {
    for (const origin of this.#origins.values()) {
      origin.first = Infinity;
      origin.last = -1;
    }
  }

  /** A line of the stream: the number of its origin; -1 if it is known. @param {string} name @param {number} offset */
  meet(name, offset) {
    const origin = this.#origin(name);
    if (offset <= origin.last) return -1;
    origin.first = Math.min(origin.first, offset);
    origin.last = offset;
    return origin.number;
  }

  /** Whether the stream has brought that line, or one beyond it. @param {string} name @param {number} offset */
  has(name, offset) {
    const { first, last } = this.#origin(name);
    return first <= offset && offset <= last;
  }

  /** @param {string} name */
  number(name) {
    return this.#origin(name).number;
  }

  /** @param {number} origin */
  name(origin) {
    return this.#names[origin];
  }

  /** @param {string} name */
  #origin(name) {
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = { number: this.#names.length, first: Infinity, last: -1 };
      this.#origins.set(name, origin);
      this.#names.push(name);
    }
    return origin;
  }
}
