import { moment } from '../core/clock.js';
import { t } from '../core/i18n.js';
import { h, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Range} Range */

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

  #link = h(
    'button',
    { type: 'button', className: 'link', onclick: () => this.dispatchEvent(new Event('link')) },
    t('still.link'),
  );

  connectedCallback() {
    this.role = 'status';
    this.append(h('span', {}, this.#about), this.#back, this.#live, this.#link);
    this.show(undefined);
  }

  /** @param {string} error '' = none */
  set error(error) {
    this.#error = error;
    this.show(this.#shown);
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
    this.#back.hidden = this.#live.hidden = this.#link.hidden = about === undefined;
  }
}

/**
 * What is shown there.
 *
 * @param {import('../../types/protocol.js').Target} target @param {Range} [range] @param {string} [context] a source
 */
export function placeText(target, range, context) {
  if (context !== undefined) return t('still.context', { source: context });
  if (range !== undefined) return rangeText(range);
  if (target.kind === 'time' && target.time === 0) return t('still.beginning');
  const time = target.time === undefined ? '' : moment(target.time);
  return t(target.kind === 'line' ? 'still.line' : 'still.time', { time });
}

/** @param {Range} range at least one of its bounds is known */
function rangeText({ since, until }) {
  const from = moment(since ?? 0);
  if (until === undefined) return t('still.since', { from });
  return since === undefined
    ? t('still.until', { until: moment(until) })
    : t('still.range', { from, until: moment(until) });
}

customElements.define('still-bar', StillBar);
