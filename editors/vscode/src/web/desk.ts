// The worker with the module in it (server/web), and what it says.
import * as vscode from 'vscode';

/** Some UTF-16 units of a text. */
export interface Stretch {
  start: number;
  end: number;
}

export interface Passage {
  key: string;
  /** From the folder of the workspace. */
  path: string;
  range: Stretch;
  text: string;
}

export interface Check {
  kind: string;
  range: Stretch;
  word: string;
  sign: string;
  evidence: Passage | null;
}

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info' | 'hint';
  range: Stretch;
  message: string;
  evidence: Passage[];
  fixes: { title: string; safe: boolean; edits: { range: Stretch; text: string }[] }[];
}

export interface Report {
  checks: Check[];
  findings: Finding[];
  /** Files that the briefing names and that nobody has given. */
  wanted: string[];
}

type Call = 'set_text' | 'set_source' | 'remove_source' | 'report';

/** What the worker is, as far as it is used: neither Node's types nor the editor's have it. */
interface Thread {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: (event: { data: { id: number; answer?: unknown; failed?: string } }) => void;
}

export class Desk implements vscode.Disposable {
  private readonly waiting = new Map<number, { resolve(answer: never): void; reject(why: Error): void }>();
  private last = 0;

  private constructor(private readonly thread: Thread) {
    thread.onmessage = ({ data: { id, answer, failed } }) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (failed === undefined) waiting?.resolve(answer as never);
      else waiting?.reject(new Error(failed));
    };
  }

  static async start(extension: vscode.Uri): Promise<Desk> {
    const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist/web', name));
    const { Worker, Blob, URL } = globalThis as unknown as {
      Worker: new (url: string) => Thread;
      Blob: new (parts: unknown[], options: object) => object;
      URL: { createObjectURL(blob: object): string };
    };
    const thread = new Worker(URL.createObjectURL(new Blob([await read('worker.js')], { type: 'text/javascript' })));
    thread.postMessage(await read('briefcheck.wasm'));
    return new Desk(thread);
  }

  call<T = void>(call: Call, path = '', content: string | Uint8Array = ''): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      this.thread.postMessage({ id, call, path, content });
    });
  }

  dispose(): void {
    this.thread.terminate();
  }
}
