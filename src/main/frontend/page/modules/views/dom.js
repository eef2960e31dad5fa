/** @typedef {Record<string, string | number | boolean>} Properties */

/**
 * An element with properties and children. Strings become text nodes, never markup. What is no property of such an
 * element is an attribute.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Properties} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) {
      Object.assign(node, { [name]: value });
    } else {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children);
  return node;
}

/**
 * A button; with an `icon` the words are its name and not shown.
 *
 * @param {string} words
 * @param {(pressed: HTMLButtonElement) => void} onClick
 * @param {Properties & { icon?: string }} [properties]
 */
export function button(words, onClick, { icon, ...properties } = {}) {
  const node = element('button', { type: 'button', ...properties }, icon ? iconOf(icon) : words);
  if (icon) {
    node.setAttribute('aria-label', words);
    node.title = words;
  }
  node.addEventListener('click', () => onClick(node));
  return node;
}

/**
 * A picture from the style sheet, for the eye only.
 *
 * @param {string} name
 */
export function iconOf(name) {
  return element('span', { className: `icon icon-${name}`, 'aria-hidden': 'true' });
}

/**
 * The element of the page that a selector names; it is there, and of that type.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @param {{ new (): T }} [type]
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function find(selector, type, root = document) {
  const found = root.querySelector(selector);
  if (!(found instanceof (type ?? HTMLElement))) {
    throw new Error(`There is no ${selector}.`);
  }
  return /** @type {T} */ (found);
}

/**
 * The first element below `root` that a selector names, if there is one now.
 *
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement | null}
 */
export const seek = (selector, root = document) => root.querySelector(selector);

/**
 * The element around the place of an event that a selector names, if there is one.
 *
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const around = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** What has the focus. */
export const focused = () => (document.activeElement instanceof HTMLElement ? document.activeElement : undefined);

/** Whether the operator lets pages show pictures from anywhere; the page's policy follows the same setting. */
const remoteImages = () =>
  /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="anipub-remote-images"]'))?.content === 'true';

/**
 * A round picture of a person: their image where the page may load it, else their initial on one of eight colours.
 *
 * @param {string} userId
 * @param {string} userName
 * @param {string} [image] its address
 */
export function avatar(userId, userName, image) {
  const node = element(
    'span',
    { className: `avatar tone-${tone(userId)}`, 'aria-hidden': 'true', 'data-picture': userId },
    initial(userName),
  );
  showPicture(node, image);
  return node;
}

/**
 * The picture of an avatar, or none. An avatar that shows it already stays as it is.
 *
 * @param {HTMLElement} node
 * @param {string | undefined} image undefined if it is not known
 */
export function showPicture(node, image) {
  if (image === undefined || node.getAttribute('data-shown') === image) {
    return;
  }
  node.setAttribute('data-shown', image);
  seek('img', node)?.remove();
  if (mayShow(image)) {
    const picture = element('img', { alt: '', src: small(image), loading: 'lazy', referrerPolicy: 'no-referrer' });
    picture.addEventListener('error', () => picture.remove());
    node.append(picture);
  }
}

/**
 * Has a press on that element open somebody's card; see `Cards`.
 *
 * @template {HTMLElement} E
 * @param {E} node
 * @param {string} userId
 */
export function cardOpener(node, userId) {
  node.dataset.card = userId;
  return node;
}

/** The address of a picture that the server has drawn: nothing else of ours is one. */
const OWN_PICTURE = /^\/api\/users\/[0-9a-f]{24}\/image\?v=[0-9a-f]{24}$/;

/** @param {string} image */
const small = (image) => (OWN_PICTURE.test(image) ? `${image}&size=64` : image);

/**
 * Whether the page may load that picture.
 *
 * @param {unknown} image
 * @returns {image is string}
 */
export function mayShow(image) {
  if (typeof image !== 'string' || !image || !URL.canParse(image, location.origin)) {
    return false;
  }
  if (OWN_PICTURE.test(image)) {
    return true;
  }
  if (/^data:image\/(png|jpeg|gif|webp);base64,/i.test(image)) {
    return true;
  }
  const address = new URL(image, location.origin);
  if (address.origin !== location.origin) {
    return address.protocol === 'https:' && remoteImages();
  }
  return !mayCallServer(address.pathname);
}

/** A picture must not be a way to call the server in the viewer's name, however its path is written down. @param {string} pathname */
function mayCallServer(pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname).replace(/\/+/g, '/');
  } catch {
    return true;
  }
  // What a server may read in another way than we do is refused: path parameters, twice encoded signs, dots.
  return /[;\\%]|\/\.{1,2}(\/|$)|^\/(api|socket\.io)(\/|$)/i.test(path);
}

/** @param {string | undefined} userName */
function initial(userName) {
  return [...(userName ?? '')][0]?.toUpperCase() ?? '?';
}

/** @param {string} userId */
function tone(userId) {
  let sum = 0;
  for (const character of String(userId)) {
    sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  }
  return sum % 8;
}
