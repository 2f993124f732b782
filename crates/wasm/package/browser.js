// The package in a browser: each wasm file is fetched from beside this one when it is first used. Bundlers find the files by
// the literals of `files`.

import { checkerOf } from "./checker.js";
import { files } from "./bound/files.js";
import { modules } from "./bound/modules.js";

/** A checker of one's own; `wasm` says where a module comes from, where it is not beside this file. */
export function create({ wasm = {} } = {}) {
  return checkerOf(modules, (name) => wasm[name] || files[name]());
}

const checker = create();

export const { check, checkFile, json, compare, rules, annotate } = checker;
