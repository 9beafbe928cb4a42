/** Events per second, smoothed over some seconds (exponentially weighted moving average). */
export class Rate {
  #seconds;
  #count = 0;
  #rate = 0;
  #warm = 0;

  constructor(seconds = 5) {
    this.#seconds = seconds;
  }

  add(count = 1) {
    this.#count += count;
  }

  /** @param {number} elapsed seconds since the last call */
  tick(elapsed) {
    const now = this.#count / elapsed;
    this.#count = 0;
    const weight = Math.max(1 - Math.exp(-elapsed / this.#seconds), 1 / ++this.#warm);
    this.#rate += weight * (now - this.#rate);
    if (this.#rate < 0.05) this.#rate = 0;
    return this.#rate;
  }
}
