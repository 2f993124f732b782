/** All offsets (`start`, `end`) are UTF-16 code units of the checked text, as JavaScript counts them; a byte-order mark at the beginning of the text is removed before they are counted. `line` and `column` count from 1, the column in characters. */
export interface Options { organ?: string; level?: string; year?: number;
  /** The last day for publishing the report, as 2024-01-31, where another than the law's holds. */
  due?: string;
  /** The text of last year's report of the same organ, to check against. */
  previous?: string }
/** Checks one report. Nothing is sent anywhere. */
export function check(text: string, options?: Options): Checked;
export class Checked {
  readonly result: Result;
  cells(): Cell[];
  free(): void;
}
export interface Result { schema: 1; file: string | null; report: Report; coverage: Coverage; findings: Finding[]; problems: Problem[] }
export interface Report { organ: string | null; level: string; level_certain: boolean; region: string[]; year: number | null; edition: "2021" | "2019" | "older"; sections: Section[]; tables: Table[] }
export interface Section { id: string; title: string; start: number; end: number }
export interface Table { table: 2 | 3 | 4; edition: string; state: "read" | "partly_read" | "lost_in_copying" | "missing" | "not_due"; start: number; end: number }
export interface Cell { table: 2 | 3 | 4; row: string; column: string; state: "number" | "blank" | "slash" | "dash" | "not_applicable" | "text" | "absent"; value: number | null; text: string | null; start: number | null; end: number | null;
  /** Set when the number was cut out of glued digits where sums hold. */
  inferred?: true }
export interface Coverage { cells_expected: number; cells_read: number; cells_blank: number; equations_checked: number; equations_unchecked: number; equations_failed: number; numbers_in_text: number; numbers_tied: number; not_checked: { what: string; why: string }[] }
export interface Finding { rule: string; severity: "error" | "warning" | "info"; message: string; why: string; advice: string; basis: { kind: string; text: string }; start: number; end: number; line: number; column: number; found: string | null; expected: string | null; place: Place; related: { start: number; end: number; message: string }[]; fix: { safe: boolean; edits: { start: number; end: number; text: string }[] } | null; equations?: Equation[]; repairs?: Repair[]; more_repairs?: number; fingerprint: string; acknowledged?: { reason: string } }
export interface Place { part?: string; section?: string; table?: number; row?: string; column?: string }
export interface Equation { rule: string; table: number; row: string | null; column: string | null; left: number; right: number; cells: { row: string; column: string }[] }
export interface Repair { kind: string; mends: number; cells: { table: number; row: string; column: string; found: number; value: number }[] }
export interface Problem { kind: string; message: string }
