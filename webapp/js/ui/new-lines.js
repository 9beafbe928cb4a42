import { short, t } from '../core/i18n.js';
import { h, icon, write } from '../dom.js';

/** Above this a number that runs is read no more, only its size. */
const EXACT = 9999;

/** How many lines have come below what is seen, and the way to them. */
export class NewLines extends HTMLElement {
  #lines = new Text();
  #errors = new Text();
  #errorsCell = h('span', { className: 'pill-errors' }, this.#errors);

  connectedCallback() {
    const onclick = () => this.dispatchEvent(new Event('end'));
    this.append(
      h(
        'button',
        { type: 'button', className: 'pill', onclick },
        icon('down'),
        h('span', {}, this.#lines),
        this.#errorsCell,
      ),
    );
    this.show(true);
  }

  /** @param {boolean} hidden @param {{ lines: number, errors: number }} [fresh] */
  show(hidden, { lines, errors } = { lines: 0, errors: 0 }) {
    if (this.hidden !== hidden) this.hidden = hidden;
    if (hidden) return;
    write(
      this.#lines,
      lines === 0
        ? t('pill.none')
        : lines > EXACT
          ? t('pill.many', { count: short(lines) })
          : t('pill.lines', { count: lines }),
    );
    write(this.#errors, t('pill.errors', { count: errors }));
    this.#errorsCell.hidden = errors === 0;
  }
}

customElements.define('new-lines', NewLines);
