//! The output made from a checked report.

use sha2::{Digest, Sha256};

use crate::arithmetic::{CellChange, Diagnosis, FailedEquation, Repair};
use crate::check::{CheckedReport, Finding};
use crate::divisions::Divisions;
use crate::finding::{Edit, Fix, Place};
use crate::report::{Cell, NotChecked, Origin, Report};
use crate::rules::rule_of;
use crate::span::Span;
use crate::voice;

use super::earlier::Earlier;
use super::output::*;

/// What the output is to have beyond the check itself, and in which units it counts.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The file's name, where there is one.
    pub file: Option<String>,
    /// SHA-256 of the file's bytes, as 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// Every cell of the tables.
    pub cells: bool,
    /// The checked text.
    pub text: bool,
    /// The findings of an earlier check, to tell what is new, what remains and what was mended.
    pub since: Option<Vec<Earlier>>,
    /// What a person wrote beside the text.
    pub remarks: &'a [Remark],
    /// How a byte offset is counted outside; as it is where nothing is given.
    pub count: Option<&'a dyn Fn(u32) -> u32>,
}

/// What a person wrote beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words that it is about, in bytes of the checked text.
    pub span: Span,
    /// The remark.
    pub text: String,
}

impl Output {
    /// The output of one check.
    pub fn new(checked: &CheckedReport, wanted: Wanted) -> Self {
        let making = Making { checked, wanted };
        making.output()
    }
}

struct Making<'a> {
    checked: &'a CheckedReport,
    wanted: Wanted<'a>,
}

impl Making<'_> {
    fn output(&self) -> Output {
        let Making { checked, wanted } = self;
        let since = wanted.since.as_ref().map(|earlier| since(&checked.findings, earlier));
        Output {
            schema: SCHEMA,
            program: ProgramOutput { version: env!("CARGO_PKG_VERSION"), rules: RULE_SET },
            file: wanted.file.clone(),
            input: self.input(),
            report: self.report(),
            coverage: self.coverage(),
            verdict: self.verdict(),
            findings: self.findings(),
            since,
            remarks: wanted.remarks.iter().map(|remark| self.remark(remark)).collect(),
            problems: checked
                .problems
                .iter()
                .map(|problem| ProblemOutput { kind: problem.kind, message: problem.message.clone() })
                .collect(),
            text: wanted.text.then(|| checked.source.text().to_owned()),
        }
    }

    /// First and end offset of a span as the outside counts them.
    fn offsets(&self, span: Span) -> (u32, u32) {
        let count = |offset| self.wanted.count.map_or(offset, |count| count(offset));
        (count(span.start), count(span.end))
    }

    fn input(&self) -> InputOutput {
        let CheckedReport { source, options, previous, .. } = self.checked;
        let previous = previous.as_ref().zip(options.previous.as_deref());
        InputOutput {
            sha256: self.wanted.sha256.clone(),
            text_sha256: sha256_of(source.text().as_bytes()),
            given: GivenOutput {
                organ: options.organ.clone(),
                level: options.level,
                year: options.year,
                due: options.due,
            },
            previous: previous.map(|(report, source)| PreviousOutput {
                organ: report.organ.clone(),
                year: report.year,
                text_sha256: sha256_of(source.text().as_bytes()),
            }),
            read_from: self.read_from(),
        }
    }

    fn read_from(&self) -> ReadFromOutput {
        let report = &self.checked.report;
        let read_at = |part, span: Option<Span>| {
            let span = span.filter(|_| part != Origin::Given);
            let (start, end) = span.map(|span| self.offsets(span)).unzip();
            ReadAtOutput { part, start, end }
        };
        ReadFromOutput {
            organ: report.organ_from.map(|part| read_at(part, report.organ_span)),
            year: report.year_from.map(|part| read_at(part, report.year_span)),
            level: report.level_from.map(|(part, span)| read_at(part, Some(span))),
        }
    }

    fn report(&self) -> ReportOutput {
        let Report { organ, level, level_certain, year, edition, .. } = &self.checked.report;
        let text = self.checked.source.text();
        let sections = self.checked.report.sections.iter().map(|section| {
            let (start, end) = self.offsets(section.span);
            SectionOutput { id: section.id, title: section.heading.of(text).trim().to_owned(), start, end }
        });
        let tables = self.checked.report.tables.iter().map(|table| {
            let (start, end) = self.offsets(table.span);
            TableOutput { table: table.number, edition: table.layout.edition, state: table.state, start, end }
        });
        ReportOutput {
            organ: organ.clone(),
            level: *level,
            level_certain: *level_certain,
            region: organ.as_deref().map_or_else(Vec::new, |organ| Divisions::get().region_of(organ)),
            year: *year,
            edition: *edition,
            published: self.checked.published,
            sections: sections.collect(),
            tables: tables.collect(),
            cells: self.wanted.cells.then(|| self.checked.report.cells().map(|cell| self.cell(cell)).collect()),
        }
    }

    fn cell(&self, cell: &Cell) -> CellOutput {
        let value = cell.value.map(|number| match number.whole() {
            Some(whole) => Value::Whole(whole),
            None => Value::Fraction(number.to_f64()),
        });
        let (start, end) = cell.span.map(|span| self.offsets(span)).unzip();
        CellOutput {
            table: cell.address.table(),
            row: cell.address.row,
            column: cell.address.column,
            state: cell.state,
            value,
            text: cell.span.map(|span| span.of(self.checked.source.text()).to_owned()),
            start,
            end,
            inferred: cell.inferred,
        }
    }

    fn coverage(&self) -> CoverageOutput {
        let coverage = &self.checked.coverage;
        let not_checked =
            coverage.not_checked.iter().map(|NotChecked { what, why }| NotCheckedOutput { what, why: why.clone() });
        CoverageOutput {
            cells_expected: coverage.cells_expected,
            cells_read: coverage.cells_read,
            cells_blank: coverage.cells_blank,
            equations_checked: coverage.equations_checked,
            equations_unchecked: coverage.equations_unchecked,
            equations_failed: coverage.equations_failed,
            numbers_in_text: coverage.numbers_in_text,
            numbers_tied: coverage.numbers_tied,
            not_checked: not_checked.collect(),
        }
    }

    fn verdict(&self) -> VerdictOutput {
        let verdict = voice::verdict_of(self.checked);
        let voice::Verdict { kind, must, ask, hints, confirmed, .. } = verdict;
        VerdictOutput { kind, text: verdict.in_words(), must, ask, hints, confirmed }
    }

    fn findings(&self) -> Vec<FindingOutput> {
        let CheckedReport { source, findings, .. } = self.checked;
        let starts = findings.iter().map(|finding| finding.span.start);
        let places = source.lines().lines_and_columns(source.text(), starts);
        findings.iter().zip(places).map(|(finding, place)| self.finding(finding, place)).collect()
    }

    fn finding(&self, finding: &Finding, (line, column): (u32, u32)) -> FindingOutput {
        let words = self.checked.words(finding);
        let sums = finding.slip.sums();
        let fixes: Vec<FixOutput> = finding.fixes.iter().map(|fix| self.fix(fix)).collect();
        let (start, end) = self.offsets(finding.span);
        let related = finding.related.iter().map(|related| {
            let (start, end) = self.offsets(related.span);
            RelatedOutput { start, end, message: related.message.clone() }
        });
        FindingOutput {
            slip: finding.slip.clone(),
            severity: finding.severity,
            message: words.message,
            why: finding.slip.rule().why(),
            advice: words.advice,
            basis: BasisOutput { kind: words.basis.kind, text: words.basis.text },
            start,
            end,
            line,
            column,
            found: finding.slip.found(),
            expected: finding.slip.expected(),
            place: place_output(finding.place),
            related: related.collect(),
            fix: fixes.first().cloned(),
            fixes,
            equations: sums.map(|sums| sums.equations.iter().map(|equation| self.equation(equation)).collect()),
            repairs: sums.map(|sums| sums.repairs.iter().map(|repair| self.repair(repair, sums)).collect()),
            more_repairs: sums.map(|sums| sums.more_repairs),
            fingerprint: finding.fingerprint.clone(),
            standing: self.wanted.since.as_ref().map(|earlier| standing(finding, earlier)),
            acknowledged: finding.acknowledged.clone().map(|reason| AcknowledgedOutput { reason }),
        }
    }

    fn fix(&self, fix: &Fix) -> FixOutput {
        let edits = fix.edits.iter().map(|edit| self.edit(edit)).collect();
        FixOutput { label: fix.label.clone(), safe: fix.safe, edits }
    }

    fn edit(&self, edit: &Edit) -> EditOutput {
        let (start, end) = self.offsets(edit.span);
        EditOutput { start, end, text: edit.text.clone() }
    }

    fn equation(&self, equation: &FailedEquation) -> EquationOutput {
        let cells = equation.left_cells.iter().chain(&equation.right_cells);
        EquationOutput {
            rule: rule_of(equation.name.kind()),
            table: equation.name.table(),
            row: equation.name.row(),
            column: equation.name.column(),
            left: equation.left,
            right: equation.right,
            cells: cells.map(|(cell, _)| OperandOutput { row: cell.row, column: cell.column }).collect(),
            text: voice::equation_in_words(equation, &self.checked.report),
        }
    }

    fn repair(&self, repair: &Repair, diagnosis: &Diagnosis) -> RepairOutput {
        let report = &self.checked.report;
        let cells = repair.cells.iter().map(|change| CellChangeOutput {
            table: change.cell.table(),
            row: change.cell.row,
            column: change.cell.column,
            found: change.found,
            value: change.value,
        });
        RepairOutput {
            kind: repair.kind,
            mends: diagnosis.equations.len() as u32,
            cells: cells.collect(),
            elsewhere: repair.elsewhere.iter().map(|line| line.id()).collect(),
            text: voice::repair_in_words(repair, report),
            edits: repair.edits(report).iter().map(|edit| self.edit(edit)).collect(),
        }
    }

    fn remark(&self, remark: &Remark) -> RemarkOutput {
        let (start, end) = self.offsets(remark.span);
        RemarkOutput { start, end, text: remark.text.clone() }
    }
}

/// What became of an earlier check's findings.
pub fn since(findings: &[Finding], earlier: &[Earlier]) -> SinceOutput {
    let is_there = |known: &Earlier| findings.iter().any(|finding| finding.fingerprint == known.fingerprint);
    let remaining = findings.iter().filter(|finding| standing(finding, earlier) == Standing::Remaining).count();
    SinceOutput {
        mended: earlier.iter().filter(|known| !is_there(known)).cloned().collect(),
        new: (findings.len() - remaining) as u32,
        remaining: remaining as u32,
    }
}

/// Whether an earlier check found it too.
pub fn standing(finding: &Finding, earlier: &[Earlier]) -> Standing {
    match earlier.iter().any(|known| known.fingerprint == finding.fingerprint) {
        true => Standing::Remaining,
        false => Standing::New,
    }
}

impl Repair {
    /// The repair as replacements in the text, in its order; none where a cell is absent from it.
    pub fn edits(&self, report: &Report) -> Vec<Edit> {
        let edit =
            |change: &CellChange| Some(Edit { span: report.cell(change.cell)?.span?, text: change.value.to_string() });
        let mut edits: Vec<Edit> = self.cells.iter().map(edit).collect::<Option<_>>().unwrap_or_default();
        edits.sort_by_key(|edit| edit.span);
        edits
    }
}

/// SHA-256 of bytes, as 64 hexadecimal digits.
pub fn sha256_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place_output(place: Place) -> PlaceOutput {
    let none = PlaceOutput::default();
    match place {
        Place::Title => PlaceOutput { part: Some(Part::Title), ..none },
        Place::Preamble => PlaceOutput { part: Some(Part::Preamble), ..none },
        Place::Signature => PlaceOutput { part: Some(Part::Signature), ..none },
        Place::Section(section) => PlaceOutput { section: Some(section), ..none },
        Place::Table(table) => PlaceOutput { table: Some(table), ..none },
        Place::Row(row) => PlaceOutput { table: Some(row.table()), row: Some(row), ..none },
        Place::Column(table, column) => PlaceOutput { table: Some(table), column: Some(column), ..none },
        Place::Cell(cell) => {
            PlaceOutput { table: Some(cell.table()), row: Some(cell.row), column: Some(cell.column), ..none }
        }
    }
}
