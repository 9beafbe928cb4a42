import { seconds, zone } from '../core/clock.js';
import { bytes, duration, rate, t } from '../core/i18n.js';
import { h, write } from '../dom.js';

/** @typedef {import('../../types/protocol.js').Connection} Connection */
/** @typedef {import('../../types/protocol.js').Status} Status */

const LATE = 1000;
const VERY_LATE = 5000;

/** What goes on, in one line. */
export class StatusBar extends HTMLElement {
  #state = new Text();
  #stateCell = h(
    'span',
    { className: 'status-state' },
    h('span', { className: 'status-dot', 'aria-hidden': 'true' }),
    this.#state,
  );
  #retry = h(
    'button',
    { type: 'button', className: 'link', hidden: true, onclick: () => this.dispatchEvent(new Event('retry')) },
    t('state.retry'),
  );
  #zone = new Text();
  #cells = new Map(['rate', 'bytes', 'lag', 'gaps', 'lines', 'hits'].map((name) => [name, new Text()]));

  connectedCallback() {
    const cells = [...this.#cells].map(([name, text]) => h('span', { className: `status-${name}` }, text));
    const onclick = () => this.dispatchEvent(new Event('zone'));
    const zone = h(
      'button',
      { type: 'button', className: 'status-zone', title: t('status.zone'), onclick },
      this.#zone,
    );
    this.append(this.#stateCell, this.#retry, ...cells, zone);
    this.rezone();
  }

  /** The zone has changed. */
  rezone() {
    write(this.#zone, zone());
  }

  /** @param {Connection} connection @param {boolean} follow @param {boolean} still @param {boolean} offline */
  showConnection(connection, follow, still, offline) {
    write(
      this.#state,
      offline
        ? t('state.offline', { time: seconds(connection.lostAt ?? 0) })
        : still && connection.state === 'live'
          ? t('status.still')
          : describeConnection(connection, follow),
    );
    this.#stateCell.dataset.state = offline
      ? 'refused'
      : connection.state === 'live' && !follow
        ? 'paused'
        : connection.state;
    this.#retry.hidden = connection.state !== 'reconnecting' && connection.state !== 'refused';
  }

  /** @param {Status} status @param {boolean} filtered */
  showStatus({ rate: perSecond, bytesRate, lag, lines, hits, oldest, full, gaps, missed }, filtered) {
    this.#write('rate', t('status.rate', { rate: rate(perSecond) }));
    this.#write('bytes', t('status.bytes', { rate: bytes(bytesRate) }));
    const cell = this.#write('lag', perSecond > 0 ? t('status.lag', { time: duration(lag) }) : '');
    cell?.classList.toggle('late', lag >= LATE);
    cell?.classList.toggle('very-late', lag >= VERY_LATE);
    this.#write(
      'gaps',
      gaps === 0 ? '' : missed > 0 ? t('status.missed', { count: missed }) : t('status.gaps', { count: gaps }),
    );
    const count = t('status.lines', { count: lines });
    const time = seconds(oldest);
    this.#write('lines', lines === 0 ? count : t(full ? 'status.full' : 'status.lines.since', { lines: count, time }));
    this.#write('hits', filtered ? t('status.hits', { count: hits }) : '');
  }

  /** @param {string} name @param {string} text */
  #write(name, text) {
    const node = this.#cells.get(name);
    if (node === undefined) return null;
    write(node, text);
    return node.parentElement;
  }
}

/** @param {Connection} connection @param {boolean} follow */
function describeConnection({ state, retryAt = 0, attempt = 0, status = 0 }, follow) {
  switch (state) {
    case 'connecting':
      return t('state.connecting');
    case 'live':
      return follow ? t('state.live') : t('status.paused');
    case 'refused':
      return status === 401 ? t('state.signedout') : t('state.refused', { status: String(status) });
    case 'reconnecting': {
      const left = Math.ceil((retryAt - Date.now()) / 1000);
      return left > 0 ? t('state.reconnecting', { seconds: left, count: attempt }) : t('state.reconnecting.now');
    }
  }
}

customElements.define('status-bar', StatusBar);
