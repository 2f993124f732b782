// What JavaScript gets from the package, run in Node. `cargo xtask test` builds the package and runs this.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "../..");
const folder = process.env.GOUJI_PACKAGE ?? path.join(root, "dist-package");
const { check } = createRequire(import.meta.url)(path.join(folder, "nodejs/gouji.js"));

/** Result and cells of one report. */
function checked(text, options) {
  const checked = check(text, options);
  const both = { result: checked.result, cells: checked.cells() };
  checked.free();
  return both;
}

const tableFour =
  "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n" +
  "10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

const cellOf = (cells, column) => {
  const cell = cells.find((cell) => cell.row === "reconsideration" && cell.column === column);
  assert.ok(cell, `no cell ${column}`);
  return cell;
};

test("objects are those of the contract, field by field and in the same order", () => {
  const contract = process.env.GOUJI_CONTRACT ?? path.join(root, "target/contract");
  const texts = readdirSync(contract).filter((name) => name.endsWith(".txt"));
  assert.ok(texts.length >= 4);
  let all = "";
  // Twice: what JavaScript was told once it knows from then on.
  for (const name of [...texts, ...texts]) {
    const { result, cells } = checked(readFileSync(path.join(contract, name), "utf8"));
    for (const [what, found] of Object.entries({ result, cells })) {
      const expected = readFileSync(path.join(contract, name.replace(".txt", `.${what}.json`)), "utf8");
      assert.equal(JSON.stringify(found), expected, `${what} of ${name}`);
      all += expected;
    }
  }
  // Every struct of the contract came, and every field that may be left out.
  const filled = "sections tables not_checked findings problems related edits equations repairs cells".split(" ");
  for (const name of filled) assert.ok(all.includes(`"${name}":[{`), `no result had ${name}`);
  const fields = "part section table row column more_repairs elsewhere".split(" ");
  for (const name of fields) assert.ok(all.includes(`"${name}":`), `no result had ${name}`);
});

test("offsets are those of a JavaScript string", () => {
  const { result } = checked(tableFour);
  const finding = result.findings.find(({ rule }) => rule === "disputes-do-not-add-up");
  const total = tableFour.length - "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n".length;
  assert.deepEqual([finding.start, finding.end], [total, total + 1]);
  assert.equal(finding.expected, "11");
});

test("cells come by a call of their own", () => {
  const { result, cells } = checked(tableFour);
  assert.equal(result.report.cells, undefined);
  const upheld = cellOf(cells, "upheld");
  assert.equal(upheld.value, 10);
  assert.equal(upheld.text, "10");
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
  assert.throws(() => check("", { due: "31 January" }), /options\.due: `31 January` is no day like 2024-01-31/);
});

test("the package's types name every field that a result has", () => {
  const types = readFileSync(path.join(folder, "web/gouji.d.ts"), "utf8");
  const waiting = [checked(tableFour)];
  let seen = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      waiting.push(inner);
      if (Array.isArray(value)) continue;
      assert.match(types, new RegExp(`[ {]${name}(\\?:|:|\\()`), `the field ${name} is missing in the types`);
      seen += 1;
    }
  }
  assert.ok(seen > 500, `only ${seen} fields were seen`);
});
