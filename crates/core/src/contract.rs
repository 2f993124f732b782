//! The machine output: one contract for the command line, the package, the web component and batch work.
//!
//! Offsets are UTF-8 bytes of the checked text. At the JavaScript boundary [`MachineOutput::map_offsets`] turns them
//! into UTF-16 units. Fields may be added; none is renamed or removed without a new [`SCHEMA`].

use serde::Serialize;

use crate::arithmetic::{Diagnosis, FailedEquation, Repair};
use crate::check::Checked;
use crate::divisions::Divisions;
use crate::finding::{Evidence, Finding, Place};
use crate::form::EquationKind;
use crate::report::{Cell, NotChecked};
use crate::rules;
use crate::source::Source;
use crate::span::Span;

/// Version of the contract.
pub const SCHEMA: u32 = 1;

/// Words of the program's own, the same in every report: an id, a reason, a basis. Who takes many reports can keep them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fixed(pub &'static str);

/// One checked report as the outside sees it.
#[derive(Clone, Debug, Serialize)]
pub struct MachineOutput {
    /// Version of the contract, [`SCHEMA`].
    pub schema: u32,
    /// The file's name, where there is one.
    pub file: Option<String>,
    /// What was read.
    pub report: ReportOutput,
    /// What was checked.
    pub coverage: CoverageOutput,
    /// What was found.
    pub findings: Vec<FindingOutput>,
    /// Reading failures.
    pub problems: Vec<ProblemOutput>,
    /// The checked text, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The report as read.
#[derive(Clone, Debug, Serialize)]
pub struct ReportOutput {
    /// Name of the organ.
    pub organ: Option<String>,
    /// Level id.
    pub level: Fixed,
    /// Whether the name settles the level.
    pub level_certain: bool,
    /// The division the organ's name begins with and those it lies in, the highest first; empty where that is not known.
    pub region: Vec<&'static str>,
    /// Report year.
    pub year: Option<u16>,
    /// Edition id.
    pub edition: Fixed,
    /// Sections in the order of the text.
    pub sections: Vec<SectionOutput>,
    /// Tables 2, 3 and 4.
    pub tables: Vec<TableOutput>,
    /// Every cell; left out where cells are fetched by a call of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cells: Option<Vec<CellOutput>>,
}

/// A section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionOutput {
    /// Section id.
    pub id: Fixed,
    /// Its heading as written.
    pub title: String,
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableOutput {
    /// 2, 3 or 4.
    pub table: u8,
    /// Edition of its layout.
    pub edition: Fixed,
    /// `read`, `partly_read`, `lost_in_copying`, `missing` or `not_due`.
    pub state: Fixed,
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellOutput {
    /// 2, 3 or 4.
    pub table: u8,
    /// Row id.
    pub row: Fixed,
    /// Column id.
    pub column: Fixed,
    /// State id.
    pub state: Fixed,
    /// Its number, when the state is `number`.
    pub value: Option<Value>,
    /// Its words; null when absent.
    pub text: Option<String>,
    /// First offset; null when absent.
    pub start: Option<u32>,
    /// End offset; null when absent.
    pub end: Option<u32>,
    /// Set when it was cut out of glued digits where sums hold.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// A number: whole numbers stay whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// A fraction.
    Fraction(f64),
}

/// The coverage.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of report::Coverage")]
pub struct CoverageOutput {
    pub cells_expected: u32,
    pub cells_read: u32,
    pub cells_blank: u32,
    pub equations_checked: u32,
    pub equations_unchecked: u32,
    pub equations_failed: u32,
    pub numbers_in_text: u32,
    pub numbers_tied: u32,
    pub not_checked: Vec<NotCheckedOutput>,
}

/// Something that was not checked.
#[derive(Clone, Debug, Serialize)]
pub struct NotCheckedOutput {
    /// Rule id or `table-2`, `table-3`, `table-4`.
    pub what: Fixed,
    /// The reason.
    pub why: String,
}

/// A finding with its words.
#[derive(Clone, Debug, Serialize)]
pub struct FindingOutput {
    /// Rule id.
    pub rule: Fixed,
    /// Severity id.
    pub severity: Fixed,
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub why: Fixed,
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
    /// The report's own words.
    pub found: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// Where it belongs in the form.
    pub place: PlaceOutput,
    /// Other places to see.
    pub related: Vec<RelatedOutput>,
    /// A change that mends it.
    pub fix: Option<FixOutput>,
    /// Failing equations, on arithmetic findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equations: Option<Vec<EquationOutput>>,
    /// What would mend them, best first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repairs: Option<Vec<RepairOutput>>,
    /// How many more repairs there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_repairs: Option<u32>,
    /// Stays the same while other parts of the text change.
    pub fingerprint: String,
    /// Set when the author confirmed the finding as right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
}

/// A confirmation.
#[derive(Clone, Debug, Serialize)]
pub struct Acknowledged {
    /// The author's reason.
    pub reason: String,
}

/// What a check rests on.
#[derive(Clone, Debug, Serialize)]
pub struct BasisOutput {
    /// `official`, `implied`, `practice` or `none`.
    pub kind: Fixed,
    /// In words.
    pub text: Fixed,
}

/// A place in the form; exactly one of the shapes of the contract.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaceOutput {
    /// `title`, `preamble` or `signature`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Fixed>,
    /// Section id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Fixed>,
    /// 2, 3 or 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u8>,
    /// Row id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Fixed>,
    /// Column id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Fixed>,
}

/// Another place to see.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedOutput {
    /// First offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    /// What is there.
    pub message: String,
}

/// A fix.
#[derive(Clone, Debug, Serialize)]
pub struct FixOutput {
    /// Whether no other mending is thinkable.
    pub safe: bool,
    /// Replacements in order.
    pub edits: Vec<EditOutput>,
}

/// A replacement.
#[derive(Clone, Debug, Serialize)]
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
pub struct EquationOutput {
    /// Rule id of its kind.
    pub rule: Fixed,
    /// 3 or 4.
    pub table: u8,
    /// Row id, for an equation along a row.
    pub row: Option<Fixed>,
    /// Column id, for an equation down a column.
    pub column: Option<Fixed>,
    /// Sum of the left side.
    pub left: i64,
    /// Sum of the right side.
    pub right: i64,
    /// Its cells, left side first.
    pub cells: Vec<CellName>,
}

/// A cell by name inside the equation's table.
#[derive(Clone, Debug, Serialize)]
pub struct CellName {
    /// Row id.
    pub row: Fixed,
    /// Column id.
    pub column: Fixed,
}

/// A repair.
#[derive(Clone, Debug, Serialize)]
pub struct RepairOutput {
    /// Kind id.
    pub kind: Fixed,
    /// How many failing equations it mends.
    pub mends: u32,
    /// Its one or two changes.
    pub cells: Vec<CellChangeOutput>,
    /// For `wrong_column` (`wrong_row`): other rows (columns), by id, in which the same move would mend as well.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub elsewhere: Vec<Fixed>,
}

/// A cell and the number that mends.
#[derive(Clone, Debug, Serialize)]
pub struct CellChangeOutput {
    /// 3 or 4.
    pub table: u8,
    /// Row id.
    pub row: Fixed,
    /// Column id.
    pub column: Fixed,
    /// Its number now.
    pub found: i64,
    /// The number that mends.
    pub value: i64,
}

/// A reading failure.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemOutput {
    /// Kind id.
    pub kind: Fixed,
    /// What happened and what to do.
    pub message: String,
}

impl MachineOutput {
    /// The whole output of one check. `with_cells` also lists every cell.
    pub fn new(source: &Source, checked: &Checked, with_cells: bool) -> Self {
        let text = source.text();
        let report = &checked.report;
        MachineOutput {
            schema: SCHEMA,
            file: None,
            report: ReportOutput {
                organ: report.organ.clone(),
                level: Fixed(report.level.id()),
                level_certain: report.level_certain,
                region: report.organ.as_deref().map_or_else(Vec::new, |organ| Divisions::get().region_of(organ)),
                year: report.year,
                edition: Fixed(report.edition.id()),
                sections: report
                    .sections
                    .iter()
                    .map(|section| SectionOutput {
                        id: Fixed(section.id.id()),
                        title: section.heading.of(text).trim().to_owned(),
                        start: section.span.start,
                        end: section.span.end,
                    })
                    .collect(),
                tables: report
                    .tables
                    .iter()
                    .map(|table| TableOutput {
                        table: table.number.number(),
                        edition: Fixed(table.layout.edition.id()),
                        state: Fixed(table.state.id()),
                        start: table.span.start,
                        end: table.span.end,
                    })
                    .collect(),
                cells: with_cells.then(|| cells_of(source, checked)),
            },
            coverage: CoverageOutput {
                cells_expected: checked.coverage.cells_expected,
                cells_read: checked.coverage.cells_read,
                cells_blank: checked.coverage.cells_blank,
                equations_checked: checked.coverage.equations_checked,
                equations_unchecked: checked.coverage.equations_unchecked,
                equations_failed: checked.coverage.equations_failed,
                numbers_in_text: checked.coverage.numbers_in_text,
                numbers_tied: checked.coverage.numbers_tied,
                not_checked: checked
                    .coverage
                    .not_checked
                    .iter()
                    .map(|NotChecked { what, why }| NotCheckedOutput { what: Fixed(what), why: why.clone() })
                    .collect(),
            },
            findings: findings_output(source, checked),
            problems: checked
                .problems
                .iter()
                .map(|problem| ProblemOutput { kind: Fixed(problem.kind.id()), message: problem.message.clone() })
                .collect(),
            text: None,
        }
    }

    /// Rewrites every offset, in no particular order. Lines and columns stay: a column counts characters.
    pub fn map_offsets(&mut self, map: &mut dyn FnMut(u32) -> u32) {
        let mut place = |start: &mut u32, end: &mut u32| {
            *start = map(*start);
            *end = map(*end);
        };
        self.report.sections.iter_mut().for_each(|section| place(&mut section.start, &mut section.end));
        self.report.tables.iter_mut().for_each(|table| place(&mut table.start, &mut table.end));
        for finding in &mut self.findings {
            place(&mut finding.start, &mut finding.end);
            finding.related.iter_mut().for_each(|related| place(&mut related.start, &mut related.end));
            let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits);
            edits.for_each(|edit| place(&mut edit.start, &mut edit.end));
        }
        if let Some(cells) = &mut self.report.cells {
            map_cells(cells, map);
        }
    }
}

/// Every cell of the three tables.
pub fn cells_of(source: &Source, checked: &Checked) -> Vec<CellOutput> {
    checked.report.cells().map(|cell| cell_output(cell, source.text())).collect()
}

/// Rewrites the offsets of cells.
pub fn map_cells(cells: &mut [CellOutput], map: &mut dyn FnMut(u32) -> u32) {
    for cell in cells {
        cell.start = cell.start.map(&mut *map);
        cell.end = cell.end.map(&mut *map);
    }
}

/// A number for a finding that stays the same while other parts of the text change: 16 hexadecimal digits made from the
/// rule, the place in the form and the finding's own words.
pub fn fingerprint(finding: &Finding, source: &Source) -> String {
    // FNV-1a, 64 bits: short, stable over versions and platforms, and nothing secret depends on it.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |part: &str| {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(finding.rule);
    let place = place_output(finding.place);
    for part in [place.part, place.section, place.row, place.column] {
        add(part.map_or("", |Fixed(part)| part));
    }
    add(&place.table.unwrap_or(0).to_string());
    add(finding.span.of(source.text()));
    add(finding.found.as_deref().unwrap_or(""));
    add(finding.expected.as_deref().unwrap_or(""));
    let digits = (0..u64::BITS / 4).rev().filter_map(|place| char::from_digit((hash >> (4 * place)) as u32 & 0xf, 16));
    digits.collect()
}

fn cell_output(cell: &Cell, text: &str) -> CellOutput {
    let value = cell.value.map(|number| match number.whole() {
        Some(whole) => Value::Whole(whole),
        None => Value::Fraction(number.to_f64()),
    });
    CellOutput {
        table: cell.address.table().number(),
        row: Fixed(cell.address.row.id()),
        column: Fixed(cell.address.column.id()),
        state: Fixed(cell.state.id()),
        value,
        text: cell.span.map(|span| span.of(text).to_owned()),
        start: cell.span.map(|span| span.start),
        end: cell.span.map(|span| span.end),
        inferred: cell.inferred,
    }
}

fn findings_output(source: &Source, checked: &Checked) -> Vec<FindingOutput> {
    let starts = checked.findings.iter().map(|finding| finding.span.start);
    let places = source.lines().lines_and_columns(source.text(), starts);
    let output = |(finding, place)| finding_output(finding, place, source, checked);
    checked.findings.iter().zip(places).map(output).collect()
}

fn finding_output(finding: &Finding, (line, column): (u32, u32), source: &Source, checked: &Checked) -> FindingOutput {
    let words = rules::words(finding, source, &checked.report);
    let sums = match &finding.evidence {
        Evidence::Sums(diagnosis) => Some(diagnosis),
        _ => None,
    };
    FindingOutput {
        rule: Fixed(finding.rule),
        severity: Fixed(finding.severity.id()),
        message: words.message,
        why: Fixed(words.why),
        advice: words.advice,
        basis: BasisOutput { kind: Fixed(words.basis.kind.id()), text: Fixed(words.basis.text) },
        start: finding.span.start,
        end: finding.span.end,
        line,
        column,
        found: finding.found.clone(),
        expected: finding.expected.clone(),
        place: place_output(finding.place),
        related: finding
            .related
            .iter()
            .map(|related| RelatedOutput {
                start: related.span.start,
                end: related.span.end,
                message: related.message.clone(),
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| FixOutput {
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| EditOutput { start: edit.span.start, end: edit.span.end, text: edit.text.clone() })
                .collect(),
        }),
        equations: sums.map(|sums| sums.equations.iter().map(equation_output).collect()),
        repairs: sums.map(|sums| sums.repairs.iter().map(|repair| repair_output(repair, sums)).collect()),
        more_repairs: sums.map(|sums| sums.more_repairs),
        fingerprint: fingerprint(finding, source),
        acknowledged: None,
    }
}

fn equation_output(equation: &FailedEquation) -> EquationOutput {
    let cells = equation.left_cells.iter().chain(&equation.right_cells);
    EquationOutput {
        rule: Fixed(rule_of(equation.name.kind())),
        table: equation.name.table().number(),
        row: equation.name.row().map(|row| Fixed(row.id())),
        column: equation.name.column().map(|column| Fixed(column.id())),
        left: equation.left,
        right: equation.right,
        cells: cells.map(|(cell, _)| CellName { row: Fixed(cell.row.id()), column: Fixed(cell.column.id()) }).collect(),
    }
}

fn repair_output(repair: &Repair, diagnosis: &Diagnosis) -> RepairOutput {
    let cells = repair.cells.iter().map(|change| CellChangeOutput {
        table: change.cell.table().number(),
        row: Fixed(change.cell.row.id()),
        column: Fixed(change.cell.column.id()),
        found: change.found,
        value: change.value,
    });
    RepairOutput {
        kind: Fixed(repair.kind.id()),
        mends: diagnosis.equations.len() as u32,
        cells: cells.collect(),
        elsewhere: repair.elsewhere.iter().map(|line| Fixed(line.id())).collect(),
    }
}

/// The rule that speaks of equations of a kind.
pub fn rule_of(kind: EquationKind) -> &'static str {
    match kind {
        EquationKind::Balance => "requests-out-of-balance",
        EquationKind::Outcomes => "outcomes-do-not-add-up",
        EquationKind::Applicants => "applicants-do-not-add-up",
        EquationKind::Disputes => "disputes-do-not-add-up",
    }
}

fn place_output(place: Place) -> PlaceOutput {
    let none = PlaceOutput::default();
    match place {
        Place::Title => PlaceOutput { part: Some(Fixed("title")), ..none },
        Place::Preamble => PlaceOutput { part: Some(Fixed("preamble")), ..none },
        Place::Signature => PlaceOutput { part: Some(Fixed("signature")), ..none },
        Place::Section(section) => PlaceOutput { section: Some(Fixed(section.id())), ..none },
        Place::Table(table) => PlaceOutput { table: Some(table.number()), ..none },
        Place::Row(row) => PlaceOutput { table: Some(row.table().number()), row: Some(Fixed(row.id())), ..none },
        Place::Column(table, column) => {
            PlaceOutput { table: Some(table.number()), column: Some(Fixed(column.id())), ..none }
        }
        Place::Cell(cell) => PlaceOutput {
            table: Some(cell.table().number()),
            row: Some(Fixed(cell.row.id())),
            column: Some(Fixed(cell.column.id())),
            ..none
        },
    }
}

impl Span {
    /// Both ends mapped, for callers that count other units than bytes.
    pub fn map(self, map: &mut dyn FnMut(u32) -> u32) -> Span {
        Span { start: map(self.start), end: map(self.end) }
    }
}
