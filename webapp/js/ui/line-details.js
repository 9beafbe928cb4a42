import { gapText } from '../list/row.js';
import { flatten } from '../core/fields.js';
import { t } from '../core/i18n.js';
import { LEVELS } from '../core/levels.js';
import { conditionOf, stackOf, treeOf } from '../core/line-parts.js';
import { visible } from '../core/text.js';
import { h, iconButton } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Line} Line */
/** @typedef {'fields' | 'raw' | 'json' | 'stack'} Tab */

/** @type {[Tab, import('../core/i18n.js').Key][]} */
const TABS = [
  ['fields', 'details.fields'],
  ['raw', 'details.raw'],
  ['json', 'details.json'],
  ['stack', 'details.stack'],
];

/** Everything about one line (APG, tabs). */
export class LineDetails extends HTMLElement {
  /** @type {Tab} */
  #tab = 'fields';
  /** @type {Line | undefined} */
  #line;
  #body = h('div', { id: 'details-body', className: 'details-body', role: 'tabpanel', tabIndex: 0 });
  #tabs = TABS.map(([tab, label]) =>
    h(
      'button',
      {
        type: 'button',
        id: `details-${tab}`,
        className: 'tab',
        role: 'tab',
        'aria-controls': 'details-body',
        onclick: () => this.#turn(tab),
      },
      t(label),
    ),
  );

  connectedCallback() {
    const tabs = h('div', { className: 'tabs', role: 'tablist', 'aria-label': t('details.label') }, ...this.#tabs);
    tabs.addEventListener('keydown', (event) => this.#move(event));
    this.append(
      h(
        'header',
        { className: 'title-bar' },
        h('h2', {}, t('details.title')),
        iconButton('up', t('details.previous'), () => this.#tell('previous')),
        iconButton('down', t('details.next'), () => this.#tell('next')),
        iconButton('copy', t('details.copy'), () => this.#tell('copy')),
        iconButton('close', t('details.close'), () => this.#tell('close')),
      ),
      tabs,
      this.#body,
    );
  }

  /** @param {Line} line */
  show(line) {
    this.#line = line;
    this.#render();
  }

  #render() {
    const line = this.#line;
    if (line === undefined) return;
    const { text, attributes, gap } = line;
    const stack = stackOf(text);
    const tree = treeOf(text, attributes);
    const none = { fields: false, raw: false, json: tree === undefined, stack: stack === undefined };
    const shown = none[this.#tab] ? 'fields' : this.#tab;
    for (const [i, [tab]] of TABS.entries()) {
      this.#tabs[i].hidden = none[tab];
      this.#tabs[i].ariaSelected = String(tab === shown);
      this.#tabs[i].tabIndex = tab === shown ? 0 : -1;
    }
    this.#body.setAttribute('aria-labelledby', `details-${shown}`);
    /** @param {string} own */
    const raw = (own) => h('pre', { className: 'raw', translate: false, dir: 'auto' }, own);
    const whole = () => raw(gap === undefined ? visible(text) : gapText(gap));
    const contents = {
      fields: () => [this.#fields(line), whole()],
      raw: () => [whole()],
      json: () => [h('div', { className: 'tree', translate: false }, ...branch(tree))],
      stack: () => [h('ol', { className: 'stack', translate: false }, ...(stack ?? []).map(frame))],
    };
    this.#body.replaceChildren(...contents[shown]());
    this.#body.scrollTop = 0;
  }

  /** @param {Line} line */
  #fields({ id, time, source, level, attributes = {} }) {
    const own = [
      { label: t('details.time'), value: new Date(time).toISOString() },
      { label: t('details.source'), value: source, name: 'source' },
      { label: t('details.level'), value: LEVELS[level] ?? '', name: 'level' },
      { label: t('details.id'), value: id },
    ];
    const others = flatten(attributes).map(([name, value]) => ({ label: name, value, name }));
    return h(
      'dl',
      { className: 'fields' },
      ...[...own, ...others].filter(({ value }) => value !== '').map((field) => this.#field(field)),
    );
  }

  /** @param {{ label: string, value: string, name?: string }} field name: undefined = it cannot be asked for */
  #field({ label, value, name }) {
    /** @param {string} icon @param {import('../core/i18n.js').Key} key @param {string} event @param {unknown} detail */
    const tool = (icon, key, event, detail) =>
      iconButton(icon, t(key, { name: label }), () => this.dispatchEvent(new CustomEvent(event, { detail })));
    const condition = name === undefined ? undefined : conditionOf(name, value);
    return h(
      'div',
      {},
      h('dt', { translate: false }, label),
      h('dd', { translate: false, dir: 'auto' }, visible(value)),
      h(
        'dd',
        { className: 'field-tools' },
        condition !== undefined && tool('plus', 'details.with', 'with', { condition, not: false }),
        condition !== undefined && tool('minus', 'details.without', 'with', { condition, not: true }),
        tool('copy', 'details.copy.value', 'copy-value', value),
      ),
    );
  }

  /** @param {Tab} tab */
  #turn(tab) {
    this.#tab = tab;
    this.#render();
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const shown = this.#tabs.filter(({ hidden }) => !hidden);
    const at = shown.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = shown.at(to % shown.length);
    next?.click();
    next?.focus();
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }
}

/** @param {unknown} value @returns {Node[]} */
function branch(value) {
  if (value === null || typeof value !== 'object') return [leaf(value)];
  return Object.entries(value).map(([name, own]) => {
    const size = own !== null && typeof own === 'object' ? Object.keys(own).length : -1;
    const label = h('span', { className: 'tree-name' }, visible(name));
    if (size < 0) return h('div', { className: 'tree-leaf' }, label, ' ', leaf(own));
    const count = h('span', { className: 'tree-size' }, Array.isArray(own) ? `[${size}]` : `{${size}}`);
    return h('details', { open: true }, h('summary', {}, label, ' ', count), ...branch(own));
  });
}

/** @param {unknown} value */
function leaf(value) {
  return h('span', { className: `tree-${typeof value}` }, visible(JSON.stringify(value)));
}

/** @param {import('../core/line-parts.js').Frame} frame */
function frame({ text, kind }) {
  return h('li', { className: `frame-${kind}` }, visible(text));
}

customElements.define('line-details', LineDetails);
