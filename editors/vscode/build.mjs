// `node build.mjs` bundles the extension into dist/; with `--package` it makes briefcheck.vsix of it.
// With `--out FILE` it has that name, with `--target PLATFORM` it is for this platform alone.
// A program that stands in server/ is packed too, and used where no other is found. `--web FOLDER` takes the module for browsers
// from there, which `server/packaging/web.py` makes: without it, the extension does nothing in a browser.
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const bundle = (from, to, how) =>
  build({
    entryPoints: [path.join(here, from)],
    outfile: path.join(here, to),
    bundle: true,
    external: ['vscode'],
    format: 'cjs',
    minify: true,
    logLevel: 'warning',
    ...how,
  });

rmSync(path.join(here, 'dist'), { recursive: true, force: true });
await bundle('src/extension.ts', 'dist/extension.js', { platform: 'node', target: 'node20' });
await bundle('src/web/extension.ts', 'dist/web/extension.js', { platform: 'browser', target: 'es2022' });
const web = option('--web');
if (web !== undefined) {
  for (const name of ['worker.js', 'briefcheck.wasm']) copyFileSync(path.join(web, name), path.join(here, 'dist/web', name));
}

if (process.argv.includes('--package')) {
  const top = process.env.TOP ?? path.join(here, '../..');
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) {
    copyFileSync(path.join(top, licence), path.join(here, licence));
  }
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--skip-license', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const target = option('--target');
  const given = [...(target ? ['--target', target] : []), '--out', option('--out') ?? 'briefcheck.vsix'];
  execFileSync(process.execPath, [vsce, 'package', ...flags, ...given], { cwd: here, stdio: 'inherit' });
}
