// The page as one file: its modules stand in it, each packed by itself, and are unpacked when they are first used. Nothing is
// requested, also where the file lies on a disk. `boot.js` runs before this.

// The module clears the page of all that stands in it, also of these.
const parts = {};
for (const { id, textContent } of document.querySelectorAll("script[id]")) parts[id] = textContent;

window.gouji.begin = () => wasm_bindgen({ module_or_path: unpacked(parts["gouji-web_bg.wasm"]) });

window.gouji.text = (name) => Promise.resolve(new TextDecoder().decode(unpacked(parts[name])));

// One address for all workers of a kind, which stays: older engines load it only after `new Worker` has returned.
const addresses = {};

window.gouji.working = (module) => {
  // All readers are one module here.
  const name = module.startsWith("reader-") ? "reader" : module;
  if (!addresses[name]) {
    addresses[name] = URL.createObjectURL(new Blob([unpacked(parts[`${name}.js`])], { type: "text/javascript" }));
  }
  const worker = window.gouji.worker(addresses[name]);
  worker.postMessage({ packed: parts[`${name}_bg.wasm`] });
  return worker;
};
