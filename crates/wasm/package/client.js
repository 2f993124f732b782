// The same interface as the package, in a worker: the page answers while a long report is checked, and the policy of the page
// need not allow wasm.

const CALLS = ["check", "checkFile", "json", "compare", "rules", "annotate"];

/** A checker in a worker. `worker` is the address of `worker.js` on the page's own site, or a Worker that runs it. */
export function create({ worker, wasm = {} } = {}) {
  if (!worker) throw new TypeError("create({ worker }): the address of worker.js is missing");
  const running = worker instanceof Worker ? worker : new Worker(trusted(String(worker)));
  const waiting = new Map();
  let last = 0;
  running.postMessage({ wasm });
  running.onmessage = ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  };
  running.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || "the worker did not start"));
    waiting.clear();
  };
  const checker = {
    terminate() {
      running.terminate();
      for (const { reject } of waiting.values()) reject(new Error("the worker was ended"));
      waiting.clear();
    },
  };
  for (const call of CALLS) {
    checker[call] = (...given) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        running.postMessage({ id: last, call, given });
      });
  }
  return checker;
}

let policy;

/** An address that a page with trusted types takes. */
function trusted(address) {
  if (typeof trustedTypes === "undefined") return address;
  policy = policy || trustedTypes.createPolicy("gouji", { createScriptURL: (address) => address });
  return policy.createScriptURL(address);
}
