import { rate, t } from '../core/i18n.js';
import { globMatches, hueOf, middle } from '../core/text.js';
import { h, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Source} Source */
/** @typedef {import('../../types/protocol.js').SourceRate} SourceRate */

const NAME_CHARS = 26;
const RECENT_MILLIS = 60_000;

/** The sources, how busy each one is, and which of them are shown. */
export class SourceList extends HTMLElement {
  /** What is shown: ids and globs; none = all. @type {string[]} */
  #selected = [];
  /** @type {Map<string, SourceRow>} */
  #rows = new Map();
  /** @type {Map<string, SourceRate>} */
  #rates = new Map();
  #list = h('ul', { className: 'source-rows' });
  #all = h('button', { type: 'button', className: 'source-all', onclick: () => this.showAll() }, t('sources.all'));
  #none = h('p', { className: 'source-none' });
  #search = h('input', {
    type: 'search',
    className: 'field',
    placeholder: t('sources.filter'),
    'aria-label': t('sources.filter'),
    autocomplete: 'off',
    spellcheck: false,
    oninput: () => this.#filter(),
  });

  connectedCallback() {
    this.append(this.#search, this.#all, this.#list, this.#none);
    this.#filter();
  }

  get selected() {
    return this.#selected;
  }

  set selected(selected) {
    this.#selected = selected;
    this.#mark();
  }

  showAll() {
    this.#choose([]);
  }

  focusSearch() {
    this.#search.focus();
  }

  /** All that exist, by the server's word. @param {Source[]} sources */
  set sources(sources) {
    for (const source of sources) this.#row(source.id).source = source;
    this.#update();
  }

  /** Those of which lines have come, as measured here. @param {SourceRate[]} rates */
  set rates(rates) {
    for (const measured of rates) {
      this.#rates.set(measured.id, measured);
      this.#row(measured.id);
    }
    this.#update();
  }

  /** @param {string} id */
  #row(id) {
    let row = this.#rows.get(id);
    if (row === undefined) {
      row = new SourceRow(id, (added) => (added ? this.#toggle(id) : this.#only(id)));
      this.#rows.set(id, row);
      const next = [...this.#rows.keys()].sort().find((other) => other > id && other !== id);
      this.#list.insertBefore(row.element, next === undefined ? null : (this.#rows.get(next)?.element ?? null));
      this.#mark();
      this.#filter();
    }
    return row;
  }

  #update() {
    const now = Date.now();
    for (const [id, row] of this.#rows) row.update(this.#rates.get(id), this.#isShown(id), now);
  }

  /** @param {string} id */
  #isShown(id) {
    return this.#selected.length === 0 || this.#isChosen(id);
  }

  /** @param {string} id */
  #isChosen(id) {
    return this.#selected.some((glob) => globMatches(glob, id));
  }

  #mark() {
    this.#all.setAttribute('aria-pressed', String(this.#selected.length === 0));
    for (const [id, row] of this.#rows) row.chosen = this.#isChosen(id);
  }

  /** @param {string} id */
  #only(id) {
    this.#choose(this.#selected.length === 1 && this.#selected[0] === id ? [] : [id]);
  }

  /** @param {string} id */
  #toggle(id) {
    const chosen = [...this.#rows.keys()].filter((other) => this.#isChosen(other) !== (other === id));
    this.#choose(chosen);
  }

  /** @param {string[]} selected */
  #choose(selected) {
    this.selected = selected;
    this.dispatchEvent(new Event('change'));
  }

  #filter() {
    const wanted = this.#search.value.trim().toLowerCase();
    let shown = 0;
    for (const [id, { element }] of this.#rows) {
      element.hidden = !id.toLowerCase().includes(wanted);
      if (!element.hidden) shown++;
    }
    this.#none.hidden = shown > 0;
    this.#none.textContent = this.#rows.size === 0 ? t('sources.none') : t('sources.nomatch');
  }
}

class SourceRow {
  /** @type {Source | undefined} */
  source;

  #rate = new Text('–');
  #box;
  #dot = h('span', { className: 'source-errors', title: t('sources.errors'), hidden: true });
  #name;

  /** @param {string} id @param {(added: boolean) => void} onpick */
  constructor(id, onpick) {
    this.#box = h('input', {
      type: 'checkbox',
      'aria-label': t('sources.add', { name: id }),
      onchange: () => onpick(true),
    });
    this.#name = h(
      'button',
      {
        type: 'button',
        className: 'source-name',
        title: t('sources.only', { name: id }),
        onclick: (/** @type {MouseEvent} */ { ctrlKey, metaKey }) => onpick(ctrlKey || metaKey),
      },
      h('span', { className: 'swatch' }),
      h('span', { className: 'source-id', translate: false }, middle(id, NAME_CHARS)),
      this.#dot,
      h('span', { className: 'source-rate' }, this.#rate),
    );
    this.element = h('li', { className: 'source-row' }, h('label', { className: 'box' }, this.#box), this.#name);
    this.element.style.setProperty('--hue', String(hueOf(id)));
  }

  /** @param {boolean} chosen */
  set chosen(chosen) {
    this.#box.checked = chosen;
    this.#name.setAttribute('aria-pressed', String(chosen));
  }

  /** @param {SourceRate | undefined} measured @param {boolean} streamed @param {number} now */
  update(measured, streamed, now) {
    const perSecond = streamed && measured !== undefined ? measured.rate : (this.source?.rate?.lines ?? 0);
    const lastLine = Math.max(measured?.lastLine ?? 0, Date.parse(this.source?.lastLine ?? '') || 0);
    write(this.#rate, t('sources.rate', { rate: rate(perSecond) }));
    this.#dot.hidden = now - (measured?.lastError ?? 0) > RECENT_MILLIS;
    this.element.classList.toggle('idle', now - lastLine > RECENT_MILLIS);
    this.element.classList.toggle('failed', this.source?.state === 'failed');
  }
}

customElements.define('source-list', SourceList);
