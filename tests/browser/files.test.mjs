// Files of every format, dropped or chosen: read in the browser, with the same result, and nothing is sent.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { after, before, test } from "node:test";
import { address, close, fileNames, hashed, launch, open } from "./page.mjs";

/** Where the project's own report lies in every format. */
const folder = process.env.GOUJI_FORMATS ?? path.join(import.meta.dirname, "../../target/formats");
const names = readFileSync(path.join(folder, "list.txt"), "utf8").split("\n");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const coverage = (page) => page.locator(".coverage li").first().innerText();

async function choose(page, file) {
  await page.locator("#report-file").setInputFiles(file);
  await page.locator("#result").waitFor();
}

/** What the page says of a file: verdict, and every finding in its words. */
async function said(name) {
  const page = await open(browser);
  await choose(page, path.join(folder, name));
  const heading = await page.locator("#result").innerText();
  const read = await coverage(page);
  const findings = await page.locator(".findings .group > ol > li, .findings .group > ul > li").allInnerTexts();
  await onlyOwnFiles(page);
  await close(page);
  return { heading, read, findings };
}

test("every format gives the same verdict and findings", async (t) => {
  const expected = await said("report.html");
  assert.ok(expected.read.includes("200"), expected.read);
  assert.ok(expected.findings.length >= 2);
  for (const name of names) {
    await t.test(name, async () => {
      const found = await said(name);
      assert.equal(found.heading, expected.heading);
      assert.equal(found.read, expected.read);
      assert.deepEqual(found.findings.toSorted(), expected.findings.toSorted());
    });
  }
});

/** Nothing was asked for but the page's own files and its readers, by GET, without query or body. */
async function onlyOwnFiles(page) {
  const { first, later } = await fileNames(page);
  assert.ok(later.length > 1 && later.every((name) => hashed.test(name)), later.join());
  for (const request of page.requests) {
    assert.equal(request.method, "GET");
    assert.equal(request.body, null);
    assert.ok(request.address.startsWith(address), request.address);
    const name = request.address.slice(address.length);
    assert.ok(["", ...first, ...later].includes(name) || /^boot-[0-9a-f]{16}\.js$/.test(name), request.address);
  }
}

test("the second Word file makes no request, nor does what is taken away a second time", async (t) => {
  // What reaches the server is counted there: the browser tells of what it has kept as well.
  const reached = [];
  const between = createServer(async (request, response) => {
    reached.push(request.url);
    const answer = await fetch(new URL(request.url, address), { headers: { "accept-encoding": "identity" } });
    const headers = [...answer.headers].filter(([name]) => !["connection", "transfer-encoding", "keep-alive"].includes(name));
    response.writeHead(answer.status, Object.fromEntries(headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((ready) => between.listen(0, "127.0.0.1", ready));
  t.after(() => {
    between.close();
    between.closeAllConnections();
  });
  const page = await open(browser, { at: `http://127.0.0.1:${between.address().port}/` });
  await choose(page, path.join(folder, "report.docx"));
  assert.equal(reached.filter((name) => name.startsWith("/reader-word")).length, 2, reached.join());
  await page.locator("#clear").click();
  await page.locator("#result").waitFor({ state: "detached" });
  const before = reached.length;
  await choose(page, path.join(folder, "report.docx"));
  assert.deepEqual(reached.slice(before), []);
  await take(page, "save-json");
  assert.equal(reached.slice(before).filter((name) => name.startsWith("/writer")).length, 2, reached.join());
  const loaded = reached.length;
  for (const id of ["save-json", "save-sarif", "save-csv", "save-markdown", "save-xlsx", "save-text", "annotate"]) {
    await take(page, id);
  }
  await page.locator("#take-away").click();
  await page.locator("#see-statement").click();
  await page.locator("section.sheet").first().waitFor();
  assert.deepEqual(reached.slice(loaded), []);
  await close(page);
});

/** A promise that is settled from outside. */
function resolvers() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

test("a large file shows progress, the page answers meanwhile, and reading can be stopped", async () => {
  const page = await open(browser);
  // Twenty megabytes of a picture that does not compress, in a document that is otherwise the report.
  const large = path.join(folder, "large.docx");
  writeFileSync(large, withPicture(readFileSync(path.join(folder, "report.docx")), 20 << 20));
  const asked = resolvers();
  const held = resolvers();
  await page.route("**/reader-word_bg*.wasm", async (route) => {
    asked.resolve();
    await held.promise;
    // The worker that asked may be gone by now.
    await route.continue().catch(() => {});
  });
  await page.locator("#report-file").setInputFiles(large);
  await page.locator(".working progress").waitFor();
  assert.match(await page.locator(".working").innerText(), /正在读取文件/);
  await page.locator("#report-text").fill("一边读，一边打字");
  assert.equal(await page.locator("#report-text").inputValue(), "一边读，一边打字");
  // A worker that is stopped while its script is still on the way says so on the console.
  await asked.promise;
  await page.locator("#stop").click();
  await page.locator(".working").waitFor({ state: "detached" });
  held.resolve();
  await page.unroute("**/reader-word_bg*.wasm");

  // Without a hand on the network: how long the page's thread is ever busy while the file is read.
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      if (!document.querySelector("#result")) setTimeout(beat, 5);
    };
    beat();
  });
  await page.locator("#report-file").setInputFiles(large);
  await page.locator("#result").waitFor();
  assert.match(await coverage(page), /200/);
  console.log(`the page's thread was busy for ${Math.round(await page.evaluate(() => window.longest))} ms at most`);
  await close(page);
});

/** Presses an entry of 带走 and gives the file that it saves. */
async function take(page, id) {
  await page.locator("#take-away").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#${id}`).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A part of a zip file. */
function part(zip, name) {
  return parts(zip).get(name) ?? null;
}

/** The parts of a zip file by their names. */
function parts(zip) {
  const all = new Map();
  let at = zip.readUInt32LE(zip.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [length, more, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const start = zip.readUInt32LE(at + 42);
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const content = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const whole = zip.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
    all.set(zip.subarray(at + 46, at + 46 + length).toString(), whole.toString());
    at += 46 + length + more + comment;
  }
  return all;
}

test("the Word file comes back with its findings as comments", async () => {
  const page = await open(browser);
  await choose(page, path.join(folder, "report.docx"));
  const first = await take(page, "annotate");
  assert.equal(first.name, "report（勾稽批注）.docx");
  assert.ok(first.bytes.includes("word/comments.xml"));
  await page.locator(".notice").waitFor();
  // The page keeps what it needs for it: once more, and the same.
  assert.ok((await take(page, "annotate")).bytes.equals(first.bytes));
  await close(page);
});

test("changes made on the page are tracked in the Word file under who made them, after a reload too", async () => {
  const page = await open(browser);
  await choose(page, path.join(folder, "report.docx"));
  const cell = page.locator('td[headers~="t3-received"][headers~="t3-commercial"]');
  const was = await cell.innerText();
  await cell.dblclick();
  await page.locator(".editor").waitFor();
  await page.keyboard.type("77");
  await page.keyboard.press("Enter");
  await page.locator("#undo").waitFor();
  // The program's own mending is the program's.
  await page.locator(".fix", { hasText: "信息处理费" }).first().click();
  await page.locator("#undo", { hasText: "信息处理费" }).waitFor();
  await page.reload();
  await page.locator("#undo").waitFor();
  await page.locator("#take-away").click();
  await page.locator("#reviser").fill("王审核");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-word").click()]);
  assert.equal(download.suggestedFilename(), "report（改好）.docx");
  const file = readFileSync(await download.path());
  const document = part(file, "word/document.xml");
  assert.match(document, /<w:ins [^>]*w:author="王审核"[^>]*>(?:(?!<\/w:ins>)[^])*77/);
  assert.match(document, new RegExp(`<w:del [^>]*w:author="王审核"[^>]*>(?:(?!</w:del>)[^])*${was}`));
  assert.match(document, /w:author="勾稽"/);
  // Without notes nothing but the document itself is changed.
  const given = readFileSync(path.join(folder, "report.docx"));
  const others = (zip, written) => [...parts(zip)].filter(([name]) => !written.includes(name));
  assert.deepEqual(others(file, ["word/document.xml"]), others(given, ["word/document.xml"]));
  const annotated = await take(page, "annotate");
  const written = ["word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"];
  assert.deepEqual(others(annotated.bytes, written), others(given, written));
  assert.match(part(annotated.bytes, "word/comments.xml"), /必须改正|请核对/);
  assert.match(part(annotated.bytes, "word/document.xml"), /w:author="使用者"|w:author="王审核"/);
  await onlyOwnFiles(page);
  await close(page);
});

test("what cannot be written into the Word file is told before it is made", async () => {
  const page = await open(browser);
  await choose(page, path.join(folder, "report.docx"));
  await page.locator("#fold").click();
  const box = page.locator("#report-text");
  await box.evaluate((area) => area.setSelectionRange(area.value.length, area.value.length));
  await box.pressSequentially("\n另起一段。");
  await page.locator("#undo").waitFor();
  await page.locator("#take-away").click();
  await page.locator("#unwritten", { hasText: "有 1 处写不进 Word 文件" }).waitFor();
  assert.match(await page.locator(".unwritten").innerText(), /另起一段。.*(换行|段落)/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-word").click()]);
  assert.match(part(readFileSync(await download.path()), "word/comments.xml"), /没有写进文件的改动/);
  await close(page);
});

test("a file that cannot be read gets one sentence, and the report in the box stays", async () => {
  const page = await open(browser);
  await choose(page, path.join(folder, "report.docx"));
  const docx = readFileSync(path.join(folder, "report.docx"));
  const faults = [
    ["断.docx", docx.subarray(0, docx.length >> 1), /不完整|没有下载完/],
    ["空.pdf", Buffer.from("%PDF-1.7\n"), /PDF/],
    ["图.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), /图片/],
    ["包.zip", Buffer.from("PK\x03\x04 nothing of a document", "latin1"), /解压/],
  ];
  for (const [name, buffer, sentence] of faults) {
    await page.locator("#report-file").setInputFiles({ name, mimeType: "", buffer });
    await page.locator(".problem").filter({ hasText: sentence }).waitFor();
    assert.equal(await page.locator(".problem").count(), 1, name);
    assert.equal(await page.locator(".working").count(), 0, name);
  }
  assert.match(await coverage(page), /200/);
  await close(page);
});

test("a page pasted with a portal's links around it leaves them out, and needs no module for it", async () => {
  const links = Array.from({ length: 12 }, (_, at) => `<li><a href="/${at}">栏目${at}</a></li>`).join("");
  const report = readFileSync(path.join(folder, "report.html"), "utf8");
  const html = report.replace("<body>", `<body><ul>${links}</ul>`);
  const page = await open(browser);
  await page.evaluate((html) => {
    const items = { "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob(["文"], { type: "text/plain" }) };
    return navigator.clipboard.write([new ClipboardItem(items)]);
  }, html);
  await page.locator("#report-text").focus();
  await page.keyboard.press("Control+V");
  await page.locator("#result").waitFor();
  assert.match(await coverage(page), /200/);
  assert.ok(!(await page.locator("#report-text").inputValue()).includes("栏目3"));
  assert.ok(!page.requests.some((request) => /reader-/.test(request.address)));
  await onlyOwnFiles(page);
  await close(page);
});

test("without the module a sentence says what to do", async () => {
  const page = await open(browser);
  await page.route("**/reader-word*", (route) => route.abort());
  await page.locator("#report-file").setInputFiles(path.join(folder, "report.docx"));
  await page.locator(".problem").filter({ hasText: "没有载入" }).waitFor();
  page.errors.length = 0;
  await close(page);
});

test("a worker that is not of the page's version says to load the page again", async () => {
  const page = await open(browser);
  const worker = /\/reader-[0-9a-f]{16}\.js$/;
  const older = ["{ text: '文', numbers: [] }", "{ failed: 'version' }", "{ reply: new Uint8Array([99, 1]) }"];
  for (const message of older) {
    await page.route(worker, (route) =>
      route.fulfill({ contentType: "text/javascript", body: `self.onmessage = () => self.postMessage(${message});` }),
    );
    await page.locator("#report-file").setInputFiles(path.join(folder, "report.docx"));
    await page.locator(".problem").filter({ hasText: "刷新页面" }).waitFor();
    await page.unroute(worker);
    // An empty page, so that the result awaited is this file's, not that of the round before.
    await page.locator("#clear").click();
    await page.locator("#result").waitFor({ state: "detached" });
    await choose(page, path.join(folder, "report.docx"));
    assert.equal(await page.locator(".problem").count(), 0);
  }
  await close(page);
});

/** A zip with one more entry, stored as it is: a picture of so many bytes. */
function withPicture(zip, bytes) {
  const name = Buffer.from("word/media/large.bin");
  const picture = Buffer.alloc(bytes);
  for (let at = 0, state = 7; at < bytes; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    picture.writeUInt32LE(state, at);
  }
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const start = zip.readUInt32LE(end + 16);
  const crc = crc32(picture);
  const head = (signature, more) => {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(bytes, 14);
    common.writeUInt32LE(bytes, 18);
    common.writeUInt16LE(name.length, 22);
    return Buffer.concat([Buffer.from(signature, "latin1"), common, more, name]);
  };
  const local = head("PK\x03\x04", Buffer.alloc(0));
  const listing = Buffer.alloc(14);
  listing.writeUInt32LE(start, 10);
  const entry = head("PK\x01\x02\x14\x00", listing);
  const list = Buffer.concat([zip.subarray(start, end), entry]);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(tail.readUInt16LE(8) + 1, 8);
  tail.writeUInt16LE(tail.readUInt16LE(10) + 1, 10);
  tail.writeUInt32LE(list.length, 12);
  tail.writeUInt32LE(start + local.length + bytes, 16);
  return Buffer.concat([zip.subarray(0, start), local, picture, list, tail]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
