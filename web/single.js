// The page as one file: its modules stand in it, each packed by itself, and are unpacked when they are first used. Nothing is
// requested, also where the file lies on a disk. `boot.js` runs before this.

// The module clears the page of all that stands in it, also of these.
const parts = {};
for (const { id, textContent } of document.querySelectorAll("script[id]")) parts[id] = textContent;

window.gouji.begin = () => wasm_bindgen({ module_or_path: unpacked(parts["gouji-web_bg.wasm"]) });

// One address for all workers, which stays: older engines load it only after `new Worker` has returned.
let address;

window.gouji.reader = (module) => {
  // The writer is not packed in: the page says so.
  if (!module.startsWith("reader-")) throw new Error(module);
  address = address || URL.createObjectURL(new Blob([unpacked(parts["reader.js"])], { type: "text/javascript" }));
  const worker = window.gouji.worker(address);
  worker.postMessage({ packed: parts["reader_bg.wasm"] });
  return worker;
};
