//! Where the labels of a table's rows stand among lines that may have broken them in the middle.

use crate::form::{Layout, RowHead};
use crate::matching::Folded;
use crate::span::Span;

use super::lines::Line;

/// A label of a row, found by its distinctive part.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundLabel {
    /// Place of the row in the layout.
    pub row: usize,
    /// The distinctive part in the text.
    pub head: Span,
}

/// Stands for a value in the folded stream, so that no label is found across one.
const WALL: char = '\u{1}';

/// The labels in the order of the text. A label broken over lines is found where its distinctive part begins.
pub(super) fn find_labels(text: &str, lines: &[Line], layout: &Layout, heads: &[RowHead]) -> Vec<FoundLabel> {
    let mut stream = Folded::default();
    for line in lines {
        if line.is_prose(text) {
            stream.push_mark(WALL, line.span);
            continue;
        }
        for piece in &line.pieces {
            if piece.is_words() {
                stream.push(text, piece.span);
            } else if !piece.is_blank() {
                stream.push_mark(WALL, piece.span);
            }
        }
        if line.from_grid {
            stream.push_mark(WALL, line.span);
        }
    }
    let mut found = Vec::new();
    for head in heads {
        let Some(row) = layout.rows.iter().position(|row| row.id == head.row) else { continue };
        for words in head.heads {
            for (at, _) in stream.text().match_indices(words) {
                let rest = &stream.text()[at + words.len()..];
                // 3.其他 is a row; 3.其他法律…, 3.其他处理 and the like are not.
                let other_row = head.row == "other_other"
                    && rest.starts_with(|next: char| {
                        next != WALL && !next.is_ascii() && !"四五六七(一二三".contains(next)
                    });
                if !other_row {
                    found.push(FoundLabel { row, head: stream.origin(at, at + words.len()) });
                }
            }
        }
    }
    found.sort_by_key(|label| (label.head.start, label.row));
    // Two distinctive parts of one label, or the same row's label met twice in a row, are one.
    found.dedup_by(|next, previous| next.row == previous.row);
    found
}
