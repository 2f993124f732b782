//! Labels that are not worded as the form has them.

use crate::form::{Layout, SubHeadingId, TableNumber, folded_sub_headings};
use crate::matching::{Folded, fold, fold_words, same_words};
use crate::ordering::in_order_by;
use crate::report::{ChangedLabel, Labelled};

use super::labels::FoundLabel;
use super::lines::{Line, Piece};

/// The changed labels of a table. Width, space, brackets, quotes, numbering and punctuation are no difference; a label
/// that goes on elsewhere is not judged.
pub(super) fn changed_labels(text: &str, lines: &[Line], labels: &[FoundLabel], layout: &Layout) -> Vec<ChangedLabel> {
    let mut changed = Vec::new();
    for label in labels {
        let row = &layout.rows[label.row];
        let place = lines.partition_point(|line| line.span.end < label.head.end);
        let Some(line) = lines.get(place).filter(|line| line.span.contains(label.head)) else { continue };
        let Some(at) = line.pieces.iter().position(|piece| piece.span.contains(label.head)) else { continue };
        let piece = line.pieces[at].span;
        if piece.of(text).len() > LONGEST_LABEL || line.pieces[at + 1..].iter().any(Piece::is_words) {
            continue;
        }
        // Most labels are the form's own.
        if same_words(piece.of(text), row.label) {
            continue;
        }
        let official = fold_words(row.label);
        // Only a label with its numbers beside it is sure to be whole; or one with its numbers under it, where it begins
        // with its numbering or behind other numbers.
        let beside = line.pieces[at + 1..].iter().any(|piece| piece.is_value() || piece.is_blank());
        let above = || {
            let number = |line: &Line| line.pieces.len() == 1 && line.value_count() == 1;
            let numbering = official.chars().next().filter(|first| NUMERALS.contains(*first));
            let begins = || fold_words(piece.of(text)).starts_with(|first| Some(first) == numbering);
            line.pieces.len() == 1
                && lines.get(place + 1).is_some_and(number)
                && (place.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(number) || begins())
        };
        if !beside && !above() {
            continue;
        }
        let words = Folded::of(text, piece);
        let found = fold_words(words.text());
        // What a column of another cell left in front of the label is no part of it: compare from the numbering on.
        let same = found.ends_with(&official);
        // A label of two lines, the second of which the finding of cells in a PDF put behind the one before it.
        let strayed = |rest: &str| {
            line.pieces[..at].iter().any(|piece| piece.is_words() && fold_words(piece.span.of(text)).ends_with(rest))
        };
        let unfinished = !line.from_grid
            && rest_of(&official, &found)
                .is_some_and(|rest| rest.is_empty() || strayed(rest) || goes_on(text, &lines[place + 1..], rest));
        if same || unfinished || found.chars().count() > official.chars().count() + 12 {
            continue;
        }
        let numbering: String = row.label.chars().take(2).collect();
        let start = words.text().find(&fold(&numbering)).unwrap_or(0);
        let span = words.origin(start, words.text().len());
        changed.push(ChangedLabel { span, of: Labelled::Row(row.id), official: row.label });
    }
    let mut known: Vec<Labelled> = Vec::new();
    changed.retain(|label| {
        !known.contains(&label.of) && {
            known.push(label.of);
            true
        }
    });
    if layout.table == TableNumber::Two {
        changed.extend(changed_sub_headings(text, lines));
    }
    in_order_by(changed, |label| label.span)
}

/// No label with its spaces is longer, in bytes.
const LONGEST_LABEL: usize = 400;

const NUMERALS: &str = "一二三四五六七123456789";

/// What is left of the label where `found` ends in its beginning; the numbering does not count.
fn rest_of<'a>(official: &'a str, found: &str) -> Option<&'a str> {
    let core = official.trim_start_matches(|character| NUMERALS.contains(character));
    let start = core.char_indices().nth(4).map_or(core, |(end, _)| &core[..end]);
    core.strip_prefix(&found[found.find(start)?..])
}

/// Whether one of the next lines begins with the rest of a label.
fn goes_on(text: &str, lines: &[Line], rest: &str) -> bool {
    let first: String = rest.chars().take(2).collect();
    let next = lines.iter().take(2).map(|line| line.span.of(text));
    next.filter(|words| words.len() <= LONGEST_LABEL).any(|words| fold_words(words).starts_with(&first))
}

/// 第二十条第（一）项 and its like, with another number or words.
fn changed_sub_headings(text: &str, lines: &[Line]) -> Vec<ChangedLabel> {
    let mut changed = Vec::new();
    let mut next = 0;
    for line in lines {
        let piece = match line.pieces {
            [piece, rest @ ..] if piece.is_words() && rest.iter().all(Piece::is_blank) => piece,
            _ => continue,
        };
        let words = piece.span.of(text);
        if words.len() > LONGEST_LABEL || !words.starts_with('第') {
            continue;
        }
        let words = fold(words);
        if !words.starts_with("第二十条") || words.chars().count() > 14 {
            continue;
        }
        match folded_sub_headings().iter().position(|(_, folded)| words == *folded) {
            Some(known) => next = known + 1,
            None => {
                if let Some(heading) = SubHeadingId::ALL.get(next) {
                    let (of, official) = (Labelled::SubHeading(*heading), heading.label());
                    changed.push(ChangedLabel { span: piece.span, of, official });
                    next += 1;
                }
            }
        }
    }
    changed
}
