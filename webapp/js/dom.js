/** @typedef {string | Node | null | undefined | false} Child */

/**
 * Makes an element. Names that begin with `on` are listeners, known properties are set, anything else is an attribute;
 * text becomes text nodes, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [properties]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name in element) Reflect.set(element, name, value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(
    .../** @type {(string | Node)[]} */ (
      children.filter((child) => child !== null && child !== undefined && child !== false)
    ),
  );
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An icon of the page's sprite. @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** @param {Element} button made by {@link iconButton} @param {string} name @param {string} label */
export function relabel(button, name, label) {
  button.querySelector('use')?.setAttribute('href', `#${name}`);
  if (button.getAttribute('aria-label') !== label) {
    button.setAttribute('aria-label', label);
    button.setAttribute('title', label);
  }
}

/**
 * @param {string} name @param {string} label @param {() => void} onclick @param {Record<string, unknown>} [properties]
 */
export function iconButton(name, label, onclick, properties = {}) {
  return h(
    'button',
    { type: 'button', className: 'tool', 'aria-label': label, title: label, onclick, ...properties },
    icon(name),
  );
}

/** Writes only what has changed. @param {Text} node @param {string} text */
export function write(node, text) {
  if (node.data !== text) node.data = text;
}

/** Runs when it has not been asked for any more for so long. @param {() => void} action @param {number} millis */
export function debounced(action, millis) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, millis);
  };
}
