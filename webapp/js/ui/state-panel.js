import { listed, t } from '../core/i18n.js';
import { h, icon, iconButton } from '../dom.js';

/** @typedef {'none' | 'connecting' | 'empty' | 'nomatch' | 'signin' | 'forbidden' | 'missing' | 'refused'} Panel */
/**
 * @typedef {{ status?: number, detail?: string, sources: string[], files: string[], paths: string[], base: string }}
 *   Facts
 */

/** What is there in place of lines: the reason, and what can be done. */
export class StatePanel extends HTMLElement {
  /** @type {string} */
  #shown = '';

  /** @param {Panel} panel @param {Facts} facts */
  show(panel, facts) {
    const key = JSON.stringify([panel, ['empty', 'forbidden', 'missing', 'refused'].includes(panel) ? facts : null]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.dataset.panel = panel;
    this.hidden = panel === 'none';
    this.replaceChildren(...this.#content(panel, facts));
  }

  /** @param {Panel} panel @param {Facts} facts @returns {Node[]} */
  #content(panel, { status = 0, detail = '', sources, files, paths, base }) {
    switch (panel) {
      case 'none':
        return [];
      case 'connecting':
        return [skeleton()];
      case 'empty': {
        const target = quote(new URL(`api/ingest/${encodeURI(pushTarget(sources))}`, base).href);
        return [
          ...this.#heading('inbox', t('empty.title'), waiting(sources)),
          files.length > 0
            ? this.#command(t('empty.append'), `echo "hello" >> ${quote(files[0])}`)
            : h('p', { hidden: paths.length === 0 }, t('empty.pattern', { paths: listed(paths) })),
          this.#command(t('empty.push'), `curl -H 'Content-Type: text/plain' -d hello ${target}`),
        ];
      }
      case 'nomatch':
        return [
          ...this.#heading('filter', t('nomatch.title'), t('nomatch.text')),
          this.#button(t('nomatch.clear'), 'clear'),
        ];
      case 'signin':
        return [...this.#heading('lock', t('signin.title'), t('signin.text')), this.#signIn(base)];
      case 'forbidden':
        return [...this.#heading('lock', t('forbidden.title'), detail || t('forbidden.text')), this.#signIn(base)];
      case 'missing':
        return [
          ...this.#heading('alert', t('missing.title'), detail),
          this.#button(t('missing.all'), 'all'),
          this.#button(t('state.retry'), 'retry'),
        ];
      case 'refused':
        return [
          ...this.#heading('alert', t('refused.title', { status: String(status) }), detail || t('refused.text')),
          this.#button(t('state.retry'), 'retry'),
        ];
    }
  }

  /** @param {string} name @param {string} title @param {string} text */
  #heading(name, title, text) {
    return [icon(name), h('h2', {}, title), h('p', {}, text)];
  }

  /** @param {string} label @param {string} event */
  #button(label, event) {
    return h(
      'button',
      { type: 'button', className: 'button', onclick: () => this.dispatchEvent(new Event(event)) },
      label,
    );
  }

  /** @param {string} label @param {string} command */
  #command(label, command) {
    const copy = () => this.dispatchEvent(new CustomEvent('copy-command', { detail: command }));
    return h(
      'div',
      { className: 'command' },
      h('p', {}, label),
      h(
        'div',
        { className: 'command-line' },
        h('code', { tabIndex: 0, translate: false }, command),
        iconButton('copy', t('empty.copy'), copy),
      ),
    );
  }

  /** @param {string} base */
  #signIn(base) {
    const token = h('input', {
      type: 'password',
      id: 'token',
      className: 'field',
      required: true,
      autocomplete: 'current-password',
    });
    const error = h('p', { className: 'form-error', role: 'alert' });
    const submit = h('button', { type: 'submit', className: 'button' }, t('signin.submit'));
    /** @param {SubmitEvent} event */
    const onsubmit = async (event) => {
      event.preventDefault();
      submit.disabled = true;
      error.textContent = '';
      try {
        const response = await fetch(new URL('api/session', base), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ token: token.value.trim() }),
        });
        if (response.ok) this.dispatchEvent(new Event('signed-in'));
        else error.textContent = t('signin.wrong');
      } catch {
        error.textContent = t('signin.failed');
      }
      submit.disabled = false;
    };
    return h(
      'form',
      { className: 'sign-in', onsubmit },
      h('label', { htmlFor: 'token' }, t('signin.token')),
      token,
      submit,
      error,
    );
  }
}

function skeleton() {
  return h('div', { className: 'skeleton', 'aria-hidden': 'true' }, ...Array.from({ length: 12 }, () => h('div', {})));
}

/** @param {string[]} sources */
function waiting(sources) {
  return sources.length === 0 ? t('empty.waiting.all') : t('empty.waiting', { sources: listed(sources) });
}

/** @param {string[]} sources */
function pushTarget(sources) {
  return sources.find((source) => /^[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(source)) ?? 'demo';
}

/** For a shell. @param {string} path */
function quote(path) {
  return /^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

customElements.define('state-panel', StatePanel);
