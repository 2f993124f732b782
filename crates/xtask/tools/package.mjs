// `node package.mjs BOUND FOLDER VERSION MODULE...` makes the npm package of crates/wasm/package and of these modules, which are
// bound in BOUND.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const [bound, folder, version, ...MODULES] = process.argv.slice(2);
const root = path.join(import.meta.dirname, "../../..");
const sources = path.join(root, "crates/wasm/package");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// The modules as the sources import them: each a function that gives its JavaScript anew, so that it can be started again.
const ready = path.join(sources, "bound");
rmSync(ready, { recursive: true, force: true });
mkdirSync(ready);
for (const name of MODULES) {
  const script = readFileSync(path.join(bound, name, `${name}.js`), "utf8");
  writeFileSync(path.join(ready, `${name}.js`), `export default function () {\n${script}\nreturn wasm_bindgen;\n}\n`);
  copyFileSync(path.join(bound, name, `${name}_bg.wasm`), path.join(folder, `${name}_bg.wasm`));
}
const lines = (line) => MODULES.map(line).join("\n");
writeFileSync(
  path.join(ready, "modules.js"),
  `${lines((name, at) => `import module${at} from "./${name}.js";`)}\nexport const modules = {\n${lines((name, at) => `"${name}": module${at},`)}\n};\n`,
);
writeFileSync(
  path.join(ready, "files.js"),
  `export const files = {\n${lines((name) => `"${name}": () => new URL("./${name}_bg.wasm", import.meta.url),`)}\n};\n`,
);
const packed = gzipSync(readFileSync(path.join(folder, "gouji_bg.wasm")), { level: 9 }).toString("base64");
writeFileSync(path.join(ready, "gouji.packed.txt"), packed);

const here = 'import { fileURLToPath as pathOf } from "node:url"; const __dirname = pathOf(new URL(".", import.meta.url));';
build("browser.js", "index.js", { format: "esm" });
build("node.js", "node.js", { format: "esm", platform: "node", banner: { js: here } });
build("node.js", "node.cjs", { format: "cjs", platform: "node" });
build("inline.js", "inline.js", { format: "esm" });
build("inline.js", "inline.cjs", { format: "cjs" });
build("client.js", "client.js", { format: "esm" });
build("client.js", "client.cjs", { format: "cjs" });
build("worker.js", "worker.js", { format: "iife", minify: true });
// The element without its definition is a file of its own: one class, whoever imports it.
build("element-class.js", "element-class.js", { format: "esm" });
build("element-class.js", "element-class.cjs", { format: "cjs" });
build("element.js", "element.js", { format: "esm", external: ["./element-class.js"] });
build("element.js", "element.cjs", { format: "cjs", external: ["./element-class.js"] });
const defining = path.join(folder, "element.cjs");
writeFileSync(defining, readFileSync(defining, "utf8").replace('require("./element-class.js")', 'require("./element-class.cjs")'));
rmSync(ready, { recursive: true });

// The types of the contract; its two functions answer at once, those of the package when the module is there.
const contract = readFileSync(path.join(root, "contract/gouji.d.ts"), "utf8");
const types = contract.replace(/\/\*\*(?:(?!\*\/)[^])*\*\/\s*export function [^;]*;\s*/g, "");
if (/export function/.test(types)) throw new Error("contract/gouji.d.ts has a function that was not left out");
const declarations = {
  types, index: declared("index"), inline: declared("index"), client: declared("client"), element: declared("element"), "element-class": declared("element-class"),
};
for (const [name, text] of Object.entries(declarations)) {
  writeFileSync(path.join(folder, `${name}.d.ts`), text);
  writeFileSync(path.join(folder, `${name}.d.cts`), text.replace(/(from "\.\/[\w-]+)\.js"/g, '$1.cjs"'));
}

const manifest = { ...JSON.parse(readFileSync(path.join(sources, "package.json"), "utf8")), version };
for (const name of MODULES) manifest.exports[`./${name}_bg.wasm`] = `./${name}_bg.wasm`;
writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
copyFileSync(path.join(sources, "README.md"), path.join(folder, "README.md"));
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(path.join(root, licence), path.join(folder, licence));

function declared(name) {
  return readFileSync(path.join(sources, `${name}.d.ts`), "utf8");
}

function build(from, to, options) {
  buildSync({
    entryPoints: [path.join(sources, from)],
    outfile: path.join(folder, to),
    bundle: true,
    target: options.platform === "node" ? "node20" : "chrome66",
    loader: { ".txt": "text" },
    nodePaths: [path.join(import.meta.dirname, "node_modules")],
    ...options,
  });
}
