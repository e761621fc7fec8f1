// Finds the server: the setting, then what the extension brings, which is of its version, then PATH; or PATH before it.
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The oldest server that this extension can work with. */
const OLDEST = '0.1.0';

const NAME = process.platform === 'win32' ? 'briefcheck.exe' : 'briefcheck';

export interface Server {
  path: string;
  version: string;
}

/** Why there is no server, for people; `setting` if it is the setting that is wrong. */
export class NoServer extends Error {}

/** Finds the server and asks it for its version. */
export async function findServer(context: vscode.ExtensionContext): Promise<Server> {
  const program = await findProgram(context);
  const version = await versionOf(program);
  if (isOlder(version, OLDEST)) {
    throw new NoServer(`${program} is version ${version}; this extension needs ${OLDEST} or later. Install a newer one.`);
  }
  return { path: program, version };
}

async function findProgram(context: vscode.ExtensionContext): Promise<string> {
  const set = vscode.workspace.getConfiguration('briefcheck').get<string>('server.path', '').trim();
  if (set) {
    if (!path.isAbsolute(set)) throw new NoServer(`The setting briefcheck.server.path is no absolute path: ${set}`);
    if (!(await isProgram(set))) throw new NoServer(`The setting briefcheck.server.path names no program: ${set}`);
    return set;
  }
  const bundled = context.asAbsolutePath(path.join('server', NAME));
  const own = (await isProgram(bundled)) ? bundled : undefined;
  const isOwnFirst = vscode.workspace.getConfiguration('briefcheck').get<string>('server.from', 'extension') !== 'path';
  const found = (isOwnFirst && own) || (await onPath()) || own;
  if (found) return found;
  throw new NoServer('The program briefcheck is not on the PATH. Install it, or say in the settings where it is.');
}

async function onPath(): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const program = path.join(folder, NAME);
    // What lies in the workspace may be anybody's.
    if (path.isAbsolute(folder) && !isInWorkspace(folder) && (await isProgram(program))) return program;
  }
  return undefined;
}

function isInWorkspace(folder: string): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => {
    const relative = path.relative(uri.fsPath, folder);
    return !relative.startsWith('..') && !path.isAbsolute(relative);
  });
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

function versionOf(program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, ['--version'], { timeout: 10_000 }, (error, output) => {
      const version = /^briefcheck (\d+\.\d+\.\d+)/.exec(output)?.[1];
      if (version) resolve(version);
      else reject(new NoServer(`${program} does not say its version${error ? `: ${error.message}` : ''}. Is it briefcheck?`));
    });
  });
}

/** Whether a version comes before another one. */
export function isOlder(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  const at = a!.findIndex((number, index) => number !== b![index]);
  return at >= 0 && a![at]! < b![at]!;
}
