import { ALL_LEVELS, ERROR } from '../core/levels.js';
import { parseQuery } from '../core/query.js';
import { debounced } from '../dom.js';
import { chips, list, query, sources } from './elements.js';
import { go, leave } from './places.js';
import { lineOf } from './selection.js';
import { beginAnew, update } from './standing.js';
import { ask, base, dispatch, keepInUrl, pane, send } from './store.js';

/** @typedef {import('../../types/protocol.js').Reply} Reply */

/** What is looked for: of which sources, by which words and levels. */

const FILTER_MILLIS = 80;

export function open() {
  beginAnew();
  leave(0);
  const { sources: wanted, text, mask } = pane();
  list.words = parseQuery(text).required;
  send({ type: 'open', base, sources: wanted, text, mask });
}

/** Filters by what stands in the field and by the levels; the answer says which query is in force. */
export function filter() {
  const { mask } = chips;
  const text = query.value.trim();
  const shown = pane();
  const changed = mask !== shown.mask || text !== shown.text;
  dispatch({ type: 'filter', mask });
  send({ type: 'filter', text, mask });
  if (list.pane === 'still' && changed) void refilterPlace(text);
  else list.refilter();
  keepInUrl();
  update();
}

/** The chosen line, or what follows it, among those that pass now. @param {string} text */
async function refilterPlace(text) {
  const seq = list.cursor;
  const { place, range } = pane();
  const line = seq === undefined ? undefined : await lineOf(seq);
  const time = line?.time ?? place?.time ?? range?.since ?? 0;
  await go({ kind: 'time', time }, { text });
}

export async function clearFilter() {
  const chosen = list.cursor;
  const line = chosen === undefined ? undefined : await lineOf(chosen);
  query.value = '';
  chips.mask = ALL_LEVELS;
  filter();
  // It was looked for by the filter: what is around it has yet to be loaded.
  if (line?.loadedFor !== undefined && list.pane === 'live')
    await go({ kind: 'line', id: line.id, time: line.time }, { text: '' });
}

export const filterSoon = debounced(filter, FILTER_MILLIS);

/** Which query is in force now, or why another one is not. @param {Extract<Reply, { type: 'query' }>} reply */
export function decided(reply) {
  query.error = reply.error;
  if (reply.error === undefined && reply.text !== pane().text) {
    dispatch({ type: 'filter', text: reply.text });
    list.words = parseQuery(reply.text).required;
    keepInUrl();
  }
  update();
}

/** @param {1 | -1} step */
export async function findError(step) {
  const { seq } = await ask({ type: 'find', pane: list.pane, from: list.cursor, step, level: ERROR });
  if (seq === undefined) return;
  list.pause();
  list.choose(seq);
}

export function showPane() {
  const { text, sources: chosen, mask } = pane();
  query.value = text;
  query.error = undefined;
  sources.selected = chosen;
  chips.mask = mask;
}
