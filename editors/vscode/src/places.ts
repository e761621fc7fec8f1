import * as path from 'node:path';
import * as vscode from 'vscode';

/** Endings of files whose bytes tell nothing to people. */
const NO_TEXT = ['.pdf', '.docx', '.odt', '.epub', '.xlsx', '.ods', '.rtf'];

/** Opens a file, at the page that its address names, in its own program; in the editor where there is none, as in a browser. */
export async function openFile(address: string): Promise<void> {
  const uri = vscode.Uri.parse(address);
  // With a remote folder, the file is not on the machine whose programs could open it.
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  if (isHere && (await vscode.env.openExternal(uri))) return;
  const ending = path.extname(uri.path).toLowerCase();
  if (!NO_TEXT.includes(ending) || hasEditor(ending)) {
    await vscode.commands.executeCommand('vscode.open', uri.with({ fragment: '' }));
    return;
  }
  const page = /^page=(\d+)$/.exec(uri.fragment)?.[1];
  const where = `${page ? `p. ${page} of ` : ''}${path.basename(uri.path)}`;
  const show = 'Show Where It Is';
  const message = `briefcheck: ${where} can't be shown here. An extension for ${ending} files would show it.`;
  const choice = await vscode.window.showInformationMessage(message, show);
  if (choice === show) await vscode.commands.executeCommand('revealInExplorer', uri.with({ fragment: '' }));
}

/** What an extension says of an editor of its own. */
type CustomEditor = { selector?: { filenamePattern?: string }[] };

/** Whether an extension has an editor for files with this ending. */
function hasEditor(ending: string): boolean {
  const editors = vscode.extensions.all.flatMap(({ packageJSON }): CustomEditor[] => packageJSON?.contributes?.customEditors ?? []);
  const patterns = editors.flatMap(({ selector }) => selector ?? []).map(({ filenamePattern }) => filenamePattern ?? '');
  return patterns.some((pattern) => pattern.toLowerCase().split(/[^a-z0-9]+/).includes(ending.slice(1)));
}

/** Shows a place and selects it; with `column`, there, and the briefing stays in sight. */
export async function go(uri: vscode.Uri, range: vscode.Range, column?: vscode.ViewColumn): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const viewColumn = shown?.viewColumn ?? column ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { selection: range, viewColumn });
}
