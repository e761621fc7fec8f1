// A memo is written from nothing, with what is offered: `writing.mjs URL FOLDER SHOTS`. `memo.keys` has what is typed; in
// `{{typed=>label}}` the label is what the proposal that is taken begins with. The memo must end without findings.
import { readFileSync } from 'node:fs';
import { Driver } from './driver.mjs';

const [url, folder, shots] = process.argv.slice(2);
const driver = await Driver.open(url, folder, shots);
const { page } = driver;
/** How many keys it may take: without what is offered, its text alone has some 4,000 characters. */
const MOST = 2_400;
let count = 0;

async function type(text) {
  count += [...text].length;
  // The editor indents and closes marks by itself; what it closes is typed over.
  await page.keyboard.type(text);
}

const rows = page.locator('.suggest-widget.visible .monaco-list-row');

/** Takes the proposal whose label begins so: arrows down to it, and Enter. */
async function take(label) {
  const names = () => rows.evaluateAll((rows) => rows.map((row) => row.querySelector('.label-name')?.textContent ?? ''));
  const end = Date.now() + 10_000;
  for (;;) {
    const at = (await names()).findIndex((name) => name.startsWith(label));
    const isSettled = at >= 0 && (await page.locator('.suggest-widget.visible .monaco-list-row.focused').count()) === 1;
    if (isSettled) {
      for (let down = 0; down < at; down += 1) await driver.keys('ArrowDown');
      await driver.keys('Enter');
      count += at + 1;
      await rows.first().waitFor({ state: 'detached' });
      return;
    }
    if (Date.now() > end) throw new Error(`“${label}” is not offered, but ${JSON.stringify(await names())}`);
    await page.waitForTimeout(50);
  }
}

await driver.run({
  async 'a memo is written with what is offered, and ends without findings'() {
    await driver.file('memo.brief');
    await page.locator('.statusbar-item .codicon-check-all').waitFor({ timeout: 30_000 });
    await page.locator('.monaco-editor .view-line').first().click();
    const keys = readFileSync(`${folder}/memo.keys`, 'utf8').trimEnd();
    for (const part of keys.split(/(\{\{.*?\}\})/)) {
      const [, typed, label] = /^\{\{(.*)=>(.*)\}\}$/.exec(part) ?? [];
      await type(typed ?? part);
      if (label) await take(label);
    }
    await driver.keys('Control+KeyS');
    count += 1;
    await driver.shot('written');
    const memo = () => readFileSync(`${folder}/memo.brief`, 'utf8');
    const end = Date.now() + 5_000;
    while (!memo().trimEnd().endsWith('].') && Date.now() < end) await page.waitForTimeout(50);
    await page.locator('.statusbar-item', { hasText: 'briefcheck' }).first().waitFor();
    await page.waitForTimeout(1_000);
    const status = await page.locator('.statusbar-item[id*="briefcheck"]').first().innerText();
    const words = memo().replace(/ \[@[^\]]*\]/g, '').split(/\s+/).length;
    console.log(`    ${count} keystrokes for ${words} words without the citations`);
    if (count > MOST) throw new Error('it took more keys than before');
    if (/error|warning|info|hint/.test(status)) throw new Error(`the status item says ${status}`);
  },
});
await driver.end();
