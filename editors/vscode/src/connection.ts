// The connection to the server: started once there is a briefing, restarted on demand.
import * as vscode from 'vscode';
import { LanguageClient, State, type RequestType, type ServerOptions } from 'vscode-languageclient/node';
import { findServer, NoServer, type Server } from './server';
import type { Experimental } from './protocol';

/** What the server must see: briefings, and what they may cite, so that an edit of a source is seen at once. */
const FILES = [{ scheme: 'file', pattern: '**/*.{brief,md,markdown,qmd,rmd,Rmd,txt,text,html,htm}' }];

export type Condition = 'idle' | 'starting' | 'running' | 'failed';

export class Connection implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('briefcheck', { log: true });
  private readonly trace = vscode.window.createOutputChannel('briefcheck (trace)', { log: true });
  private readonly changed = new vscode.EventEmitter<void>();
  /** The condition has changed. */
  readonly onDidChange = this.changed.event;
  condition: Condition = 'idle';
  /** Why the condition is `failed`. */
  failure = '';
  server: Server | undefined;
  private client: LanguageClient | undefined;
  /** One start or stop follows the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Starts the server, if it does not run. */
  start(): Promise<void> {
    return this.enqueue(async () => {
      if (!this.client) await this.connect();
    });
  }

  /** Ends the server and starts it again. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.disconnect();
      await this.connect();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.disconnect());
  }

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  /** Whether the server knows a request of its own. */
  has(request: keyof NonNullable<Experimental['briefcheck']>): boolean {
    const experimental: Experimental | undefined = this.client?.initializeResult?.capabilities.experimental;
    return this.isRunning && experimental?.briefcheck?.[request] === true;
  }

  /** Asks the server; `undefined` if it is taken back, or the server can't answer now. */
  async ask<P, R>(request: RequestType<P, R, void>, params: P, token: vscode.CancellationToken): Promise<R | undefined> {
    if (!this.client || !this.isRunning) return undefined;
    try {
      return await this.client.sendRequest<R>(request.method, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.output.debug(`${request.method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Has the server run a command of its own. */
  async run<R>(command: string, ...args: unknown[]): Promise<R> {
    if (!this.client || !this.isRunning) throw new Error('the server does not run');
    return this.client.sendRequest<R>('workspace/executeCommand', { command, arguments: args });
  }

  /** What turns the protocol's places into the editor's. */
  get convert(): LanguageClient['protocol2CodeConverter'] | undefined {
    return this.client?.protocol2CodeConverter;
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  private async connect(): Promise<void> {
    this.become('starting');
    try {
      this.server = await findServer(this.context);
      this.output.info(`${this.server.path}, version ${this.server.version}`);
      const client = this.clientOf(this.server);
      this.client = client;
      client.onDidChangeState(({ newState }) => {
        if (this.client !== client) return;
        if (newState === State.Running) this.become('running');
        else if (newState === State.Starting) this.become('starting');
        else this.become('failed', 'The server has ended. The output says why.');
      });
      await client.start();
    } catch (error) {
      const client = this.client;
      this.client = undefined;
      await client?.dispose().catch(() => undefined);
      const message = error instanceof Error ? error.message : String(error);
      this.become('failed', error instanceof NoServer ? message : `The server could not be started: ${message}`);
      this.output.error(this.failure);
      void this.explain(error instanceof NoServer);
    }
  }

  private clientOf(server: Server): LanguageClient {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    const run = { command: server.path, args: ['lsp', '--log', settings.get('logLevel', 'warn')] };
    const isOnSave = settings.get('run') === 'onSave';
    const options: ServerOptions = { run, debug: run };
    return new LanguageClient('briefcheck', 'briefcheck', options, {
      documentSelector: FILES,
      initializationOptions: {
        quiet: settings.get('quiet'),
        rules: settings.get('rules'),
        run: settings.get('run'),
        reading: true,
        trusted: vscode.workspace.isTrusted,
        // The editor shows a finding above what the server says in a hover.
        showsFindings: true,
      },
      synchronize: { configurationSection: 'briefcheck' },
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      diagnosticPullOptions: { onChange: !isOnSave, onSave: true, onFocus: true },
      middleware: {
        // Markdown's own headings would stand there twice.
        provideDocumentSymbols: (document, token, next) => (document.languageId === 'markdown' ? undefined : next(document, token)),
      },
      markdown: { isTrusted: false, supportHtml: false },
    });
  }

  private async disconnect(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.become('idle');
    await client?.dispose().catch((error: unknown) => this.output.warn(String(error)));
  }

  private async explain(isMissing: boolean): Promise<void> {
    const [settings, install, output] = ['Open the Settings', 'How to Install', 'Show the Output'];
    const choices = isMissing ? [settings, install] : [output];
    const choice = await vscode.window.showErrorMessage(`briefcheck: ${this.failure}`, ...choices);
    if (choice === settings) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'briefcheck.server.path');
    } else if (choice === install) {
      const how = vscode.Uri.joinPath(this.context.extensionUri, 'walkthrough', 'server.md');
      await vscode.commands.executeCommand('markdown.showPreview', how);
    } else if (choice === output) {
      this.output.show();
    }
  }

  private become(condition: Condition, failure = ''): void {
    this.condition = condition;
    this.failure = failure;
    this.changed.fire();
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.output.dispose();
    this.trace.dispose();
  }
}
