// Reads a file away from the page, so that the page answers meanwhile. One worker for one request: a reader that fails
// takes nothing with it. Loads its module by GET, without query or body; nothing of the file goes anywhere.
//
// What is asked and answered is `WorkerMessage` of crates/documents/src/handover.rs; only where there is no module to
// say it, `failed` does: the module did not "load", is of another "version", or broke down while it "read".

self.onmessage = async ({ data: { script, wasm, request, file } }) => {
  const base = new URL(".", self.location.href);
  try {
    importScripts(new URL(script, base).href);
    await wasm_bindgen({ module_or_path: new URL(wasm, base) });
  } catch (error) {
    console.error(error);
    self.postMessage({ failed: "load" });
    return;
  }
  if (!wasm_bindgen.answer || !request) {
    self.postMessage({ failed: "version" });
    return;
  }
  try {
    const answer = wasm_bindgen.answer(request, file, (reply) => self.postMessage({ reply }));
    const { reply, file: beside } = answer;
    self.postMessage({ reply, file: beside }, beside ? [beside.buffer] : []);
  } catch (error) {
    console.error(error);
    self.postMessage({ failed: "read" });
  }
};
