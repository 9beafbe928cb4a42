import { t } from '../core/i18n.js';
import { LEVELS } from '../core/levels.js';
import { asJson, asMarkdown, idOf, likeness } from '../core/line-text.js';
import { writeUrl } from '../core/state.js';
import { copy } from '../ui/clipboard.js';
import { aside, details, list, query, rowMenu, sources } from './elements.js';
import { filterBy, open } from './filter.js';
import { addCondition } from './hits.js';
import { showContext } from './places.js';
import { ask, dispatch, pane, settings } from './store.js';

/** @typedef {import('../../types/protocol.js').Line} Line */

/** What is done with the lines that are chosen. */

/** The line that was chosen last: memory may let go of it. @type {Line | undefined} */
let lastChosen;

/** @param {number} seq @returns {Promise<Line | undefined>} */
export async function lineOf(seq) {
  const known = seq === lastChosen?.seq ? { id: lastChosen.id, time: lastChosen.time } : undefined;
  const { line } = await ask({ type: 'line', pane: list.pane, seq, known });
  if (seq === list.cursor && line?.id) lastChosen = line;
  return line;
}

/** The chosen line, or the last one in sight. */
async function chosenLine() {
  if (list.cursor === undefined) list.step(-1, false);
  const line = list.cursor === undefined ? undefined : await lineOf(list.cursor);
  return line?.gap === undefined ? line : undefined;
}

/** @param {import('../ui/row-menu.js').Act} act */
export async function doWithLine(act) {
  const line = await chosenLine();
  if (line === undefined) return;
  const done = t('copied', { count: 1 });
  switch (act) {
    case 'copy':
      return copy(line.text, done);
    case 'json':
      return copy(asJson(line, LEVELS[line.level]), done);
    case 'markdown':
      return copy(asMarkdown(line), done);
    case 'link':
      return copyLink();
    case 'context':
      return showContext();
    case 'hide': {
      const alike = likeness(line.message);
      return alike === undefined ? undefined : addCondition(`"${alike}"`, true);
    }
    case 'follow': {
      const id = idOf(line);
      return id === undefined ? undefined : followId(id);
    }
    case 'details':
      return openDetails();
  }
}

/** @param {{ x: number, y: number }} corner */
export async function showMenu({ x, y }) {
  const line = await chosenLine();
  if (line === undefined) return;
  const without = /** @type {import('../ui/row-menu.js').Act[]} */ ([]);
  if (idOf(line) === undefined) without.push('follow');
  if (likeness(line.message) === undefined) without.push('hide');
  rowMenu.show(x, y, without);
}

/** All lines that have it, of whichever source. @param {string} id */
function followId(id) {
  if (pane().sources.length > 0) {
    sources.selected = [];
    dispatch({ type: 'sources', sources: [] });
    dispatch({ type: 'filter', text: id });
    query.value = id;
    open();
  } else {
    filterBy(id);
  }
}

/** Until all are chosen. */
let choosing = Promise.resolve();

/** Chooses all that pass. */
export function chooseAll() {
  choosing = ask({ type: 'ends', pane: list.pane }).then(({ first, last: end }) => {
    if (first !== undefined && end !== undefined) list.chooseAll(first, end);
  });
}

export async function copyLink() {
  const line = await chosenLine();
  if (line === undefined) return;
  const search = writeUrl({ ...pane(), place: { kind: 'line', id: line.id, time: line.time } }, settings().utc);
  await copy(location.origin + location.pathname + search, t('copied.link'));
}

export async function copySelected() {
  await choosing;
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
