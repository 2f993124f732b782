import type { Checker, Wasm } from "./index.js";

/** A checker in a worker. */
export interface WorkerChecker extends Checker {
  /** Ends the worker; what is still asked for rejects. */
  terminate(): void;
}

/** A checker in a worker: `worker` is the address of `worker.js` on the page's own site, or a Worker that runs it. */
export function create(options: { worker: string | URL | Worker; wasm?: { [name in keyof Wasm]?: string } }): WorkerChecker;
