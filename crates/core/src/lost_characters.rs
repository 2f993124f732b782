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

/// That characters of the text were lost, where its reader has not said so with a better reason.
pub(crate) fn problem(source: &Source) -> Option<Problem> {
    let count = source.text().matches(LOST).count();
    let is_said = source.problems().iter().any(|problem| problem.kind == ProblemKind::LostCharacters);
    let message = format!(
        "文字里有 {count} 个字认不出来（显示为“{LOST}”），含有这些字的句子和单元格没有检查。请对照原件补上这些字再检查。"
    );
    (count > 0 && !is_said).then_some(Problem { kind: ProblemKind::LostCharacters, message })
}

/// The places of lost characters in a report.
pub(crate) struct LostCharacters<'a> {
    text: &'a str,
    report: &'a Report,
    /// Outside of the cells that are unreadable because of them.
    places: Vec<usize>,
    any: bool,
}

impl<'a> LostCharacters<'a> {
    pub fn of(source: &'a Source, report: &'a Report) -> Self {
        let text = source.text();
        let mut places: Vec<usize> = text.match_indices(LOST).map(|(at, _)| at).collect();
        let any = !places.is_empty();
        if any {
            let mut cells: Vec<Span> = report.cells().filter_map(|cell| cell.span).collect();
            cells.sort_unstable();
            places.retain(|at| {
                let own = Span::new(*at, at + LOST.len_utf8());
                let before = cells.partition_point(|cell| cell.start <= own.start);
                !cells[..before].last().is_some_and(|cell| cell.contains(own))
            });
        }
        LostCharacters { text, report, places, any }
    }

    /// Whether what was found may only be found because characters were lost: they stand in the same clause, or where
    /// something is said to be missing.
    pub fn are_spoken_of<S>(&self, found: &Found<S>) -> bool {
        if !self.any {
            return false;
        }
        let related = found.related.iter().map(|related| related.span);
        if std::iter::once(found.span).chain(related).any(|span| self.clause(span).contains(LOST)) {
            return true;
        }
        let whole = Span::new(0, self.text.len());
        match found.place {
            Place::Cell(_) => false,
            Place::Table(table) | Place::Column(table, _) => self.stand_in(self.part_of(table)),
            Place::Row(row) => self.stand_in(self.part_of(row.table())),
            _ => found.span.is_empty() && self.stand_in(whole),
        }
    }

    fn stand_in(&self, span: Span) -> bool {
        let first = self.places.partition_point(|at| *at < span.start as usize);
        self.places.get(first).is_some_and(|at| *at <= span.end as usize)
    }

    /// The section of a table, or the table itself where the section was not found.
    fn part_of(&self, table: TableNumber) -> Span {
        let section = self.report.section(table.section()).map(|section| section.span);
        section.unwrap_or(self.report.table(table).span)
    }

    /// The words around a place, up to the ends of the clause or the cell.
    fn clause(&self, span: Span) -> &'a str {
        let ends = ['。', '；', '\n', '\t'];
        let (start, end) = (span.start as usize, span.end as usize);
        let nearest = self.text.floor_char_boundary(start.saturating_sub(LONGEST_CLAUSE));
        let farthest = self.text.floor_char_boundary(end + LONGEST_CLAUSE);
        let before =
            self.text.get(nearest..start).and_then(|before| before.rfind(ends)).map_or(nearest, |at| nearest + at);
        let after = self.text.get(end..farthest).and_then(|after| after.find(ends)).map_or(farthest, |at| end + at);
        self.text.get(before..after).unwrap_or("")
    }
}

/// Before and behind what was found, in bytes.
const LONGEST_CLAUSE: usize = 600;
