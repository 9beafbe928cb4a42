import { t } from '../core/i18n.js';
import { h, icon } from '../dom.js';

/** What lines must match, as it is typed; and what the server says is wrong with it, marked where it is. */
export class QueryField extends HTMLElement {
  #before = new Text();
  #wrong = new Text();
  #says = new Text();
  #input = h('input', {
    id: 'query',
    className: 'field',
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
  });
  #mark = h(
    'div',
    { className: 'query-mark', 'aria-hidden': 'true', hidden: true },
    this.#before,
    h('u', {}, this.#wrong),
  );
  #error = h('p', { id: 'query-error', className: 'query-error', role: 'status', hidden: true }, this.#says);

  connectedCallback() {
    this.#input.placeholder = t('query.placeholder');
    this.#input.ariaLabel = t('query.label');
    this.#input.addEventListener('scroll', () => (this.#mark.scrollLeft = this.#input.scrollLeft));
    this.#input.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter' || key === 'ArrowDown') this.dispatchEvent(new Event('leave'));
    });
    this.append(icon('search'), this.#mark, this.#input, this.#error);
  }

  get value() {
    return this.#input.value;
  }

  set value(value) {
    this.#input.value = value;
  }

  get focused() {
    return document.activeElement === this.#input;
  }

  focus() {
    this.#input.select();
    this.#input.focus();
  }

  /** @param {{ detail: string, column: number } | undefined} error column from 1 */
  set error(error) {
    const wrong = error !== undefined;
    this.#mark.hidden = this.#error.hidden = !wrong;
    if (wrong) {
      this.#input.setAttribute('aria-invalid', 'true');
      this.#input.setAttribute('aria-describedby', 'query-error');
      // What is marked is the query as it was asked, without the blanks around it.
      const text = this.value;
      const at = text.length - text.trimStart().length + error.column - 1;
      this.#before.data = text.slice(0, at);
      this.#wrong.data = text.slice(at).trimEnd() || ' ';
      this.#says.data = error.detail;
    } else {
      this.#input.removeAttribute('aria-invalid');
      this.#input.removeAttribute('aria-describedby');
    }
  }
}

customElements.define('query-field', QueryField);
