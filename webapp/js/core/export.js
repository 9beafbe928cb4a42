import { asked } from './query.js';

/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {'log' | 'ndjson' | 'csv'} Kind of a file, as its name ends */
/** @typedef {{ sources: string[], q: string, range: Range }} Wanted which lines a file is to have */

/** As the server calls them. @type {Record<Kind, string>} */
const FORMATS = { log: 'text', ndjson: 'ndjson', csv: 'csv' };

/** @type {Kind[]} */
export const KINDS = ['log', 'ndjson', 'csv'];

/** Of so many lines it is seen how long they are. */
export const SAMPLE = 200;

/**
 * What a pane shows, or all that its filter keeps back too.
 *
 * @param {{ sources: string[], text: string, mask: number }} pane @param {Range} range @param {boolean} filtered
 * @returns {Wanted}
 */
export function wantedOf({ sources, text, mask }, range, filtered) {
  return { sources, q: filtered ? asked(text, mask) : '', range };
}

/** The address of a file, in the order of time. @param {Wanted} wanted @param {Kind} kind @param {number} [limit] */
export function fileAddress(wanted, kind, limit) {
  const parameters = narrowed(wanted);
  parameters.set('format', FORMATS[kind]);
  parameters.set('sort', 'time');
  if (limit !== undefined) parameters.set('limit', String(limit));
  return `api/logs?${parameters}`;
}

/** Where it is said how many lines there are. @param {Wanted} wanted */
export function countAddress(wanted) {
  const parameters = narrowed(wanted);
  parameters.set('buckets', '1');
  return `api/histogram?${parameters}`;
}

/** @param {{ buckets: { counts: Record<string, number> }[] }} histogram */
export function linesOf({ buckets }) {
  return buckets.reduce((sum, { counts }) => Object.values(counts).reduce((total, count) => total + count, sum), 0);
}

/** How large a file becomes. @param {number} lines of it @param {number} sampled bytes of the first of them */
export function sizeOf(lines, sampled) {
  return lines === 0 ? 0 : Math.round((sampled / Math.min(lines, SAMPLE)) * lines);
}

/** What a server calls a file. @param {string | null} disposition @param {Kind} kind */
export function nameOf(disposition, kind) {
  return /filename="([\w.-]+)"/.exec(disposition ?? '')?.[1] ?? `logcast.${kind}`;
}

/** @param {Wanted} wanted */
function narrowed({ sources, q, range: { since, until } }) {
  const parameters = new URLSearchParams();
  for (const source of sources) parameters.append('source', source);
  if (q !== '') parameters.set('q', q);
  if (since !== undefined) parameters.set('since', new Date(since).toISOString());
  if (until !== undefined) parameters.set('until', new Date(until).toISOString());
  return parameters;
}
