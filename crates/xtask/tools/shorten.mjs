// Gives a wasm module's imports and exports names of one or two letters, in the module and in the JavaScript that
// wasm-bindgen wrote for it. Each of the hundreds of names ends in sixteen digits that no compression makes smaller.
// Usage: node shorten.mjs MODULE.wasm GLUE.js

import { execFileSync } from "node:child_process";
import fs from "node:fs";

const [module, glue] = process.argv.slice(2);
const given = ["--minify-imports-and-exports-and-modules", module, "-o", module];
const { imports, exports } = JSON.parse(execFileSync("wasm-opt", given, { encoding: "utf8" }));

const imported = new Map(imports.map(([, name, short]) => [name, short]));
const exported = new Map(exports);
// The file that the imports name becomes the one that the shortened module names.
const [{ module: from }] = WebAssembly.Module.imports(new WebAssembly.Module(fs.readFileSync(module)));
let script = fs.readFileSync(glue, "utf8");
script = script.replace(/[\w$]+/g, (word) => imported.get(word) ?? word);
script = script.replace(/\bwasm\.([\w$]+)/g, (whole, name) => (exported.has(name) ? `wasm.${exported.get(name)}` : whole));
for (const name of new Set(imports.map(([file]) => file))) {
  script = script.replaceAll(JSON.stringify(name), JSON.stringify(from));
}
fs.writeFileSync(glue, script);
