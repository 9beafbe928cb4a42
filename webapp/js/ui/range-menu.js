import { moment } from '../core/clock.js';
import { t } from '../core/i18n.js';
import { parseTime } from '../core/time.js';
import { h, icon } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Range} Range */

/** Room that it takes. */
const WIDTH = 300;

const PRESETS = ['5m', '15m', '1h', '6h', '24h', '7d'];

/** Chooses which times of the past are shown: the last minutes, hours or days, or from one time to another. */
export class RangeMenu extends HTMLElement {
  /** What has been chosen. @type {Range} */
  range = {};

  /** @type {Range} */
  #shown = {};

  #from = this.#field('from');
  #to = this.#field('to');
  #error = h('p', { className: 'form-error', role: 'alert', hidden: true });
  #button = h(
    'button',
    {
      type: 'button',
      className: 'range-button',
      title: t('range.title'),
      'aria-haspopup': 'dialog',
    },
    t('range.label'),
    icon('down'),
  );
  #popup = h(
    'div',
    { className: 'range-popup', popover: 'auto', role: 'dialog', 'aria-label': t('range.title') },
    h(
      'form',
      { onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h(
        'div',
        { className: 'range-presets', role: 'group', 'aria-label': t('range.last') },
        ...PRESETS.map((preset) => this.#preset(preset)),
      ),
      h('label', {}, t('range.from'), this.#from),
      h('label', {}, t('range.to'), this.#to),
      this.#error,
      h('button', { className: 'button' }, t('range.show')),
    ),
  );

  connectedCallback() {
    this.#button.popoverTargetElement = this.#popup;
    this.append(this.#button, this.#popup);
    this.#popup.addEventListener('beforetoggle', (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === 'open') this.#open();
    });
  }

  get open() {
    return this.#popup.matches(':popover-open');
  }

  /** @param {Range | undefined} range that is shown */
  show(range) {
    this.#button.classList.toggle('on', range !== undefined);
    this.#shown = range ?? {};
  }

  #open() {
    const { left, bottom } = this.#button.getBoundingClientRect();
    this.#popup.style.left = `${Math.max(4, Math.min(left, innerWidth - WIDTH))}px`;
    this.#popup.style.top = `${bottom + 4}px`;
    this.#error.hidden = true;
    const { since, until } = this.#shown;
    this.#from.value = since === undefined ? '' : moment(since);
    this.#to.value = until === undefined ? '' : moment(until);
  }

  /** @param {string} preset */
  #preset(preset) {
    const onclick = () => {
      const until = Date.now();
      this.#choose({ since: parseTime(preset, until), until });
    };
    return h('button', { type: 'button', className: 'range-preset', onclick }, preset);
  }

  /** @param {'from' | 'to'} name */
  #field(name) {
    return h('input', {
      type: 'text',
      className: 'field',
      name,
      autofocus: name === 'from',
      autocomplete: 'off',
      spellcheck: false,
      placeholder: t(`range.${name}.placeholder`),
    });
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const now = Date.now();
    const times = [this.#from, this.#to].map(({ value }) =>
      value.trim() === '' ? undefined : (parseTime(value, now) ?? NaN),
    );
    const [since, until] = times;
    const wrong = times.some(Number.isNaN);
    const backwards = since !== undefined && until !== undefined && since >= until;
    this.#error.hidden = !wrong && !backwards;
    this.#error.textContent = wrong ? t('go.wrong') : backwards ? t('range.backwards') : '';
    if (!wrong && !backwards && (since ?? until) !== undefined) this.#choose({ since, until });
  }

  /** @param {Range} range */
  #choose(range) {
    this.range = range;
    this.#popup.hidePopover();
    this.dispatchEvent(new Event('range'));
  }
}

customElements.define('range-menu', RangeMenu);
