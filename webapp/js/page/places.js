import { t } from '../core/i18n.js';
import { ALL_LEVELS } from '../core/levels.js';
import { demanded, isWithin } from '../core/state.js';
import { placeText } from '../ui/still-bar.js';
import { goTo, list, stillBar, timeline } from './elements.js';
import { lineOf } from './selection.js';
import { isExhausted, update } from './standing.js';
import { ask, dispatch, keepInUrl, pane, send } from './store.js';

/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {import('../../types/protocol.js').Target} Target */
/** @typedef {import('../list/log-list.js').Stand} Stand */

/** Where in the past one has gone, and the ways back. */

/**
 * Where the reader was before each place that was gone to; the list around the last place is shown.
 *
 * @type {{ stand: Stand, text: string, about: () => string }[]}
 */
const places = [];

/** What the list is about; undefined = it is that of the stream. */
export function about() {
  return places.at(-1)?.about();
}

/** Another query has come into force: the lines around a place are those that match it. */
export function followQuery() {
  const [there, ...context] = places;
  if (there === undefined || context.length > 0 || there.text === demanded(pane())) return;
  void refilterPlace(demanded(pane()));
}

/** Shows the chosen line, or what follows it, among those that pass now. @param {string} text */
export async function refilterPlace(text) {
  const seq = list.cursor;
  const { place, range } = pane();
  const line = seq === undefined ? undefined : await lineOf(seq);
  const time = line?.time ?? place?.time ?? range?.since ?? 0;
  await go({ kind: 'time', time }, { text });
}

/**
 * Shows the lines around a place.
 *
 * @param {Target} target
 * @param {{ context?: string, text?: string, range?: Range }} [options] context: of a line, from its source alone;
 *   text: undefined = the query in force; range: undefined = the one that is shown, as long as the target is in it
 */
export async function go(target, { context, text, range } = {}) {
  const focused = document.activeElement;
  const shown = pane();
  const wanted =
    context === undefined
      ? {
          ...shown,
          text: text ?? demanded(shown),
          range: range ?? (isWithin(shown.range, target.time ?? NaN) ? shown.range : undefined),
        }
      : { sources: [context], text: '', mask: ALL_LEVELS, range: undefined };
  const depth = context === undefined ? 0 : places.length;
  const { seq, failed } = await ask({
    type: 'jump',
    target,
    depth,
    sources: wanted.sources,
    text: wanted.text,
    mask: wanted.mask,
    range: wanted.range,
  });
  if (failed !== undefined) {
    const gone = target.kind === 'line' && (failed.status === 404 || failed.status === 410);
    goTo.error = stillBar.error = gone
      ? t('go.gone')
      : failed.detail || t('go.failed', { status: String(failed.status) });
    return;
  }
  stillBar.error = '';
  const about = () => placeText(target, wanted.range, context);
  const { stand } = places[depth] ?? list;
  places.splice(depth);
  places.push({ stand, text: wanted.text, about });
  if (context === undefined) {
    const begins = target.kind === 'time' && target.time === wanted.range?.since;
    dispatch({ type: 'go', place: begins ? undefined : target, range: wanted.range });
    keepInUrl();
  }
  // What is looked for may not be there: then one sees that.
  list.turnTo('still', {
    place: seq === undefined ? { kind: 'fraction', fraction: 0 } : list.around(seq),
    follow: false,
    cursor: seq,
    mark: seq,
  });
  if (context === undefined && text === undefined && wanted.text !== demanded(pane())) void go(target, { range });
  // Who has gone elsewhere meanwhile stays there.
  if (document.activeElement === focused) list.focusLines();
  update();
}

/** Shows the lines of a range, from the first one on. @param {Range} range */
export function showRange(range) {
  return go({ kind: 'time', time: range.since ?? 0 }, { range });
}

/** What the address says of the past. */
export function showPast() {
  const { place, range } = pane();
  if (place !== undefined) void go(place);
  else if (range !== undefined) void showRange(range);
}

/** Back to where the reader was, to the pixel. @param {number} [depth] 0 = to the stream */
export function goBack(depth = places.length - 1) {
  if (places[depth] === undefined) return;
  leave(depth);
  if (depth === 0) {
    dispatch({ type: 'go' });
    keepInUrl();
  }
  update();
}

/** @param {number} depth how many of the places stay */
export function leave(depth) {
  const back = places[depth];
  if (back === undefined) return;
  places.splice(depth);
  send({ type: 'leave', depth });
  list.turnTo(depth === 0 ? 'live' : 'still', back.stand);
}

export function goLive() {
  goBack(0);
  timeline.follow();
  list.toEnd();
  list.focusLines();
}

/** Of the log, or of what is loaded where nothing lies before it. */
export function toBeginning() {
  if (list.pane === 'live' && isExhausted()) list.toStart();
  else void go({ kind: 'time', time: pane().range?.since ?? 0 });
}

/** Of the range that is shown, else of all. */
export function toNewest() {
  const { until } = pane().range ?? {};
  if (list.pane === 'live') list.toEnd();
  else if (until === undefined) goLive();
  else void go({ kind: 'time', time: until - 1 });
}

export async function showContext() {
  if (list.cursor === undefined) list.step(-1, false);
  const line = list.cursor === undefined ? undefined : await lineOf(list.cursor);
  if (line !== undefined && line.gap === undefined)
    await go({ kind: 'line', id: line.id, time: line.time }, { context: line.source });
}
