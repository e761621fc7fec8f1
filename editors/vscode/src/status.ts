// The status item: what is wrong in the briefing, or with the server.
import * as vscode from 'vscode';
import type { Briefings } from './briefings';
import type { Connection } from './connection';

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('briefcheck', vscode.StatusBarAlignment.Left, 0);
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly connection: Connection,
    private readonly briefings: Briefings,
  ) {
    this.item.name = 'briefcheck';
    const refresh = () => this.refresh();
    this.subscriptions = [
      this.item,
      connection.onDidChange(refresh),
      vscode.languages.onDidChangeDiagnostics(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
    ];
    this.refresh();
  }

  /** What is shown; `undefined` if nothing is. */
  text: string | undefined;

  private refresh(): void {
    const editor = this.briefings.active;
    this.text = editor && this.of(editor.document);
    if (this.text === undefined) return this.item.hide();
    this.item.text = this.text;
    this.item.show();
  }

  private of(document: vscode.TextDocument): string {
    const { condition, failure, server } = this.connection;
    const isFailed = condition === 'failed';
    this.item.backgroundColor = isFailed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    if (isFailed) {
      this.item.tooltip = `${failure}\nClick to try again.`;
      this.item.command = 'briefcheck.restart';
      return '$(error) briefcheck: no server';
    }
    if (condition !== 'running') return '$(loading~spin) briefcheck';
    const broken = vscode.languages.getDiagnostics(document.uri).find(({ code }) => code === 'configuration');
    if (broken) {
      this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
      this.item.tooltip = broken.message;
      this.item.command = 'workbench.actions.view.problems';
      return '$(warning) briefcheck.toml';
    }
    const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'briefcheck');
    this.item.tooltip = `briefcheck ${server?.version ?? ''}: ${counted(found) || 'nothing to mend'} in this briefing`;
    this.item.command = 'workbench.actions.view.problems';
    return found.length > 0 ? `$(checklist) ${counted(found)}` : '$(check-all) briefcheck';
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

const NAMES = ['error', 'warning', 'info', 'hint'];

/** "2 errors, 1 warning". */
function counted(found: vscode.Diagnostic[]): string {
  const counts = NAMES.map((name, severity): [string, number] => [
    name,
    found.filter((diagnostic) => diagnostic.severity === severity).length,
  ]);
  const some = counts.filter(([, count]) => count > 0);
  return some.map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`).join(', ');
}
