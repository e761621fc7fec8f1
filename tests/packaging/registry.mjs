// Plays npm's registry with the packages of a folder: `node registry.mjs FOLDER`. It says its address, and serves until its
// standard input ends.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const folder = process.argv[2];
const packages = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.tgz'))) {
  const data = readFileSync(path.join(folder, file));
  const manifest = JSON.parse(execFileSync('tar', ['-xzOf', path.join(folder, file), 'package/package.json']));
  packages.set(manifest.name, { manifest, file, data });
}

const server = http.createServer((request, response) => {
  const name = decodeURIComponent(request.url.slice(1));
  const asked = packages.get(name);
  const packed = [...packages.values()].find(({ file }) => name === `files/${file}`);
  console.error(request.method, name);
  if (packed) return response.end(packed.data);
  if (!asked) return response.writeHead(404).end('{}');
  const { manifest, file, data } = asked;
  const integrity = `sha512-${createHash('sha512').update(data).digest('base64')}`;
  const tarball = `http://127.0.0.1:${server.address().port}/files/${file}`;
  const versions = { [manifest.version]: { ...manifest, dist: { tarball, integrity } } };
  return response.end(JSON.stringify({ name, 'dist-tags': { latest: manifest.version }, versions }));
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit()).resume();
