// The page in a real Chromium, as a clerk meets it. `cargo xtask test` serves the release page and runs this.

import assert from "node:assert/strict";
import { mkdtempSync, openSync, ftruncateSync, closeSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  address, cell, chooseFile, close, corpus, fileNames, finding, focused, hashed, launch, open, paste, pasteIntoBox, picture, policy, sample,
  showSample, verdict,
} from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

describe("one voice", () => {
  test("verdict and sentences are those of every other face", async () => {
    const outputs = process.env.GOUJI_OUTPUTS ?? path.join(import.meta.dirname, "../../target/outputs");
    const cases = readdirSync(outputs).filter((name) => /^case-.*\.txt$/.test(name));
    assert.ok(cases.length >= 10, `only ${cases.length} cases`);
    for (const name of cases) {
      const told = JSON.parse(readFileSync(path.join(outputs, name.replace(".txt", ".line.json")), "utf8"));
      if (told.problems.length > 0) continue;
      const page = await open(browser);
      await pasteIntoBox(page, { text: readFileSync(path.join(outputs, name), "utf8") });
      await page.locator("#result").waitFor();
      const { sentence } = await verdict(page);
      // In front of it stands the shape of its severity.
      assert.equal(sentence.replace(/^[^\p{Script=Han}]+/u, ""), told.verdict.text, name);
      // Equal findings stand on one card, with a link to each of them.
      const cards = await page.locator(".finding").evaluateAll((cards) =>
        cards.flatMap((card) => Array(card.querySelectorAll(".places a").length || 1).fill(card.querySelector(".where").innerText)),
      );
      const titles = cards.sort();
      const messages = told.findings.map(({ message }) => message.replace(/。$/, "")).sort();
      assert.deepEqual(titles, messages, name);
      await close(page);
    }
  });
});

describe("a report comes in", () => {
  test("the sample is checked at once: verdict, coverage, both slips with equation and repair", async () => {
    const page = await open(browser);
    await showSample(page);
    const { sentence, coverage } = await verdict(page);
    assert.match(sentence, /有 2 处必须改正、1 处请核对/);
    assert.match(coverage, /读到 200\/200 个单元格，核对 42 个等式，3 个不成立/);
    assert.equal(await focused(page), "result");

    const granted = cell(page, 3, "granted", "natural_person");
    assert.equal(await granted.locator("mark").innerText(), "21");
    const first = page.locator(".finding").first();
    // Its mendings are buttons; chosen, it tells them in words.
    assert.equal(await first.locator(".repairs").count(), 0);
    assert.deepEqual(await first.locator(".fix").allInnerTexts(), ["改为 12"]);
    await first.locator(".where").focus();
    const title = await first.locator(".where").innerText();
    assert.match(title, /表三“自然人”列：各项办理结果合计为 21\+.*=38，（七）总计写的是 29/);
    assert.match(title, /表三“（一）予以公开”行：各类申请人合计为 21\+2\+0\+0\+0\+0=23，总计写的是 14/);
    assert.match(await first.locator(".repairs").innerText(), /把表三“（一）予以公开”行“自然人”列的 21 改为 12（像是两位数字颠倒）/);
    assert.equal(await cell(page, 4, "reconsideration", "total").locator("mark").innerText(), "3");
    await page.locator(".finding .where").nth(1).focus();
    assert.match(await page.locator(".finding").nth(1).locator(".repairs").innerText(), /“总计”的 3 改为 4/);
    await close(page);
  });

  test("the dash that Excel shows for 0 is a 0 when a sheet is pasted", async () => {
    const html = readFileSync(path.join(import.meta.dirname, "../../crates/documents/tests/real/excel-clip-accounting.html"), "utf8");
    const page = await open(browser);
    // What a script writes to the clipboard is cleaned; what Excel writes is not.
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);
    await page.locator("#result").waitFor();
    assert.match((await verdict(page)).coverage, /读到 200\/200 个单元格，核对 42 个等式/);
    await close(page);
  });

  test("a report with more than five hundred slips: all of them are listed, equal ones on one card", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: manySlips() });
    await page.locator("#result").waitFor();
    const { sentence } = await verdict(page);
    const all = [...sentence.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
    assert.ok(all > 500, sentence);
    // What is behind the first of each part is shown on demand.
    await page.locator(".group > button").first().click();
    assert.equal(await page.locator(".group > button").count(), 0);
    const places = await page.locator(".finding").evaluateAll((cards) =>
      cards.map((card) => card.querySelectorAll(".places a").length || 1).reduce((sum, count) => sum + count),
    );
    assert.equal(places, all);
    await close(page);
  });

  test("pasted Markdown with the markup of its converter is read as the file is", async () => {
    const extracted = path.join(import.meta.dirname, "../extracted");
    for (const name of ["pandoc-word-markdown.usual.txt", "pandoc-word-gfm.sparse.txt"]) {
      const page = await open(browser);
      await pasteIntoBox(page, { text: readFileSync(path.join(extracted, name), "utf8") });
      await page.locator("#result").waitFor();
      const { sentence, coverage } = await verdict(page);
      assert.match(sentence, /未发现错误/, name);
      assert.match(coverage, /读到 200\/200 个单元格，核对 42 个等式；/, name);
      assert.doesNotMatch(await page.locator("#report-text").inputValue(), /\]\{|<\/span>|<\/td>/, name);
      await close(page);
    }
  });

  test("a real report whose sums hold: its slips are those of its words, the numbers held against cells are shown", async () => {
    const report = corpus("sanmenxia-xinfang-2023.txt");
    if (report === null) return;
    const page = await open(browser);
    await pasteIntoBox(page, { text: report });
    await page.locator("#result").waitFor();
    const { sentence, coverage } = await verdict(page);
    assert.match(sentence, /有 1 处必须改正、6 处请核对/);
    assert.match(coverage, /读到 200\/200 个单元格，核对 42 个等式；/);
    const error = page.locator(".group").first().locator(".finding");
    assert.match(await error.locator(".message").innerText(), /2023年/);
    assert.match(await error.locator(".place").innerText(), /第五部分/);
    // Each number of the prose with its cell, or why it has none.
    await page.locator(".numbers summary").click();
    await page.locator(".numbers li").first().waitFor();
    assert.equal(await page.locator(".numbers li").count(), 10);
    const differs = page.locator(".numbers li.differs");
    assert.match(await differs.innerText(), /1 条　依申请公开，与表三“（一）予以公开”.*不一致　看这一格/);
    assert.match(await page.locator(".numbers li", { hasText: "205 条" }).innerText(), /没有与表核对：/);
    await differs.getByText("看这一格").click();
    assert.ok(await cell(page, 3, "granted", "total").evaluate((cell) => cell === document.activeElement));
    await page.locator(".numbers li", { hasText: "205 条" }).locator("a").click();
    assert.match(await page.evaluate(() => document.activeElement.innerText), /信息发布 205 条/);
    await page.locator(".help summary").first().click();
    await page.locator(".help", { hasText: "检查什么" }).first().waitFor();
    assert.match(await page.locator(".help").first().innerText(), /为什么[^]*依据[^]*检查什么[^]*怎么改[^]*例外/);
    assert.equal(await page.locator(".organ input").inputValue(), "三门峡市信访局");
    assert.equal(await page.locator(".year input").inputValue(), "2023");
    assert.equal(await cell(page, 3, "declined_petition", "natural_person").innerText(), "1");
    await picture(page, "sanmenxia-1440");
    await close(page);
  });

  test("a real report out of a PDF shows its two wrong totals and the old layout", async () => {
    const report = corpus("huaian-hongze-2023.pdftotext-layout.txt");
    if (report === null) return;
    const page = await open(browser);
    await pasteIntoBox(page, { text: report });
    await page.locator("#result").waitFor();
    const { sentence, coverage } = await verdict(page);
    assert.match(sentence, /有 3 处必须改正/);
    assert.match(coverage, /读到 186\/186 个单元格，核对 40 个等式，2 个不成立/);
    for (const [group, repair] of [["reconsideration", /的 0 改为 11/], ["litigation_after", /的 0 改为 5/]]) {
      const mark = cell(page, 4, group, "total").locator("a.mark");
      assert.equal(await mark.locator("mark").innerText(), "0");
      const number = (await mark.getAttribute("id")).replace("mark-", "");
      const card = page.locator(".finding", { has: page.locator(`#finding-${number}`) });
      await card.locator(".where").focus();
      assert.match(await card.locator(".repairs").innerText(), repair);
      assert.equal(await card.locator(".repairs li").count(), 1);
    }
    assert.equal(await page.locator("caption .mark.error").count(), 1);
    await picture(page, "huaian-1440", { fullPage: true });
    await close(page);
  });

  test("a report whose cells were glued together shows its text and what to do, and never looks clean", async () => {
    const report = corpus("pingtan-2021.txt");
    if (report === null) return;
    const page = await open(browser);
    await pasteIntoBox(page, { text: report });
    await page.locator("#result").waitFor();
    assert.doesNotMatch((await verdict(page)).sentence, /^未发现错误$/);
    assert.ok((await page.locator(".finding", { hasText: "复制时散开" }).count()) > 0);
    await picture(page, "glued-1440");
    await close(page);
  });

  test("pasted HTML keeps its tables as grids, blank cells in their places", async () => {
    const page = await open(browser);
    await showSample(page);
    const html = await page.evaluate(() => {
      const copy = document.querySelector(".report article").cloneNode(true);
      copy.querySelectorAll("details").forEach((node) => node.remove());
      const blank = copy.querySelector('td[headers~="t3-received"][headers~="t3-commercial"]');
      blank.textContent = "";
      return copy.innerHTML;
    });
    await page.locator("#clear").click();
    await pasteIntoBox(page, { text: "（表格不在纯文本里）", html });
    await page.locator("#result").waitFor();
    assert.match((await verdict(page)).coverage, /读到 200\/200 个单元格/);
    // Its mark says what is wrong with it; it has no words of its own.
    const blank = cell(page, 3, "received", "commercial").locator(".mark.point");
    assert.equal(await blank.getAttribute("data-kind"), "■ 必须改正");
    const first = page.locator(".finding").first();
    await first.locator(".where").focus();
    assert.match(await first.locator(".repairs").innerText(), /“商业企业”列（未填数）填为 4/);
    assert.equal(await cell(page, 3, "received", "natural_person").innerText(), "30");
    assert.equal(await cell(page, 3, "received", "total").innerText(), "34");
    assert.equal(await cell(page, 4, "litigation_after", "pending").innerText(), "1");
    // The box has the words, and a reload reads the grids again.
    assert.match(await page.locator("#report-text").inputValue(), /规范性文件\t1\t2\t9/);
    await page.reload();
    await page.locator("#result").waitFor();
    assert.equal(await blank.getAttribute("data-kind"), "■ 必须改正");
    await close(page);
  });

  test("HTML without a table is pasted as its plain words", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample, html: "<p>别的内容</p>" });
    await page.locator("#result").waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), sample);
    await close(page);
  });

  // Spreadsheets and chat programs put a picture of the words beside the words.
  test("a paste with a picture beside the words takes the words", async () => {
    const read = (name) => readFileSync(path.join(import.meta.dirname, "../../crates/documents/tests/clipboard", name));
    const [html, text] = ["excel-whole-report.html", "excel-whole-report.txt"].map((name) => read(name).toString());
    const image = [...read("picture.png")];
    const page = await open(browser);
    // The clipboard API cleans what it writes and takes no file, so the event is made by hand.
    const pasteBeside = (where, offer) =>
      page.evaluate(
        ([where, { html, text, files }]) => {
          const data = new DataTransfer();
          for (const [type, words] of [["text/html", html], ["text/plain", text]]) {
            if (words) {
              data.setData(type, words);
            }
          }
          for (const { name, type, bytes } of files) {
            data.items.add(new File([new Uint8Array(bytes)], name, { type }));
          }
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector(where).dispatchEvent(event);
        },
        [where, offer],
      );
    const picture = { name: "image.png", type: "image/png", bytes: image };
    for (const where of ["#report-text", "body"]) {
      await pasteBeside(where, { html, text, files: [picture] });
      await page.locator("#result").waitFor();
      assert.equal(await page.locator(".problem").count(), 0, where);
      const { coverage } = await verdict(page);
      assert.match(coverage, /读到 200\/200 个单元格，核对 42 个等式/, where);
      assert.equal(await page.locator(".finding").count(), 0, where);
      await page.locator("#clear").click();
      await page.locator("#result").waitFor({ state: "detached" });
    }
    // A copied file comes with its icon and its name.
    const file = { name: "报告.txt", type: "text/plain", bytes: [...Buffer.from(sample)] };
    await pasteBeside("#report-text", { html: "", text: "报告.txt", files: [picture, file] });
    await page.locator("#result").waitFor();
    assert.match((await verdict(page)).sentence, /有 2 处必须改正/);
    // A picture alone is told as one, with the markup that shows it beside it too.
    await pasteBeside("#report-text", { html: "<img src=x>", text: "", files: [picture] });
    await page.locator(".problem", { hasText: "图片" }).waitFor();
    await close(page);
  });

  test("a paste beside the box is taken too", async () => {
    const page = await open(browser);
    await page.locator("header").click();
    await paste(page, { text: sample });
    await page.locator("#result").waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), sample);
    await close(page);
  });

  test("files: UTF-8 with mark, UTF-16 with and without, GB18030, HTML", async () => {
    const utf16 = Buffer.from(sample, "utf16le");
    const files = {
      "mark.txt": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(sample)]),
      "plain.md": Buffer.from(sample),
      "utf16-mark.txt": Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      "utf16.txt": utf16,
      "utf16-big.txt": Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      "gb.txt": gb18030(sample),
      "page.html": Buffer.from(`<!doctype html><meta charset=gbk><title>x</title><pre>${sample}</pre>`),
    };
    const page = await open(browser);
    for (const [name, bytes] of Object.entries(files)) {
      await chooseFile(page, name, bytes);
      await page.locator("#result").waitFor();
      assert.match((await verdict(page)).sentence, /有 2 处必须改正、1 处请核对/, name);
      assert.equal((await page.locator("#report-text").inputValue()).trim(), sample.trim(), name);
      await page.locator("#clear").click();
      await page.locator("#result").waitFor({ state: "detached" });
    }
    await close(page);
  });

  test("a dropped file is checked, wherever it is dropped", async () => {
    const page = await open(browser);
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "report.txt", { type: "text/plain" }));
      return data;
    }, sample);
    for (const place of ["#report-text", "header"]) {
      await page.dispatchEvent(place, "dragover", { dataTransfer: dropped });
      await page.locator(".inlet.over").waitFor();
      await page.dispatchEvent(place, "drop", { dataTransfer: dropped });
      await page.locator("#result").waitFor();
      assert.equal(await page.locator(".inlet.over").count(), 0);
      await page.locator("#clear").click();
      await page.locator("#result").waitFor({ state: "detached" });
    }
    await close(page);
  });

  test("last year's report beside it: what does not follow from it is told, and another year's is refused with the reason", async () => {
    const page = await open(browser);
    await showSample(page);
    const before = await page.locator(".finding").count();
    const lastYear = sample.replaceAll("2024", "2023").replace("四、结转下年度继续办理\t3\t0\t0\t0\t0\t0\t3", "四、结转下年度继续办理\t5\t0\t0\t0\t0\t0\t5");
    const choose = (text) => page.locator("#previous-file").setInputFiles({ name: "上年.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    await choose(lastYear);
    await page.locator("#alone").waitFor();
    assert.equal(await focused(page), "result");
    const broken = page.locator(".finding", { hasText: "应当一致，现在对不上" });
    assert.match(await broken.innerText(), /“总计”列上年结转出 5、本年转入 2/);
    assert.equal(await cell(page, 3, "carried_in", "total").locator("mark").innerText(), "2");
    assert.ok(await page.locator(".finding", { hasText: "与上一年度报告相同" }).count() > 0);
    await page.locator("#alone").click();
    await page.locator("#previous-file").waitFor({ state: "attached" });
    assert.equal(await page.locator(".finding").count(), before);
    await choose(sample);
    // One reason of several rules is told once.
    const refused = page.locator(".unchecked", { hasText: "另一份是 2024 年度的报告，不是 2023 年度的" });
    await refused.waitFor();
    assert.equal(await refused.count(), 1);
    await close(page);
  });

  test("typing is checked shortly after, the box stays and half-typed input-method words are left alone", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator("#fold").click();
    const box = page.locator("#report-text");
    assert.equal(await focused(page), "report-text");
    // 21 → 12 in the row 予以公开 mends two of the three failing equations.
    await box.evaluate((area) => {
      const at = area.value.indexOf("予以公开\t21") + "予以公开\t".length;
      area.setSelectionRange(at, at + 2);
    });
    await page.keyboard.type("12");
    await page.locator("#result", { hasText: "有 1 处必须改正" }).waitFor();
    assert.equal(await focused(page), "report-text");

    const before = await box.inputValue();
    const keyboard = await page.context().newCDPSession(page);
    await box.evaluate((area) => area.setSelectionRange(area.value.length, area.value.length));
    await keyboard.send("Input.imeSetComposition", { text: "shi yong", selectionStart: 8, selectionEnd: 8 });
    assert.equal(await box.inputValue(), `${before}shi yong`);
    await keyboard.send("Input.insertText", { text: "适用" });
    await page.locator("article p", { hasText: "适用" }).waitFor();
    assert.equal(await box.inputValue(), `${before}适用`);
    await close(page);
  });

  test("what was read at the top can be corrected, and the check follows", async () => {
    const page = await open(browser);
    await showSample(page);
    assert.equal(await page.locator(".level select").inputValue(), "county_department");
    await page.locator(".year input").fill("2020");
    await page.keyboard.press("Tab");
    await page.locator(".finding", { hasText: "2021 年印发的格式" }).first().waitFor();
    assert.equal(await page.locator(".edition").innerText(), "应使用 2019 年试行格式");
    await page.locator(".level select").selectOption("city_department");
    await page.reload();
    await page.locator("#result").waitFor();
    assert.equal(await page.locator(".year input").inputValue(), "2020");
    assert.equal(await page.locator(".level select").inputValue(), "city_department");
    // Another report begins afresh.
    await chooseFile(page, "report.txt", Buffer.from(sample));
    await page.locator(".edition", { hasText: "2021 年格式" }).waitFor();
    assert.equal(await page.locator(".level select").inputValue(), "county_department");
    await close(page);
  });

  test("a reload loses nothing, 清空 forgets everything", async () => {
    const page = await open(browser);
    await page.locator("#report-text").fill("还没写完的报告");
    await page.locator(".problem").waitFor();
    await page.reload();
    await page.locator(".problem").waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), "还没写完的报告");
    await page.locator("#clear").click();
    await page.locator(".problem").waitFor({ state: "detached" });
    assert.equal(await page.locator("#report-text").inputValue(), "");
    assert.deepEqual(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage)]), [[], []]);
    await page.reload();
    await page.locator("#report-text").waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), "");
    await close(page);
  });

  test("a text of a megabyte stays easy to handle", async () => {
    const page = await open(browser);
    const long = "县农业农村局组织技术人员到村到户开展指导，相关情况已在网站公开。\n".repeat(11000);
    const text = sample.replace("六、其他需要报告的事项\n", `六、其他需要报告的事项\n${long}`);
    assert.ok(Buffer.byteLength(text) > 1 << 20);
    await pasteIntoBox(page, { text });
    await page.locator("#result").waitFor();
    assert.ok((await page.locator("article p").count()) < 700);
    await finding(page, "予以公开").press("Enter");
    assert.equal(await focused(page), "mark-1");
    await page.locator(".rest button").click();
    await page.locator(".rest").waitFor({ state: "detached" });
    assert.ok((await page.locator("article p").count()) > 11000);
    await close(page);
  });
});

describe("what was not read is said, and can be given by hand", () => {
  const mended = sample
    .replace("予以公开\t21", "予以公开\t12")
    .replace("2\t0\t1\t1\t3", "2\t0\t1\t1\t4")
    .replace("\n规范性文件", "\n行政规范性文件");
  const unchecked = async (page) => (await page.locator(".unchecked").allInnerTexts()).join("\n");

  test("a report without its title line does not look clean, and asks for what it lacks", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: mended.slice(mended.indexOf("一、总体情况")) });
    await page.locator("#result").waitFor();
    assert.equal(await page.locator("#result").innerText(), "读到的部分未发现错误，但有内容没有检查");
    assert.match(await unchecked(page), /没有找到报告的标题/);
    assert.match(await unchecked(page), /没有认出机关名称/);
    assert.match(await unchecked(page), /没有认出报告年度/);
    for (const field of [".organ.wanted input", ".year.wanted input"]) {
      assert.equal(await page.locator(field).getAttribute("placeholder"), "请填写");
    }
    await picture(page, "nameless-1440");
    await page.locator(".organ input").fill("清溪县农业农村局");
    await page.keyboard.press("Tab");
    await page.locator(".year input").fill("2024年");
    await page.keyboard.press("Tab");
    await page.locator("#result", { hasText: /^未发现错误$/ }).waitFor();
    assert.equal(await page.locator(".wanted").count(), 0);
    assert.match(await unchecked(page), /没有找到报告的标题/);
    await close(page);
  });

  test("every table that was not checked is named", async () => {
    const page = await open(browser);
    const third = sample.slice(sample.indexOf("三、收到和处理"), sample.indexOf("四、政府信息公开行政复议"));
    await pasteIntoBox(page, { text: third });
    await page.locator("#result").waitFor();
    assert.match(await unchecked(page), /没有找到这张表（表二、表四）/);
    await page.locator("#clear").click();
    await pasteIntoBox(page, { text: "甲县财政局2015年政府信息公开工作年度报告\n一、概述\n本年度主动公开信息12条。" });
    await page.locator("#result", { hasText: "有内容没有检查" }).waitFor();
    assert.match(await unchecked(page), /没有统一的表格，只检查文字（表二、表三、表四）/);
    await close(page);
  });

  test("what is no year is refused with a sentence, and the check stays what it was", async () => {
    const page = await open(browser);
    await showSample(page);
    const field = page.locator(".year input");
    for (const typed of ["20", "99999", "abc", "1024"]) {
      await field.fill(typed);
      await page.keyboard.press("Tab");
      await page.locator("#year-refused", { hasText: `“${typed}”不是年度，仍按 2024 年度检查` }).waitFor();
      assert.equal(await field.inputValue(), typed);
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator(".finding").count(), 3);
    }
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id }) => id), []);
    await picture(page, "year-refused-1440");
    await field.fill("2022");
    await page.keyboard.press("Tab");
    await page.locator(".by-hand").waitFor();
    assert.equal(await page.locator("#year-refused").innerText(), "");
    assert.equal(await field.getAttribute("aria-invalid"), null);
    await close(page);
  });

  test("what was typed by hand says so and can be taken back", async () => {
    const page = await open(browser);
    await showSample(page);
    const count = await page.locator(".finding").count();
    assert.equal(await page.locator(".by-hand").count(), 0);
    await page.locator(".year input").fill("2019");
    await page.keyboard.press("Tab");
    await page.locator(".by-hand", { hasText: "手工填写" }).waitFor();
    // The title says 2024: what was given is not called the title's.
    const period = page.locator(".finding", { hasText: "统计期限" }).first();
    assert.match(await period.innerText(), /报告年度是 2019 年/);
    assert.doesNotMatch(await page.locator(".findings").innerText(), /标题是 2019 年/);
    await picture(page, "by-hand-1440");
    await page.getByRole("button", { name: "年度改回读到的" }).click();
    await page.locator(".by-hand").waitFor({ state: "detached" });
    assert.equal(await page.locator(".year input").inputValue(), "2024");
    assert.equal(await page.locator(".finding").count(), count);
    await page.locator(".organ input").fill("清溪县财政局");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "机关改回读到的" }).click();
    await page.locator(".by-hand").waitFor({ state: "detached" });
    assert.equal(await page.locator(".organ input").inputValue(), "清溪县农业农村局");
    await close(page);
  });
});

describe("a finding in the list", () => {
  test("text against a table: the card links to the cell", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("新收政府信息公开申请34件", "新收政府信息公开申请35件") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "新收政府信息公开申请35件" });
    const link = card.locator("a.other");
    assert.match(await link.first().innerText(), /表三“一、本年新收政府信息公开申请数量”行“总计”列/);
    await link.first().click();
    const received = cell(page, 3, "received", "total");
    await page.waitForFunction(() => document.activeElement?.localName === "td");
    assert.equal(await received.evaluate((node) => node === document.activeElement), true);
    assert.equal(await page.evaluate(() => document.activeElement.innerText), "34");
    await picture(page, "related-1440");
    await close(page);
  });

  test("two places of the text: the card links to the other one", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("统计期限为2024年", "统计期限为2023年") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "统计期限写的是" });
    await card.locator("a.other", { hasText: "标题里的年份" }).click();
    await page.waitForFunction(() => document.activeElement?.classList.contains("related"));
    assert.equal(await page.evaluate(() => document.activeElement.innerText), "2024年");
    assert.equal(await page.locator("p.title").innerText(), "清溪县农业农村局2024年政府信息公开工作年度报告");
    await close(page);
  });

  test("equations beyond the two of its title are shown when it is chosen", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("予以公开\t21", "予以公开\t12").replace(/(（七）总计\t)29\t/, "$119\t") });
    await page.locator("#result").waitFor();
    const card = page.locator(".finding", { hasText: "另有 1 个等式因此不成立" });
    assert.equal(await card.count(), 1);
    assert.equal(await card.locator(".equations").count(), 0);
    await card.locator("a.where").focus();
    assert.equal(await card.locator(".equations li").count(), 1);
    await close(page);
  });

  test("what was opened at it stays with it while others go", async () => {
    const page = await open(browser);
    await showSample(page);
    const card = page.locator(".finding", { hasText: "四种结果合计" });
    await card.locator(".help summary").click();
    assert.equal(await card.locator("details").getAttribute("open"), "");
    await page.locator("#fold").click();
    await page.locator("#report-text").fill(sample.replace("予以公开\t21", "予以公开\t12"));
    await page.locator("#result", { hasText: "有 1 处必须改正" }).waitFor();
    assert.equal(await page.locator("details.help[open]").count(), 1);
    assert.equal(await card.locator("details").getAttribute("open"), "");
    await close(page);
  });
});

describe("from list to text and back", () => {
  test("marks stand at the right characters of the text", async () => {
    const page = await open(browser);
    const line = "  二、 主动公开信息的情况";
    await pasteIntoBox(page, { text: sample.replace("二、主动公开政府信息情况", line) });
    await page.locator("#result").waitFor();
    const mark = page.locator("article .heading .mark").first();
    const marked = await mark.locator("mark").innerText();
    assert.ok(line.includes(marked) && marked.includes("主动公开信息的情况"), marked);
    // Marks add nothing: the line is the line of the report, character for character.
    const words = await page.locator("article .heading p", { has: page.locator(".mark") }).textContent();
    assert.ok(line.includes(words.trim()) && words.trim().endsWith("的情况"), words);
    await close(page);
  });

  test("every finding leads to its mark and every mark to its finding", async () => {
    const page = await open(browser);
    await showSample(page);
    const count = await page.locator("a.where").count();
    assert.equal(count, 3);
    for (let number = 1; number <= count; number += 1) {
      await page.locator(`#finding-${number}`).click();
      await page.waitForFunction((id) => document.activeElement?.id === id, `mark-${number}`);
      assert.equal(await page.locator(".finding.chosen").count(), 1);
      assert.ok(await page.locator(`#mark-${number}`).isVisible());
      await page.locator(`#mark-${number}`).click();
      await page.waitForFunction((id) => document.activeElement?.id === id, `finding-${number}`);
    }
    await close(page);
  });

  test("by keyboard alone", async () => {
    const page = await open(browser);
    const at = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
    await page.locator("#sample").focus();
    await page.keyboard.press("Enter");
    await at("result");
    for (let presses = 0; (await focused(page)) !== "finding-1"; presses += 1) {
      assert.ok(presses < 20, "the first finding is reached by Tab");
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowDown");
    await at("finding-2");
    await page.keyboard.press("j");
    await at("finding-3");
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    await at("finding-1");
    // The operands of the failing sums are shown as soon as the finding has the focus.
    await page.locator("td.part").first().waitFor();
    assert.equal(await cell(page, 3, "granted", "total").getAttribute("class"), "part");
    assert.equal(await cell(page, 3, "received", "total").getAttribute("class"), null);
    await page.keyboard.press("Enter");
    await at("mark-1");
    await picture(page, "chosen-1440");
    await page.keyboard.press("j");
    await at("mark-2");
    await page.keyboard.press("Escape");
    await at("finding-2");
    await page.keyboard.press("Enter");
    await at("mark-2");
    await page.keyboard.press("Enter");
    await at("finding-2");
    await page.keyboard.press("Escape");
    await at("result");
    const outline = await page.locator("#result").evaluate((node) => getComputedStyle(node).outlineStyle);
    assert.equal(outline, "solid");
    await close(page);
  });

  test("the filter shows one kind, its counts stay true, and a mark of another kind still leads to its finding", async () => {
    const page = await open(browser);
    await showSample(page);
    assert.deepEqual(await page.locator(".filter button").allInnerTexts(), ["全部 3", "必须改正 2", "请核对 1"]);
    await page.locator(".filter button", { hasText: "请核对" }).click();
    assert.equal(await page.locator("a.where:visible").count(), 1);
    assert.deepEqual(await page.locator(".filter button").allInnerTexts(), ["全部 3", "必须改正 2", "请核对 1"]);
    await page.locator("#mark-1").click();
    await page.waitForFunction(() => document.activeElement?.id === "finding-1");
    assert.equal(await page.locator("a.where:visible").count(), 3);
    await close(page);
  });

  test("the verdict is told to a screen reader", async () => {
    const page = await open(browser);
    const status = page.locator("main > [role=status]");
    assert.equal(await status.innerText(), "");
    await showSample(page);
    assert.match(await status.innerText(), /有 2 处必须改正、1 处请核对/);
    await close(page);
  });
});

describe("what cannot be checked", () => {
  const typed = "还没写完的报告";
  const control = `${sample.slice(0, 400)}${"\u0001\u0002\u0003".repeat(60)}`;
  const files = {
    empty: { bytes: Buffer.alloc(0), says: /没有文字/ },
    picture: { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), says: /图片.*没有文字.*PDF 文件/ },
    "an archive that breaks off": { bytes: Buffer.from("504b0304140006000800", "hex"), says: /压缩文件.*解压/ },
    pdf: { bytes: Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"), says: /PDF.*不完整.*重新下载/ },
    binary: { bytes: Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 7)), says: /复制|文字/ },
    // A few broken bytes are read around; so many are another encoding.
    mixed: { bytes: Buffer.concat([Buffer.from(sample), Buffer.alloc(4000, Buffer.from([0xd5, 0xff, 0xff, 0x80]))]), says: /编码/ },
    control: { bytes: Buffer.from(control), says: /不是文字/ },
    "not a report": { bytes: Buffer.from("今天食堂的菜单：米饭、青菜、豆腐。"), says: /没有认出|年度报告/ },
    "another kind": { bytes: Buffer.from("某县财政局2023年部门决算报告\n一、部门概况\n本部门主要职责如下。"), says: /年度报告/ },
  };
  for (const [name, { bytes, says }] of Object.entries(files)) {
    test(`a file: ${name}`, async () => {
      const page = await open(browser);
      await page.locator("#report-text").fill(typed);
      await page.locator(".problem").waitFor();
      await chooseFile(page, "file", bytes);
      await page.locator(".problem", { hasText: says }).waitFor();
      assert.equal(await page.locator(".problem").count(), 1);
      assert.equal(await page.locator("#report-text").inputValue(), typed);
      assert.equal(await page.locator("#result").count(), 0);
      // The page stays usable.
      await showSample(page);
      assert.equal(await page.locator(".problem").count(), 0);
      await close(page);
    });
  }

  test("a file of 200 MB", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gouji-"));
    const big = path.join(folder, "big.txt");
    const file = openSync(big, "w");
    ftruncateSync(file, 200 << 20);
    closeSync(file);
    const page = await open(browser);
    await showSample(page);
    await page.locator("#report-file").setInputFiles(big);
    const problem = page.locator(".problem", { hasText: "200 MB" });
    await problem.waitFor();
    // The report that was there stays, and the page says which one its result is about.
    assert.match(await problem.innerText(), /下面仍是上一份报告的检查结果/);
    assert.equal(await page.locator("#report-text").inputValue(), sample);
    await picture(page, "refused-1440");
    rmSync(folder, { recursive: true });
    await close(page);
  });

  for (const [name, text, says] of [
    ["nothing but space", "　 \n\t\n", /没有文字/],
    ["no report", "今天食堂的菜单：米饭、青菜、豆腐。", /没有认出|年度报告/],
    ["control characters", control, /不是文字/],
  ]) {
    test(`a paste: ${name}`, async () => {
      const page = await open(browser);
      const box = page.locator("#report-text");
      await box.fill(text);
      if (text.trim() === "") {
        await page.locator(".notice", { hasText: says }).waitFor();
        assert.equal(await page.locator("#result").count(), 0);
      } else {
        await page.locator(".problem", { hasText: says }).waitFor();
        assert.equal(await page.locator(".problem").count(), 1);
        assert.equal(await box.inputValue(), text);
      }
      await showSample(page);
      await close(page);
    });
  }

  test("what a report that was read all the same is not whole in is told beside its verdict", async () => {
    const page = await open(browser);
    await pasteIntoBox(page, { text: sample.replace("惠农政策明白纸", "惠农\ufffd策明白纸") });
    await page.locator("#result").waitFor();
    await page.locator(".notice").waitFor();
    assert.equal(await page.locator(".problem").count(), 0);
    await close(page);
  });

  test("an edit that takes the report away takes its verdict away", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator("#fold").click();
    await page.locator("#report-text").fill("别的");
    await page.locator(".problem").waitFor();
    assert.equal(await page.locator("#result").count(), 0);
    await close(page);
  });
});

describe("nothing leaves the page, nothing in it is executed", () => {
  test("the page asks for its own files once, and for nothing after", async () => {
    const page = await open(browser);
    const base = new URL(address);
    const { first, later } = await fileNames(page);
    assert.equal(first.length, 3);
    for (const name of first) assert.match(name, hashed);
    const loaded = [...page.requests];
    for (const request of loaded) {
      assert.equal(request.method, "GET", request.address);
      assert.equal(request.body, null, request.address);
      if (request.address.startsWith("data:")) continue;
      const url = new URL(request.address);
      assert.equal(url.origin, base.origin);
      assert.equal(url.search, "");
      const name = url.pathname.slice(base.pathname.length);
      assert.ok(["", ...first].includes(name) || /^boot-[0-9a-f]{16}\.js$/.test(name), request.address);
    }
    assert.equal(new Set(loaded.map((request) => request.address)).size, loaded.length);
    await showSample(page);
    await page.locator(".help summary").first().click();
    await page.locator(".help", { hasText: "检查什么" }).first().waitFor();
    // Each of what comes when it is asked for comes once.
    const asked = page.requests.slice(loaded.length);
    assert.deepEqual(asked.map(({ method, body }) => [method, body]), [["GET", null], ["GET", null]]);
    const names = asked.map((request) => request.address.slice(base.href.length));
    assert.ok(names.every((name) => later.includes(name)), names.join());
    await page.locator(".help summary").nth(1).click();
    await page.locator("#finding-1").click();
    await page.locator("#clear").click();
    await showSample(page);
    await page.locator("#clear").click();
    await pasteIntoBox(page, { text: sample, html: "<table><tr><td><img src='https://example.com/x.png'></td></tr></table>" });
    await page.locator(".problem").waitFor();
    await chooseFile(page, "r.html", Buffer.from(`<link rel=stylesheet href=/x.css><img src=/y.png><pre>${sample}</pre>`));
    await page.locator("#result").waitFor();
    await chooseFile(page, "r.docx", Buffer.from("504b0304", "hex"));
    await page.locator(".problem").waitFor();
    assert.deepEqual(page.requests.slice(loaded.length + asked.length), []);
    await close(page);
  });

  test("the policy is the promised one and is enforced", async () => {
    const page = await open(browser);
    const metas = await page.locator('meta[http-equiv="Content-Security-Policy"]').all();
    const stand = await Promise.all(metas.map((meta) => meta.getAttribute("content")));
    assert.deepEqual(stand, [policy, "script-src 'self' 'wasm-unsafe-eval'"]);
    const blocked = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
      const script = document.createElement("script");
      script.append("window.injected = true");
      document.body.append(script);
      const styled = document.createElement("p");
      styled.setAttribute("style", "color: red");
      document.body.append(styled);
      const left = await fetch("https://example.com/", { method: "POST", body: "x" }).then(() => "sent", () => "blocked");
      // In a task of its own: what the debugger evaluates is let through.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(new Function("return 'ran'")());
          } catch {
            resolve("blocked");
          }
        });
      });
      return { seen, left, evaluated, injected: window.injected ?? false };
    });
    assert.equal(blocked.injected, false);
    assert.equal(blocked.left, "blocked");
    assert.equal(blocked.evaluated, "blocked");
    assert.ok(blocked.seen.includes("require-trusted-types-for"));
    assert.ok(blocked.seen.some((directive) => directive.startsWith("style-src")));
    assert.ok(blocked.seen.includes("connect-src"));
    assert.equal(page.requests.filter((request) => request.address.includes("example.com")).length, 0);
    // The violations above are the test's own.
    page.errors.length = 0;
    await close(page);
  });

  test("markup in a paste, a file or the box is never run and never becomes markup", async () => {
    const hostile =
      '<script>window.ran = 1</script><img src=x onerror="window.ran = 2"><svg onload="window.ran = 3"></svg>' +
      '<iframe srcdoc="<script>parent.ran = 4</script>"></iframe><a href="javascript:window.ran = 5">链接</a>';
    const words = "&lt;img src=x onerror=&quot;window.ran = 6&quot;&gt;";
    const report = `<p>${sample.split("\n").join("</p><p>")}</p>`;
    const html = `<h1>${words}</h1>${hostile}${report}<table><tr><td>${hostile}${words}</td></tr></table>`;
    const page = await open(browser);
    const look = async (how) => {
      await page.locator("#result").waitFor();
      assert.equal(await page.evaluate(() => window.ran ?? "nothing ran"), "nothing ran", how);
      assert.equal(await page.locator("article :is(script, img, svg, iframe)").count(), 0, how);
      assert.equal(await page.locator('a[href^="javascript"]').count(), 0, how);
      assert.match(await page.locator("article").innerText(), /<img src=x onerror="window.ran = 6">/, how);
      await page.locator("#clear").click();
      await page.locator("#result").waitFor({ state: "detached" });
    };
    // The clipboard API cleans what it writes, so the event is made by hand here, as another program would fill it.
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", "x");
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector("#report-text").dispatchEvent(event);
    }, html);
    await look("paste");
    await chooseFile(page, "report.html", Buffer.from(html));
    await look("file");
    await page.locator("#report-text").fill(`${sample}\n<img src=x onerror="window.ran = 6">\n${hostile}`);
    await look("box");
    // The browser tells of each handler that the policy kept from running.
    page.errors = page.errors.filter((error) => !/Executing inline event handler violates/.test(error));
    await close(page);
  });
});

describe("for everyone", () => {
  const states = {
    first: async () => {},
    problem: async (page) => {
      await page.locator("#report-text").fill("今天食堂的菜单。");
      await page.locator(".problem").waitFor();
    },
    sample: showSample,
    chosen: async (page) => {
      await showSample(page);
      await page.locator("#finding-2").click();
      await page.waitForFunction(() => document.activeElement?.id === "mark-2");
    },
    editing: async (page) => {
      await showSample(page);
      await page.locator("#fold").click();
    },
    filtered: async (page) => {
      await showSample(page);
      await page.locator(".filter button", { hasText: "请核对" }).click();
    },
    damaged: async (page) => {
      const damaged = sample
        .replace(/\t?（七）总计.*\n/, "")
        .replace("二、主动公开政府信息情况", "二、主动公开信息的情况")
        .replace(/行政复议\t[\s\S]*?五、/, "五、");
      await pasteIntoBox(page, { text: damaged });
      await page.locator("#result").waitFor();
    },
    clean: async (page) => {
      const mended = sample
        .replace("予以公开\t21", "予以公开\t12")
        .replace("2\t0\t1\t1\t3", "2\t0\t1\t1\t4")
        .replace("\n规范性文件", "\n行政规范性文件");
      await pasteIntoBox(page, { text: mended });
      await page.locator("#result", { hasText: "未发现错误" }).waitFor();
    },
    many: async (page) => {
      await pasteIntoBox(page, { text: manySlips() });
      await page.locator("#result").waitFor();
    },
    older: async (page) => {
      await pasteIntoBox(page, { text: "甲县财政局2015年政府信息公开工作年度报告\n一、概述\n本年度主动公开信息12条。" });
      await page.locator("#result").waitFor();
    },
  };
  for (const [name, enter] of Object.entries(states)) {
    test(`${name}: axe finds nothing and nothing is cut off, at 360 and 1440 pixels`, async () => {
      for (const width of [360, 1440]) {
        const page = await open(browser, { viewport: { width, height: width === 360 ? 780 : 1000 } });
        await enter(page);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 600)}`);
        assert.deepEqual(told, [], `${name} at ${width}`);
        await noSidewaysScroll(page);
        await picture(page, `${name}-${width}`);
        await picture(page, `${name}-${width}-whole`, { fullPage: true });
        await close(page);
      }
    });
  }

  test("nothing is cut off at 320 and 1920 pixels and at 200 % zoom", async () => {
    for (const [width, scale] of [[320, 1], [1920, 1], [720, 2]]) {
      const page = await open(browser, { viewport: { width, height: 900 }, deviceScaleFactor: scale });
      await noSidewaysScroll(page);
      await showSample(page);
      await noSidewaysScroll(page);
      await picture(page, `sample-${width}-x${scale}`);
      await close(page);
    }
  });

  test("the verdict stands beside the buttons, never under them", async () => {
    const page = await open(browser);
    // A long verdict, beside all five buttons.
    await pasteIntoBox(page, { text: sample.slice(sample.indexOf("一、总体情况")) });
    await page.locator("#result").waitFor();
    for (const width of [1001, 1024, 1040, 1065, 1100, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const covered = await page.evaluate(() => {
        const verdict = document.querySelector("#result");
        const words = document.createRange();
        words.selectNodeContents(verdict);
        const lines = [...words.getClientRects()];
        const buttons = [...document.querySelectorAll(".actions button, .actions label, .identity input, .identity select")];
        const meets = (one, other) =>
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        return buttons.filter((button) => lines.some((line) => meets(line, button.getBoundingClientRect()))).map((it) => it.id || it.innerText);
      });
      assert.deepEqual(covered, [], `at ${width}`);
    }
    await page.setViewportSize({ width: 1024, height: 800 });
    await picture(page, "verdict-1024");
    await close(page);
  });

  test("on paper every finding and the whole report stand, filter or not", async () => {
    const page = await open(browser);
    await showSample(page);
    await page.locator(".filter button", { hasText: "请核对" }).click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("a.where:visible").count(), 3);
    assert.equal(await page.locator("table:visible").count(), 3);
    assert.equal(await page.locator("#report-text:visible, .filter:visible").count(), 0);
    await picture(page, "print", { fullPage: true });
    await close(page);
  });

  test("movement is off for those who ask for it", async () => {
    const page = await open(browser, { reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
    await close(page);
  });
});

describe("where the page cannot start, it says so", () => {
  test("without WebAssembly", async () => {
    const page = await browser.newPage();
    await page.addInitScript("delete globalThis.WebAssembly");
    await page.goto(address);
    await page.locator("#wasm-missing").waitFor();
    assert.match(await page.locator("#starting").innerText(), /^这个浏览器没有 WebAssembly.*请换用较新的.*$/);
    await page.close();
  });

  test("when a file of it does not come", async () => {
    const page = await browser.newPage();
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(address);
    await page.getByText("页面没有打开。请刷新再试").waitFor();
    await page.close();
  });

  test("when it is an old copy whose files are gone, and the text is there afterwards", async () => {
    const page = await open(browser);
    await page.locator("#report-text").fill("还没写完的报告");
    await page.locator(".problem").waitFor();
    const gone = (route) => route.fulfill({ status: 404, body: "404" });
    // Without boot.js nothing runs; without what it loads, it says so.
    for (const [files, sentence] of [[/-[0-9a-f]{16}\./, /正在打开…如果一直停在这里，请刷新页面/], [/gouji-web-[0-9a-f]{16}\.js/, /没有打开。请刷新再试，文字不会丢失/]]) {
      await page.route(files, gone);
      await page.reload();
      await page.locator("#starting p:visible", { hasText: sentence }).waitFor();
      await page.unroute(files);
      await page.reload();
      await page.locator(".problem").waitFor();
      assert.equal(await page.locator("#report-text").inputValue(), "还没写完的报告");
    }
    await page.context().close();
  });

  test("without scripts", async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(address);
    // The browser driver does not draw <noscript>, so it is only read.
    assert.match(await page.content(), /<noscript>本页需要启用 JavaScript/);
    await page.close();
  });
});

describe("after a trap in the module", () => {
  /** Makes what the page's events call throw, where `window.trap` says so, as a module does that traps. */
  const trapping = () => {
    const wrapped = ({ module, instance }) => {
      const exports = {};
      for (const [name, value] of Object.entries(instance.exports)) {
        const called = (...given) => {
          if (window.trap?.(name)) throw new WebAssembly.RuntimeError("unreachable");
          return value(...given);
        };
        exports[name] = typeof value === "function" ? called : value;
      }
      return { module, instance: { exports } };
    };
    for (const name of ["instantiateStreaming", "instantiate"]) {
      const own = WebAssembly[name];
      WebAssembly[name] = async (...given) => wrapped(await own.apply(WebAssembly, given));
    }
  };

  test("a sentence, the text in the box, and a page that works on", async () => {
    const page = await open(browser, { init: trapping });
    await showSample(page);
    await page.locator("#fold").click();
    // Every call from an event or a timer, from now on: the typing below ends in a trap.
    await page.evaluate(() => (window.trap = (name) => /closure|invoke/.test(name)));
    await page.locator("#report-text").evaluate((box) => {
      box.value = "一份会出错的报告";
      box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    });
    const trouble = page.locator("#trouble", { hasText: "程序出错，这份报告没有检查" });
    await trouble.waitFor();
    assert.equal(await trouble.getAttribute("role"), "alert");
    assert.equal(await page.locator("#report-text").inputValue(), "一份会出错的报告");
    assert.equal(await page.locator("#result").count(), 0);
    assert.equal(page.errors.filter((error) => !/unreachable/.test(error)).length, 0, page.errors.join());
    page.errors.length = 0;
    // The text outlives another reload, too.
    await page.reload();
    await trouble.waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), "一份会出错的报告");
    await picture(page, "trapped-1440");
    await page.locator("#report-text").fill(sample);
    await page.locator("#result").waitFor();
    assert.equal(await page.locator("#trouble").count(), 0);
    await page.reload();
    await page.locator("#result").waitFor();
    assert.equal(await page.locator("#trouble").count(), 0);
    await page.locator("#clear").click();
    await page.locator("#result").waitFor({ state: "detached" });
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    await close(page);
  });

  test("a report that traps again and again does not keep the page from opening", async () => {
    const page = await open(browser, { init: trapping });
    await showSample(page);
    await page.addInitScript(() => {
      // The start itself traps while a report is kept, as its check would.
      window.trap = (name) => name === "__wbindgen_start" && sessionStorage.getItem("gouji.report") !== null;
    });
    await page.reload();
    await page.locator("#starting p:visible", { hasText: "请刷新再试，文字不会丢失" }).waitFor();
    await page.reload();
    await page.locator("#trouble").waitFor();
    assert.equal(await page.locator("#report-text").inputValue(), sample);
    await page.context().close();
  });
});

async function noSidewaysScroll(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(inner <= outer, `the page is ${inner} pixels wide in a window of ${outer}`);
}

/** Node decodes GB18030 but does not encode it: its two-byte part, turned around. */
function gb18030(text) {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  return Buffer.from([...text].flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : codes.get(sign))));
}

/** The sample with every slip of the false sentences in it, twice. */
function manySlips() {
  const lines = readFileSync(path.join(import.meta.dirname, "../false-sentences.txt"), "utf8").split("\n");
  const slips = lines.filter((line) => /^[a-z-]+: /.test(line)).map((line) => line.replace(/^[a-z-]+: /, "").replaceAll("\\n", "\n"));
  return sample.replace("一、总体情况\n", `一、总体情况\n${[...slips, ...slips].join("\n")}\n`);
}
