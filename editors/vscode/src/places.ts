import * as vscode from 'vscode';

/** Opens a file, at the page that its address names, in its own program; in the editor where there is none, as in a browser. */
export async function openFile(address: string): Promise<void> {
  const uri = vscode.Uri.parse(address);
  const isOpen = vscode.env.uiKind === vscode.UIKind.Desktop && (await vscode.env.openExternal(uri));
  if (!isOpen) await vscode.commands.executeCommand('vscode.open', uri.with({ fragment: '' }));
}

/** Shows a place and selects it; with `column`, there, and the briefing stays in sight. */
export async function go(uri: vscode.Uri, range: vscode.Range, column?: vscode.ViewColumn): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const viewColumn = shown?.viewColumn ?? column ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { selection: range, viewColumn });
}
