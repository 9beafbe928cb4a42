import { listed, t } from '../core/i18n.js';
import { h, iconButton } from '../dom.js';

/** @typedef {{ name: string, role: string, sources: string[], auth: string }} Session as /api/session tells it */

/** Who one is here, and what one may; and the way out. */
export class AccountMenu extends HTMLElement {
  /** @type {() => Promise<Session | undefined>} undefined: nobody, or the server is out of reach */
  ask = () => Promise.resolve(undefined);

  #popup = h('div', {
    id: 'account',
    popover: 'auto',
    className: 'account',
    role: 'dialog',
    'aria-label': t('account.label'),
  });
  #button = iconButton('account', t('account.label'), () => void this.#open(), {
    'aria-haspopup': 'dialog',
    'aria-controls': 'account',
  });

  connectedCallback() {
    this.append(this.#button, this.#popup);
  }

  async #open() {
    const session = await this.ask();
    this.#popup.replaceChildren(...(session === undefined ? [h('p', {}, t('account.none'))] : this.#about(session)));
    this.#popup.showPopover();
    const { right, bottom } = this.#button.getBoundingClientRect();
    this.#popup.style.top = `${bottom + 4}px`;
    this.#popup.style.left = `${Math.max(4, right - this.#popup.offsetWidth)}px`;
  }

  /** @param {Session} session */
  #about({ name, role, sources, auth }) {
    const signedIn = name !== 'local' && auth !== 'none';
    return [
      h('p', { className: 'account-name' }, t('account.name', { name, role })),
      h('p', {}, sources.includes('*') ? t('account.all') : t('account.sources', { sources: listed(sources) })),
      signedIn
        ? h(
            'button',
            { type: 'button', className: 'button', onclick: () => this.dispatchEvent(new Event('leave')) },
            t('account.leave'),
          )
        : h('p', { className: 'account-note' }, t('account.local')),
    ];
  }
}

customElements.define('account-menu', AccountMenu);
