// Mending on the page, confirming, keeping: what a clerk does after the first check.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  address, cell, chooseFile, close, corpus, launch, open, paste, pasteIntoBox, picture, sample, showSample, verdict,
} from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What was said last. */
const said = (page) => page.locator("main > [role=status]").innerText();
const saying = (page, words) => page.locator("main > [role=status]", { hasText: words }).waitFor({ state: "attached" });
const at = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const text = (page) => page.locator("#report-text").inputValue();
const granted = (page) => cell(page, 3, "granted", "natural_person");

/** The sample with sentences at the beginning of its fifth section. */
const withSentences = (...sentences) =>
  sample.replace("五、存在的主要问题及改进情况\n", `五、存在的主要问题及改进情况\n${sentences.join("\n")}\n`);

async function noAxeViolations(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 400)}`), [], state);
}

describe("a finding is mended where it stands", () => {
  test("改为 12: the cell changes, the next finding has the focus, one message is said, and it can be undone by name", async () => {
    const page = await open(browser);
    await showSample(page);
    const first = page.locator(".finding").first();
    assert.match(await first.innerText(), /请先对照台账：/);
    await first.locator(".fix", { hasText: "改为 12" }).click();
    await saying(page, "已改为 12，还有 2 处");
    assert.equal(await granted(page).innerText(), "12");
    assert.match(await page.locator(".finding.chosen").innerText(), /四种结果合计/);
    await at(page, "finding-1");
    assert.match((await verdict(page)).sentence, /有 1 处必须改正、1 处请核对/);
    assert.match(await page.locator(".since").innerText(), /已改正 1 · 仍存在 2 · 新出现 0/);
    assert.match(await text(page), /予以公开\t12\t/);
    await picture(page, "mended-1440");
    assert.equal(await page.locator("#undo").innerText(), "↶ 撤销“改为 12”");
    await page.keyboard.press("Control+Z");
    await page.locator("#redo", { hasText: "重做“改为 12”" }).waitFor();
    assert.equal(await granted(page).innerText(), "21");
    assert.equal(await text(page), sample);
    for (const keys of ["Control+Y", "Control+Z", "Control+Shift+Z", "Meta+Z", "Meta+Shift+Z"]) {
      await page.keyboard.press(keys);
      const there = /Y|Shift/.test(keys) ? "#undo" : "#redo";
      await page.locator(there).waitFor();
    }
    assert.equal(await granted(page).innerText(), "12");
    await close(page);
  });

  test("when nothing is left, the verdict has the focus", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await saying(page, "已改为 12");
    await page.locator(".fix", { hasText: /^改为 4$/ }).click();
    await saying(page, "已改为 4，还有 1 处");
    await page.locator(".fix", { hasText: "改为“行政规范性文件”" }).click();
    await saying(page, "没有其他意见了");
    await at(page, "result");
    assert.equal(await page.locator("#result").innerText(), "未发现错误");
    await page.reload();
    await page.locator("#result", { hasText: "未发现错误" }).waitFor();
    for (let steps = 3; steps > 0; steps -= 1) await page.keyboard.press("Control+Z");
    await page.locator("#result", { hasText: "有 2 处必须改正、1 处请核对" }).waitFor();
    await close(page);
  });

  test("text against a table: both mendings are offered, both places are lit and linked", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("（五）监督保障。", "（五）监督保障。全年作出行政许可决定310件。") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "310件" });
    await card.locator(".where").focus();
    assert.deepEqual(await card.locator(".fix").allInnerTexts(), ["正文改为 312件", "表格改为 310"]);
    assert.match(await card.locator("a.other").innerText(), /表二“行政许可”/);
    assert.equal(await page.locator("td.related").innerText(), "312");
    assert.equal(await page.locator(".mark.chosen").count(), 1);
    await picture(page, "both-places-1440");
    await card.locator(".fix", { hasText: "表格改为 310" }).click();
    await saying(page, "已把表格改为 310");
    assert.match(await text(page), /行政许可\t310\n/);
    await close(page);
  });

  test("equal findings stand on one card; its button names their number and mends them all", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: withSentences("依申清公开工作有序开展。", "依申清公开渠道畅通。", "依申清公开答复规范。") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "依申清" });
    assert.equal(await card.count(), 1);
    assert.match(await card.locator(".many").innerText(), /3 处/);
    assert.equal(await card.locator(".places a").count(), 3);
    await card.locator(".places a").nth(1).click();
    await page.waitForFunction(() => document.activeElement?.classList.contains("mark"));
    assert.equal(await page.evaluate(() => document.activeElement.closest("p").textContent.trim()), "依申清公开渠道畅通。");
    // One of them alone: what is done is done to the chosen one.
    await picture(page, "grouped-1440");
    await noAxeViolations(page, "grouped");
    await card.locator(".fix", { hasText: /^改为“依申请”$/ }).click();
    await saying(page, "已改为 依申请");
    assert.match(await text(page), /依申请公开渠道畅通/);
    assert.match(await card.locator(".many").innerText(), /2 处/);
    await card.locator(".fix", { hasText: "这 2 处都改为“依申请”" }).click();
    await saying(page, "还有 3 处");
    assert.doesNotMatch(await text(page), /依申清/);
    await page.keyboard.press("Control+Z");
    await card.waitFor();
    await close(page);
  });

  test("a sentence that was broken in two is joined, and parted again by undoing it", async () => {
    const page = await open(browser);
    const [front, back] = ["全年在县政府网站发布信息186条，其中政策文件24条、工作动态121条、公示公告41条，对拟公布的信息", "进行严格把关后再发布。"];
    await pasteIntoBox(page, { text: withSentences(front, back) });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "断开" });
    await card.locator(".fix", { hasText: "与下一段接成一段" }).click();
    await saying(page, "已与下一段接成一段");
    assert.equal(await card.count(), 0);
    assert.ok((await text(page)).includes(front + back));
    await page.locator("#undo", { hasText: "撤销“与下一段接成一段”" }).click();
    await card.waitFor();
    assert.ok(!(await text(page)).includes(front + back));
    await close(page);
  });

  test("all changes in which nothing else is thinkable are made by one button, as one step", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: withSentences("依申清公开工作有序开展。", "全年发布信息，均已公开。。") });
    await page.locator("#result").waitFor();
    await page.locator("#adopt", { hasText: "采用全部可放心的修改（2 处）" }).click();
    await saying(page, "已采用 2 处修改，还有 3 处");
    assert.match(await text(page), /依申请公开工作有序开展。\n全年发布信息，均已公开。\n/);
    assert.equal(await page.locator("#adopt").count(), 0);
    await page.locator("#undo", { hasText: "采用 2 处修改" }).click();
    await page.locator("#adopt").waitFor();
    await close(page);
  });
});

describe("words are edited in their place", () => {
  test("a cell: double-click, Enter takes, Escape gives back, Tab goes on to the next cell", async () => {
    const page = await open(browser);
    await showSample(page);
    await granted(page).dblclick();
    const editor = page.locator(".report .editor");
    await editor.waitFor();
    assert.equal(await editor.inputValue(), "21");
    await picture(page, "editing-cell-1440");
    await noAxeViolations(page, "editing");
    await page.keyboard.type("99");
    await page.keyboard.press("Escape");
    await editor.waitFor({ state: "detached" });
    assert.equal(await granted(page).innerText(), "21");
    assert.equal(await granted(page).evaluate((node) => node === document.activeElement), true);
    // F2 and Enter open it by keyboard.
    await page.keyboard.press("F2");
    await editor.waitFor();
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await saying(page, "已改为 12，还有 2 处");
    assert.equal(await granted(page).innerText(), "12");
    await at(page, "finding-1");
    // From cell to cell: nothing is taken that was not changed.
    const received = cell(page, 3, "received", "natural_person");
    await received.focus();
    await page.keyboard.press("Enter");
    await editor.waitFor();
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.querySelector(".report .editor")?.value === "4");
    await page.keyboard.type("5");
    await page.keyboard.press("Shift+Tab");
    await page.waitForFunction(() => document.querySelector(".report .editor")?.value === "30");
    await page.keyboard.press("Escape");
    assert.equal(await cell(page, 3, "received", "commercial").innerText(), "5");
    assert.equal(await page.locator("#undo").innerText(), "↶ 撤销“改为 5”");
    // Arrows go from cell to cell.
    await received.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const carried = cell(page, 3, "carried_in", "commercial");
    assert.equal(await carried.evaluate((node) => node === document.activeElement), true);
    await close(page);
  });

  test("a paragraph: edited as its words, an edit of the input method is not taken by its Enter", async () => {
    const page = await open(browser);
    await showSample(page);
    const paragraph = page.locator(".report p", { hasText: "（五）监督保障" });
    // A click does nothing, so that words can be selected.
    await paragraph.click({ position: { x: 300, y: 15 } });
    assert.equal(await page.locator(".editor").count(), 0);
    await paragraph.dblclick({ position: { x: 300, y: 15 } });
    const editor = page.locator("p .editor");
    await editor.waitFor();
    await editor.evaluate((area) => area.setSelectionRange(area.value.length, area.value.length));
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "youxiu", selectionStart: 6, selectionEnd: 6 });
    await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    assert.equal(await editor.count(), 1);
    await keyboard.send("Input.insertText", { text: "优秀" });
    await picture(page, "editing-paragraph-1440");
    // In the field the keys of undoing are the browser's.
    await page.keyboard.press("Control+Z");
    assert.equal(await editor.count(), 1);
    await page.keyboard.press("Control+Y");
    await page.keyboard.press("Enter");
    await editor.waitFor({ state: "detached" });
    assert.match(await text(page), /等次为良好。(优秀)?\n/);
    await close(page);
  });

  test("leaving takes, and what the leaving click hit still happens", async () => {
    const page = await open(browser);
    await showSample(page);
    await cell(page, 3, "received", "commercial").dblclick();
    await page.locator(".editor").waitFor();
    await page.keyboard.type("3");
    await page.locator(".fix", { hasText: "改为“行政规范性文件”" }).click();
    await page.locator("#undo", { hasText: "行政规范性文件" }).waitFor();
    assert.match(await text(page), /申请数量\t30\t3\t/);
    assert.match(await text(page), /\n行政规范性文件\t/);
    await page.keyboard.press("Control+Z");
    await page.locator("#undo", { hasText: "改为 3" }).waitFor();
    await close(page);
  });

  test("改这里 on a card edits a label of a table too", async () => {
    const page = await open(browser);
    await showSample(page);
    const card = page.locator(".finding", { hasText: "格式用语是" });
    await card.locator(".here").click();
    const editor = card.locator(".editor");
    await editor.waitFor();
    await editor.fill("行政规范性文件");
    await page.keyboard.press("Enter");
    await card.waitFor({ state: "detached" });
    assert.match(await text(page), /\n行政规范性文件\t1\t2\t9/);
    await close(page);
  });

  test("the box for the whole text opens at the words of the chosen finding", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator("#finding-1").focus();
    await page.locator("#fold").click();
    await at(page, "report-text");
    const selected = await page.locator("#report-text").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(selected, "21");
    assert.ok((await page.locator("#report-text").evaluate((area) => area.scrollTop)) > 100);
    await close(page);
  });

  test("one visit to the box for the whole text is one step, and keeps the tables where it can", async () => {
    const page = await open(browser);
    await page.locator("header").click();
    const html = await page.evaluate((sample) => {
      const escape = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const [before, rest] = sample.split("规章\t0");
      return `<p>${escape(before).split("\n").join("</p><p>")}</p><table>` + `规章\t0${rest}`.split("\n").slice(0, 2)
        .map((line) => `<tr><td>${line.split("\t").join("</td><td>")}</td></tr>`).join("") + "</table>" +
        rest.split("\n").slice(2).map((line) => `<p>${escape(line)}</p>`).join("");
    }, sample);
    await paste(page, { text: sample, html });
    await page.locator("#result").waitFor();
    await page.locator("#fold").click();
    await page.locator("#box-loses").waitFor();
    const box = page.locator("#report-text");
    const whole = await box.inputValue();
    await box.evaluate((area) => area.setSelectionRange(area.value.length, area.value.length));
    await page.keyboard.type("一");
    await page.locator("#undo", { hasText: "改全文" }).waitFor();
    await page.keyboard.type("二");
    await page.waitForTimeout(500);
    await page.locator("#fold").click();
    await page.locator("#undo").click();
    await page.locator("#undo").waitFor({ state: "detached" });
    assert.equal(await box.inputValue(), whole);
    await close(page);
  });
});

describe("a finding is confirmed as right", () => {
  test("with a reason that nobody chose beforehand; it stays visible, does not count and can be reopened", async () => {
    const page = await open(browser);
    await showSample(page);
    const card = page.locator(".finding", { hasText: "四种结果合计" });
    await card.locator(".right").click();
    await card.locator(".question").waitFor();
    await at(page, "question");
    assert.equal(await card.locator("input[type=radio]:checked").count(), 0);
    await card.locator("button[type=submit]").click();
    await card.locator(".missing", { hasText: "请选一个理由" }).waitFor();
    await picture(page, "confirming-1440");
    await noAxeViolations(page, "confirming");
    // Escape takes the question back.
    await card.locator("input[type=radio]").first().focus();
    await page.keyboard.press("Escape");
    await card.locator(".question").waitFor({ state: "detached" });
    await card.locator(".right").click();
    await card.locator(".own-reason").fill("案件跨年，已核对");
    await card.locator("button[type=submit]").click();
    await saying(page, "已确认无误，还有 2 处");
    assert.match((await verdict(page)).sentence, /有 1 处必须改正、1 处请核对；已确认 1 处/);
    const confirmed = page.locator(".finding.confirmed");
    assert.match(await confirmed.innerText(), /已确认[^]*理由：案件跨年，已核对/);
    assert.deepEqual(await page.locator(".filter button").allInnerTexts(), ["全部 2", "必须改正 1", "请核对 1", "已确认 1"]);
    await picture(page, "confirmed-1440");
    await noAxeViolations(page, "confirmed");
    await page.reload();
    await confirmed.waitFor();
    await confirmed.locator("button", { hasText: "重新打开" }).click();
    await confirmed.waitFor({ state: "detached" });
    assert.match((await verdict(page)).sentence, /有 2 处必须改正、1 处请核对$/);
    await close(page);
  });

  test("of two equal slips the right one stays confirmed when the other is mended", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: withSentences("依申清公开工作有序开展。", "依申清公开工作有序开展。") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding:not(.confirmed)", { hasText: "依申清" });
    await card.locator(".places a").nth(1).focus();
    await card.locator(".right").click();
    await card.locator("input[type=radio]").first().check();
    await card.locator("button[type=submit]").click();
    await page.locator(".finding.confirmed").waitFor();
    await card.locator(".fix", { hasText: "改为“依申请”" }).click();
    await card.waitFor({ state: "detached" });
    assert.equal(await page.locator(".finding.confirmed", { hasText: "依申清" }).count(), 1);
    assert.match(await text(page), /依申请公开工作有序开展。\n依申清公开工作有序开展。\n/);
    await page.reload();
    await page.locator(".finding.confirmed", { hasText: "依申清" }).waitFor();
    await close(page);
  });

  test("本报告不查这类问题: for questions only, said in the verdict, and taken back", async () => {
    const page = await open(browser);
    await showSample(page);
    const error = page.locator(".finding.error").first();
    await error.locator(".help summary").click();
    assert.equal(await error.locator("button", { hasText: "本报告不查这类问题" }).count(), 0);
    const asked = page.locator(".finding.warning");
    await asked.locator(".help summary").click();
    await asked.locator("button", { hasText: "本报告不查这类问题" }).click();
    await page.locator("#result", { hasText: "有 1 类问题按要求没有查" }).waitFor();
    assert.equal(await asked.count(), 0);
    await page.locator(".left-out-rule button").click();
    await asked.waitFor();
    await close(page);
  });
});

describe("a remark of one's own", () => {
  test("on selected words and on a cell, follows the text, can be taken away", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator("#add-remark").click();
    await page.locator(".notice", { hasText: "先选中几个字" }).waitFor();
    const paragraph = page.locator(".report p", { hasText: "（五）监督保障" });
    await paragraph.evaluate((p) => {
      const node = p.firstChild;
      const at = node.textContent.indexOf("听取一次汇报");
      getSelection().setBaseAndExtent(node, at, node, at + 6);
    });
    await page.locator("#add-remark").click();
    assert.match(await page.locator(".question").innerText(), /听取一次汇报/);
    await page.locator("#question").fill("请写明是哪一次会议");
    await noAxeViolations(page, "remark");
    await page.locator(".question button[type=submit]").click();
    const remark = page.locator(".remarks .finding");
    assert.match(await remark.innerText(), /请写明是哪一次会议[^]*听取一次汇报/);
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await saying(page, "已改为 12");
    assert.equal(await page.locator(".remarked").innerText(), "听取一次汇报");
    await picture(page, "remark-1440");
    await cell(page, 3, "received", "total").focus();
    await page.locator("#add-remark").click();
    await page.locator("#question").fill("与台账一致吗");
    await page.locator(".question button[type=submit]").click();
    assert.equal(await remark.count(), 2);
    await page.reload();
    await remark.first().waitFor();
    assert.equal(await remark.count(), 2);
    await remark.first().locator("button").click();
    await page.waitForFunction(() => document.querySelectorAll(".remarks .finding").length === 1);
    await close(page);
  });
});

describe("nothing typed is lost", () => {
  test("换回刚才的报告 after another one took its place; a reload keeps both", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await saying(page, "已改为 12");
    await chooseFile(page, "other.txt", Buffer.from(sample.replaceAll("清溪县", "白水县")));
    await page.locator(".organ input").waitFor();
    await page.waitForFunction(() => document.querySelector(".organ input").value === "白水县农业农村局");
    await page.reload();
    await page.locator("#take-back").click();
    await page.waitForFunction(() => document.querySelector(".organ input")?.value === "清溪县农业农村局");
    assert.equal(await granted(page).innerText(), "12");
    assert.equal(await page.locator("#undo").innerText(), "↶ 撤销“改为 12”");
    // The sample is offered on the empty page only.
    assert.equal(await page.locator("#sample").count(), 0);
    await close(page);
  });

  test("清空 asks once where there were edits, and is final", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await saying(page, "已改为 12");
    await page.locator("#clear").click();
    await page.locator(".asked", { hasText: "不能恢复" }).waitFor();
    await noAxeViolations(page, "clearing");
    await page.locator("#keep-it").click();
    assert.equal(await granted(page).innerText(), "12");
    await page.locator("#clear").click();
    await page.locator("#clear-all").click();
    await page.locator("#result").waitFor({ state: "detached" });
    assert.equal(await page.locator("#take-back").count(), 0);
    assert.deepEqual(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage)]), [[], []]);
    await close(page);
  });

  test("在这台电脑上留着: off by default, another tab may go on with it, and none writes over another", async () => {
    const page = await open(browser);
    await showSample(page);
    const box = page.locator("#keep-here");
    assert.equal(await box.isChecked(), false);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await box.check();
    await page.locator(".fix", { hasText: /^改为 12$/ }).click();
    await saying(page, "已改为 12");
    const second = await page.context().newPage();
    await second.goto(address);
    const kept = second.locator(".kept-here li");
    assert.match(await kept.innerText(), /清溪县农业农村局 2024 年度（留到 \d+月\d+日）/);
    // A report of its own in the second tab leaves the first one's alone.
    await second.locator("#sample").click();
    await second.locator("#keep-here").check();
    await second.locator("#clear").click();
    await kept.waitFor();
    assert.equal(await kept.count(), 1);
    await kept.locator(".go-on").click();
    await second.locator("#result").waitFor();
    assert.equal(await granted(second).innerText(), "12");
    await second.locator("#undo").click();
    await second.locator("#redo").waitFor();
    await page.reload();
    await page.locator("#result").waitFor();
    assert.equal(await granted(page).innerText(), "12");
    // What is older than seven days is forgotten.
    await second.close();
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        const [, ...rest] = localStorage.getItem(key).split("\n");
        localStorage.setItem(key, [Date.now() - 8 * 86400000, ...rest].join("\n"));
      }
    });
    const third = await page.context().newPage();
    await third.goto(address);
    await third.locator("#report-text").waitFor();
    assert.equal(await third.locator(".kept-here").count(), 0);
    assert.deepEqual(await third.evaluate(() => Object.keys(localStorage)), []);
    await close(page);
  });

  test("two files, more files, a folder", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gouji-"));
    const last = sample.replaceAll("2024", "2023");
    const names = { this: sample, last, third: "别的" };
    for (const [name, words] of Object.entries(names)) writeFileSync(path.join(folder, `${name}.txt`), words);
    const files = (...chosen) => chosen.map((name) => path.join(folder, `${name}.txt`));
    const page = await open(browser);
    // Two years of one organ are held against each other, in whichever order they come.
    await page.locator("#report-file").setInputFiles(files("last", "this"));
    await page.locator("#alone").waitFor();
    assert.equal(await page.locator(".year input").inputValue(), "2024");
    await page.locator(".notice", { hasText: "相邻两年" }).waitFor();
    await page.locator("#file-hint", { hasText: "last.txt" }).waitFor({ state: "attached" });
    await page.reload();
    await page.locator("#alone").waitFor();
    await page.locator("#report-file").setInputFiles(files("this", "last", "third"));
    await page.locator(".notice", { hasText: "一次核对一份报告，已打开第一个文件" }).waitFor();
    assert.equal(await page.locator("#alone").count(), 0);
    const before = await text(page);
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([""], "报告"));
      // A script cannot make a folder: what the browser says of one is made here.
      DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true, isFile: false });
      document.querySelector("header").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.locator(".notice", { hasText: "文件夹" }).waitFor();
    assert.equal(await text(page), before);
    rmSync(folder, { recursive: true });
    await close(page);
  });
});

describe("calm and dense", () => {
  test("four findings of a real report are in view at 1440 by 900", async () => {
    const report = corpus("sanmenxia-xinfang-2023.txt");
    if (report === null) return;
    const page = await open(browser, { viewport: { width: 1440, height: 900 } });
    await pasteIntoBox(page, { text: report });
    await page.locator("#result").waitFor();
    const boxes = await page.locator(".finding").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().bottom));
    assert.ok(boxes.filter((bottom) => bottom <= 900).length >= 4, boxes.join());
    await picture(page, "dense-1440");
    await close(page);
  });

  test("what is copied is the report: no marks, no links, tables as tables", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator("#finding-1").click();
    await page.locator(".report article").evaluate((article) => getSelection().selectAllChildren(article));
    await page.keyboard.press("Control+C");
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type) => (await item.getType(type)).text();
      return { text: await of("text/plain"), html: await of("text/html") };
    });
    assert.doesNotMatch(copied.text, /必须改正|请核对/);
    assert.match(copied.text, /（一）予以公开\t21\t2\t/);
    assert.doesNotMatch(copied.text, /对照这张表的原文/);
    assert.doesNotMatch(copied.html, /<a |<mark|data-|aria-/);
    assert.match(copied.html, /colspan="7"/);
    // Pasted again it is the same report.
    const other = await open(browser);
    await pasteIntoBox(other, copied);
    await other.locator("#result", { hasText: "有 2 处必须改正、1 处请核对" }).waitFor();
    await close(other);
    await close(page);
  });

  test("on paper: file, rules and code of the text, the headings of the list, no focus ring, no buttons, few pages", async () => {
    const report = corpus("sanmenxia-xinfang-2023.txt");
    if (report === null) return;
    const page = await open(browser, { viewport: { width: 1440, height: 900 } });
    await chooseFile(page, "三门峡市信访局.txt", Buffer.from(report));
    await page.locator("#result").waitFor();
    await page.emulateMedia({ media: "print" });
    assert.match(await page.locator(".printed").innerText(), /文件：三门峡市信访局.txt　规则 2026\.\d+　报告文字校验码 [0-9a-f]{12}/);
    assert.equal(await page.locator(".do:visible, .travel:visible, .keep-here:visible").count(), 0);
    assert.equal(await page.locator("#result").evaluate((node) => getComputedStyle(node).outlineStyle), "none");
    assert.ok((await page.locator(".group h3").first().boundingBox()).height > 10);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    assert.ok(pdf.match(/\/Type\s*\/Page[^s]/g).length <= 5);
    await picture(page, "printed", { fullPage: true });
    await close(page);
  });

  test("where the system chooses the colours, the faulty cell and the chosen card still show", async () => {
    const page = await open(browser, { forcedColors: "active" });
    await showSample(page);
    await page.locator("#finding-1").focus();
    const outline = (locator) => locator.evaluate((node) => getComputedStyle(node).outlineStyle);
    assert.equal(await outline(granted(page)), "solid");
    assert.equal(await outline(page.locator(".finding.chosen")), "solid");
    assert.notEqual(await outline(page.locator("td.part").nth(1)), "none");
    await picture(page, "forced-colours");
    await close(page);
  });

  test("on a narrow screen the way back from the words to the finding stays at hand", async () => {
    const page = await open(browser, { viewport: { width: 360, height: 780 } });
    await showSample(page);
    await page.locator("#finding-1").click();
    await at(page, "mark-1");
    await page.waitForTimeout(600);
    await picture(page, "dock-360");
    await page.locator(".dock button").click();
    await at(page, "finding-1");
    await close(page);
  });

  test("nothing of the new flows asks the network for anything", async () => {
    const page = await open(browser);
    await showSample(page);
    const loaded = page.requests.length;
    await page.locator(".fix").first().click();
    await page.locator("#keep-here").check();
    await page.locator(".right").first().click();
    await page.locator("input[type=radio]").first().check();
    await page.locator(".question button[type=submit]").click();
    await page.locator(".finding.confirmed").waitFor();
    await page.locator("#clear").click();
    await page.locator("#clear-all").click();
    assert.deepEqual(page.requests.slice(loaded), []);
    await close(page);
  });
});
