'use strict';

const at = (id) => document.getElementById(id);
const [briefing, marks, counts, findings, files, source] = ['briefing', 'marks', 'counts', 'findings', 'files', 'source'].map(at);

const EXAMPLE = {
  text: `# Trade

Last year the port handled 4.3 million tonnes [@harbour], "the biggest
volume in its history" [@harbour]. The quay "was never built to carry
trains", says the harbour master, Edda Marsh [@harbour].
`,
  source: `The port handled 4.2 million tonnes last year, the largest volume in its history.

"The quay was never built to carry trains," said the harbour master, Edda Marsh.
`,
};

// What was read of the files, by path, and the one that is shown.
const read = new Map();
let shown;

/** The worker with the module, which stands in this page as base64 of what gzip made of it. */
async function start() {
  const packed = Uint8Array.from(atob(at('module').textContent), (char) => char.charCodeAt(0));
  const unpacked = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
  const worker = new Worker(URL.createObjectURL(new Blob([at('worker').textContent], { type: 'text/javascript' })));
  worker.postMessage(await unpacked.arrayBuffer());
  const waiting = new Map();
  let id = 0;
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failed) reject(new Error(data.failed));
    else resolve(data.answer);
  };
  worker.onerror = (error) => (counts.textContent = `The module can't be run: ${error.message}`);
  return (call, path, content) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, { resolve, reject });
      worker.postMessage({ id, call, path, content });
    });
}
const started = start();
const call = async (...given) => (await started)(...given);

/** An element with attributes and what stands in it. */
function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/** A text with stretches of it marked; where two meet, the first of the list is seen. */
function marked(text, stretches) {
  const cuts = [...new Set([0, text.length, ...stretches.flatMap(({ range }) => [range.start, range.end])])].sort((a, b) => a - b);
  const parts = cuts.slice(1).map((end, number) => {
    const start = cuts[number];
    const of = stretches.find(({ range }) => range.start <= start && end <= range.end);
    const words = text.slice(start, end);
    return of ? element('mark', { className: of.className }, words) : words;
  });
  return [...parts, '\n'];
}

let checks = 0;
/** Checks the briefing as it stands now, and shows what came of it. */
async function check() {
  const number = ++checks;
  const text = briefing.value;
  let report;
  try {
    await call('set_text', 'note.brief.md', text);
    report = await call('report');
  } catch (error) {
    counts.textContent = error.message;
    return;
  }
  // Somebody wrote on meanwhile.
  if (number !== checks) return;
  counts.textContent = report.counts.map(({ sign, counted }) => `${sign} ${counted}`).join(' · ') || 'Nothing to check yet.';
  const items = report.checks.filter(({ kind }) => kind !== 'claim').map(({ range, class: className }) => ({ range, className }));
  const faults = report.findings.map(({ range, severity }) => ({ range, className: severity }));
  marks.replaceChildren(...marked(text, [...faults, ...items]));
  findings.replaceChildren(...report.findings.map((finding) => row(finding, text)));
}

function row(finding, text) {
  const line = text.slice(0, finding.range.start).split('\n').length;
  const head = element('b', {}, `${finding.sign} ${finding.rule}`);
  const show = element('button', { className: 'show', onclick: () => lead(finding) }, head, ` line ${line}: ${finding.message}`);
  const fixes = finding.fixes.map((fix) => element('button', { onclick: () => apply(fix) }, fix.title));
  return element('li', { className: finding.severity }, show, ...fixes);
}

/** Leads from a finding to its words and to the passage that shows it. */
function lead({ range, evidence }) {
  briefing.focus();
  briefing.setSelectionRange(range.start, range.end);
  if (evidence.length) view(evidence[0].path, evidence[0].range);
}

function apply(fix) {
  for (const { range, text } of [...fix.edits].reverse()) briefing.setRangeText(text, range.start, range.end);
  void check();
}

/** Shows a source, with a passage of it marked. */
function view(path, range) {
  shown = path;
  const { text = '', problem } = read.get(path) ?? {};
  source.replaceChildren(...(problem ? [`${path} ${problem}`] : marked(text, range ? [{ range, className: 'passage' }] : [])));
  list();
  source.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
}

function list() {
  const chip = (path) => {
    const name = path.replace('sources/', '');
    const show = element('button', { onclick: () => view(path), ariaPressed: String(path === shown) }, read.get(path).problem ? `✗ ${name}` : name);
    return element('span', {}, show, element('button', { onclick: () => remove(path), ariaLabel: `Remove ${name}` }, '×'));
  };
  files.replaceChildren(...[...read.keys()].map(chip));
}

async function add(name, content) {
  const path = `sources/${name}`;
  try {
    read.set(path, await call('set_source', path, content));
  } catch (error) {
    read.set(path, { problem: `can't be read: ${error.message}` });
  }
  view(path);
  await check();
}

async function remove(path) {
  read.delete(path);
  await call('remove_source', path);
  if (shown === path) source.replaceChildren();
  list();
  await check();
}

async function addFiles(given) {
  for (const file of given) await add(file.name, await file.arrayBuffer());
}

let writing;
briefing.oninput = () => {
  // The old marks would stand beside their words.
  marks.replaceChildren();
  clearTimeout(writing);
  writing = setTimeout(check, 150);
};
briefing.onscroll = () => (marks.scrollTop = briefing.scrollTop);
at('pick').onchange = (event) => addFiles([...event.target.files]);
at('paste').onsubmit = (event) => {
  event.preventDefault();
  void add(`${at('key').value}.txt`, at('pasted').value);
  event.target.reset();
};
const drop = at('drop');
drop.ondragover = (event) => {
  event.preventDefault();
  drop.classList.add('over');
};
drop.ondragleave = () => drop.classList.remove('over');
drop.ondrop = (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  void addFiles([...event.dataTransfer.files]);
};
document.onpaste = (event) => {
  if (event.clipboardData.files.length) void addFiles([...event.clipboardData.files]);
};

briefing.value = EXAMPLE.text;
void add('harbour.txt', EXAMPLE.source);
