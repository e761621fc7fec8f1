// Commands that put citations in, and that lead to what is cited.
import * as vscode from 'vscode';
import type { Briefings } from './briefings';
import type { Connection } from './connection';
import { openFile } from './places';
import { EvidenceRequest, QuoteRequest, SourcesRequest, type Source } from './protocol';

const never = () => new vscode.CancellationTokenSource().token;

/** Lets somebody choose a source by its key, title or author, and cites it at the cursor. */
export async function insertCitation(connection: Connection, briefings: Briefings): Promise<void> {
  const editor = briefings.active;
  if (!editor) return;
  const found = await connection.ask(SourcesRequest, { textDocument: { uri: editor.document.uri.toString() } }, never());
  if (!found) return;
  const choice = await vscode.window.showQuickPick([...found.sources, ...found.others].filter(({ uri }) => uri).map(itemOf), {
    title: 'Cite a Source',
    placeHolder: 'Key, title or author',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (choice) await put(editor, `[@${choice.key}]`);
}

function itemOf({ key, title, author, detail, claims }: Source): vscode.QuickPickItem & { key: string } {
  const cited = claims.length > 0 ? `cited by ${claims.length === 1 ? 'one claim' : `${claims.length} claims`}` : '';
  return { key, label: key, description: title === key ? '' : title, detail: [author, detail, cited].filter(Boolean).join(' · ') };
}

/** Pastes what was copied from a source as a quotation with its citation; anything else as it is. */
export async function pasteAsCitation(connection: Connection, briefings: Briefings): Promise<void> {
  const editor = briefings.active;
  const text = await vscode.env.clipboard.readText();
  if (!editor || !text.trim()) return;
  const found = await connection.ask(QuoteRequest, { textDocument: { uri: editor.document.uri.toString() }, text }, never());
  if (!found) {
    void vscode.window.setStatusBarMessage('briefcheck: no source has what was copied; it is pasted as it is', 6000);
  }
  await put(editor, found?.text ?? text);
}

async function put(editor: vscode.TextEditor, text: string): Promise<void> {
  const selections = editor.selections;
  await editor.edit((edit) => selections.forEach((selection) => edit.replace(selection, text)));
  editor.selections = editor.selections.map(({ end }) => new vscode.Selection(end, end));
}

/** Opens the file that the claim under the cursor rests on: a text at its words, anything else in its own program, at its page. */
export async function openCited(connection: Connection, briefings: Briefings): Promise<void> {
  const editor = briefings.active;
  if (!editor) return;
  const { document, selection } = editor;
  const position = { line: selection.active.line, character: selection.active.character };
  const evidence = await connection.ask(EvidenceRequest, { textDocument: { uri: document.uri.toString() }, position }, never());
  const passage = evidence?.items.flatMap(({ passages }) => passages)[0];
  if (!passage) {
    void vscode.window.showInformationMessage('briefcheck: no source has a passage for this.');
    return;
  }
  if (passage.file) await openFile(passage.file);
  else await vscode.commands.executeCommand('editor.action.revealDefinition');
}
