//! Rows of table 2 whose numbers stand beside no label of theirs: under one sub-heading, as an extractor left them.
//!
//! Order is no proof by itself: blocks of one column at a time are as many numbers as the rows. What stands between the
//! numbers, how long their runs are and what stands on one line have to show the one or the other; else they stay unread.

use crate::form::{CONTENTS, Layout, heads_of};
use crate::matching::fold;

use super::labels::FoundLabel;
use super::lines::{Line, Piece};

/// Numbers with neither a label nor an empty line between them; several on one line stand by themselves.
struct Run {
    pieces: Vec<Piece>,
    on_one_line: bool,
    /// The labels between the run before and this one.
    in_front: Vec<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    /// The row's, by its place in the layout.
    Row(usize),
    /// The head of a column.
    Column(&'static str),
    /// A piece of one, nobody knows of which.
    Piece,
}

/// The numbers under a sub-heading, for the rows that stand there and were not read.
pub(super) struct LooseRows<'a> {
    layout: &'static Layout,
    rows: &'a [usize],
    runs: Vec<Run>,
    /// The labels behind the last number.
    behind: Vec<Label>,
}

impl<'a> LooseRows<'a> {
    pub fn of(
        text: &str,
        lines: &[&Line],
        rows: &'a [usize],
        labels: &[FoundLabel],
        layout: &'static Layout,
        is_cell: fn(&Piece) -> bool,
    ) -> Self {
        let words = Words::of(layout);
        let mut loose = LooseRows { layout, rows, runs: Vec::new(), behind: Vec::new() };
        // The words of labels since the last number: a label may be broken over lines.
        let mut pending = String::new();
        for line in lines.iter().filter(|line| !line.is_prose()) {
            let mut after_gap = line.after_gap;
            let mut own = Vec::new();
            for piece in line.pieces {
                if is_cell(piece) {
                    own.push(*piece);
                } else if piece.is_words() && !piece.miswritten {
                    loose.push(std::mem::take(&mut own), after_gap, &words, &mut pending);
                    after_gap = false;
                    loose.put_words(text, piece, labels, &words, &mut pending);
                }
            }
            loose.push(own, after_gap, &words, &mut pending);
        }
        loose.behind.extend(words.labels_in(&pending));
        loose
    }

    fn put_words(&mut self, text: &str, piece: &Piece, labels: &[FoundLabel], words: &Words, pending: &mut String) {
        let own = fold(piece.span.of(text));
        if own.chars().all(|letter| words.letters.contains(letter)) {
            pending.push_str(&own);
        } else if let Some(label) = labels.iter().rfind(|label| piece.span.contains(label.head)) {
            self.behind.extend(words.labels_in(pending));
            pending.clear();
            self.behind.push(Label::Row(label.row));
        }
    }

    fn push(&mut self, own: Vec<Piece>, after_gap: bool, words: &Words, pending: &mut String) {
        if own.is_empty() {
            return;
        }
        self.behind.extend(words.labels_in(pending));
        pending.clear();
        let in_front = std::mem::take(&mut self.behind);
        match self.runs.last_mut() {
            Some(run) if own.len() == 1 && !run.on_one_line && in_front.is_empty() && !after_gap => {
                run.pieces.extend(own);
            }
            _ => self.runs.push(Run { on_one_line: own.len() > 1, pieces: own, in_front }),
        }
    }

    /// The rows, by place in the layout.
    pub fn rows(&self) -> &[usize] {
        self.rows
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.runs.iter().map(|run| run.pieces.len()).sum()
    }

    /// How many the rows have.
    pub fn expected(&self) -> usize {
        self.rows.iter().map(|row| self.width(*row)).sum()
    }

    fn width(&self, row: usize) -> usize {
        self.layout.rows[row].columns.len()
    }

    /// Whether labels stand between the numbers.
    pub fn are_mixed_with_labels(&self) -> bool {
        self.runs.iter().skip(1).any(|run| !run.in_front.is_empty())
    }

    /// The numbers of each row, where it can be told which they are.
    pub fn read(&self) -> Option<Vec<Vec<Piece>>> {
        if self.runs.is_empty() || self.count() != self.expected() || self.names_other_rows() {
            return None;
        }
        let mut values = self.runs.iter().flat_map(|run| &run.pieces);
        let first = values.next()?;
        let are_equal = first.value.is_some() && values.all(|piece| piece.value == first.value);
        if are_equal || self.stand_by_rows() {
            let mut values = self.runs.iter().flat_map(|run| &run.pieces).copied();
            return Some(self.rows.iter().map(|row| values.by_ref().take(self.width(*row)).collect()).collect());
        }
        self.stand_by_columns().then(|| {
            let values: Vec<Piece> = self.runs.iter().flat_map(|run| &run.pieces).copied().collect();
            let count = self.rows.len();
            (0..count).map(|row| values.iter().skip(row).step_by(count).copied().collect()).collect()
        })
    }

    /// Whether a label of another sub-heading's row stands here.
    fn names_other_rows(&self) -> bool {
        let labels = self.runs.iter().flat_map(|run| &run.in_front).chain(&self.behind);
        labels.into_iter().any(|label| matches!(label, Label::Row(row) if !self.rows.contains(row)))
    }

    /// Whether the numbers come row by row: each row's label directly in front of its numbers, or directly behind them; or
    /// without labels between them, each row on a line or in a block of its own.
    fn stand_by_rows(&self) -> bool {
        let starts: Vec<usize> =
            self.rows.iter().scan(0, |at, row| Some(std::mem::replace(at, *at + self.width(*row)))).collect();
        let mut at = 0;
        let (mut in_front, mut behind, mut between) = (0, 0, 0);
        for run in &self.runs {
            if at > 0 && !run.in_front.is_empty() {
                let Some(row) = starts.iter().position(|start| *start == at) else { return false };
                between += 1;
                in_front += usize::from(self.is_label_in_front(&run.in_front, row));
                behind += usize::from(run.in_front == [Label::Row(self.rows[row - 1])]);
            }
            at += run.pieces.len();
        }
        let first = self.runs.first().map_or(&[][..], |run| &run.in_front);
        let rows = first.iter().filter(|label| matches!(label, Label::Row(_)));
        let rows: Vec<&Label> = rows.collect();
        if between > 0 {
            let own = rows.iter().all(|label| **label == Label::Row(self.rows[0]));
            let last = self.rows.last().map(|row| Label::Row(*row));
            let complete = between + 1 == self.rows.len();
            return complete
                && ((in_front == between && own)
                    || (behind == between && rows.is_empty() && self.behind.first().copied() == last));
        }
        let ascending = rows.is_sorted_by_key(|label| if let Label::Row(row) = label { *row } else { 0 });
        let width = self.width(self.rows[0]);
        let one_run_each = self.runs.len() == self.rows.len()
            && self.runs.iter().zip(self.rows).all(|(run, row)| run.pieces.len() == self.width(*row));
        let on_lines = one_run_each && self.runs.iter().all(|run| run.on_one_line || run.pieces.len() == 1);
        let in_blocks = one_run_each && width != self.rows.len();
        let one_column = self.rows.iter().all(|row| self.width(*row) == 1);
        ascending && (self.rows.len() == 1 || one_column || on_lines || in_blocks)
    }

    /// Whether labels say that the numbers of a row follow: its own, behind the heads of its columns where they are others than
    /// those of the row before.
    fn is_label_in_front(&self, labels: &[Label], at: usize) -> bool {
        let Some((last, heads)) = labels.split_last() else { return false };
        let (columns, before) = (self.layout.rows[self.rows[at]].columns, self.layout.rows[self.rows[at - 1]].columns);
        let is_head = |label: &Label| columns.iter().any(|column| *label == Label::Column(column.label));
        let begins_anew = columns.len() == 1 || columns[0].id != before[0].id;
        *last == Label::Row(self.rows[at]) && (heads.is_empty() || (begins_anew && heads.iter().all(is_head)))
    }

    /// Whether the numbers come column by column: each column's head directly in front of its numbers; or all labels in
    /// front, and blocks of one column each. There a head directly in front of a block may be one block with it, which an
    /// extractor puts before what stands left of it: then the columns have no known order.
    fn stand_by_columns(&self) -> bool {
        let columns = self.layout.rows[self.rows[0]].columns;
        let count = self.rows.len();
        if columns.len() == 1 || self.rows.iter().any(|row| self.width(*row) != columns.len()) {
            return false;
        }
        let first = self.runs.first().map_or(&[][..], |run| &run.in_front);
        if !self.are_mixed_with_labels() {
            let is_block = |run: &Run| run.pieces.len() == count && !run.on_one_line;
            let is_head_in_front = matches!(first.last(), Some(Label::Column(_)));
            return count > 1 && count != columns.len() && self.runs.iter().all(is_block) && !is_head_in_front;
        }
        let heads = first.iter().filter(|label| !matches!(label, Label::Row(_)));
        let own_head = Label::Column(columns[0].label);
        if first.last() != Some(&own_head) || heads.count() != 1 {
            return false;
        }
        let mut at = 0;
        self.runs.iter().all(|run| {
            let (column, inside) = (at / count, at % count);
            at += run.pieces.len();
            let own_head = [Label::Column(columns[column].label)];
            let is_own = column == 0 || run.in_front == own_head;
            !run.on_one_line && if inside == 0 { is_own } else { run.in_front.is_empty() }
        })
    }
}

/// The words of the table's labels.
struct Words {
    /// Each with what it names, the longest first; `None` where that says nothing.
    known: Vec<(String, Option<Label>)>,
    /// Every letter of them, of which the pieces of broken ones consist as well.
    letters: String,
}

impl Words {
    fn of(layout: &'static Layout) -> Self {
        let mut known = vec![(CONTENTS.to_owned(), None)];
        for (at, row) in layout.rows.iter().enumerate() {
            known.push((fold(row.label), Some(Label::Row(at))));
            known.extend(row.columns.iter().map(|column| (fold(column.label), Some(Label::Column(column.label)))));
        }
        let heads = heads_of(layout);
        let head = |(word, row): (&&str, &usize)| ((*word).to_owned(), Some(Label::Row(*row)));
        known.extend(heads.words.iter().zip(&heads.rows).map(head));
        known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let letters = known.iter().map(|(words, _)| words.as_str()).collect();
        Words { known, letters }
    }

    /// The labels of which words consist.
    fn labels_in(&self, mut words: &str) -> Vec<Label> {
        let mut labels = Vec::new();
        while let Some(letter) = words.chars().next() {
            let known = self.known.iter().find(|(known, _)| words.starts_with(known.as_str()));
            let (length, label) =
                known.map_or((letter.len_utf8(), Some(Label::Piece)), |(known, label)| (known.len(), *label));
            labels.extend(label.filter(|label| *label != Label::Piece || labels.last() != Some(&Label::Piece)));
            words = &words[length..];
        }
        labels
    }
}
