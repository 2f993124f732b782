// What the tests of the page have in common: a browser, a page that counts its requests, ways to put a report in.

import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const here = import.meta.dirname;

/** Address of the served release page. */
export const address = process.env.GOUJI_PAGE ?? "http://127.0.0.1:8480/";

/** The sample as the page has it. */
export const sample = readFileSync(path.join(here, "../../web/src/sample.txt"), "utf8");

/** The policy that stands in the hosted page and that the server sends. What it says of scripts is added by boot.js. */
export const policy =
  "object-src 'none'; form-action 'none'; base-uri 'none'; frame-src 'none'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'; trusted-types gouji; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; style-src 'self'; font-src 'self'";

/** A published report, or null where the corpus is not at hand: the test is then listed as skipped,
 * and fails where `GOUJI_STRICT=1` asks for everything. */
export function corpus(name) {
  const file = path.join(here, "../../../shared/corpus/reports", name);
  if (existsSync(file)) {
    return readFileSync(file, "utf8");
  }
  const line = `tests/browser: ../shared/corpus/reports/${name} is not here`;
  assert.notEqual(process.env.GOUJI_STRICT, "1", line);
  console.log(`skipped: ${line}`);
  if (process.env.GOUJI_SKIPPED) appendFileSync(process.env.GOUJI_SKIPPED, `${line}\n`);
  return null;
}

export async function launch() {
  return chromium.launch({
    executablePath: process.env.GOUJI_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
}

/** A page of its own context, opened and ready; `requests` has every request it made, `errors` every fault;
 * `init` runs before its own scripts, `at` is another address of it. */
export async function open(browser, { init, at = address, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: "zh-CN", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(at).origin });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (init) await page.addInitScript(init);
  page.requests = [];
  page.errors = [];
  context.on("request", (request) =>
    page.requests.push({ method: request.method(), address: request.url(), body: request.postData() }),
  );
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  await page.goto(at);
  await page.locator("#report-text").waitFor();
  return page;
}

/** The names of the page's files that come at first, and of those that come when they are asked for, as boot.js lists them. */
export async function fileNames(page) {
  const { first, later } = await page.evaluate(() => window.gouji.names);
  return { first: Object.values(first), later: Object.values(later) };
}

/** A name with a hash of the content, which a browser may keep for ever. */
export const hashed = /-[0-9a-f]{16}\.(js|css|wasm|txt|md)$/;

/** Ends a test: nothing went wrong in the page, and its context is gone. */
export async function close(page) {
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

/** Copies with the real clipboard and pastes with the keyboard into what has the focus. */
export async function paste(page, { text, html }) {
  await page.evaluate(
    async ({ text, html }) => {
      const parts = { "text/plain": new Blob([text], { type: "text/plain" }) };
      if (html !== undefined) {
        parts["text/html"] = new Blob([html], { type: "text/html" });
      }
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    },
    { text, html },
  );
  await page.keyboard.press("Control+V");
}

export async function pasteIntoBox(page, content) {
  await page.locator("#report-text").focus();
  await paste(page, content);
}

export async function showSample(page) {
  await page.locator("#sample").click();
  await page.locator("#result").waitFor();
}

export async function chooseFile(page, name, bytes) {
  await page.locator("#report-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
}

/** The words of the verdict and of the coverage. */
export async function verdict(page) {
  const coverage = await page.locator(".coverage > li").allInnerTexts();
  return { sentence: await page.locator("#result").innerText(), coverage: coverage.join("；") };
}

/** The cell of a table by row and column id: the names that the machine output has. */
export function cell(page, table, row, column) {
  const headers = table === 4 ? `t4-${row}-${column}` : `t${table}-${column}`;
  const own = table === 4 ? "" : `[headers~="t${table}-${row}"]`;
  return page.locator(`td${own}[headers~="${headers}"]`);
}

/** The finding in the list whose words hold `words`: its link. */
export function finding(page, words) {
  return page.locator(".finding", { hasText: words }).locator("a.where");
}

export function focused(page) {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** Keeps a picture of the page for people to look at, when `cargo xtask pictures` asks for them. Never compared by bytes. */
export async function picture(page, name, options = {}) {
  const folder = process.env.GOUJI_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled", ...options });
}
