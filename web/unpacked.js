// Unpacks a part of the single file, in the page and in its worker: base64 of gzip. `DecompressionStream`
// came with Chromium 80, and `fetch` of a `data:` address is forbidden by the policy.

import { gunzipSync } from "fflate";

/** The bytes of a part. */
export function unpacked(part) {
  const packed = atob(part);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i += 1) {
    bytes[i] = packed.charCodeAt(i);
  }
  return gunzipSync(bytes);
}
