//! Tables that are drawn with characters, as browsers in a terminal, e-mail, reStructuredText and Org have them: +---+ and │ ├ ─.
//! A row is what stands between two rules, on however many lines.

use crate::span::Span;

use super::pieces::{Cut, Piece};

/// Whether a line is a rule between rows, or one beside a cell that goes on: |---|:--:|, +====+, │ 办理 ├──┼──┤. With digits in
/// it, it may be something else.
pub(super) fn is_rule(words: &str) -> bool {
    let begins = words.starts_with(|first| matches!(first, '\u{2500}'..='\u{257f}') || "+|｜-:=".contains(first));
    let is_dashes = || words.chars().all(|character| "-: \t".contains(character));
    let is_plain =
        || words.contains("+==") || words.contains("---") && (words.contains(['+', '|', '｜']) || is_dashes());
    let has_line = || ["──", "━━", "══"].iter().any(|line| words.contains(line));
    let is_boxed = || has_line() && words.contains(|corner| matches!(corner, '\u{250c}'..='\u{257f}'));
    begins && (is_plain() || is_boxed()) && !words.contains(|character: char| character.is_ascii_digit())
}

/// Makes one row of the lines since a rule, each cell with its words from top to bottom. Three lines or more, or two with as many
/// numbers, of which each has words beside its numbers, are rows of their own; where the lines have not the same cells, their blanks say nothing.
pub(super) fn join_row(lines: &mut Vec<Cut>, from: usize, pieces: &mut Vec<Piece>) {
    let Some(first) = lines.get(from).map(|line| line.first).filter(|_| lines.len() - from > 1) else { return };
    if !lines[from..].iter().all(|line| line.delimited && !line.from_grid) {
        return;
    }
    let ends = lines[from + 1..].iter().map(|line| line.first).chain([pieces.len()]);
    let rows: Vec<&[Piece]> = lines[from..].iter().zip(ends).map(|(line, end)| &pieces[line.first..end]).collect();
    let filled: Vec<&&[Piece]> = rows.iter().filter(|row| row.iter().any(Piece::is_value)).collect();
    let values = |row: &[Piece]| row.iter().filter(|piece| piece.is_value()).count();
    let are_alike = || filled.iter().all(|row| values(row) > 1 && values(row) == values(filled[0]));
    let are_rows = filled.len() > 2 || filled.len() == 2 && are_alike();
    if are_rows && filled.iter().all(|row| row.iter().any(Piece::is_words)) {
        return;
    }
    let width = rows[0].len();
    if rows.iter().any(|row| row.len() != width) {
        lines[from..].iter_mut().for_each(|line| line.delimited = false);
        return;
    }
    let mut joined = Vec::with_capacity(width);
    for column in 0..width {
        let before = joined.len();
        joined.extend(rows.iter().map(|row| row[column]).filter(|piece| !piece.is_blank()));
        if joined.len() == before {
            joined.push(rows[0][column]);
        }
    }
    pieces.truncate(first);
    pieces.extend(joined);
    let end = lines.last().map_or(0, |line| line.span.end);
    lines.truncate(from + 1);
    lines[from].span = Span { end, ..lines[from].span };
}
