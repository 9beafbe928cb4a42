import { t } from '../core/i18n.js';
import { iconButton, relabel } from '../dom.js';

/** @typedef {import('../core/settings.js').Theme} Theme */
/** @typedef {'sources' | 'pause' | 'wrap' | 'theme' | 'save' | 'help'} Tool */

/**
 * The buttons of the bar.
 *
 * @param {Record<Tool, () => void>} actions
 */
export function createToolbar(actions) {
  const sources = iconButton('menu', t('bar.sources'), actions.sources, {
    'aria-expanded': 'true',
    'aria-controls': 'sources',
  });
  const pause = iconButton('pause', t('bar.pause'), actions.pause);
  const wrap = iconButton('wrap', t('bar.wrap'), actions.wrap, { 'aria-pressed': 'false' });
  const theme = iconButton('theme-system', t('bar.theme.system'), actions.theme);
  const save = iconButton('download', t('bar.export'), actions.save);
  const help = iconButton('help', t('bar.help'), actions.help);
  return {
    menu: sources,
    tools: [pause, wrap, save, theme, help],
    /** @param {boolean} shown */
    showSources: (shown) => (sources.ariaExpanded = String(shown)),
    /** @param {boolean} follow */
    showFollow: (follow) => {
      relabel(pause, follow ? 'pause' : 'play', t(follow ? 'bar.pause' : 'bar.follow'));
      pause.classList.toggle('on', !follow);
    },
    /** @param {boolean} wrapped */
    showWrap: (wrapped) => (wrap.ariaPressed = String(wrapped)),
    /** @param {Theme} chosen */
    showTheme: (chosen) => relabel(theme, `theme-${chosen}`, t(`bar.theme.${chosen}`)),
  };
}
