import { Latest } from '../latest.js';
import { text } from '../texts/texts.js';
import { avatar, button, element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';
import { moved, squareOf } from './crop.js';

/**
 * @import { Account } from './sections.js'
 * @import { Choice } from './crop.js'
 */

const PREVIEW = 192;
/** More than the server keeps, so that it has something to draw from. */
const SENT = 512;

/**
 * The picture: chosen from a file, cut to a square on a canvas, by sliders or by drawing it along.
 *
 * @param {Account} account
 */
export function pictureSection({ card, profile }) {
  const said = element('p', { className: 'field-error', role: 'alert' });
  const now = avatar(card._id, card.name, card.image);
  const file = element('input', { id: 'account-file', type: 'file', accept: 'image/png,image/jpeg,image/webp' });
  const canvas = element('canvas', { width: PREVIEW, height: PREVIEW, className: 'crop', role: 'img', 'aria-label': text('account.crop') });
  /** @type {ImageBitmap | undefined} */
  let picture;
  const choosing = new Latest();
  /** @type {Choice} */
  let choice = { zoom: 1, x: 0.5, y: 0.5 };
  const slider = (/** @type {keyof Choice} */ part, /** @type {string} */ words, /** @type {number} */ min, /** @type {number} */ max) => {
    const input = element('input', { type: 'range', min: String(min), max: String(max), step: '0.01', value: String(choice[part]) });
    input.addEventListener('input', () => draw({ ...choice, [part]: Number(input.value) }));
    return { part, input, label: element('label', { className: 'slider' }, words, ' ', input) };
  };
  const sliders = [
    slider('zoom', text('account.zoom'), 1, 4),
    slider('x', text('account.across'), 0, 1),
    slider('y', text('account.down'), 0, 1),
  ];
  const save = button(text('account.use'), () => void send(), { className: 'primary' });
  const remove = button(text('account.remove'), () => void change(() => profile.removePicture()), { hidden: !card.image });
  const chosen = element(
    'div',
    { hidden: true },
    canvas,
    ...sliders.map(({ label }) => label),
    element('div', { className: 'buttons' }, save),
  );

  /** @param {Choice} next */
  function draw(next) {
    choice = next;
    sliders.forEach(({ part, input }) => {
      input.value = String(choice[part]);
    });
    if (picture) {
      paint(canvas, picture, choice);
    }
  }

  /** @param {ImageBitmap | undefined} next the one that is cut from now on */
  function take(next) {
    picture?.close();
    picture = next;
    chosen.hidden = !picture;
    draw({ zoom: 1, x: 0.5, y: 0.5 });
  }

  file.addEventListener('change', async () => {
    const isLatest = choosing.begin();
    const [wanted] = file.files ?? [];
    said.textContent = '';
    /** @type {ImageBitmap | undefined} */
    let next;
    let why = '';
    try {
      next = wanted && (await createImageBitmap(wanted));
    } catch {
      why = text('account.unreadable');
    }
    if (isLatest()) {
      said.textContent = why;
      take(next);
    } else {
      next?.close();
    }
  });
  canvas.addEventListener('pointerdown', ({ pointerId }) => canvas.setPointerCapture(pointerId));
  canvas.addEventListener('pointermove', ({ pointerId, movementX, movementY }) => {
    if (picture && canvas.hasPointerCapture(pointerId)) {
      draw(moved(picture, choice, { x: movementX, y: movementY }, PREVIEW));
    }
  });

  async function send() {
    if (picture) {
      const isLatest = choosing.same();
      const large = element('canvas', { width: SENT, height: SENT });
      paint(large, picture, choice);
      // What shows through stays so; of a photo this is some 500 kB.
      const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => large.toBlob(resolve, 'image/png'));
      if (blob) {
        await change(() => profile.setPicture(blob), isLatest);
      }
    }
  }

  /**
   * @param {() => Promise<{ image: string }>} act
   * @param {() => boolean} [isLatest] whether no other file was chosen meanwhile
   */
  async function change(act, isLatest = choosing.same()) {
    said.textContent = '';
    save.disabled = true;
    remove.disabled = true;
    try {
      const { image } = await act();
      remove.hidden = !image;
      // A file that was chosen meanwhile stays.
      if (isLatest()) {
        take(undefined);
        file.value = '';
        file.focus();
      }
    } catch (cause) {
      said.textContent = asChatError(cause).message;
    }
    save.disabled = false;
    remove.disabled = false;
  }

  const row = element('div', { className: 'picture-row' }, now, element('label', { htmlFor: file.id }, text('account.file')), file);
  return [row, chosen, said, remove];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} picture
 * @param {Choice} choice
 */
function paint(canvas, picture, choice) {
  const { left, top, side } = squareOf(picture, choice);
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  }
}
