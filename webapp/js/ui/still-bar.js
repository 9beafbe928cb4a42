import { t } from '../core/i18n.js';
import { h, write } from '../dom.js';

/** Says that what is shown is not what comes now, and leads back; or why a place could not be shown. */
export class StillBar extends HTMLElement {
  #about = new Text();
  #error = '';
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

  /** @param {string | undefined} about what is shown; undefined = what comes now */
  show(about) {
    const text = this.#error || about;
    this.hidden = text === undefined;
    write(this.#about, text ?? '');
    this.classList.toggle('wrong', this.#error !== '');
    this.#back.hidden = this.#live.hidden = about === undefined;
  }
}

customElements.define('still-bar', StillBar);
