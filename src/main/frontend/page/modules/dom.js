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

/** A round picture of a person: their image where the page may load it, else their initial on one of eight colours. */
export function avatar(userId, userName, image) {
  const node = element('span', { className: `avatar tone-${tone(userId)}`, 'aria-hidden': 'true' }, initial(userName));
  if (isOwnImage(image)) {
    const picture = element('img', { alt: '', src: image });
    picture.addEventListener('error', () => picture.remove());
    node.append(picture);
  }
  return node;
}

/** The page's policy admits images of its own origin and inline ones only. */
function isOwnImage(image) {
  if (typeof image !== 'string' || !image || !URL.canParse(image, location.origin)) {
    return false;
  }
  if (/^data:image\/(png|jpeg|gif|webp);base64,/i.test(image)) {
    return true;
  }
  const address = new URL(image, location.origin);
  // A picture must not be a way to call the server in the viewer's name.
  return address.origin === location.origin && !/^\/(api|socket\.io)(\/|$)/i.test(address.pathname);
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
