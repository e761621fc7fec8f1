// `node build.mjs` bundles the extension into dist/; with `--package` it makes briefcheck.vsix of it.
// With `--out FILE` it has that name, with `--target PLATFORM` it is for this platform alone.
// A program that stands in server/ is packed too, and used where no other is found.
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

await build({
  entryPoints: [path.join(here, 'src/extension.ts')],
  outfile: path.join(here, 'dist/extension.js'),
  bundle: true,
  external: ['vscode'],
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  logLevel: 'warning',
});

if (process.argv.includes('--package')) {
  const top = process.env.TOP ?? path.join(here, '../..');
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) {
    copyFileSync(path.join(top, licence), path.join(here, licence));
  }
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--skip-license', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
  const target = option('--target');
  const given = [...(target ? ['--target', target] : []), '--out', option('--out') ?? 'briefcheck.vsix'];
  execFileSync(process.execPath, [vsce, 'package', ...flags, ...given], { cwd: here, stdio: 'inherit' });
}
