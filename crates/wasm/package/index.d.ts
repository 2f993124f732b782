import type { Options, Output } from "./types.js";

export type * from "./types.js";

/** A file: what a field for files gives, what `fetch` gives, or what Node reads. */
export type ReportFile = Uint8Array | ArrayBuffer | Blob;

/** A check as the catalogue lists it. */
export interface Rule {
  /** Public id; it names the fault. */
  id: string;
  /** The rule set it came with. */
  since: string;
  /** Its name. */
  title: string;
  /** Its page, Markdown in Chinese. */
  page: string;
}

/** What checks reports. Nothing of a report is sent anywhere. */
export interface Checker {
  /**
   * Checks one report. All offsets (`start`, `end`) of the answer are UTF-16 units of the checked text, as JavaScript counts them; a
   * byte-order mark at the beginning of the text is removed before they are counted. `line` and `column` count from 1, the column in
   * characters. Wrong options reject; no text does.
   */
  check(text: string, options?: Options): Promise<Output>;
  /** Checks the report in a file, whatever its format. What could not be read stands in `problems`. */
  checkFile(file: ReportFile, options?: Options): Promise<Output>;
  /** Checks a text or a file and gives one line of JSON, the same bytes as `gouji check --format json`: offsets in UTF-8 bytes. */
  json(report: string | ReportFile, options?: Options): Promise<string>;
  /** Checks a report against last year's of the same organ. */
  compare(report: string | ReportFile, previous: string | ReportFile, options?: Options): Promise<Output>;
  /** All checks, in the order of the catalogue. */
  rules(): Promise<Rule[]>;
  /** The .docx file with the findings as comments and the safe fixes as tracked changes. Rejects what is no .docx file. */
  annotate(file: ReportFile, options?: Options): Promise<Uint8Array>;
}

/** The name of a module; the readers are loaded when a file of their formats comes. */
export type ModuleName = "gouji" | `reader-${string}`;

/** Where modules come from, where they are not beside the package's own files. */
export type Wasm = { [name in ModuleName]?: string | URL | Response | ArrayBuffer | Uint8Array | WebAssembly.Module };

/** A checker of one's own. */
export function create(options?: { wasm?: Wasm }): Checker;

export const check: Checker["check"];
export const checkFile: Checker["checkFile"];
export const json: Checker["json"];
export const compare: Checker["compare"];
export const rules: Checker["rules"];
export const annotate: Checker["annotate"];
