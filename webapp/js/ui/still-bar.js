import { moment } from '../core/clock.js';
import { t } from '../core/i18n.js';
import { h, write } from '../dom.js';

/** Says that what is shown is not what comes now, and leads back; or why a place could not be shown. */
export class StillBar extends HTMLElement {
  #about = new Text();
  #error = '';
  #none = false;
  /** @type {string | undefined} */
  #shown;
  #back = h(
    'button',
    { type: 'button', className: 'link', onclick: () => this.dispatchEvent(new Event('back')) },
    t('still.back'),
  );
  #live = h(
    'button',
    { type: 'button', className: 'link', onclick: () => this.dispatchEvent(new Event('live')) },
    t('still.live'),
  );

  connectedCallback() {
    this.role = 'status';
    this.append(h('span', {}, this.#about), this.#back, this.#live);
    this.show(undefined);
  }

  /** @param {string} error '' = none */
  set error(error) {
    this.#error = error;
    this.show(undefined);
  }

  /** @param {boolean} none whether there are no lines to be shown */
  set none(none) {
    if (none === this.#none) return;
    this.#none = none;
    this.show(this.#shown);
  }

  /** @param {string | undefined} about what is shown; undefined = what comes now */
  show(about) {
    this.#shown = about;
    const text = this.#error || (about !== undefined && this.#none ? t('still.none', { about }) : about);
    this.hidden = text === undefined;
    write(this.#about, text ?? '');
    this.classList.toggle('wrong', this.#error !== '');
    this.#back.hidden = this.#live.hidden = about === undefined;
  }
}

/** @param {import('../../types/protocol.js').Range} range at least one of its bounds is known */
export function rangeText({ since, until }) {
  const from = moment(since ?? 0);
  if (until === undefined) return t('still.since', { from });
  return since === undefined
    ? t('still.until', { until: moment(until) })
    : t('still.range', { from, until: moment(until) });
}

customElements.define('still-bar', StillBar);
