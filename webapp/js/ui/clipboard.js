import { t } from '../core/i18n.js';
import { debounced } from '../dom.js';

const SHOWN_MILLIS = 2500;

const toast = document.querySelector('.toast');
const hide = debounced(() => showToast(''), SHOWN_MILLIS);

/** @param {string} text @param {string} done what to say then */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(t('copied.failed'));
  }
}

/** For a moment. @param {string} text */
export function say(text) {
  showToast(text);
  hide();
}

/** @param {string} text */
function showToast(text) {
  if (toast !== null) toast.textContent = text;
}
