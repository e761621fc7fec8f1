// The playground in a real browser, from its file. The environment names it (PLAYGROUND) and the browser (CHROMIUM).
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { chromium } from "playwright-core";

const { PLAYGROUND, CHROMIUM, SHOTS } = process.env;
const address = `file://${PLAYGROUND}`;
let browser;

before(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
});
after(() => browser?.close());

// Opens the page, and waits for its example's findings; afterwards nothing but the page itself must have been asked for.
async function open(act) {
    const context = await browser.newContext({ viewport: { width: 1300, height: 850 } });
    const page = await context.newPage();
    const requests = [];
    const said = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(address);
    await rules(page, ["figure-mismatch", "quote-altered"]);
    await act(page);
    assert.deepEqual(said, []);
    assert.deepEqual(requests.filter((url) => !url.startsWith("blob:")), [address]);
    await context.close();
}

// Waits until these rules speak, and no others.
async function rules(page, expected) {
    const found = () => [...document.querySelectorAll("#findings b")].map((name) => name.textContent.slice(2));
    await page.waitForFunction((expected) => {
        const found = [...document.querySelectorAll("#findings b")].map((name) => name.textContent.slice(2));
        return !document.querySelector("#counts").textContent.startsWith("Starting") && found.join() === expected;
    }, expected.join(), { timeout: 60_000 }).catch(async () => assert.deepEqual(await page.evaluate(found), expected));
}

/** A PDF of one page with one line. */
function pdf(line) {
    const content = `BT /F1 12 Tf 72 700 Td (${line}) Tj ET`;
    const objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ];
    let file = "%PDF-1.4\n";
    const offsets = objects.map((object, number) => {
        const offset = file.length;
        file += `${number + 1} 0 obj\n${object}\nendobj\n`;
        return `${String(offset).padStart(10, "0")} 00000 n \n`;
    });
    const table = file.length;
    file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
    return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
}

const marked = (page, kind) => page.locator(`#marks mark.${kind}`).allTextContents().then((parts) => parts.join("|"));

test("what differs is marked, and leads to the words of the source", () =>
    open(async (page) => {
        assert.match(await page.textContent("#counts"), /✗ 2 errors/);
        assert.match(await marked(page, "error"), /4\.3 million tonnes.*biggest/s);
        assert.match(await marked(page, "verified"), /never built to carry/);
        await page.click("#findings li:has-text('quote-altered') .show");
        assert.match(await page.textContent("#source mark"), /largest volume in its history/);
        const selected = await page.$eval("#briefing", ({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));
        assert.match(selected, /biggest/);
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/playground.png`, fullPage: true });
    }));

test("findings come and go as one types, and a fix is taken", () =>
    open(async (page) => {
        await page.click("#findings li:has-text('quote-altered') button:not(.show)");
        await rules(page, ["figure-mismatch"]);
        assert.match(await page.inputValue("#briefing"), /the largest\nvolume/);
        await page.fill("#briefing", 'It "was never built to carry ships" [@harbour].');
        await rules(page, ["quote-altered"]);
        await page.locator("#briefing").press("Control+a");
        await page.keyboard.type('It "was never built" [@harbour]. 🦀 "Nowhere at all said" [@harbour].');
        await rules(page, ["quote-not-found"]);
        assert.equal(await marked(page, "error"), '"Nowhere at all said"');
    }));

test("a source is pasted, dropped or taken from a file, a PDF too", () =>
    open(async (page) => {
        await page.fill("#briefing", '"One crane was sold" [@ledger]. "Two cranes were lent" [@annual]. "Three cranes fell" [@letter].');
        await rules(page, ["source-unknown", "source-unknown", "source-unknown"]);
        await page.click("summary");
        await page.fill("#key", "ledger");
        await page.fill("#pasted", "One crane was sold in May.");
        await page.click("#paste button");
        await rules(page, ["source-unknown", "source-unknown"]);
        await page.setInputFiles("#pick", { name: "annual.pdf", mimeType: "application/pdf", buffer: pdf("Two cranes were lent to the yard.") });
        await rules(page, ["source-unknown"]);
        assert.match(await page.textContent("#source"), /Two cranes were lent to the yard\./);
        const transfer = await page.evaluateHandle(() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["<p>Three <b>cranes</b> fell.</p>"], "letter.html"));
            return transfer;
        });
        await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
        await rules(page, []);
        await page.click("button[aria-label='Remove annual.pdf']");
        await rules(page, ["source-unknown"]);
    }));

test("a file that can't be read says why", () =>
    open(async (page) => {
        await page.setInputFiles("#pick", { name: "crane.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") });
        await page.waitForFunction(() => document.querySelector("#source").textContent.includes("is a PNG picture"));
        await rules(page, ["figure-mismatch", "quote-altered"]);
    }));

test("it can be used without a mouse and with a reader", () =>
    open(async (page) => {
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    }));
