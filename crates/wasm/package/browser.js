// The package in a browser: each wasm file is fetched from beside this one when it is first used. Bundlers find the files by
// these literals.

import { checkerOf } from "./checker.js";
import { modules } from "./modules.js";

const files = {
  gouji: () => new URL("./gouji_bg.wasm", import.meta.url),
  "reader-doc": () => new URL("./reader-doc_bg.wasm", import.meta.url),
  "reader-pdf": () => new URL("./reader-pdf_bg.wasm", import.meta.url),
  "reader-sheets": () => new URL("./reader-sheets_bg.wasm", import.meta.url),
  "reader-web": () => new URL("./reader-web_bg.wasm", import.meta.url),
  "reader-word": () => new URL("./reader-word_bg.wasm", import.meta.url),
};

/** A checker of one's own; `wasm` says where a module comes from, where it is not beside this file. */
export function create({ wasm = {} } = {}) {
  return checkerOf(modules, (name) => wasm[name] || files[name]());
}

const checker = create();

export const { check, checkFile, json, compare, rules, annotate } = checker;
