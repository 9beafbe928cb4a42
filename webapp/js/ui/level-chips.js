import { t, short } from '../core/i18n.js';
import { ALL_LEVELS, LEVELS } from '../core/levels.js';
import { h, write } from '../dom.js';

/** One button for each level: how many lines have it, and whether they are shown. */
export class LevelChips extends HTMLElement {
  #mask = ALL_LEVELS;
  /** @type {{ button: HTMLButtonElement, count: Text }[]} */
  #chips = [];

  connectedCallback() {
    this.role = 'group';
    this.ariaLabel = t('levels.label');
    this.#chips = LEVELS.map((level, index) => {
      const name = level || t('levels.none');
      const count = new Text();
      const button = h(
        'button',
        {
          type: 'button',
          className: 'chip',
          title: t(index === 0 ? 'levels.hint.none' : 'levels.hint', { level: `${name} (${index})` }),
          'data-level': level || 'NONE',
          onclick: (/** @type {MouseEvent} */ { altKey }) => this.press(index, altKey),
        },
        h('span', { className: 'chip-name' }, name),
        h('span', { className: 'chip-count' }, count),
      );
      return { button, count };
    });
    this.append(...this.#chips.map(({ button }) => button));
    this.counts = [];
    this.mask = this.#mask;
  }

  get mask() {
    return this.#mask;
  }

  set mask(mask) {
    this.#mask = mask;
    this.#chips.forEach(({ button }, index) => (button.ariaPressed = String((mask & (1 << index)) !== 0)));
  }

  /** @param {number[]} counts by level */
  set counts(counts) {
    this.#chips.forEach(({ button, count }, index) => {
      const lines = counts[index] ?? 0;
      write(count, lines > 999 ? short(lines, 999) : String(lines));
      button.classList.toggle('none', lines === 0);
      // Most logs have a level in each line.
      if (index === 0) button.hidden = lines === 0 && (this.#mask & 1) !== 0;
    });
  }

  /** @param {number} level @param {boolean} solo */
  press(level, solo) {
    const bit = 1 << level;
    if (solo) this.mask = this.#mask === bit ? ALL_LEVELS : bit;
    else this.mask = this.#mask ^ bit || ALL_LEVELS;
    this.dispatchEvent(new Event('change'));
  }
}

customElements.define('level-chips', LevelChips);
