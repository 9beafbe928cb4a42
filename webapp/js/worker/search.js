import { Refused } from './history.js';

/** @typedef {import('../../types/protocol.js').Failure} Failure */
/** @typedef {import('./history.js').History} History */
/** @typedef {import('./history.js').Page} Page */
/** @typedef {Record<string, string | number | string[] | undefined>} Parameters */

/** For so long one line is looked for. */
const LONGEST_MILLIS = 10_000;

/**
 * The line nearest to another one, before it or behind it, that matches; wherever in the past it is.
 *
 * @param {History} history @param {Parameters} wanted sources, query and range
 * @param {{ id: string, time: number } | undefined} from undefined = from the end that the step leads away from
 * @param {1 | -1} step @param {AbortSignal} signal @param {() => number} now in milliseconds
 * @returns {Promise<{ past?: { id: string, time: number }, searchedTo?: number }>} rejected as a page of history is
 */
export async function nearest(history, wanted, from, step, signal, now) {
  const began = now();
  let cursor = step > 0 ? 'beginning' : undefined;
  if (from !== undefined) {
    const time = new Date(from.time).toISOString();
    cursor = (await history.page({ around: from.id, time, lines: 0 }, signal)).around;
  }
  for (;;) {
    const side = step > 0 ? { after: cursor } : { before: cursor };
    /** @type {Page} */
    const page = await history.page({ ...wanted, ...side, limit: 1 }, signal);
    const line = page.lines.find((each) => 'id' in each);
    if (line !== undefined && 'id' in line) return { past: { id: line.id, time: Date.parse(line.time) } };
    const next = step > 0 ? page.after : page.before;
    if (page.complete || next === undefined) return {};
    if (now() - began > LONGEST_MILLIS)
      return { searchedTo: page.searchedTo === undefined ? undefined : Date.parse(page.searchedTo) };
    cursor = next;
  }
}

/** @param {unknown} error @returns {Failure} thrown on where it is no refusal */
export function failureOf(error) {
  if (!(error instanceof Refused)) throw error;
  return { status: error.status, detail: error.message, column: error.column };
}
