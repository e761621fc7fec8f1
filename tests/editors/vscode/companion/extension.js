// Runs in the real extension host: asks VS Code what a person would see, and writes the outcome of each test to the file
// that BRIEFCHECK_TESTS names.
const fs = require('node:fs');
const vscode = require('vscode');

const OUT = process.env.BRIEFCHECK_TESTS;
const WAIT = 8_000;

const folder = () => vscode.workspace.workspaceFolders[0].uri;
const file = (name) => vscode.Uri.joinPath(folder(), name);
const api = () => vscode.extensions.getExtension('briefcheck.briefcheck').exports;
const run = (name, ...args) => vscode.commands.executeCommand(name, ...args);

function assert(is, message) {
  if (!is) throw new Error(message);
}

/** Waits until `get` gives something true, and gives that. */
async function eventually(what, get) {
  const end = Date.now() + WAIT;
  let last;
  while (Date.now() < end) {
    last = await get();
    if (last) return last;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`never: ${what}; last was ${JSON.stringify(last)}`);
}

/** Opens a file and puts the cursor into these words. */
async function open(name, words) {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(name)), vscode.ViewColumn.One);
  if (words) {
    const at = editor.document.getText().indexOf(words);
    assert(at >= 0, `${name} has no “${words}”`);
    const position = editor.document.positionAt(at + 1);
    editor.selection = new vscode.Selection(position, position);
  }
  return editor;
}

const findings = (name, rule) =>
  vscode.languages.getDiagnostics(file(name)).filter(({ source, code }) => source === 'briefcheck' && (!rule || (code.value ?? code) === rule));

/** The findings of altered quotations in the first briefing, once there are some. */
const altered = () =>
  eventually('the finding', () => {
    const found = findings('note.brief', 'quote-altered');
    return found.length > 0 && found;
  });

const tests = {
  async 'a briefing has its language'() {
    assert((await open('note.brief')).document.languageId === 'briefing', 'language');
  },

  async 'an altered quotation is found'() {
    const editor = await open('note.brief');
    const [found] = await altered();
    assert(editor.document.getText(found.range).includes('biggest'), `range: ${editor.document.getText(found.range)}`);
    assert(found.message.includes('largest'), found.message);
    assert(found.severity === vscode.DiagnosticSeverity.Error, 'severity');
    assert(found.relatedInformation[0].location.uri.fsPath.endsWith('harbour.txt'), 'related information');
  },

  async 'a Markdown briefing keeps its language and is checked'() {
    assert((await open('weekly.brief.md')).document.languageId === 'markdown', 'language');
    await eventually('the finding', () => findings('weekly.brief.md', 'quote-altered').length);
  },

  async 'what the configuration includes is checked'() {
    await open('memos/included.md');
    await eventually('the finding', () => findings('memos/included.md', 'figure-not-found').length);
    const { document, selection } = await open('memos/report.qmd', '4.2 million');
    await eventually('the hover in a document of Quarto', async () => {
      const hovers = await run('vscode.executeHoverProvider', document.uri, selection.active);
      return hovers.some(({ contents }) => contents.some((content) => (content.value ?? content).includes('harbour.txt')));
    });
  },

  async 'other Markdown is left alone'() {
    await open('plain.md');
    await new Promise((wake) => setTimeout(wake, 500));
    assert(findings('plain.md').length === 0, 'a finding');
  },

  async 'the hover shows the words of the source'() {
    const { document, selection } = await open('note.brief', 'biggest');
    await eventually('the hover', async () => {
      const hovers = await run('vscode.executeHoverProvider', document.uri, selection.active);
      return hovers.some(({ contents }) => contents.some((content) => (content.value ?? content).includes('largest')));
    });
  },

  async 'the definition is the passage of the source'() {
    const { document, selection } = await open('note.brief', 'biggest');
    const [place] = await run('vscode.executeDefinitionProvider', document.uri, selection.active);
    const source = await vscode.workspace.openTextDocument(place.targetUri ?? place.uri);
    const words = source.getText(place.targetSelectionRange ?? place.range);
    assert(words.includes('largest volume in its history'), words);
  },

  async 'a passage of a source has its references'() {
    const { document, selection } = await open('sources/harbour.txt', 'largest volume');
    const places = await eventually('references', async () => {
      const found = await run('vscode.executeReferenceProvider', document.uri, selection.active);
      return found.length > 0 && found;
    });
    assert(places.some(({ uri }) => uri.fsPath.endsWith('note.brief')), JSON.stringify(places));
  },

  async 'keys are completed'() {
    const { document } = await open('note.brief', '@ledger, ');
    const at = document.positionAt(document.getText().lastIndexOf('@ledger') + 1);
    const { items } = await run('vscode.executeCompletionItemProvider', document.uri, at, '@');
    const labels = items.map(({ label }) => label.label ?? label);
    assert(labels.some((label) => label.includes('harbour')), labels.join(' '));
  },

  async 'a section has its lens'() {
    const { document } = await open('note.brief');
    const lenses = await eventually('lenses', async () => {
      const found = await run('vscode.executeCodeLensProvider', document.uri, 10);
      return found.length > 0 && found;
    });
    assert(lenses.some(({ command }) => command?.title), JSON.stringify(lenses));
  },

  async 'the lens of a source leads to the claims'() {
    const { document } = await open('sources/harbour.txt');
    const lens = await eventually('the lens', async () => {
      const found = await run('vscode.executeCodeLensProvider', document.uri, 10);
      return found.find(({ command }) => command?.command === 'briefcheck.showReferences');
    });
    await run(lens.command.command, ...lens.command.arguments);
    await run('closeReferenceSearch');
  },

  async 'items are told apart by their tokens'() {
    const { document } = await open('note.brief');
    const tokens = await eventually('tokens', () => run('vscode.provideDocumentSemanticTokens', document.uri));
    assert(tokens.data.length > 0, 'none');
  },

  async 'sections are symbols'() {
    const { document } = await open('note.brief');
    const symbols = await eventually('symbols', () => run('vscode.executeDocumentSymbolProvider', document.uri));
    assert(['Trade', 'Money'].every((name) => JSON.stringify(symbols).includes(name)), JSON.stringify(symbols));
  },

  async 'a key is renamed'() {
    const { document } = await open('note.brief', 'ledger,');
    const at = document.positionAt(document.getText().lastIndexOf('@ledger') + 2);
    const edit = await run('vscode.executeDocumentRenameProvider', document.uri, at, 'quarter');
    const edits = edit.get(document.uri);
    assert(edits.length === 3 && edits.every(({ newText }) => newText === 'quarter'), JSON.stringify(edits));
  },

  async 'the view shows the evidence under the cursor'() {
    await run('briefcheck.evidence.focus');
    await open('note.brief', 'biggest');
    const shown = await eventually('the evidence', () => {
      const evidence = api().evidence.current;
      return evidence?.items[0]?.text.includes('biggest') && evidence;
    });
    const [{ state, passages }] = shown.items;
    const marked = passages[0].pieces.filter(({ matched }) => matched).map(({ text }) => text).join(' ');
    assert(state === 'error' && passages[0].key === 'harbour' && marked.includes('volume in its history'), JSON.stringify(shown));
    await open('note.brief', 'never built');
    await eventually('it follows the cursor', () => api().evidence.current?.items[0]?.text.includes('never built'));
  },

  async 'the tree lists the sources with their claims'() {
    await open('note.brief');
    const sources = await eventually('sources', () => api().sources.current.length === 2 && api().sources.current);
    assert(sources.map(({ key, claims }) => `${key} ${claims.length}`).join() === 'harbour 3,ledger 2', JSON.stringify(sources));
  },

  async 'the status item counts'() {
    await open('note.brief');
    await eventually('the count', () => api().status.text === '$(checklist) 1 error');
  },

  async 'the report opens beside the text'() {
    await open('note.brief');
    await run('briefcheck.showReport');
    await eventually('the panel', () => vscode.window.tabGroups.all.some((group) => group.viewColumn === 2 && group.tabs.some(({ label }) => label === 'Evidence: note.brief')));
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn > 1));
  },

  async 'a source that is edited is checked against at once'() {
    const { document } = await open('sources/harbour.txt', 'largest');
    const replace = async (from, to) => {
      const edit = new vscode.WorkspaceEdit();
      const at = document.getText().indexOf(from);
      edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
      await vscode.workspace.applyEdit(edit);
    };
    await replace('largest', 'biggest');
    await eventually('no finding', () => findings('note.brief', 'quote-altered').length === 0);
    await replace('biggest', 'largest');
    await eventually('the finding again', () => findings('note.brief', 'quote-altered').length === 1);
    await document.save();
  },

  async 'the server is started again'() {
    await run('briefcheck.restart');
    await eventually('it runs', () => api().connection.condition === 'running');
    await open('note.brief');
    await eventually('the finding', () => findings('note.brief', 'quote-altered').length === 1);
  },

  async 'a rule can be turned off by a setting'() {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    await settings.update('rules', { 'quote-altered': 'off' }, vscode.ConfigurationTarget.Workspace);
    // The other rule's finding shows that the server has looked again.
    await open('memos/included.md');
    await open('note.brief');
    await eventually('no finding', () => findings('memos/included.md', 'figure-not-found').length === 1 && findings('note.brief').length === 0);
    await new Promise((wake) => setTimeout(wake, 300));
    assert(findings('note.brief').length === 0, 'the finding is back');
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await open('note.brief');
    await eventually('the finding again', () => findings('note.brief', 'quote-altered').length === 1);
  },

  async 'without being enabled, nothing is checked'() {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await open('note.brief');
    await eventually('no finding', () => api().connection.condition === 'idle' && findings('note.brief').length === 0);
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually('the finding again', () => findings('note.brief', 'quote-altered').length === 1);
  },

  async 'where it is set so, a briefing is checked when it is saved'() {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    const before = api().connection.server;
    const isNew = () => api().connection.server !== before && api().connection.condition === 'running';
    await settings.update('run', 'onSave', vscode.ConfigurationTarget.Workspace);
    const { document } = await open('note.brief');
    await eventually('the finding of the new server', () => isNew() && findings('note.brief', 'quote-altered').length === 1);
    const replace = async (from, to) => {
      const edit = new vscode.WorkspaceEdit();
      const at = document.getText().indexOf(from);
      edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
      await vscode.workspace.applyEdit(edit);
    };
    const isKept = async () => {
      await replace('biggest', 'largest');
      await new Promise((wake) => setTimeout(wake, 1_000));
      return findings('note.brief', 'quote-altered').length === 1;
    };
    // A server that is still reading the sources checks what there is when it has read them.
    for (let left = 3; !(await isKept()); left -= 1) {
      assert(left > 0, 'it was checked as it was typed');
      await replace('largest', 'biggest');
      await document.save();
      await eventually('the finding', () => findings('note.brief', 'quote-altered').length === 1);
    }
    await document.save();
    await eventually('no finding', () => findings('note.brief', 'quote-altered').length === 0);
    await replace('largest', 'biggest');
    await document.save();
    await eventually('the finding again', () => findings('note.brief', 'quote-altered').length === 1);
    await settings.update('run', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually('it runs as before', () => api().connection.condition === 'running');
  },

  async 'the server writes as much as the log level says'() {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    const levels = () =>
      fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).flatMap((id) => {
        try {
          const words = fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
          return words[0] === api().connection.server?.path && words[1] === 'lsp' ? [words[words.indexOf('--log') + 1]] : [];
        } catch {
          return [];
        }
      });
    await eventually('warnings', () => levels().join() === 'warn');
    await settings.update('logLevel', 'debug', vscode.ConfigurationTarget.Workspace);
    await eventually('everything', () => levels().join() === 'debug');
    await settings.update('logLevel', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually('warnings again', () => levels().join() === 'warn' && api().connection.condition === 'running');
  },

  async 'a server that is missing is said to be'() {
    const settings = vscode.workspace.getConfiguration('briefcheck');
    const path = settings.get('server.path');
    const says = async (value, words) => {
      await settings.update('server.path', value, vscode.ConfigurationTarget.Global);
      await eventually(words, () => api().connection.condition === 'failed' && api().connection.failure.includes(words));
    };
    await says('/no/such/briefcheck', 'names no program');
    await says(file('old-server').fsPath, 'Install a newer one');
    await open('note.brief');
    await eventually('the status item', () => api().status.text === '$(error) briefcheck: no server');
    await settings.update('server.path', path, vscode.ConfigurationTarget.Global);
    await eventually('it runs again', () => api().connection.condition === 'running');
    await run('notifications.clearAll');
  },

  async 'the quick fix mends the quotation'() {
    const { document } = await open('note.brief');
    const [found] = await altered();
    const fix = await eventually('the fix', async () => {
      const actions = await run('vscode.executeCodeActionProvider', document.uri, found.range, 'quickfix', 10);
      return actions.find(({ edit }) => edit);
    });
    await vscode.workspace.applyEdit(fix.edit);
    assert(document.getText().includes('largest volume in its history'), document.getText());
    await eventually('no finding', () => findings('note.brief', 'quote-altered').length === 0);
    await run('workbench.action.files.revert');
    await eventually('the finding again', () => findings('note.brief', 'quote-altered').length === 1);
  },
};

exports.activate = async () => {
  // Elsewhere somebody writes.
  if (!fs.existsSync(file('note.brief').fsPath)) return;
  const results = [];
  for (const [name, test] of Object.entries(tests)) {
    const start = Date.now();
    const error = await test().then(() => null, (error) => String(error?.message ?? error));
    results.push({ name, error, ms: Date.now() - start });
    fs.writeFileSync(`${OUT}.part`, JSON.stringify(results));
  }
  await run('workbench.action.closeAllEditors');
  fs.renameSync(`${OUT}.part`, OUT);
};
