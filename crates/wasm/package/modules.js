// The JavaScript of the modules; `cargo xtask package` writes these files.

import gouji from "./bound/gouji.js";
import doc from "./bound/reader-doc.js";
import pdf from "./bound/reader-pdf.js";
import sheets from "./bound/reader-sheets.js";
import web from "./bound/reader-web.js";
import word from "./bound/reader-word.js";

export const modules = {
  gouji,
  "reader-doc": doc,
  "reader-pdf": pdf,
  "reader-sheets": sheets,
  "reader-web": web,
  "reader-word": word,
};
