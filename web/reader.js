// Reads a file away from the page, so that the page answers meanwhile. One worker for one file: a reader that fails
// takes nothing with it. Loads its module by GET, without query or body; nothing of the file goes anywhere.

self.onmessage = async ({ data: { script, wasm, bytes, annotate } }) => {
  const base = new URL(".", self.location.href);
  try {
    importScripts(new URL(script, base).href);
    await wasm_bindgen({ module_or_path: new URL(wasm, base) });
  } catch (error) {
    console.error(error);
    self.postMessage({ failed: "load" });
    return;
  }
  try {
    const file = new Uint8Array(bytes);
    const outcome = annotate
      ? wasm_bindgen.annotate(file, annotate.notes, annotate.noteWords, annotate.edits, annotate.editWords)
      : wasm_bindgen.read(file, (done, all) => self.postMessage({ done, all }));
    self.postMessage({
      text: outcome.text,
      numbers: outcome.numbers,
      page: outcome.page,
      problem: outcome.problem,
      file: outcome.file,
    });
  } catch (error) {
    console.error(error);
    self.postMessage({ failed: "read" });
  }
};
