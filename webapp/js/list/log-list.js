import { t } from '../core/i18n.js';
import { h, iconButton } from '../dom.js';
import { colour, highlight } from './highlight.js';
import { RowElement, dateOf } from './row.js';
import { day } from '../core/clock.js';

/** @typedef {import('../../types/protocol.js').Command} Command */
/** @typedef {import('../../types/protocol.js').Place} Place */
/** @typedef {import('../../types/protocol.js').View} View */
/**
 * @typedef {{ place: Place, follow: boolean, cursor: number | undefined, mark: number | undefined }} Stand where a
 *   reader is in a list
 */

/** Browsers lay out no more than so many pixels (Chrome 33, Firefox 17 million; half of it on dense screens). */
const MAX_SPACE = 8_000_000;

/** The scroll bar follows the view so often while lines run through, and so long after the reader's last move. */
const SYNC_MILLIS = 250;

/** Lines that run through are drawn at each second frame: nobody reads faster, and the page has time for all else. */
const RUN_MILLIS = 20;

/** How often a view at rest looks for what is new below it. */
const REST_MILLIS = 250;

const SOURCE_CHARS = 20;

/** A finger that stays so long asks for the menu, unless it moves so many pixels. */
const LONG_PRESS_MILLIS = 500;
const STILL_PX = 10;

/**
 * The lines: only those that are seen are elements, and they are used again. What is seen is asked of the worker, one
 * view at a time; rows stay where they are on the screen whatever the scroll bar does, which only says where in the
 * whole they are.
 */
export class LogList extends HTMLElement {
  /** @type {(command: Command) => void} */
  send = () => {};

  /** Which list is shown. Only that of the stream is followed. @type {import('../../types/protocol.js').PaneName} */
  pane = 'live';

  /** Whether the newest line is kept in sight. */
  follow = true;

  /** The line chosen by the reader. Lines from the one to the other are selected. @type {number | undefined} */
  cursor;
  /** @type {number | undefined} */
  mark;

  /** @type {string[]} */
  #words = [];

  #viewport = h('div', { className: 'viewport', role: 'grid', tabIndex: 0 });
  #space = h('div', { className: 'space', role: 'none' });
  #clip = h('div', { className: 'clip', role: 'none' });
  #strip = h('div', { className: 'strip', role: 'rowgroup' });
  #probe = new RowElement();

  /** @type {RowElement[]} */
  #rows = [];
  #day = h('div', { className: 'day', hidden: true });
  #dots = iconButton('dots', t('menu.label'), () => this.#menuAtDots(), {
    className: 'tool dots',
    hidden: true,
    tabIndex: -1,
  });
  /** @type {RowElement | undefined} */
  #hovered;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #press;
  #pressedAt = { x: 0, y: 0 };
  #look = {
    names: /** @type {string[]} */ ([]),
    labels: /** @type {string[]} */ ([]),
    sourceChars: SOURCE_CHARS,
    shortTime: false,
    rowHeight: 20,
  };
  /** @type {View | undefined} */
  #view;
  /** @type {Place} */
  #place = { kind: 'end' };
  #offset = 0;

  /** What the elements show. @type {View['rows']} */
  #wanted = [];
  #painted = true;
  #request = 0;
  /** Answers to requests before this one are of another place. */
  #valid = 0;
  #frame = 0;
  #height = 0;
  #lastTop = 0;

  /** Whether the scroll bar is about to come to its end before the lines do: they have become more. */
  #outOfStep = false;
  #spaceHeight = 0;
  #syncedAt = -SYNC_MILLIS;
  #scrolledAt = -SYNC_MILLIS;
  #wrap = false;
  #columns = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #syncTimer;

  connectedCallback() {
    this.#viewport.setAttribute('aria-label', t('list.label'));
    this.#viewport.setAttribute('aria-colcount', '4');
    this.#viewport.setAttribute('aria-multiselectable', 'true');
    this.#probe.element.classList.add('probe');
    this.#probe.element.setAttribute('aria-hidden', 'true');
    this.#probe.element.removeAttribute('role');
    this.#probe.show(
      {
        seq: 0,
        level: 3,
        source: 0,
        time: 0,
        text: '0'.repeat(10),
        fields: '',
        rows: 1,
        allRows: 1,
        moreLines: 0,
        cut: false,
        part: false,
        late: false,
      },
      this.#look,
    );
    for (const cell of this.#probe.element.querySelectorAll('[role]')) cell.removeAttribute('role');
    this.#probe.element.removeAttribute('id');
    this.#clip.append(this.#strip);
    this.#space.append(this.#clip);
    this.#viewport.append(this.#space);
    this.append(
      h('section', { role: 'log', 'aria-live': 'off', 'aria-label': t('list.label') }, this.#viewport),
      this.#day,
      this.#dots,
      this.#probe.element,
    );
    this.#viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#viewport.addEventListener('wheel', (event) => this.#wheeled(event), { passive: true });
    this.#strip.addEventListener('mousedown', (event) => this.#pressed(event));
    this.#strip.addEventListener('click', (event) => this.#clicked(event));
    this.#strip.addEventListener('dblclick', () => this.#open());
    this.#strip.addEventListener('pointerover', (event) => this.#hover(event));
    this.addEventListener('pointerleave', () => (this.#dots.hidden = true));
    this.#strip.addEventListener('pointerdown', (event) => this.#touched(event));
    for (const end of ['pointerup', 'pointercancel', 'pointermove'])
      this.#strip.addEventListener(end, (event) => this.#untouched(/** @type {PointerEvent} */ (event)));
    this.#strip.addEventListener('contextmenu', (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType === 'touch') event.preventDefault();
    });
    document.addEventListener('selectionchange', () => this.#selected());
    new ResizeObserver(() => this.#measure()).observe(this.#viewport);
    document.fonts?.addEventListener('loadingdone', () => this.#measure());
    this.#measure();
  }

  get wrap() {
    return this.#wrap;
  }

  set wrap(wrap) {
    this.#wrap = wrap;
    this.toggleAttribute('data-wrap', wrap);
    this.#columns = -1;
    this.#measure();
  }

  /** @param {string[]} names of the sources, by number */
  set names(names) {
    if (names.length === this.#look.names.length) return;
    const labels = labelsOf(names);
    const chars = Math.min(SOURCE_CHARS, Math.max(...labels.map((label) => label.length)));
    this.#look = { ...this.#look, names: [...names], labels, sourceChars: chars };
    this.toggleAttribute('data-sources', names.length > 1);
    this.style.setProperty('--source-chars', String(chars));
    this.#measure();
    this.refresh();
  }

  /** Times are said in another zone. */
  rezone() {
    this.#look = { ...this.#look };
    this.refresh();
  }

  /** @param {string[]} words to mark, folded */
  set words(words) {
    if (String(words) === String(this.#words)) return;
    this.#words = words;
    this.#mark();
  }

  /** Lines that pass, as far as they are loaded. */
  get hits() {
    return this.#view?.hits ?? 0;
  }

  /** A number before that of the first line that is seen. */
  get beforeFirst() {
    const first = this.#visible().find(({ gap }) => gap === undefined);
    return first === undefined ? undefined : first.seq - 1;
  }

  focusLines() {
    this.#viewport.focus();
  }

  get focused() {
    return this.contains(document.activeElement);
  }

  /** Begins at the end of other lines. */
  reset() {
    this.cursor = this.mark = undefined;
    this.#setFollow(true);
    this.#turn();
    this.#go({ kind: 'end' });
    this.dispatchEvent(new Event('cursor'));
  }

  /** Where the reader is, to come back to. @returns {Stand} */
  get stand() {
    return {
      place: this.follow ? { kind: 'end' } : this.#here(0),
      follow: this.follow,
      cursor: this.cursor,
      mark: this.mark,
    };
  }

  /** Shows another list. @param {import('../../types/protocol.js').PaneName} pane @param {Stand} stand */
  turnTo(pane, { place, follow, cursor, mark }) {
    this.pane = pane;
    this.cursor = cursor;
    this.mark = mark;
    if (this.follow !== follow) {
      this.follow = follow;
      if (pane === 'live') this.send({ type: 'pause', paused: !follow });
      this.dispatchEvent(new Event('follow'));
    }
    this.#turn();
    this.#go(place);
    this.dispatchEvent(new Event('cursor'));
  }

  /** Nothing is seen of another list before its first view comes: what elements show until then is not of it. */
  #turn() {
    this.#wanted = [];
    for (const row of this.#rows) row.forget();
    this.#view = undefined;
    this.#viewport.removeAttribute('aria-activedescendant');
  }

  /** Other lines pass: what is chosen stays where it is on the screen, else the first row does. */
  refilter() {
    this.#viewport.scrollLeft = 0;
    const rows = this.#shown();
    const index = this.cursor === undefined ? -1 : rows.findIndex(({ seq }) => seq === this.cursor);
    if (this.follow || this.cursor === undefined) {
      this.refresh();
    } else if (index < 0) {
      this.#go({ kind: 'line', seq: this.cursor, px: -Math.floor(this.#height / 3) });
    } else {
      this.#go({ kind: 'line', seq: this.cursor, px: -this.#topOf(index) });
    }
  }

  /** A line that has been gone to. @param {number} seq @returns {Place} */
  around(seq) {
    return { kind: 'line', seq, px: -Math.floor(this.#height / 3) };
  }

  /** Asks for what is seen once more. */
  refresh() {
    this.#ask(true);
  }

  /** @param {View} view */
  show(view) {
    if (view.request.id < this.#valid || view.pane !== this.pane) return;
    this.#view = view;
    this.#painted = false;
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  toEnd() {
    if (this.pane === 'live') {
      this.#setFollow(true);
      this.#go({ kind: 'end' });
    } else {
      this.#go({ kind: 'fraction', fraction: 1 });
    }
  }

  toStart() {
    this.#setFollow(false);
    this.#go({ kind: 'fraction', fraction: 0 });
  }

  pause() {
    if (!this.follow) return;
    this.#setFollow(false);
    this.#go(this.#here(0));
  }

  /** @param {number} pages */
  page(pages) {
    const px = pages * (this.#height - this.#look.rowHeight);
    if (px > 0 && (this.follow || this.#atEnd(px))) {
      this.toEnd();
    } else {
      this.#setFollow(false);
      this.#go(this.#here(px));
    }
  }

  /** Chooses the next or the previous line. @param {1 | -1} step @param {boolean} extend */
  step(step, extend) {
    const rows = this.#wanted;
    const index = rows.findIndex(({ seq }) => seq === this.cursor);
    const visible = this.#visible();
    const row = index < 0 ? (step < 0 ? visible.at(-1) : visible[0]) : rows[index + step];
    if (row === undefined) return;
    this.pause();
    this.choose(row.seq, extend);
  }

  /**
   * Brings a line into sight: by as little as it takes when it is the next one, else with what is around it.
   *
   * @param {number} seq @param {boolean} [extend]
   */
  choose(seq, extend = false) {
    this.cursor = seq;
    if (!extend || this.mark === undefined) this.mark = seq;
    const rows = this.#wanted;
    const index = rows.findIndex((row) => row.seq === seq);
    const height = (rows[index]?.rows ?? 1) * this.#look.rowHeight;
    const top = this.#topOf(index);
    const below = top + height - this.#height;
    if (index < 0 || top < -height || below > height) {
      this.#setFollow(false);
      this.#go(this.around(seq));
    } else if (top < 0) {
      this.#go(this.#here(top));
    } else if (below > 0) {
      this.#go(this.#here(below));
    }
    this.#decorate();
    this.dispatchEvent(new Event('cursor'));
  }

  /** @param {number} first @param {number} last */
  chooseAll(first, last) {
    this.pause();
    this.mark = first;
    this.cursor = last;
    this.#decorate();
    this.dispatchEvent(new Event('cursor'));
  }

  /** Asks for what can be done with a line, beside it. @param {number} [seq] undefined = the chosen one */
  askMenu(seq = this.cursor) {
    const row = this.#shown().find((each) => each.seq === seq);
    if (seq === undefined || row === undefined || row.isGap) return;
    const { left, top, bottom } = row.element.getBoundingClientRect();
    this.#menu(seq, left + 24, Math.min(bottom, top + 2 * this.#look.rowHeight));
  }

  unchoose() {
    this.cursor = this.mark = undefined;
    this.#decorate();
    this.dispatchEvent(new Event('cursor'));
  }

  #visible() {
    let top = this.#offset;
    return this.#wanted.filter((row) => {
      const above = top;
      top += row.rows * this.#look.rowHeight;
      return above > -1 && top <= this.#height + 1;
    });
  }

  /** Pixels above a row that is shown. @param {number} index */
  #topOf(index) {
    let top = this.#offset;
    for (let i = 0; i < index; i++) top += this.#wanted[i].rows * this.#look.rowHeight;
    return top;
  }

  /** @param {boolean} follow */
  #setFollow(follow) {
    if (this.follow === follow) return;
    this.follow = follow;
    if (this.pane === 'live') this.send({ type: 'pause', paused: !follow });
    this.dispatchEvent(new Event('follow'));
  }

  /**
   * The place so many pixels below what is seen, by the first row that is a line: others come and go.
   *
   * @param {number} px @returns {Place}
   */
  #here(px) {
    const rows = this.#wanted;
    const index = Math.max(
      0,
      rows.findIndex(({ gap }) => gap === undefined),
    );
    const row = this.#rows[index];
    if (row?.seq === undefined || rows[index] === undefined)
      return this.#place.kind === 'end' ? { kind: 'fraction', fraction: 1 } : this.#place;
    return { kind: 'line', seq: row.seq, px: px - this.#topOf(index) };
  }

  /** @param {number} px */
  #atEnd(px) {
    return this.#view !== undefined && this.#view.position + px >= this.#view.total - this.#height;
  }

  /** @param {Place} place */
  #go(place) {
    this.#place = place;
    this.#valid = this.#request + 1;
    this.#ask(true);
  }

  /** @param {boolean} now */
  #ask(now) {
    clearTimeout(this.#timer);
    if (this.#height === 0) return;
    this.send({
      type: 'view',
      pane: this.pane,
      id: ++this.#request,
      place: this.#place,
      height: this.#height,
      rowHeight: this.#look.rowHeight,
      now,
    });
  }

  #paint() {
    this.#frame = 0;
    const view = this.#view;
    if (view === undefined || this.#painted) return;
    this.#painted = true;
    this.#wanted = view.rows;
    this.#fill(view.rows);
    this.#moveStrip(view.offset);
    // An answer that has been overtaken says nothing of the place that was gone to since.
    if (!this.follow && view.request.id >= this.#valid) this.#place = this.#here(0);
    this.#viewport.setAttribute('aria-rowcount', String(view.hits));
    if (!this.follow) this.#shown().forEach((row, i) => (row.element.ariaRowIndex = String(view.firstHit + i + 1)));
    this.#sync();
    this.#timer = setTimeout(() => this.#ask(false), this.follow ? RUN_MILLIS : REST_MILLIS);
  }

  /** @param {View['rows']} wanted */
  #fill(wanted) {
    const rows = this.#rows;
    while (rows.length < wanted.length) {
      const row = new RowElement();
      rows.push(row);
      this.#strip.append(row.element);
    }
    this.#reuse(wanted);
    let changed = false;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const shown = i < wanted.length;
      if (row.element.hidden === shown) row.element.hidden = !shown;
      if (shown) changed = row.show(wanted[i], this.#look) || changed;
    }
    if (!changed) return;
    this.#decorate();
    this.#date(wanted);
    const shown = this.#shown();
    colour(shown.map(({ texts: [message] }) => message));
    this.#mark();
  }

  #mark() {
    highlight(
      this.#shown().flatMap(({ texts }) => texts),
      this.#words,
    );
  }

  /**
   * Brings elements that go out at one end in at the other, so that those of lines that stay are not written.
   *
   * @param {View['rows']} wanted
   */
  #reuse(wanted) {
    const rows = this.#rows;
    if (wanted.length === 0 || rows.length === 0) return;
    const down = rows.findIndex((row) => row.seq === wanted[0].seq);
    if (down > 0) {
      const moved = rows.splice(0, down);
      rows.push(...moved);
      this.#strip.append(...moved.map((row) => row.element));
    } else if (down < 0) {
      const up = wanted.findIndex(({ seq }) => seq === rows[0].seq);
      if (up > 0 && up < rows.length) {
        const moved = rows.splice(-up);
        rows.unshift(...moved);
        this.#strip.prepend(...moved.map((row) => row.element));
      }
    }
  }

  /** Says where days begin, and which one is at the top when it is not today. @param {View['rows']} wanted */
  #date(wanted) {
    let before = '';
    let first = '';
    wanted.forEach((row, i) => {
      const date = dateOf(row);
      this.#rows[i].showDate(date !== '' && before !== '' && date !== before ? date : '');
      if (date !== '') before = date;
      first ||= date;
    });
    this.#day.hidden = first === '' || first === day(Date.now());
    if (this.#day.textContent !== first) this.#day.textContent = first;
  }

  #shown() {
    return this.#rows.slice(0, this.#wanted.length);
  }

  #decorate() {
    const { cursor } = this;
    const from = Math.min(cursor ?? Infinity, this.mark ?? Infinity);
    const to = Math.max(cursor ?? -Infinity, this.mark ?? -Infinity);
    let active = '';
    for (const { seq, element } of this.#shown()) {
      const selected = cursor !== undefined && seq !== undefined && seq >= from && seq <= to;
      if ((element.getAttribute('aria-selected') === 'true') !== selected) {
        if (selected) element.setAttribute('aria-selected', 'true');
        else element.removeAttribute('aria-selected');
      }
      element.classList.toggle('cursor', cursor !== undefined && seq === cursor);
      if (cursor !== undefined && seq === cursor) active = element.id;
    }
    if (active === '') this.#viewport.removeAttribute('aria-activedescendant');
    else this.#viewport.setAttribute('aria-activedescendant', active);
  }

  /** @param {number} offset */
  #moveStrip(offset) {
    this.#offset = offset;
    this.#strip.style.transform = `translateY(${offset}px)`;
  }

  /** Lets the scroll bar say where the view is. */
  #sync() {
    const view = this.#view;
    if (view === undefined) return;
    const now = performance.now();
    const due = Math.max(this.#scrolledAt, this.follow ? this.#syncedAt : 0) + SYNC_MILLIS;
    // The first lines that do not fit must not wait: until then there is nothing to scroll.
    if (now < due && this.#spaceHeight > this.#height && !this.#outOfStep) {
      this.#syncTimer ??= setTimeout(() => {
        this.#syncTimer = undefined;
        this.#sync();
      }, due - now);
      return;
    }
    // The reader has scrolled, and the event for it is yet to come: what is written now would undo it.
    if (this.#viewport.scrollTop !== this.#lastTop) return;
    this.#outOfStep = false;
    this.#syncedAt = now;
    const height = Math.max(this.#height, Math.min(view.total, MAX_SPACE));
    this.#spaceHeight = height;
    this.#space.style.height = `${height}px`;
    const lowest = view.total - this.#height;
    const top = lowest <= 0 ? 0 : (view.position / lowest) * (height - this.#height);
    if (Math.abs(this.#viewport.scrollTop - top) >= 1) this.#viewport.scrollTop = top;
    this.#lastTop = this.#viewport.scrollTop;
  }

  #scrolled() {
    this.#dots.hidden = true;
    const top = this.#viewport.scrollTop;
    const delta = top - this.#lastTop;
    this.#lastTop = top;
    // Who is at the end of a list that becomes higher has not scrolled.
    if (this.#viewport.clientHeight !== this.#height) return;
    if (delta === 0 || this.#wanted.length === 0 || (this.follow && delta > 0)) return;
    this.#scrolledAt = performance.now();
    const highest = this.#viewport.scrollHeight - this.#viewport.clientHeight;
    if (delta > 0 && top >= highest - 1) {
      this.toEnd();
      return;
    }
    this.#setFollow(false);
    // By less, also to the top: what is loaded meanwhile lies above that.
    if (Math.abs(delta) > 2 * this.#height) {
      this.#go({ kind: 'fraction', fraction: top / Math.max(1, highest) });
    } else {
      const place = this.#here(delta);
      this.#moveStrip(this.#offset - delta);
      // It is of the place before.
      if (!this.#painted && this.#view !== undefined) this.#view = { ...this.#view, offset: this.#view.offset - delta };
      this.#outOfStep ||= top <= this.#height;
      this.#go(place);
    }
  }

  /** At the end the scroll bar may have nowhere to go yet. @param {WheelEvent} event */
  #wheeled({ deltaY }) {
    if (deltaY < 0 && this.#view !== undefined && this.#view.position > 0) this.pause();
  }

  /** With Shift, lines are selected and not their text. @param {MouseEvent} event */
  #pressed(event) {
    if (!event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    getSelection()?.removeAllRanges();
    this.focusLines();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest('a') !== null) return;
    const seq = this.#rows.find((row) => row.element.contains(target))?.seq;
    const button = /** @type {HTMLElement | null} */ (target.closest('.load'));
    if (seq === undefined) return;
    if (button !== null) {
      const { action } = button.dataset;
      if (action === 'live') this.dispatchEvent(new Event('live'));
      else this.send({ type: action === 'stop' ? 'stop' : 'load', pane: this.pane, seq });
      return;
    }
    if (!(getSelection()?.isCollapsed ?? true)) return;
    this.pause();
    this.choose(seq, event.shiftKey);
    if (target.closest('.more') !== null || /** @type {PointerEvent} */ (event).pointerType === 'touch') this.#open();
  }

  /** @param {PointerEvent} event */
  #hover({ target, pointerType }) {
    const row = this.#rows.find(({ element }) => element.contains(/** @type {Node} */ (target)));
    this.#hovered = row;
    this.#dots.hidden = row === undefined || row.isGap || pointerType === 'touch';
    if (row === undefined || this.#dots.hidden) return;
    this.#dots.style.top = `${row.element.getBoundingClientRect().top - this.getBoundingClientRect().top}px`;
  }

  #menuAtDots() {
    const seq = this.#hovered?.seq;
    const { right, bottom } = this.#dots.getBoundingClientRect();
    if (seq !== undefined) this.#menu(seq, right, bottom);
  }

  /** @param {PointerEvent} event */
  #touched({ pointerType, target, clientX, clientY }) {
    if (pointerType !== 'touch') return;
    const row = this.#rows.find(({ element }) => element.contains(/** @type {Node} */ (target)));
    this.#pressedAt = { x: clientX, y: clientY };
    clearTimeout(this.#press);
    if (row === undefined || row.isGap) return;
    this.#press = setTimeout(() => row.seq !== undefined && this.#menu(row.seq, clientX, clientY), LONG_PRESS_MILLIS);
  }

  /** @param {PointerEvent} event */
  #untouched({ type, clientX, clientY }) {
    const { x, y } = this.#pressedAt;
    if (type !== 'pointermove' || Math.hypot(clientX - x, clientY - y) > STILL_PX) clearTimeout(this.#press);
  }

  /** @param {number} seq @param {number} x @param {number} y */
  #menu(seq, x, y) {
    this.pause();
    this.choose(seq);
    this.dispatchEvent(new CustomEvent('menu', { detail: { x, y } }));
  }

  #open() {
    if (this.cursor !== undefined) this.dispatchEvent(new Event('open'));
  }

  #selected() {
    const selection = getSelection();
    if (this.follow && selection !== null && !selection.isCollapsed && this.#strip.contains(selection.anchorNode))
      this.pause();
  }

  #measure() {
    const { clientHeight, clientWidth } = this.#viewport;
    const probe = this.#probe.element.getBoundingClientRect();
    if (clientHeight === 0 || probe.height === 0) return;
    const shortTime = clientWidth < 480;
    if (probe.height !== this.#look.rowHeight || shortTime !== this.#look.shortTime) {
      this.#look = { ...this.#look, rowHeight: probe.height, shortTime };
      this.toggleAttribute('data-short-time', shortTime);
    }
    this.#clip.style.height = `${clientHeight}px`;
    const columns = this.#wrap ? this.#countColumns(clientWidth) : 0;
    if (columns !== this.#columns) {
      this.#columns = columns;
      this.send({ type: 'look', look: { columns } });
    }
    this.#height = clientHeight;
    this.#lastTop = this.#viewport.scrollTop;
    this.#ask(true);
  }

  /** @param {number} width */
  #countColumns(width) {
    const range = document.createRange();
    range.selectNodeContents(this.#probe.message);
    const text = range.getBoundingClientRect();
    const left = text.left - this.#probe.element.getBoundingClientRect().left;
    const padding = parseFloat(getComputedStyle(this.#probe.element).paddingInlineEnd);
    return Math.max(20, Math.floor((width - left - padding) / (text.width / 10)));
  }
}

/**
 * Of the oldest and the newest line that are seen, whatever their order.
 *
 * @param {View} view @returns {[number, number]}
 */
export function timesOf({ rows, offset, request: { height, rowHeight } }) {
  let from = Infinity;
  let to = 0;
  let top = offset;
  for (const { gap, time, rows: high } of rows) {
    top += high * rowHeight;
    if (gap !== undefined || top <= 0 || top - high * rowHeight >= height) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return [from, to];
}

/** Names without their group, where no other has the same. @param {string[]} names */
export function labelsOf(names) {
  const own = names.map((name) => name.slice(name.lastIndexOf('/') + 1));
  return names.map((name, i) => (own.indexOf(own[i]) === own.lastIndexOf(own[i]) ? own[i] : name));
}

customElements.define('log-list', LogList);
