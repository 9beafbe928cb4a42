import { t } from '../core/i18n.js';
import { say } from '../ui/clipboard.js';
import { base } from './store.js';

/** Who the reader is to the server. */

/** @returns {Promise<import('../ui/account-menu.js').Session | undefined>} */
export async function whoAmI() {
  try {
    const response = await fetch(new URL('api/session', base), { headers: { Accept: 'application/json' } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Ends the session; nothing of what was shown stays. */
export async function signOut() {
  try {
    const response = await fetch(new URL('api/session', base), { method: 'DELETE' });
    if (response.ok) location.reload();
    else say(t('account.failed'));
  } catch {
    say(t('account.failed'));
  }
}
