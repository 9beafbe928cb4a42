import { t } from '../core/i18n.js';
import { h } from '../dom.js';

/** @typedef {'copy' | 'json' | 'markdown' | 'link' | 'context' | 'hide' | 'follow' | 'details'} Act */

/** @type {[Act, import('../core/i18n.js').Key, string][]} */
const ACTS = [
  ['copy', 'menu.copy', 'c'],
  ['json', 'menu.json', ''],
  ['markdown', 'menu.markdown', ''],
  ['link', 'menu.link', 'y'],
  ['context', 'menu.context', 'x'],
  ['hide', 'menu.hide', ''],
  ['follow', 'menu.follow', ''],
  ['details', 'menu.details', 'Enter'],
];

/** What can be done with a line (APG, menu). */
export class RowMenu extends HTMLElement {
  #items = ACTS.map(([act, label, key]) =>
    h(
      'button',
      { type: 'button', role: 'menuitem', tabIndex: -1, 'data-act': act, onclick: () => this.#choose(act) },
      h('span', {}, t(label)),
      key !== '' && h('kbd', { 'aria-hidden': 'true' }, key),
    ),
  );
  #menu = h(
    'div',
    { role: 'menu', popover: 'auto', className: 'row-menu', 'aria-label': t('menu.label') },
    ...this.#items,
  );

  connectedCallback() {
    this.#menu.addEventListener('keydown', (event) => this.#move(event));
    this.append(this.#menu);
  }

  get open() {
    return this.#menu.matches(':popover-open');
  }

  /**
   * @param {number} x @param {number} y of the corner, kept on the screen @param {Act[]} without what cannot be done
   */
  show(x, y, without = []) {
    for (const item of this.#items) item.hidden = without.includes(/** @type {Act} */ (item.dataset.act));
    this.#menu.showPopover();
    const { width, height } = this.#menu.getBoundingClientRect();
    this.#menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
    this.#menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
    this.#shown()[0].focus();
  }

  /** @param {Act} act */
  #choose(act) {
    this.#menu.hidePopover();
    this.dispatchEvent(new CustomEvent('act', { detail: act }));
  }

  #shown() {
    return this.#items.filter(({ hidden }) => !hidden);
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const items = this.#shown();
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') this.#menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }
}

customElements.define('row-menu', RowMenu);
