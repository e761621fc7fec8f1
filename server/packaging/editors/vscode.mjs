// Makes the extensions of a release: `node vscode.mjs DIST OUT [WEB]`, where DIST has the archives for the platforms, WEB what
// `web.py` makes, and the extension's packages are installed. One for each platform with its program inside, and one without, for
// what is on the path, which has the module for browsers.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
// Tests build it elsewhere.
const extension = process.env.EXTENSION ?? path.join(here, '../../../editors/vscode');
const [dist, out, web] = process.argv.slice(2).map((folder) => path.resolve(folder));
const platforms = JSON.parse(readFileSync(path.join(here, '../platforms.json'), 'utf8'));
const server = path.join(extension, 'server');
mkdirSync(out, { recursive: true });

const pack = (...flags) =>
  execFileSync(process.execPath, [path.join(extension, 'build.mjs'), '--package', ...flags], { cwd: extension, stdio: 'inherit' });

rmSync(server, { recursive: true, force: true });
pack('--out', path.join(out, 'briefcheck-universal.vsix'), ...(web ? ['--web', web] : []));
for (const { target, vscode, os } of platforms) {
  const ending = os === 'win32' ? '.zip' : '.tar.gz';
  const archive = readdirSync(dist).find((name) => name.endsWith(`-${target}${ending}`));
  if (archive === undefined) continue;
  const unpacked = mkdtempSync(path.join(tmpdir(), 'briefcheck-'));
  if (ending === '.zip') execFileSync('unzip', ['-q', path.join(dist, archive), '-d', unpacked]);
  else execFileSync('tar', ['-xzf', path.join(dist, archive), '-C', unpacked]);
  const program = os === 'win32' ? 'briefcheck.exe' : 'briefcheck';
  mkdirSync(server, { recursive: true });
  copyFileSync(path.join(unpacked, archive.slice(0, -ending.length), program), path.join(server, program));
  pack('--target', vscode, '--out', path.join(out, `briefcheck-${vscode}.vsix`));
  rmSync(server, { recursive: true });
  rmSync(unpacked, { recursive: true });
}
