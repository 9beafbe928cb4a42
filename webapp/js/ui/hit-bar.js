import { t } from '../core/i18n.js';
import { h, iconButton, write } from '../dom.js';

/** @typedef {import('../core/conditions.js').Condition} Condition */
/**
 * @typedef {{ total: number, upTo?: number, approximate: boolean } | undefined} Hits undefined: they are being counted
 */
/**
 * @typedef {{ act: 'off' | 'invert' | 'remove' | 'on' | 'forget', index: number }} Change of the conditions that hold,
 *   or of those that are off
 */

/** What is looked for, condition by condition, and how often it is there. */
export class HitBar extends HTMLElement {
  #count = new Text();
  #chips = h('ul', { className: 'conditions', 'aria-label': t('hits.conditions') });
  #mode = h('button', {
    type: 'button',
    className: 'link',
    title: t('hits.mode.hint'),
    onclick: () => this.#tell('mode'),
  });
  #shown = '';

  connectedCallback() {
    this.role = 'group';
    this.ariaLabel = t('hits.label');
    this.append(
      h('span', { className: 'hits', role: 'status' }, this.#count),
      iconButton('up', t('hits.previous'), () => this.#tell('previous')),
      iconButton('down', t('hits.next'), () => this.#tell('next')),
      this.#chips,
      this.#mode,
    );
    this.hidden = true;
  }

  /**
   * @param {Condition[]} conditions that hold @param {Condition[]} off those that are kept for later
   * @param {boolean} highlight @param {boolean} filtered
   */
  show(conditions, off, highlight, filtered) {
    this.hidden = !filtered && conditions.length + off.length === 0;
    const key = JSON.stringify([conditions, off, highlight]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#mode.hidden = conditions.length === 0;
    this.#mode.textContent = highlight ? t('hits.mode.filter') : t('hits.mode.highlight');
    this.#chips.replaceChildren(
      ...conditions.map((condition, i) => this.#chip(condition, i, true)),
      ...off.map((condition, i) => this.#chip(condition, i, false)),
    );
  }

  /** @param {Hits} hits */
  set hits(hits) {
    const count = hits?.total ?? 0;
    const key = hits?.approximate ? 'hits.about' : 'hits.count';
    const text =
      hits === undefined
        ? t('hits.counting')
        : hits.upTo === undefined
          ? t(key, { count })
          : t('hits.of', { index: hits.upTo, count });
    write(this.#count, text);
  }

  /** @param {Condition} condition @param {number} index @param {boolean} on */
  #chip({ text, not }, index, on) {
    const name = `${not ? '-' : ''}${text}`;
    /** @param {Change['act']} act */
    const change = (act) => () => this.dispatchEvent(new CustomEvent('change', { detail: { act, index } }));
    return h(
      'li',
      { className: 'condition' },
      h(
        'button',
        {
          type: 'button',
          className: 'condition-name',
          'aria-pressed': String(on),
          title: t(on ? 'hits.off' : 'hits.on', { condition: name }),
          translate: false,
          onclick: change(on ? 'off' : 'on'),
        },
        name,
      ),
      on && iconButton('invert', t('hits.invert', { condition: name }), change('invert')),
      iconButton('close', t('hits.remove', { condition: name }), change(on ? 'remove' : 'forget')),
    );
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }
}

customElements.define('hit-bar', HitBar);
