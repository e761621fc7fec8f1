#!/usr/bin/env node
// Runs the program of this platform's package.
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const suffix = process.platform === 'win32' ? '.exe' : '';
const platform = `${process.platform}-${process.arch}`;

/** Whether the C library here is musl: Node's own report names glibc's version where it is that one. */
function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

/** The program, from the package that fits best. */
function program() {
  // A program for musl needs no library, and so runs beside glibc, too.
  const musl = `@briefcheck/${platform}-musl`;
  const names = isMusl() ? [musl] : [`@briefcheck/${platform}`, musl];
  for (const name of names) {
    try {
      return require.resolve(`${name}/briefcheck${suffix}`);
    } catch {
      // The next one, if there is one.
    }
  }
  return undefined;
}

const path = process.env.BRIEFCHECK_BINARY || program();
if (path === undefined) {
  console.error(`briefcheck: there is no package for ${platform} here; install without --no-optional, or set BRIEFCHECK_BINARY`);
  process.exit(2);
}
const child = spawn(path, process.argv.slice(2), { stdio: 'inherit' });
child.on('error', (error) => {
  console.error(`briefcheck: ${path} can't be run: ${error.message}`);
  process.exit(2);
});
// What ends this process ends the program; a terminal tells both by itself.
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
process.on('SIGINT', () => {});
child.on('exit', (status, signal) => process.exit(signal === null ? status : 128 + constants.signals[signal]));
