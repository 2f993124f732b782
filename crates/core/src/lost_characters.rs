//! Characters that a reader could not make out. U+FFFD stands in their places: no rule speaks of what it touches, because
//! nobody knows what the author wrote there.

use crate::finding::{Found, Place};
use crate::form::TableNumber;
use crate::problem::{Problem, ProblemKind};
use crate::report::Report;
use crate::source::Source;
use crate::span::Span;

/// What stands in the place of a character that was lost.
pub(crate) const LOST: char = '\u{fffd}';

/// The places of lost characters in a report.
#[derive(Clone, Debug)]
pub(crate) struct LostCharacters {
    /// How many there are.
    count: usize,
    /// Outside of the cells that are unreadable because of them.
    places: Vec<usize>,
}

impl LostCharacters {
    pub fn of(source: &Source, report: &Report) -> Self {
        let mut places: Vec<usize> = source.text().match_indices(LOST).map(|(at, _)| at).collect();
        let count = places.len();
        if count > 0 {
            let mut cells: Vec<Span> = report.cells().filter_map(|cell| cell.span).collect();
            cells.sort_unstable();
            places.retain(|at| {
                let own = Span::new(*at, at + LOST.len_utf8());
                let before = cells.partition_point(|cell| cell.start <= own.start);
                !cells[..before].last().is_some_and(|cell| cell.contains(own))
            });
        }
        LostCharacters { count, places }
    }

    /// That characters of the text were lost, where its reader has not said so with a better reason.
    pub fn problem(&self, source: &Source) -> Option<Problem> {
        let count = self.count;
        let is_said = source.problems().iter().any(|problem| problem.kind == ProblemKind::LostCharacters);
        let message = format!(
            "文字里有 {count} 个字认不出来（显示为“{LOST}”），含有这些字的句子和单元格没有检查。请对照原件补上这些字再检查。"
        );
        (count > 0 && !is_said).then_some(Problem { kind: ProblemKind::LostCharacters, message })
    }

    /// Whether what was found may only be found because characters were lost: they stand in the same clause, or where
    /// something is said to be missing.
    pub fn are_spoken_of<S>(&self, found: &Found<S>, text: &str, report: &Report) -> bool {
        if self.count == 0 {
            return false;
        }
        let related = found.related.iter().map(|related| related.span);
        if std::iter::once(found.span).chain(related).any(|span| clause(text, span).contains(LOST)) {
            return true;
        }
        let whole = Span::new(0, text.len());
        match found.place {
            Place::Cell(_) => false,
            Place::Table(table) | Place::Column(table, _) => self.stand_in(part_of(report, table)),
            Place::Row(row) => self.stand_in(part_of(report, row.table())),
            _ => found.span.is_empty() && self.stand_in(whole),
        }
    }

    fn stand_in(&self, span: Span) -> bool {
        let first = self.places.partition_point(|at| *at < span.start as usize);
        self.places.get(first).is_some_and(|at| *at <= span.end as usize)
    }
}

/// The section of a table, or the table itself where the section was not found.
fn part_of(report: &Report, table: TableNumber) -> Span {
    let section = report.section(table.section()).map(|section| section.span);
    section.unwrap_or(report.table(table).span)
}

/// The words around a place, up to the ends of the clause or the cell.
fn clause(text: &str, span: Span) -> &str {
    let ends = ['。', '；', '\n', '\t'];
    let (start, end) = (span.start as usize, span.end as usize);
    let nearest = text.floor_char_boundary(start.saturating_sub(LONGEST_CLAUSE));
    let farthest = text.floor_char_boundary(end + LONGEST_CLAUSE);
    let before = text.get(nearest..start).and_then(|before| before.rfind(ends)).map_or(nearest, |at| nearest + at);
    let after = text.get(end..farthest).and_then(|after| after.find(ends)).map_or(farthest, |at| end + at);
    text.get(before..after).unwrap_or("")
}

/// Before and behind what was found, in bytes.
const LONGEST_CLAUSE: usize = 600;
