import { t } from '../core/i18n.js';
import { writeUrl } from '../core/state.js';
import { copy } from '../ui/clipboard.js';
import { aside, details, list } from './elements.js';
import { ask, dispatch, pane, settings } from './store.js';

/** @typedef {import('../../types/protocol.js').Line} Line */

/** What is done with the lines that are chosen. */

/** @param {number} seq @returns {Promise<Line | undefined>} */
export async function lineOf(seq) {
  return (await ask({ type: 'line', pane: list.pane, seq })).line;
}

export async function copyLink() {
  if (list.cursor === undefined) list.step(-1, false);
  const line = list.cursor === undefined ? undefined : await lineOf(list.cursor);
  if (line === undefined || line.gap !== undefined) return;
  const search = writeUrl({ ...pane(), place: { kind: 'line', id: line.id, time: line.time } }, settings().utc);
  await copy(location.origin + location.pathname + search, t('copied.link'));
}

export async function copySelected() {
  const selection = String(getSelection() ?? '');
  const { cursor, mark = cursor } = list;
  if (selection !== '') {
    void copy(selection, t('copied', { count: selection.split('\n').length }));
  } else if (cursor !== undefined && mark !== undefined) {
    const { text, lines } = await ask({
      type: 'copy',
      pane: list.pane,
      from: Math.min(cursor, mark),
      to: Math.max(cursor, mark),
    });
    await copy(text, t('copied', { count: lines }));
  }
}

export function openDetails() {
  if (list.cursor === undefined) list.step(-1, false);
  if (list.cursor === undefined) return;
  showDetails(true);
  list.pause();
  void tellDetails();
}

export async function tellDetails() {
  const seq = list.cursor;
  if (aside.hidden || seq === undefined) return;
  const line = await lineOf(seq);
  if (line !== undefined && seq === list.cursor) details.show(line);
}

/** @param {boolean} shown */
function showDetails(shown) {
  dispatch({ type: 'show', part: 'details', shown });
  aside.hidden = !shown;
}

export function closeDetails() {
  if (aside.hidden) return;
  if (aside.contains(document.activeElement)) list.focusLines();
  aside.hidden = true;
}
