import { describe } from '../core/problem.js';

/** @typedef {import('../core/lines.js').LineEvent} LineEvent */
/**
 * @typedef {{
 *   lines: (LineEvent | { gap: import('../core/lines.js').GapEvent })[], before?: string, after?: string, complete:
 *   boolean, searchedTo?: string, around?: string,
 * }} Page
 */

/** A request that the server did not grant; status 0: it was not reached. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {number} [retryAfter] in milliseconds
   * @param {number} [column] of the query
   */
  constructor(status, detail, retryAfter, column) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
    this.column = column;
  }
}

/** The past, in pages, as the server keeps it. */
export class History {
  #base;
  #fetch;

  /** @param {string} base @param {typeof fetch} [ask] */
  constructor(base, ask = (...request) => fetch(...request)) {
    this.#base = base;
    this.#fetch = ask;
  }

  /**
   * How many lines there are.
   *
   * @param {Record<string, string | number | string[] | undefined>} parameters @param {AbortSignal} [signal]
   * @returns {Promise<{ total: number, approximate: boolean }>} rejected as a page is
   */
  async count(parameters, signal) {
    /** @type {{ buckets: { counts: Record<string, number> }[], approximate: boolean }} */
    const { buckets, approximate } = await this.#get('api/histogram', { ...parameters, buckets: 1 }, signal);
    let total = 0;
    for (const { counts } of buckets) for (const count of Object.values(counts)) total += count;
    return { total, approximate };
  }

  /**
   * @param {Record<string, string | number | string[] | undefined>} parameters those that are undefined or empty are
   * left out
   * @param {AbortSignal} [signal]
   * @returns {Promise<Page>} rejected with {@link Refused}, or when aborted
   */
  page(parameters, signal) {
    return this.#get('api/logs', { ...parameters, ansi: 'true' }, signal);
  }

  /**
   * @param {string} path @param {Record<string, string | number | string[] | undefined>} parameters
   * @param {AbortSignal} [signal] @returns {Promise<any>}
   */
  async #get(path, parameters, signal) {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(parameters)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined && each !== '') url.searchParams.append(name, String(each));
      }
    }
    /** @type {Response} */
    let response;
    try {
      response = await this.#fetch(url.href, { headers: { Accept: 'application/json' }, cache: 'no-store', signal });
      if (response.ok) return await response.json();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Refused(0, '');
    }
    const { status, detail, retryAfter, column } = await describe(response);
    throw new Refused(status, detail, retryAfter, column);
  }
}
