// What JavaScript gets from the package, run in Node. `cargo xtask test` builds the package and runs this.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "../..");
const folder = process.env.GOUJI_PACKAGE ?? path.join(root, "dist-package");
const { check, json } = createRequire(import.meta.url)(path.join(folder, "nodejs/gouji.js"));

/** The object of one report, its cells beside it. */
function checked(text, options) {
  const result = check(text, { cells: true, ...options });
  return { result, cells: result.report.cells };
}

const tableFour =
  "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n" +
  "10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

const cellOf = (cells, column) => {
  const cell = cells.find((cell) => cell.row === "reconsideration" && cell.column === column);
  assert.ok(cell, `no cell ${column}`);
  return cell;
};

test("object and line are those of the contract, field by field and in the same order", () => {
  const outputs = process.env.GOUJI_OUTPUTS ?? path.join(root, "target/outputs");
  const texts = readdirSync(outputs).filter((name) => name.endsWith(".txt"));
  assert.ok(texts.length >= 4);
  let all = "";
  for (const name of texts) {
    const text = readFileSync(path.join(outputs, name), "utf8");
    const written = (kind) => readFileSync(path.join(outputs, name.replace(".txt", `.${kind}.json`)), "utf8");
    assert.equal(JSON.stringify(checked(text).result), written("object"), `the object of ${name}`);
    assert.equal(json(text, { cells: true }), written("line"), `the line of ${name}`);
    all += written("line");
  }
  // Every struct of the contract came, and every field that may be left out.
  const filled = "sections tables not_checked findings problems related fixes edits equations repairs cells".split(" ");
  for (const name of filled) assert.ok(all.includes(`"${name}":[{`), `no result had ${name}`);
  const fields = "part section table row column more_repairs elsewhere data".split(" ");
  for (const name of fields) assert.ok(all.includes(`"${name}":`), `no result had ${name}`);
});

test("offsets are those of a JavaScript string", () => {
  const { result } = checked(tableFour);
  const finding = result.findings.find(({ rule }) => rule === "disputes-do-not-add-up");
  const total = tableFour.length - "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n".length;
  assert.deepEqual([finding.start, finding.end], [total, total + 1]);
  assert.equal(finding.expected, "11");
});

test("cells come where they are asked for", () => {
  assert.equal(check(tableFour).report.cells, undefined);
  const { cells } = checked(tableFour);
  const upheld = cellOf(cells, "upheld");
  assert.equal(upheld.value, 10);
  assert.equal(upheld.text, "10");
});

test("a number that JavaScript cannot hold never fails the check", () => {
  const row = `${"999999999999999999\t".repeat(4)}1${"\t0".repeat(10)}\n`;
  const { result, cells } = checked(`${tableFour.split("\n").slice(0, 3).join("\n")}\n${row}`);
  assert.equal(result.schema, 1);
  assert.ok(cells.length > 0);
});

test("remarks and an earlier check go with the output", () => {
  const first = check(tableFour);
  const { message, rule, fingerprint } = first.findings[0];
  const gone = { rule: "stale-year", message: "旧的", fingerprint: "0" };
  const options = { since: [{ message, rule, fingerprint }, gone], remarks: [{ start: 2, end: 5, text: "请核对" }] };
  const again = check(tableFour, options);
  assert.deepEqual(again.since, { mended: [gone], new: first.findings.length - 1, remaining: 1 });
  assert.deepEqual(again.remarks, options.remarks);
  assert.equal(again.findings.find((finding) => finding.fingerprint === fingerprint).standing, "remaining");
  assert.throws(() => check(tableFour, { remarks: [{ start: 1, end: 2, text: "x" }] }), /no place in the text/);
});

test("numbers of every kind and words come as they are", () => {
  const row = `-1\t2.5\t99999999999\t——\t\t${"0\t".repeat(9)}0\n`;
  const { result, cells } = checked(`${tableFour.split("\n").slice(0, 3).join("\n")}\n${row}`);
  for (const [column, value] of [["upheld", -1], ["corrected", 2.5], ["other_result", 99_999_999_999]]) {
    assert.equal(cellOf(cells, column).value, value, column);
  }
  assert.equal(cellOf(cells, "pending").text, "——");
  assert.equal(cellOf(cells, "pending").value, null);
  assert.equal(cellOf(cells, "total").state, "blank");
  assert.equal(result.report.level_certain, true);
});

test("options correct what was read", () => {
  const { report } = checked(tableFour, { year: 2020, level: "township" }).result;
  assert.equal(report.edition, "2019");
  assert.equal(report.level, "township");
});

test("wrong options say what is wrong", () => {
  assert.throws(() => check("", { level: "village" }), /village/);
  assert.throws(() => check("", { yaer: 2020 }), /yaer/);
  assert.throws(() => check("", { without: ["no-such-rule"] }), /no-such-rule/);
  assert.throws(() => check("", { due: "31 January" }), /options\.due: `31 January` is no day like 2024-01-31/);
});

test("the package's types name every field that a result has", () => {
  const types = readFileSync(path.join(folder, "web/gouji.d.ts"), "utf8");
  const waiting = [checked(tableFour).result];
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
