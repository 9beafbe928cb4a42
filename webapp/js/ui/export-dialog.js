import { moment } from '../core/clock.js';
import { KINDS, SAMPLE, countAddress, fileAddress, linesOf, nameOf, sizeOf, wantedOf } from '../core/export.js';
import { bytes, t } from '../core/i18n.js';
import { describe } from '../core/problem.js';
import { parseTime } from '../core/time.js';
import { debounced, h, iconButton } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Range} Range */
/** @typedef {import('../core/export.js').Kind} Kind */
/** @typedef {{ sources: string[], text: string, mask: number, range?: Range }} Shown what the list shows */

const ESTIMATE_MILLIS = 300;

/** What has come is put aside by so many bytes: a browser keeps blobs where there is room. */
const ASIDE = 4_000_000;

/** Saves lines in a file: which ones, in which form; how many and how large it becomes is said before. */
export class ExportDialog extends HTMLElement {
  #base = document.baseURI;
  /** @type {Shown} */
  #shown = { sources: [], text: '', mask: 0 };
  #lines = 0;
  #size = 0;
  /** @type {AbortController | undefined} */
  #estimating;
  /** @type {AbortController | undefined} */
  #saving;

  #from = this.#time('from');
  #to = this.#time('to');
  #filtered = h('input', { type: 'checkbox', onchange: () => this.#estimate() });
  #filter = h('label', { className: 'export-filter' }, this.#filtered, t('export.filtered'));
  #kinds = KINDS.map((value) =>
    h('input', { type: 'radio', name: 'kind', value, checked: value === 'log', onchange: () => this.#estimate() }),
  );
  #about = h('p', { className: 'export-about', role: 'status' });
  #error = h('p', { className: 'form-error', role: 'alert', hidden: true });
  #progress = h('progress', { 'aria-label': t('export.progress'), hidden: true });
  #save = h('button', { className: 'button' }, t('export.save'));
  #cancel = h(
    'button',
    { type: 'button', onclick: () => this.#stop(), className: 'export-cancel' },
    t('export.cancel'),
  );
  #dialog = h(
    'dialog',
    { className: 'export', 'aria-labelledby': 'export-title', onclose: () => this.#stopAll() },
    h(
      'form',
      { method: 'dialog', onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h(
        'header',
        { className: 'title-bar' },
        h('h2', { id: 'export-title' }, t('export.title')),
        iconButton('close', t('help.close'), () => this.#dialog.close()),
      ),
      h(
        'div',
        { className: 'export-body' },
        h('label', {}, t('range.from'), this.#from),
        h('label', {}, t('range.to'), this.#to),
        this.#filter,
        h(
          'fieldset',
          { className: 'export-kinds' },
          h('legend', {}, t('export.kind')),
          ...this.#kinds.map((radio) => h('label', {}, radio, `.${radio.value}`)),
        ),
        this.#about,
        this.#progress,
        this.#error,
        h('div', { className: 'export-actions' }, this.#save, this.#cancel),
      ),
    ),
  );
  #estimateSoon = debounced(() => void this.#estimate(), ESTIMATE_MILLIS);

  connectedCallback() {
    this.append(this.#dialog);
  }

  get open() {
    return this.#dialog.open;
  }

  /** @param {Shown} shown @param {boolean} filtered whether a filter keeps lines back */
  show(shown, filtered) {
    this.#shown = shown;
    const { since, until } = shown.range ?? {};
    this.#from.value = since === undefined ? '' : moment(since);
    this.#to.value = until === undefined ? '' : moment(until);
    this.#filter.hidden = !filtered;
    this.#filtered.checked = filtered;
    this.#error.hidden = true;
    this.#progress.hidden = true;
    this.#dialog.showModal();
    void this.#estimate();
  }

  /** @param {'from' | 'to'} name */
  #time(name) {
    return h('input', {
      type: 'text',
      className: 'field',
      name: `export-${name}`,
      autocomplete: 'off',
      spellcheck: false,
      placeholder: t(`range.${name}.placeholder`),
      oninput: () => this.#estimateSoon(),
    });
  }

  get #kind() {
    return /** @type {Kind} */ (this.#kinds.find(({ checked }) => checked)?.value ?? 'log');
  }

  /** What is to be saved; undefined where a time is none. */
  get #wanted() {
    const { range = {} } = this.#shown;
    const since = timeOf(this.#from.value, range.since);
    const until = timeOf(this.#to.value, range.until);
    if (Number.isNaN(since) || Number.isNaN(until)) return undefined;
    return wantedOf(this.#shown, { since, until }, this.#filtered.checked);
  }

  /** Says how many lines it becomes and how large. */
  async #estimate() {
    this.#estimating?.abort();
    const { signal } = (this.#estimating = new AbortController());
    const wanted = this.#wanted;
    this.#fail(wanted === undefined ? t('go.wrong') : '');
    if (wanted === undefined) return;
    this.#about.textContent = t('export.estimating');
    try {
      const [count, sample] = await Promise.all([
        this.#fetch(countAddress(wanted), signal).then((response) => response.json()),
        this.#fetch(fileAddress(wanted, this.#kind, SAMPLE), signal).then((response) => response.arrayBuffer()),
      ]);
      this.#lines = linesOf(count);
      this.#size = sizeOf(this.#lines, sample.byteLength);
      this.#about.textContent = t('export.estimate', { count: this.#lines, size: bytes(this.#size) });
      this.#save.disabled = this.#lines === 0 && !count.approximate;
    } catch (error) {
      if (signal.aborted) return;
      this.#about.textContent = '';
      this.#fail(messageOf(error));
    }
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.#saving === undefined) void this.#download();
  }

  async #download() {
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    const kind = this.#kind;
    const { signal } = (this.#saving = new AbortController());
    this.#fail('');
    this.#busy(true);
    try {
      const response = await this.#fetch(fileAddress(wanted, kind), signal);
      const blob = await this.#read(response);
      const link = h('a', {
        href: URL.createObjectURL(blob),
        download: nameOf(response.headers.get('Content-Disposition'), kind),
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      this.#dialog.close();
    } catch (error) {
      if (!signal.aborted) this.#fail(messageOf(error));
    } finally {
      this.#saving = undefined;
      this.#busy(false);
    }
  }

  /** @param {Response} response */
  async #read(response) {
    /** @type {BlobPart[]} */
    let parts = [];
    let aside = 0;
    let read = 0;
    const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts);
      parts.push(value);
      read += value.length;
      if (read - aside > ASIDE) {
        parts = [new Blob(parts)];
        aside = read;
      }
      this.#progress.value = Math.min(read, this.#size);
      this.#about.textContent = t('export.saved', { size: bytes(read), of: bytes(Math.max(read, this.#size)) });
    }
  }

  /** @param {string} address @param {AbortSignal} signal */
  async #fetch(address, signal) {
    const response = await fetch(new URL(address, this.#base), { cache: 'no-store', signal });
    if (response.ok) return response;
    const { status, detail } = await describe(response);
    throw new Error(detail || t('go.failed', { status: String(status) }));
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.#progress.hidden = !busy;
    this.#progress.max = Math.max(1, this.#size);
    this.#progress.value = 0;
    this.#save.disabled = busy;
    for (const input of [this.#from, this.#to, this.#filtered, ...this.#kinds]) input.disabled = busy;
  }

  /** Of the saving; where nothing is saved, the dialog closes. */
  #stop() {
    if (this.#saving === undefined) {
      this.#dialog.close();
    } else {
      this.#saving.abort();
      this.#about.textContent = t('export.cancelled');
    }
  }

  #stopAll() {
    this.#estimating?.abort();
    this.#saving?.abort();
  }

  /** @param {string} message '' = none */
  #fail(message) {
    this.#error.textContent = message;
    this.#error.hidden = message === '';
    this.#save.disabled = message !== '';
  }
}

/** @param {string} text @param {number | undefined} shown what it said at first: to the millisecond */
function timeOf(text, shown) {
  if (text.trim() === '') return undefined;
  if (shown !== undefined && text === moment(shown)) return shown;
  return parseTime(text, Date.now()) ?? NaN;
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof TypeError ? t('export.broken') : error instanceof Error ? error.message : String(error);
}

customElements.define('export-dialog', ExportDialog);
