// Drives VS Code in a browser, as a person does: `page.mjs URL FOLDER RESULTS SHOTS`. First it waits for what the companion
// extension has seen, then it looks for itself; a failure leaves failed.png.
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [url, folder, results, shots] = process.argv.slice(2);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const without = (process.env.BRIEFCHECK_WITHOUT ?? '').split(',');
let failures = 0;

function tell(name, error, ms) {
  console.log(`${error ? 'FAILED' : 'ok'} ${name} (${(ms / 1000).toFixed(1)} s)${error ? `\n    ${error}` : ''}`);
  if (error) failures += 1;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
page.setDefaultTimeout(10_000);
const keys = (combination) => page.keyboard.press(combination);
const shot = (name) => page.screenshot({ path: `${shots}/${name}.png` });

/** Opens a file by its name. A workbench that is still starting finds none; then a person asks again. */
async function open(name) {
  for (let left = 3; ; left -= 1) {
    await keys('Control+KeyP');
    await page.locator('.quick-input-widget input.input').fill(name);
    const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
    if (await found.waitFor().then(() => true, () => false)) break;
    if (left === 0) throw new Error(`${name} is not found`);
    await keys('Escape');
  }
  await keys('Enter');
  await page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
}

async function command(name) {
  await keys('F1');
  await page.locator('.quick-input-widget input.input').fill(`>${name}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
  await keys('Enter');
}

/** Closes the active editor, and waits until it is gone: what comes next would lose the focus. */
async function close() {
  const tabs = await page.locator('.tabs-container .tab').count();
  await keys('Control+KeyW');
  await page.waitForFunction((count) => document.querySelectorAll('.tabs-container .tab').length < count, tabs);
}

/** Opens the menu of quick fixes. An editor that is drawing anew closes it at once; then a person asks again. */
async function openMenu(row) {
  for (let left = 3; ; left -= 1) {
    await keys('Control+Period');
    const shown = await row.waitFor({ timeout: 3_000 }).then(() => true, () => false);
    if (shown) return;
    if (left === 0) throw new Error('the menu of quick fixes does not open');
    await keys('Escape');
  }
}

const words = (text) => page.locator('.view-line span[class*=mtk]', { hasText: text }).last();
/** What stands in a webview: a frame in a frame. */
const webviews = () => page.frames().filter((frame) => frame.url().includes('fake.html') || frame.name() === 'active-frame');

async function inWebview(what, get) {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    for (const frame of webviews()) {
      const found = await frame.evaluate(get).catch(() => null);
      if (found) return found;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
}

const tests = {
  async 'an altered quotation is underlined, and the Problems panel names it'() {
    await open('note.brief');
    await page.waitForSelector('.monaco-editor .squiggly-error', { timeout: 60_000 });
    await keys('Control+Shift+KeyM');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'biggest' }).first().waitFor();
    await shot('problems');
    await keys('Control+Shift+KeyM');
  },

  async 'the hover shows the words of the source'() {
    await words('biggest').hover();
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'largest' }).first().waitFor();
    await shot('hover');
    await keys('Escape');
  },

  async 'F12 opens the source at the passage'() {
    await words('biggest').click();
    await keys('F12');
    await page.waitForSelector('.tab.active[data-resource-name="harbour.txt"]');
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 1' }).waitFor();
    await close();
    await page.waitForSelector('.tab.active[data-resource-name="note.brief"]');
  },

  async 'the view Evidence follows the cursor'() {
    await command('View: Show briefcheck');
    await words('biggest').click();
    const marked = await inWebview('the marked words', () => document.querySelector('.item.error .passage mark')?.textContent);
    if (!marked.includes('volume')) throw new Error(marked);
    await shot('evidence');
    await words('never built').click();
    await inWebview('the other quotation', () => document.querySelector('.item.here .words')?.textContent.includes('never built'));
    await page.locator('.pane-header', { hasText: 'Sources' }).waitFor();
    await page.locator('.monaco-list-row', { hasText: 'ledger' }).filter({ hasText: '2 claims' }).waitFor();
  },

  async 'the report opens beside the text'() {
    await command('briefcheck: Show the Evidence Report');
    await page.locator('.tab', { hasText: 'Evidence: note.brief' }).waitFor();
    await inWebview('the report', () => document.body.textContent.includes('The harbour, weekly note') && document.querySelectorAll('style').length > 0);
    await page.waitForTimeout(500);
    await shot('report');
    await page.locator('.tab', { hasText: 'Evidence: note.brief' }).click();
    await close();
  },

  async 'a Markdown briefing keeps its preview'() {
    await open('weekly.brief.md');
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await keys('Control+Shift+KeyV');
    await inWebview('the preview', () => document.querySelector('strong')?.textContent === '$56 million');
    await shot('preview');
    await close();
  },

  async 'the quick fix mends the quotation, and the underline goes'() {
    await open('note.brief');
    await page.waitForSelector('.monaco-editor .squiggly-error');
    await words('biggest').click();
    // Where there is something to mend, the editor shows it.
    await page.locator('.lightBulbWidget').waitFor();
    await openMenu(page.locator('.action-widget .monaco-list-row', { hasText: 'largest' }).first());
    await shot('fix');
    await keys('Enter');
    await words('largest').waitFor();
    await page.waitForSelector('.monaco-editor .squiggly-error', { state: 'detached' });
  },
};

try {
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  page.setDefaultTimeout(10_000);
  const end = Date.now() + 200_000;
  while (!existsSync(results)) {
    if (Date.now() > end) throw new Error('the companion extension did not end');
    await page.waitForTimeout(100);
  }
  for (const { name, error, ms } of JSON.parse(readFileSync(results, 'utf8'))) tell(name, error, ms);
} catch (error) {
  tell('the tests within the extension host', String(error), 0);
  await shot('failed');
}
for (const [name, test] of Object.entries(tests).filter(([name]) => !without.includes(name))) {
  const start = Date.now();
  const error = await test().then(() => null, (error) => String(error).slice(0, 600));
  if (error) await shot('failed');
  tell(name, error, Date.now() - start);
}
await browser.close();
process.exit(failures > 0 ? 1 : 0);
