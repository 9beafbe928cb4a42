import { t } from '../core/i18n.js';
import { h, iconButton } from '../dom.js';

/** @type {[string[], import('../core/i18n.js').Key][]} */
const KEYS = [
  [['/'], 'help.query'],
  [['Space'], 'help.pause'],
  [['End', 'G'], 'help.end'],
  [['Home', 'g g'], 'help.home'],
  [['j', 'k', '↓', '↑'], 'help.line'],
  [['Shift ↓', 'Shift ↑'], 'help.extend'],
  [['PgUp', 'PgDn'], 'help.page'],
  [['n', 'N'], 'help.hit'],
  [['e', 'E'], 'help.error'],
  [['Alt h'], 'help.highlight'],
  [['Enter'], 'help.details'],
  [['c'], 'help.copy'],
  [['Ctrl a'], 'help.all'],
  [['.'], 'help.menu'],
  [['x'], 'help.context'],
  [['t'], 'help.go'],
  [['L'], 'help.live'],
  [['y'], 'help.link'],
  [['r'], 'help.raw'],
  [['d'], 'help.export'],
  [['h'], 'help.timeline'],
  [['u'], 'help.zone'],
  [['w'], 'help.wrap'],
  [['1', '…', '6'], 'help.levels'],
  [['s'], 'help.sources'],
  [['Ctrl k'], 'help.find.source'],
  [['?'], 'help.help'],
  [['Esc'], 'help.escape'],
];

function version() {
  return document.querySelector('meta[name=version]')?.getAttribute('content') ?? '';
}

/** What the keys do, and of which version. */
export class HelpDialog extends HTMLElement {
  #dialog = h('dialog', { className: 'help', 'aria-labelledby': 'help-title' });

  connectedCallback() {
    this.#dialog.append(
      h(
        'header',
        { className: 'title-bar' },
        h('h2', { id: 'help-title' }, t('help.title')),
        h('span', { className: 'version', translate: false }, `Logcast ${version()}`),
        iconButton('close', t('help.close'), () => this.#dialog.close()),
      ),
      h(
        'dl',
        { className: 'keys' },
        ...KEYS.map(([keys, what]) =>
          h('div', {}, h('dt', {}, ...keys.map((key) => h('kbd', {}, key))), h('dd', {}, t(what))),
        ),
      ),
    );
    this.#dialog.addEventListener('click', ({ target }) => target === this.#dialog && this.#dialog.close());
    this.append(this.#dialog);
  }

  get open() {
    return this.#dialog.open;
  }

  show() {
    this.#dialog.showModal();
  }
}

customElements.define('help-dialog', HelpDialog);
