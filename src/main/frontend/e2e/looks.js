// Looking at a view as people do who cannot see it well, and keeping pictures of it.
import { readFile } from 'node:fs/promises';
import { overhang, picture } from './steps.js';

const AXE = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'];

/** What axe-core finds, in words; colours are looked at when no movement is left. */
export async function findings(page, view) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${view}: ${id} (${help}): ${html} ${failureSummary}`),
  );
}

/** Looks at a view in both themes, keeps pictures of it, and that nothing has to be scrolled sideways. */
export async function looked(page, view, size) {
  const found = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await findings(page, `${view}, ${colorScheme}, ${size}`)));
    await picture(page, `view-${view}-${size}-${colorScheme}`);
  }
  if ((await overhang(page)) > 0) {
    found.push(`${view}, ${size}: wider than the window`);
  }
  return found;
}
