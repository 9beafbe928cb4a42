import { fold } from '../core/fold.js';

/** Marks what was searched for, without touching the rows (CSS Custom Highlight API). */
const marks = 'Highlight' in globalThis ? new Highlight() : undefined;
if (marks !== undefined) CSS.highlights.set('match', marks);

/** A row with more of them says no more by them. */
const MAX_MARKS = 100;

/** @param {Iterable<Text>} texts @param {string[]} words folded */
export function highlight(texts, words) {
  if (marks === undefined) return;
  marks.clear();
  if (words.length === 0) return;
  for (const text of texts) {
    const folded = fold(text.data);
    for (const word of words) {
      let left = MAX_MARKS;
      for (let at = folded.indexOf(word); at >= 0 && left-- > 0; at = folded.indexOf(word, at + word.length)) {
        marks.add(new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: at + word.length }));
      }
    }
  }
}
