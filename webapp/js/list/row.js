import { clock, day, moment, seconds } from '../core/clock.js';
import { isKey, t } from '../core/i18n.js';
import { GAP, LEVELS } from '../core/levels.js';
import { segmentsOf } from '../core/segments.js';
import { hueOf, middle, visible } from '../core/text.js';
import { h, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Row} Row */
/** @typedef {import('../../types/protocol.js').Gap} Gap */
/**
 * @typedef {{ names: string[], labels: string[], sourceChars: number, shortTime: boolean, rowHeight: number }} Look
 *   what all rows have in common
 */

/** A row of the list, used again for one line after another. */
export class RowElement {
  /** @type {number | undefined} */
  seq;

  #time = new Text();
  #source = new Text();
  #level = new Text();
  #message = new Text();
  #messageTexts = [this.#message];
  #fields = new Text();
  #more = new Text();
  #action = new Text();
  #timeCell = h('span', { className: 'time', role: 'gridcell' }, this.#time);
  #sourceCell = h('span', { className: 'source', role: 'gridcell', translate: false }, this.#source);
  #moreCell = h('span', { className: 'more', hidden: true }, this.#more);
  #messageCell = h('span', { className: 'message', dir: 'auto' }, this.#message);
  #button = h('button', { type: 'button', className: 'load', tabIndex: -1, hidden: true }, this.#action);

  element = h(
    'div',
    { className: 'row', role: 'row' },
    h(
      'span',
      { className: 'head', role: 'none' },
      this.#timeCell,
      this.#sourceCell,
      h('span', { className: 'level', role: 'gridcell' }, this.#level),
    ),
    h(
      'span',
      { className: 'body', role: 'gridcell', translate: false },
      this.#moreCell,
      this.#messageCell,
      h('span', { className: 'extras' }, this.#fields),
      this.#button,
    ),
  );

  /** What the row says, each text in the pieces that are shown in different ways. @returns {Text[][]} */
  get texts() {
    return [this.#messageTexts, [this.#fields]];
  }

  /** Whether it stands for what is not there. */
  get isGap() {
    return this.#row?.gap !== undefined;
  }

  /** Of a row whose message is all the same. */
  get message() {
    return this.#message;
  }

  /** @type {Row | undefined} */
  #row;
  /** @type {Look | undefined} */
  #look;

  /** @param {Row} row @param {Look} look @returns {boolean} whether anything had to be written */
  show(row, look) {
    const before = this.#row;
    this.#row = row;
    const same =
      look === this.#look &&
      before !== undefined &&
      before.seq === row.seq &&
      before.rows === row.rows &&
      before.allRows === row.allRows &&
      before.text === row.text &&
      before.fields === row.fields &&
      before.late === row.late &&
      (row.gap === undefined ? before.gap === undefined : JSON.stringify(before.gap) === JSON.stringify(row.gap));
    if (same) return false;
    this.#look = look;
    this.seq = row.seq;
    const { element } = this;
    element.id = `line-${row.seq}`;
    const level = row.gap === undefined ? (LEVELS[row.level] ?? 'GAP') : isEdge(row.gap) ? 'EDGE' : 'GAP';
    if (element.dataset.level !== level) element.dataset.level = level;
    if (before?.part !== row.part) element.toggleAttribute('data-part', row.part);
    if (before?.late !== row.late) {
      element.toggleAttribute('data-late', row.late);
      this.#timeCell.title = row.late ? t('list.late') : '';
    }
    if (row.rows !== before?.rows) element.style.height = row.rows === 1 ? '' : `${row.rows * look.rowHeight}px`;
    if (row.gap === undefined) this.#showLine(row, look);
    else this.#showGap(row.gap, look);
    return true;
  }

  /** It says nothing of the list that is shown now: what it says still is of another one. */
  forget() {
    this.seq = undefined;
    this.#look = undefined;
  }

  /** The day, where the one before it is another. @param {string} date */
  showDate(date) {
    if ((this.element.dataset.date ?? '') === date) return;
    if (date === '') delete this.element.dataset.date;
    else this.element.dataset.date = date;
  }

  /** @param {Row} row @param {Look} look */
  #showLine(row, { names, labels, sourceChars, shortTime }) {
    write(this.#time, shortTime ? seconds(row.time) : clock(row.time));
    const name = names[row.source] ?? '';
    if (this.#sourceCell.title !== name) {
      this.#sourceCell.title = name;
      this.#sourceCell.style.setProperty('--hue', String(hueOf(name)));
    }
    write(this.#source, middle(labels[row.source] ?? name, sourceChars));
    write(this.#level, LEVELS[row.level]);
    this.#showMessage(row);
    write(this.#fields, row.fields === '' ? '' : `  ${visible(row.fields)}`);
    const more = moreText(row);
    if (this.#moreCell.hidden !== (more === '')) this.#moreCell.hidden = more === '';
    write(this.#more, more);
    if (!this.#button.hidden) this.#button.hidden = true;
  }

  /** @param {Row} row */
  #showMessage({ text, runs }) {
    const segments = segmentsOf(text, runs);
    if (segments === undefined) {
      this.#showPlain(text);
      return;
    }
    const pieces = segments.map(piece);
    this.#messageTexts = pieces.map(({ text: own }) => own);
    this.#messageCell.replaceChildren(...pieces.map(({ node }) => node));
  }

  /** @param {string} text */
  #showPlain(text) {
    write(this.#message, visible(text));
    if (this.#messageTexts.length === 1 && this.#messageTexts[0] === this.#message) return;
    this.#messageTexts = [this.#message];
    this.#messageCell.replaceChildren(this.#message);
  }

  /** @param {Gap} gap @param {Look} look */
  #showGap(gap, { shortTime }) {
    const time = gap.until ?? gap.since;
    write(this.#time, time === undefined || isEdge(gap) ? '' : shortTime ? seconds(time) : clock(time));
    this.#showPlain(isEdge(gap) ? '' : gapText(gap));
    write(this.#fields, isEdge(gap) ? edgeText(gap) : '');
    write(this.#level, '');
    const action = actionText(gap);
    write(this.#action, action);
    this.#button.hidden = action === '';
    this.#button.dataset.action =
      gap.reason === 'end' || gap.reason === 'until' ? 'live' : gap.load === 'loading' ? 'stop' : 'load';
    this.#moreCell.hidden = true;
  }
}

const EDGES = new Set(['before', 'after', 'beginning', 'end', 'since', 'until', 'unkept']);

/** @param {import('../core/segments.js').Segment} segment */
function piece({ text: all, run, href }) {
  const text = new Text(visible(all));
  if (run === undefined && href === undefined) return { text, node: text };
  const node =
    href === undefined
      ? h('span', {}, text)
      : h('a', { href, target: '_blank', rel: 'noopener noreferrer', tabIndex: -1 }, text);
  if (run !== undefined) {
    node.className = `ansi ${run.style}`;
    if (run.fg !== undefined) node.style.setProperty('--fg-own', run.fg);
    if (run.bg !== undefined) node.style.setProperty('--bg-own', run.bg);
    node.classList.toggle('fg', run.fg !== undefined);
    node.classList.toggle('bg', run.bg !== undefined);
  }
  return { text, node };
}

/** Whether nothing is known to be missing: it is the edge of what is loaded. @param {Gap} gap */
export function isEdge({ reason }) {
  return EDGES.has(reason);
}

/** @param {Row} row */
function moreText({ rows, allRows, moreLines, cut }) {
  if (allRows > rows) return t('list.rows', { count: allRows });
  if (cut) return t('list.cut');
  return moreLines > 0 ? t('list.more', { count: moreLines }) : '';
}

/** @param {Gap} gap */
function edgeText({ reason, load, since, until, searchedTo, status, detail }) {
  const to = searchedTo === undefined ? '' : moment(searchedTo);
  if (reason === 'beginning')
    return since === undefined ? t('edge.beginning') : t('edge.beginning.since', { time: moment(since) });
  if (reason === 'end') return t('edge.end');
  if (reason === 'since') return t('edge.since', { time: moment(since ?? 0) });
  if (reason === 'until') return t('edge.until', { time: moment(until ?? 0) });
  if (reason === 'unkept') return t('edge.unkept');
  switch (load) {
    case 'loading':
      return to === '' ? t('edge.loading') : t('edge.searching', { time: to });
    case 'stopped':
      return to === '' ? t('edge.stopped') : t('edge.searched', { time: to });
    case 'failed':
      return detail || t('edge.failed', { status: String(status ?? 0) });
    default:
      return t(reason === 'after' ? 'edge.after' : 'edge.before');
  }
}

/** @param {Gap} gap */
function actionText({ reason, load }) {
  if (reason === 'end' || reason === 'until') return t('edge.live');
  switch (load) {
    case 'offered':
      return t('gap.load');
    case 'loading':
      return t('edge.stop');
    case 'stopped':
      return t(reason === 'after' ? 'edge.forth' : 'edge.further');
    case 'failed':
      return t('edge.again');
    default:
      return '';
  }
}

/** @param {Gap} gap */
export function gapText({ reason, missed, source, since, until, load, detail, status }) {
  const parts = [
    missed !== undefined
      ? t(reason === 'evicted' ? 'gap.evicted' : 'gap.known', { count: missed })
      : reason === 'evicted'
        ? t('gap.unloaded')
        : source === undefined
          ? t('gap.unknown')
          : t('gap.unknown.source', { source }),
  ];
  const why = `gap.reason.${reason}`;
  if (isKey(why)) parts.push(t(why));
  if (since !== undefined && until !== undefined)
    parts.push(t('gap.between', { from: seconds(since), to: seconds(until) }));
  if (load === 'failed') parts.push(detail || t('edge.failed', { status: String(status ?? 0) }));
  return parts.join(' · ');
}

/** What a row's day is called. @param {Row} row */
export function dateOf({ time, level }) {
  return level === GAP || time === 0 ? '' : day(time);
}
