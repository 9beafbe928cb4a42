import { moment } from '../core/clock.js';
import { isKey, t } from '../core/i18n.js';
import { ERROR, LEVELS, WARN } from '../core/levels.js';
import { asked } from '../core/query.js';
import { Timeline, sum } from '../core/timeline.js';
import { debounced, h } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Come} Come */
/** @typedef {import('../../types/protocol.js').Gap} Gap */
/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {import('../core/timeline.js').Bar} Bar */
/**
 * @typedef {{ sources: string[], text: string, mask: number, range?: Range }} Counted what is counted, and what is
 * shown of it
 */

/**
 * What is drawn with, and where a time is.
 *
 * @typedef {{
 *   context: CanvasRenderingContext2D, colours: Record<string, string>, x: (time: number) => number,
 *   bottom: number, width: number,
 * }} Ink
 */

/** The server is asked so soon when something else is looked at, and so often while time goes on. */
const ASK_MILLIS = 150;
const AGAIN_MILLIS = 30_000;
const FAILED_MILLIS = 5000;
const DRAW_MILLIS = 1000;

/** A pointer that moves less has not been moved. */
const CLICK_PX = 4;

const HITS_PX = 4;
const AXIS_PX = 16;
const TICK_PX = 80;
const SUMMARY_ROWS = 24;
const ZOOM = 1.5;
const MOST_GAPS = 100;

/** From the bottom to the top: what matters most is always in the same place. */
const STACK = [6, 5, 4, 3, 2, 1, 0];

/**
 * How many lines there are over time, by level, and where in it the list is. A click asks to go there, a drag for the
 * range (`go`, `range`); the wheel zooms. It is a slider for the keyboard, and a table for screen readers.
 */
export class TimeLine extends HTMLElement {
  /** Where to go, or what to show. @type {Range} */
  wanted = {};

  #model = new Timeline();
  #base = document.baseURI;
  /** @type {Counted | undefined} */
  #counted;
  #filtered = false;
  /** What the list shows. @type {{ from: number, to: number } | undefined} */
  #visible;
  /** @type {Gap[]} */
  #gaps = [];
  #cursor = -1;
  /** Where a drag, or a selection by keyboard, began: a time. @type {number | undefined} */
  #anchor;
  #pressedAt = 0;
  #dragged = false;
  /** @type {AbortController | undefined} */
  #request;
  #askedAt = 0;
  #frame = 0;
  #drawnAt = 0;
  #changed = true;
  #failed = false;

  /** Whether the server has no past to count. */
  #unkept = false;
  /** Colours by name, as they are now. @type {Record<string, string> | undefined} */
  #colours;
  #context = /** @type {CanvasRenderingContext2D | null} */ (null);

  #canvas = h('canvas', { 'aria-hidden': 'true' });
  #slider = h(
    'div',
    {
      className: 'timeline',
      role: 'slider',
      tabIndex: 0,
      'aria-label': t('timeline.label'),
      'aria-valuemin': '0',
      'aria-valuenow': '0',
    },
    this.#canvas,
  );
  #tip = h('div', { className: 'timeline-tip', hidden: true, 'aria-hidden': 'true' });
  #body = h('tbody');
  #table = h(
    'table',
    {},
    h('caption', {}, t('timeline.table')),
    h('thead', {}, h('tr', {}, ...['time', 'lines', 'warnings', 'errors'].map((name) => header(name)))),
    this.#body,
  );
  #keys = h(
    'div',
    { className: 'timeline-colours', hidden: true },
    ...COLOURS.map((name) => h('i', { className: name })),
  );
  #askSoon = debounced(() => void this.#ask(), ASK_MILLIS);

  connectedCallback() {
    this.append(this.#slider, this.#tip, h('div', { className: 'unseen' }, this.#table), this.#keys);
    this.#context = this.#canvas.getContext('2d');
    const slider = this.#slider;
    slider.addEventListener('pointerdown', (event) => this.#pressed(event));
    slider.addEventListener('pointermove', (event) => this.#moved(event));
    slider.addEventListener('pointerup', (event) => this.#released(event));
    slider.addEventListener('pointercancel', () => this.#cancel());
    slider.addEventListener('pointerleave', () => this.#leave());
    slider.addEventListener('wheel', (event) => this.#wheeled(event), { passive: false });
    slider.addEventListener('dblclick', () => this.#back());
    slider.addEventListener('keydown', (event) => this.#typed(event));
    slider.addEventListener('focus', () => this.#say());
    slider.addEventListener('blur', () => this.#leave());
    document.addEventListener('visibilitychange', () => this.#tick());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.restyle());
    new ResizeObserver(() => this.#draw()).observe(slider);
    setInterval(() => this.#tick(), DRAW_MILLIS);
  }

  /** What is counted. @param {Counted} counted @param {boolean} filtered */
  look({ sources, text, mask, range }, filtered) {
    const before = this.#counted;
    const same = before !== undefined && String(before.sources) === String(sources) && before.text === text;
    this.#counted = { sources, text, mask, range };
    this.#filtered = filtered;
    if (range !== undefined && (range.since !== before?.range?.since || range.until !== before?.range?.until)) {
      this.#model.show(range.since ?? (range.until ?? 0) - 3_600_000, range.until ?? Date.now());
    } else if (same && before.mask === mask && (range === undefined) === (before.range === undefined)) {
      return;
    }
    if (before !== undefined && String(before.sources) !== String(sources)) this.#model.forget();
    this.#askSoon();
    this.#drawSoon();
  }

  /**
   * What the list shows.
   *
   * @param {number} from @param {number} to @param {boolean} live whether it goes on with the time
   */
  see(from, to, live) {
    const { from: before = 0, to: after = 0 } = this.#visible ?? {};
    this.#visible = from <= to ? { from, to } : undefined;
    this.#changed = true;
    if (live || from > to || (from === before && to === after)) return;
    const { from: begin, to: end } = this.#model.extent;
    this.#model.see(to < begin ? from : to);
    if (this.#model.extent.from !== begin || this.#model.extent.to !== end) this.#askSoon();
    this.#drawSoon();
  }

  /** Goes on with the time. */
  follow() {
    if (this.#model.live) return;
    this.#model.follow();
    this.#askSoon();
    this.#drawSoon();
  }

  /** Lines that have come. @param {Come[]} come */
  add(come) {
    this.#model.add(come);
    this.#changed = true;
  }

  /** Lines that are missing. @param {Gap} gap */
  addGap(gap) {
    this.#gaps = [...this.#gaps, gap].slice(-MOST_GAPS);
    this.#drawSoon();
  }

  /** Colours, zone or size are others. */
  restyle() {
    this.#colours = undefined;
    this.#drawSoon();
  }

  get #shown() {
    return this.#slider.clientHeight > 0;
  }

  /** Nobody sees what happens in a hidden window, and nothing is asked for it. */
  #tick() {
    if (document.hidden || !this.#shown || this.#counted === undefined) return;
    const due = this.#failed && !this.#unkept ? FAILED_MILLIS : this.#model.live ? AGAIN_MILLIS : Infinity;
    if (this.#askedAt === 0 || performance.now() - this.#askedAt > due) void this.#ask();
    else if (this.#model.live && (this.#changed || Date.now() - this.#drawnAt > 10 * DRAW_MILLIS)) this.#draw();
  }

  async #ask() {
    const counted = this.#counted;
    if (counted === undefined || document.hidden || !this.#shown) return;
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    this.#askedAt = performance.now();
    const asked = Date.now();
    const { from, to, step } = this.#model.extent;
    const within = { since: time(from), until: time(to), buckets: String((to - from) / step) };
    try {
      const query = this.#filtered ? this.#query(counted) : undefined;
      const [lines, hits] = await Promise.all([
        this.#histogram(within, undefined, request.signal),
        query === undefined ? undefined : this.#histogram(within, query, request.signal),
      ]);
      this.#failed = false;
      this.#model.take(lines.buckets, hits?.buckets, step, asked);
      this.#draw();
      this.#tell();
    } catch {
      // What is drawn stays; the list says what is the matter.
      this.#failed ||= !request.signal.aborted;
    }
  }

  /** @param {Counted} counted */
  #query({ text, mask }) {
    return asked(text, mask);
  }

  /** @param {Record<string, string>} within @param {string | undefined} q @param {AbortSignal} signal */
  async #histogram(within, q, signal) {
    const url = new URL('api/histogram', this.#base);
    for (const [name, value] of Object.entries(within)) url.searchParams.set(name, value);
    for (const source of this.#counted?.sources ?? []) url.searchParams.append('source', source);
    if (q !== undefined) url.searchParams.set('q', q);
    const response = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store', signal });
    this.#unkept = response.status === 404;
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  #drawSoon() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const { clientWidth: width, clientHeight: height } = this.#slider;
    const context = this.#context;
    if (height === 0 || width === 0 || document.hidden || context === null) return;
    this.#changed = false;
    this.#drawnAt = Date.now();
    const scale = devicePixelRatio;
    if (this.#canvas.width !== Math.round(width * scale) || this.#canvas.height !== Math.round(height * scale)) {
      this.#canvas.width = Math.round(width * scale);
      this.#canvas.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const colours = (this.#colours ??= this.#readColours());
    const axis = height >= 60 ? AXIS_PX : 0;
    const { from, to } = this.#model.extent;
    const x = (/** @type {number} */ time) => ((time - from) / (to - from)) * width;
    const ink = { context, colours, x, bottom: height - axis, width };
    this.#drawSelection(ink);
    this.#drawBars(ink);
    this.#drawGaps(ink);
    if (axis > 0) this.#drawAxis(ink);
    this.#slider.setAttribute('aria-valuemax', String(this.#count - 1));
  }

  /** @param {Ink} ink */
  #drawBars({ context, colours, x, bottom }) {
    const { bars } = this.#model;
    const top = HITS_PX + 2;
    const room = bottom - top - 2;
    const most = Math.max(1, ...bars.map(({ counts }) => sum(counts)));
    const mostHits = Math.max(1, ...bars.map(({ hits }) => hits));
    for (const { from, to, counts, hits } of bars) {
      const left = x(from);
      const wide = Math.max(1, x(to) - left - 1);
      let below = bottom;
      for (const level of STACK) {
        if (counts[level] === 0) continue;
        // A single error among thousands of lines is what one looks for.
        const high = Math.max((counts[level] / most) * room, level >= WARN ? 2 : 0.5);
        context.fillStyle = colours[LEVELS[level] || 'NONE'];
        context.globalAlpha = level >= WARN ? 1 : 0.45;
        context.fillRect(left, Math.max(top, below - high), wide, Math.min(high, below - top));
        below -= high;
      }
      context.globalAlpha = 1;
      if (!this.#filtered || hits === 0) continue;
      context.fillStyle = colours.accent;
      context.globalAlpha = 0.3 + 0.7 * (hits / mostHits);
      context.fillRect(left, 0, Math.max(2, wide), HITS_PX);
      context.globalAlpha = 1;
    }
  }

  /**
   * What the list shows, the range it is bound to, and what is being selected.
   *
   * @param {Ink} ink
   */
  #drawSelection({ context, colours, x, bottom }) {
    const range = this.#selection ?? this.#counted?.range;
    if (range !== undefined) {
      const left = x(range.since ?? -1e15);
      const right = x(range.until ?? 1e15);
      context.fillStyle = colours.selected;
      context.fillRect(Math.max(-2, left), 0, Math.min(1e5, right - Math.max(-2, left)), bottom);
      context.fillStyle = colours.accent;
      for (const edge of [left, right]) context.fillRect(Math.round(edge) - 0.5, 0, 1, bottom);
    }
    if (this.#visible !== undefined) {
      const left = x(this.#visible.from);
      const wide = Math.max(3, x(this.#visible.to) - left);
      context.fillStyle = colours.accent;
      context.globalAlpha = 0.25;
      context.fillRect(left, 0, wide, bottom);
      context.globalAlpha = 1;
      context.fillRect(left, bottom - 2, wide, 2);
    }
    if (this.#cursor >= 0) {
      const bar = this.#barAt(this.#cursor);
      context.strokeStyle = colours.fg;
      context.lineWidth = 1;
      context.strokeRect(Math.round(x(bar.from)) - 0.5, 0.5, Math.max(2, x(bar.to) - x(bar.from)), bottom - 1);
    }
  }

  /** @param {Ink} ink */
  #drawGaps({ context, colours, x, bottom }) {
    context.strokeStyle = context.fillStyle = colours.WARN;
    context.lineWidth = 1;
    for (const { since, until, reason } of this.#gaps) {
      const at = Math.round(x(since ?? until ?? 0)) + 0.5;
      context.setLineDash(reason === AWAY ? [] : [3, 3]);
      context.beginPath();
      context.moveTo(at, HITS_PX);
      context.lineTo(at, bottom);
      context.stroke();
      context.beginPath();
      context.moveTo(at - 4, HITS_PX);
      context.lineTo(at + 4, HITS_PX);
      context.lineTo(at, HITS_PX + 6);
      context.fill();
    }
    context.setLineDash([]);
  }

  /** @param {Ink} ink */
  #drawAxis({ context, colours, x, bottom, width }) {
    context.fillStyle = colours.line;
    context.fillRect(0, bottom, width, 1);
    context.fillStyle = colours.muted;
    context.font = `11px ${colours.font}`;
    context.textBaseline = 'middle';
    for (const { time, text } of this.#model.ticks(width / TICK_PX)) {
      const at = Math.round(x(time));
      context.fillRect(at, bottom, 1, 4);
      if (at + 4 + 44 < width) context.fillText(text, at + 4, bottom + AXIS_PX / 2 + 1);
    }
  }

  /** Canvases know no light-dark(): elements say which colours those are. */
  #readColours() {
    /** @type {Record<string, string>} */
    const colours = {};
    this.#keys.hidden = false;
    for (const key of this.#keys.children) colours[key.className] = getComputedStyle(key).color;
    this.#keys.hidden = true;
    colours.font = getComputedStyle(this).fontFamily;
    return colours;
  }

  get #count() {
    const { from, to, step } = this.#model.extent;
    return Math.round((to - from) / step);
  }

  /** @param {number} index */
  #barAt(index) {
    const { from, step } = this.#model.extent;
    const begin = from + index * step;
    const own = this.#model.bars.filter((bar) => bar.from >= begin && bar.from < begin + step);
    const counts = LEVELS.map((_, level) => own.reduce((total, bar) => total + bar.counts[level], 0));
    return { from: begin, to: begin + step, counts, hits: own.reduce((total, { hits }) => total + hits, 0) };
  }

  /** What is being selected: whole bars. @returns {Range | undefined} */
  get #selection() {
    if (this.#anchor === undefined || this.#cursor < 0) return undefined;
    const { from, step } = this.#model.extent;
    const anchor = Math.floor((this.#anchor - from) / step);
    return {
      since: from + Math.min(anchor, this.#cursor) * step,
      until: from + (Math.max(anchor, this.#cursor) + 1) * step,
    };
  }

  /** @param {MouseEvent} event */
  #indexAt({ clientX }) {
    const { left, width } = this.#slider.getBoundingClientRect();
    return Math.min(Math.max(0, Math.floor(((clientX - left) / width) * this.#count)), this.#count - 1);
  }

  /** @param {PointerEvent} event */
  #pressed(event) {
    if (event.button !== 0) return;
    this.#slider.setPointerCapture(event.pointerId);
    this.#cursor = this.#indexAt(event);
    this.#anchor = this.#barAt(this.#cursor).from;
    this.#pressedAt = event.clientX;
    this.#dragged = false;
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    this.#cursor = this.#indexAt(event);
    this.#dragged ||= this.#anchor !== undefined && Math.abs(event.clientX - this.#pressedAt) > CLICK_PX;
    this.#showTip();
    this.#drawSoon();
  }

  /** @param {PointerEvent} event */
  #released(event) {
    if (this.#anchor === undefined) return;
    this.#cursor = this.#indexAt(event);
    this.#choose(this.#dragged);
    this.#leave();
  }

  /** @param {boolean} all what is selected, or where the cursor is */
  #choose(all) {
    this.wanted = all ? (this.#selection ?? {}) : { since: this.#barAt(this.#cursor).from };
    this.#cancel();
    this.dispatchEvent(new Event(all ? 'range' : 'go'));
  }

  #cancel() {
    this.#anchor = undefined;
    this.#dragged = false;
    this.#drawSoon();
  }

  #leave() {
    if (this.#anchor !== undefined && this.#slider.matches(':active')) return;
    this.#cancel();
    this.#cursor = -1;
    this.#tip.hidden = true;
  }

  /** @param {WheelEvent} event */
  #wheeled(event) {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      this.#model.move(Math.sign(event.deltaX || event.deltaY) * 0.1);
      this.#look();
    } else if (event.deltaY !== 0) {
      this.#zoom(event.deltaY < 0 ? 1 / ZOOM : ZOOM, this.#barAt(this.#indexAt(event)));
    }
  }

  /** @param {number} factor @param {Pick<Bar, 'from' | 'to'>} at */
  #zoom(factor, { from, to }) {
    this.#model.zoom(factor, this.#model.live && to >= this.#model.extent.to ? to : (from + to) / 2);
    this.#look();
  }

  /** Another part of time is looked at. */
  #look() {
    this.#cursor = Math.min(this.#cursor, this.#count - 1);
    this.#tip.hidden = true;
    this.#askSoon();
    this.#drawSoon();
  }

  /** To the last hour, or to the range. */
  #back() {
    const { range } = this.#counted ?? {};
    if (range?.since !== undefined) this.#model.show(range.since, range.until ?? Date.now());
    else this.#model.follow();
    this.#look();
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const last = this.#count - 1;
    const at = this.#cursor < 0 ? last : this.#cursor;
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowDown: at - 1, ArrowUp: at + 1 };
    Object.assign(steps, { PageUp: at + 10, PageDown: at - 10, Home: 0, End: last });
    if (event.key in steps) {
      this.#step(steps[event.key], event.shiftKey);
    } else if (event.key === '+' || event.key === '=') {
      this.#zoom(1 / ZOOM, this.#barAt(at));
      this.#say();
    } else if (event.key === '-') {
      this.#zoom(ZOOM, this.#barAt(at));
      this.#say();
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (this.#cursor >= 0) this.#choose(this.#anchor !== undefined);
    } else if (event.key === 'Escape' && this.#anchor !== undefined) {
      this.#cancel();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {number} index @param {boolean} extend */
  #step(index, extend) {
    const before = this.#cursor < 0 ? this.#count - 1 : this.#cursor;
    if (!extend) this.#anchor = undefined;
    else this.#anchor ??= this.#barAt(before).from;
    // Beyond the edge there is more of it.
    if (index < 0) this.#model.move(-0.25);
    if (index > this.#count - 1 && !this.#model.live) this.#model.move(0.25);
    if (index < 0 || index > this.#count - 1) this.#askSoon();
    this.#cursor = Math.min(Math.max(0, index), this.#count - 1);
    this.#say();
    this.#showTip();
    this.#drawSoon();
  }

  /** To those who do not see it. */
  #say() {
    const index = this.#cursor < 0 ? this.#count - 1 : this.#cursor;
    this.#slider.ariaValueNow = String(index);
    this.#slider.ariaValueText = this.#selectionText() ?? barText(this.#barAt(index), this.#filtered);
    this.#slider.setAttribute('aria-valuemax', String(this.#count - 1));
  }

  #selectionText() {
    const { since = 0, until = 0 } = this.#selection ?? {};
    return until === 0 ? undefined : t('still.range', { from: moment(since), until: moment(until) });
  }

  #showTip() {
    const { from, step } = this.#model.extent;
    const selected = this.#dragged || this.#selectionText() !== undefined ? this.#selectionText() : undefined;
    const bar = this.#barAt(this.#cursor);
    const near = this.#gaps.filter(({ since, until }) => {
      const at = since ?? until ?? 0;
      return at >= bar.from - step && at < bar.to + step;
    });
    const texts = [
      this.#dragged && selected !== undefined ? selected : barText(bar, this.#filtered),
      ...near.map(gapTitle),
    ];
    this.#tip.replaceChildren(...texts.map((text) => h('div', {}, text)));
    this.#tip.hidden = false;
    const width = this.#slider.clientWidth;
    const left = ((bar.from - from) / (this.#count * step)) * width;
    this.#tip.style.left = `${Math.max(4, Math.min(left, width - this.#tip.offsetWidth - 4))}px`;
  }

  /** What the table says. */
  #tell() {
    const rows = this.#model.summary(SUMMARY_ROWS).map(({ from, to, counts }) => {
      const cells = [sum(counts), counts[WARN], sum(counts.slice(ERROR))];
      const when = t('timeline.between', { from: moment(from), to: moment(to) });
      return h('tr', {}, h('th', { scope: 'row' }, when), ...cells.map((count) => h('td', {}, String(count))));
    });
    this.#body.replaceChildren(...rows);
  }
}

/** Of the list of the page's gaps: the stream was broken off. */
export const AWAY = 'connection';

/** Elements of these classes have the colours. */
const COLOURS = [...LEVELS.slice(1), 'NONE', 'accent', 'selected', 'fg', 'muted', 'line'];

/** @param {string} name */
function header(name) {
  return h('th', { scope: 'col' }, t(/** @type {import('../core/i18n.js').Key} */ (`timeline.${name}`)));
}

/** @param {Bar} bar @param {boolean} filtered */
function barText({ from, to, counts, hits }, filtered) {
  const levels = STACK.filter((level) => counts[level] > 0).map((level) =>
    t('timeline.level', { count: counts[level], level: LEVELS[level] || t('timeline.none') }),
  );
  const texts = [t('timeline.between', { from: moment(from), to: moment(to) }), ...levels];
  if (levels.length === 0) texts.push(t('timeline.empty'));
  if (filtered) texts.push(t('status.hits', { count: hits }));
  return texts.join(' · ');
}

/** @param {Gap} gap */
function gapTitle({ reason, missed, since, until }) {
  const why = `gap.reason.${reason}`;
  const what = missed === undefined ? t('gap.unknown') : t('gap.known', { count: missed });
  if (reason === AWAY) return t('timeline.away', { from: moment(since ?? 0), to: moment(until ?? 0) });
  return isKey(why) ? `${what} · ${t(why)}` : what;
}

/** @param {number} millis */
function time(millis) {
  return new Date(millis).toISOString();
}

customElements.define('time-line', TimeLine);
