import type { Options, Output } from "./types.js";

/** Last year's report. */
export interface Previous {
  text?: string;
  html?: string;
  file?: Blob;
  name?: string;
}

/** Options that hold where no attribute says otherwise. */
export type Profile = Pick<Options, "organ" | "level" | "year" | "due" | "without">;

/** The report with what was changed in it. */
export interface Edited {
  text: string;
  /** Paragraphs and tables. */
  html: string;
  /** The file it came in; a Word file with all that was changed in it. */
  file?: File;
  /** What was confirmed as right: fingerprints and reasons. */
  acknowledged: Record<string, string>;
}

/** What went wrong. */
export interface Trouble {
  code: "frame_blocked" | "refused" | "unread" | "trapped" | "no_target";
  /** One sentence in Chinese. */
  message: string;
}

/**
 * `<gouji-checker>`: a frame with `gouji.html` and a control of the form around it. Its attributes: `src year organ level due name
 * required compact block-on for sandbox`.
 */
export class GoujiChecker extends HTMLElement {
  /** The report as text, with what was changed in it. */
  get text(): string;
  set text(text: string);
  /** The report as HTML, with its tables. */
  get html(): string;
  set html(html: string);
  /** The file of the report; a Word file with all that was changed in it. */
  get file(): File | undefined;
  set file(file: File | undefined);
  /** Last year's report, to check against. */
  get previous(): Previous | undefined;
  set previous(previous: Previous | Blob | undefined);
  /** What was confirmed as right: fingerprints and reasons. */
  get acknowledged(): Record<string, string>;
  set acknowledged(acknowledged: Record<string, string>);
  get profile(): Profile;
  set profile(profile: Profile);
  /** What the check came to; offsets in UTF-16 units of `text`. Null where nothing was checked. */
  readonly result: Output | null;
  readonly form: HTMLFormElement | null;
  readonly name: string;
  readonly type: string;
  readonly validationMessage: string;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Has the report checked; what `for` names is taken first. Rejects where it cannot be read. */
  check(): Promise<Output>;
  clear(): void;
  print(): void;
}

/** Makes `<gouji-checker>` an element of the page; a second time it changes nothing. `gouji.html` lies beside `script` unless `src` says where. */
export function define(script?: string): void;

declare global {
  interface HTMLElementTagNameMap {
    "gouji-checker": GoujiChecker;
  }
  interface HTMLElementEventMap {
    "gouji-ready": CustomEvent<{ version: string }>;
    "gouji-checked": CustomEvent<Output>;
    "gouji-edited": CustomEvent<Edited>;
    "gouji-error": CustomEvent<Trouble>;
  }
}
