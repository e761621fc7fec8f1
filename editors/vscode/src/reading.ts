// What was read out of a source that is no text (a PDF, a web page): "go to" leads to its words here, and each page to the file itself.
import * as vscode from 'vscode';
import type { Connection } from './connection';
import { openFile } from './places';
import { ReadingRequest, type Reading } from './protocol';

const SCHEME = 'briefcheck';
/** The language by which its long lines are wrapped. */
const LANGUAGE = 'briefcheck-reading';

export class ReadingView implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable {
  private readonly shown = new Map<string, Reading>();
  private readonly registered: vscode.Disposable;

  constructor(private readonly connection: Connection) {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, this),
      vscode.commands.registerCommand('briefcheck.openFile', openFile),
      vscode.workspace.onDidOpenTextDocument((document) => {
        const isNew = document.uri.scheme === SCHEME && document.languageId !== LANGUAGE;
        if (isNew) void vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // With another language, the same document is told to be closed, too.
        if (document.isClosed) this.shown.delete(document.uri.toString());
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const reading = await this.connection.ask(ReadingRequest, { textDocument: { uri: uri.toString() } }, token);
    if (!reading) return `Nothing was read out of ${uri.path}: no briefing that is open cites it.`;
    this.shown.set(uri.toString(), reading);
    return reading.text;
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const reading = this.shown.get(uri.toString());
    if (!reading) return [];
    const name = uri.path.split('/').pop() ?? uri.path;
    const places = reading.places.length ? reading.places : [{ line: 0, name: '', file: reading.file }];
    return places.map(({ line, name: place, file }) => {
      const title = place ? `${place}: open ${name} there` : `Open ${name}`;
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command: 'briefcheck.openFile', arguments: [file] });
    });
  }

  dispose(): void {
    this.registered.dispose();
  }
}
