import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const frontend = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * A real browser without any package of the operating system's: `ANIPUB_CHROMIUM` names one, or the bundled one is
 * unpacked once, together with its libraries and fonts, below node_modules.
 */
export async function launchBrowser() {
  if (process.env.ANIPUB_CHROMIUM) {
    return chromium.launch({ executablePath: process.env.ANIPUB_CHROMIUM, args: ['--no-sandbox'] });
  }
  // Our own folder: the package takes whatever /tmp/chromium it finds, of any version.
  const home = join(frontend, 'node_modules/.cache/chromium-143.0.4');
  await mkdir(home, { recursive: true });
  const before = { ...process.env };
  let executablePath;
  try {
    process.env.TMPDIR = home;
    // Makes the package unpack the libraries that a bare machine lacks.
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
    const { default: bundle } = await import('@sparticuz/chromium');
    executablePath = await bundle.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) {
      if (!(name in before)) {
        delete process.env[name];
      }
    }
    Object.assign(process.env, before);
  }
  return chromium.launch({
    executablePath,
    // Not the package's own list: it turns off web security, which is part of what is tested here.
    args: ['--no-sandbox', '--no-zygote', '--disable-setuid-sandbox', '--font-render-hinting=none', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_PATH: join(home, 'fonts'), HOME: tmpdir() },
  });
}

/** A folder for pictures of the page's states. */
export async function screenshots() {
  const folder = resolve(process.env.ANIPUB_SCREENSHOTS ?? join(frontend, '../../../target/screenshots'));
  await mkdir(folder, { recursive: true });
  return (page, name) => page.screenshot({ path: join(folder, `${name}.png`) });
}
