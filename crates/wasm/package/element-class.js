// The class of `<gouji-checker>`, and what defines it; importing it does neither.

export { GoujiChecker, define } from "../../../web/element/class.js";
