//! What is looked at: no step, and never undone.

use gouji_core::Span;
use gouji_core::report::CellAddress;

use crate::result::Shelf;

/// What is chosen, open and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The chosen finding.
    pub chosen: Option<usize>,
    /// The only part of the list shown, if one was chosen.
    pub filter: Option<Shelf>,
    /// What is being edited in its place.
    pub editor: Option<Editor>,
    /// What the person is being asked.
    pub asked: Option<Asked>,
    /// Whether 校验意见 is seen on its sheets, instead of the page.
    pub sheets: bool,
    /// Whether the box is put away, so that the result stands first.
    pub folded: bool,
    /// Where the focus goes next. Each jump has a number of its own, so that the same jump can be made twice.
    pub jump: (u32, Option<Target>),
}

/// Words that are being edited in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor {
    pub place: EditorPlace,
    /// Whether it was opened at a finding's card: then the next finding follows.
    pub finding: Option<usize>,
}

/// What can be edited in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorPlace {
    /// A cell of a table that was read.
    Cell(CellAddress),
    /// A line of the text.
    Line(Span),
    /// Words that are not shown as a line, a label in a table for one: edited on the card.
    Words(Span),
}

/// A question that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Why a finding is right.
    Reason(usize),
    /// What the remark beside some words says.
    Remark(Span),
    /// Whether all is to be cleared.
    Clear,
    /// Whether what is wrong with a finding is to be copied.
    Doubt(usize),
    /// Whether a short text for a chat is to be copied.
    Chat,
    /// Which code a statement has.
    Code,
}

/// Something the focus can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The box.
    Box,
    /// The verdict.
    Verdict,
    /// A finding in the list.
    Finding(usize),
    /// The mark of a finding in the report.
    Mark(usize),
    /// One of the other places of a finding, by its place among them.
    Related(usize, usize),
    /// A cell.
    Cell(CellAddress),
    /// The line that begins or holds this byte.
    Line(u32),
    /// A remark, by its place among them.
    Remark(usize),
    /// What is asked.
    Question,
    /// The button of what can be taken away.
    TakeAway,
}

impl View {
    pub fn go(&mut self, target: Target) {
        self.jump = (self.jump.0.wrapping_add(1), Some(target));
    }
}
