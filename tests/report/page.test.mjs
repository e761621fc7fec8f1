// The evidence report in a real browser. The environment names the binary (BRIEFCHECK), the demo (DEMO) and the browser
// (CHROMIUM); `tests/run` sets them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { chromium } from "playwright-core";

const { BRIEFCHECK, DEMO, CHROMIUM } = process.env;
const folder = mkdtempSync(join(tmpdir(), "report-"));
const one = join(folder, "one.html");
const all = join(folder, "all.html");
const two = join(folder, "two.html");
let browser;

function report(where, to, ...paths) {
    execFileSync(BRIEFCHECK, ["report", "--quiet", ...paths, "-o", to], { cwd: where });
}

before(async () => {
    report(DEMO, one, "memos/amber-week.brief.md");
    report(DEMO, all);
    report(DEMO, two, "memos/health-digest.brief.md", "memos/sound-toll.brief.md");
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
});

after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
});

// Opens a report; afterwards nothing but the page itself must have been asked for, and nothing said in the console.
async function open(file, act, { hash = "", ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1300, height: 850 }, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const requests = [];
    const said = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    await page.goto(`file://${file}${hash}`);
    await act(page);
    assert.deepEqual(said, []);
    assert.deepEqual(requests.map((url) => url.replace(/#.*/, "")), [`file://${file}`]);
    await context.close();
}

const altered = '.item.error:text("border")';
const rule = (page) => page.textContent("#card .rule");

// The words that are marked in the source, of which the first are in sight.
async function lit(page) {
    const marks = page.locator("#texts .source.shown .rests.lit");
    const words = (await marks.allTextContents()).join("");
    const inSight = await marks.first().evaluate((mark) => {
        const [inner, outer] = [mark.getBoundingClientRect(), document.getElementById("texts").getBoundingClientRect()];
        return inner.top >= outer.top && inner.bottom <= outer.bottom;
    });
    assert.ok(inSight, `not in sight: ${words}`);
    return words;
}

test("an item chosen with the mouse shows its passage", () =>
    open(one, async (page) => {
        await page.click(altered);
        assert.equal(await rule(page), "quote-altered");
        assert.equal(await lit(page), "the gravest breach of our frontier in a generation");
        assert.equal(await page.textContent("#card del"), "border");
        assert.equal(await page.textContent("#card ins"), "frontier");
        assert.match(page.url(), /#i1-\d+$/);
        await page.goBack();
        assert.equal(await page.locator("#card .note").count(), 0);
    }));

test("an item chosen with the keyboard shows its passage", () =>
    open(one, async (page) => {
        // The first of the problems that are listed.
        await page.keyboard.press("j");
        assert.equal(await rule(page), "quote-altered");
        assert.equal(await lit(page), "the gravest breach of our frontier in a generation");
        const focused = () => page.evaluate(() => document.activeElement.id);
        assert.equal(await focused(), "i1-2");
        await page.keyboard.press("Enter");
        assert.equal(await focused(), "card");
        await page.keyboard.press("s");
        assert.equal(await focused(), "texts");
        await page.keyboard.press("Escape");
        assert.equal(await focused(), "i1-2");
        await page.keyboard.press("j");
        assert.notEqual(await focused(), "i1-2");
        await page.keyboard.press("k");
        assert.equal(await focused(), "i1-2");
        await page.keyboard.press("Escape");
        assert.equal(await page.locator("#evidence.listing").count(), 1);
    }));

test("an item can be reached by the tabulator alone", () =>
    open(one, async (page) => {
        await page.focus("#reading");
        for (let i = 0; i < 6; i += 1) {
            await page.keyboard.press("Tab");
            if (await page.evaluate(() => document.activeElement.id.startsWith("i1-"))) break;
        }
        await page.keyboard.press("Enter");
        assert.equal(await page.textContent("#card .words"), "Ilse Marrant");
    }));

test("an address leads to its item, which no bar hides", async () => {
    const inSight = async (page) => {
        assert.equal(await rule(page), "figure-mismatch");
        // The browser goes to the address by itself once the page has gone there.
        await page.waitForTimeout(200);
        const top = await page.locator("#reading .item.lit").first().evaluate((mark) => mark.getBoundingClientRect().top);
        const head = await page.locator(".top").evaluate((bar) => Math.max(0, bar.getBoundingClientRect().bottom));
        assert.ok(head < top && top < 0.42 * page.viewportSize().height, `${head} ${top}`);
    };
    let id;
    await open(one, async (page) => {
        id = await page.locator('.item.error:text("$16.8 million")').getAttribute("data-i");
    });
    await open(one, inSight, { hash: `#i${id}` });
    await open(one, inSight, { hash: `#i${id}`, viewport: { width: 420, height: 700 } });
});

test("a passage of the source leads back to its items", () =>
    open(one, async (page) => {
        await page.click(altered);
        await page.click("#texts .rests.lit");
        assert.match(await page.textContent("#card .lead"), /^\d items rest on these words in ¶ 12 of courier$/);
        assert.ok(await page.locator(`${altered}.lit`).count());
        await page.click('#card .list button:has-text("gravest breach")');
        assert.equal(await page.locator("#card .note").count(), 1);

        // By the keyboard, a paragraph at a time.
        const pilcrow = page.locator("#texts .source.shown a.pilcrow").first();
        await pilcrow.focus();
        await page.keyboard.press("Enter");
        assert.match(await page.textContent("#card .lead"), /rests? on ¶ \d+ of courier$/);
    }));

// The items that are not filtered out, by their marks in the briefing in sight.
const left = (page) => page.locator(".view.shown [id^=i]:not(.out)").count();
const count = async (page) => Number.parseInt(await page.textContent("#count"), 10);

test("each filter leaves what it says", () =>
    open(one, async (page) => {
        const total = await count(page);
        assert.equal(await left(page), total);

        await page.check("#problems");
        // A claim whose fault is told of an item of it has that item's colour, and is not counted again.
        const coloured = await page.locator(".view.shown :is(.error, .warning, .info, .hint, .unverifiable)[id^=i]").count();
        const problems = await count(page);
        assert.equal(problems, 15);
        assert.ok(problems <= coloured);
        assert.equal(await left(page), problems);
        assert.equal(await page.locator("#card .list button").count(), problems);
        await page.click("#clear");
        assert.equal(await count(page), total);

        await page.selectOption("#by-rule", "figure-hedge");
        const hedges = await count(page);
        assert.equal(hedges, 1);
        await page.locator("body").press("j");
        assert.equal(await rule(page), "figure-hedge");
        assert.equal(await page.textContent("#place"), `1 of ${hedges}`);
        for (let pressed = 0; pressed < hedges; pressed++) await page.keyboard.press("j");
        assert.equal(await page.textContent("#place"), `${hedges} of ${hedges}`);
        await page.click("#clear");

        await page.selectOption("#by-source", { label: "mer" });
        const ofSource = await count(page);
        assert.ok(ofSource > 0 && ofSource < total);
        await page.locator("body").press("j");
        assert.equal(await page.textContent("#card .searched"), "Searched: mer.");
        await page.click("#clear");

        await page.keyboard.press("/");
        await page.keyboard.type("frontier border");
        assert.equal(await count(page), 1);
        assert.equal(await left(page), 1);
        await page.keyboard.press("Escape");
        await page.keyboard.press("p");
        assert.equal(await page.isChecked("#problems"), true);
    }));

test("the keys are listed", () =>
    open(one, async (page) => {
        await page.keyboard.press("?");
        assert.ok(await page.isVisible("#help"));
        await page.keyboard.press("Escape");
        assert.ok(!(await page.isVisible("#help")));
    }));

test("the overview leads to briefings and sources", () =>
    open(all, async (page) => {
        assert.equal(await page.textContent("h1"), "7 briefings");
        await page.click('#overview .sources a:has-text("Annual Review 2024/25")');
        assert.match(await page.textContent("#card .lead"), /^\d+ items rest on hta$/);
        await page.click('#card .list button:has-text("Sanna Quill")');
        assert.equal(await page.locator(".memo.shown").count(), 1);
        await page.keyboard.press("o");
        await page.selectOption("#memo", { label: "A toll on the Sound" });
        assert.equal(await page.getAttribute(".view.shown", "aria-label"), "A toll on the Sound");
    }));

test("every place that is linked to is there, once", () =>
    open(all, async (page) => {
        const wrong = await page.evaluate(() => {
            const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
            const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
            const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href").slice(1));
            const items = [...document.querySelectorAll(".note")].map((note) => `i${note.dataset.i}`);
            return [...twice, ...[...links, ...items].filter((id) => !document.getElementById(id))];
        });
        assert.deepEqual(wrong, []);
    }));

// What axe-core finds wrong on the page as it is: by all of its rules, or by these.
async function violations(page, ...rules) {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((rules) => window.axe.run(rules.length ? { runOnly: rules } : {}), rules);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
}

test("nothing keeps anybody out", () =>
    open(two, async (page) => {
        assert.deepEqual(await violations(page), []);
        await page.selectOption("#memo", "m1");
        await page.click("#m1 summary");
        await page.click('#m1 .item.error:text("1.9 per cent")');
        assert.deepEqual(await violations(page), []);
        await page.click("#texts .source.shown a.pilcrow >> nth=0");
        await page.keyboard.press("?");
        assert.deepEqual(await violations(page), []);
    }));

test("dark is dark, and can be read", () =>
    open(two, async (page) => {
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.ok(paper.match(/\d+/g).every((part) => Number(part) < 60), paper);
        assert.deepEqual(await violations(page, "color-contrast"), []);
        await page.selectOption("#memo", "m1");
        await page.click('#m1 .item.error:text("1.9 per cent")');
        assert.deepEqual(await violations(page, "color-contrast"), []);
    }, { colorScheme: "dark" }));

test("narrow screens stack the panes", () =>
    open(one, async (page) => {
        await page.click(altered);
        const [text, evidence] = await Promise.all(["#reading", "#evidence"].map((pane) => page.locator(pane).boundingBox()));
        assert.equal(text.width, evidence.width);
        assert.equal(await lit(page), "the gravest breach of our frontier in a generation");
        const mark = await page.locator(altered).first().boundingBox();
        assert.ok(mark.y + mark.height <= evidence.y, "the pane hides what it is about");
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    }, { viewport: { width: 390, height: 800 } }));

// How many pages a PDF has.
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test("printed, a briefing is a sheet to sign: two pages at most for one of some 600 words", () =>
    open(one, async (page) => {
        const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
        assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
        assert.ok(pages(pdf) <= 2, `${pages(pdf)} pages`);
        await page.emulateMedia({ media: "print" });
        const sheet = page.locator(".sheet");
        assert.equal(await sheet.count(), 1);
        const headings = await sheet.locator("h3").allTextContents();
        const names = headings.map((heading) => heading.replace(/ \(.*/, ""));
        assert.deepEqual(names, ["To be mended", "Quotations", "Claims to be read against their source", "The rest", "Sources"]);
        // What is wrong stands there with both texts.
        const altered = sheet.locator('li:has(del:text("border"))');
        assert.match(await altered.first().innerText(), /frontier/);
        const wrong = await page.locator('.note:is([data-counted="error"], [data-counted="warning"])').count();
        assert.equal(await sheet.locator("ul").first().locator("li").count(), wrong);
        // Nothing is cut off at the side.
        const width = await sheet.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
        assert.ok(width <= 0);
        for (const hidden of ["#reading", "#evidence", ".top"]) assert.ok(!(await page.isVisible(hidden)), hidden);
        assert.ok(await sheet.locator(".limits").isVisible());
    }));

test("printed, every briefing has its sheet", () =>
    open(all, async (page) => {
        await page.emulateMedia({ media: "print" });
        const [memos, sheets] = [await page.locator(".memo").count(), await page.locator(".sheet").count()];
        assert.ok(memos > 1);
        assert.equal(sheets, memos);
    }));

test("a filter goes to its match, and the keys walk what is listed", () =>
    open(all, async (page) => {
        const view = () => page.evaluate(() => document.querySelector(".view.shown").id);
        // Without a filter the problems are listed, and walked.
        await page.keyboard.press("j");
        for (let pressed = 0; pressed < 3; pressed += 1) {
            assert.match(await page.textContent("#place"), /^\d+ of \d+$/);
            assert.ok(await page.locator("#card .note:is(.error, .warning, .info, .hint, .unverifiable)").count());
            await page.keyboard.press("j");
        }
        // A word that only the last briefing has leads there.
        const [last, words] = await page.evaluate(() => {
            // The card has a copy of the note that was walked to last.
            const note = [...document.querySelectorAll(".view .note")].at(-1);
            return [note.closest(".view").id, note.querySelector(".words").textContent];
        });
        await page.fill("#words", words);
        assert.equal(await view(), last);
        assert.ok(await page.locator(".view.shown [id^=i].lit").first().isVisible());
    }, { hash: "#m1" }));

test("without scripts the notes stand in the text", () =>
    open(one, async (page) => {
        assert.ok(await page.isVisible(".notes >> nth=0"));
        assert.ok(await page.isVisible("#texts .source >> nth=0"));
        assert.ok(!(await page.isVisible(".filters")));
    }, { javaScriptEnabled: false }));

test("nothing in a briefing or a source runs or is asked for", () => {
    const hostile = join(folder, "hostile");
    mkdirSync(join(hostile, "sources"), { recursive: true });
    const bad = '<script>alert(1)</script><img src="http://127.0.0.1:9/x.png" onerror="alert(2)">';
    writeFileSync(join(hostile, "briefcheck.toml"), "");
    writeFileSync(join(hostile, "sources", "quay.txt"), `The quay was never built ${bad} to carry trains.\n`);
    writeFileSync(
        join(hostile, "a.brief.md"),
        `---\ntitle: "${bad.replaceAll('"', "'")}"\n---\n\n# A </script> & {{script}}\n\nIt "was always built" [@quay]. ${bad}\n\n${bad}\n\n` +
            "![picture](http://127.0.0.1:9/y.png) [press](javascript:alert(3)) [press](JaVaScRiPt:alert(4)) <javascript:alert(5)> " +
            "[data](data:text/html,x) [file](file:///etc/passwd) [web](https://example.org/)\n\n<style>body{display:none}</style>\n",
    );
    const to = join(folder, "hostile.html");
    report(hostile, to);
    return open(to, async (page) => {
        await page.click(".item.error, .item.warning");
        assert.equal(await page.locator("#reading :is(script, img, style, iframe), #texts :is(script, img)").count(), 0);
        const links = await page.locator("#reading .memo a:not([href^='#'])").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        assert.deepEqual(links, ["https://example.org/"]);
        assert.match(await page.textContent("#reading .memo"), /<script>alert\(1\)<\/script>/);
        assert.match(await page.textContent("#texts"), /<script>alert\(1\)<\/script>/);
        assert.match(await page.textContent("#reading .memo"), /A <\/script> & \{\{script\}\}/);
    });
});

test("the same briefings make the same page", () => {
    const again = join(folder, "again.html");
    report(DEMO, again);
    assert.ok(readFileSync(all).equals(readFileSync(again)));
});
