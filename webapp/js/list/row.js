import { clock, minutes, seconds } from '../core/clock.js';
import { isKey, t } from '../core/i18n.js';
import { GAP, LEVELS } from '../core/levels.js';
import { hueOf, middle, visible } from '../core/text.js';
import { h, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Row} Row */
/** @typedef {{ names: string[], sourceChars: number, shortTime: boolean, rowHeight: number }} Look what all rows have in common */

/** A row of the list, used again for one line after another. */
export class RowElement {
  seq = 0;

  #time = new Text();
  #source = new Text();
  #level = new Text();
  #message = new Text();
  #more = new Text();
  #sourceCell = h('span', { className: 'source', role: 'gridcell', translate: false }, this.#source);
  #moreCell = h('span', { className: 'more', role: 'gridcell', hidden: true }, this.#more);

  message = this.#message;

  element = h(
    'div',
    { className: 'row', role: 'row' },
    h('span', { className: 'time', role: 'gridcell' }, this.#time),
    this.#sourceCell,
    h('span', { className: 'level', role: 'gridcell' }, this.#level),
    h('span', { className: 'message', role: 'gridcell', dir: 'auto', translate: false }, this.#message),
    this.#moreCell,
  );

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
      before.text === row.text;
    if (same) return false;
    this.#look = look;
    this.seq = row.seq;
    const { element } = this;
    element.id = `line-${row.seq}`;
    if (before?.level !== row.level) element.dataset.level = LEVELS[row.level] ?? 'GAP';
    if (before?.part !== row.part) element.toggleAttribute('data-part', row.part);
    if (row.rows !== before?.rows) element.style.height = row.rows === 1 ? '' : `${row.rows * look.rowHeight}px`;
    write(this.#time, look.shortTime ? minutes(row.time) : clock(row.time));
    if (row.level === GAP) this.#showGap(row);
    else this.#showLine(row, look);
    return true;
  }

  /** @param {Row} row @param {Look} look */
  #showLine(row, { names, sourceChars }) {
    const name = names[row.source] ?? '';
    if (this.#sourceCell.title !== name) {
      this.#sourceCell.title = name;
      this.#sourceCell.style.setProperty('--hue', String(hueOf(name)));
    }
    write(this.#source, middle(name, sourceChars));
    write(this.#level, LEVELS[row.level]);
    write(this.#message, visible(row.text));
    const more = moreText(row);
    this.#moreCell.hidden = more === '';
    write(this.#more, more);
  }

  /** @param {Row} row */
  #showGap(row) {
    write(this.#message, gapText(JSON.parse(row.text), row.time));
    this.#moreCell.hidden = true;
  }
}

/** @param {Row} row */
function moreText({ rows, allRows, moreLines, cut }) {
  if (allRows > rows) return t('list.rows', { count: allRows });
  if (cut) return t('list.cut');
  return moreLines > 0 ? t('list.more', { count: moreLines }) : '';
}

/** @param {import('../../types/protocol.js').Gap} gap @param {number} time */
export function gapText({ reason, missed, source, since }, time) {
  const evicted = reason === 'evicted';
  const parts = [
    missed !== undefined
      ? t(evicted ? 'gap.evicted' : 'gap.known', { count: missed })
      : source === undefined
        ? t('gap.unknown')
        : t('gap.unknown.source', { source }),
  ];
  const why = `gap.reason.${reason}`;
  if (isKey(why)) parts.push(t(why));
  if (since !== undefined) parts.push(t('gap.between', { from: seconds(since), to: seconds(time) }));
  return parts.join(' · ');
}
