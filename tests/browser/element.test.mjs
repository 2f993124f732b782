// `<gouji-checker>` in pages that nobody tuned for it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { after, before, describe, test } from "node:test";
import { start } from "./engines.mjs";
import { launch, picture, sample } from "./page.mjs";
import { WITH_ELEMENT, packageFolder, pageOf, portal, site } from "./portal.mjs";

const formats = process.env.GOUJI_FORMATS ?? path.join(import.meta.dirname, "../../target/formats");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Opens a page of a portal; `events` in it has what the elements fired. */
async function open(at, { init, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, locale: "zh-CN", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  await page.addInitScript(() => {
    window.events = [];
    for (const name of ["ready", "checked", "edited", "error"]) {
      document.addEventListener(`gouji-${name}`, ({ target, detail }) => window.events.push({ name, id: target.id, detail }));
    }
  });
  if (init) await page.addInitScript(init);
  await page.goto(at);
  return page;
}

async function close(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

/** What is inside of an element. */
const inside = (page, selector = "gouji-checker") => page.frameLocator(`${selector} iframe`);
/** What a check of an element came to. */
const check = (page, selector = "gouji-checker") => page.locator(selector).evaluate(async (element) => (await element.check()).verdict.text);
const fired = (page, name) => page.evaluate((name) => window.events.filter((event) => event.name === name).map(({ detail }) => detail), name);
/** Waits for an event that an element fires. */
const firing = (page, name) => page.waitForFunction((name) => window.events.some((event) => event.name === name), name);

async function give(page, text, selector = "gouji-checker") {
  await page.locator(selector).evaluate((element, text) => (element.text = text), text);
  return check(page, selector);
}

const VERDICT = /有 2 处必须改正、1 处请核对/;

describe("in a page nobody tuned for it", () => {
  const hostile = `
    * { margin: 3px !important; padding: 5px; float: none; font: italic 40px serif; color: red !important; letter-spacing: 5px; text-transform: uppercase;
      border: 2px dotted lime; box-sizing: content-box; background: yellow; visibility: visible; transition: all 1s; outline: 3px solid red }
    html { font-size: 100px }
    iframe { display: none !important }
    button, p, div { display: none }
    gouji-checker { --gouji-accent: #7a1f1f }
    form, body, form > p, form > p > button { display: block }`;
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  const form = `<form action="/submit" method="post" enctype="multipart/form-data">
    <input name="clerk" value="张三"><gouji-checker name="report" required></gouji-checker><p><button id="send">SUBMIT</button></p></form>`;

  test("it checks, keeps back what has errors, and posts the mended text", async (t) => {
    const pages = { "/": pageOf(`<link rel="stylesheet" href="/portal.css">${WITH_ELEMENT}`, form), "/portal.css": hostile };
    const { address, submitted } = await portal(t, {
      pages,
      headers: (name) => (name === "/gouji/gouji.html" ? { "x-frame-options": "SAMEORIGIN" } : { "content-security-policy": policy }),
    });
    const page = await open(address);
    await firing(page, "ready");
    // Without a report it does not go: the sentence is the element's, and the focus goes into the frame.
    await page.locator("#send").click();
    assert.equal(await page.locator("gouji-checker").evaluate((element) => element.validationMessage), "请放入报告并检查。");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "gouji-checker");
    const frame = inside(page);
    await frame.locator("#report-text").waitFor();
    await frame.locator("#report-text").fill(sample);
    await frame.locator("#result").waitFor();
    assert.match(await frame.locator("#result").innerText(), VERDICT);
    await picture(page, "element-hostile");
    await page.locator("#send").click();
    assert.match(await page.locator("gouji-checker").evaluate((element) => element.validationMessage), /报告还有 2 处必须改正/);
    assert.equal(submitted.length, 0);
    for (let left = 2; left > 0; left -= 1) {
      await frame.locator(".finding.error button.fix").first().click();
      await frame.locator(".finding.error").nth(left - 1).waitFor({ state: "detached" });
    }
    await picture(page, "element-mended");
    await page.waitForFunction(() => document.querySelector("gouji-checker").checkValidity());
    await page.locator("#send").click();
    await page.locator("#received").waitFor();
    const [{ clerk, report, ...more }] = submitted;
    assert.equal(clerk, "张三");
    assert.deepEqual(more, {});
    const lines = report.split("\r\n").filter((line, at) => line !== sample.split("\n")[at]);
    assert.ok(lines.length >= 1 && lines.length <= 4, lines.join("\n"));
    await close(page);
  });

  test("nothing of the portal's styles reaches it, nor its own the portal", async (t) => {
    const pages = { "/": pageOf(`<link rel="stylesheet" href="/portal.css">${WITH_ELEMENT}`, form), "/portal.css": hostile };
    const { address } = await portal(t, { pages });
    const page = await open(address);
    await firing(page, "ready");
    await give(page, sample);
    const style = await inside(page).locator("#result").evaluate((heading) => {
      const { color, fontSize, letterSpacing, fontStyle } = getComputedStyle(heading);
      return { color, fontSize, letterSpacing, fontStyle };
    });
    assert.deepEqual(style, { color: "rgb(164, 22, 26)", fontSize: "25px", letterSpacing: "normal", fontStyle: "normal" });
    const { width, height } = await page.locator("gouji-checker iframe").boundingBox();
    assert.ok(width > 900, `${width}`);
    assert.equal(height, 765);
    // As high as 85 hundredths of the window: `hostile` says nothing of it.
    assert.equal(await page.evaluate(() => Object.keys(window).filter((name) => /gouji|wasm/i.test(name)).join()), "");
    await close(page);
  });
});

test("two on a page know nothing of each other", async (t) => {
  const pages = { "/": pageOf(WITH_ELEMENT, '<gouji-checker id="one"></gouji-checker><gouji-checker id="two" style="height: 500px"></gouji-checker>') };
  const { address } = await portal(t, { pages });
  const page = await open(address);
  await page.waitForFunction(() => window.events.filter(({ name }) => name === "ready").length === 2);
  assert.match(await give(page, sample, "#one"), VERDICT);
  const other = sample.replaceAll("清溪县农业农村局", "白石县水利局");
  await give(page, other, "#two");
  const organs = () => page.evaluate(() => ["one", "two"].map((id) => document.getElementById(id).result.report.organ));
  assert.deepEqual(await organs(), ["清溪县农业农村局", "白石县水利局"]);
  await inside(page, "#two").locator("button.fix").first().click();
  await page.waitForFunction((other) => document.getElementById("two").text !== other, other);
  assert.equal(await page.evaluate(() => document.getElementById("one").text), sample);
  assert.equal((await page.locator("#two iframe").boundingBox()).height, 500);
  await picture(page, "element-two", { fullPage: true });
  // The portal's page is loaded again: each has its own again.
  await page.reload();
  await page.waitForFunction(() => ["one", "two"].every((id) => document.getElementById(id)?.result));
  assert.deepEqual(await organs(), ["清溪县农业农村局", "白石县水利局"]);
  await close(page);
});

describe("it is moved, removed and added again", () => {
  test("and nothing is lost: text, changes, the way back, what was confirmed", async (t) => {
    const pages = { "/": pageOf(WITH_ELEMENT, '<div id="here"><gouji-checker name="report"></gouji-checker></div><div id="there"></div>') };
    const { address } = await portal(t, { pages });
    const page = await open(address);
    await firing(page, "ready");
    await give(page, sample);
    await inside(page).locator("button.fix").first().click();
    await inside(page).locator("#undo").waitFor();
    await inside(page).locator(".finding.warning button", { hasText: "这一处无误" }).click();
    await inside(page).locator(".question input[type=radio]").first().check();
    await inside(page).locator(".question button", { hasText: "确认" }).click();
    await page.waitForFunction(() => Object.keys(document.querySelector("gouji-checker").acknowledged).length === 1);
    const state = () => page.evaluate(() => {
      const { text, result, acknowledged } = document.querySelector("gouji-checker");
      return { text, acknowledged, verdict: result?.verdict.text };
    });
    const before = await state();
    await page.evaluate(() => document.getElementById("there").append(document.querySelector("gouji-checker")));
    await page.waitForFunction(() => window.events.filter(({ name }) => name === "ready").length === 2);
    await inside(page).locator("#undo").waitFor();
    assert.deepEqual(await state(), before);
    await page.evaluate(() => {
      window.away = document.querySelector("gouji-checker");
      window.away.remove();
    });
    assert.equal(page.frames().length, 1);
    await page.evaluate(() => document.getElementById("here").append(window.away));
    await inside(page).locator("#undo").waitFor();
    assert.deepEqual(await state(), before);
    assert.equal(await inside(page).locator(".finding.confirmed").count(), 1);
    await inside(page).locator("#undo").click();
    await inside(page).locator("#undo").click();
    await page.waitForFunction((sample) => document.querySelector("gouji-checker").text === sample, sample);
    await close(page);
  });

  test("a report given while it was away, or a moment before, is checked", async (t) => {
    const pages = { "/": pageOf(WITH_ELEMENT, "<gouji-checker></gouji-checker>") };
    const { address } = await portal(t, { pages });
    const page = await open(address);
    await firing(page, "ready");
    const verdict = await page.evaluate(async (sample) => {
      const element = document.querySelector("gouji-checker");
      element.remove();
      element.text = sample;
      const checked = element.check();
      document.body.append(element);
      return (await checked).verdict.text;
    }, sample);
    assert.match(verdict, VERDICT);
    const later = await page.evaluate(async (other) => {
      const element = document.querySelector("gouji-checker");
      element.text = other;
      const checked = element.check();
      element.remove();
      document.body.append(element);
      return (await checked).report.organ;
    }, sample.replaceAll("清溪县农业农村局", "白石县水利局"));
    assert.equal(later, "白石县水利局");
    await close(page);
  });

  test("50 rounds leave no frame, no worker and no memory behind", async (t) => {
    const docx = readFileSync(path.join(formats, "report.docx"));
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, ""), "/report.docx": docx } });
    const engine = await start("current");
    t.after(() => engine.close());
    const page = await engine.open(address);
    // Who listens keeps what he hears: answers of the network, worlds that are gone.
    for (const domain of ["Network", "Runtime", "Log", "DOM"]) await page.send(`${domain}.disable`);
    await page.send("Performance.enable");
    // The engine counts the picture in its field for a day, an SVG, as a frame with a document of its own, and keeps it.
    await page.evaluate(round, sample, false);
    const first = await left(page, engine);
    let early;
    for (let count = 2; count <= 50; count += 1) {
      await page.evaluate(round, sample, count % 2 === 0);
      if (count === 10) early = await left(page, engine);
    }
    // The allocator keeps a few megabytes as it likes and gives them back some rounds later; what leaks never comes back.
    let late = await left(page, engine);
    for (let more = 1; more <= 5 && late.memory > early.memory * 1.1; more += 1) {
      await page.evaluate(round, sample, false);
      late = await left(page, engine);
    }
    console.log(`# ${JSON.stringify({ first, early, late })}`);
    assert.deepEqual([late.frames, late.documents, late.workers], [first.frames, first.documents, 0]);
    assert.ok(late.memory <= early.memory * 1.1, `${late.memory} kB, ${early.memory} after ten rounds`);
    await page.close();
  });

  /** An element comes, checks and goes; with a file it goes while a worker reads. */
  async function round(sample, withFile) {
    const element = document.createElement("gouji-checker");
    document.body.append(element);
    element.text = sample;
    await element.check();
    if (withFile) {
      element.file = new File([await (await fetch("/report.docx")).arrayBuffer()], "report.docx");
      await new Promise((done) => setTimeout(done, 50));
    }
    element.remove();
  }

  /** What is there after a collection: frames, documents, threads of workers, and the page's memory in kB. */
  async function left(page, engine) {
    for (let times = 0; times < 3; times += 1) {
      await page.send("HeapProfiler.collectGarbage");
      await page.send("Memory.simulatePressureNotification", { level: "critical" });
      // Every few seconds the allocator gives back what is free.
      await new Promise((done) => setTimeout(done, 2500));
    }
    const { metrics } = await page.send("Performance.getMetrics");
    const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
    // Other renderers only wait.
    const worked = (id) => readFileSync(`/proc/${id}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0);
    const [renderer] = engine.renderers().sort((one, other) => worked(other) - worked(one));
    const memory = Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${renderer}/status`, "utf8"))[1]);
    const threads = readdirSync(`/proc/${renderer}/task`).map((task) => readFileSync(`/proc/${renderer}/task/${task}/comm`, "utf8"));
    return { frames: metric("Frames"), documents: metric("Documents"), workers: threads.filter((name) => name.startsWith("DedicatedWorker")).length, memory };
  }
});

describe("it takes what the portal's page has", () => {
  const table = readFileSync(path.join(formats, "report.html"), "utf8").replace(/^[^]*<body[^>]*>|<\/body>[^]*$/g, "");

  test("an editable part of the page, with its tables, on the button 检查", async (t) => {
    const pages = { "/": pageOf(WITH_ELEMENT, `<div id="content" contenteditable="true">${table}</div><gouji-checker for="content" style="height: 640px"></gouji-checker>`) };
    const { address } = await portal(t, { pages });
    const page = await open(address);
    await firing(page, "ready");
    await page.locator("gouji-checker button", { hasText: "检查" }).click();
    await inside(page).locator("#result").waitFor();
    assert.match(await inside(page).locator(".coverage > li").first().innerText(), /读到 200\/200 个单元格/);
    const html = await page.locator("gouji-checker").evaluate((element) => element.html);
    assert.equal((html.match(/<table>/g) ?? []).length, 3);
    // The text as HTML is read like the text itself.
    const again = await page.locator("gouji-checker").evaluate(async (element) => {
      const { result, text, html } = element;
      element.removeAttribute("for");
      element.html = html;
      const checked = await element.check();
      return [checked.verdict.text === result.verdict.text, element.text === text, checked.coverage.cells_read === result.coverage.cells_read];
    });
    assert.deepEqual(again, [true, true, true]);
    await picture(page, "element-for");
    await page.locator("gouji-checker").evaluate((element) => element.setAttribute("for", "nothing"));
    await assert.rejects(check(page), /没有找到要检查的内容/);
    assert.deepEqual((await fired(page, "error")).map(({ code }) => code), ["no_target"]);
    await close(page);
  });

  test("options, last year's report and confirmations, and the result is the contract's object", async (t) => {
    const pages = { "/": pageOf(WITH_ELEMENT, '<gouji-checker organ="清溪县农业农村局" level="县级部门" year="2024" due="2025-01-31"></gouji-checker>') };
    const { address } = await portal(t, { pages });
    const page = await open(address);
    const told = await page.locator("gouji-checker").evaluate(async (element, sample) => {
      element.profile = { without: ["count-differs-from-table"] };
      element.text = sample;
      const first = await element.check();
      element.profile = {};
      element.previous = { text: sample.replaceAll("2024", "2023").replaceAll("2025", "2024"), name: "上年.txt" };
      const second = await element.check();
      element.acknowledged = { [second.findings[0].fingerprint]: "已与台账核对" };
      const third = await element.check();
      const slice = ({ start, end }) => element.text.slice(start, end);
      return { given: first.input.given, previous: second.input.previous, words: third.findings.map(slice), reason: third.findings[0].acknowledged, map: element.acknowledged };
    }, sample);
    assert.deepEqual(told.given, { organ: "清溪县农业农村局", level: "county_department", year: 2024, due: "2025-01-31" });
    assert.equal(told.previous.year, 2023);
    assert.deepEqual(told.reason, { reason: "已与台账核对" });
    assert.equal(Object.values(told.map)[0], "已与台账核对");
    assert.ok(told.words.includes("21"), told.words.join());
    // They stay with the next report, too.
    const next = await page.locator("gouji-checker").evaluate(async (element, sample) => {
      element.text = `${sample}\n`;
      return (await element.check()).input.previous?.year;
    }, sample);
    assert.equal(next, 2023);
    await close(page);
  });

  test("the same report, options and confirmations give the same object as the package", async (t) => {
    const { checkFile, check: checkText } = await import(path.join(packageFolder, "node.js"));
    const docx = readFileSync(path.join(formats, "report.docx"));
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, '<gouji-checker year="2024"></gouji-checker>'), "/report.docx": docx } });
    const page = await open(address);
    const ofText = await page.locator("gouji-checker").evaluate((element, sample) => {
      element.text = sample;
      return element.check();
    }, sample);
    assert.deepEqual(ofText, await checkText(sample, { year: 2024 }));
    const ofFile = await page.locator("gouji-checker").evaluate(async (element) => {
      element.removeAttribute("year");
      element.file = new File([await (await fetch("/report.docx")).arrayBuffer()], "report.docx");
      return element.check();
    });
    assert.deepEqual(ofFile, await checkFile(docx, { file: "report.docx" }));
    await close(page);
  });

  test("a Word file: the form gets the mended text and the mended file", async (t) => {
    const pages = {
      "/": pageOf(WITH_ELEMENT, '<form action="/submit" method="post" enctype="multipart/form-data"><gouji-checker name="report" block-on="never"></gouji-checker><button>提交</button></form>'),
      "/report.docx": readFileSync(path.join(formats, "report.docx")),
    };
    const { address, submitted } = await portal(t, { pages });
    const page = await open(address);
    await page.locator("gouji-checker").evaluate(async (element) => {
      element.file = new File([await (await fetch("/report.docx")).arrayBuffer()], "报告.docx");
      await element.check();
    });
    await inside(page).locator("button.fix").first().click();
    await inside(page).locator("#undo").waitFor();
    assert.equal(await page.locator("gouji-checker").evaluate((element) => element.validationMessage), "报告还在检查，请稍候再提交。");
    await page.waitForFunction(() => document.querySelector("gouji-checker").checkValidity());
    await page.locator("button", { hasText: "提交" }).click();
    await page.locator("#received").waitFor();
    const file = submitted[0]["report-file"];
    assert.equal(file.name, "报告.docx");
    assert.notEqual(file.size, pages["/report.docx"].length);
    // The change stands in it as a tracked one.
    const { checkFile } = await import(path.join(packageFolder, "node.js"));
    const checked = await checkFile(new Uint8Array(await file.arrayBuffer()), { text: true });
    assert.deepEqual(checked.problems, []);
    assert.equal(checked.text.replaceAll("\r", ""), submitted[0].report.replaceAll("\r", ""));
    await close(page);
  });

  test("`clear`, the form's reset, a disabled part of it, and a second script", async (t) => {
    const body = '<form><fieldset id="part"><gouji-checker name="report" required></gouji-checker></fieldset><button type="reset">重填</button></form>';
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT + WITH_ELEMENT, body) } });
    const page = await open(address);
    await firing(page, "ready");
    await give(page, sample);
    const state = () => page.locator("gouji-checker").evaluate((element) => [element.text.length > 0, element.result !== null, new FormData(element.form).has("report")]);
    assert.deepEqual(await state(), [true, true, true]);
    await page.locator("#part").evaluate((part) => (part.disabled = true));
    assert.deepEqual(await state(), [true, true, false]);
    assert.equal(await page.locator("gouji-checker iframe").evaluate((frame) => getComputedStyle(frame).pointerEvents), "none");
    await page.locator("#part").evaluate((part) => (part.disabled = false));
    await page.locator("button[type=reset]").click();
    await inside(page).locator("#result").waitFor({ state: "detached" });
    assert.deepEqual(await state(), [false, false, false]);
    await give(page, sample);
    await page.locator("gouji-checker").evaluate((element) => element.clear());
    await inside(page).locator("#result").waitFor({ state: "detached" });
    assert.deepEqual(await state(), [false, false, false]);
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    await close(page);
  });
});

describe("what it looks like is the portal's, where it can be read", () => {
  const styled = (style) => pageOf(`<style>${style}</style>${WITH_ELEMENT}`, "<gouji-checker></gouji-checker>");

  test("colours and the size of the words travel in; of a pair below 4.5:1 neither", async (t) => {
    const colours = "gouji-checker { --gouji-accent: rgb(120, 20, 60); --gouji-ground: #eef; --gouji-ink: #777; --gouji-soft: transparent; --gouji-font-size: 18px }";
    const { address } = await portal(t, { pages: { "/": styled(colours) } });
    const page = await open(address);
    await firing(page, "ready");
    await give(page, sample);
    const own = await inside(page).locator("body").evaluate((body) => {
      const root = getComputedStyle(document.documentElement);
      return [...["--accent", "--ground", "--ink", "--soft"].map((name) => root.getPropertyValue(name).trim()), Number(body.style.zoom)];
    });
    assert.deepEqual(own, ["rgb(120,20,60)", "rgb(238,238,255)", "#1d2126", "#545d67", 1.2]);
    await picture(page, "element-colours");
    await close(page);
  });

  test("`compact` is verdict and list, as high as they are, up to a maximum", async (t) => {
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, "<gouji-checker compact></gouji-checker>") } });
    const page = await open(address);
    await firing(page, "ready");
    const height = () => page.locator("gouji-checker iframe").evaluate((frame) => frame.offsetHeight);
    await inside(page).locator("#report-text").waitFor();
    await page.waitForFunction(() => document.querySelector("gouji-checker").shadowRoot.querySelector("iframe").offsetHeight > 100);
    const empty = await height();
    await give(page, sample);
    await page.waitForFunction((empty) => document.querySelector("gouji-checker").shadowRoot.querySelector("iframe").offsetHeight !== empty, empty);
    assert.equal(await inside(page).locator("article").isVisible(), false);
    assert.equal(await inside(page).locator(".finding").first().isVisible(), true);
    assert.ok((await height()) <= 765, `${await height()}`);
    await picture(page, "element-compact");
    await close(page);
  });

  test("the keyboard goes in and out, and nobody's focus is taken", async (t) => {
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, '<input id="before"><gouji-checker></gouji-checker><input id="behind">') } });
    const page = await open(address);
    await firing(page, "ready");
    await page.locator("#before").focus();
    await give(page, sample);
    await inside(page).locator("#result").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "before");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "gouji-checker");
    assert.equal(await inside(page).locator(":focus").count(), 1);
    let steps = 0;
    while ((await page.evaluate(() => document.activeElement.id)) !== "behind") {
      await page.keyboard.press("Tab");
      steps += 1;
      assert.ok(steps < 200, "the keyboard does not come out again");
    }
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "gouji-checker");
    await close(page);
  });
});

describe("where the text goes", () => {
  test("the page inside says so, on top and at the first edit, and never that it stays here", async (t) => {
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, "<gouji-checker></gouji-checker>"), "/plain": pageOf("", '<iframe src="/gouji/gouji.html"></iframe>') } });
    const page = await open(address);
    await firing(page, "ready");
    await give(page, sample);
    const sentence = `检查在本机进行；文字会交给嵌入它的网页（${address.slice(0, -1)}）`;
    assert.equal(await inside(page).locator("header .local").innerText(), sentence);
    assert.equal(await inside(page).locator(".notice", { hasText: sentence }).count(), 0);
    await inside(page).locator("button.fix").first().click();
    await inside(page).locator(".notice", { hasText: sentence }).waitFor();
    assert.doesNotMatch(await inside(page).locator("body").evaluate((body) => body.textContent), /文字不离开本机/);
    assert.equal(await inside(page).locator("#keep-here").count(), 0);
    // A frame without an element keeps its text for itself.
    await page.goto(`${address}plain`);
    const alone = page.frameLocator("iframe");
    await alone.locator("#report-text").waitFor();
    assert.equal(await alone.locator("header .local").innerText(), "文字不离开本机");
    await close(page);
  });

  test("with the network cut after it was loaded it does all it does", async (t) => {
    const docx = readFileSync(path.join(formats, "report.docx"));
    const { address, asked } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, '<gouji-checker name="report"></gouji-checker>') } });
    const page = await open(address);
    await firing(page, "ready");
    await inside(page).locator("#report-text").waitFor();
    const before = asked.length;
    await page.context().setOffline(true);
    assert.match(await give(page, sample), VERDICT);
    for (const name of ["report.docx", "report.pdf", "report.xlsx"]) {
      const bytes = name === "report.docx" ? docx : readFileSync(path.join(formats, name));
      await inside(page).locator("#report-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
      await page.waitForFunction((name) => document.querySelector("gouji-checker").result?.file === name, name);
    }
    await inside(page).locator("button.fix").first().click();
    await inside(page).locator("#undo").waitFor();
    await page.waitForTimeout(1000);
    assert.deepEqual(asked.slice(before), []);
    await close(page);
  });
});

describe("where it cannot work", () => {
  test("a policy on every response: a sentence in its place, `frame_blocked`, and the form is not kept back", async (t) => {
    const body = '<form action="/submit" method="post" enctype="multipart/form-data"><gouji-checker name="report" required></gouji-checker><button>提交</button></form>';
    const { address, submitted } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, body) }, headers: () => ({ "content-security-policy": "script-src 'self'" }) });
    const page = await open(address);
    await page.locator("gouji-checker [role=alert]", { hasText: "检查页面没有打开，多半是网站的安全设置不许它运行" }).waitFor();
    assert.deepEqual((await fired(page, "error")).map(({ code }) => code), ["frame_blocked"]);
    await assert.rejects(check(page), /没有打开/);
    await picture(page, "element-blocked");
    await page.locator("button", { hasText: "提交" }).click();
    await page.locator("#received").waitFor();
    assert.deepEqual(submitted, [{}]);
    await page.context().close();
  });

  test("another site is refused unless the operator names it, and gets no draft", async (t) => {
    const single = readFileSync(path.join(site, "gouji.html"), "utf8");
    const far = await portal(t, {});
    const near = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, `<gouji-checker src="${far.address}gouji/gouji.html"></gouji-checker>`) } });
    const page = await open(near.address);
    await page.locator("gouji-checker [role=alert]", { hasText: "不接受这个网页的连接" }).waitFor();
    assert.deepEqual((await fired(page, "error")).map(({ code }) => code), ["refused"]);
    far.pages["/gouji/gouji.html"] = single.replace('name="gouji-origins" content=""', `name="gouji-origins" content="https://portal.example ${near.address.slice(0, -1)}"`);
    await page.reload();
    await firing(page, "ready");
    assert.match(await give(page, sample), VERDICT);
    assert.match(await inside(page).locator(".privacy").evaluate((privacy) => privacy.textContent), /刷新这个网页后，没有提交的文字不会留下/);
    await page.reload();
    await firing(page, "ready");
    await inside(page).locator("#report-text").waitFor();
    assert.equal(await page.locator("gouji-checker").evaluate((element) => element.text), "");
    await close(page);
  });

  test("in a sandbox it works, says that nothing outlives a reload, and is moved without loss", async (t) => {
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, '<gouji-checker sandbox></gouji-checker><div id="there"></div>') } });
    const page = await open(address);
    await firing(page, "ready");
    assert.match(await give(page, sample), VERDICT);
    assert.match(await inside(page).locator(".privacy").evaluate((privacy) => privacy.textContent), /刷新这个网页后，没有提交的文字不会留下/);
    await inside(page).locator("#report-file").setInputFiles({ name: "report.docx", mimeType: "application/octet-stream", buffer: readFileSync(path.join(formats, "report.docx")) });
    await page.waitForFunction(() => document.querySelector("gouji-checker").result?.file === "report.docx");
    await page.evaluate(() => document.getElementById("there").append(document.querySelector("gouji-checker")));
    await inside(page).locator("#result").waitFor();
    await close(page);
  });

  test("after a trap the page inside is mounted anew, tells it, and the next check works", async (t) => {
    const { address } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, "<gouji-checker></gouji-checker>") } });
    const page = await open(address, {
      init: () => {
        const own = WebAssembly.instantiate;
        WebAssembly.instantiate = async (...given) => {
          const { module, instance } = await own.apply(WebAssembly, given);
          const exports = {};
          for (const [name, value] of Object.entries(instance.exports)) {
            const called = (...given) => {
              if (window.trap && /closure|invoke/.test(name)) throw new WebAssembly.RuntimeError("unreachable");
              return value(...given);
            };
            exports[name] = typeof value === "function" ? called : value;
          }
          return { module, instance: { exports } };
        };
      },
    });
    await firing(page, "ready");
    assert.match(await give(page, sample), VERDICT);
    await page.frames()[1].evaluate(() => (window.trap = true));
    await assert.rejects(page.locator("gouji-checker").evaluate((element) => {
      element.text = "一份会出错的报告";
      return element.check();
    }), /程序出错/);
    await inside(page).locator("#trouble", { hasText: "程序出错，这份报告没有检查" }).waitFor();
    assert.deepEqual((await fired(page, "error")).map(({ code }) => code), ["trapped"]);
    assert.match(await give(page, sample), VERDICT);
    await page.context().close();
  });
});

test("the script is at most 8 KB, packed", () => {
  const script = readFileSync(path.join(site, "gouji-element.js"));
  const size = gzipSync(script, { level: 9 }).length;
  assert.ok(size <= 8192, `${size} bytes`);
  assert.doesNotMatch(script.toString(), /WebAssembly|innerHTML\s*=|document\.write/);
});
