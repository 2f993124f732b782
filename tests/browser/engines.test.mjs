// The page in the engines that offices have: hosted on a server that knows nothing of it, and as one file from the disk.
// `GOUJI_ENGINES` names the versions.

import assert from "node:assert/strict";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { parse } from "acorn";
import { inEachEngine } from "./engines.mjs";
import { policy, sample } from "./page.mjs";
import { WITH_ELEMENT, pageOf, portal } from "./portal.mjs";

const root = path.join(import.meta.dirname, "../..");
/** The folder of the page that is tested, and of the project's own report in every format. */
const site = process.env.GOUJI_SITE ?? path.join(root, "dist");
const formats = process.env.GOUJI_FORMATS ?? path.join(root, "target/formats");

const singlePolicy = policy.replace(/connect-src .*/, "connect-src 'none'; worker-src blob:; style-src 'sha256-");

/** A server as bare as one can be: types only of what browsers refuse without, no headers. `asked` has what it was asked for. */
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

async function serve(t, { headers = {}, injected = "" } = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    const name = request.url.replace(/^\/some\/folder\//, "") || "index.html";
    asked.push({ method: request.method, name });
    const file = path.join(site, name);
    if (!/^[\w.-]+$/.test(name) || !existsSync(file)) return response.writeHead(404).end();
    const type = types[path.extname(name)];
    response.writeHead(200, type ? { ...headers, "content-type": type } : headers);
    if (type !== types[".html"]) return createReadStream(file).pipe(response);
    response.end(readFileSync(file, "utf8").replace("</body>", `${injected}</body>`));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { asked, address: `http://portal.test:${server.address().port}/some/folder/` };
}

/** What engines before 83 say of trusted types. */
const unknownDirective = /^Unrecognized Content-Security-Policy directive '(require-)?trusted-types/;

/** Puts words beside the box, as the keyboard does: no old engine lets a script write to the clipboard. */
const pasted = (words) => {
  const data = new DataTransfer();
  for (const type of Object.keys(words)) data.setData(type, words[type]);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
};
const verdict = () => document.getElementById("result").innerText;
const coverage = () => document.querySelector(".coverage li").innerText;
const count = (selector) => document.querySelectorAll(selector).length;
const clear = async (page) => {
  await page.evaluate(() => document.getElementById("clear").click());
  // Where something was changed it is asked.
  await page.until("document.getElementById('clear-all') || !document.getElementById('result')");
  await page.evaluate(() => document.getElementById("clear-all") && document.getElementById("clear-all").click());
  await page.until("!document.getElementById('result')");
};

/** What every engine has to bring, in every form of the page. */
async function selfTest(page) {
  await page.until("document.getElementById('report-text') && !document.getElementById('starting')");
  await page.evaluate(pasted, { "text/plain": sample });
  await page.until("document.getElementById('result')");
  assert.match(await page.evaluate(verdict), /有 2 处必须改正、1 处请核对/);
  assert.equal(await page.evaluate(count, ".finding"), 3);
  assert.ok((await page.evaluate(count, "article mark")) >= 3);
  await leaveWith(page);
  await clear(page);

  const html = readFileSync(path.join(formats, "report.html"), "utf8");
  await page.evaluate(pasted, { "text/html": html, "text/plain": "（表格不在纯文本里）" });
  await page.until("document.getElementById('result')");
  assert.match(await page.evaluate(coverage), /读到 200\/200 个单元格/);
  const expected = await page.evaluate(verdict);
  assert.match(expected, /必须改正/);
  await clear(page);

  for (const name of ["report.docx", "report.pdf", "report.doc", "report.xlsx"]) {
    await page.choose("#report-file", path.join(formats, name));
    await page.until("document.getElementById('result')");
    assert.match(await page.evaluate(coverage), /读到 200\/200 个单元格/, name);
    assert.equal(await page.evaluate(verdict), expected, name);
    await clear(page);
  }
}

/** A finding is mended, the text copied, the statement made. */
async function leaveWith(page) {
  await page.evaluate(() => document.querySelector("button.fix").click());
  await page.until("document.getElementById('undo')");
  await page.evaluate(() => document.addEventListener("copy", () => (document.copied = document.activeElement.value), { once: true }));
  await take(page, "copy-text");
  await page.until("/已复制/.test(document.body.textContent)");
  assert.equal(await page.evaluate(() => document.copied), sample.replace("予以公开\t21", "予以公开\t12"));
  await take(page, "see-statement");
  await page.until("/校验意见/.test(document.getElementById('question').textContent) && document.querySelector('section.sheet')");
  assert.match(await page.evaluate(() => document.querySelector("section.sheet").textContent), /清溪县农业农村局/);
  await page.evaluate(() => document.getElementById("statement-back").click());
  await page.until("!document.getElementById('statement-back')");
}

/** Presses an entry of 带走. */
async function take(page, id) {
  await page.evaluate(() => document.getElementById("take-away").click());
  await page.until(`document.getElementById("${id}")`);
  await page.evaluate((id) => document.getElementById(id).click(), id);
}

/** The policies that stand in a page, and what they do; a script was put into the page for it. */
async function policies(page, version, expected) {
  const stand = () => [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')].map((meta) => meta.content);
  const [fixed, added, ...more] = await page.evaluate(stand);
  assert.deepEqual(more, []);
  assert.ok(fixed.startsWith(expected), fixed);
  const old = version < 97;
  assert.match(added, /^(script-src 'self'|worker-src blob:; script-src( 'sha256-[\w+/=]+')+) '(wasm-)?unsafe-eval'$/);
  assert.equal(added.endsWith(" 'unsafe-eval'"), old, added);
  const done = await page.evaluate(async () => {
    const sent = await fetch("https://example.com/", { method: "POST", body: "x" }).then(() => "sent", () => "blocked");
    const frame = document.createElement("iframe");
    frame.src = "framed.html";
    document.body.append(frame);
    // In a task of its own: what the debugger evaluates is let through.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function("return 'ran'")());
        } catch (refused) {
          resolve("blocked");
        }
      }, 200);
    });
    return { sent, evaluated, injected: Boolean(window.injected) };
  });
  // Engines that know no other word for wasm allow `eval`; from 83 on it takes words that are trusted.
  assert.deepEqual(done, { sent: "blocked", evaluated: version < 83 ? "ran" : "blocked", injected: false });
}

inEachEngine((engine, version) => {
  test("the hosted page, in a folder of a server without encryption, headers or the type of wasm", async (t) => {
    const server = await serve(t);
    const page = await engine.open(server.address);
    await selfTest(page);
    assert.deepEqual(page.errors.filter((error) => !unknownDirective.test(error)), []);
    // Only files that the build lists, each by GET and without a query.
    const listed = readdirSync(site);
    for (const { method, name } of server.asked) {
      assert.equal(method, "GET");
      assert.ok(name === "index.html" || name === "favicon.ico" || listed.includes(name), name);
    }
    await page.close();
  });

  test("the single file, opened from the disk, asks for nothing", async () => {
    const page = await engine.open(pathToFileURL(path.join(site, "gouji.html")).href);
    await selfTest(page);
    const asked = page.requests.filter(({ address }) => !/^(data|blob):/.test(address));
    assert.deepEqual(asked.map(({ address }) => path.basename(address)), ["gouji.html"]);
    assert.deepEqual(page.errors.filter((error) => !unknownDirective.test(error)), []);
    await page.close();
  });

  test("the element, on a server without encryption, asks for nothing after it was loaded", async (t) => {
    const { port, asked } = await portal(t, { pages: { "/": pageOf(WITH_ELEMENT, '<gouji-checker name="report"></gouji-checker>') } });
    const page = await engine.open(`http://portal.test:${port}/`);
    await page.until("document.querySelector('gouji-checker').shadowRoot && document.querySelector('gouji-checker').shadowRoot.querySelector('iframe').contentWindow.document.getElementById('report-text')");
    page.inside = "document.querySelector('gouji-checker').shadowRoot.querySelector('iframe').contentWindow";
    await selfTest(page);
    assert.deepEqual(asked.map(({ name }) => name), ["/", "/gouji/gouji-element.js", "/gouji/gouji.html"]);
    assert.deepEqual(page.errors.filter((error) => !unknownDirective.test(error)), []);
    await page.close();
  });

  test("both policies stand in both forms, and no script, request or frame that is not the page's own gets by them", async (t) => {
    const server = await serve(t, { injected: "<script>window.injected = true</script>" });
    for (const [file, expected] of [["", policy], ["gouji.html", singlePolicy]]) {
      const page = await engine.open(server.address + file);
      await page.until("document.getElementById('report-text')");
      await policies(page, version, expected);
      assert.ok(page.requests.every(({ address }) => !address.includes("example.com")));
      assert.ok(server.asked.every(({ name }) => name !== "framed.html"));
      await page.close();
    }
  });

  test("too old, without WebAssembly, WebAssembly forbidden: three sentences", async (t) => {
    const shown = () => [...document.querySelectorAll("#starting p")].filter((p) => p.offsetHeight > 0).map((p) => p.id).join();
    const bare = await serve(t);
    const strict = await serve(t, { headers: { "content-security-policy": "script-src 'self' 'unsafe-inline'" } });
    const cases = [
      ["too-old", bare, "delete window.AbortController"],
      ["wasm-missing", bare, "delete window.WebAssembly"],
      ["wasm-off", strict, ""],
    ];
    for (const [id, server, init] of cases) {
      for (const file of ["", "gouji.html"]) {
        const page = await engine.open(server.address + file, { init });
        assert.equal(await page.evaluate(shown), id, file);
        await page.close();
      }
    }
  });
});

test("the boot script is ES5, so that the oldest browser shows its sentence", () => {
  for (const file of readdirSync(site).filter((name) => /^boot.*\.js$/.test(name))) {
    parse(readFileSync(path.join(site, file), "utf8"), { ecmaVersion: 5 });
  }
  const single = readFileSync(path.join(site, "gouji.html"), "utf8");
  parse(/<script>([^]*?)<\/script>/.exec(single)[1], { ecmaVersion: 5 });
  assert.throws(() => parse("() => 1", { ecmaVersion: 5 }));
});

test("both forms ask browsers with two engines for the newer one, before anything else, and say what to do in the older", () => {
  for (const file of ["index.html", "gouji.html"]) {
    const page = readFileSync(path.join(site, file), "utf8");
    const before = page.slice(0, page.indexOf("<script"));
    assert.ok(before.includes('<meta name="renderer" content="webkit">'), file);
    assert.ok(before.includes('<meta http-equiv="X-UA-Compatible" content="IE=edge">'), file);
    assert.match(page, /<p id="too-old" hidden>[^<]*请切换到极速模式/, file);
  }
});
