import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import { Briefings, looksLikeBriefing, SIGNS } from './briefings';
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
    command('showReferences', (uri: string, position: Position, places: Location[]) => {
      const convert = connected.convert;
      if (!convert) return undefined;
      const found = places.map((place) => convert.asLocation(place));
      return vscode.commands.executeCommand('editor.action.showReferences', convert.asUri(uri), convert.asPosition(position), found);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (looksLikeBriefing(document)) void connected.start();
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (looksLikeBriefing(document)) void connected.start();
    }),
    // Only then may its own configuration name folders outside of it.
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (connected.condition !== 'idle') void connected.restart();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const ours = ['server', 'quiet', 'rules'].some((name) => event.affectsConfiguration(`briefcheck.${name}`));
      if (ours && connected.condition !== 'idle') void connected.restart();
    }),
  );
  // A Markdown file alone is no reason for a server.
  if (await hasBriefings()) void connected.start();
  return { connection: connected, evidence, sources, status };
}

export async function deactivate(): Promise<void> {
  await connection?.stop();
}

async function hasBriefings(): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(looksLikeBriefing)) return true;
  return (await vscode.workspace.findFiles(SIGNS, '**/node_modules/**', 1)).length > 0;
}

async function newBriefing(): Promise<void> {
  const content = '# Title\n\nA claim, "with its quotation" [@source].\n';
  const document = await vscode.workspace.openTextDocument({ language: 'briefing', content });
  await vscode.window.showTextDocument(document);
}
