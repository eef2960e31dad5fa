// Copies the page and the Socket.IO client bundle to where the WAR takes them from: `npm run build -- <outDir>`.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const BUNDLES = ['socket.io.js', 'socket.io.min.js', 'socket.io.msgpack.min.js', 'socket.io.esm.min.js'];

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error('Usage: npm run build -- <outDir>');
  process.exit(2);
}

const bundleFrom = join(here, 'node_modules/socket.io-client/dist');
const bundleTo = resolve(out, 'classes/socket.io-client');
const pageTo = resolve(out, 'frontend');

await rm(bundleTo, { recursive: true, force: true });
await mkdir(bundleTo, { recursive: true });
for (const name of BUNDLES.flatMap((bundle) => [bundle, `${bundle}.map`])) {
  await cp(join(bundleFrom, name), join(bundleTo, name));
  // Java cannot do that when it is asked.
  await writeFile(join(bundleTo, `${name}.br`), await promisify(brotliCompress)(await readFile(join(bundleFrom, name))));
}
await rm(pageTo, { recursive: true, force: true });
await cp(join(here, 'page'), pageTo, { recursive: true });
