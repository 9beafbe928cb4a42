import { Rate } from '../core/rate.js';

/** @typedef {{ rate: Rate, perSecond: number, lastLine: number, lastError: number }} Activity */

/** The sources of which lines have come: their numbers, and how busy each one is. */
export class Sources {
  /** By number. @type {string[]} */
  names = [];

  /** @type {Map<string, number>} */
  #numbers = new Map();
  /** @type {Activity[]} */
  #activities = [];
  #onNew;

  /** @param {() => void} onNew */
  constructor(onNew) {
    this.#onNew = onNew;
  }

  /** @param {string} name */
  number(name) {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.#numbers.set(name, number);
      this.names.push(name);
      this.#activities.push({ rate: new Rate(), perSecond: 0, lastLine: 0, lastError: 0 });
      this.#onNew();
    }
    return number;
  }

  /** @param {number} number */
  activity(number) {
    return this.#activities[number];
  }

  /** @param {number} elapsed seconds since the last call */
  tick(elapsed) {
    for (const activity of this.#activities) activity.perSecond = activity.rate.tick(elapsed);
  }

  /** @returns {import('../../types/protocol.js').SourceRate[]} */
  get rates() {
    return this.#activities.map(({ perSecond, lastLine, lastError }, i) => ({
      id: this.names[i],
      rate: perSecond,
      lastLine,
      lastError,
    }));
  }
}
