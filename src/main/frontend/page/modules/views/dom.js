/** An element with properties and children. Strings become text nodes, never markup. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children);
  return node;
}

/** A button; with an `icon` the words are its name and not shown. */
export function button(words, onClick, { icon, ...properties } = {}) {
  const node = element('button', { type: 'button', ...properties }, icon ? iconOf(icon) : words);
  if (icon) {
    node.setAttribute('aria-label', words);
    node.title = words;
  }
  node.addEventListener('click', onClick);
  return node;
}

/** A picture from the style sheet, for the eye only. */
export function iconOf(name) {
  return element('span', { className: `icon icon-${name}`, 'aria-hidden': 'true' });
}

export const find = (selector, root = document) => root.querySelector(selector);

/** Whether the operator lets pages show pictures from anywhere; the page's policy follows the same setting. */
const remoteImages = () => find('meta[name="anipub-remote-images"]')?.content === 'true';

/** A round picture of a person: their image where the page may load it, else their initial on one of eight colours. */
export function avatar(userId, userName, image) {
  const node = element('span', { className: `avatar tone-${tone(userId)}`, 'aria-hidden': 'true' }, initial(userName));
  if (mayShow(image)) {
    const picture = element('img', { alt: '', src: image, loading: 'lazy', referrerPolicy: 'no-referrer' });
    picture.addEventListener('error', () => picture.remove());
    node.append(picture);
  }
  return node;
}

/** Whether the page may load that picture. */
export function mayShow(image) {
  if (typeof image !== 'string' || !image || !URL.canParse(image, location.origin)) {
    return false;
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

/** A picture must not be a way to call the server in the viewer's name, however its path is written down. */
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

function initial(userName) {
  return [...(userName ?? '')][0]?.toUpperCase() ?? '?';
}

function tone(userId) {
  let sum = 0;
  for (const character of String(userId)) {
    sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  }
  return sum % 8;
}
