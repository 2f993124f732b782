//! Where the labels of a table's rows stand among lines that may have broken them in the middle.

use crate::form::{Layout, RowId, heads_of};
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
pub(super) fn find_labels(text: &str, lines: &[Line], layout: &Layout) -> Vec<FoundLabel> {
    let words: usize = lines.iter().map(|line| (line.span.end - line.span.start) as usize).sum();
    let mut stream = Folded::with_room_for(words);
    for line in lines {
        if line.is_prose() {
            stream.push_mark(WALL, line.span);
            continue;
        }
        for piece in line.pieces {
            if piece.is_words() && !piece.miswritten {
                stream.push(text, piece.span);
            } else if !piece.is_blank() {
                stream.push_mark(WALL, piece.span);
            }
        }
        if line.from_grid {
            stream.push_mark(WALL, line.span);
        }
    }
    let heads = heads_of(layout);
    let text = stream.text();
    let found = heads.needles.places(text).filter_map(|(at, head)| {
        let row = heads.rows[head];
        let end = at + heads.words[head].len();
        let own = layout.rows[row].id != RowId::OtherOther || ends_there(&text[end..]);
        own.then_some((row, at, end))
    });
    let mut found: Vec<_> = found.take(MOST_LABELS).collect();
    // Two distinctive parts of one label are one; with values between them the row stands twice.
    found.dedup_by(|next, previous| next.0 == previous.0 && !text[previous.2.min(next.1)..next.1].contains(WALL));
    let label = |(row, at, end)| FoundLabel { row, head: stream.origin(at, end) };
    let mut found: Vec<FoundLabel> = found.into_iter().map(label).collect();
    let place = |label: &FoundLabel| (label.head.start, label.row);
    found.sort_by_key(place);
    found
}

/// 3.其他 is a row; 3.其他法律… and the like are not. What may follow is a value, or the next label's numbering.
fn ends_there(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| next == WALL || next.is_ascii() || "四五六七一二三".contains(next))
}

/// A row's label as a sentence quotes it, without what stands in brackets.
pub(super) fn short_label(label: &str) -> &str {
    label.find("（区分").map_or(label, |at| &label[..at])
}
