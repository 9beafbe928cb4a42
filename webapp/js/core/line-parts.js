/**
 * @typedef {{ text: string, kind: 'cause' | 'own' | 'library' }} Frame a line of a stack trace; library: of no interest
 *   at first
 */

const FRAME = /^\s+at \S|^\s+File "|^\s+\.{3} \d+ more|^goroutine \d+|^\s{4,}\S/;
const CAUSE = /^(?:Caused by: |Suppressed: |Traceback \(|[\w$.]+(?:Exception|Error|Panic)\b|panic: )/;
const LIBRARY =
  /^\s+(?:at (?:(?:java|javax|jdk|sun|kotlin|scala|groovy|org\.(?:springframework|apache|hibernate|eclipse|junit|jboss)|io\.(?:netty|undertow)|com\.sun)\.|node:)|File ".*(?:site-packages|lib\/python)|\.{3} )/;

/**
 * Where a line holds a stack trace: what was thrown, and the frames.
 *
 * @param {string} text @returns {Frame[] | undefined}
 */
export function stackOf(text) {
  const lines = text.split('\n').slice(1);
  if (!lines.some((line) => FRAME.test(line))) return undefined;
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      text: line,
      kind: CAUSE.test(line.trim()) && !/^\s+at /.test(line) ? 'cause' : LIBRARY.test(line) ? 'library' : 'own',
    }));
}

/**
 * What a line holds as JSON, or what the server has found in it.
 *
 * @param {string} text @param {Record<string, unknown>} [attributes]
 */
export function treeOf(text, attributes) {
  const begin = text.search(/[{[]/);
  if (begin >= 0) {
    try {
      const found = JSON.parse(text.slice(begin));
      if (found !== null && typeof found === 'object' && Object.keys(found).length > 0) return found;
    } catch {
      // It only looks like it.
    }
  }
  return attributes !== undefined && Object.keys(attributes).length > 0 ? attributes : undefined;
}

/** A condition that lines with the same value meet. @param {string} name @param {string} value */
export function conditionOf(name, value) {
  const plain = /^[\p{L}_@][\p{L}\p{N}_@.$/#-]*$/u.test(name) && !name.endsWith('-');
  const text = name === 'level' ? value.toLowerCase() : value;
  const bare = /^[^\s()"\\]+$/.test(text) && !(name === 'source' && text.includes('*'));
  return `${plain ? name : quotedText(name)}=${bare ? text : quotedText(text)}`;
}

/** @param {string} text */
function quotedText(text) {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
