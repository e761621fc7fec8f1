// The extension in a browser, where no program can be started: a desk in a worker finds what the server would. The workspace's
// sources folder and what a briefing's front matter names can be cited; `briefcheck.toml` is not read.
import * as vscode from 'vscode';
import { looksLikeBriefing } from '../briefings';
import { Desk, type Finding, type Passage, type Report, type Stretch } from './desk';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
/** How long a text must rest before it is checked, in milliseconds. */
const QUIET = 150;
const BRIEFINGS = [{ language: 'briefing' }, { language: 'markdown' }];

/** The briefings of one folder. */
class Workspace implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('briefcheck');
  private readonly reports = new Map<string, { version: number; report: Report }>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly given = new Set<string>();
  /** Texts share one desk: one is checked after the other. */
  private queue: Promise<void>;
  private readonly watcher: vscode.FileSystemWatcher;

  constructor(
    readonly folder: vscode.Uri,
    private readonly desk: Desk,
  ) {
    this.queue = this.giveFolder().catch((error: unknown) => console.error('briefcheck:', error));
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const renew = (uri: vscode.Uri) => {
      const path = this.path(uri);
      if (!this.given.has(path) && !path.startsWith('sources/')) return;
      this.enqueue(() => this.give(path));
      vscode.workspace.textDocuments.forEach((document) => this.wait(document));
    };
    this.watcher.onDidCreate(renew);
    this.watcher.onDidChange(renew);
    this.watcher.onDidDelete(renew);
  }

  /** Checks a document once it has rested. */
  wait(document: vscode.TextDocument): void {
    if (!this.has(document)) return;
    const name = document.uri.toString();
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => this.enqueue(() => this.check(document)), QUIET));
  }

  forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document.uri.toString()));
    this.reports.delete(document.uri.toString());
    this.diagnostics.delete(document.uri);
  }

  private has(document: vscode.TextDocument): boolean {
    return looksLikeBriefing(document) && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() === this.folder.toString();
  }

  private path(uri: vscode.Uri): string {
    return uri.path.slice(this.folder.path.replace(/\/$/, '').length + 1);
  }

  private enqueue(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => console.error('briefcheck:', error));
  }

  private async giveFolder(): Promise<void> {
    const found = await vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, 'sources/**'));
    for (const uri of found) await this.give(this.path(uri));
  }

  /** Gives the desk a file as it is now. */
  private async give(path: string): Promise<void> {
    this.given.add(path);
    const uri = vscode.Uri.joinPath(this.folder, path);
    const bytes = await vscode.workspace.fs.readFile(uri).then((bytes) => bytes, () => undefined);
    await (bytes ? this.desk.call('set_source', path, bytes) : this.desk.call('remove_source', path));
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const version = document.version;
    await this.desk.call('set_text', this.path(document.uri), document.getText());
    let report = await this.desk.call<Report>('report');
    const wanted = report.wanted.filter((path) => !this.given.has(path));
    if (wanted.length > 0) {
      for (const path of wanted) await this.give(path);
      report = await this.desk.call<Report>('report');
    }
    if (document.isClosed || document.version !== version) return;
    this.reports.set(document.uri.toString(), { version, report });
    this.diagnostics.set(document.uri, await Promise.all(report.findings.map((finding) => this.diagnostic(document, finding))));
  }

  private async diagnostic(document: vscode.TextDocument, finding: Finding): Promise<vscode.Diagnostic> {
    const made = new vscode.Diagnostic(range(document, finding.range), finding.message, SEVERITIES[finding.severity]);
    made.source = 'briefcheck';
    made.code = finding.rule;
    const related = async (passage: Passage) => new vscode.DiagnosticRelatedInformation(await this.place(passage), passage.text);
    made.relatedInformation = await Promise.all(finding.evidence.map(related));
    return made;
  }

  /** Where a passage stands; of a file that the editor can't show as text, its beginning. */
  private async place({ path, range: stretch }: Passage): Promise<vscode.Location> {
    const uri = vscode.Uri.joinPath(this.folder, path);
    const isText = /\.(txt|text|md|markdown)$/.test(path);
    const document = isText ? await vscode.workspace.openTextDocument(uri).then((document) => document, () => undefined) : undefined;
    return new vscode.Location(uri, document ? range(document, stretch) : new vscode.Position(0, 0));
  }

  /** The report on a document as it stands. */
  private report(document: vscode.TextDocument): Report | undefined {
    const known = this.reports.get(document.uri.toString());
    return known?.version === document.version ? known.report : undefined;
  }

  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const report = this.report(document);
    const at = document.offsetAt(position);
    const quoted = ({ key, text }: Passage) => `\n\n> ${text.replaceAll('\n', '\n> ')}\n\n@${key}`;
    const finding = report?.findings.find(covers(at));
    const item = report?.checks.find((check) => check.kind !== 'claim' && covers(at)(check));
    const found = finding ?? item;
    if (!found) return undefined;
    const head = finding ? `**${finding.rule}**: ${finding.message}` : `${item?.sign} ${item?.word}`;
    const passage = finding ? finding.evidence[0] : item?.evidence;
    return new vscode.Hover(new vscode.MarkdownString(head + (passage ? quoted(passage) : '')), range(document, found.range));
  }

  async definition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location | undefined> {
    const report = this.report(document);
    const at = covers(document.offsetAt(position));
    const passage = report?.findings.find(at)?.evidence[0] ?? report?.checks.find((check) => at(check) && check.evidence)?.evidence;
    return passage ? this.place(passage) : undefined;
  }

  actions(document: vscode.TextDocument, selected: vscode.Range): vscode.CodeAction[] {
    const findings = this.report(document)?.findings.filter((finding) => range(document, finding.range).intersection(selected)) ?? [];
    return findings.flatMap((finding) =>
      finding.fixes.map((fix) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        for (const { range: stretch, text } of fix.edits) action.edit.replace(document.uri, range(document, stretch), text);
        action.diagnostics = this.diagnostics.get(document.uri)?.filter(({ code }) => code === finding.rule) ?? [];
        return action;
      }),
    );
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.watcher.dispose();
    this.diagnostics.dispose();
    this.desk.dispose();
  }
}

const covers = (at: number) => ({ range: { start, end } }: { range: Stretch }) => start <= at && at <= end;

function range(document: vscode.TextDocument, { start, end }: Stretch): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const folders: readonly vscode.WorkspaceFolder[] = vscode.workspace.workspaceFolders ?? [];
  const workspaces = await Promise.all(folders.map(async ({ uri }) => new Workspace(uri, await Desk.start(context.extensionUri))));
  const of = ({ uri }: vscode.TextDocument) => {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString();
    return workspaces.find((workspace) => workspace.folder.toString() === folder);
  };
  const wait = (document: vscode.TextDocument) => of(document)?.wait(document);
  context.subscriptions.push(
    ...workspaces,
    vscode.workspace.onDidOpenTextDocument(wait),
    vscode.workspace.onDidChangeTextDocument(({ document }) => wait(document)),
    vscode.workspace.onDidCloseTextDocument((document) => of(document)?.forget(document)),
    vscode.languages.registerHoverProvider(BRIEFINGS, { provideHover: (document, position) => of(document)?.hover(document, position) }),
    vscode.languages.registerDefinitionProvider(BRIEFINGS, {
      provideDefinition: (document, position) => of(document)?.definition(document, position),
    }),
    vscode.languages.registerCodeActionsProvider(
      BRIEFINGS,
      { provideCodeActions: (document, selected) => of(document)?.actions(document, selected) ?? [] },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  vscode.workspace.textDocuments.forEach(wait);
}
