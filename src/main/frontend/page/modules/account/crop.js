/** The part of a picture that is chosen: a square, by how far it is enlarged and where its middle is. Numbers alone, no page. */

/**
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ zoom: number, x: number, y: number }} Choice zoom from 1; x and y from 0 to 1, of what can be moved
 */

/**
 * The square in pixels of the picture.
 *
 * @param {Size} size
 * @param {Choice} choice
 */
export function squareOf({ width, height }, { zoom, x, y }) {
  const side = Math.max(1, Math.min(width, height) / Math.max(1, zoom));
  return { left: (width - side) * within(x), top: (height - side) * within(y), side };
}

/**
 * The choice after the picture was drawn along by so many pixels of a preview.
 *
 * @param {Size} size
 * @param {Choice} choice
 * @param {{ x: number, y: number }} by
 * @param {number} shown the preview's side
 * @returns {Choice}
 */
export function moved(size, choice, by, shown) {
  const { side } = squareOf(size, choice);
  const step = (/** @type {number} */ place, /** @type {number} */ delta, /** @type {number} */ whole) =>
    whole > side ? within(place - (delta * side) / shown / (whole - side)) : place;
  return { zoom: choice.zoom, x: step(choice.x, by.x, size.width), y: step(choice.y, by.y, size.height) };
}

/** @param {number} value */
const within = (value) => Math.min(1, Math.max(0, value));
