//! A part of the text as lines of pieces: values, blanks and words, as far as white space, tabs, pipes or the cells of a
//! real grid separate them.

use crate::matching::{is_space, without_space_around};
use crate::page_number::is_page_number;
use crate::report::CellState;
use crate::source::{Grid, Source};
use crate::span::Span;

use super::drawn::{is_rule, join_row};
use super::pieces::Cut;
pub(super) use super::pieces::Piece;
use super::values::{digit, is_unit, is_vague};

/// One line of the text, or one row of a grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub span: Span,
    pub pieces: &'a [Piece],
    /// Whether separators or a grid show each cell, so that blank ones are seen.
    pub delimited: bool,
    /// Whether the cells come from a real grid.
    pub from_grid: bool,
    /// Whether an empty line or a page break stands before it.
    pub after_gap: bool,
    /// Whether one of 。；！？ stands in it.
    pub ends_sentence: bool,
}

impl Line<'_> {
    /// Running text: a sentence end stands in it. No cell is looked for there.
    pub fn is_prose(&self) -> bool {
        // Numbers alone never are prose.
        self.ends_sentence && !self.from_grid && self.has_words()
    }

    /// Whether every cell is blank.
    pub fn is_blank_row(&self) -> bool {
        self.pieces.iter().all(Piece::is_blank)
    }

    pub fn has_words(&self) -> bool {
        self.pieces.iter().any(Piece::is_words)
    }

    pub fn value_count(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.is_value()).count()
    }
}

/// What one pass over the bytes of a line sees: most tables have hundreds of lines, of which every one is looked at.
#[derive(Default)]
struct Look {
    /// Where its line feed stands, or the region ends.
    end: usize,
    tabs: bool,
    pipes: bool,
    /// One of 。；！？.
    sentence_end: bool,
    page_breaks: usize,
}

impl Look {
    fn at(text: &str, start: usize, end: usize) -> Self {
        let bytes = &text.as_bytes()[..end];
        let mut look = Look { end: start, ..Look::default() };
        while let Some(byte) = bytes.get(look.end) {
            match byte {
                // A character from U+4000 to U+9FFF, as most are.
                0xe4..=0xe9 => look.end += 2,
                b'\n' => break,
                b'\t' => look.tabs = true,
                b'\x0c' => look.page_breaks += 1,
                b'|' => look.pipes = true,
                0xe2 | 0xe3 | 0xef => match bytes.get(look.end..look.end + 3) {
                    // ｜│┃
                    Some([0xef, 0xbd, 0x9c] | [0xe2, 0x94, 0x82 | 0x83]) => look.pipes = true,
                    Some([0xe3, 0x80, 0x82] | [0xef, 0xbc, 0x9b | 0x81 | 0x9f]) => look.sentence_end = true,
                    _ => {}
                },
                _ => {}
            }
            look.end += 1;
        }
        look
    }
}

/// A table of a report has no more lines, nor a line more pieces; what lies beyond stays unread.
const MOST_LINES: usize = 4000;
const MOST_PIECES: usize = 200;

/// The lines of a part of the text, without empty lines, page numbers and the rules of drawn tables. What a drawn table has
/// between two rules is one row.
/// Their pieces lie together in `pieces`, empty before: a table has hundreds of lines, and memory for each would take longer
/// than reading it.
pub(super) fn lines_of<'a>(source: &Source, region: Span, pieces: &'a mut Vec<Piece>) -> Vec<Line<'a>> {
    let cuts = cut_lines(source, region, pieces);
    let ends = cuts.iter().skip(1).map(|cut| cut.first).chain([pieces.len()]).collect::<Vec<_>>();
    let line = |(cut, end): (&Cut, usize)| Line {
        span: cut.span,
        pieces: &pieces[cut.first..end],
        delimited: cut.delimited,
        from_grid: cut.from_grid,
        after_gap: cut.after_gap,
        ends_sentence: cut.ends_sentence,
    };
    cuts.iter().zip(ends).map(line).collect()
}

fn cut_lines(source: &Source, region: Span, pieces: &mut Vec<Piece>) -> Vec<Cut> {
    let text = source.text();
    // A table of one cell a line has two hundred of them.
    let mut lines: Vec<Cut> = Vec::with_capacity(64);
    let mut at = region.start as usize;
    let end = region.end as usize;
    let mut after_gap = true;
    let mut pages = 0;
    // How many lines stand in front of the last rule.
    let mut ruled = None;
    let first_grid = source.grids().partition_point(|grid| grid.span.end as usize <= at);
    let mut grids = source.grids()[first_grid..].iter().take_while(|grid| (grid.span.start as usize) < end).peekable();
    while at < end && lines.len() < MOST_LINES {
        while grids.next_if(|grid| (grid.span.end as usize) <= at).is_some() {}
        if let Some(grid) = grids.next_if(|grid| grid.span.start as usize <= at) {
            push_grid(text, grid, Span::new(at, end), &mut lines, pieces);
            // A sheet that holds the whole report goes on beyond the region.
            at = (grid.span.end as usize).clamp(at, end);
            after_gap = true;
            // The rest of the line behind the grid is its own line end.
            at += text[at..end].find('\n').map_or(end - at, |offset| offset + 1);
            continue;
        }
        let look = Look::at(text, at, end);
        let (whole, line_end) = (Span::new(at, look.end), look.end);
        pages += look.page_breaks;
        let span = trim(text, whole);
        let words = span.of(text);
        let broken_page = text.as_bytes()[line_end..end].starts_with(b"\n\x0c");
        if words.is_empty() || (look.pipes && words.chars().all(is_pipe)) {
            after_gap = true;
        } else if is_rule(words) {
            if let Some(from) = ruled.replace(lines.len()) {
                join_row(&mut lines, from, pieces);
                ruled = Some(lines.len());
            }
        } else if !is_number_of_page(words, pages, broken_page) {
            let first = pieces.len();
            let delimited = split(text, whole, span, &look, pieces);
            let ends_sentence = look.sentence_end;
            lines.push(Cut { span, first, delimited, from_grid: false, after_gap, ends_sentence });
            after_gap = false;
        }
        at = line_end + 1;
    }
    lines
}

/// The rows of a grid that lie in the region.
fn push_grid(text: &str, grid: &Grid, region: Span, lines: &mut Vec<Cut>, pieces: &mut Vec<Piece>) {
    let mut at = 0;
    let mut after_gap = true;
    while at < grid.cells.len() {
        let row = grid.cells[at].row;
        let count = grid.cells[at..].iter().take_while(|cell| cell.row == row).count();
        let cells = &grid.cells[at..at + count];
        let span = cells.iter().map(|cell| cell.span).reduce(Span::join).unwrap_or_default();
        if span.end >= region.start && span.start < region.end {
            lines.push(Cut {
                span,
                first: pieces.len(),
                delimited: true,
                from_grid: true,
                after_gap,
                ends_sentence: false,
            });
            pieces.extend(cells.iter().map(|cell| Piece::read(text, cell.span)));
            after_gap = false;
        }
        at += count.max(1);
    }
}

/// Adds the pieces of a line; whether separators show its blank cells.
fn split(text: &str, whole: Span, trimmed: Span, look: &Look, pieces: &mut Vec<Piece>) -> bool {
    let words = trimmed.of(text);
    if let [digit @ b'0'..=b'9'] = words.as_bytes()
        && !look.tabs
    {
        // One cell a line: most lines of such a text are one digit.
        pieces.push(Piece::digit(*digit, trimmed));
        return false;
    }
    if look.tabs {
        // Leading and trailing tabs are cells too.
        let line_span =
            Span::new(whole.start as usize, whole.start as usize + whole.of(text).trim_end_matches('\r').len());
        tab_cells(text, line_span, pieces);
        return true;
    }
    if look.pipes && words.contains(is_pipe) {
        let inner = words.strip_prefix(is_pipe).unwrap_or(words);
        let start = trimmed.end as usize - inner.len();
        let inner = inner.strip_suffix(is_pipe).unwrap_or(inner);
        pipe_cells(text, Span::new(start, start + inner.len()), pieces);
        return true;
    }
    let first = pieces.len();
    by_space(text, trimmed, pieces);
    keep_words_of_headings(&mut pieces[first..]);
    drop_numbers_of_prose(pieces, first);
    false
}

/// Most tables come so, and most of their cells are one digit.
fn tab_cells(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let bytes = span.of(text).as_bytes();
    let mut start = 0;
    for _ in 0..MOST_PIECES {
        let own = |from: usize, to: usize| Span::new(span.start as usize + from, span.start as usize + to);
        let end = match &bytes[start..] {
            [digit @ b'0'..=b'9'] | [digit @ b'0'..=b'9', b'\t', ..] => {
                pieces.push(Piece::digit(*digit, own(start, start + 1)));
                start + 1
            }
            rest => {
                let end = start + rest.iter().take_while(|byte| **byte != b'\t').count();
                cell(text, own(start, end), pieces);
                end
            }
        };
        if end == bytes.len() {
            return;
        }
        start = end + 1;
    }
}

fn pipe_cells(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let mut start = span.start as usize;
    for words in span.of(text).split(is_pipe).take(MOST_PIECES) {
        let end = start + words.len();
        cell(text, Span::new(start, end), pieces);
        start = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
}

fn cell(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let trimmed = trim(text, span);
    let piece = Piece::read(text, trimmed);
    let words = span.of(text);
    let glued = piece.is_words() && words.ends_with(|character| digit(character).is_some());
    if glued && words.chars().any(is_ideograph) {
        // A label and its first number in one cell: 行政许可 97.
        by_space(text, trimmed, pieces);
    } else {
        pieces.push(piece);
    }
}

/// Splits at white space; neighbouring words become one piece.
fn by_space(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    let first = pieces.len();
    while at < end && pieces.len() < first + MOST_PIECES {
        // Most cells are one digit between two spaces.
        if let [b' ', digit @ b'0'..=b'9'] | [b' ', digit @ b'0'..=b'9', b' ', ..] = &text.as_bytes()[at..end] {
            pieces.push(Piece::digit(*digit, Span::new(at + 1, at + 2)));
            at += 2;
            continue;
        }
        let rest = &text[at..end];
        let Some(start) = rest.find(|character| !is_space(character)) else { break };
        let word_start = at + start;
        let word_end = rest[start..].find(is_space).map_or(end, |length| word_start + length);
        at = word_end;
        let word = Span::new(word_start, word_end);
        let piece = Piece::read(text, word);
        let last = if pieces.len() > first { pieces.last_mut() } else { None };
        match last {
            Some(last) if last.state == CellState::Number && is_unit(word.of(text)) => {
                *last = Piece::read(text, last.span.join(word));
            }
            Some(last) if last.is_words() && piece.is_words() && !last.miswritten && !piece.miswritten => {
                last.span = last.span.join(word);
                split_glued_number(text, pieces);
            }
            _ => {
                pieces.push(piece);
                if piece.is_words() {
                    split_glued_number(text, pieces);
                }
            }
        }
    }
}

/// Words with a number stuck to their end, 行政许可2293: two pieces.
fn split_glued_number(text: &str, pieces: &mut Vec<Piece>) {
    let Some(piece) = pieces.last().copied() else { return };
    let words = piece.span.of(text);
    let is_figure = |character| digit(character).is_some() || matches!(character, '.' | ',' | '+' | '-');
    let label = words.trim_end_matches(is_figure);
    let ends_like_label = label
        .ends_with(|character| is_ideograph(character) || matches!(character, '）' | ')' | '：' | ':' | '”' | '"'));
    if label.len() == words.len() || !ends_like_label || is_vague(label) {
        return;
    }
    let cut = piece.span.start as usize + label.len();
    let number = Piece::read(text, Span::new(cut, piece.span.end as usize));
    if number.state == CellState::Number
        && let Some(last) = pieces.last_mut()
    {
        last.span.end = cut as u32;
        pieces.push(number);
    }
}

/// 第 二十 条: in front of further words nothing was meant to be a number.
fn keep_words_of_headings(line: &mut [Piece]) {
    for at in 1..line.len() {
        let before_words = line[at].is_words() && !line[at].miswritten;
        line[at - 1].miswritten &= !before_words;
    }
}

/// In a line without separators the numbers of a table row stand together, before or behind its label. Numbers between
/// words are part of a sentence.
fn drop_numbers_of_prose(pieces: &mut Vec<Piece>, first: usize) {
    let line = &pieces[first..];
    if !line.iter().any(Piece::is_value) || !line.iter().any(Piece::is_words) {
        return;
    }
    if !stand_together(line, Piece::is_value) && !stand_together(line, Piece::is_entry) {
        let words: Vec<Piece> = line.iter().copied().filter(Piece::is_words).collect();
        pieces.truncate(first);
        pieces.extend(words);
    }
}

/// Whether the cells stand side by side at the end, or at least three of them at the beginning.
fn stand_together(line: &[Piece], is_cell: fn(&Piece) -> bool) -> bool {
    let count = line.iter().filter(|piece| is_cell(piece)).count();
    let start = line.iter().position(is_cell).unwrap_or(0);
    let together = line[start..].iter().take_while(|piece| is_cell(piece)).count() == count;
    together && (start + count == line.len() || (start == 0 && count >= 3))
}

fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let inner = without_space_around(words);
    if inner.len() == words.len() {
        return span;
    }
    let start = span.end as usize - words.trim_start_matches(is_space).len();
    Span::new(start, start + inner.len())
}

fn is_pipe(character: char) -> bool {
    matches!(character, '|' | '｜' | '│' | '┃')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{2e80}'..='\u{2fd5}')
}

/// -3-, — 3 —, 第3页; or a lone number that is the page's own, just before a form feed.
fn is_number_of_page(words: &str, pages: usize, broken_page: bool) -> bool {
    is_page_number(words) || (broken_page && words.parse() == Ok(pages + 1))
}
