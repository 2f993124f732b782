// The page in a real Chromium: real paste, real files, real keys. GOUJI_PAGE is its address, GOUJI_CHROMIUM the browser.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const corpus = path.join(here, "../../../shared/corpus/reports");
const pictures = path.join(here, "screenshots");
const address = process.env.GOUJI_PAGE ?? "http://127.0.0.1:8480/";
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'";

let browser;
let context;
let page;
let requests;
let faults;

before(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
});

after(async () => browser?.close());

beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: false });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  page = await context.newPage();
  requests = [];
  faults = [];
  page.on("request", (request) => requests.push({ url: request.url(), method: request.method(), body: request.postData() }));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(address);
  await page.waitForSelector("#report-text");
});

async function paste(types) {
  await page.evaluate(async (types) => {
    const blobs = Object.fromEntries(Object.entries(types).map(([type, words]) => [type, new Blob([words], { type })]));
    await navigator.clipboard.write([new ClipboardItem(blobs)]);
  }, types);
  await page.focus("#report-text");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
}

function report(name) {
  const file = path.join(corpus, name);
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8");
  console.log(`the corpus of real reports is not here: ${name} was not pasted`);
  return null;
}

async function choose(name, bytes) {
  await page.setInputFiles("#report-file", { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

const verdict = () => page.textContent(".verdict .sentence");
const problem = () => page.textContent(".problem p");

/** No rule of axe may be broken; its contrast and target rules included. */
async function assertAccessible(state) {
  await page.evaluate(`${axeSource}; void 0`).catch(() => undefined);
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  const { result } = await session.send("Runtime.evaluate", {
    expression:
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))",
    awaitPromise: true,
    returnByValue: true,
  });
  assert.equal(result.value, "[]", state);
}

async function picture(name) {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${name}: the page is ${overflow} px wider than a screen of ${width} px`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe("the way in", () => {
  test("the first screen needs nothing to be learnt and is accessible", async () => {
    assert.match(await page.textContent("#privacy"), /文字不离开本机/);
    await assertAccessible("first screen");
    await picture("first");
  });

  test("the sample shows its slips at once", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    assert.equal(await verdict(), "有 2 处必须改正、1 处请核对");
    assert.match(await page.textContent(".coverage"), /读到 200\/200 个单元格/);
    const marked = await page.textContent("#mark-2 mark");
    assert.equal(marked, "21");
    assert.match(await page.textContent(".findings"), /21 改为 12（像是两位数字颠倒）/);
    await assertAccessible("sample");
    await picture("sample");
  });

  test("a pasted report is checked at once and marked at the right characters", async () => {
    const text = report("huaian-hongze-2023.pdftotext-layout.txt");
    if (text === null) return;
    await paste({ "text/plain": text });
    await page.waitForSelector(".verdict");
    assert.equal(await verdict(), "有 3 处必须改正、1 处请核对");
    assert.match(await page.textContent(".coverage"), /读到 186\/186 个单元格，?核对 40 个等式，2 个不成立/);
    // The label that the report words in its own way stands as it stands there.
    assert.equal(await page.locator(".report .table-3 tbody th a.mark mark").textContent(), "2.其他法律行政止公开");
    // The two wrong totals, in the fifth and the fifteenth cell of table 4.
    const cells = page.locator(".table-4 tbody td");
    for (const [at, words] of [[4, "0"], [14, "0"]]) {
      assert.equal(await cells.nth(at).locator("a.mark mark").textContent(), words);
    }
    assert.equal(await page.locator(".table-4 a.mark").count(), 2);
    await picture("hongze");
  });

  test("a correct real report has no mark", async () => {
    const text = report("sanmenxia-xinfang-2023.txt");
    if (text === null) return;
    await paste({ "text/plain": text });
    await page.waitForSelector(".verdict");
    assert.equal(await verdict(), "未发现错误");
    assert.equal(await page.locator(".report a.mark").count(), 0);
    assert.equal(await page.inputValue(".identity input >> nth=0"), "三门峡市信访局");
    await picture("clean");
  });

  test("a table lost in copying never looks clean", async () => {
    const text = report("pingtan-2021.txt");
    if (text === null) return;
    await paste({ "text/plain": text });
    await page.waitForSelector(".verdict");
    assert.equal(await verdict(), "有 3 处请核对");
    assert.match(await page.textContent(".not-checked"), /表三，表格在复制时散开/);
    await assertAccessible("lost tables");
    await picture("lost");
  });

  test("pasted HTML keeps its tables as grids, and nothing of it runs", async () => {
    const cells = (values) => values.map((value) => `<td><p class=MsoNormal><span>${value}</span></p></td>`).join("");
    const html = `<html><body><script>window.ran = 1</script><img src=x onerror="window.ran = 2">
      <h1>甲县财政局2023年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>
      <table><tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr>
      <tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>
      <tr>${cells(Array.from({ length: 15 }, (_, at) => ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"][at % 5]))}</tr>
      <tr>${cells([1, "", "/", 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])}</tr></table></body></html>`;
    await paste({ "text/html": html, "text/plain": "words" });
    await page.waitForSelector(".verdict");
    const found = await page.locator(".table-4 tbody td").allTextContents();
    assert.deepEqual(found.slice(1, 4), ["", "/", "0"]);
    assert.match(await page.textContent(".findings"), /行政复议：四种结果合计为 1\+0\+0\+0=1，总计写的是 2/);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator(".report img, .report script").count(), 0);
  });

  test("files in every encoding that offices use", async () => {
    const text = await page.evaluate(async () => {
      document.querySelector("#sample").click();
      return document.querySelector("#report-text").value;
    });
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const [name, bytes] of [["a.txt", Buffer.from(text)], ["b.txt", utf16], ["c.md", Buffer.from(`\ufeff${text}`)]]) {
      await page.click("#clear");
      await choose(name, bytes);
      await page.waitForSelector(".verdict");
      assert.equal(await verdict(), "有 2 处必须改正、1 处请核对", name);
    }
    await page.click("#clear");
    // GB18030 bytes of 甲县财政局2023年政府信息公开工作年度报告 and one heading.
    const gb = Buffer.from("bcd7cfd8b2c6d5febed632303233c4ead5feb8aed0c5cfa2b9abbfaab9a4d7f7c4eab6c8b1a8b8e60ad2bba1a2d7dccce5c7e9bff60a", "hex");
    await choose("d.txt", gb);
    await page.waitForSelector(".verdict");
    assert.equal(await page.inputValue(".identity input >> nth=0"), "甲县财政局");
  });
});

describe("finding and mending", () => {
  test("list and text are walked by keyboard, both ways", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    const active = () => page.evaluate(() => document.activeElement.id);
    await page.focus("#finding-2");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), "finding-3");
    await page.keyboard.press("k");
    assert.equal(await active(), "finding-2");
    await page.keyboard.press("Enter");
    assert.equal(await active(), "mark-2");
    assert.equal(await page.locator("td.operand").count(), 28);
    await picture("chosen");
    await page.keyboard.press("Escape");
    assert.equal(await active(), "finding-2");
    await page.click("#mark-3");
    assert.equal(await active(), "finding-3");
    assert.equal(await page.locator(".finding.chosen").count(), 1);
    await assertAccessible("chosen");
  });

  test("the filter counts honestly", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    assert.deepEqual((await page.locator(".filter button").allTextContents()).map((words) => words.trim()), ["全部 3", "■ 必须改正 2", "▲ 请核对 1"]);
    await page.click(".filter button >> nth=2");
    assert.equal(await page.locator(".finding").count(), 1);
  });

  test("organ, level and year can be corrected", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    await page.fill(".identity .year input", "2020");
    await page.press(".identity .year input", "Enter");
    await page.waitForFunction(() => document.querySelector(".findings").textContent.includes("2019 年试行格式"));
    await page.selectOption(".identity select", "street");
    assert.equal(await page.inputValue(".identity select"), "street");
  });

  test("typing is checked a moment later and never written over", async () => {
    await page.click("#report-text");
    await page.keyboard.insertText("甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n");
    await page.waitForSelector(".verdict");
    await page.keyboard.type("abc");
    await page.waitForFunction(() => document.querySelector(".report").textContent.includes("abc"));
    assert.match(await page.inputValue("#report-text"), /总体情况\nabc$/);
  });

  test("a reload loses nothing, and clearing forgets all", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    await page.reload();
    await page.waitForSelector(".verdict");
    assert.match(await page.inputValue("#report-text"), /清溪县农业农村局/);
    await page.click("#clear");
    await page.reload();
    await page.waitForSelector("#report-text");
    assert.equal(await page.inputValue("#report-text"), "");
    assert.equal(await page.locator(".verdict").count(), 0);
  });
});

describe("bad input", () => {
  const cases = [
    ["not a report", async () => page.keyboard.insertText("今天天气很好，我们去公园走走。"), /没有认出政府信息公开工作年度报告/],
    ["another kind", async () => page.keyboard.insertText("某县2023年法治政府建设年度报告\n一、工作情况\n"), /另一种文件/],
    ["Word file", async () => choose("a.docx", "PK\x03\x04xxxx"), /全选后复制/],
    ["PDF", async () => choose("a.txt", "%PDF-1.7 xxx"), /PDF 文件/],
    ["binary", async () => choose("a.txt", Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7])), /不是文字内容|文字编码不认识/],
    ["mixed encodings", async () => choose("a.txt", Buffer.concat([Buffer.from("政府"), Buffer.from([0xff, 0x80, 0x20, 0xff])])), /文字编码/],
    ["control characters", async () => choose("a.txt", Buffer.from("\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f".repeat(20))), /不是文字内容/],
    ["200 MB", async () => choose("a.txt", Buffer.alloc(49 * 1024 * 1024, 0x61)), /内容太大/],
  ];
  for (const [name, put, sentence] of cases) {
    test(`${name}: one clear sentence, and what was typed stays`, async () => {
      await page.click("#report-text");
      if (!["not a report", "another kind"].includes(name)) {
        await page.keyboard.insertText("甲县财政局2023年政府信息公开工作年度报告\n");
        await page.waitForSelector(".verdict");
      }
      const typed = await page.inputValue("#report-text");
      await put();
      await page.waitForSelector(".problem");
      assert.match(await problem(), sentence);
      assert.equal(await page.locator(".problem p").count(), 1);
      if (typed) assert.equal(await page.inputValue("#report-text"), typed);
      await page.click("#sample");
      await page.waitForSelector(".verdict");
      assert.equal(await page.locator(".problem").count(), 0);
    });
  }

  test("the sentence is seen and accessible", async () => {
    await page.click("#report-text");
    await page.keyboard.insertText("今天天气很好。");
    await page.waitForSelector(".problem");
    await assertAccessible("problem");
    await picture("problem");
  });

  test("a text of a megabyte stays usable", async () => {
    const sample = await page.evaluate(() => {
      document.querySelector("#sample").click();
      return document.querySelector("#report-text").value;
    });
    const long = sample.replace("（二）依申请公开。", `${"本年度更新栏目内容，回应群众关切。\n".repeat(20_000)}（二）依申请公开。`);
    await choose("long.txt", Buffer.from(long));
    await page.waitForSelector(".report button");
    assert.match(await page.textContent(".report"), /还有 \d+ 行没有显示/);
    assert.equal(await verdict(), "有 2 处必须改正、1 处请核对");
  });
});

describe("nothing leaves the machine", () => {
  test("after loading there is no request, and the policy forbids others", async () => {
    await page.click("#sample");
    await page.waitForSelector(".verdict");
    await choose("a.html", "<table><tr><td>甲</td></tr></table><img src='http://127.0.0.1:9/x.png'>");
    await page.waitForSelector(".problem");
    const loaded = new Set(["", "boot.js", "style.css", "gouji-web.js", "gouji-web_bg.wasm"].map((name) => new URL(name, address).href));
    for (const { url, method, body } of requests) {
      if (url.startsWith("data:")) continue;
      assert.ok(loaded.has(url), `a request to ${url}`);
      assert.equal(method, "GET");
      assert.equal(body, null);
    }
    assert.equal(requests.filter(({ url }) => !url.startsWith("data:")).length, loaded.size);
    const policy = await page.getAttribute("meta[http-equiv='Content-Security-Policy']", "content");
    assert.equal(policy, POLICY);
    const blocked = await page.evaluate(async () => {
      try {
        await fetch("http://127.0.0.1:9/");
        return false;
      } catch {
        return true;
      }
    });
    assert.ok(blocked);
    assert.deepEqual(faults.filter((fault) => !/Content Security Policy|Failed to fetch|Refused to connect/.test(fault)), []);
  });
});
