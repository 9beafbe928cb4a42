const KEY = 'logui.queries';
const MOST = 20;

/**
 * Queries that were asked before, the last one first.
 *
 * @param {() => Pick<Storage, 'getItem'>} storage @returns {string[]}
 */
export function loadQueries(storage) {
  try {
    const stored = JSON.parse(storage().getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/**
 * @param {() => Pick<Storage, 'getItem' | 'setItem'>} storage
 * @param {string} query one that was asked; the longer one takes the place of what it begins with
 */
export function keepQuery(storage, query) {
  if (query.trim() === '') return;
  const others = loadQueries(storage).filter((each) => !query.startsWith(each));
  try {
    storage().setItem(KEY, JSON.stringify([query, ...others].slice(0, MOST)));
  } catch {
    // Private windows may refuse: there is none then.
  }
}
