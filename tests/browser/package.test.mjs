// The npm package in pages, in the engines that offices have: its own modules, its wasm inside, and its worker under a policy
// that allows no wasm. `GOUJI_ENGINES` names the versions.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { test } from "node:test";
import { inEachEngine } from "./engines.mjs";
import { sample } from "./page.mjs";

const root = path.join(import.meta.dirname, "../..");
const folder = process.env.GOUJI_PACKAGE ?? path.join(root, "target/npm");
const formats = process.env.GOUJI_FORMATS ?? path.join(root, "target/formats");

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** A portal with a page, a script of its own, and the package in a folder; only the page carries the policy. */
async function portal(t, script, policy) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [, name] = /^\/gouji\/([\w.-]+)$/.exec(request.url) ?? [];
    const type = types[path.extname(request.url)] ?? types[".html"];
    if (request.url === "/") {
      response.writeHead(200, { "content-type": type, "content-security-policy": policy });
      response.end('<!doctype html><title>门户</title><script type="module" src="/portal.js"></script>');
    } else if (request.url === "/portal.js") {
      response.writeHead(200, { "content-type": type }).end(script);
    } else if (request.url.startsWith("/report.")) {
      response.writeHead(200).end(readFileSync(path.join(formats, request.url.slice(1))));
    } else if (name && existsSync(path.join(folder, name))) {
      response.writeHead(200, { "content-type": type }).end(readFileSync(path.join(folder, name)));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { asked, address: `http://portal.test:${server.address().port}/` };
}

/** What the page of a portal does with a checker. */
const use = `
  (async () => {
    const text = ${JSON.stringify(sample)};
    const { verdict, findings } = await checker.check(text);
    window.outcome = { verdict: verdict.text, words: findings.map(({ start, end }) => text.slice(start, end)) };
    if (!window.onlyText) {
      const docx = await (await fetch("/report.docx")).blob();
      const file = await checker.checkFile(docx);
      const annotated = await checker.annotate(docx);
      Object.assign(window.outcome, { problems: file.problems, found: file.findings.length, annotated: annotated.length });
    }
    window.finished = true;
  })().catch((error) => { window.outcome = String(error); window.finished = true; });`;

async function outcome(page) {
  await page.until("window.finished");
  return page.evaluate(() => window.outcome);
}

function assertChecked(result) {
  assert.match(result.verdict, /有 2 处必须改正、1 处请核对/, JSON.stringify(result));
  assert.ok(result.words.includes("21"));
}

const wasm = (version) => (version < 97 ? "'unsafe-eval'" : "'wasm-unsafe-eval'");

inEachEngine((engine, version) => {
  test("its modules, each fetched when it is first used", async (t) => {
    const script = `import * as checker from "/gouji/index.js";${use}`;
    const policy = `default-src 'none'; connect-src 'self'; script-src 'self' ${wasm(version)}`;
    const { address, asked } = await portal(t, script, policy);
    const page = await engine.open(address);
    const result = await outcome(page);
    assertChecked(result);
    assert.deepEqual(result.problems, []);
    assert.ok(result.found > 0 && result.annotated > 1000);
    const modules = asked.filter((line) => line.includes("_bg.wasm"));
    assert.deepEqual(modules, ["GET /gouji/gouji_bg.wasm", "GET /gouji/reader-word_bg.wasm"]);
    await page.close();
  });

  test("with the wasm inside, without a request", async (t) => {
    const script = `import * as checker from "/gouji/inline.js"; window.onlyText = true;${use}`;
    const { address, asked } = await portal(t, script, `default-src 'none'; script-src 'self' ${wasm(version)}`);
    const page = await engine.open(address);
    assertChecked(await outcome(page));
    const own = ["GET /", "GET /portal.js", "GET /gouji/inline.js", "GET /favicon.ico"];
    assert.deepEqual(asked.filter((line) => !own.includes(line)), []);
    await page.close();
  });

  test("in a worker, under a policy that allows no wasm and asks for trusted types: the README's example", async (t) => {
    const readme = readFileSync(path.join(folder, "README.md"), "utf8");
    const example = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, script]) => script).find((script) => script.includes("/worker"));
    // A page without a bundler names the file; `await` outside of a function is younger than the oldest engine.
    const script = example.replace("@gouji/checker/worker", "/gouji/client.js").replace(/^console.*$/m, "");
    assert.ok(script.includes('create({ worker: "/gouji/worker.js" })'), script);
    const policy = "default-src 'none'; connect-src 'self'; script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types gouji";
    const { address } = await portal(t, `${script}${use}`, policy);
    const page = await engine.open(address);
    const result = await outcome(page);
    assertChecked(result);
    assert.deepEqual(result.problems, []);
    assert.ok(result.found > 0 && result.annotated > 1000);
    await page.close();
  });
});
