// What a person does in VS Code, in a browser.
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export class Driver {
  failures = 0;

  /** Opens a folder in VS Code at an address; screenshots go to `shots`. */
  static async open(url, folder, shots) {
    const driver = new Driver();
    driver.shots = shots;
    driver.browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
    const context = await driver.browser.newContext({
      viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, permissions: ['clipboard-read', 'clipboard-write'],
    });
    driver.page = await context.newPage();
    driver.page.setDefaultTimeout(60_000);
    await driver.page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    await driver.page.waitForSelector('.explorer-folders-view .monaco-list-row');
    driver.page.setDefaultTimeout(10_000);
    return driver;
  }

  keys(combination) {
    return this.page.keyboard.press(combination);
  }

  shot(name) {
    return this.page.screenshot({ path: `${this.shots}/${name}.png` });
  }

  tell(name, error, ms) {
    console.log(`${error ? 'FAILED' : 'ok'} ${name} (${(ms / 1000).toFixed(1)} s)${error ? `\n    ${error}` : ''}`);
    if (error) this.failures += 1;
  }

  /** Runs tests by their names; one that fails leaves failed.png. */
  async run(tests) {
    for (const [name, test] of Object.entries(tests)) {
      const start = Date.now();
      const error = await test().then(() => null, (error) => String(error).slice(0, 900));
      if (error) await this.shot('failed');
      this.tell(name, error, Date.now() - start);
    }
  }

  /** Ends the browser and the process. */
  async end() {
    await this.browser.close();
    process.exit(this.failures > 0 ? 1 : 0);
  }

  /** Opens a file by its name: out of the explorer, or what was open before by "Go to File", which finds no other without ripgrep. */
  async file(name) {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    if (await row.first().isVisible()) {
      await row.first().dblclick();
    } else {
      await this.keys('Control+KeyP');
      await this.page.locator('.quick-input-widget input.input').fill(name);
      await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
      await this.keys('Enter');
    }
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
  }

  async command(name) {
    await this.keys('F1');
    await this.page.locator('.quick-input-widget input.input').fill(`>${name}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.keys('Enter');
  }

  /** Closes the active editor, and waits until it is gone: what comes next would lose the focus. */
  async close() {
    const tabs = await this.page.locator('.tabs-container .tab').count();
    await this.keys('Control+KeyW');
    await this.page.waitForFunction((count) => document.querySelectorAll('.tabs-container .tab').length < count, tabs);
  }

  /** Words in the text. */
  words(text) {
    return this.page.locator('.view-line span[class*=mtk]', { hasText: text }).last();
  }

  /** What `get` finds in a webview, which is a frame in a frame. */
  async inWebview(what, get) {
    const end = Date.now() + 10_000;
    while (Date.now() < end) {
      for (const frame of this.page.frames().filter((frame) => frame.url().includes('fake.html') || frame.name() === 'active-frame')) {
        const found = await frame.evaluate(get).catch(() => null);
        if (found) return found;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`never: ${what}`);
  }
}
