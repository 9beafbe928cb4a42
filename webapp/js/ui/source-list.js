import { rate, short, t } from '../core/i18n.js';
import { arrange, isMeant, named, nameIn } from '../core/source-tree.js';
import { globMatches, hueOf } from '../core/text.js';
import { h, icon, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Source} Source */
/** @typedef {import('../../types/protocol.js').SourceRate} SourceRate */
/** @typedef {import('../core/source-tree.js').Order} Order */

/** @type {Order[]} */
const ORDERS = ['name', 'errors', 'rate'];
const RECENT_MILLIS = 60_000;

/** So many characters of a name's end stay when there is no room for all of it. */
const TAIL = 8;

/** What changes with every line is brought in order so often. */
const ARRANGE_MILLIS = 5000;

/** The sources in their groups, how busy each one is, and which of them are shown. */
export class SourceList extends HTMLElement {
  /** What is shown: ids and globs; none = all. @type {string[]} */
  #selected = [];
  /** @type {Map<string, SourceRow>} */
  #rows = new Map();
  /** @type {Map<string, GroupRow>} */
  #groups = new Map();
  /** @type {Map<string, SourceRate>} */
  #rates = new Map();
  /** @type {Order} */
  #order = 'name';
  #arrangedAt = 0;
  #list = h('ul', { className: 'source-rows' });
  #all = h('button', { type: 'button', className: 'source-all', onclick: () => this.showAll() }, t('sources.all'));
  #found = h('button', {
    type: 'button',
    className: 'source-found',
    hidden: true,
    onclick: () => this.#chooseFound(),
  });
  #none = h('p', { className: 'source-none' });
  #sort = h(
    'select',
    {
      className: 'field sort',
      'aria-label': t('sources.sort'),
      title: t('sources.sort'),
      onchange: () => this.#sortBy(/** @type {Order} */ (this.#sort.value)),
    },
    ...ORDERS.map((order) => h('option', { value: order }, t(`sources.sort.${order}`))),
  );
  #search = h('input', {
    type: 'search',
    className: 'field',
    placeholder: t('sources.filter'),
    'aria-label': t('sources.filter'),
    autocomplete: 'off',
    spellcheck: false,
    oninput: () => this.#arrange(),
    onkeydown: (/** @type {KeyboardEvent} */ { key }) => key === 'Enter' && !this.#found.hidden && this.#chooseFound(),
  });

  connectedCallback() {
    this.append(
      h('div', { className: 'source-tools' }, this.#search, this.#sort),
      this.#all,
      this.#found,
      this.#list,
      this.#none,
    );
    this.#arrange();
  }

  get selected() {
    return this.#selected;
  }

  set selected(selected) {
    this.#selected = selected;
    this.#arrange();
  }

  showAll() {
    this.#choose([]);
  }

  focusSearch() {
    this.#search.select();
    this.#search.focus();
  }

  /** All that exist, by the server's word. @param {Source[]} sources */
  set sources(sources) {
    let fresh = false;
    for (const source of sources) fresh = this.#meet(source.id, source) || fresh;
    this.#update(fresh);
  }

  /** Those of which lines have come, as measured here. @param {SourceRate[]} rates */
  set rates(rates) {
    let fresh = false;
    for (const measured of rates) {
      this.#rates.set(measured.id, measured);
      fresh = this.#meet(measured.id) || fresh;
    }
    this.#update(fresh);
  }

  /** @param {string} id @param {Source} [source] @returns {boolean} whether it is new */
  #meet(id, source) {
    let row = this.#rows.get(id);
    const fresh = row === undefined;
    if (row === undefined) {
      row = new SourceRow(id, (added) => (added ? this.#toggle(id) : this.#only(id)));
      this.#rows.set(id, row);
    }
    if (source !== undefined) row.source = source;
    return fresh;
  }

  /** @param {boolean} fresh whether there are others than before */
  #update(fresh) {
    const now = Date.now();
    for (const [id, row] of this.#rows) row.update(this.#rates.get(id), this.#isShown(id), now);
    if (fresh || (this.#order !== 'name' && now - this.#arrangedAt > ARRANGE_MILLIS)) this.#arrange();
    else this.#sum();
  }

  #facts() {
    return [...this.#rows].map(([id, row]) => ({ id, group: row.group, rate: row.perSecond, errors: row.errors }));
  }

  #sum() {
    for (const { name, rate: perSecond, errors } of arrange(this.#facts(), this.#order, (id) => this.#isChosen(id))
      .groups)
      this.#groups.get(name)?.update(perSecond, errors);
  }

  /** Brings all in order. */
  #arrange() {
    this.#arrangedAt = Date.now();
    const wanted = this.#search.value.trim();
    const found = this.#facts().filter(({ id }) => wanted === '' || isMeant(id, wanted));
    const { chosen, groups } = arrange(found, this.#order, (id) => this.#isChosen(id));
    const elements = chosen.map(({ id }) => this.#place(id, ''));
    for (const { name, sources, rate: perSecond, errors } of groups) {
      if (name === '') {
        elements.push(...sources.map(({ id }) => this.#place(id, '')));
        continue;
      }
      const group = this.#group(name);
      group.update(perSecond, errors);
      elements.push(group.element);
      if (group.open || wanted !== '') elements.push(...sources.map(({ id }) => this.#place(id, name)));
    }
    if (elements.length !== this.#list.children.length || elements.some((each, i) => each !== this.#list.children[i]))
      this.#list.replaceChildren(...elements);
    this.#all.setAttribute('aria-pressed', String(this.#selected.length === 0));
    this.#found.hidden = wanted === '' || found.length < 2;
    this.#found.textContent = t('sources.choose', { count: found.length });
    this.#none.hidden = found.length > 0;
    this.#none.textContent = this.#rows.size === 0 ? t('sources.none') : t('sources.nomatch');
  }

  /** @param {string} id @param {string} group */
  #place(id, group) {
    const row = /** @type {SourceRow} */ (this.#rows.get(id));
    row.chosen = this.#isChosen(id);
    row.name = nameIn(id, group);
    row.element.classList.toggle('inner', group !== '');
    return row.element;
  }

  /** @param {string} name */
  #group(name) {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = new GroupRow(
        name,
        () => this.#arrange(),
        () => this.#choose([`${name}/*`]),
      );
      this.#groups.set(name, group);
    }
    return group;
  }

  /** @param {Order} order */
  #sortBy(order) {
    this.#order = order;
    this.#arrange();
  }

  /** @param {string} id */
  #isShown(id) {
    return this.#selected.length === 0 || this.#isChosen(id);
  }

  /** @param {string} id */
  #isChosen(id) {
    return this.#selected.some((glob) => globMatches(glob, id));
  }

  #chooseFound() {
    const wanted = this.#search.value.trim();
    const all = [...this.#rows.keys()];
    const found = all.filter((id) => isMeant(id, wanted));
    this.#search.value = '';
    this.#choose(named(wanted, found, all));
  }

  /** @param {string} id */
  #only(id) {
    this.#choose(this.#selected.length === 1 && this.#selected[0] === id ? [] : [id]);
  }

  /** @param {string} id */
  #toggle(id) {
    this.#choose([...this.#rows.keys()].filter((other) => this.#isChosen(other) !== (other === id)).sort());
  }

  /** @param {string[]} selected */
  #choose(selected) {
    this.selected = selected;
    this.dispatchEvent(new Event('change'));
  }
}

class SourceRow {
  /** @type {Source | undefined} */
  source;

  perSecond = 0;

  #id;
  #rate = new Text('–');
  #errors = new Text();
  #begin = new Text();
  #end = new Text();
  #box;
  #dot = h('span', { className: 'source-errors', title: t('sources.errors'), hidden: true }, this.#errors);
  #button;

  /** @param {string} id @param {(added: boolean) => void} onpick */
  constructor(id, onpick) {
    this.#id = id;
    this.#box = h('input', {
      type: 'checkbox',
      'aria-label': t('sources.add', { name: id }),
      onchange: () => onpick(true),
    });
    this.#button = h(
      'button',
      {
        type: 'button',
        className: 'source-name',
        title: t('sources.only', { name: id }),
        onclick: (/** @type {MouseEvent} */ { ctrlKey, metaKey }) => onpick(ctrlKey || metaKey),
      },
      h('span', { className: 'swatch' }),
      h(
        'span',
        { className: 'source-id', translate: false },
        h('span', { className: 'source-begin' }, this.#begin),
        h('span', {}, this.#end),
      ),
      this.#dot,
      h('span', { className: 'source-rate' }, this.#rate),
    );
    this.element = h('li', { className: 'source-row' }, h('label', { className: 'box' }, this.#box), this.#button);
    this.element.style.setProperty('--hue', String(hueOf(id)));
  }

  get group() {
    return this.source?.group ?? this.#id.split('/')[0];
  }

  /** Of the last hour. */
  get errors() {
    return this.source?.recentErrors ?? 0;
  }

  /** @param {string} name */
  set name(name) {
    write(this.#begin, name.slice(0, -TAIL));
    write(this.#end, name.slice(-TAIL));
  }

  /** @param {boolean} chosen */
  set chosen(chosen) {
    this.#box.checked = chosen;
    this.#button.setAttribute('aria-pressed', String(chosen));
  }

  /** @param {SourceRate | undefined} measured @param {boolean} streamed @param {number} now */
  update(measured, streamed, now) {
    this.perSecond = streamed && measured !== undefined ? measured.rate : (this.source?.rate?.lines ?? 0);
    const lastLine = Math.max(measured?.lastLine ?? 0, Date.parse(this.source?.lastLine ?? '') || 0);
    write(this.#rate, t('sources.rate', { rate: rate(this.perSecond) }));
    write(this.#errors, this.errors > 0 ? short(this.errors) : '');
    this.#dot.hidden = this.errors === 0 && now - (measured?.lastError ?? 0) > RECENT_MILLIS;
    this.element.classList.toggle('idle', now - lastLine > RECENT_MILLIS);
    this.element.classList.toggle('failed', this.source?.state === 'failing');
  }
}

class GroupRow {
  open = true;

  #rate = new Text();
  #errors = new Text();
  #fold;

  /** @param {string} name @param {() => void} onfold @param {() => void} onpick */
  constructor(name, onfold, onpick) {
    this.#fold = h(
      'button',
      {
        type: 'button',
        className: 'fold',
        'aria-expanded': 'true',
        'aria-label': t('sources.fold', { name }),
        onclick: () => {
          this.open = !this.open;
          this.#fold.ariaExpanded = String(this.open);
          onfold();
        },
      },
      icon('down'),
    );
    this.element = h(
      'li',
      { className: 'source-row group' },
      this.#fold,
      h(
        'button',
        { type: 'button', className: 'source-name', title: t('sources.only', { name: `${name}/*` }), onclick: onpick },
        h('span', { className: 'source-id', translate: false }, name),
        h('span', { className: 'source-errors', title: t('sources.errors') }, this.#errors),
        h('span', { className: 'source-rate' }, this.#rate),
      ),
    );
  }

  /** @param {number} perSecond @param {number} errors */
  update(perSecond, errors) {
    write(this.#rate, t('sources.rate', { rate: rate(perSecond) }));
    write(this.#errors, errors > 0 ? short(errors) : '');
  }
}

customElements.define('source-list', SourceList);
