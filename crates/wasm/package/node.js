// The package in Node: each wasm file is read from beside this one when it is first used.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { checkerOf } from "./checker.js";
import { modules } from "./bound/modules.js";

/** A checker of one's own; `wasm` says where a module comes from, where it is not beside this file. */
export function create({ wasm = {} } = {}) {
  return checkerOf(modules, (name) => wasm[name] || readFile(path.join(__dirname, `${name}_bg.wasm`)));
}

const checker = create();

export const { check, checkFile, json, compare, rules, annotate } = checker;
