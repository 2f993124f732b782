// The npm package in the hands of others: installed in a bare project, taken up by what people build pages with, and run in
// Chromium. `cargo xtask test --all` runs this.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createServer } from "vite";
import { start } from "../browser/engines.mjs";

const root = path.join(import.meta.dirname, "../..");
const folder = process.env.GOUJI_PACKAGE ?? path.join(root, "target/npm");
const site = process.env.GOUJI_SITE ?? path.join(root, "dist");
const sample = readFileSync(path.join(root, "web/src/sample.txt"), "utf8");
const docx = readFileSync(path.join(process.env.GOUJI_FORMATS ?? path.join(root, "target/formats"), "report.docx"));

const project = mkdtempSync(path.join(tmpdir(), "gouji-bundled-"));
const write = (name, text) => writeFileSync(path.join(project, name), text);
const call = (command, ...words) => execFileSync(command, words, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const tool = (name, ...words) => call(path.join(import.meta.dirname, "node_modules/.bin", name), ...words);

let engine;
let tarball;
before(async () => {
  write("package.json", '{ "name": "portal", "private": true, "type": "module" }');
  tarball = call("npm", "pack", "--silent", path.resolve(folder)).trim();
  call("npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`);
  write("index.html", '<!doctype html><meta charset="utf-8"><script type="module" src="/app.js"></script>');
  engine = await start("current");
});
after(() => {
  engine?.close();
  rmSync(project, { recursive: true });
});

/** What the page of a portal does with the package: a text, and where the entry brings readers a Word file. */
const app = (entry, withFile) => `
import { check, checkFile } from "${entry}";
const text = ${JSON.stringify(sample)};
(async () => {
  const { verdict } = await check(text);
  const bytes = Uint8Array.from(atob("${docx.toString("base64")}"), (sign) => sign.charCodeAt(0));
  const problems = ${withFile} ? (await checkFile(bytes)).problems : [];
  window.outcome = verdict.text + problems.map(({ message }) => message).join();
})().catch((error) => (window.outcome = String(error)));
`;

async function assertWorks(address) {
  const page = await engine.open(address);
  await page.until("window.outcome");
  assert.match(await page.evaluate(() => window.outcome), /^有 2 处必须改正、1 处请核对$/, page.errors.join("\n"));
  await page.close();
}

/** What was built, on a server that only hands out files. */
async function assertBuilt(t, site) {
  const types = { ".html": "text/html", ".js": "text/javascript" };
  const server = createHttpServer((request, response) => {
    const file = path.join(site, request.url === "/" ? "index.html" : request.url);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await assertWorks(`http://127.0.0.1:${server.address().port}/`);
}

test("Vite, while one works on a page", async (t) => {
  write("app.js", app("@gouji/checker", true));
  const server = await createServer({ root: project, configFile: false, logLevel: "error", server: { host: "127.0.0.1" }, optimizeDeps: { exclude: ["@gouji/checker"] } });
  t.after(() => server.close());
  await server.listen();
  await assertWorks(server.resolvedUrls.local[0]);
});

test("Vite, built", async (t) => {
  write("app.js", app("@gouji/checker", true));
  tool("vite", "build", "--logLevel", "error", "--outDir", "vite", "--emptyOutDir");
  await assertBuilt(t, path.join(project, "vite"));
});

test("webpack 5", async (t) => {
  write("app.js", app("@gouji/checker", true));
  tool("webpack", "--mode", "production", "--entry", "./app.js", "--output-path", path.join(project, "webpack"));
  writeFileSync(path.join(project, "webpack/index.html"), '<!doctype html><meta charset="utf-8"><script src="main.js"></script>');
  await assertBuilt(t, path.join(project, "webpack"));
});

test("esbuild, with the wasm inside", async (t) => {
  write("app.js", app("@gouji/checker/inline", false));
  tool("esbuild", "app.js", "--bundle", "--minify", "--log-level=error", "--outfile=esbuild/main.js");
  writeFileSync(path.join(project, "esbuild/index.html"), '<!doctype html><meta charset="utf-8"><script src="main.js"></script>');
  await assertBuilt(t, path.join(project, "esbuild"));
});

test("the element's example in the README, built by Vite, with the single file beside it", async (t) => {
  const readme = readFileSync(path.join(folder, "README.md"), "utf8");
  const example = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, script]) => script).find((script) => script.includes("/element"));
  write("app.js", example.replace(/checker\.text = ".*"/, () => `checker.text = ${JSON.stringify(sample)}`).replace(/console\.log\((.*)\);\n$/, "window.outcome = $1;\n"));
  tool("vite", "build", "--logLevel", "error", "--outDir", "element", "--emptyOutDir", "--target", "es2022");
  mkdirSync(path.join(project, "element/gouji"));
  copyFileSync(path.join(site, "gouji.html"), path.join(project, "element/gouji/gouji.html"));
  await assertBuilt(t, path.join(project, "element"));
});

test("a server imports the element and defines none", () => {
  write("server.mjs", 'import { GoujiChecker } from "@gouji/checker/element"; console.log(typeof GoujiChecker);');
  write("server.cjs", 'const { GoujiChecker, define } = require("@gouji/checker/element/class"); define(); console.log(typeof GoujiChecker);');
  assert.equal(call(process.execPath, "server.mjs") + call(process.execPath, "server.cjs"), "function\nfunction\n");
});

test("strict TypeScript, by every way of finding modules", () => {
  const use = `
    import { check, checkFile, create, rules, type Finding, type Output } from "@gouji/checker";
    import { json } from "@gouji/checker/inline";
    import { create as inWorker } from "@gouji/checker/worker";
    import type { GoujiChecker } from "@gouji/checker/element";
    export async function inForm(element: HTMLElementTagNameMap["gouji-checker"]): Promise<string> {
      element.previous = new Blob([""]);
      element.addEventListener("gouji-edited", ({ detail }) => console.log(detail.text, detail.file?.name));
      const checker: GoujiChecker = element;
      // @ts-expect-error the result is read, not set
      checker.result = null;
      return (await checker.check()).verdict.text;
    }
    export async function use(file: Uint8Array): Promise<string> {
      const output: Output = await check("文", { year: 2023 });
      const findings: Finding[] = (await checkFile(file)).findings;
      const worker = inWorker({ worker: "/worker.js" });
      await create({ wasm: { gouji: new URL("https://portal.test/gouji_bg.wasm") } }).check("文");
      // @ts-expect-error a misspelt option
      await check("文", { yaer: 2023 });
      worker.terminate();
      return output.verdict.text + findings.length + (await rules())[0]?.id + (await json("文"));
    }`;
  write("use.ts", use);
  write("use.cts", use);
  const common = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
  tool("tsc", ...common, "--module", "node16", "use.ts", "use.cts");
  tool("tsc", ...common, "--module", "esnext", "--moduleResolution", "bundler", "use.ts");
});

test("publint and attw find nothing", () => {
  assert.doesNotMatch(tool("publint", "run", path.resolve(folder), "--strict"), /Errors|Warnings|Suggestions/);
  // Files that are served and not imported have no types.
  const served = ["worker.js", ...readdirSync(folder).filter((name) => name.endsWith(".wasm"))];
  tool("attw", tarball, "--profile", "node16", "--exclude-entrypoints", ...served);
});
