// The view Sources: what the briefing cites, and the claims that rest on each.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Briefings } from './briefings';
import type { Connection } from './connection';
import { SourcesRequest, type Claim, type Source, type State } from './protocol';
import { go } from './places';

const REST = 250;

type Node = { source: Source } | { claim: Claim };

export class SourcesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private asking: vscode.CancellationTokenSource | undefined;
  private document: vscode.TextDocument | undefined;
  /** The sources that are shown. */
  current: Source[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly briefings: Briefings,
  ) {
    this.tree = vscode.window.createTreeView('briefcheck.sources', { treeDataProvider: this, showCollapseAll: true });
    const later = () => this.refreshSoon();
    this.subscriptions = [
      this.tree,
      this.changed,
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.languages.onDidChangeDiagnostics(later),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.document) later();
      }),
      connection.onDidChange(later),
      vscode.commands.registerCommand('briefcheck.openClaim', (claim: Claim) => this.open(claim)),
    ];
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.current.map((source) => ({ source }));
    return 'source' in node ? node.source.claims.map((claim) => ({ claim })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'source' in node ? ofSource(node.source) : ofClaim(node.claim);
  }

  private async open(claim: Claim): Promise<void> {
    const convert = this.connection.convert;
    if (this.document && convert) await go(this.document.uri, convert.asRange(claim.range));
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), REST);
  }

  private async refresh(): Promise<void> {
    this.asking?.cancel();
    const document = vscode.window.activeTextEditor?.document;
    if (!document || document.uri.scheme !== 'file') return;
    if (!this.connection.has('sources')) {
      this.tree.message = this.connection.isRunning ? 'This server lists no sources: install a newer one.' : '';
      return;
    }
    const asking = (this.asking = new vscode.CancellationTokenSource());
    const params = { textDocument: { uri: document.uri.toString() } };
    const answer = await this.connection.ask(SourcesRequest, params, asking.token);
    if (asking.token.isCancellationRequested || answer === undefined) return;
    this.briefings.note(document, answer !== null);
    // What was shown stays while a source is being read.
    if (!answer) return;
    this.document = document;
    this.current = answer.sources;
    this.tree.message = '';
    this.tree.description = path.basename(document.fileName);
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function ofSource(source: Source): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(source.key, source.claims.length > 0 ? Collapsed : None);
  const count = source.claims.length;
  item.description = `${count === 1 ? '1 claim' : `${count} claims`}${source.title === source.key ? '' : ` · ${source.title}`}`;
  item.tooltip = [source.title, source.detail, source.readable ? '' : 'It could not be read.'].filter(Boolean).join('\n');
  item.iconPath = icon(source.readable ? 'book' : 'error', source.readable ? undefined : 'list.errorForeground');
  item.contextValue = 'source';
  if (source.uri) {
    const uri = vscode.Uri.parse(source.uri);
    item.command = { command: 'vscode.open', title: 'Open the source', arguments: [uri, { viewColumn: vscode.ViewColumn.Beside }] };
  }
  return item;
}

const ICONS: Record<State, [string, string?]> = {
  verified: ['pass', 'testing.iconPassed'],
  error: ['error', 'list.errorForeground'],
  warning: ['warning', 'list.warningForeground'],
  info: ['info'],
  hint: ['lightbulb'],
  unconfirmed: ['circle-outline'],
  unverifiable: ['question'],
  checked: ['pass'],
  allowed: ['mute'],
  unasked: ['dash'],
};

function ofClaim(claim: Claim): vscode.TreeItem {
  const item = new vscode.TreeItem(claim.text.replace(/\s+/g, ' '));
  item.tooltip = claim.text;
  item.iconPath = icon(...ICONS[claim.state]);
  item.contextValue = 'claim';
  item.command = { command: 'briefcheck.openClaim', title: 'Go to the claim', arguments: [claim] };
  item.accessibilityInformation = { label: `${claim.text}, ${claim.state}` };
  return item;
}

function icon(name: string, colour?: string): vscode.ThemeIcon {
  return colour ? new vscode.ThemeIcon(name, new vscode.ThemeColor(colour)) : new vscode.ThemeIcon(name);
}
