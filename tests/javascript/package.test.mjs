// What JavaScript gets from the package: packed, installed in a bare project, and run in Node. `cargo xtask test` builds the
// package and runs this.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const root = path.join(import.meta.dirname, "../..");
const folder = process.env.GOUJI_PACKAGE ?? path.join(root, "target/npm");
const formats = process.env.GOUJI_FORMATS ?? path.join(root, "target/formats");

/** A project with nothing but the package, as anybody installs it. */
const project = mkdtempSync(path.join(tmpdir(), "gouji-project-"));
after(() => rmSync(project, { recursive: true }));
const npm = (...words) => execFileSync("npm", words, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
writeFileSync(path.join(project, "package.json"), "{}");
const tarball = npm("pack", "--silent", path.resolve(folder)).trim();
npm("install", "--offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`);

const { annotate, check, checkFile, compare, create, json, rules } = createRequire(path.join(project, "index.js"))("@gouji/checker");

/** The object of one report, its cells beside it. */
async function checked(text, options) {
  const result = await check(text, { cells: true, ...options });
  return { result, cells: result.report.cells };
}

/** What Node says to a script of the project. */
const run = (name, script) => {
  writeFileSync(path.join(project, name), script);
  return execFileSync(process.execPath, [name], { cwd: project, encoding: "utf8" });
};

const tableFour =
  "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n" +
  "10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

const cellOf = (cells, column) => {
  const cell = cells.find((cell) => cell.row === "reconsideration" && cell.column === column);
  assert.ok(cell, `no cell ${column}`);
  return cell;
};

test("object and line are those of the contract, field by field and in the same order", async () => {
  const outputs = process.env.GOUJI_OUTPUTS ?? path.join(root, "target/outputs");
  const texts = readdirSync(outputs).filter((name) => name.endsWith(".txt"));
  assert.ok(texts.length >= 4);
  let all = "";
  for (const name of texts) {
    const text = readFileSync(path.join(outputs, name), "utf8");
    const written = (kind) => readFileSync(path.join(outputs, name.replace(".txt", `.${kind}.json`)), "utf8");
    assert.equal(JSON.stringify((await checked(text)).result), written("object"), `the object of ${name}`);
    assert.equal(await json(text, { cells: true }), written("line"), `the line of ${name}`);
    all += written("line");
  }
  // Every struct of the contract came, and every field that may be left out.
  const filled = "sections tables not_checked findings problems related fixes edits equations repairs cells".split(" ");
  for (const name of filled) assert.ok(all.includes(`"${name}":[{`), `no result had ${name}`);
  const fields = "part section table row column more_repairs elsewhere data".split(" ");
  for (const name of fields) assert.ok(all.includes(`"${name}":`), `no result had ${name}`);
});

test("offsets are those of a JavaScript string", async () => {
  const { result } = await checked(tableFour);
  const finding = result.findings.find(({ rule }) => rule === "disputes-do-not-add-up");
  const total = tableFour.length - "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n".length;
  assert.deepEqual([finding.start, finding.end], [total, total + 1]);
  assert.equal(finding.expected, "11");
});

test("cells come where they are asked for", async () => {
  assert.equal((await check(tableFour)).report.cells, undefined);
  const { cells } = await checked(tableFour);
  const upheld = cellOf(cells, "upheld");
  assert.equal(upheld.value, 10);
  assert.equal(upheld.text, "10");
});

test("a number that JavaScript cannot hold never fails the check", async () => {
  const row = `${"999999999999999999\t".repeat(4)}1${"\t0".repeat(10)}\n`;
  const { result, cells } = await checked(`${tableFour.split("\n").slice(0, 3).join("\n")}\n${row}`);
  assert.equal(result.schema, 1);
  assert.ok(cells.length > 0);
});

test("remarks and an earlier check go with the output", async () => {
  const first = await check(tableFour);
  const { message, rule, fingerprint } = first.findings[0];
  const gone = { rule: "stale-year", message: "旧的", fingerprint: "0" };
  const options = { since: [{ message, rule, fingerprint }, gone], remarks: [{ start: 2, end: 5, text: "请核对" }] };
  const again = await check(tableFour, options);
  assert.deepEqual(again.since, { mended: [gone], new: first.findings.length - 1, remaining: 1 });
  assert.deepEqual(again.remarks, options.remarks);
  assert.equal(again.findings.find((finding) => finding.fingerprint === fingerprint).standing, "remaining");
  await assert.rejects(check(tableFour, { remarks: [{ start: 1, end: 2, text: "x" }] }), /no place in the text/);
});

test("numbers of every kind and words come as they are", async () => {
  const row = `-1\t2.5\t99999999999\t——\t\t${"0\t".repeat(9)}0\n`;
  const { result, cells } = await checked(`${tableFour.split("\n").slice(0, 3).join("\n")}\n${row}`);
  for (const [column, value] of [["upheld", -1], ["corrected", 2.5], ["other_result", 99_999_999_999]]) {
    assert.equal(cellOf(cells, column).value, value, column);
  }
  assert.equal(cellOf(cells, "pending").text, "——");
  assert.equal(cellOf(cells, "pending").value, null);
  assert.equal(cellOf(cells, "total").state, "blank");
  assert.equal(result.report.level_certain, true);
});

test("options correct what was read", async () => {
  const { report } = (await checked(tableFour, { year: 2020, level: "township" })).result;
  assert.equal(report.edition, "2019");
  assert.equal(report.level, "township");
});

test("wrong options say what is wrong", async () => {
  await assert.rejects(check("", { level: "village" }), /village/);
  await assert.rejects(check("", { yaer: 2020 }), /yaer/);
  await assert.rejects(check("", { without: ["no-such-rule"] }), /no-such-rule/);
  await assert.rejects(check("", { due: "31 January" }), /options\.due: `31 January` is no day like 2024-01-31/);
});

test("the package's types name every field that a result has", async () => {
  const types = readFileSync(path.join(folder, "types.d.ts"), "utf8");
  const waiting = [(await checked(tableFour)).result];
  let seen = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      waiting.push(inner);
      if (Array.isArray(value)) continue;
      assert.match(types, new RegExp(`(^|[ {"])${name}"?(\\?:|:|\\()`, "m"), `the field ${name} is missing in the types`);
      seen += 1;
    }
  }
  assert.ok(seen > 500, `only ${seen} fields were seen`);
});

test("ESM and CommonJS, the package and the one with its wasm inside, give the same", async () => {
  const expected = await json(tableFour, { cells: true });
  for (const entry of ["@gouji/checker", "@gouji/checker/inline"]) {
    const written = `json(${JSON.stringify(tableFour)}, { cells: true }).then((line) => process.stdout.write(line));`;
    assert.equal(run("index.mjs", `import { json } from "${entry}";\n${written}`), expected, entry);
    assert.equal(run("index.cjs", `const { json } = require("${entry}");\n${written}`), expected, entry);
  }
});

test("files of every format give what the command line gives", async () => {
  const command = process.env.GOUJI_COMMAND ?? path.join(root, "target/debug/gouji");
  const names = readFileSync(path.join(formats, "list.txt"), "utf8").split("\n");
  assert.ok(names.length > 10);
  for (const name of names) {
    const file = readFileSync(path.join(formats, name));
    let line;
    try {
      line = execFileSync(command, ["check", "--format", "json", name], { cwd: formats, encoding: "utf8" });
    } catch ({ stdout }) {
      // Something was found, which its exit status says.
      line = stdout;
    }
    assert.equal(`${await json(file, { file: name, cells: true })}\n`, line, name);
    const { problems, findings } = await checkFile(file);
    assert.deepEqual(problems, [], name);
    assert.ok(findings.length > 0, name);
  }
});

test("a file that cannot be read says why, and does not reject", async () => {
  for (const [file, sentence] of [[Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), /图片/], [Buffer.from("%PDF-1.7\n"), /PDF/]]) {
    const { problems, findings } = await checkFile(file);
    assert.match(problems[0].message, sentence);
    assert.deepEqual(findings, []);
  }
  await assert.rejects(annotate("report.docx"), TypeError);
});

test("the Word file comes back with its findings as comments; no other file does", async () => {
  const file = readFileSync(path.join(formats, "report.docx"));
  const annotated = await annotate(file);
  assert.ok(Buffer.from(annotated).includes("word/comments.xml"));
  assert.ok(Buffer.from(await annotate(new Blob([file]))).equals(Buffer.from(annotated)));
  await assert.rejects(annotate(readFileSync(path.join(formats, "report.odt"))), /只有 \.docx/);
});

test("last year's report stands beside it, as a text or a file", async () => {
  const report = readFileSync(path.join(formats, "report.docx"));
  const alone = await checkFile(report);
  const same = await compare(report, readFileSync(path.join(formats, "report.odt")));
  // The same year is none to compare with, and the coverage says so.
  assert.notDeepEqual(same.coverage, alone.coverage);
});

test("the rules are those of the catalogue, with their pages", async () => {
  const listed = await rules();
  const known = readFileSync(path.join(root, "docs/rules.md"), "utf8");
  assert.ok(listed.length > 50);
  for (const { id, title, page, since } of listed) {
    assert.ok(known.includes(id), id);
    assert.ok(page.startsWith(`# ${title}`) && /^20\d\d\.\d+$/.test(since), id);
  }
});

test("wasm comes from where one says, and what is none is told", async () => {
  const bytes = readFileSync(path.join(folder, "gouji_bg.wasm"));
  for (const gouji of [bytes, new WebAssembly.Module(bytes), new Response(bytes)]) {
    assert.equal((await create({ wasm: { gouji } }).check(tableFour)).schema, 1);
  }
  const page = new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
  await assert.rejects(create({ wasm: { gouji: page } }).check(tableFour), /no wasm/);
});

test("after a trap the next check works", async () => {
  const own = WebAssembly.instantiate;
  let trap = false;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await own(module, imports);
    const exports = {};
    for (const [name, value] of Object.entries(instance.exports)) {
      exports[name] = typeof value !== "function" ? value : (...given) => {
        if (trap && name === "report_check") throw new WebAssembly.RuntimeError("unreachable");
        return value(...given);
      };
    }
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
  };
  try {
    const checker = create();
    assert.equal((await checker.check(tableFour)).schema, 1);
    trap = true;
    await assert.rejects(checker.check(tableFour), WebAssembly.RuntimeError);
    trap = false;
    assert.equal((await checker.check(tableFour)).schema, 1);
  } finally {
    WebAssembly.instantiate = own;
  }
});

test("the examples of the README run", () => {
  const readme = readFileSync(path.join(folder, "README.md"), "utf8");
  const examples = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, script]) => script);
  assert.equal(examples.length, 4);
  copyFileSync(path.join(formats, "report.docx"), path.join(project, "report.docx"));
  copyFileSync(path.join(formats, "report.docx"), path.join(project, "last-year.docx"));
  // The others are for a page: tests/browser/package.test.mjs and tests/bundlers run them.
  const said = examples.filter((script) => !/checker\/(worker|element)"/.test(script)).map((script, at) => run(`example-${at}.mjs`, script));
  assert.equal(said.length, 2);
  assert.match(said[0], /必须改正|未发现|没有检查|请核对/);
  assert.match(said[1], /^0 \d+\n\{"schema":1/);
});
