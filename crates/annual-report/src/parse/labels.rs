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

/// No table has so many labels; what goes on repeating them is not read further.
const MOST_LABELS: usize = 600;

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
        for piece in line.pieces {
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
    // Each place is held against the few heads that begin with its character.
    let mut starts: Vec<(char, &str, usize)> = Vec::with_capacity(40);
    for head in heads {
        let Some(row) = layout.rows.iter().position(|row| row.id == head.row) else { continue };
        starts.extend(head.heads.iter().filter_map(|words| Some((words.chars().next()?, *words, row))));
    }
    let bit = |character: char| 1_u128 << (character as u32 & 127);
    let any_start = starts.iter().fold(0, |bits, (first, _, _)| bits | bit(*first));
    let mut found = Vec::new();
    for (at, character) in stream.text().char_indices() {
        if any_start & bit(character) == 0 {
            continue;
        }
        if found.len() >= MOST_LABELS {
            break;
        }
        for (first, words, row) in &starts {
            if *first != character || !stream.text()[at..].starts_with(words) {
                continue;
            }
            let rest = &stream.text()[at + words.len()..];
            if layout.rows[*row].id != "other_other" || ends_there(rest) {
                found.push(FoundLabel { row: *row, head: stream.origin(at, at + words.len()) });
            }
        }
    }
    found.sort_by_key(|label| (label.head.start, label.row));
    // Two distinctive parts of one label, or the same row's label met twice in a row, are one.
    found.dedup_by(|next, previous| next.row == previous.row);
    found
}

/// 3.其他 is a row; 3.其他法律… and the like are not. What may follow is a value, or the next label's numbering.
fn ends_there(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| next == WALL || next.is_ascii() || "四五六七一二三".contains(next))
}
