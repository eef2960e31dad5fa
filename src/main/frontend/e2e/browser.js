import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';

const frontend = dirname(dirname(fileURLToPath(import.meta.url)));

/** Without a screen Firefox believes in no pointer at all: it shall believe in a fine one that hovers. */
const WITH_A_MOUSE = { 'ui.primaryPointerCapabilities': 6, 'ui.allPointerCapabilities': 6 };

/** Whether these tests run in Firefox. */
const IN_FIREFOX = Boolean(process.env.ANIPUB_FIREFOX);

/**
 * A real browser: the Firefox that `ANIPUB_FIREFOX` names, over WebDriver BiDi, else Chromium without any package of the
 * operating system's: `ANIPUB_CHROMIUM` names one, or the bundled one is unpacked once, together with its libraries and
 * fonts, below node_modules.
 */
export async function launchBrowser() {
  if (process.env.ANIPUB_FIREFOX) {
    return firefox.launch({ executablePath: process.env.ANIPUB_FIREFOX, channel: 'moz-firefox', firefoxUserPrefs: WITH_A_MOUSE });
  }
  if (process.env.ANIPUB_CHROMIUM) {
    return chromium.launch({ executablePath: process.env.ANIPUB_CHROMIUM, args: ['--no-sandbox'] });
  }
  const home = await unpacked();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // Not the package's own list: it turns off web security, which is part of what is tested here.
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-setuid-sandbox',
      '--font-render-hinting=none',
      // To draw without OpenGL takes a machine without its hardware a third less time than to imitate it.
      '--disable-gpu',
    ],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  });
}

/**
 * The folder of the unpacked browser. Its own, because the package takes whatever /tmp/chromium it finds, of any
 * version; renamed into place when whole, because several test processes may start at once.
 */
async function unpacked() {
  const { version } = JSON.parse(await readFile(join(frontend, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'));
  const home = join(frontend, `node_modules/.cache/chromium-${version}`);
  if (existsSync(home)) {
    return home;
  }
  const unpacking = `${home}-${process.pid}`;
  await mkdir(unpacking, { recursive: true });
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  process.env.TMPDIR = unpacking;
  // Makes the package unpack the libraries that a bare machine lacks. It looks while it loads.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: bundle } = await import('@sparticuz/chromium');
    await bundle.executablePath();
    await writeFile(join(unpacking, 'fonts/fonts.conf'), fontsIn(home));
  } finally {
    restore({ TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH });
  }
  try {
    await rename(unpacking, home);
  } catch (error) {
    if (!existsSync(home)) {
      throw error;
    }
    // Another process was first.
    await rm(unpacking, { recursive: true, force: true });
  }
  return home;
}

/** The package's own list of font folders knows nothing of this one. */
function fontsIn(home) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}

function restore(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}

/** Takes pictures of the page's states; not in Firefox, where the driver's own styles for that would break the page's policy. */
export async function screenshots() {
  if (IN_FIREFOX) {
    return async () => {};
  }
  const folder = resolve(process.env.ANIPUB_SCREENSHOTS ?? join(frontend, '../../../target/screenshots'));
  await mkdir(folder, { recursive: true });
  // A page with charts takes a busy machine long to draw.
  return (page, name) => page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', timeout: 120_000 });
}
