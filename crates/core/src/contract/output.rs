//! The types of the machine output.

use serde::Serialize;

use crate::arithmetic::RepairKind;
use crate::finding::Severity;
use crate::form::{ColumnId, Edition, Level, RowId, SectionId, TableNumber};
use crate::problem::ProblemKind;
use crate::report::{CellState, Day, Origin, TableState};
use crate::rules::{AnySlip, BasisKind};
use crate::voice::VerdictKind;

use super::earlier::Earlier;

/// Version of the contract.
pub const SCHEMA: u32 = 1;

/// Version of the rule set: it changes when a rule is added, retired, or judges or speaks otherwise (CHANGELOG.md).
pub const RULE_SET: &str = "2026.2";

/// One checked report as the outside sees it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Output {
    /// Version of the contract, 1.
    pub schema: u32,
    /// Who checked it.
    pub program: ProgramOutput,
    /// The file's name as it was given, `-` for standard input and pasted text; null where there is none.
    pub file: Option<String>,
    /// What was checked, and what was given beside it.
    pub input: InputOutput,
    /// What was read.
    pub report: ReportOutput,
    /// What was checked and what was not.
    pub coverage: CoverageOutput,
    /// What it comes to.
    pub verdict: VerdictOutput,
    /// What was found, by position, then rule.
    pub findings: Vec<FindingOutput>,
    /// What became of an earlier check's findings, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<SinceOutput>,
    /// What a person wrote beside the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemarkOutput>,
    /// Reading failures and faults of the program; never findings about the report.
    pub problems: Vec<ProblemOutput>,
    /// The checked text, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The program and its rules.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ProgramOutput {
    /// Version of the program.
    pub version: &'static str,
    /// Version of the rule set.
    pub rules: &'static str,
}

/// What was checked, and what was given beside it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct InputOutput {
    /// SHA-256 of the file's bytes, where there was a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-256 of the checked text in UTF-8.
    pub text_sha256: String,
    /// What a person gave.
    pub given: GivenOutput,
    /// Last year's report, where one was given and belongs to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousOutput>,
    /// Where organ, level and year were read.
    pub read_from: ReadFromOutput,
}

/// What a person gave, which holds against what the text says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct GivenOutput {
    /// The organ's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The report year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The last day for publishing, as 2024-01-31.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

/// Last year's report.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PreviousOutput {
    /// Its organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// Its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// SHA-256 of its text in UTF-8.
    pub text_sha256: String,
}

/// Where organ, level and year were read; left out where they were not.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ReadFromOutput {
    /// The organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<ReadAtOutput>,
    /// The year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<ReadAtOutput>,
    /// The level: with the organ, or by what the organ calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<ReadAtOutput>,
}

/// A place at which something was read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ReadAtOutput {
    /// Which part of the report.
    pub part: Origin,
    /// First offset; left out of what was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// End offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// The report as read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ReportOutput {
    /// Name of the organ.
    pub organ: Option<String>,
    /// Its level.
    pub level: Level,
    /// Whether the name settles the level.
    pub level_certain: bool,
    /// The division the organ's name begins with and those it lies in, the highest first; empty where that is not known.
    pub region: Vec<&'static str>,
    /// Report year.
    pub year: Option<u16>,
    /// The edition of the form.
    pub edition: Edition,
    /// The day of publication, as 2024-01-31; left out where the report does not print all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// Sections in the order of the text.
    pub sections: Vec<SectionOutput>,
    /// Tables 2, 3 and 4.
    pub tables: Vec<TableOutput>,
    /// Every cell of the three tables, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<Vec<CellOutput>>,
}

/// A section.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionOutput {
    /// Which one.
    pub id: SectionId,
    /// Its heading as written.
    pub title: String,
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TableOutput {
    /// 2, 3 or 4.
    pub table: TableNumber,
    /// Edition of its layout.
    pub edition: Edition,
    /// How it was read.
    pub state: TableState,
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CellOutput {
    /// 2, 3 or 4.
    pub table: TableNumber,
    /// Row.
    pub row: RowId,
    /// Column.
    pub column: ColumnId,
    /// What it holds.
    pub state: CellState,
    /// Its number, when the state is `number`.
    pub value: Option<Value>,
    /// Its words; null when absent.
    pub text: Option<String>,
    /// First offset; null when absent.
    pub start: Option<u32>,
    /// End offset; null when absent.
    pub end: Option<u32>,
    /// Set when it was cut out of glued digits where sums hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// How much was read and checked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CoverageOutput {
    /// Cells that the layouts of the tables have.
    pub cells_expected: u32,
    /// Cells read, blank ones included.
    pub cells_read: u32,
    /// Of these, blank ones.
    pub cells_blank: u32,
    /// Equations whose cells were all there.
    pub equations_checked: u32,
    /// Equations that could not be checked.
    pub equations_unchecked: u32,
    /// Checked equations that do not hold.
    pub equations_failed: u32,
    /// Numbers in the prose.
    pub numbers_in_text: u32,
    /// Of these, numbers tied to cells of the tables.
    pub numbers_tied: u32,
    /// What was not checked.
    pub not_checked: Vec<NotCheckedOutput>,
}

/// Something that was not checked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct NotCheckedOutput {
    /// A rule id, `table-2`, `table-3`, `table-4`, or `text`: wording and structure.
    pub what: &'static str,
    /// The reason, in Chinese.
    pub why: String,
}

/// What the check comes to. Confirmed findings are counted apart.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct VerdictOutput {
    /// Which one.
    pub kind: VerdictKind,
    /// In words, in Chinese.
    pub text: String,
    /// Errors, 必须改正.
    pub must: u32,
    /// Warnings, 请核对.
    pub ask: u32,
    /// Hints, 提示.
    pub hints: u32,
    /// Findings that the author confirmed as right.
    pub confirmed: u32,
}

/// A finding with its words. `rule` is the rule's id, `data` what its sentence is made from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FindingOutput {
    /// Its rule and the rule's own data.
    #[serde(flatten)]
    pub slip: AnySlip,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub advice: String,
    /// What the check rests on.
    pub basis: BasisOutput,
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    /// Line of the first offset, from 1.
    pub line: u32,
    /// Column of the first offset, from 1, in characters.
    pub column: u32,
    /// The report's own words or number.
    pub found: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// Where it belongs in the form.
    pub place: PlaceOutput,
    /// Other places to see.
    pub related: Vec<RelatedOutput>,
    /// The first of `fixes`.
    pub fix: Option<FixOutput>,
    /// Changes that would mend it, best first; each is enough by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<FixOutput>,
    /// Failing equations, on findings about sums.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equations: Option<Vec<EquationOutput>>,
    /// What would mend them, best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repairs: Option<Vec<RepairOutput>>,
    /// How many more repairs there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_repairs: Option<u32>,
    /// Stays the same while other parts of the text change.
    pub fingerprint: String,
    /// Whether an earlier check found it too, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Set when the author confirmed the finding as right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<AcknowledgedOutput>,
}

/// A confirmation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct AcknowledgedOutput {
    /// The author's reason.
    pub reason: String,
}

/// What a check rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct BasisOutput {
    /// How firm it is.
    pub kind: BasisKind,
    /// In words.
    pub text: &'static str,
}

/// A place in the form: a part of the text, a section, or a table with its row, its column or both.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PlaceOutput {
    /// A part that is no section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// A section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// A table: 2, 3 or 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableNumber>,
    /// A row of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
    /// A column of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<ColumnId>,
}

/// Another place to see.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RelatedOutput {
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    /// What is there.
    pub message: String,
}

/// A change that would mend a finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FixOutput {
    /// What it does, as a button says it.
    pub label: String,
    /// Whether no other mending is thinkable.
    pub safe: bool,
    /// Replacements in the order of the text.
    pub edits: Vec<EditOutput>,
}

/// A replacement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct EditOutput {
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    /// The new words.
    pub text: String,
}

/// A failing equation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct EquationOutput {
    /// Rule id of its kind.
    pub rule: &'static str,
    /// 3 or 4.
    pub table: TableNumber,
    /// The row, for an equation along one.
    pub row: Option<RowId>,
    /// The column, for an equation down one.
    pub column: Option<ColumnId>,
    /// Sum of the left side.
    pub left: i64,
    /// Sum of the right side.
    pub right: i64,
    /// Its cells, left side first.
    pub cells: Vec<OperandOutput>,
    /// The equation with its numbers, in Chinese.
    pub text: String,
}

/// A cell of an equation, inside the equation's table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct OperandOutput {
    /// Row.
    pub row: RowId,
    /// Column.
    pub column: ColumnId,
}

/// A set of one or two changes that mends every failing equation of the finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RepairOutput {
    /// The slip that it would explain.
    pub kind: RepairKind,
    /// How many failing equations it mends.
    pub mends: u32,
    /// Its changes.
    pub cells: Vec<CellChangeOutput>,
    /// For `wrong_column` (`wrong_row`): other rows (columns) in which the same move would mend as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<&'static str>,
    /// The change in words, in Chinese.
    pub text: String,
    /// The same changes as replacements in the text; left out where a cell is absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditOutput>,
}

/// A cell and the number that mends.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CellChangeOutput {
    /// 3 or 4.
    pub table: TableNumber,
    /// Row.
    pub row: RowId,
    /// Column.
    pub column: ColumnId,
    /// The number it counts for now.
    pub found: i64,
    /// The number that mends.
    pub value: i64,
}

/// What became of an earlier check's findings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SinceOutput {
    /// Those that are gone.
    pub mended: Vec<Earlier>,
    /// How many are new.
    pub new: u32,
    /// How many are still there.
    pub remaining: u32,
}

/// What a person wrote beside the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RemarkOutput {
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    /// The remark.
    pub text: String,
}

/// A reading failure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ProblemOutput {
    /// Which one.
    pub kind: ProblemKind,
    /// What happened and what to do, in Chinese.
    pub message: String,
}

/// A number: whole numbers stay whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// A fraction.
    Fraction(f64),
}

/// A part of a report that is no section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The title.
    Title,
    /// What stands between title and first section.
    Preamble,
    /// Organ name and date at the end.
    Signature,
}

/// What an earlier check said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It was not there.
    New,
    /// It was there too.
    Remaining,
}

impl Standing {
    /// What a person reads.
    pub fn name(self) -> &'static str {
        match self {
            Standing::New => "新出现",
            Standing::Remaining => "仍存在",
        }
    }
}
