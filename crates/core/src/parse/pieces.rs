//! What lines are made of: values, blanks and words.

use crate::report::{CellState, Number};
use crate::span::Span;

use super::values::{is_miswritten, read_value};

/// What stands between two separators.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub span: Span,
    pub state: CellState,
    pub value: Option<Number>,
    /// Words where a number was meant.
    pub miswritten: bool,
}

impl Piece {
    pub fn read(text: &str, span: Span) -> Self {
        let (state, value) = read_value(span.of(text));
        Piece { span, state, value, miswritten: state == CellState::Text && is_miswritten(span.of(text)) }
    }

    /// That of a single digit, as most cells are.
    pub fn digit(digit: u8, span: Span) -> Self {
        let value = Some(Number::from_whole(i64::from(digit - b'0')));
        Piece { span, state: CellState::Number, value, miswritten: false }
    }

    /// Whether it may be the content of a cell that says something.
    pub fn is_value(&self) -> bool {
        !matches!(self.state, CellState::Text | CellState::Blank | CellState::Absent)
    }

    pub fn is_words(&self) -> bool {
        self.state == CellState::Text
    }

    /// Whether it is a value or stands where one was meant.
    pub fn is_entry(&self) -> bool {
        self.miswritten || self.is_value()
    }

    pub fn is_blank(&self) -> bool {
        self.state == CellState::Blank
    }
}

/// A line whose pieces begin at `first` among those of all lines.
pub(super) struct Cut {
    pub span: Span,
    pub first: usize,
    pub delimited: bool,
    pub from_grid: bool,
    pub after_gap: bool,
    pub ends_sentence: bool,
}
