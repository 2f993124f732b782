//! What stands above the first part, cell by cell: a page prints its title among labels, in tables and under its menus.

use crate::matching::{fold, is_space};
use crate::source::Source;
use crate::span::Span;

use super::super::page_labels::{Label, label_at, labels_within, trimmed};

/// A line, or one of the cells that tabs, pipes or labels make of it.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Cell {
    /// The words, without what Markdown puts around them.
    pub span: Span,
    /// The same, folded.
    pub words: String,
    /// The label in front of them, or in the cell before.
    pub label: Option<Label>,
    /// Whether it is the only one of its line.
    pub is_line: bool,
}

/// So many lines are looked at; a page may have its menu above the report.
const TOP_LINES: usize = 120;

/// The cells of the lines that begin in the first `before` bytes.
pub(in crate::parse) fn top_cells(source: &Source, before: usize) -> Vec<Cell> {
    let text = source.text();
    let mut cells: Vec<Cell> = Vec::new();
    // A label whose value stands in the next cell or line.
    let mut label: Option<Label> = None;
    let begin = |span: &Span| (span.start as usize) <= before;
    for line in source.lines().spans().take_while(begin).filter(|line| !is_blank(line.of(text))).take(TOP_LINES) {
        let parts = parts(text, line);
        let is_line = parts.len() == 1;
        for span in parts {
            let read = label_at(text, span);
            let (own, value) = match read {
                Some((own, value)) => (Some(own), value),
                None => (label.take(), span),
            };
            label = own.filter(|_| value.is_empty());
            if !value.is_empty() {
                cells.push(Cell { span: value, words: fold(value.of(text)), label: own, is_line });
            }
        }
    }
    cells
}

fn is_blank(words: &str) -> bool {
    words.chars().all(is_space)
}

/// A line cut at tabs and pipes, and where a label of a page stands behind white space.
fn parts(text: &str, line: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = line.start as usize;
    let words = line.of(text);
    let borders = words.match_indices(['\t', '|', '｜', '│', '┃']).map(|(at, border)| (at, border.len()));
    for (at, length) in borders.chain([(words.len(), 0)]) {
        let end = line.start as usize + at;
        let cell = trimmed(text, Span::new(start, end));
        let mut from = cell.start as usize;
        for cut in labels_within(text, cell) {
            parts.push(trimmed(text, Span::new(from, cut)));
            from = cut;
        }
        parts.push(trimmed(text, Span::new(from, cell.end as usize)));
        start = end + length;
    }
    parts.retain(|part| !part.is_empty());
    parts
}
