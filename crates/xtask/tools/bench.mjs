// The check as wasm, its result as a plain object, beside autocorrect's lintFor(text, "txt"): the same texts, the same
// process, in turn. Only ratios count.
// Usage: node bench.mjs PACKAGE.js FOLDER

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packageFile, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const gouji = require(path.resolve(packageFile));

// autocorrect's package is made for bundlers: Node loads its glue as a module and the wasm by hand.
const source = path.dirname(require.resolve("@huacnlee/autocorrect/package.json"));
const glue = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "autocorrect-")), "glue.mjs");
fs.copyFileSync(path.join(source, "autocorrect_bg.js"), glue);
const autocorrect = await import(pathToFileURL(glue));
const wasm = fs.readFileSync(path.join(source, "autocorrect_bg.wasm"));
const { instance } = await WebAssembly.instantiate(wasm, { "./autocorrect_bg.js": autocorrect });
autocorrect.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();
fs.rmSync(path.dirname(glue), { recursive: true });

async function ours(text) {
  if ((await gouji.check(text)).schema !== 1) throw new Error("no result");
}

function theirs(text) {
  autocorrect.lintFor(text, "txt");
}

async function time(work, text, times) {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) await work(text);
  return (performance.now() - start) / times;
}

const WARM_UP_MS = 250;
const SAMPLE_MS = 40;

/** Runs the work until the engine has compiled it well; gives how often it runs in one sample. */
async function warm(work, text) {
  const start = performance.now();
  let times = 0;
  for (; performance.now() - start < WARM_UP_MS; times += 1) await work(text);
  return Math.max(1, Math.round((times * SAMPLE_MS) / WARM_UP_MS));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const rows = [];
for (const name of fs.readdirSync(folder).sort()) {
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  const bytes = Buffer.byteLength(text);
  const pairs = bytes > 500_000 ? 7 : 15;
  // The engine compiles each module better while it runs: both run equally long before they are measured, and in each
  // sample, so that what one leaves behind in caches and heap weighs on neither.
  const works = [ours, theirs];
  const times = [];
  for (const work of works) times.push(await warm(work, text));
  const measured = [];
  for (let i = 0; i < pairs; i += 1) {
    const pair = [];
    for (const [at, work] of works.entries()) pair.push(await time(work, text, times[at]));
    measured.push(pair);
  }
  rows.push({
    text: name,
    bytes,
    "check ms": median(measured.map(([own]) => own)),
    "autocorrect ms": median(measured.map(([, other]) => other)),
    ratio: median(measured.map(([own, other]) => other / own)),
  });
}

/** Each column with the digits behind its point. */
const COLUMNS = { bytes: 0, "check ms": 3, "autocorrect ms": 2, ratio: 1 };
const line = (first, cells) => console.log(`${first.padEnd(42)} ${cells.map((cell) => cell.padStart(15)).join(" ")}`);
line("wasm in Node", Object.keys(COLUMNS));
for (const row of rows) {
  line(row.text, Object.entries(COLUMNS).map(([name, digits]) => row[name].toFixed(digits)));
}

// The budget: what a report of ordinary length and the real ones may cost at most, in throughput beside the linter.
const of = (name) => rows.find((row) => row.text === name);
const real = rows.filter(({ text }) => !text.startsWith("generated-")).map(({ ratio }) => ratio);
const large = of("generated-100KB.txt");
console.log(`100 KB, ratio: ${large.ratio.toFixed(1)} (limit: at least 8)`);
if (real.length > 0) console.log(`real reports, median ratio: ${median(real).toFixed(1)} (limit: at least 4)`);
console.log(`100 KB, time of a check: ${large["check ms"].toFixed(1)} ms (limit: 16)`);
const growth = of("generated-1MB.txt")["check ms"] / large["check ms"];
console.log(`growth from 100 KB to 1 MB (ten times the text): ${growth.toFixed(1)} times the time`);
