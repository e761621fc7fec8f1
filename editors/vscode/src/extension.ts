import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import { Briefings, looksLikeBriefing, SIGNS } from './briefings';
import { insertCitation, openCited, pasteAsCitation } from './citing';
import { Connection } from './connection';
import { EvidenceView } from './evidence';
import { ReadingView } from './reading';
import { Report } from './report';
import { SourcesView } from './sources';
import { Status } from './status';

/** What the tests of the extension look at. */
export interface Api {
  connection: Connection;
  evidence: EvidenceView;
  sources: SourcesView;
  status: Status;
}

let connection: Connection | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const connected = (connection = new Connection(context));
  const briefings = new Briefings();
  const evidence = new EvidenceView(context.extensionUri, connected, briefings);
  const sources = new SourcesView(connected, briefings);
  const status = new Status(connected, briefings);
  const report = new Report(connected, briefings);
  const command = (name: string, work: (...args: never[]) => unknown) => vscode.commands.registerCommand(`briefcheck.${name}`, work);
  context.subscriptions.push(
    evidence,
    sources,
    status,
    report,
    new ReadingView(connected),
    briefings,
    connected,
    command('restart', () => connected.restart()),
    command('showOutput', () => connected.output.show()),
    command('showReport', () => report.show()),
    command('goToSource', () => vscode.commands.executeCommand('editor.action.revealDefinition')),
    command('newBriefing', newBriefing),
    command('insertCitation', () => insertCitation(connected, briefings)),
    command('pasteAsCitation', () => pasteAsCitation(connected, briefings)),
    command('openCited', () => openCited(connected, briefings)),
    command('showReferences', (uri: string, position: Position, places: Location[]) => {
      const convert = connected.convert;
      if (!convert) return undefined;
      const found = places.map((place) => convert.asLocation(place));
      return vscode.commands.executeCommand('editor.action.showReferences', convert.asUri(uri), convert.asPosition(position), found);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isEnabled() && looksLikeBriefing(document)) void connected.start();
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (isEnabled() && looksLikeBriefing(document)) void connected.start();
    }),
    // Only then may its own configuration name folders outside of it.
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (connected.condition !== 'idle') void connected.restart();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // What the server can be told while it runs, the client tells it.
      const isOfProcess = ['server', 'logLevel', 'run'].some((name) => event.affectsConfiguration(`briefcheck.${name}`));
      if (event.affectsConfiguration('briefcheck.enable')) void (isEnabled() ? startIfWanted() : connected.stop());
      else if (isOfProcess && connected.condition !== 'idle') void connected.restart();
    }),
  );
  await startIfWanted();
  return { connection: connected, evidence, sources, status };
}

const isEnabled = () => vscode.workspace.getConfiguration('briefcheck').get('enable', true);

/** A Markdown file alone is no reason for a server. */
async function startIfWanted(): Promise<void> {
  if (isEnabled() && (await hasBriefings())) void connection?.start();
}

export async function deactivate(): Promise<void> {
  await connection?.stop();
}

async function hasBriefings(): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(looksLikeBriefing)) return true;
  return (await vscode.workspace.findFiles(SIGNS, '**/node_modules/**', 1)).length > 0;
}

/** A new briefing stands in a file: the server checks nothing else. */
async function newBriefing(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = folder ? await unused(folder) : await vscode.window.showSaveDialog({ filters: { Briefing: ['brief', 'md'] } });
  if (!uri) return;
  const [source] = folder ? await vscode.workspace.findFiles(new vscode.RelativePattern(folder, 'sources/*.*'), undefined, 1) : [];
  const key = source?.path.split('/').pop()?.replace(/\.[^.]*$/, '') ?? 'source';
  const content = `# Title\n\nA claim, "with its quotation" [@${key}].\n`;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const editor = await vscode.window.showTextDocument(uri);
  const title = editor.document.positionAt(content.indexOf('Title'));
  editor.selection = new vscode.Selection(title, title.translate(0, 'Title'.length));
}

/** The first name for a briefing that no file of a folder has. */
async function unused(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `briefing${number === 1 ? '' : `-${number}`}.brief`);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
