// Defines `<gouji-checker>`.

import { GoujiChecker, define } from "./element-class.js";

define();

export { GoujiChecker };
