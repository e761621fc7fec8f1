// Drives VS Code in a browser, as a person does: `page.mjs URL FOLDER RESULTS SHOTS`. First it waits for what the companion
// extension has seen, then it looks for itself; a failure leaves failed.png.
import { existsSync, readFileSync } from 'node:fs';
import { Driver } from './driver.mjs';

const [url, folder, results, shots] = process.argv.slice(2);
const driver = await Driver.open(url, folder, shots);
const { page } = driver;
const keys = (combination) => driver.keys(combination);
const shot = (name) => driver.shot(name);
const open = (name) => driver.file(name);
const command = (name) => driver.command(name);
const close = () => driver.close();
const words = (text) => driver.words(text);
const inWebview = (what, get) => driver.inWebview(what, get);

/** Asks for something until it shows. An editor that is drawing anew closes it at once; then a person asks again. */
async function ask(what, again, shown) {
  for (let left = 3; ; left -= 1) {
    await again();
    if (await shown.waitFor({ timeout: 3_000 }).then(() => true, () => false)) return;
    if (left === 0) throw new Error(`${what} does not show`);
    await keys('Escape');
  }
}

const copy = (text) => page.evaluate((text) => navigator.clipboard.writeText(text), text);

/** Pastes with the citation into a line of its own, sees that it is this, and takes it back. */
async function pasteAtEnd(expected, name = 'note.brief') {
  await open(name);
  await page.locator('.view-line').last().click();
  await keys('Control+End');
  await keys('Enter');
  await keys('Control+Alt+KeyV');
  await page.waitForFunction(
    (expected) => [...document.querySelectorAll('.view-lines .view-line')].some(({ textContent }) => textContent.replaceAll('\u00a0', ' ') === expected),
    expected,
  );
  // The cursor is behind it.
  await page.locator('[id="status.editor.selection"]', { hasText: `Col ${expected.length + 1}` }).waitFor();
  await command('File: Revert File');
}

const looking = {
  async 'an altered quotation is underlined, and the Problems panel names it'() {
    await open('note.brief');
    // In a browser, the module is compiled first; the one that is tried here was not made small.
    await page.waitForSelector('.monaco-editor .squiggly-error', { timeout: 60_000 });
    await keys('Control+Shift+KeyM');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'biggest' }).first().waitFor();
    await shot('problems');
    await keys('Control+Shift+KeyM');
  },

  async 'the hover shows the words of the source'() {
    const again = async () => {
      await words('never built').hover();
      await words('biggest').hover();
    };
    await ask('the hover', again, page.locator('.monaco-hover:not(.hidden)', { hasText: 'largest' }).first());
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
};

/** What only the server has, and what VS Code does without us. */
const withServer = {
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

  async 'the report opens at the item under the cursor'() {
    await open('note.brief');
    await words('12 per cent').click();
    await command('briefcheck: Show the Evidence Report');
    const place = await inWebview('the item', () => {
      const mark = document.querySelector('#reading .item.lit');
      if (!mark) return null;
      // Nothing lies over it.
      const { left, top, height } = mark.getBoundingClientRect();
      return mark.contains(document.elementFromPoint(left + 3, top + height / 2)) && mark.textContent;
    });
    await shot('report-at-cursor');
    if (place !== '12 per cent') throw new Error(place);
    await page.locator('.tab', { hasText: 'Evidence: note.brief' }).click();
    await close();
  },

  async 'a source is found by its title, and cited'() {
    await open('note.brief');
    await words('second').click();
    await keys('End');
    await command('briefcheck: Cite a Source');
    const input = page.locator('.quick-input-widget input.input');
    await input.fill('quarter led');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Third-quarter ledger' }).waitFor();
    await shot('cite');
    await keys('Enter');
    await page.locator('.view-line', { hasText: '].[@ledger' }).waitFor();
    await command('File: Revert File');
  },

  async 'where a sentence begins, a name is offered, and a word of the text offers nothing'() {
    await open('note.brief');
    await words('second').click();
    await keys('Control+End');
    const widget = page.locator('.editor-widget.suggest-widget.visible .monaco-list-row');
    await keys('Enter');
    await page.keyboard.type('It is so. Ed', { delay: 50 });
    await widget.filter({ hasText: 'Edda Marsh' }).waitFor();
    await keys('Escape');
    // Snippets have such words in their names, and Enter would take one.
    for (const word of [' for all', ' of a quotation', ' one off']) {
      await page.keyboard.type(word, { delay: 50 });
      await page.waitForTimeout(700);
      if ((await widget.count()) > 0) throw new Error(`${word}: ${await widget.allInnerTexts()}`);
    }
    await command('File: Revert File');
  },

  async 'what was copied from a source is pasted with its citation'() {
    await open('note.brief');
    await words('never built').click();
    await keys('F12');
    await page.waitForSelector('.tab.active[data-resource-name="harbour.txt"]');
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 3' }).waitFor();
    await keys('Home');
    for (const _ of 'x'.repeat(29)) await keys('Shift+ArrowRight');
    await keys('Control+KeyC');
    await close();
    await pasteAtEnd('"The quay was never built to" [@harbour, ¶ 2]');
    await shot('paste');
  },

  async 'what another program copied is pasted without its line ends and its marks'() {
    await copy('“The quay was never\n   built to carry trains,”\n');
    await pasteAtEnd('"The quay was never built to carry trains" [@harbour, ¶ 2]');
  },

  async 'what no source has is pasted as it is'() {
    await copy('a pier of glass');
    await pasteAtEnd('a pier of glass');
    await page.locator('.statusbar-item', { hasText: 'no source has what was copied' }).waitFor();
  },

  async 'F12 in a PDF leads to the words on their page, and to the file there'() {
    await open('paper.brief');
    await words('which is older').click();
    const reading = page.locator('.tab.active[data-resource-name="paper.pdf"]');
    await ask('the reading', () => keys('F12'), reading);
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 7' }).waitFor();
    await page.locator('.view-line', { hasText: 'A third crane' }).waitFor();
    const lens = page.locator('.codelens-decoration a', { hasText: 'p. 2: open paper.pdf there' });
    await lens.waitFor();
    await shot('pdf');
    // In a browser, and without an extension that shows such files, their bytes would be no help.
    const message = page.locator('.notification-list-item', { hasText: 'p. 2 of paper.pdf can\'t be shown here' });
    await ask('the message', () => lens.click(), message);
    await shot('pdf-file');
    await command('Notifications: Clear All Notifications');
    // What is copied there is cited by its page.
    await page.locator('.view-line', { hasText: 'A third crane' }).click();
    await keys('Home');
    for (const _ of 'x'.repeat(13)) await keys('Shift+ArrowRight');
    await keys('Control+KeyC');
    await close();
    await page.waitForSelector('.tab.active[data-resource-name="paper.brief"]');
    await pasteAtEnd('"A third crane" [@paper, p. 2]', 'paper.brief');
  },

  async 'a locator leads to its heading, its cell and its time'() {
    const places = [['page', 'page.html', 'The cranes'], ['costs', 'costs.csv', '830'], ['talk', 'talk.srt', 'The ferry leaves']];
    for (const [key, file, found] of places) {
      await open('places.brief');
      await words(key).click();
      await ask(`the reading of ${file}`, () => keys('F12'), page.locator(`.tab.active[data-resource-name="${file}"]`));
      // What is copied there is what the cursor stands before; the reading may still be on its way to the place.
      const copied = async () => {
        await keys('Shift+End');
        await keys('Control+KeyC');
        return page.evaluate(() => navigator.clipboard.readText());
      };
      let got = await copied();
      for (let look = 0; look < 20 && !got.startsWith(found); look += 1) {
        await page.waitForTimeout(250);
        got = await copied();
      }
      await shot(`place-${key}`);
      if (!got.startsWith(found)) throw new Error(`${file}: ${got}`);
      await close();
    }
  },

  async 'the file that a claim rests on is opened at its page by a command'() {
    await open('paper.brief');
    await words('which is older').click();
    const message = page.locator('.notification-list-item', { hasText: 'p. 2 of paper.pdf can\'t be shown here' });
    await ask('the message', () => command('briefcheck: Open the Cited File at Its Page'), message);
    await command('Notifications: Clear All Notifications');
    await close();
  },

  async 'a file that is no text opens itself'() {
    await open('page.brief');
    await words('never built').click();
    await command('briefcheck: Open the Cited File at Its Page');
    await page.waitForSelector('.tab.active[data-resource-name="page.html"]');
    // Its markup: what was read out of it has none.
    await page.locator('.view-line', { hasText: '<html' }).first().waitFor();
    await shot('file');
    await close();
    await close();
  },
};

const mending = {
  async 'the quick fix mends the quotation, and the underline goes'() {
    await open('note.brief');
    await page.waitForSelector('.monaco-editor .squiggly-error');
    // Where the cursor was before, the editor would not ask what there is to mend.
    await words('Money').click();
    await keys('Control+Home');
    await words('biggest').click();
    // Where there is something to mend, the editor shows it.
    await page.locator('.lightBulbWidget').waitFor();
    const largest = page.locator('.action-widget .monaco-list-row', { hasText: 'largest' }).first();
    await ask('the menu of quick fixes', () => keys('Control+Period'), largest);
    await shot('fix');
    await keys('Enter');
    await words('largest').waitFor();
    await page.waitForSelector('.monaco-editor .squiggly-error', { state: 'detached' });
  },
};

try {
  const end = Date.now() + 200_000;
  while (!existsSync(results)) {
    if (Date.now() > end) throw new Error('the companion extension did not end');
    await page.waitForTimeout(100);
  }
  for (const { name, error, ms } of JSON.parse(readFileSync(results, 'utf8'))) driver.tell(name, error, ms);
} catch (error) {
  driver.tell('the tests within the extension host', String(error), 0);
  await shot('failed');
}
const isWeb = process.env.BRIEFCHECK_WEB !== undefined;
for (const tests of [looking, ...(isWeb ? [] : [withServer]), mending]) await driver.run(tests);
await driver.end();
