import { LogList } from '../list/log-list.js';
import { ExportDialog } from '../ui/export-dialog.js';
import { HelpDialog } from '../ui/help-dialog.js';
import { AccountMenu } from '../ui/account-menu.js';
import { HitBar } from '../ui/hit-bar.js';
import { RowMenu } from '../ui/row-menu.js';
import { LevelChips } from '../ui/level-chips.js';
import { LineDetails } from '../ui/line-details.js';
import { NewLines } from '../ui/new-lines.js';
import { QueryField } from '../ui/query-field.js';
import { RangeMenu } from '../ui/range-menu.js';
import { SourceList } from '../ui/source-list.js';
import { StatePanel } from '../ui/state-panel.js';
import { StatusBar } from '../ui/status-bar.js';
import { StillBar } from '../ui/still-bar.js';
import { TimeField } from '../ui/time-field.js';
import { TimeLine } from '../ui/time-line.js';

/** The parts of the page, each of them once. */

/** @template {Element} E @param {string} selector @param {new () => E} type @returns {E} */
function the(selector, type) {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`${selector} is missing`);
  return element;
}

export const page = document.documentElement;
export const query = the('query-field', QueryField);
export const aside = the('aside', HTMLElement);
export const sidebar = the('.sidebar', HTMLElement);
export const banner = the('.banner', HTMLElement);
export const announcer = the('.announcer', HTMLElement);
export const bar = the('.bar', HTMLElement);
export const tools = the('.tools', HTMLElement);
export const skip = the('.skip', HTMLAnchorElement);
export const list = the('log-list', LogList);
export const chips = the('level-chips', LevelChips);
export const sources = the('source-list', SourceList);
export const statusBar = the('status-bar', StatusBar);
export const details = the('line-details', LineDetails);
export const panel = the('state-panel', StatePanel);
export const pill = the('new-lines', NewLines);
export const exporting = the('export-dialog', ExportDialog);
export const help = the('help-dialog', HelpDialog);
export const account = the('account-menu', AccountMenu);
export const hitBar = the('hit-bar', HitBar);
export const rowMenu = the('row-menu', RowMenu);
export const stillBar = the('still-bar', StillBar);
export const timeline = the('time-line', TimeLine);
export const rangeMenu = the('range-menu', RangeMenu);
export const goTo = the('time-field', TimeField);

/** Whether there is room for the list alone. */
export const narrow = matchMedia('(max-width: 44.9375em)');

/** Whether there is hardly room for lines above each other: a phone that is held across. */
export const low = matchMedia('(max-height: 30em)');
