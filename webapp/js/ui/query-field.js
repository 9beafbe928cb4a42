import { complete } from '../core/completion.js';
import { t } from '../core/i18n.js';
import { keepQuery, loadQueries } from '../core/query-history.js';
import { h, icon } from '../dom.js';

/**
 * What lines must match, as it is typed (APG, combobox): what can follow is offered, with the arrow upwards what was
 * asked before. And what the server says is wrong with it, marked where it is.
 */
export class QueryField extends HTMLElement {
  /** What fields and sources there are. @type {() => Promise<import('../core/completion.js').Known>} */
  ask = () => Promise.resolve({ fields: {}, sources: [] });

  #before = new Text();
  #wrong = new Text();
  #says = new Text();
  #input = h('input', {
    id: 'query',
    className: 'field',
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'query-options',
  });
  #mark = h(
    'div',
    { className: 'query-mark', 'aria-hidden': 'true', hidden: true },
    this.#before,
    h('u', {}, this.#wrong),
  );
  #error = h('p', { id: 'query-error', className: 'query-error', role: 'status', hidden: true }, this.#says);
  #list = h('ul', { id: 'query-options', className: 'query-options', role: 'listbox', hidden: true });

  /** What is offered, in the place of what stands there. @type {import('../core/completion.js').Completion} */
  #offer = { from: 0, to: 0, options: [] };
  #chosen = -1;
  #asked = 0;

  connectedCallback() {
    this.#input.placeholder = t('query.placeholder');
    this.#input.ariaLabel = t('query.label');
    this.#list.ariaLabel = t('query.options');
    this.#input.addEventListener('scroll', () => (this.#mark.scrollLeft = this.#input.scrollLeft));
    this.#input.addEventListener('input', () => void this.#complete());
    this.#input.addEventListener('keydown', (event) => this.#pressed(event));
    this.#input.addEventListener('blur', () => {
      this.#close();
      this.keep();
    });
    this.append(icon('search'), this.#mark, this.#input, this.#list, this.#error);
  }

  get value() {
    return this.#input.value;
  }

  set value(value) {
    if (this.#input.value !== value) this.#input.value = value;
  }

  get focused() {
    return document.activeElement === this.#input;
  }

  focus() {
    this.#input.select();
    this.#input.focus();
  }

  /** Takes what stands there among the queries that were asked. */
  keep() {
    if (this.#error.hidden) keepQuery(() => localStorage, this.value.trim());
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

  async #complete() {
    const asked = ++this.#asked;
    const known = await this.ask();
    if (asked !== this.#asked || !this.focused) return;
    this.#open(complete(this.value, this.#input.selectionStart ?? this.value.length, known));
  }

  #showHistory() {
    const options = loadQueries(() => localStorage).filter((query) => query !== this.value.trim());
    this.#open({ from: 0, to: this.value.length, options });
    if (options.length > 0) this.#choose(0);
  }

  /** @param {import('../core/completion.js').Completion} offer */
  #open(offer) {
    const same = String(offer.options) === String(this.#offer.options);
    this.#offer = offer;
    // Who has chosen one already keeps it.
    if (same && offer.options.length > 0 && !this.#list.hidden) return;
    this.#list.replaceChildren(
      ...offer.options.map((option, i) =>
        h(
          'li',
          {
            id: `query-option-${i}`,
            role: 'option',
            'aria-selected': 'false',
            translate: false,
            onpointerdown: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.#take(i);
            },
          },
          option,
        ),
      ),
    );
    this.#list.hidden = offer.options.length === 0;
    this.#input.ariaExpanded = String(!this.#list.hidden);
    this.#choose(-1);
  }

  #close() {
    this.#asked++;
    this.#open({ from: 0, to: 0, options: [] });
  }

  /** @param {number} option -1 = none */
  #choose(option) {
    this.#chosen = option;
    [...this.#list.children].forEach((each, i) => each.setAttribute('aria-selected', String(i === option)));
    if (option < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `query-option-${option}`);
    this.#list.children[option]?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} option */
  #take(option) {
    const { from, to, options } = this.#offer;
    const taken = options[option];
    this.#close();
    this.#input.setRangeText(taken, from, to, 'end');
    this.dispatchEvent(new Event('input'));
    if (taken.endsWith(':')) void this.#complete();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    const { length } = this.#offer.options;
    const { key, shiftKey } = event;
    if (open && (key === 'ArrowDown' || key === 'ArrowUp')) {
      this.#choose((this.#chosen + (key === 'ArrowDown' ? 1 : this.#chosen < 0 ? 0 : -1) + length) % length);
    } else if (open && key === 'Escape') {
      this.#close();
    } else if (open && (key === 'Enter' || key === 'Tab') && this.#chosen >= 0) {
      this.#take(this.#chosen);
    } else if (key === 'Enter') {
      this.#close();
      this.keep();
      this.dispatchEvent(new CustomEvent('hit', { detail: shiftKey ? -1 : 1 }));
    } else if (key === 'ArrowDown') {
      this.dispatchEvent(new Event('leave'));
    } else if (key === 'ArrowUp') {
      this.#showHistory();
    } else {
      return;
    }
    event.preventDefault();
  }
}

customElements.define('query-field', QueryField);
