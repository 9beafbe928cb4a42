/** @typedef {(event: KeyboardEvent) => void} Action */

/** Two keys count as one press of both within so long. */
const CHORD_MILLIS = 800;

/** Where something else than the lines has the focus and can be scrolled, these scroll it. */
const SCROLLING = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

/**
 * Runs the action of a key, wherever on the page it is pressed but where text is typed. Combinations with Ctrl, Alt and
 * Meta stay the browser's, but for those named here.
 *
 * @param {Record<string, Action>} actions by key; `g g` = twice, `Alt+1` = with Alt
 * @param {() => boolean} suspended while a dialog is open
 */
export function bindKeys(actions, suspended) {
  let last = '';
  let lastAt = 0;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || suspended()) return;
    const name = keyName(event);
    if (isTyping(event) && name !== 'Escape') return;
    if (SCROLLING.has(name) && scrollsItself(event)) return;
    const chord = event.timeStamp - lastAt < CHORD_MILLIS ? `${last} ${name}` : '';
    last = name;
    lastAt = event.timeStamp;
    const action = actions[chord] ?? actions[name];
    if (action === undefined || (pressesButton(event) && (name === ' ' || name === 'Enter'))) return;
    event.preventDefault();
    action(event);
  });
}

/** @param {KeyboardEvent} event */
function keyName({ key, code, altKey, ctrlKey, metaKey }) {
  // With Alt some layouts give another character.
  if (altKey && code.startsWith('Digit')) return `Alt+${code.slice(5)}`;
  if (altKey && code.startsWith('Key')) return `Alt+${code.slice(3).toLowerCase()}`;
  return altKey || ctrlKey || metaKey ? `Mod+${key}` : key;
}

/** @param {KeyboardEvent} event */
function isTyping({ target }) {
  return (
    target instanceof Element && target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]')
  );
}

/** @param {KeyboardEvent} event */
function scrollsItself({ target }) {
  return target instanceof Element && target.matches('[tabindex="0"]:not(.viewport)');
}

/** @param {KeyboardEvent} event */
function pressesButton({ target }) {
  return target instanceof Element && target.closest('button, a, summary, input, label') !== null;
}
