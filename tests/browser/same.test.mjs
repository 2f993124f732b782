// What the page writes for programs is, byte for byte, what the command line writes about the same file with the same options.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { close, launch, open, pasteIntoBox, sample } from "./page.mjs";

const root = path.join(import.meta.dirname, "../..");
const command = process.env.GOUJI_COMMAND ?? path.join(root, "target/debug/gouji");

/** Where the project's own report lies in every format. */
const folder = process.env.GOUJI_FORMATS ?? path.join(root, "target/formats");
const names = readFileSync(path.join(folder, "list.txt"), "utf8").split("\n");

const formats = ["json", "markdown", "sarif"];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What the command writes about a file, called in the file's own folder. */
function told(folder, file, format, options = [], input) {
  const { status, stdout, stderr } = spawnSync(command, ["check", "--format", format, ...options, file], { cwd: folder, input });
  assert.ok(status === 0 || status === 1, stderr.toString());
  return stdout.toString();
}

/** What the page saves. */
async function saved(page, format) {
  await page.locator("#take-away").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#save-${format}`).click()]);
  return readFileSync(await download.path(), "utf8");
}

async function choose(page, file) {
  await page.locator("#report-file").setInputFiles(file);
  await page.locator("#result").waitFor();
}

for (const name of names) {
  test(`${name}: JSON, Markdown and SARIF`, async () => {
    const page = await open(browser);
    await choose(page, path.join(folder, name));
    for (const format of formats) assert.equal(await saved(page, format), told(folder, name, format), format);
    await close(page);
  });
}

/** Writes what a field of the page's top holds; each has a check after it. */
async function correct(page, label, value) {
  const field = page.locator(`.identity .${label} input, .identity .${label} select`);
  const select = await field.evaluate((element) => element.localName === "select");
  if (select) await field.selectOption(value);
  else await field.fill(value);
  await field.press("Tab");
}

test("organ, level, year, last day, last year's report, a confirmation and a rule left out: the same options", async () => {
  const own = mkdtempSync(path.join(tmpdir(), "gouji-"));
  writeFileSync(path.join(own, "报告.txt"), sample.replace("围绕", "围绕围绕"));
  writeFileSync(path.join(own, "上年.txt"), sample);
  const page = await open(browser);
  await choose(page, path.join(own, "报告.txt"));
  await correct(page, "organ", "清溪县农业局");
  await correct(page, "level", "county_department");
  await correct(page, "year", "2025");
  await correct(page, "due", "2026-02-15");
  await page.locator("#previous-file").setInputFiles(path.join(own, "上年.txt"));
  await page.locator("button", { hasText: "不再对照" }).waitFor();
  const asked = page.locator(".finding.warning", { hasText: "规范性文件" });
  await asked.locator(".help summary").click();
  await asked.locator("button", { hasText: "本报告不查这类问题" }).click();
  await page.locator(".left-out-rule").waitFor();
  await page.locator(".right").first().click();
  await page.locator("input[type=radio]").first().check();
  await page.locator(".question button[type=submit]").click();
  await page.locator(".finding.confirmed").waitFor();
  const json = await saved(page, "json");
  const { findings, coverage } = JSON.parse(json);
  const confirmed = findings.filter((finding) => finding.acknowledged);
  assert.equal(confirmed.length, 1);
  writeFileSync(path.join(own, "known.json"), JSON.stringify({ [confirmed[0].fingerprint]: confirmed[0].acknowledged.reason }));
  const options = ["--organ", "清溪县农业局", "--level", "county_department", "--year", "2025", "--due", "2026-02-15"];
  options.push("--previous", "上年.txt", "--acknowledged", "known.json", "--without", "label-changed");
  assert.match(JSON.stringify(coverage), /label-changed/);
  assert.equal(json, told(own, "报告.txt", "json", options));
  for (const format of ["markdown", "sarif"]) assert.equal(await saved(page, format), told(own, "报告.txt", format, options), format);
  rmSync(own, { recursive: true });
  await close(page);
});

test("pasted text is - to both", async () => {
  const page = await open(browser);
  await pasteIntoBox(page, { text: sample });
  await page.locator("#result").waitFor();
  // Of a paste there is no file, and no hash of one.
  const stated = JSON.parse(await saved(page, "json"));
  const command = JSON.parse(told(folder, "-", "json", [], sample));
  assert.deepEqual({ ...stated, input: { ...stated.input, sha256: command.input.sha256 } }, command);
  assert.equal(stated.file, "-");
  await close(page);
});

test("an edited plain text, taken away and given to the command, is told the same but for its name", async () => {
  const own = mkdtempSync(path.join(tmpdir(), "gouji-"));
  writeFileSync(path.join(own, "报告.txt"), sample);
  const page = await open(browser);
  await choose(page, path.join(own, "报告.txt"));
  await page.locator(".fix", { hasText: /^改为 12$/ }).click();
  await page.locator("#undo").waitFor();
  await page.locator("#take-away").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-text").click()]);
  const name = download.suggestedFilename();
  assert.equal(name, "报告（改好）.txt");
  await download.saveAs(path.join(own, name));
  writeFileSync(path.join(own, "first.json"), told(own, "报告.txt", "json"));
  const options = ["--since", "first.json"];
  const json = JSON.parse(await saved(page, "json"));
  const expected = JSON.parse(told(own, name, "json", options));
  assert.equal(json.file, "报告.txt");
  assert.deepEqual({ ...json, file: name, input: { ...json.input, sha256: expected.input.sha256 } }, expected);
  rmSync(own, { recursive: true });
  await close(page);
});

/** What the page finds. */
async function found(page) {
  const { findings } = JSON.parse(await saved(page, "json"));
  return findings.map(({ rule, message, severity }) => `${severity} ${rule} ${message}`).toSorted();
}

/** A file in which a cell of table 3 holds another number. */
function withCell(name, was, now) {
  const text = readFileSync(path.join(folder, name), "utf8");
  const parts = text.split(was);
  assert.equal(parts.length, 2, `${was} stands once in ${name}`);
  return Buffer.from(parts.join(now));
}

test("one cell edited in a Word file, a page and a workbook: the findings of a file that has that cell", async () => {
  // The row of the new applications as plain text: its second number becomes 77.
  const line = readFileSync(path.join(folder, "report.txt"), "utf8").split(/\r?\n/).find((line) => line.startsWith("一、本年新收"));
  const cells = line.split("\t");
  const edited = cells.with(2, "77").join("\t");
  const page = await open(browser);
  const file = withCell("report.txt", line, edited);
  await page.locator("#report-file").setInputFiles({ name: "report.txt", mimeType: "text/plain", buffer: file });
  await page.locator("#result").waitFor();
  const expected = await found(page);
  await close(page);
  for (const name of ["report.docx", "report.html", "report.xlsx"]) {
    const page = await open(browser);
    await choose(page, path.join(folder, name));
    const cell = page.locator('td[headers~="t3-received"][headers~="t3-commercial"]');
    assert.equal(await cell.innerText(), cells[2], name);
    await cell.dblclick();
    await page.keyboard.type("77");
    await page.keyboard.press("Enter");
    await page.locator("#undo", { hasText: "改为 77" }).waitFor();
    assert.deepEqual(await found(page), expected, name);
    await close(page);
  }
});

test("a Word file with the changes tracked reads, when they are accepted, as the page has the text", async () => {
  const own = mkdtempSync(path.join(tmpdir(), "gouji-"));
  const page = await open(browser);
  await choose(page, path.join(folder, "report.docx"));
  await page.locator('td[headers~="t3-received"][headers~="t3-commercial"]').dblclick();
  await page.keyboard.type("77");
  await page.keyboard.press("Enter");
  await page.locator("#undo", { hasText: "改为 77" }).waitFor();
  const paragraph = page.locator(".report p[data-place]").nth(2);
  await paragraph.dblclick();
  await page.keyboard.press("End");
  await page.keyboard.type("另补一句。");
  await page.keyboard.press("Enter");
  await page.locator("#undo", { hasText: "改文字" }).waitFor();
  const take = async (id, name) => {
    await page.locator("#take-away").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#${id}`).click()]);
    await download.saveAs(path.join(own, name));
  };
  await take("save-word", "改好.docx");
  await take("annotate", "批注.docx");
  await take("save-text", "改好.txt");
  const text = readFileSync(path.join(own, "改好.txt"), "utf8");
  assert.match(text, /另补一句。/);
  assert.match(text, /\t77\t/);
  for (const name of ["改好.docx", "批注.docx"]) {
    assert.equal(JSON.parse(told(own, name, "json", ["--with-text"])).text, text, name);
  }
  rmSync(own, { recursive: true });
  await close(page);
});
