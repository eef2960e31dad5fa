// Looking at a view as people do who cannot see it well, and keeping pictures of it.
import { readFile } from 'node:fs/promises';
import { overhang, picture, SIZES } from './steps.js';

const AXE = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'];

/**
 * What axe-core finds, in words; colours are looked at when no movement is left. Of a modal dialog it looks at that alone: what lies
 * under it is out of reach, and a view of its own.
 */
export async function findings(page, view) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(async () => {
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
    return (await globalThis.axe.run(modal ?? document, { resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${view}: ${id} (${help}): ${html} ${failureSummary}`),
  );
}

/**
 * Looks at a view in both themes, keeps pictures of it, and that nothing has to be scrolled sideways: at the size that is named, else at
 * all that the tests know, after which the window is as before. A menu that is open closes when the window is resized.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} view
 * @param {string} [size] that of the window
 * @param {{ [name: string]: import('playwright-core').Locator }} [parts] of which there is a picture each in place of one of all
 */
export async function looked(page, view, size, parts = {}) {
  if (size) {
    return inBothThemes(page, view, size, parts);
  }
  const found = [];
  const before = page.viewportSize();
  // The window's own size first: that is how it came to look so.
  for (const [name, { viewport }] of SIZES.toSorted((a) => (a[1].viewport.width === before.width ? -1 : 1))) {
    await page.setViewportSize(viewport);
    found.push(...(await inBothThemes(page, view, name, parts)));
  }
  await page.setViewportSize(before);
  return found;
}

async function inBothThemes(page, view, size, parts) {
  const found = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await findings(page, `${view}, ${colorScheme}, ${size}`)));
    for (const [name, part] of Object.entries(parts)) {
      await part.evaluate((node) => node.scrollIntoView({ block: 'center' }));
      await picture(page, `view-${view}-${name}-${size}-${colorScheme}`);
    }
    if (Object.keys(parts).length === 0) {
      await picture(page, `view-${view}-${size}-${colorScheme}`);
    }
  }
  if ((await overhang(page)) > 0) {
    found.push(`${view}, ${size}: wider than the window`);
  }
  return found;
}
