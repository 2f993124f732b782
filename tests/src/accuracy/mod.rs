//! How much of what is wrong is found, and how much of what is found is wrong: one slip at a time in reports that are valid
//! by construction.

mod cells;
mod claims;
mod corpus;
mod form;
mod last_year;
mod slip;
mod table;
mod whole;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_core::arithmetic::Repair;
use gouji_core::finding::{Place, Severity};
use gouji_core::form::{Edition, LineId, TableNumber};
use gouji_core::report::CellAddress;
use gouji_core::{CheckedReport, Finding, Options, Span, check};

pub use corpus::corpus_findings;
pub use slip::{Slip, SlipKind, Where};
pub use table::{LARGE, SMALL, document, rules_table};

use crate::generate::{Draft, Kind, Random, Rendered, ReportData, Shape, render_draft};

/// What a measurement came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Valid reports, each in every shape.
    pub reports: usize,
    /// Of these, with an error or a warning.
    pub valid_with_alarm: usize,
    /// Reports with a slip.
    pub slipped: usize,
    /// By rule id.
    pub rules: BTreeMap<&'static str, Count>,
    /// By the name of the kind of slip.
    pub kinds: BTreeMap<&'static str, Count>,
    /// False alarms in words, the first of each rule.
    pub alarms: BTreeMap<&'static str, String>,
    /// By kind, then by the sentence that holds the slip, its digits left out, or by the shape where none does: slips found,
    /// slips made.
    pub sentences: BTreeMap<&'static str, BTreeMap<String, (usize, usize)>>,
}

/// Numbers of a rule or of a kind of slip.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Slips made.
    pub injected: usize,
    /// Slips that the rule points at.
    pub found: usize,
    /// Findings in valid reports.
    pub alarms_valid: usize,
    /// Findings beside the slip in reports with one.
    pub alarms_beside: usize,
    /// Slips in cells.
    pub in_cells: usize,
    /// Of these, with the wrong cells among the repairs, or as the number that is one too many.
    pub named: usize,
    /// Of these, with the wrong cells as the first repair.
    pub named_first: usize,
}

impl Count {
    /// Findings that nothing wrong stands behind.
    pub fn alarms(&self) -> usize {
        self.alarms_valid + self.alarms_beside
    }
}

/// Every kind of slip.
pub fn kinds() -> impl Iterator<Item = &'static SlipKind> {
    [cells::KINDS, form::KINDS, claims::KINDS, whole::KINDS, wording::KINDS, last_year::KINDS].into_iter().flatten()
}

/// The report of a seed, without a shape.
pub fn data_of(seed: u64) -> ReportData {
    let kind = match seed % 8 {
        0..4 => Kind::Usual,
        4 | 5 => Kind::Sparse,
        6 => Kind::Large,
        _ => Kind::Empty,
    };
    ReportData::new(seed, kind, if seed % 5 == 4 { Edition::E2019 } else { Edition::E2021 })
}

/// Checks the reports of these seeds in every shape, first as they are, then with one slip of each kind.
pub fn measure(seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let draft = Draft::new(&data_of(seed));
        for (at, shape) in Shape::ALL.into_iter().enumerate() {
            let valid = tally.valid(&draft, shape, seed);
            for kind in kinds().filter(|kind| (kind.shows)(shape)) {
                let mut random = Random::new((seed * 100 + at as u64) ^ number_of(kind.name));
                // Some kinds depend on a lucky choice of place.
                let Some(slip) = (0..6).find_map(|_| (kind.make)(&draft, &mut random)) else { continue };
                tally.slipped(kind.name, &slip, shape, &valid);
            }
        }
    }
    tally
}

/// A number of a kind's own, so that a new kind leaves the slips of the others as they are (FNV-1a).
fn number_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |number, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Tally {
    /// Takes in a valid report, beside last year's where there is one; how often each rule speaks there.
    fn valid(&mut self, draft: &Draft, shape: Shape, seed: u64) -> BTreeMap<&'static str, usize> {
        let (_, checked) = checked(draft, draft.last_year().as_ref(), shape);
        let mut spoken = BTreeMap::new();
        for finding in &checked.findings {
            *spoken.entry(finding.rule).or_insert(0) += 1;
            self.rules.entry(finding.rule).or_default().alarms_valid += 1;
            self.alarms
                .entry(finding.rule)
                .or_insert_with(|| format!("种子{seed}、{shape:?}：{}", checked.words(finding).message));
        }
        self.reports += 1;
        self.valid_with_alarm += usize::from(checked.findings.iter().any(|finding| finding.severity != Severity::Info));
        spoken
    }

    fn slipped(&mut self, kind: &'static str, slip: &Slip, shape: Shape, valid: &BTreeMap<&'static str, usize>) {
        let (rendered, checked) = checked(&slip.draft, slip.previous.as_ref(), shape);
        let place = place(slip, &rendered);
        let mut count = Count { injected: 1, ..Count::default() };
        let mut beside: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in &checked.findings {
            if !points_at(finding, place) {
                *beside.entry(finding.rule).or_insert(0) += 1;
            } else if finding.rule == slip.rule && slip.severity.is_none_or(|severity| severity == finding.severity) {
                count.found = 1;
            }
        }
        if !slip.cells.is_empty() {
            count.in_cells = 1;
            (count.named, count.named_first) = named(slip, &checked);
        }
        // What a wrong cell or a missing section means for the prose is no false alarm.
        let prose_only = matches!(slip.place, Where::Bytes(..));
        for (rule, findings) in beside {
            if prose_only || rule == slip.rule {
                let more = findings.saturating_sub(valid.get(rule).copied().unwrap_or(0));
                self.rules.entry(rule).or_default().alarms_beside += more;
                let alarm = checked.findings.iter().rfind(|finding| finding.rule == rule && !points_at(finding, place));
                if let Some(finding) = alarm.filter(|_| more > 0) {
                    self.alarms.entry(rule).or_insert_with(|| {
                        let message = checked.words(finding).message;
                        format!("{shape:?}，另有差错（{kind}）：{message}")
                    });
                }
            }
        }
        let lines = &slip.draft.lines;
        let sentence = match &slip.place {
            Where::Bytes(line, bytes) => pattern(&lines[*line].text[bytes.clone()]),
            Where::Lines(range) if !lines[range.start].text.is_empty() => pattern(&lines[range.start].text),
            _ => match slip.draft.tables.labels.first() {
                Some((_, words)) => words.clone(),
                None => format!("{shape:?}"),
            },
        };
        let counted = self.sentences.entry(kind).or_default().entry(sentence).or_default();
        counted.0 += count.found;
        counted.1 += 1;
        self.slipped += 1;
        self.rules.entry(slip.rule).or_default().add(count);
        self.kinds.entry(kind).or_default().add(count);
    }
}

/// A draft in a shape, checked, against last year's in the same shape where it is given.
fn checked(draft: &Draft, previous: Option<&Draft>, shape: Shape) -> (Rendered, CheckedReport) {
    let rendered = render_draft(draft, shape);
    let previous = previous.map(|previous| Arc::new(render_draft(previous, shape).source));
    let checked = check(rendered.source.clone(), &Options { previous, ..Options::default() });
    (rendered, checked)
}

/// A sentence without its numbers and its place in an enumeration.
fn pattern(sentence: &str) -> String {
    let sentence = match sentence.split_once('是') {
        Some((numeral, rest)) if ["一", "二", "三", "四", "五", "六"].contains(&numeral) => rest,
        _ => sentence,
    };
    let mut pattern = String::new();
    for character in sentence.chars() {
        let digit = character.is_ascii_digit();
        if !digit {
            pattern.push(character);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}

impl Count {
    fn add(&mut self, other: Count) {
        self.injected += other.injected;
        self.found += other.found;
        self.in_cells += other.in_cells;
        self.named += other.named;
        self.named_first += other.named_first;
    }
}

/// The place of a slip in the text; `None` where the whole report shows it.
fn place(slip: &Slip, rendered: &Rendered) -> Option<Span> {
    match &slip.place {
        Where::Anywhere => None,
        Where::Lines(lines) => lines.clone().map(|line| rendered.whole(line)).reduce(Span::join),
        Where::Bytes(line, bytes) => Some(rendered.place(*line, bytes.clone())),
    }
}

fn points_at(finding: &Finding, place: Option<Span>) -> bool {
    let Some(place) = place else { return true };
    let meets = |span: Span| span.start <= place.end && place.start <= span.end;
    meets(finding.span) || finding.related.iter().any(|related| meets(related.span))
}

/// Whether the repairs, or what is said beside them, name exactly the wrong cells, and whether the first repairs do.
fn named(slip: &Slip, checked: &CheckedReport) -> (usize, usize) {
    let address = |(table, at): &(TableNumber, usize)| checked.report.table(*table).cells.get(*at).map(|it| it.address);
    let wrong: Vec<Option<CellAddress>> = slip.cells.iter().map(address).collect();
    let (mut all, mut first): (Vec<CellAddress>, Vec<CellAddress>) = (Vec::new(), Vec::new());
    for finding in &checked.findings {
        let listed = finding.slip.cells();
        match (finding.slip.sums(), finding.place) {
            (Some(diagnosis), _) => {
                // One offer has to name all wrong cells of its sums and no other.
                let offers: Vec<Vec<CellAddress>> = diagnosis.repairs.iter().flat_map(offers_of).collect();
                let right = |offer: &&Vec<CellAddress>| offer.iter().all(|cell| wrong.contains(&Some(*cell)));
                all.extend(offers.iter().find(right).into_iter().flatten());
                all.extend(diagnosis.stray.map(|change| change.cell));
                first.extend(offers.first().filter(right).into_iter().flatten());
            }
            (None, Place::Cell(cell)) if listed.is_empty() => {
                all.push(cell);
                first.push(cell);
            }
            (None, _) => {
                all.extend(&listed);
                first.extend(&listed);
            }
        }
    }
    let within = |named: &[CellAddress]| wrong.iter().all(|cell| cell.is_some_and(|cell| named.contains(&cell)));
    (usize::from(within(&all)), usize::from(within(&first)))
}

/// The cells of a repair, and those of the same move elsewhere.
fn offers_of(repair: &Repair) -> Vec<Vec<CellAddress>> {
    let cells: Vec<CellAddress> = repair.cells.iter().map(|change| change.cell).collect();
    let moved = |line: &LineId| {
        let there = |cell: &CellAddress| match *line {
            LineId::Row(row) => CellAddress { row, ..*cell },
            LineId::Column(column) => CellAddress { column, ..*cell },
        };
        cells.iter().map(there).collect()
    };
    let mut offers: Vec<Vec<CellAddress>> = repair.elsewhere.iter().map(moved).collect();
    offers.insert(0, cells);
    offers
}
