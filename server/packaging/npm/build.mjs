// Makes the packages for npm: `node build.mjs FOLDER TARGET=BINARY…`, each TARGET of ../platforms.json.
// FOLDER then has a folder for each platform that is given, and `briefcheck`, which depends on all platforms, each in the
// same version. `npm publish FOLDER/*` publishes them, the platforms first.
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const top = path.join(here, '../../..');
const [out, ...given] = process.argv.slice(2);
const platforms = JSON.parse(readFileSync(path.join(here, '../platforms.json'), 'utf8'));
const version = /^version = "(.+)"$/m.exec(readFileSync(path.join(top, 'Cargo.toml'), 'utf8'))[1];
const main = JSON.parse(readFileSync(path.join(here, 'briefcheck/package.json'), 'utf8'));
const { license, repository, homepage } = main;

const write = (folder, manifest) => {
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(path.join(top, licence), path.join(folder, licence));
  copyFileSync(path.join(top, 'server/engine/lexicon/wordnet/LICENSE'), path.join(folder, 'LICENSE-WORDNET'));
};

for (const pair of given) {
  const at = pair.indexOf('=');
  const [target, binary] = [pair.slice(0, at), pair.slice(at + 1)];
  const platform = platforms.find((platform) => platform.target === target);
  if (platform === undefined) throw new Error(`${target} is not in platforms.json`);
  const folder = path.join(out, platform.npm);
  const program = platform.os === 'win32' ? 'briefcheck.exe' : 'briefcheck';
  mkdirSync(folder, { recursive: true });
  copyFileSync(binary, path.join(folder, program));
  chmodSync(path.join(folder, program), 0o755);
  writeFileSync(path.join(folder, 'README.md'), `# @briefcheck/${platform.npm}\n\nThe program of [briefcheck](https://www.npmjs.com/package/briefcheck) for ${target}.\n`);
  write(folder, {
    name: `@briefcheck/${platform.npm}`,
    version,
    description: `briefcheck for ${target}`,
    license,
    repository,
    homepage,
    files: [program],
    os: [platform.os],
    cpu: [platform.cpu],
    ...(platform.libc ? { libc: [platform.libc] } : {}),
    preferUnplugged: true,
  });
}

const folder = path.join(out, 'briefcheck');
cpSync(path.join(here, 'briefcheck'), folder, { recursive: true });
const optionalDependencies = Object.fromEntries(platforms.map(({ npm }) => [`@briefcheck/${npm}`, version]));
write(folder, { ...main, version, optionalDependencies });
