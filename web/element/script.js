// The element for a page without a bundler: `<script src="gouji-element.js"></script>`, with `gouji.html` beside it.

import { define } from "./class.js";

define(document.currentScript && document.currentScript.src);
