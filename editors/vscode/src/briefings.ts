// Which documents are briefings: what can be seen from the document, and what the server says.
import * as vscode from 'vscode';

/** Files that show that a workspace has briefings. */
export const SIGNS = '**/{briefcheck.toml,*.brief,*.brief.md}';

/** Where files stand that can be checked: what shows an old version or an output is none. In a browser, they stand with a provider. */
const SCHEMES = ['file', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

/** Whether a document is a briefing by its name, its language or its front matter. */
export function looksLikeBriefing(document: vscode.TextDocument): boolean {
  if (!SCHEMES.includes(document.uri.scheme)) return false;
  if (document.languageId === 'briefing' || document.fileName.endsWith('.brief.md')) return true;
  return document.languageId === 'markdown' && declaresSources(document);
}

function declaresSources(document: vscode.TextDocument): boolean {
  if (!/^---\s*$/.test(document.lineAt(0).text)) return false;
  for (let line = 1; line < document.lineCount; line++) {
    const { text } = document.lineAt(line);
    if (/^(---|\.\.\.)\s*$/.test(text)) return false;
    if (/^sources\s*:/.test(text)) return true;
  }
  return false;
}

/** Remembers which documents are briefings; the context key `briefcheck.isBriefing` is kept for the active one. */
export class Briefings implements vscode.Disposable {
  /** By the configuration's `include`, as only the server knows. */
  private readonly included = new Set<string>();
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.refresh();
      }),
    ];
    this.refresh();
  }

  is(document: vscode.TextDocument): boolean {
    return looksLikeBriefing(document) || this.included.has(document.uri.toString());
  }

  /** Takes note of what the server says of a document. */
  note(document: vscode.TextDocument, isBriefing: boolean): void {
    const uri = document.uri.toString();
    if (isBriefing === this.included.has(uri)) return;
    if (isBriefing) this.included.add(uri);
    else this.included.delete(uri);
    this.refresh();
  }

  /** The briefing in the active editor. */
  get active(): vscode.TextEditor | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && this.is(editor.document) ? editor : undefined;
  }

  private refresh(): void {
    void vscode.commands.executeCommand('setContext', 'briefcheck.isBriefing', this.active !== undefined);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
