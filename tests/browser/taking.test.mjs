// Leaving with something: 带走, the statement on its sheets, what is copied and saved.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { chooseFile, close, launch, open, pasteIntoBox, picture, sample, showSample } from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const at = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Opens 带走 and presses one of its entries. */
async function take(page, id) {
  await page.locator("#take-away").click();
  await page.locator(`#${id}`).click();
}

/** What an entry of 带走 saves: the file's name and its bytes. */
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function noAxeViolations(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 400)}`), [], state);
}

describe("带走", () => {
  test("opens and closes by mouse and keyboard, and asks for nothing", async () => {
    const page = await open(browser);
    await showSample(page);
    const loaded = page.requests.length;
    const list = page.locator("#take-away-list");
    await page.locator("#take-away").focus();
    await page.keyboard.press("Enter");
    await list.waitFor();
    assert.equal(await page.locator("#take-away").getAttribute("aria-expanded"), "true");
    await noAxeViolations(page, "menu");
    await picture(page, "take-away-1440");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    await at(page, "take-away");
    await page.locator("#take-away").click();
    await page.locator("header").click();
    await list.waitFor({ state: "hidden" });
    assert.deepEqual(page.requests.slice(loaded), []);
    await close(page);
  });

  test("the mended text is copied and saved as it is now", async () => {
    const page = await open(browser);
    await chooseFile(page, "报告.txt", Buffer.from(sample));
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await page.locator("#undo").waitFor();
    const mended = sample.replace("予以公开\t21", "予以公开\t12");
    await take(page, "copy-text");
    await page.locator(".notice", { hasText: "已复制" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), mended);
    const file = await saved(page, () => take(page, "save-text"));
    assert.equal(file.name, "报告（改好）.txt");
    assert.equal(file.bytes.toString(), mended);
    await close(page);
  });

  test("JSON, SARIF, CSV and Markdown hold the rules and the hash of the text, what was confirmed and what came of the first check", async () => {
    const page = await open(browser);
    await chooseFile(page, "报告.txt", Buffer.from(sample));
    await page.locator("#result").waitFor();
    const before = JSON.parse((await saved(page, () => take(page, "save-json"))).bytes);
    assert.equal(before.file, "报告.txt");
    assert.equal(before.input.sha256, sha256(sample));
    assert.equal(before.input.text_sha256, sha256(sample));
    assert.equal(before.since, undefined);
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await page.locator("#undo").waitFor();
    await page.locator(".finding .right").first().click();
    await page.locator("input[type=radio]").first().check();
    await page.locator(".question button[type=submit]").click();
    await page.locator(".finding.confirmed").waitFor();
    const mended = sample.replace("予以公开\t21", "予以公开\t12");
    const json = JSON.parse((await saved(page, () => take(page, "save-json"))).bytes);
    assert.equal(json.input.text_sha256, sha256(mended));
    assert.equal(json.since.mended.length, 1);
    assert.equal(json.since.remaining, 2);
    assert.equal(json.findings.filter((finding) => finding.acknowledged).length, 1);
    const sarif = await saved(page, () => take(page, "save-sarif"));
    assert.equal(sarif.name, "报告（意见）.sarif");
    assert.match(sarif.bytes.toString(), new RegExp(sha256(mended)));
    const markdown = (await saved(page, () => take(page, "save-markdown"))).bytes.toString();
    assert.match(markdown, /# 校验意见：报告.txt/);
    assert.match(markdown, /口径不同/);
    const csv = (await saved(page, () => take(page, "save-csv"))).bytes.toString();
    assert.match(csv, new RegExp(sha256(mended)));
    await close(page);
  });

  test("the text for a chat has no words of the report unless they are asked for", async () => {
    const page = await open(browser);
    await showSample(page);
    await take(page, "chat");
    await at(page, "question");
    const shown = page.locator(".panel pre");
    await shown.waitFor();
    assert.match(await shown.innerText(), /有 2 处必须改正、1 处请核对[^]*表三[^]*校验码 [0-9a-f]{12}/);
    assert.doesNotMatch(await shown.innerText(), /清溪县|规范性文件”，/);
    await noAxeViolations(page, "chat");
    await page.locator("#with-words").check();
    await page.locator(".panel pre", { hasText: "清溪县农业农村局" }).waitFor();
    await page.locator(".panel button[type=submit]").click();
    await page.locator(".panel", { hasText: "已复制" }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /清溪县农业农村局/);
    await picture(page, "chat-1440");
    await page.keyboard.press("Escape");
    await page.locator(".panel").waitFor({ state: "detached" });
    await close(page);
  });

  test("a pasted code tells whether a statement belongs to this text", async () => {
    const page = await open(browser);
    await showSample(page);
    await take(page, "code");
    await at(page, "question");
    const answer = page.locator(".take-away .question [role=status]");
    await page.keyboard.type(`规则 2026.2　报告文字校验码 ${sha256(sample).slice(0, 12)}`);
    assert.match(await answer.innerText(), /校验码一致/);
    await page.locator("#question").fill("0123456789ab");
    assert.match(await answer.innerText(), /校验码不一致/);
    await noAxeViolations(page, "code");
    await picture(page, "code-1440");
    await close(page);
  });

  test("这条提示不对 shows what is copied, digits and names masked", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("新收政府信息公开申请34件", "新收政府信息公开申请35件") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "35件" });
    await card.locator(".help summary").click();
    await card.locator(".doubt").click();
    const shown = await card.locator(".question pre").innerText();
    assert.match(shown, /规则：count-differs-from-table[^]*规则集：2026\.\d[^]*申请##件/);
    assert.doesNotMatch(shown, /35|34/);
    await card.locator(".question button[type=submit]").click();
    await card.locator(".question", { hasText: "已复制" }).waitFor();
    assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), shown.trim());
    await close(page);
  });
});

describe("校验意见 on its sheets", () => {
  test("one sheet: who and when are typed, an empty one is a line; printed it is one page; the page is there afterwards", async () => {
    const page = await open(browser);
    await showSample(page);
    await take(page, "see-statement");
    await at(page, "question");
    const sheets = page.locator("section.sheet");
    await sheets.first().waitFor();
    assert.equal(await sheets.count(), 1);
    assert.match(await sheets.innerText(), /政府信息公开工作年度报告\n?校验意见[^]*核对对象：《清溪县农业农村局2024年政府信息公开工作年度报告》/);
    assert.match(await sheets.innerText(), /日期：＿＿＿＿年/);
    assert.match(await sheets.locator(".foot").innerText(), new RegExp(`校验码 ${sha256(sample).slice(0, 12)}　第 1 页 共 1 页`));
    await page.locator("#statement-date").fill("2025年1月20日");
    await page.locator("#statement-reviewer").fill("王审核");
    assert.match(await sheets.innerText(), /审核人：王审核[^]*日期：2025年1月20日/);
    await noAxeViolations(page, "sheet");
    await picture(page, "sheet-1440", { fullPage: true });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 1);
    await page.keyboard.press("Escape");
    await sheets.first().waitFor({ state: "detached" });
    await at(page, "take-away");
    assert.equal(await page.locator("#report-text").inputValue(), sample);
    assert.equal(await page.locator("#result").isVisible(), true);
    await close(page);
  });

  test("several sheets: the head of a table stands on each, no row is cut, the numbers of the pages are right", async () => {
    const page = await open(browser);
    const sentences = [];
    for (let at = 0; at < 16; at += 1) {
      sentences.push(`第${at}项工作的的推进情况已公开。`, `2024共发布第${at}批信息${at + 3}条，，全部公开。`);
    }
    await pasteIntoBox(page, { text: sample.replace("五、存在的主要问题及改进情况\n", `五、存在的主要问题及改进情况\n${sentences.join("\n")}\n`) });
    await page.locator("#result").waitFor();
    const words = page.locator("#result");
    await words.waitFor();
    for (let at = 0; at < 14; at += 1) {
      // Remarks make the statement as long as it has to be.
      await page.locator(".report td[data-place]").nth(at).focus();
      await page.locator("#add-remark").click();
      await page.locator("#question").fill("请对照办理台账逐笔核对这一格的数字，并说明与上一年度相比变化的原因，必要时附上清单。".repeat(2));
      await page.locator(".question button[type=submit]").click();
      await page.waitForFunction((count) => document.querySelectorAll(".remarks .finding").length === count, at + 1);
    }
    await take(page, "see-statement");
    const sheets = page.locator("section.sheet");
    await sheets.nth(1).waitFor();
    const count = await sheets.count();
    assert.ok(count >= 2 && count <= 5, `${count} sheets`);
    for (let at = 0; at < count; at += 1) {
      const sheet = sheets.nth(at);
      assert.match(await sheet.locator(".foot").innerText(), new RegExp(`第 ${at + 1} 页 共 ${count} 页`));
      const [inside, room] = await sheet.locator(".leaf").evaluate((leaf) => [leaf.scrollHeight, leaf.clientHeight]);
      assert.ok(inside <= room, `sheet ${at + 1}: ${inside} in ${room}`);
      const tables = await sheet.locator("table").count();
      assert.equal(await sheet.locator("thead").count(), tables);
    }
    await picture(page, "sheets-1440", { fullPage: true });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, count);
    await close(page);
  });

  test("as a Word file and as Excel sheets, by a module that is loaded once", async () => {
    const page = await open(browser);
    await showSample(page);
    await take(page, "see-statement");
    await page.locator("section.sheet").first().waitFor();
    const docx = await saved(page, () => page.locator("#statement-save").click());
    assert.equal(docx.name, "清溪县农业农村局2024年年度报告（校验意见）.docx");
    assert.equal(docx.bytes.subarray(0, 2).toString(), "PK");
    await page.locator("#statement-back").click();
    const xlsx = await saved(page, () => take(page, "save-xlsx"));
    assert.equal(xlsx.name, "清溪县农业农村局2024年年度报告（意见）.xlsx");
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
    for (const request of page.requests) {
      assert.equal(request.method, "GET", request.address);
      assert.equal(request.body, null, request.address);
    }
    await close(page);
  });
});

describe("at every width", () => {
  for (const width of [360, 768, 1440]) {
    test(`${width} pixels: menu, chat, code, sheets and 为什么 stay on the screen, and have no violations`, async () => {
      const page = await open(browser, { viewport: { width, height: 800 } });
      await showSample(page);
      const isOnScreen = async (what) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${what} makes the page wider`);
        await noAxeViolations(page, `${what} at ${width}`);
        await picture(page, `${what}-${width}`);
      };
      const isWhole = async (selector) => {
        const { x, width: own } = await page.locator(selector).boundingBox();
        assert.ok(x >= 0 && x + own <= width, `${selector}: ${x} to ${x + own} of ${width}`);
      };
      await page.locator("#take-away").click();
      await isWhole("#take-away-list");
      await isOnScreen("menu");
      await page.locator("#chat").click();
      await page.locator(".panel pre").waitFor();
      await isWhole(".panel");
      await isOnScreen("chat");
      await page.keyboard.press("Escape");
      await take(page, "code");
      await page.keyboard.type("0123456789ab");
      await isWhole(".take-away > .question");
      await isOnScreen("code");
      await page.locator(".take-away .question button").click();
      await page.locator(".help summary").first().click();
      await page.locator(".help", { hasText: "检查什么" }).first().waitFor();
      await page.locator(".doubt").first().click();
      await page.locator(".finding .question pre").waitFor();
      await isOnScreen("doubt");
      await take(page, "see-statement");
      await page.locator("section.sheet").first().waitFor();
      await isWhole(".bar");
      await isWhole("section.sheet");
      await isOnScreen("sheet");
      await close(page);
    });
  }
});
