// The evidence report beside the text.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
    // The report is made of what is on the disk.
    if (document.isDirty && !(await document.save())) return;
    this.document = document;
    this.panel ??= this.newPanel();
    this.panel.title = `Evidence: ${path.basename(document.fileName)}`;
    this.panel.reveal(undefined, true);
    await this.refresh();
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

  private async refresh(): Promise<void> {
    const program = this.connection.server?.path;
    if (!program || !this.document) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'briefcheck-'));
    try {
      const file = path.join(folder, 'report.html');
      // From the workspace, so that paths are shown from there.
      const from = vscode.workspace.getWorkspaceFolder(this.document.uri)?.uri.fsPath ?? folder;
      await run(program, ['report', '--quiet', '--output', file, this.document.fileName], from);
      const page = await readFile(file, 'utf8');
      if (this.panel) this.panel.webview.html = page;
    } catch (error) {
      this.connection.output.error(String(error));
      void vscode.window.showErrorMessage(`briefcheck: the report could not be made. ${firstLine(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.panel?.dispose();
  }
}

function run(program: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 16 << 20 }, (error, _output, messages) => {
      if (error) reject(new Error(messages.trim() || error.message));
      else resolve();
    });
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
