// The package in a worker of its own: a file without imports, to be served beside its wasm files. `client.js` speaks with it.

import { checkerOf } from "./checker.js";
import { modules } from "./bound/modules.js";

let checker;

self.onmessage = async ({ data: { id, wasm, call, given } }) => {
  if (wasm) {
    const beside = (name) => new URL(`${name}_bg.wasm`, self.location.href);
    checker = checkerOf(modules, (name) => wasm[name] || beside(name));
    return;
  }
  try {
    const result = await checker[call](...given);
    self.postMessage({ id, result });
  } catch (error) {
    self.postMessage({ id, error: error.message });
  }
};
