import * as vscode from 'vscode';

/** Shows a place and selects it; with `column`, there, and the briefing stays in sight. */
export async function go(uri: vscode.Uri, range: vscode.Range, column?: vscode.ViewColumn): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const viewColumn = shown?.viewColumn ?? column ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { selection: range, viewColumn });
}
