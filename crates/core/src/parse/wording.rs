//! Labels that are not worded as the form has them.

use crate::form::{ColumnId, Layout, SubHeadingId, TableNumber, folded_sub_headings};
use crate::matching::{Folded, fold, fold_words, same_words};
use crate::report::{ChangedLabel, Labelled};
use crate::span::Span;

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
        // What a column of another cell left in front of the label is no part of it: compare from the numbering on. A drawn
        // table has the words of one cell on several lines.
        let joined = || line.pieces[..=at].iter().map(|piece| fold_words(piece.span.of(text))).collect::<String>();
        let same = found.ends_with(&official) || joined().ends_with(&official);
        // A label of two lines, the second of which the finding of cells in a PDF put behind the one before it.
        let strayed = |rest: &str| {
            line.pieces[..at].iter().any(|piece| piece.is_words() && fold_words(piece.span.of(text)).ends_with(rest))
        };
        let is_rest = line.delimited && line.value_count() == 0 && official.contains(&found);
        let unfinished = !line.from_grid
            && (is_rest
                || is_part(text, lines, line, layout, &official, &found)
                || rest_of(&official, &found)
                    .is_some_and(|rest| rest.is_empty() || strayed(rest) || goes_on(text, lines, piece, rest))
                || is_begun_above(text, &lines[..place], &official, &found));
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
    if layout.table != TableNumber::Four {
        changed.extend(changed_columns(text, lines, layout));
    }
    changed.sort_by_key(|label| label.span);
    changed
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

/// Whether nothing shows the cell of a label that is a beginning or an end of the form's, and the rest may have been left
/// somewhere: it stands in the table beside the other labels, or a piece of it does by itself.
fn is_part(text: &str, lines: &[Line], line: &Line, layout: &Layout, official: &str, found: &str) -> bool {
    let Some(rest) = official.strip_prefix(found).or_else(|| official.strip_suffix(found)) else { return false };
    let labels: Vec<String> = layout.rows.iter().map(|row| fold_words(row.label)).collect();
    let is_left = |line: &Line| {
        let words = fold_words(line.span.of(text));
        let others = labels.iter().fold(words.clone(), |words, label| words.replace(label.as_str(), ""));
        let others = others.trim_matches(|character: char| character.is_ascii_digit());
        others.starts_with(rest)
            || others.ends_with(rest)
            || (line.value_count() == 0 && !words.is_empty() && rest.contains(&words))
    };
    !line.delimited && lines.iter().any(is_left)
}

/// Whether one of the next lines begins with the rest of a label, or the rest stands elsewhere in the table by itself.
fn goes_on(text: &str, lines: &[Line], label: Span, rest: &str) -> bool {
    let first: String = rest.chars().take(2).collect();
    let behind = lines.partition_point(|line| line.span.start < label.end);
    let is_short = |words: &&str| words.len() <= LONGEST_LABEL;
    let next = lines[behind..].iter().take(2).map(|line| line.span.of(text));
    let pieces =
        lines.iter().flat_map(|line| line.pieces).filter(|piece| piece.is_words() && !piece.span.contains(label));
    // What stands in front of the rest is of another cell.
    let goes_on = |words: String| words.starts_with(&first) || words.ends_with(rest);
    next.filter(is_short).any(|words| goes_on(fold_words(words)))
        || pieces.map(|piece| piece.span.of(text)).filter(is_short).any(|words| fold_words(words) == rest)
}

/// Whether the line above is the beginning of a label of which the end was found.
fn is_begun_above(text: &str, above: &[Line], official: &str, found: &str) -> bool {
    let Some(beginning) = official.strip_suffix(found) else { return false };
    above.last().is_some_and(|line| {
        line.pieces.len() == 1
            && line.span.of(text).len() <= LONGEST_LABEL
            && fold_words(line.span.of(text)).ends_with(beginning)
    })
}

/// 第二十条第（一）项 and its like, with another number or words. One that a line end broke is whole.
fn changed_sub_headings(text: &str, lines: &[Line]) -> Vec<ChangedLabel> {
    let known = folded_sub_headings();
    let place_of = |words: &str| known.iter().position(|(_, folded)| words == *folded);
    let mut changed = Vec::new();
    let mut next = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some(piece) = sub_heading_of(line).filter(|piece| piece.span.of(text).starts_with('第')) else { continue };
        let words = fold(piece.span.of(text));
        if !words.starts_with("第二十条") || words.chars().count() > 14 {
            continue;
        }
        let behind = lines.get(at + 1).and_then(sub_heading_of).map(|piece| fold(piece.span.of(text)));
        let joined = behind.map(|behind| format!("{words}{behind}"));
        let is_beginning = !line.from_grid && known.iter().any(|(_, folded)| folded.starts_with(&words));
        match place_of(&words).or_else(|| place_of(&joined?)) {
            Some(known) => next = known + 1,
            None if is_beginning => next += 1,
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

/// 科研企业 for 科研机构 in the head of a table: a cell beside another label of a column, with other words in it, while the
/// form's own stand nowhere in the table. What is only the beginning or end of a label goes on in another line.
fn changed_columns(text: &str, lines: &[Line], layout: &Layout) -> Vec<ChangedLabel> {
    let mut labels: Vec<(&'static str, ColumnId)> = Vec::new();
    for column in layout.rows.iter().flat_map(|row| row.columns) {
        if labels.iter().all(|(known, _)| *known != column.label) {
            labels.push((column.label, column.id));
        }
    }
    let own = |words: &str| labels.iter().position(|(label, _)| same_words(label, words));
    let mut shown = vec![false; labels.len()];
    let mut heads: Vec<(&Piece, String)> = Vec::new();
    for line in lines.iter().filter(|line| line.value_count() == 0) {
        let mut others = Vec::new();
        let mut is_head = false;
        for piece in line.pieces.iter().filter(|piece| piece.is_words() && piece.span.of(text).len() <= LONGEST_LABEL) {
            match own(piece.span.of(text)) {
                Some(label) => (is_head, shown[label]) = (true, true),
                None => others.push(piece),
            }
        }
        if is_head {
            heads.extend(others.into_iter().map(|piece| (piece, fold_words(piece.span.of(text)))));
        }
    }
    let missing = labels.iter().zip(&shown).filter(|((label, _), shown)| !**shown && label.chars().count() > 3);
    let mut missing = missing.map(|(label, _)| label).peekable();
    if heads.is_empty() || missing.peek().is_none() {
        return Vec::new();
    }
    let all: String = lines.iter().map(|line| fold_words(line.span.of(text))).collect();
    let missing = missing.filter(|(label, _)| !all.contains(&fold_words(label)));
    let changed = missing.filter_map(|(label, column)| {
        let like = |found: &str| is_worded_otherwise(&fold_words(label), found);
        let mut alike = heads.iter().filter(|(_, found)| like(found));
        let (piece, _) = alike.next().filter(|_| alike.next().is_none())?;
        Some(ChangedLabel { span: piece.span, of: Labelled::Column(*column), official: label })
    });
    changed.collect()
}

/// Whether two labels differ in a word in the middle or at one end: they share all but two or three characters.
fn is_worded_otherwise(official: &str, found: &str) -> bool {
    let (length, own) = (official.chars().count(), found.chars().count());
    let front = official.chars().zip(found.chars()).take_while(|(one, other)| one == other).count();
    let back = official.chars().rev().zip(found.chars().rev()).take_while(|(one, other)| one == other).count();
    let part = official.starts_with(found) || official.ends_with(found);
    !part && own.abs_diff(length) < 2 && own > 3 && front.max(back) > 1 && front + back + 2 >= length
}

/// The words of a line that has nothing else, where they are short.
fn sub_heading_of<'a>(line: &Line<'a>) -> Option<&'a Piece> {
    let (piece, rest) = line.pieces.split_first()?;
    let alone = piece.is_words() && rest.iter().all(Piece::is_blank);
    (alone && (piece.span.end - piece.span.start) as usize <= LONGEST_LABEL).then_some(piece)
}
