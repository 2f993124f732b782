// `node release.mjs FOLDER VERSION` describes what is in the folder that is handed out: `sbom.cdx.json` (CycloneDX) says what it is
// made of, `LICENSES.txt` on what terms, `SHA256SUMS` lets everybody see that it came whole. Nothing in them tells time or place.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const [folder, version] = process.argv.slice(2);
const root = path.join(import.meta.dirname, "../../..");
const cargo = (...words) => execFileSync("cargo", words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });

/** What the handed out programs are built from, each with its folder. */
function packages() {
  const { packages } = JSON.parse(cargo("metadata", "--format-version", "1", "--locked"));
  const shipped = new Set();
  // Each build takes the packages of its own target and features.
  const builds = [
    ["gouji", "x86_64-unknown-linux-musl"],
    ["gouji", "x86_64-win7-windows-gnu"],
    ["gouji-web", "wasm32-unknown-unknown"],
    ["gouji-wasm", "wasm32-unknown-unknown"],
    ["gouji-reader", "wasm32-unknown-unknown", "--all-features"],
    ["gouji-writer", "wasm32-unknown-unknown"],
    ["gouji-python", "x86_64-unknown-linux-gnu"],
  ];
  for (const [name, target, ...more] of builds) {
    const tree = cargo("tree", "--locked", "--package", name, "--target", target, "--edges", "normal", "--prefix", "none", "--format", "{p}", ...more);
    for (const line of tree.split("\n")) shipped.add(line.split(" ").slice(0, 2).join(" "));
  }
  const found = packages.filter(({ name, version, source }) => source && shipped.has(`${name} v${version}`));
  const rust = found.map(({ name, version, license, manifest_path }) => ({
    name, version, license: license.replaceAll("/", " OR "), folder: path.dirname(manifest_path), purl: `pkg:cargo/${name}@${version}`,
  }));
  const fflate = path.join(import.meta.dirname, "node_modules/fflate");
  const manifest = JSON.parse(readFileSync(path.join(fflate, "package.json"), "utf8"));
  const script = { name: "fflate", version: manifest.version, license: manifest.license, folder: fflate, purl: `pkg:npm/fflate@${manifest.version}` };
  return [...rust, script].sort((one, other) => (one.purl < other.purl ? -1 : 1));
}

function bill(parts) {
  const components = parts.map(({ name, version, license, purl }) => ({
    type: "library", "bom-ref": purl, name, version, licenses: [{ expression: license }], purl,
  }));
  const component = { type: "application", "bom-ref": "gouji", name: "gouji", version, licenses: [{ expression: "MIT OR Apache-2.0" }] };
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: { component }, components }, null, 2)}\n`;
}

/** The terms of every part, and each text of a licence once. */
function licences(parts) {
  const texts = new Map();
  for (const { name, version, license, folder } of parts) {
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
    for (const file of files.filter((file) => statSync(path.join(folder, file)).isFile()).sort()) {
      const text = readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
      texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
    }
  }
  const list = parts.map(({ name, version, license }) => `${name} ${version}: ${license}`).join("\n");
  const own = ["LICENSE-MIT", "LICENSE-APACHE"].map((file) => `Gouji\n\n${readFileSync(path.join(root, file), "utf8").trim()}`);
  const others = [...texts].map(([text, of]) => `${[...new Set(of)].join(", ")}\n\n${text}`);
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  return `Gouji ${version}: MIT OR Apache-2.0\n\nWhat it is made of, beside Rust's standard library (MIT OR Apache-2.0):\n\n${list}${rule}${[...own, ...others].join(rule)}\n`;
}

function filesIn(folder, before = "") {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(path.join(folder, entry.name), `${before}${entry.name}/`) : [`${before}${entry.name}`],
  );
}

const parts = packages();
writeFileSync(path.join(folder, "sbom.cdx.json"), bill(parts));
writeFileSync(path.join(folder, "LICENSES.txt"), licences(parts));
const sums = filesIn(folder).filter((file) => file !== "SHA256SUMS").sort();
const sum = (file) => createHash("sha256").update(readFileSync(path.join(folder, file))).digest("hex");
writeFileSync(path.join(folder, "SHA256SUMS"), sums.map((file) => `${sum(file)}  ${file}\n`).join(""));
