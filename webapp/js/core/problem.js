/**
 * What a server says of a refusal.
 *
 * @param {Response} response
 * @returns {Promise<{ status: number, detail: string, column?: number, retryAfter?: number }>}
 */
export async function describe(response) {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  const text = await response.text().catch(() => '');
  let detail = '';
  /** @type {number | undefined} */
  let column;
  try {
    const problem = JSON.parse(text);
    detail = String(problem.detail ?? '');
    column = Number.isInteger(problem.column) ? problem.column : undefined;
  } catch {
    // Not of our making: the status must do.
  }
  return {
    status: response.status,
    detail,
    column,
    retryAfter: seconds > 0 ? Math.min(seconds, 60) * 1000 : undefined,
  };
}
