/** @typedef {'system' | 'dark' | 'light'} Theme */
/** @typedef {'small' | 'large' | 'none'} Timeline */
/**
 * @typedef {{ theme: Theme, wrap: boolean | undefined, raw: boolean, utc: boolean, timeline: Timeline }} Settings
 *   wrap: undefined = as fits the screen; raw: whole records, not their messages; utc: or the reader's zone
 */

const SETTINGS_KEY = 'logui.v1';

/** @type {Timeline[]} */
export const TIMELINES = ['small', 'large', 'none'];

/**
 * What is stored may be of another version, or nonsense.
 *
 * @param {() => Pick<Storage, 'getItem'>} storage @returns {Settings}
 */
export function loadSettings(storage) {
  /** @type {any} */
  let stored;
  try {
    stored = JSON.parse(storage().getItem(SETTINGS_KEY) ?? '{}');
  } catch {
    // Starts with the defaults, also where a browser keeps nothing at all.
  }
  return {
    theme: stored?.theme === 'dark' || stored?.theme === 'light' ? stored.theme : 'system',
    wrap: typeof stored?.wrap === 'boolean' ? stored.wrap : undefined,
    raw: stored?.raw === true,
    utc: stored?.utc === true,
    timeline: TIMELINES.find((size) => size === stored?.timeline) ?? 'small',
  };
}

/** @param {() => Pick<Storage, 'setItem'>} storage @param {Settings} settings */
export function saveSettings(storage, settings) {
  try {
    storage().setItem(SETTINGS_KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse: the settings last as long as the page.
  }
}
