// The evidence report beside the text.
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Briefings } from './briefings';
import type { Connection } from './connection';

export class Report implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly connection: Connection,
    private readonly briefings: Briefings,
  ) {
    this.subscription = vscode.workspace.onDidSaveTextDocument((document) => {
      if (document === this.document) void this.refresh();
    });
  }

  /** Shows the report of the active briefing; later savings renew it. */
  async show(): Promise<void> {
    const document = this.briefings.active?.document;
    if (!document) return;
    await this.connection.start();
    if (!this.connection.server) return;
    this.document = document;
    this.panel ??= this.newPanel();
    this.panel.title = `Evidence: ${path.basename(document.fileName)}`;
    this.panel.reveal(undefined, true);
    await this.refresh(this.briefings.active?.selection.active);
  }

  private newPanel(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // The page brings its own policy, which lets nothing in but its own script and style.
    const options = { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true, enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel('briefcheck.report', 'Evidence', column, options);
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.document = undefined;
    });
    return panel;
  }

  /** Makes the page anew; `at` is where the cursor is, and the page opens there. */
  private async refresh(at?: vscode.Position): Promise<void> {
    if (!this.document) return;
    try {
      const uri = this.document.uri.toString();
      const position = at && { line: at.line, character: at.character };
      const made = await this.connection.run<{ uri: string; item?: string | null }>('briefcheck.report', { uri, position });
      const page = await readFile(vscode.Uri.parse(made.uri).fsPath, 'utf8');
      const start = made.item ? page.replace(/ data-start="[^"]*"/, ` data-start="${made.item}"`) : page;
      if (this.panel) this.panel.webview.html = start;
    } catch (error) {
      this.connection.output.error(String(error));
      void vscode.window.showErrorMessage(`briefcheck: the report could not be made. ${firstLine(error)}`);
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.panel?.dispose();
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
