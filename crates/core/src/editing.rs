//! Changes of a text that was read: the text with its cells after them, where a place went, and several changes as one.

use std::fmt;

use crate::finding::Edit;
use crate::lost_characters::LOST;
use crate::matching::is_space;
use crate::problem::{Problem, ProblemKind};
use crate::source::{Grid, GridCell, Source};
use crate::span::Span;

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRefused {
    /// It is about a place that is not in the text, or that begins or ends within a character.
    NotInText,
    /// Two changes are about the same words.
    Overlapping,
    /// It adds the end of a paragraph or a row, or takes one away at a table.
    AcrossParagraphs,
    /// It takes in or adds the border of a cell.
    AcrossCells,
}

impl fmt::Display for EditRefused {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            EditRefused::NotInText => "this place is not in the text",
            EditRefused::Overlapping => "two changes overlap",
            EditRefused::AcrossParagraphs => "a change goes beyond one paragraph",
            EditRefused::AcrossCells => "a change goes beyond one cell",
        })
    }
}

impl std::error::Error for EditRefused {}

impl Source {
    /// The source with other words in some places: its tables keep their cells, its pictures their places, and what came
    /// with its structure still has it. Each edit, in bytes of this text, lies inside one cell, or outside of tables; it may join
    /// paragraphs, but makes none. Their order does not matter.
    ///
    /// ```
    /// use gouji_core::finding::Edit;
    /// use gouji_core::{Source, Span};
    ///
    /// let source = Source::plain("2023年收到申请31件");
    /// let edited = source.edited(&[Edit { span: Span::new(19, 21), text: "32".to_owned() }]).unwrap();
    /// assert_eq!(edited.text(), "2023年收到申请32件");
    /// assert!(source.edited(&[Edit { span: Span::new(19, 21), text: "3\n2".to_owned() }]).is_err());
    /// ```
    ///
    /// # Errors
    /// An edit that is not in the text, meets another, makes a paragraph or goes beyond one cell: then nothing is changed.
    pub fn edited(&self, edits: &[Edit]) -> Result<Source, EditRefused> {
        let edits = Changes::of(edits);
        edits.check(self)?;
        let text = edits.applied_to(self.text());
        let grids = self.grids().iter().map(|grid| edits.grid(grid, self.text(), &text)).collect();
        let pictures = self.pictures().iter().map(|picture| Span::at(edits.before(picture.start) as usize)).collect();
        let source = if self.is_structured() { Source::structured } else { Source::laid_out };
        let problems = self.problems_with(&text);
        Ok(source(text, grids, pictures).with_problems(problems))
    }
}

impl Source {
    /// The text that edits make of this one, without its structure; what could not be read of the file stays unread.
    pub fn edited_freely(&self, edits: &[Edit]) -> Source {
        let text = applied(self.text(), edits);
        let problems = self.problems_with(&text);
        Source::plain(text).with_problems(problems)
    }

    /// Its problems with another text: characters that were lost may have been put in.
    fn problems_with(&self, text: &str) -> Vec<Problem> {
        let holds = |problem: &&Problem| problem.kind != ProblemKind::LostCharacters || text.contains(LOST);
        self.problems().iter().filter(holds).cloned().collect()
    }
}

/// Where the words of `span` stand after edits, in any order; `None` where one of them changed these words themselves. A
/// place without width is kept, in front of what was put there.
pub fn moved(span: Span, edits: &[Edit]) -> Option<Span> {
    let changes = Changes::of(edits);
    if span.is_empty() {
        return Some(Span { start: changes.before(span.start), end: changes.before(span.start) });
    }
    let inside = |edit: &&Edit| match edit.span.is_empty() {
        true => span.start < edit.span.start && edit.span.start < span.end,
        false => span.start < edit.span.end && edit.span.start < span.end,
    };
    let untouched = changes.0.iter().find(inside).is_none();
    untouched.then(|| Span { start: changes.behind(span.start), end: changes.before(span.end) })
}

/// Edits of a text, and later ones of what these made of it, as edits of the text that was there first: in its order, not
/// overlapping, those that meet made one.
///
/// ```
/// use gouji_core::editing::merged;
/// use gouji_core::finding::Edit;
/// use gouji_core::Span;
///
/// let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
/// // 12 → 21, then 21 → 2.
/// assert_eq!(merged(&[edit(3, 5, "21")], &[edit(4, 5, "")]), [edit(3, 5, "2")]);
/// ```
pub fn merged(earlier: &[Edit], later: &[Edit]) -> Vec<Edit> {
    let mut pieces = vec![Piece::Kept(Span { start: 0, end: u32::MAX })];
    for edits in [earlier, later] {
        for edit in Changes::of(edits).0.iter().rev() {
            pieces = with_edit(pieces, edit);
        }
    }
    let mut merged = Vec::new();
    let (mut at, mut text) = (0, String::new());
    for piece in pieces {
        match piece {
            Piece::New(words) => text.push_str(&words),
            Piece::Kept(span) => {
                if at < span.start || !text.is_empty() {
                    merged.push(Edit { span: Span { start: at, end: span.start }, text: std::mem::take(&mut text) });
                }
                at = span.end;
            }
        }
    }
    merged
}

/// A text with edits, in any order, made in it; they do not meet.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    Changes::of(edits).applied_to(text)
}

/// What was changed in a text, as edits: each line by itself where as many lines changed as stand in their place.
///
/// ```
/// use gouji_core::editing::{applied, differences};
///
/// let edits = differences("收到32件\n办结9件\n", "收到31件\n办结8件\n");
/// assert_eq!(edits.len(), 2);
/// assert_eq!(applied("收到32件\n办结9件\n", &edits), "收到31件\n办结8件\n");
/// ```
pub fn differences(text: &str, now: &str) -> Vec<Edit> {
    let Some(Edit { span, text: new }) = difference(text, now) else { return Vec::new() };
    let own = span.of(text);
    if !own.contains('\n') || own.matches('\n').count() != new.matches('\n').count() {
        return vec![Edit { span, text: new }];
    }
    let mut at = span.start;
    let mut edits = Vec::new();
    for (own, new) in own.split('\n').zip(new.split('\n')) {
        let shifted = |edit: Edit| {
            let span = Span { start: edit.span.start + at, end: edit.span.end + at };
            Edit { span, ..edit }
        };
        edits.extend(difference(own, new).map(shifted));
        at += own.len() as u32 + 1;
    }
    edits
}

/// The one change that makes `now` of `text`: all between what both begin and end with.
fn difference(text: &str, now: &str) -> Option<Edit> {
    let equal = |(own, new): &((usize, char), char)| own.1 == *new;
    let start = text.char_indices().zip(now.chars()).take_while(equal).map(|((at, own), _)| at + own.len_utf8()).last();
    let start = start.unwrap_or(0);
    let (own, new) = (&text[start..], &now[start..]);
    let ends = own.chars().rev().zip(new.chars().rev()).take_while(|(own, new)| own == new);
    let end: usize = ends.map(|(own, _)| own.len_utf8()).sum();
    let (own, new) = (own.len() - end, &new[..new.len() - end]);
    (own > 0 || !new.is_empty()).then(|| Edit { span: Span::new(start, start + own), text: new.to_owned() })
}

/// A piece of an edited text.
enum Piece {
    /// Words of the text that was there first.
    Kept(Span),
    /// Words that were put in.
    New(String),
}

impl Piece {
    fn len(&self) -> u32 {
        match self {
            Piece::Kept(span) => span.end - span.start,
            Piece::New(words) => words.len() as u32,
        }
    }

    /// The piece from one of its bytes to another; nothing where it would be empty.
    fn part(&self, start: u32, end: u32) -> Option<Piece> {
        (start < end).then(|| match self {
            Piece::Kept(span) => Piece::Kept(Span { start: span.start + start, end: span.start + end }),
            Piece::New(words) => Piece::New(Span { start, end }.of(words).to_owned()),
        })
    }
}

fn with_edit(pieces: Vec<Piece>, edit: &Edit) -> Vec<Piece> {
    let Span { start, end } = edit.span;
    let mut all = Vec::with_capacity(pieces.len() + 2);
    let mut new = Some(Piece::New(edit.text.clone()));
    let mut at: u32 = 0;
    for piece in pieces {
        let next = at.saturating_add(piece.len());
        let inside = |offset: u32| offset.clamp(at, next) - at;
        all.extend(piece.part(0, inside(start)));
        if start <= next {
            all.extend(new.take());
        }
        all.extend(piece.part(inside(end), piece.len()));
        at = next;
    }
    all
}

/// Edits of one text, in its order.
struct Changes(Vec<Edit>);

impl Changes {
    fn of(edits: &[Edit]) -> Self {
        let mut edits = edits.to_vec();
        edits.sort_by_key(|edit| edit.span);
        Changes(edits)
    }

    fn check(&self, source: &Source) -> Result<(), EditRefused> {
        let text = source.text();
        for Edit { span, text: new } in &self.0 {
            let own = text.get(span.start as usize..span.end as usize).ok_or(EditRefused::NotInText)?;
            let has = |marks: &[char]| own.contains(marks) || new.contains(marks);
            let joins = own.contains(['\n', '\r']);
            if new.contains(['\n', '\r']) {
                return Err(EditRefused::AcrossParagraphs);
            }
            for table in source.grids().iter().map(|grid| grid.span) {
                let meets = span.start < table.end && table.start < span.end;
                if joins && span.start <= table.end && table.start <= span.end {
                    return Err(EditRefused::AcrossParagraphs);
                }
                if table.contains(*span) && has(&['\t']) || meets && !table.contains(*span) {
                    return Err(EditRefused::AcrossCells);
                }
            }
        }
        let meet = |pair: &[Edit]| pair[1].span.start < pair[0].span.end || pair[0].span == pair[1].span;
        if self.0.windows(2).any(meet) { Err(EditRefused::Overlapping) } else { Ok(()) }
    }

    fn applied_to(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len() + self.0.iter().map(|edit| edit.text.len()).sum::<usize>());
        let mut at = 0;
        for Edit { span, text: new } in &self.0 {
            edited.push_str(Span { start: at, end: span.start }.of(text));
            edited.push_str(new);
            at = span.end;
        }
        edited.push_str(&text[at as usize..]);
        edited
    }

    /// Where a place went: in front of what was put there.
    fn before(&self, place: u32) -> u32 {
        self.place(place, |edit| edit.start < place)
    }

    /// Where a place went: behind what was put there.
    fn behind(&self, place: u32) -> u32 {
        self.place(place, |_| true)
    }

    /// Where a place went; `counts` tells of an edit that ends there whether the place is behind it. A place within words
    /// that were replaced goes behind the new ones.
    fn place(&self, place: u32, counts: impl Fn(Span) -> bool) -> u32 {
        let mut shift = 0;
        for Edit { span, text } in &self.0 {
            if span.end < place || span.end == place && counts(*span) {
                shift += text.len() as i64 - span.len() as i64;
            } else if span.start < place {
                return (i64::from(span.start) + shift) as u32 + text.len() as u32;
            } else {
                break;
            }
        }
        (i64::from(place) + shift) as u32
    }

    fn grid(&self, grid: &Grid, text: &str, edited: &str) -> Grid {
        let cell = |cell: &GridCell| GridCell { span: self.cell(cell.span, grid.span, text, edited), ..*cell };
        Grid { span: self.around(grid.span), cells: grid.cells.iter().map(cell).collect() }
    }

    /// A span with all that was put at its ends.
    fn around(&self, span: Span) -> Span {
        Span { start: self.before(span.start), end: self.behind(span.end) }
    }

    /// The words of a cell in the edited text. Between the borders of a cell all words are its own, without the space around
    /// them; a blank one stands at its end.
    fn cell(&self, cell: Span, table: Span, text: &str, edited: &str) -> Span {
        const BORDERS: [char; 2] = ['\t', '\n'];
        let before = Span { start: table.start, end: cell.start }.of(text);
        let behind = Span { start: cell.end, end: table.end }.of(text);
        let start = before.rfind(BORDERS).map_or(table.start, |at| table.start + at as u32 + 1);
        let end = behind.find(BORDERS).map_or(table.end, |at| cell.end + at as u32);
        let between = Span { start, end };
        if !self.0.iter().any(|edit| between.contains(edit.span)) {
            return Span { start: self.behind(cell.start), end: self.before(cell.end).max(self.behind(cell.start)) };
        }
        let Span { start, end } = self.around(between);
        let words = Span { start, end }.of(edited).trim_start_matches(is_space);
        let start = end - words.len() as u32;
        Span { start, end: start + words.trim_end_matches(is_space).len() as u32 }
    }
}
