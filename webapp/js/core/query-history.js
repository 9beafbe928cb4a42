const QUERIES_KEY = 'logui.queries';
const MOST_QUERIES = 20;

/**
 * Queries that were asked before, the last one first.
 *
 * @param {() => Pick<Storage, 'getItem'>} storage @returns {string[]}
 */
export function loadQueries(storage) {
  try {
    const stored = JSON.parse(storage().getItem(QUERIES_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string').slice(0, MOST_QUERIES) : [];
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
    storage().setItem(QUERIES_KEY, JSON.stringify([query, ...others].slice(0, MOST_QUERIES)));
  } catch {
    // Private windows may refuse: there is none then.
  }
}
