import { conditionsOf, queryOf } from '../core/conditions.js';
import { moment } from '../core/clock.js';
import { t } from '../core/i18n.js';
import { ERROR } from '../core/levels.js';
import { isFiltered } from '../core/state.js';
import { debounced } from '../dom.js';
import { say } from '../ui/clipboard.js';
import { hitBar, list, query } from './elements.js';
import { filter, filterBy } from './filter.js';
import { go } from './places.js';
import { ask, dispatch, pane } from './store.js';

/** @typedef {import('../core/conditions.js').Condition} Condition */
/** @typedef {import('../../types/protocol.js').Count} Count */

/** What matches: how many lines there are, which one is next, and the conditions one by one. */

const COUNT_MILLIS = 300;

/** Lines are counted again after so long, and not before so many times as long as counting took. */
const COUNT_AGAIN_MILLIS = 5000;
const PATIENCE = 20;

let countedFor = '';
let countedAt = 0;
let took = 0;
/** @type {{ total: number, approximate: boolean } | undefined} */
let tally;

export const countSoon = debounced(() => void count(), COUNT_MILLIS);

/**
 * Shows what is looked for, and counts it where that is due.
 *
 * @param {boolean} goesOn whether more lines may have come
 */
export function showHits(goesOn) {
  const shown = pane();
  const { text, mask, sources, range, highlight = false, off = [] } = shown;
  hitBar.show(conditionsOf(text), off.flatMap(conditionsOf), highlight, isFiltered(shown));
  if (hitBar.hidden) return;
  const now = JSON.stringify([text, mask, sources, range, list.pane]);
  const again = goesOn && performance.now() - countedAt > Math.max(COUNT_AGAIN_MILLIS, PATIENCE * took);
  if (now === countedFor && (!again || document.hidden)) return;
  if (now !== countedFor) hitBar.hits = tally = undefined;
  countedFor = now;
  countedAt = performance.now();
  countSoon();
}

async function count() {
  const { text, highlight = false } = pane();
  const began = performance.now();
  /** @type {{ count?: Count, failed?: import('../../types/protocol.js').Failure }} */
  const { count: found, failed } = await ask({ type: 'count', pane: list.pane, text: highlight ? text : '' });
  took = performance.now() - began;
  countedAt = performance.now();
  if (failed?.column !== undefined) query.error = { detail: failed.detail, column: failed.column };
  // Where nothing is kept, it is what is loaded.
  tally = found ?? { total: list.hits, approximate: false };
  hitBar.hits = tally;
  rankSoon();
}

/** Which of the hits the chosen line is. */
export const rankSoon = debounced(() => void rank(), COUNT_MILLIS);

async function rank() {
  const { cursor } = list;
  if (hitBar.hidden || tally === undefined) return;
  if (cursor === undefined) {
    hitBar.hits = tally;
    return;
  }
  const { text, highlight = false } = pane();
  /** @type {{ count?: Count }} */
  const { count: found } = await ask({ type: 'count', pane: list.pane, text: highlight ? text : '', upTo: cursor });
  if (cursor === list.cursor && tally !== undefined && found !== undefined)
    hitBar.hits = { ...tally, upTo: found.total };
}

/** The next line that matches. @param {1 | -1} step */
export function findHit(step) {
  const { text, highlight = false } = pane();
  return find(step, 0, highlight ? text : '');
}

/** @param {1 | -1} step */
export function findError(step) {
  return find(step, ERROR, '');
}

/** @param {1 | -1} step @param {number} level @param {string} text */
async function find(step, level, text) {
  const from = list.cursor ?? (step > 0 && level === 0 ? list.beforeFirst : undefined);
  const asked = query.value;
  const { seq, past, searchedTo, failed } = await ask({ type: 'find', pane: list.pane, from, step, level, text });
  // Who looks for something else meanwhile stays where that is.
  if (query.value !== asked) return;
  if (seq !== undefined) {
    list.pause();
    list.choose(seq);
  } else if (past !== undefined) {
    await go({ kind: 'line', ...past });
  } else if (failed !== undefined) {
    say(failed.detail || t('find.failed', { status: String(failed.status) }));
  } else {
    say(searchedTo === undefined ? t('find.none') : t('find.sofar', { time: moment(searchedTo) }));
  }
}

/** @param {import('../ui/hit-bar.js').Change} change */
export function changeCondition({ act, index }) {
  const { text, off = [] } = pane();
  const conditions = conditionsOf(text);
  const kept = off.flatMap(conditionsOf);
  const [own, other] = act === 'on' || act === 'forget' ? [kept, conditions] : [conditions, kept];
  const [condition] = own.splice(index, act === 'invert' ? 0 : 1);
  if (act === 'invert') own[index] = { ...own[index], not: !own[index].not };
  else if (act === 'off' || act === 'on') other.push(condition);
  dispatch({ type: 'filter', off: kept.map((each) => queryOf([each])) });
  filterBy(queryOf(conditions));
}

/** Adds to what is looked for. @param {string} condition @param {boolean} [not] */
export function addCondition(condition, not = false) {
  filterBy(queryOf([...conditionsOf(pane().text), { text: condition, not }]));
}

/** Shows all lines and marks those that match, or these alone. */
export function toggleHighlight() {
  dispatch({ type: 'filter', highlight: !pane().highlight });
  filter();
}
