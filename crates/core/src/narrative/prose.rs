//! The prose of a report: its paragraphs and clauses, without the tables.

use crate::form::SectionId;
use crate::matching::{Folded, is_space};
use crate::page_number::is_page_number;
use crate::report::{Report, TableState};
use crate::source::Source;
use crate::span::Span;

/// The prose, folded: no white space, half-width letters and digits, plain brackets and quotation marks.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Paragraphs in the order of the text, headings and title lines among them.
    pub paragraphs: Vec<Paragraph>,
    /// Clauses in the order of the text.
    pub clauses: Vec<Clause>,
    folded: Folded,
}

/// A paragraph; lines that a file broke in mid-sentence are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in the text as given.
    pub span: Span,
    /// Where its words begin and end in [`Prose::text`].
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// The section it stands in; `None` before the first.
    pub section: Option<SectionId>,
    /// Whether it is the heading of its section.
    pub is_section_heading: bool,
    /// How many lines of the text it takes.
    pub lines: u32,
}

/// What stands between two of the marks ，,；;。！？：: and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where it begins and ends in [`Prose::text`], its mark left out.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Place of its paragraph in [`Prose::paragraphs`].
    pub paragraph: usize,
    /// The mark behind it; `\n` at the end of a paragraph.
    pub mark: char,
    /// Which sentence of the whole text it belongs to: one more after each of 。！？ and each paragraph.
    pub sentence: usize,
    /// Place of its first word in [`super::Narrative::hits`].
    pub first_hit: usize,
}

impl Prose {
    /// The paragraphs of a report as read; the clauses are cut afterwards.
    pub(super) fn of(source: &Source, report: &Report) -> Self {
        let mut prose = Prose { folded: Folded::with_room_for(source.text().len()), ..Prose::default() };
        for line in prose_lines(source, report) {
            prose.push(source.text(), line);
        }
        prose.end_paragraph();
        prose
    }

    /// The folded text of all paragraphs, each followed by a line feed.
    pub fn text(&self) -> &str {
        self.folded.text()
    }

    /// The folded words of a paragraph.
    pub fn words_of(&self, paragraph: &Paragraph) -> &str {
        &self.text()[paragraph.start..paragraph.end]
    }

    /// The folded text around a place, at most so many bytes before and behind it.
    pub fn around(&self, at: usize, bytes: usize) -> (&str, &str) {
        let text = self.text();
        let mut start = at.saturating_sub(bytes);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = (at + bytes).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        (&text[start..at], &text[at..end])
    }

    /// The folded words of a clause.
    pub fn clause(&self, clause: &Clause) -> &str {
        &self.text()[clause.start..clause.end]
    }

    /// The folded words of a clause in front of a place in it.
    pub fn clause_before(&self, clause: usize, at: usize) -> &str {
        &self.text()[self.clauses[clause].start..at]
    }

    /// The section of a clause.
    pub fn section_of(&self, clause: &Clause) -> Option<SectionId> {
        self.paragraphs[clause.paragraph].section
    }

    /// The place in the text as given of the folded bytes `start..end`.
    pub fn origin(&self, start: usize, end: usize) -> Span {
        self.folded.origin(start, end)
    }

    /// How many of the ,;:?! in [`Prose::text`] the report has as ，；：？！.
    pub fn narrowed_marks(&self) -> usize {
        self.folded.narrowed_marks()
    }

    /// Those of some places in [`Prose::text`], given in their order, where the report has that very character.
    pub fn unchanged(&self, places: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        self.folded.unchanged(places)
    }

    fn push(&mut self, text: &str, line: Line) {
        let goes_on = self.paragraphs.last().is_some_and(|last| {
            last.section == line.section
                && !last.is_section_heading
                && !line.is_section_heading
                && line.follows
                && breaks_in_mid_sentence(self.words_of(last), line.span.of(text))
        });
        if !goes_on {
            self.end_paragraph();
        }
        let start = self.folded.text().len();
        self.folded.push(text, line.span);
        let end = self.folded.text().len();
        if goes_on && let Some(last) = self.paragraphs.last_mut() {
            last.span = last.span.join(line.span);
            last.end = end;
            last.lines += 1;
            return;
        }
        self.paragraphs.push(Paragraph {
            span: line.span,
            start,
            end,
            section: line.section,
            is_section_heading: line.is_section_heading,
            lines: 1,
        });
    }

    fn end_paragraph(&mut self) {
        if let Some(last) = self.paragraphs.last() {
            self.folded.push_mark('\n', Span { start: last.span.end, end: last.span.end });
        }
    }
}

/// A line of prose, or the part of one that belongs to one section.
struct Line {
    span: Span,
    section: Option<SectionId>,
    is_section_heading: bool,
    /// Whether it stands right under the line before it.
    follows: bool,
}

/// Longest line that stands by itself, in bytes: a heading, a signature, a date.
const SHORT_LINE: usize = 60;

fn breaks_in_mid_sentence(before: &str, line: &str) -> bool {
    let line = line.trim_start_matches(is_space);
    before.len() > SHORT_LINE
        && !before.ends_with(['。', '!', '?', ';', ':'])
        && !line.starts_with(['(', '（', '①', '②', '③'])
        && !begins_with_number(line)
}

/// 一、 or 1. and the like.
fn begins_with_number(line: &str) -> bool {
    let rest = line
        .trim_start_matches(|character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character));
    rest.len() < line.len() && rest.starts_with(['、', '.', '．', '是'])
}

/// The lines outside of tables, cut where a section or its heading begins or ends within one.
fn prose_lines(source: &Source, report: &Report) -> Vec<Line> {
    let text = source.text();
    let stands = |state| !matches!(state, TableState::Missing | TableState::NotDue);
    let mut tables: Vec<Span> =
        report.tables.iter().filter(|table| stands(table.state)).map(|table| table.span).collect();
    tables.sort_unstable();
    let headings = report.sections.iter().map(|section| section.heading);
    let spans = headings.chain(tables.iter().copied());
    let mut cuts: Vec<u32> = spans.flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    let mut lines = Vec::new();
    let (mut next_cut, mut table, mut section, mut last_end) = (0, 0, 0, 0);
    let mut start = 0;
    let mut line_ends = source.lines().spans().map(|line| line.end as usize).peekable();
    while start < text.len() {
        while cuts.get(next_cut).is_some_and(|cut| *cut as usize <= start) {
            next_cut += 1;
        }
        while tables.get(table).is_some_and(|known| known.end as usize <= start) {
            table += 1;
        }
        if let Some(known) = tables.get(table).filter(|known| known.start as usize <= start) {
            start = known.end as usize;
            continue;
        }
        while line_ends.next_if(|end| *end < start).is_some() {}
        let line_end = line_ends.peek().copied().unwrap_or(text.len());
        let end = cuts.get(next_cut).map_or(line_end, |cut| (*cut as usize).min(line_end));
        let words = &text[start..end];
        let inner = words.trim_start_matches(is_space);
        let first = end - inner.len();
        let span = Span::new(first, first + inner.trim_end_matches(is_space).len());
        start = if end == line_end { end + 1 } else { end };
        if is_page_number(inner) {
            // The sentence goes on behind it.
            last_end = start.min(text.len());
            continue;
        }
        if inner.is_empty() || report.is_furniture(span) {
            continue;
        }
        while report.sections.get(section + 1).is_some_and(|next| next.heading.start <= span.start) {
            section += 1;
        }
        let own = report.sections.get(section).filter(|own| own.heading.start <= span.start);
        let between = &text[last_end..first];
        lines.push(Line {
            span,
            section: own.map(|own| own.id),
            is_section_heading: own.is_some_and(|own| own.heading.contains(span)),
            follows: between.matches('\n').nth(1).is_none(),
        });
        last_end = span.end as usize;
    }
    lines
}
