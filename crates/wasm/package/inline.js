// The package with its wasm inside: it requests nothing, and any bundler can take it. It checks texts; files of other formats
// than text need a reader, which `wasm` may bring.

import { checkerOf } from "./checker.js";
import { modules } from "./bound/modules.js";
import { unpacked } from "../../../web/unpacked.js";
import gouji from "./bound/gouji.packed.txt";

/** A checker of one's own; `wasm` brings the readers, and may bring the module. */
export function create({ wasm = {} } = {}) {
  return checkerOf(modules, (name) => {
    if (wasm[name]) return wasm[name];
    if (name === "gouji") return unpacked(gouji);
    throw new Error(`这个文件要用 ${name} 读取，请用 create({ wasm: { "${name}": … } }) 给出它的 wasm 文件。`);
  });
}

const checker = create();

export const { check, checkFile, json, compare, rules, annotate } = checker;
