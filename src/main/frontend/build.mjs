// Bundles the page and copies the Socket.IO client to where the WAR takes them from: `npm run build -- <outDir>`.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { build } from 'esbuild';
import { emojiGroups } from './emoji-groups.mjs';

const BUNDLES = ['socket.io.js', 'socket.io.min.js', 'socket.io.msgpack.min.js', 'socket.io.esm.min.js'];
const AS_THEY_ARE = ['index.html', 'icon.svg'];

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error('Usage: npm run build -- <outDir>');
  process.exit(2);
}

const bundleFrom = join(here, 'node_modules/socket.io-client/dist');
const bundleTo = resolve(out, 'classes/socket.io-client');
const page = join(here, 'page');
const pageTo = resolve(out, 'classes/page');

await rm(bundleTo, { recursive: true, force: true });
await mkdir(bundleTo, { recursive: true });
for (const name of BUNDLES.flatMap((bundle) => [bundle, `${bundle}.map`])) {
  await cp(join(bundleFrom, name), join(bundleTo, name));
  await compress(join(bundleTo, name));
}

await rm(pageTo, { recursive: true, force: true });
/** @type {import('esbuild').BuildOptions} */
const always = { outdir: pageTo, bundle: true, target: 'es2022', minify: true, sourcemap: true, logLevel: 'warning' };
await build({
  ...always,
  entryPoints: ['chat.js', 'chat.css'].map((name) => join(page, name)),
  splitting: true,
  format: 'esm',
  // What is loaded later has its content's hash in its name, so that browsers may keep it forever.
  chunkNames: 'modules/[name]-[hash]',
  loader: { '.svg': 'dataurl' },
  plugins: [emojiPlugin()],
});
// Runs before the first paint, so it is no module.
await build({ ...always, entryPoints: [join(page, 'theme.js')], format: 'iife' });
for (const name of AS_THEY_ARE) {
  await cp(join(page, name), join(pageTo, name));
}
for (const entry of await readdir(pageTo, { recursive: true, withFileTypes: true })) {
  // The start page is finished by the server.
  if (entry.isFile() && entry.name !== 'index.html') {
    await compress(join(entry.parentPath, entry.name));
  }
}

/** Java cannot do that when it is asked. */
async function compress(file) {
  await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)));
}

/** `anipub:emoji`: the emoji with names and keywords, from two well-kept lists, without what the picker does not need. */
function emojiPlugin() {
  const require = createRequire(import.meta.url);
  return {
    name: 'emoji',
    setup(builder) {
      builder.onResolve({ filter: /^anipub:emoji$/ }, ({ path }) => ({ path, namespace: 'emoji' }));
      builder.onLoad({ filter: /.*/, namespace: 'emoji' }, () => ({
        loader: 'json',
        contents: JSON.stringify(emojiGroups(require('unicode-emoji-json/data-by-group.json'), require('emojilib'))),
      }));
    },
  };
}
