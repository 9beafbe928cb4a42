import { gapText } from '../list/row.js';
import { t } from '../core/i18n.js';
import { LEVELS } from '../core/levels.js';
import { visible } from '../core/text.js';
import { h, iconButton } from '../dom.js';

/** Everything about one line. */
export class LineDetails extends HTMLElement {
  #fields = h('dl', { className: 'fields' });
  #body = h('div', { className: 'details-body', role: 'group', tabIndex: 0, 'aria-label': t('details.label') });
  #message = h('pre', { className: 'raw', translate: false, dir: 'auto' });

  connectedCallback() {
    this.#body.append(this.#fields, this.#message);
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
      this.#body,
    );
  }

  /** @param {import('../../types/protocol.js').Line} line */
  show({ id, time, source, level, text, attributes = {}, gap }) {
    const fields = [
      [t('details.time'), new Date(time).toISOString()],
      [t('details.source'), source],
      [t('details.level'), LEVELS[level] ?? ''],
      [t('details.id'), id],
      ...flatten(attributes),
    ].filter(([, value]) => value !== '');
    this.#fields.replaceChildren(
      ...fields.map(([name, value]) =>
        h('div', {}, h('dt', { translate: false }, name), h('dd', { translate: false, dir: 'auto' }, visible(value))),
      ),
    );
    this.#message.textContent = gap === undefined ? visible(text) : gapText(gap);
    this.#body.scrollTop = 0;
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }
}

/**
 * Nested ones by their path.
 *
 * @param {Record<string, unknown>} attributes @param {string} [prefix] @returns {[string, string][]}
 */
function flatten(attributes, prefix = '') {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? flatten(/** @type {Record<string, unknown>} */ (value), `${prefix}${name}.`)
      : [[prefix + name, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
}

customElements.define('line-details', LineDetails);
