// Tests the TextMate grammars. VS Code's own for Markdown is used too where its folder is named: `MARKDOWN=…/markdown.tmLanguage.json`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(path.dirname(new URL(import.meta.url).pathname), '..');
const packaged = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/package.json');
const program = path.join(path.dirname(packaged), 'dist/unit.js');
const markdown = process.env['MARKDOWN'];
const grammars = ['syntaxes/briefing.tmLanguage.json', 'syntaxes/citations.tmLanguage.json', ...(markdown ? [markdown] : [])];
const args = grammars.flatMap((grammar) => ['--grammar', grammar]);
const tests = ['test/grammar/*.brief', ...(markdown ? ['test/grammar/*.md'] : [])];
const ran = spawnSync(process.execPath, [program, '--config', 'package.json', ...args, ...tests], { cwd: root, encoding: 'utf8' });
// It names every language that could stand in a code block.
const missing = /^grammar not found for .*\n/gm;
process.stdout.write(ran.stdout.replace(missing, '') + ran.stderr.replace(missing, ''));
process.exit(ran.status ?? 1);
