/**
 * Browsers hold no more than six connections to a server over HTTP/1.1, over all windows: seven streams would leave
 * the last window waiting for ever. So a few windows have a stream that stays, and the others fetch what has come
 * since, turn by turn. The windows tell each other who has one: those that have had theirs longest keep it.
 *
 * @typedef {{
 *   postMessage: (message: any) => void, onmessage: ((event: any) => void) | null, close: () => void,
 * }} Channel
 * @typedef {{ id: string, since: number | undefined }} Holder since when a window has a stream, undefined = it has none
 */

const MOST = 3;

/** A window that has not been heard of for so long is gone. */
const GONE_MILLIS = 3000;

/** A window that is hidden gives its stream away after so long, and comes back for what it missed so often. */
const HIDDEN_MILLIS = 5000;
const TURN_MILLIS = 1000;

export class Slots {
  /** Without it each window has its stream. */
  limited = true;

  /** A stream is had, or not any more. */
  onChange = () => {};

  #id = crypto.randomUUID();
  #channel;
  #now;
  /** @type {Map<string, { since: number, heard: number }>} */
  #others = new Map();
  /** @type {number | undefined} */
  #since;
  /** @type {number | undefined} */
  #hiddenAt;

  /** @param {Channel} channel @param {() => number} [now] the same for all windows */
  constructor(channel, now = Date.now) {
    this.#channel = channel;
    this.#now = now;
    channel.onmessage = ({ data }) => this.#hear(data);
    this.#since = now();
    this.#tell();
  }

  /** Whether a stream may stay. */
  get held() {
    return (!this.limited && !this.#away) || this.#since !== undefined;
  }

  /** How long until the next turn, while no stream stays. @returns {number} */
  get pause() {
    return this.#away ? HIDDEN_MILLIS : TURN_MILLIS;
  }

  /** @param {boolean} hidden whether nobody sees the window */
  hide(hidden) {
    this.#hiddenAt = hidden ? this.#now() : undefined;
    this.tick();
    if (!hidden) this.onChange();
  }

  /** Once a second. */
  tick() {
    const now = this.#now();
    for (const [id, { heard }] of this.#others) if (now - heard > GONE_MILLIS) this.#others.delete(id);
    if (this.#away) this.#hold(undefined);
    else if (this.#since === undefined && this.#others.size < MOST) this.#hold(now);
    if (this.#since !== undefined) this.#tell();
  }

  close() {
    this.#hold(undefined);
    this.#channel.close();
  }

  get #away() {
    return this.#hiddenAt !== undefined && this.#now() - this.#hiddenAt >= HIDDEN_MILLIS;
  }

  /** @param {Holder} holder */
  #hear({ id, since }) {
    const known = this.#others.has(id);
    if (since === undefined) this.#others.delete(id);
    else this.#others.set(id, { since, heard: this.#now() });
    if (this.#since === undefined) return;
    const own = this.#since;
    const before = [...this.#others].filter(([id, { since }]) => since < own || (since === own && id < this.#id));
    if (before.length >= MOST) this.#hold(undefined);
    else if (!known && since !== undefined) this.#tell();
  }

  /** @param {number | undefined} since */
  #hold(since) {
    if ((this.#since === undefined) === (since === undefined)) return;
    this.#since = since;
    this.#tell();
    this.onChange();
  }

  #tell() {
    this.#channel.postMessage({ id: this.#id, since: this.#since });
  }
}
