// The view Evidence: what the claim under the cursor rests on.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Briefings } from './briefings';
import type { Connection } from './connection';
import { EvidenceRequest, type Evidence } from './protocol';
import { go } from './places';

/** How long the cursor must rest, in milliseconds. */
const REST = 80;

/** What the view is told: evidence, or why there is none. */
type Message = { evidence: Evidence } | { nothing: string };

/** What the view says: a passage or an item was chosen, or it is ready to show something. */
type Reply = { ready: true } | { item: number; passage: number | null };

export class EvidenceView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private shown: { evidence: Evidence; document: vscode.Uri } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asking: vscode.CancellationTokenSource | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private readonly changed = new vscode.EventEmitter<Evidence | undefined>();
  /** Other evidence is shown. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly connection: Connection,
    private readonly briefings: Briefings,
  ) {
    const later = () => this.refreshSoon();
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider('briefcheck.evidence', this),
      vscode.window.onDidChangeTextEditorSelection(later),
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.languages.onDidChangeDiagnostics(later),
      connection.onDidChange(later),
      this.changed,
    ];
  }

  /** The evidence that is shown. */
  get current(): Evidence | undefined {
    return this.shown?.evidence;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const media = vscode.Uri.joinPath(this.extension, 'media');
    view.webview.options = { enableScripts: true, localResourceRoots: [media] };
    view.webview.onDidReceiveMessage((reply: Reply) => void this.hear(reply));
    view.onDidChangeVisibility(() => this.refreshSoon());
    view.onDidDispose(() => (this.view = undefined));
    view.webview.html = page(view.webview, media);
  }

  private async hear(reply: Reply): Promise<void> {
    if ('ready' in reply) return this.refreshSoon();
    const item = this.shown?.evidence.items[reply.item];
    const convert = this.connection.convert;
    if (!item || !this.shown || !convert) return;
    if (reply.passage === null) {
      await go(this.shown.document, convert.asRange(item.range));
    } else {
      const place = item.passages[reply.passage]?.location;
      if (place) await go(convert.asUri(place.uri), convert.asRange(place.range), vscode.ViewColumn.Beside);
    }
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), REST);
  }

  private async refresh(): Promise<void> {
    this.asking?.cancel();
    if (!this.view?.visible) return;
    const editor = this.briefings.active;
    // What was shown stays while a source is being read.
    if (!editor) return this.shown ? undefined : this.show({ nothing: 'Put the cursor on a claim of a briefing.' });
    if (!this.connection.isRunning) return this.show({ nothing: this.connection.failure || 'The server is starting.' });
    if (!this.connection.has('evidence')) return this.show({ nothing: 'This server gives no evidence for the view: install a newer one.' });
    const asking = (this.asking = new vscode.CancellationTokenSource());
    const { document, selection } = editor;
    const position = { line: selection.active.line, character: selection.active.character };
    const params = { textDocument: { uri: document.uri.toString() }, position };
    const evidence = await this.connection.ask(EvidenceRequest, params, asking.token);
    if (asking.token.isCancellationRequested || evidence === undefined) return;
    this.shown = evidence ? { evidence, document: document.uri } : undefined;
    await this.show(evidence ? { evidence } : { nothing: 'Nothing here needs a source.' });
    this.changed.fire(evidence ?? undefined);
  }

  private async show(message: Message): Promise<void> {
    await this.view?.webview.postMessage(message);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function page(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('evidence.css')}">
<title>Evidence</title>
</head>
<body>
<main id="evidence" aria-live="polite"></main>
<script nonce="${nonce}" src="${uri('evidence.js')}"></script>
</body>
</html>`;
}
