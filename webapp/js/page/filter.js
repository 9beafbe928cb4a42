import { ALL_LEVELS } from '../core/levels.js';
import { parseQuery } from '../core/query.js';
import { demanded } from '../core/state.js';
import { debounced } from '../dom.js';
import { chips, list, query, sources } from './elements.js';
import { followQuery, go, leave, refilterPlace } from './places.js';
import { lineOf } from './selection.js';
import { beginAnew, update } from './standing.js';
import { base, dispatch, keepInUrl, pane, send } from './store.js';

/** @typedef {import('../../types/protocol.js').Reply} Reply */

/** What is looked for: of which sources, by which words and levels. */

const FILTER_MILLIS = 80;

export function open() {
  beginAnew();
  leave(0);
  const { sources: wanted, mask } = pane();
  showWords();
  send({ type: 'open', base, sources: wanted, text: demanded(pane()), mask });
}

/** Filters by what stands in the field and by the levels; the answer says which query is in force. */
export function filter() {
  const { mask } = chips;
  const text = query.value.trim();
  const shown = pane();
  const { highlight } = shown;
  const before = demanded(shown);
  const wanted = highlight ? '' : text;
  dispatch({ type: 'filter', mask, text: highlight ? text : undefined });
  if (highlight) showWords();
  send({ type: 'filter', text: wanted, mask });
  if (list.pane === 'still' && (mask !== shown.mask || wanted !== before)) void refilterPlace(wanted);
  else list.refilter();
  keepInUrl();
  update();
}

/** @param {string} text */
export function filterBy(text) {
  query.value = text;
  query.error = undefined;
  query.keep();
  filter();
}

/** Marks what is looked for. */
export function showWords() {
  list.words = parseQuery(pane().text).required;
}

export async function clearFilter() {
  const chosen = list.cursor;
  const line = chosen === undefined ? undefined : await lineOf(chosen);
  query.value = '';
  query.error = undefined;
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
  if (reply.error === undefined && !pane().highlight && reply.text !== pane().text) {
    dispatch({ type: 'filter', text: reply.text });
    showWords();
    keepInUrl();
    followQuery();
  }
  update();
}

export function showPane() {
  const { text, sources: chosen, mask } = pane();
  query.value = text;
  query.error = undefined;
  sources.selected = chosen;
  chips.mask = mask;
}
