export { GoujiChecker } from "./element-class.js";
export type { Edited, Previous, Profile, Trouble } from "./element-class.js";
