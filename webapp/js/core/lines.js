import { colours, plainLength } from './ansi.js';
import { letter } from './message.js';
import { GAP, levelNumber } from './levels.js';

/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {import('./chunk.js').Entry} Entry */
/**
 * Lines that are missing, as the server tells of them: `from` and `to` are cursors.
 *
 * @typedef {{
 *   reason: string, missed?: number, source?: string, since?: string, until?: string, from?: string, to?: string,
 * }} GapEvent
 */
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
  const { text, runs } = colours(message);
  return {
    text,
    runs: runs.length > 0 ? runs : undefined,
    level: levelNumber(level),
    source,
    time: Date.parse(time),
    origin,
    offset,
    begin: msgAt === undefined || runs.length === 0 ? msgAt : plainLength(message, msgAt),
    attributes,
    part: continues !== undefined,
  };
}

/**
 * A line that is in no list.
 *
 * @param {LineEvent} line @param {number} seq what it is asked for by
 * @returns {import('../../types/protocol.js').Line}
 */
export function lineOf({ id, time, source, level, message: record, msgAt = 0, attributes }, seq) {
  const { text } = colours(record);
  const { message } = letter(text, plainLength(record, msgAt), attributes);
  return { seq, id, time: Date.parse(time), source, level: levelNumber(level), text, message, attributes };
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
