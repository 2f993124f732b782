// What every entry of the package is made of: a checker, which loads the module at its first use and a reader when a file of
// its formats comes. `cargo xtask package` writes the folder `bound`, which the entries import. `modules` has the JavaScript of each module as a function that gives it anew, `bring` its wasm.

/** How often a file may hold another: a saved page in one file is a page. */
const NESTING = 2;

export function checkerOf(modules, bring) {
  const compiled = new Map();
  const running = new Map();

  /** A module's wasm, compiled once. */
  function compiledOf(name) {
    if (!compiled.has(name)) {
      const promise = Promise.resolve(bring(name)).then(moduleOf);
      compiled.set(name, promise);
      // What did not come is asked for again.
      promise.catch(() => compiled.delete(name));
    }
    return compiled.get(name);
  }

  /** A module at work. */
  function started(name) {
    if (!running.has(name)) {
      const promise = compiledOf(name).then(async (wasm) => {
        const bound = modules[name]();
        await bound({ module_or_path: wasm });
        return bound;
      });
      running.set(name, promise);
      promise.catch(() => running.delete(name));
    }
    return running.get(name);
  }

  /** Has a module do something. After a trap nothing that it holds can be relied upon: the next call starts it anew. */
  async function using(name, work) {
    const bound = await started(name);
    try {
      return work(bound);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) running.delete(name);
      throw error;
    }
  }

  const ask = (name, request, file) =>
    using(name, (reader) => {
      const answer = reader.answer(request, file, () => {});
      try {
        return { reply: answer.reply, file: answer.file };
      } finally {
        answer.free();
      }
    });

  /** What the reader of a file replied to it; nothing where the module reads it by itself. */
  async function replyTo(file, nesting = NESTING) {
    const name = await using("gouji", (gouji) => gouji.reader_of(file));
    if (!name) return undefined;
    const request = await using("gouji", (gouji) => gouji.reading());
    const answer = await ask(`reader-${name}`, request, file);
    const page = await using("gouji", (gouji) => gouji.page_of(answer.reply));
    return page && nesting > 1 ? ask("reader-web", request, page) : answer;
  }

  /** What was given, ready to become a report in the module: words as they are, a file with what its reader replied. */
  async function readyOf(given) {
    if (typeof given === "string") return (gouji) => gouji.Report.of_text(given);
    const file = await bytesOf(given);
    const answer = await replyTo(file);
    return (gouji) => (answer ? gouji.Report.of_reply(file, answer.reply) : gouji.Report.of_file(file));
  }

  /** Has the module do something with a report. */
  async function withReport(given, previous, work) {
    const ready = await readyOf(given);
    const before = previous === undefined ? undefined : await readyOf(previous);
    return using("gouji", (gouji) => {
      const report = ready(gouji);
      // The call takes last year's report over, and frees it.
      return freeing(report, () => work(report, before && before(gouji)));
    });
  }

  return {
    check: (text, options) => withReport(text, undefined, (report) => report.check(undefined, options)),
    checkFile: (file, options) => withReport(file, undefined, (report) => report.check(undefined, options)),
    json: (report, options) => withReport(report, undefined, (report) => report.json(undefined, options)),
    compare: (report, previous, options) => withReport(report, previous, (report, previous) => report.check(previous, options)),
    rules: () => using("gouji", (gouji) => gouji.rules()),

    async annotate(given, options) {
      const file = await bytesOf(given);
      const answer = await replyTo(file);
      if (!answer || !answer.file) throw new Error("只有 .docx 文件可以写入批注。请用 Word 或 WPS 打开，另存为 .docx 文件再试。");
      const request = await using("gouji", (gouji) => {
        const report = gouji.Report.of_reply(file, answer.reply);
        return freeing(report, () => report.annotating(options));
      });
      const written = await ask("reader-word", request, answer.file);
      await using("gouji", (gouji) => gouji.is_written(written.reply));
      return written.file;
    },
  };
}

function freeing(report, work) {
  let outcome;
  try {
    outcome = work();
  } catch (error) {
    // After a trap there is nothing to free.
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) report.free();
    throw error;
  }
  report.free();
  return outcome;
}

/** The bytes of what is given as a file. */
async function bytesOf(given) {
  if (given instanceof Uint8Array) return given;
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (typeof Blob === "function" && given instanceof Blob) return new Uint8Array(await new Response(given).arrayBuffer());
  throw new TypeError("a file is given as Uint8Array, ArrayBuffer, Blob or File");
}

/** Makes a module of what was brought: a URL, a Response, bytes, or a module. */
async function moduleOf(brought) {
  if (brought instanceof WebAssembly.Module) return brought;
  const asked = typeof brought === "string" || brought instanceof URL;
  const answer = asked ? await fetch(brought) : brought;
  let bytes = answer;
  if (typeof Response === "function" && answer instanceof Response) {
    if (!answer.ok) throw new Error(`the wasm did not come: ${answer.status} ${answer.url}`);
    bytes = await answer.arrayBuffer();
  }
  // A server may answer a wrong address with a page and the status 200.
  const first = Array.from(new Uint8Array(bytes.buffer || bytes, bytes.byteOffset || 0, Math.min(4, bytes.byteLength)));
  if (first.join() !== "0,97,115,109") throw new Error(`what came is no wasm: ${answer.url || "the bytes given"}`);
  return WebAssembly.compile(bytes);
}
