import { GAP, levelNumber } from './levels.js';

/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {import('./chunk.js').Entry} Entry */
/** @typedef {{ reason: string, missed?: number, source?: string, since?: string, until?: string }} GapEvent */
/**
 * A line as the server writes it.
 *
 * @typedef {{
 *   id: string, time: string, source: string, level?: string, message: string, msgAt?: number, attributes?:
 *   Record<string, unknown>, continues?: string, cursor?: string,
 * }} LineEvent
 */

/** The two parts of a line's id: the content of a file, and where in it. @param {string} id */
export function splitId(id) {
  const colon = id.lastIndexOf(':');
  return { name: id.slice(0, colon), offset: Number(id.slice(colon + 1)) };
}

/** @param {LineEvent} line @param {{ source: number, origin: number, offset: number }} numbers @returns {Entry} */
export function entryOf({ time, level, message, msgAt, attributes, continues }, { source, origin, offset }) {
  return {
    text: message,
    level: levelNumber(level),
    source,
    time: Date.parse(time),
    origin,
    offset,
    begin: msgAt,
    attributes,
    part: continues !== undefined,
  };
}

/** @param {GapEvent} event @returns {Gap} */
export function gapOf({ reason, missed, source, since, until }) {
  return { reason, missed, source, since: millis(since), until: millis(until) };
}

/** A place in the list where lines are missing. @param {Gap} gap @returns {Entry} */
export function gapEntry(gap) {
  return { text: '', level: GAP, source: 0, time: gap.until ?? gap.since ?? 0, origin: 0, offset: 0, gap };
}

/** @param {string | undefined} time */
function millis(time) {
  const parsed = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(parsed) ? undefined : parsed;
}
