import { date, midnight, seconds } from './clock.js';
import { LEVELS, levelNumber } from './levels.js';

/** @typedef {import('../../types/protocol.js').Range} Range */
/**
 * @typedef {{ from: number, to: number, counts: number[], hits: number }} Bar how many lines of each level there are
 */
/** @typedef {{ time: string, counts: Record<string, number> }} Bucket of the server's histogram */
/** @typedef {{ from: number, to: number, step: number }} Extent from one bar's beginning to another's end */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long the time of a bar may be. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 4, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7].map((count) => count * DAY),
];
const MOST_BARS = 120;

/** How far marks of the axis may be apart. */
const TICKS = [
  ...[1, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 28, 56].map((count) => count * DAY),
];

const SHORTEST = MINUTE;
const LONGEST_SPAN = 366 * DAY;

/** Seconds of the stream that are kept: those that the server has not counted yet. */
const MOST_SECONDS = 7200;

/**
 * How many lines there are over time, and which times are looked at: so long up to now, or up to another time. The
 * server counts, and what has come since is added. All times are milliseconds since 1970.
 */
export class Timeline {
  #now;
  #span = HOUR;
  /** @type {number | undefined} */
  #end;

  /** What the server has counted, in steps of that many milliseconds. @type {Map<number, Bar>} */
  #counted = new Map();
  #step = 0;

  /**
   * What has come since, by seconds and arrival.
   *
   * @type {{ second: number, level: number, lines: number, hits: number, at: number }[]}
   */
  #come = [];

  /** @param {() => number} [now] */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /** Whether it goes on with the time. */
  get live() {
    return this.#end === undefined;
  }

  /** @returns {Extent} */
  get extent() {
    const step = STEPS.find((step) => this.#span / step <= MOST_BARS) ?? DAY * 7;
    const to = Math.ceil(((this.#end ?? this.#now()) + (this.live ? 1 : 0)) / step) * step;
    return { from: to - Math.ceil(this.#span / step) * step, to, step };
  }

  /** @param {number} factor below 1: nearer @param {number} at what stays where it is */
  zoom(factor, at) {
    const { from, to } = this.extent;
    const span = Math.min(Math.max(this.#span * factor, SHORTEST), LONGEST_SPAN);
    const behind = ((to - at) / (to - from)) * span;
    this.#span = span;
    this.#endAt(at + behind);
  }

  /** @param {number} share of what is looked at; below 0: into the past */
  move(share) {
    const { to } = this.extent;
    this.#endAt((this.#end ?? to) + share * this.#span);
  }

  /** Looks at these times, with a little around them. @param {number} from @param {number} to */
  show(from, to) {
    const around = Math.max((to - from) * 0.05, SECOND);
    this.#span = Math.min(Math.max(to - from + 2 * around, SHORTEST), LONGEST_SPAN);
    this.#endAt((from + to) / 2 + this.#span / 2);
  }

  /** Brings a time into sight. @param {number} time */
  see(time) {
    const { from, to } = this.extent;
    if (time < from || time >= to) this.#endAt(time + this.#span / 2);
  }

  /** Goes on with the time. */
  follow() {
    this.#end = undefined;
  }

  /**
   * What the server says.
   *
   * @param {Bucket[]} lines @param {Bucket[] | undefined} hits undefined = all of them are @param {number} step
   * @param {number} asked when it was asked: what had come by then is counted
   */
  take(lines, hits, step, asked) {
    this.#counted.clear();
    this.#step = step;
    for (const { time, counts } of lines) {
      const bar = this.#bar(Date.parse(time), step);
      for (const [level, count] of Object.entries(counts)) bar.counts[levelNumber(level)] += count;
    }
    for (const { time, counts } of hits ?? []) this.#bar(Date.parse(time), step).hits += sum(Object.values(counts));
    this.#come = this.#come.filter(({ at }) => at > asked);
  }

  /** What has come. @param {import('../../types/protocol.js').Come[]} come */
  add(come) {
    const at = this.#now();
    for (const each of come) this.#come.push({ ...each, at });
    if (this.#come.length > MOST_SECONDS) this.#come.splice(0, this.#come.length - MOST_SECONDS);
  }

  /** Other lines are counted. */
  forget() {
    this.#counted.clear();
    this.#come = [];
  }

  /** From the oldest to the newest; none where there are no lines. @returns {Bar[]} */
  get bars() {
    const { from, to, step } = this.extent;
    /** @type {Map<number, Bar>} */
    const bars = new Map();
    for (const [time, bar] of this.#counted) {
      if (time + this.#step > from && time < to) bars.set(time, { ...bar, counts: [...bar.counts] });
    }
    for (const { second, level, lines, hits } of this.#come) {
      const time = Math.floor((second * SECOND) / step) * step;
      if (time < from || time >= to) continue;
      let bar = bars.get(time);
      if (bar === undefined) bars.set(time, (bar = emptyBar(time, step)));
      bar.counts[level] += lines;
      bar.hits += hits;
    }
    return [...bars.values()].sort((a, b) => a.from - b.from);
  }

  /**
   * Where the axis is marked, so that there are at most so many.
   *
   * @param {number} most @returns {{ time: number, text: string }[]}
   */
  ticks(most) {
    const { from, to } = this.extent;
    const apart = TICKS.find((apart) => (to - from) / apart <= Math.max(1, most)) ?? 56 * DAY;
    const ticks = [];
    const first = midnight(from);
    for (let time = first + Math.ceil((from - first) / apart) * apart; time < to; time += apart) {
      const day = date(time).slice(5);
      const text = apart >= DAY || midnight(time) === time ? day : seconds(time).slice(0, apart < MINUTE ? 8 : 5);
      ticks.push({ time, text });
    }
    return ticks;
  }

  /** The bars in at most so many groups, for those who do not see them. @param {number} most @returns {Bar[]} */
  summary(most) {
    const { from, to, step } = this.extent;
    const together = Math.ceil((to - from) / step / most) * step;
    /** @type {Map<number, Bar>} */
    const groups = new Map();
    for (const { from: time, counts, hits } of this.bars) {
      const begin = from + Math.floor((time - from) / together) * together;
      const group = groups.get(begin) ?? emptyBar(begin, together);
      groups.set(begin, group);
      counts.forEach((count, level) => (group.counts[level] += count));
      group.hits += hits;
    }
    return [...groups.values()];
  }

  /** @param {number} end */
  #endAt(end) {
    const now = this.#now();
    this.#end = end >= now - this.#span / MOST_BARS ? undefined : end;
  }

  /** @param {number} time @param {number} step */
  #bar(time, step) {
    let bar = this.#counted.get(time);
    if (bar === undefined) this.#counted.set(time, (bar = emptyBar(time, step)));
    return bar;
  }
}

/** @param {number} from @param {number} step @returns {Bar} */
function emptyBar(from, step) {
  return { from, to: from + step, counts: LEVELS.map(() => 0), hits: 0 };
}

/** @param {number[]} counts */
export function sum(counts) {
  return counts.reduce((total, count) => total + count, 0);
}
