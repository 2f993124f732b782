// The page as one file: its modules stand in it, each packed by itself, and are unpacked when they are first used. Nothing is
// requested, also where the file lies on a disk. `boot.js` runs before this.

import { surrounded } from "./embedded.js";

// The module clears the page of all that stands in it, also of these.
const parts = {};
for (const { id, textContent } of document.querySelectorAll("script[id]")) parts[id] = textContent;

window.gouji.begin = () => surrounded(window.gouji).then(() => wasm_bindgen({ module_or_path: unpacked(parts["gouji-web_bg.wasm"]) }));

window.gouji.text = (name) => Promise.resolve(new TextDecoder().decode(unpacked(parts[name])));

// One address for all workers, which stays: older engines load it only after `new Worker` has returned. All readers are one
// module here.
let address;

window.gouji.working = () => {
  address = address || URL.createObjectURL(new Blob([unpacked(parts["reader.js"])], { type: "text/javascript" }));
  const worker = window.gouji.worker(address);
  worker.postMessage({ packed: parts["reader_bg.wasm"] });
  return worker;
};
