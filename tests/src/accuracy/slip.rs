//! One slip in an otherwise valid report, with what ought to be found.

use std::ops::Range;

use gouji_core::finding::Severity;
use gouji_core::form::{SectionId, TableNumber};

use crate::generate::{Claim, Draft, DraftLine, Part, Random, Shape, What};

/// A report with one slip.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The rule that ought to speak.
    pub rule: &'static str,
    /// The report.
    pub draft: Draft,
    /// Where it ought to point.
    pub place: Where,
    /// The cells that are wrong, for a slip in a table.
    pub cells: Vec<(TableNumber, usize)>,
    /// How severe it ought to be called; `None` where that depends on the shape, or does not matter.
    pub severity: Option<Severity>,
    /// Last year's report, for a slip that only shows beside it.
    pub previous: Option<Draft>,
}

/// Where a slip stands in its draft.
#[derive(Clone, Debug)]
pub enum Where {
    /// The whole report shows it.
    Anywhere,
    /// These lines.
    Lines(Range<usize>),
    /// These bytes of a line.
    Bytes(usize, Range<usize>),
}

/// A kind of slip.
pub struct SlipKind {
    /// Its name in the table of results.
    pub name: &'static str,
    /// Makes it, where the report gives occasion for it.
    pub make: fn(&Draft, &mut Random) -> Option<Slip>,
    /// Whether it can be seen at all in a shape.
    pub shows: fn(Shape) -> bool,
}

/// A kind of slip that shows in every shape.
pub(super) const fn kind(name: &'static str, make: fn(&Draft, &mut Random) -> Option<Slip>) -> SlipKind {
    SlipKind { name, make, shows: |_| true }
}

impl Slip {
    /// A slip of the prose.
    pub(super) fn new(rule: &'static str, draft: Draft, place: Where) -> Self {
        Slip { rule, draft, place, cells: Vec::new(), severity: None, previous: None }
    }

    /// A slip in a table, with the cells that are wrong.
    pub(super) fn in_table(
        rule: &'static str,
        draft: Draft,
        table: TableNumber,
        cells: impl IntoIterator<Item = usize>,
    ) -> Option<Self> {
        let line = draft.lines.iter().position(|line| line.part == Part::Table(table))?;
        let cells = cells.into_iter().map(|at| (table, at)).collect();
        Some(Slip { cells, ..Slip::new(rule, draft, Where::Lines(line..line + 1)) })
    }
}

/// Puts `words` in place of some bytes of a line; the place is the sentence in which they now stand.
pub(super) fn replace(draft: &Draft, line: usize, bytes: Range<usize>, words: &str) -> (Draft, Where) {
    let mut draft = draft.clone();
    let text = &mut draft.lines[line].text;
    text.replace_range(bytes.clone(), words);
    let sentence = sentence(text, bytes.start..bytes.start + words.len());
    (draft, Where::Bytes(line, sentence))
}

/// A slip made by replacing.
pub(super) fn replaced(
    rule: &'static str,
    draft: &Draft,
    line: usize,
    bytes: Range<usize>,
    words: &str,
) -> Option<Slip> {
    let (draft, place) = replace(draft, line, bytes, words);
    Some(Slip::new(rule, draft, place))
}

/// A slip made by a further sentence at the end of a line.
pub(super) fn appended(rule: &'static str, draft: &Draft, line: usize, words: &str) -> Option<Slip> {
    let end = draft.lines[line].text.len();
    let (draft, _) = replace(draft, line, end..end, words);
    Some(Slip::new(rule, draft, Where::Bytes(line, end..end + words.len())))
}

/// The sentence around some bytes.
pub(super) fn sentence(text: &str, bytes: Range<usize>) -> Range<usize> {
    let mark = "。";
    let start = text[..bytes.start].rfind(mark).map_or(0, |at| at + mark.len());
    let end = text[bytes.end..].find(mark).map_or(text.len(), |at| bytes.end + at + mark.len());
    start..end
}

/// One of the claims that `wanted` accepts, with its line.
pub(super) fn pick_claim(
    draft: &Draft,
    random: &mut Random,
    wanted: impl Fn(&DraftLine, &Claim) -> bool,
) -> Option<(usize, Claim)> {
    let lines = draft.lines.iter().enumerate();
    let all: Vec<(usize, &Claim)> = lines
        .flat_map(|(at, line)| line.claims.iter().filter(|claim| wanted(line, claim)).map(move |claim| (at, claim)))
        .collect();
    if all.is_empty() {
        return None;
    }
    let (line, claim) = *random.pick(&all);
    Some((line, claim.clone()))
}

/// The words around a claim: its sentence.
pub(super) fn around<'a>(line: &'a DraftLine, claim: &Claim) -> &'a str {
    &line.text[sentence(&line.text, claim.span.clone())]
}

/// Whether another claim of this kind stands in the sentence.
pub(super) fn beside(line: &DraftLine, claim: &Claim, what: What) -> bool {
    let sentence = sentence(&line.text, claim.span.clone());
    line.claims.iter().any(|other| other.what == what && sentence.contains(&other.span.start))
}

/// The paragraph of an aspect of section one, counted from 0.
pub(super) fn aspect_line(draft: &Draft, aspect: usize) -> Option<usize> {
    let mark = ["（一）", "（二）", "（三）", "（四）", "（五）"][aspect];
    let lines = &draft.lines;
    (1..lines.len()).find(|at| {
        lines[*at].part == Part::Body
            && lines[*at].section == Some(SectionId::Overview)
            && (lines[*at].text.starts_with(mark)
                || lines[at - 1].part == Part::SubHeading && lines[at - 1].text.starts_with(mark))
    })
}

/// The lines of a section, its heading first.
pub(super) fn of_section(draft: &Draft, section: SectionId) -> Range<usize> {
    let is_here = |line: &DraftLine| line.section == Some(section);
    let start = draft.lines.iter().position(is_here).unwrap_or(0);
    let end = draft.lines.iter().rposition(is_here).map_or(start, |at| at + 1);
    start..end
}

/// One of the places of `words` in paragraphs.
pub(super) fn pick_words(draft: &Draft, random: &mut Random, words: &str) -> Option<(usize, Range<usize>)> {
    let lines = draft.lines.iter().enumerate().filter(|(_, line)| matches!(line.part, Part::Body | Part::Opening));
    let all: Vec<(usize, Range<usize>)> = lines
        .flat_map(|(at, line)| line.text.match_indices(words).map(move |(start, _)| (at, start..start + words.len())))
        .collect();
    if all.is_empty() { None } else { Some(random.pick(&all).clone()) }
}
