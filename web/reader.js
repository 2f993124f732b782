// Reads a file away from the page, so that the page answers meanwhile. One worker for one request: a reader that fails
// takes nothing with it. Nothing of the file goes anywhere.
//
// The first message says where the module is: `script` and `wasm`, addresses that are loaded by GET without query or body,
// or in the single file `packed`, the module itself. The second is the request. What is asked and answered is
// `WorkerMessage` of crates/documents/src/handover.rs; only where there is no module to say it, `failed` does: the module
// did not "load", is of another "version", or broke down while it "read".

let loading;

self.onmessage = ({ data }) => {
  if (!loading) {
    loading = load(data);
    return;
  }
  loading.then(
    () => answer(data),
    (error) => {
      console.error(error);
      self.postMessage({ failed: "load" });
    },
  );
};

async function load({ script, wasm, packed }) {
  if (packed) {
    await wasm_bindgen({ module_or_path: unpacked(packed) });
    return;
  }
  const trusted = self.trustedTypes
    ? self.trustedTypes.createPolicy("gouji", { createScriptURL: (address) => address })
    : { createScriptURL: (address) => address };
  importScripts(trusted.createScriptURL(script));
  await wasm_bindgen({ module_or_path: wasm });
}

function answer({ request, file }) {
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
}
