// Writes the memo of tests/editors/writing in VS Code, key by key, with what is offered there: `writing.mjs URL FOLDER SHOTS`. `memo.keys` has
// what is typed; in `{{typed=>label}}` the label is what the proposal that is taken begins with. The memo must end without findings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Driver } from './driver.mjs';

// How many keys it may take: without what is offered, its text alone has some 4,000 characters.
const MOST = 2400;
// Between keys, in milliseconds: a quick typist. The editor asks for the first letters of a word, and where the word has gone on before
// they had an answer, not again.
const PAUSE = 25;

const [url, folder, shots] = process.argv.slice(2);
const driver = await Driver.open(url, folder, shots);
const { page } = driver;
const rows = page.locator('.editor-widget.suggest-widget.visible .monaco-list-row');
let count = 0;

async function press(key) {
  count += 1;
  await page.keyboard.press(key);
  await page.waitForTimeout(PAUSE);
}

async function type(text) {
  for (const character of text) {
    if (character === '\n') {
      await press('Enter');
    } else {
      count += 1;
      await page.keyboard.type(character);
      await page.waitForTimeout(PAUSE);
    }
  }
}

/** The proposals that are shown, with the one that Enter takes. */
const offered = () =>
  rows.evaluateAll((found) =>
    found.map((row) => ({ label: row.querySelector('.label-name')?.textContent ?? '', isChosen: row.classList.contains('focused') })));

/** Takes the proposal whose label begins so: down to it, and Enter. */
async function take(label) {
  const start = Date.now();
  let last = [];
  let isAsked = false;
  for (;;) {
    last = await offered();
    const at = last.findIndex((proposal) => proposal.label.toLowerCase().startsWith(label.toLowerCase()));
    if (at >= 0 && last[at].isChosen) break;
    if (at >= 0 && last.some(({ isChosen }) => isChosen)) await press('ArrowDown');
    else if (at < 0 && !isAsked && Date.now() > start + 2_000) {
      // What a person does who was too quick for the machine.
      isAsked = true;
      await press('Control+Space');
    } else await page.waitForTimeout(20);
    if (Date.now() > start + 15_000) throw new Error(`“${label}” is not offered, but ${JSON.stringify(last)}`);
  }
  await press('Enter');
  await rows.first().waitFor({ state: 'detached' });
}

/** The lines of the Problems panel that are of a finding. */
async function findings() {
  await page.keyboard.press('Control+Shift+KeyM');
  await page.waitForSelector('.markers-panel');
  await page.waitForTimeout(1_000);
  return page.locator('.markers-panel .monaco-list-row').allInnerTexts();
}

/** A new briefing, whose text is selected for the first key to replace it. */
async function newBriefing() {
  // Its commands are not listed before.
  await page.locator('.activitybar [aria-label^="briefcheck"]').first().waitFor({ timeout: 60_000 });
  await press('F1');
  await type('New Briefing');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'New Briefing' }).waitFor();
  await press('Enter');
  await page.waitForSelector('.tab.active[data-resource-name="briefing.brief"]');
  await press('Control+KeyA');
}

async function write(keys) {
  for (let from = 0; from < keys.length; ) {
    const open = keys.indexOf('{{', from);
    await type(keys.slice(from, open < 0 ? keys.length : open));
    if (open < 0) return;
    const close = keys.indexOf('}}', open);
    const [typed, label] = keys.slice(open + 2, close).split('=>');
    await type(typed);
    await take(label);
    from = close + 2;
  }
}

await driver.run({
  async 'a memo is written with what is offered, and ends without findings'() {
    await newBriefing();
    await write(readFileSync(path.join(folder, 'memo.keys'), 'utf8').trim());
    await driver.shot('written');
    await press('Control+KeyS');
    await page.waitForSelector('.tab.active[data-resource-name="briefing.brief"]:not(.dirty)');
    const text = readFileSync(path.join(folder, 'briefing.brief'), 'utf8');
    const words = text.replace(/ \[@[^\]]*\]/g, '').trim().split(/\s+/).length;
    console.log(`    ${count} keystrokes for ${words} words without the citations`);
    const found = await findings();
    await driver.shot('written-problems');
    if (found.length > 0) throw new Error(found.join('\n'));
    if (words < 600 || count > MOST) throw new Error(`${count} keystrokes for ${words} words`);
  },
});
await driver.end();
