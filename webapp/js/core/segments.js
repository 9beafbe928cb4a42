/** @typedef {import('./ansi.js').Run} Run */
/**
 * A piece of a line's message that is shown in one way.
 *
 * @typedef {{ text: string, run?: Run, href?: string }} Segment
 */

const ADDRESS = /(?<![\w@])https?:\/\/[^\x00-\x20"'<>[\]{}|\\^`]+/g;

/** What ends a sentence, and not an address. */
const BEHIND = /[.,;:!?)'"*_]+$/;

/**
 * @param {string} text @param {Run[]} [runs] in order
 * @returns {Segment[] | undefined} undefined: all of it is the same
 */
export function segmentsOf(text, runs = []) {
  const links = text.includes('://') ? addresses(text) : [];
  if (runs.length === 0 && links.length === 0) return undefined;
  const ends = new Set([0, text.length]);
  for (const { start, end } of [...runs, ...links])
    ends.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const cuts = [...ends].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i];
    const run = runs.find((each) => each.start <= start && end <= each.end);
    return {
      text: text.slice(start, end),
      run,
      href: links.find((each) => each.start <= start && end <= each.end)?.href,
    };
  });
}

/** @param {string} text */
function addresses(text) {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    let href = match[0];
    for (let end = BEHIND.exec(href); end !== null; end = BEHIND.exec(href)) {
      // What was opened in it is its own.
      const closes = end[0].startsWith(')') && href.slice(0, end.index).includes('(');
      href = href.slice(0, end.index + (closes ? 1 : 0));
      if (closes) break;
    }
    return URL.canParse(href) && href.length > 'https://'.length
      ? [{ start: match.index, end: match.index + href.length, href }]
      : [];
  });
}
