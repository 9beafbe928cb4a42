import { t } from '../core/i18n.js';
import { parseTime } from '../core/time.js';
import { h } from '../dom.js';

/** Where one says to which time the list shall go. */
export class TimeField extends HTMLElement {
  /** What was meant last, in milliseconds since 1970. @type {number | undefined} */
  time;

  #input = h('input', {
    type: 'text',
    className: 'field',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: t('go.placeholder'),
    'aria-label': t('go.label'),
    title: t('go.label'),
    oninput: () => (this.error = ''),
  });
  #error = h('p', { className: 'time-error', role: 'status', hidden: true });

  connectedCallback() {
    this.#input.addEventListener('keydown', ({ key }) => key === 'Enter' && this.#go());
    this.append(this.#input, this.#error);
  }

  get focused() {
    return document.activeElement === this.#input;
  }

  focus() {
    this.#input.select();
    this.#input.focus();
  }

  /** @param {string} error '' = none */
  set error(error) {
    this.#error.textContent = error;
    this.#error.hidden = error === '' || !this.focused;
    this.#input.ariaInvalid = String(error !== '');
  }

  #go() {
    this.time = parseTime(this.#input.value, Date.now());
    this.error = this.time === undefined ? t('go.wrong') : '';
    if (this.time !== undefined) this.dispatchEvent(new Event('go'));
  }
}

customElements.define('time-field', TimeField);
