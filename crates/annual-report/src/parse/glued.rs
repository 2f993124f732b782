//! Tables 3 and 4 whose cells ran into one another, 予以公开6000017: the digits are cut where the sums hold.
//!
//! A row is cut so that its parts add up to its total. Where that leaves several ways, the equations of the columns
//! decide. Only what exactly one way gives is read; its cells are marked inferred, and the equations that were used prove
//! nothing any more ([`Table::assumed`]). Nothing is read from a copy that dropped blank cells: there digits do not tell
//! how many cells they were.

use crate::form::{EquationForm, Layout, TableNumber, equations_of};
use crate::matching::is_space;
use crate::report::{CellState, Number, Table, TableState};
use crate::span::Span;

use super::labels::{FoundLabel, find_labels};
use super::lines::{Line, Piece};
use super::values::digit;
use super::{absent_table, short_label};

/// The table as far as its digits can be cut in one way; `None` when nothing of it can. Unless the cells are known to be
/// `glued`, digits must show it that nobody writes as one number, 007: else a missing number could pass for a cut.
pub(super) fn read(text: &str, region: Span, layout: &'static Layout, glued: bool) -> Option<Table> {
    let part = table_part(text, region)?;
    let pieces = pieces_of(text, part);
    if !glued && !pieces.iter().any(|piece| piece.is_value() && begins_with_needless_zero(&digits_of(text, piece.span)))
    {
        return None;
    }
    let mut table = absent_table(layout, part, TableState::Read);
    table.span.end = match layout.table {
        TableNumber::Two => return None,
        TableNumber::Three => read_three(text, part, &pieces, &mut table)?,
        TableNumber::Four => read_four(text, &pieces, &mut table)?,
    };
    let read = table.cells.iter().filter(|cell| cell.inferred).count();
    if read < table.cells.len() {
        table.state = TableState::PartlyRead;
    }
    (read > 0).then_some(table)
}

/// No table has so many bytes.
const LONGEST_TABLE: usize = 20_000;

/// The part between two ends of sentences that has most digits: in a text of one line the table stands between prose.
fn table_part(text: &str, region: Span) -> Option<Span> {
    let (mut most, mut part) = (0, region);
    let mut start = region.start as usize;
    for words in region.of(text).split(['。', '；', '！', '？']) {
        let digits = words.bytes().filter(u8::is_ascii_digit).count();
        if digits > most {
            (most, part) = (digits, Span::new(start, start + words.len()));
        }
        // All four marks take three bytes.
        start += words.len() + '。'.len_utf8();
    }
    (part.of(text).len() <= LONGEST_TABLE).then_some(part)
}

/// Runs of digits, spaces inside included, and the words between them. Tabs and line ends part runs: there a blank cell may
/// have been. The digit in front of a dot numbers a label.
fn pieces_of(text: &str, part: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |state, start, end| {
        if start < end {
            pieces.push(Piece { span: Span::new(start, end), state, value: None });
        }
    };
    let (mut at, end) = (part.start as usize, part.end as usize);
    let mut words = at;
    while let Some(first) = text[at..end].find(|character| digit(character).is_some()) {
        let start = at + first;
        let rest = &text[start..end];
        let length = rest.find(|character| digit(character).is_none() && !is_gap(character)).unwrap_or(rest.len());
        let mut run = rest[..length].trim_end_matches(is_space);
        if rest[length..].starts_with(['.', '．', '、']) {
            let numbering = run.char_indices().next_back().map_or(0, |(place, _)| place);
            run = run[..numbering].trim_end_matches(is_space);
        }
        if !run.is_empty() {
            push(CellState::Text, words, start);
            words = start + run.len();
            push(CellState::Number, start, words);
        }
        at = start + length;
    }
    push(CellState::Text, words, end);
    pieces
}

fn is_gap(character: char) -> bool {
    is_space(character) && !character.is_control()
}

/// The cells of a row of table 3, and those of table 4 and of one of its groups.
const WIDTH: usize = 7;
const CELLS_OF_FOUR: usize = 15;
const WIDTH_OF_FOUR: usize = 5;

/// Reads the rows of table 3; where the last of them ends.
fn read_three(text: &str, part: Span, pieces: &[Piece], table: &mut Table) -> Option<u32> {
    let layout = table.layout;
    let equations = equations_of(layout);
    let line = Line { span: part, pieces, delimited: false, from_grid: false, after_gap: false };
    let found = find_labels(text, &[line], layout);
    // Words in front of the table may name the same things.
    let labels = &found[found.iter().rposition(|label| label.row == 0).unwrap_or(0)..];
    let mut digits: Vec<Vec<Digit>> = vec![Vec::new(); layout.rows.len()];
    let mut cuts: Vec<Vec<Cut>> = vec![Vec::new(); layout.rows.len()];
    let mut last = 0;
    for (at, label) in labels.iter().enumerate() {
        let next = labels.get(at + 1);
        let until = next.map_or(part.end, |next| next.head.start);
        let mut runs = pieces
            .iter()
            .filter(|piece| piece.is_value() && piece.span.start >= label.head.end && piece.span.end <= until);
        let run = runs.next()?.span;
        let own = digits_of(text, run);
        let several = next.is_some() && runs.next().is_some();
        if own.len() < WIDTH && !several {
            // Not one digit a cell: blank cells are not seen in this copy, and perhaps were in other rows too.
            return None;
        }
        last = run.end;
        let twice = labels.iter().filter(|other| other.row == label.row).count() > 1;
        if !several && !twice && !ends_in_numbering(text, last, &own, next, layout) {
            cuts[label.row] = cuts_of(&own, WIDTH, WIDTH);
            digits[label.row] = own;
        }
    }
    let used = choose_by_columns(equations, &digits, &mut cuts);
    for (row, form) in layout.rows.iter().enumerate() {
        if let [cut] = cuts[row][..] {
            write(table, row * WIDTH, WIDTH, &digits[row], cut);
        } else if cuts[row].len() > 1 {
            table.unread.push(format!("“{}”一行的数字不止一种拆法", short_label(form.label)));
        }
        if !labels.iter().any(|label| label.row == row) {
            table.missing_rows.push(form.id);
        }
    }
    // An equation with a cell that stays absent is unchecked for want of it.
    let read = |equation: &EquationForm| {
        equation.left.iter().chain(&equation.right).all(|cell| table.cells[usize::from(*cell)].inferred)
    };
    let assumed = |at: &usize| (equations[*at].row.is_some() || used.contains(at)) && read(&equations[*at]);
    table.assumed = (0..equations.len()).filter(assumed).collect();
    Some(last)
}

/// Reads table 4; where its digits end.
fn read_four(text: &str, pieces: &[Piece], table: &mut Table) -> Option<u32> {
    let mut runs = pieces.iter().filter(|piece| piece.is_value() && piece.span.of(text).len() >= CELLS_OF_FOUR);
    let run = runs.next().filter(|_| runs.next().is_none())?.span;
    let digits = digits_of(text, run);
    let [cut] = cuts_of(&digits, CELLS_OF_FOUR, WIDTH_OF_FOUR)[..] else { return None };
    write(table, 0, CELLS_OF_FOUR, &digits, cut);
    table.assumed = (0..equations_of(table.layout).len()).collect();
    Some(run.end)
}

/// Whether the last digit may be the next label's numbering, the dot behind it lost: 00000002其他法律行政法规禁止公开.
fn ends_in_numbering(text: &str, end: u32, digits: &[Digit], next: Option<&FoundLabel>, layout: &Layout) -> bool {
    let Some((next, last)) = next.zip(digits.last()) else { return false };
    let numbering = char::from(b'0' + last.value as u8);
    let between = Span { start: end, end: next.head.end.max(end) };
    layout.rows[next.row].label.starts_with(numbering) && !between.of(text).contains(numbering)
}

fn write(table: &mut Table, first: usize, count: usize, digits: &[Digit], cut: Cut) {
    for at in 0..count {
        let part = part_of(digits, cut, at, count);
        if let ([start, ..], [.., end]) = (part, part) {
            let cell = &mut table.cells[first + at];
            (cell.state, cell.value) = (CellState::Number, Some(Number::from_whole(number(part))));
            (cell.span, cell.inferred) = (Some(start.span.join(end.span)), true);
        }
    }
}

/// One digit of a run.
#[derive(Clone, Copy)]
struct Digit {
    value: i64,
    span: Span,
    /// Whether white space stands before it: no number goes over that place.
    apart: bool,
}

fn digits_of(text: &str, run: Span) -> Vec<Digit> {
    let mut digits = Vec::new();
    let mut apart = false;
    for (at, character) in run.of(text).char_indices() {
        let start = run.start as usize + at;
        let span = Span::new(start, start + character.len_utf8());
        digits.extend(digit(character).map(|value| Digit { value, span, apart }));
        apart = is_space(character);
    }
    digits
}

/// Whether a number among them would begin with 0 and go on.
fn begins_with_needless_zero(digits: &[Digit]) -> bool {
    let begins = |at: usize| at == 0 || digits[at].apart;
    (1..digits.len()).any(|at| digits[at - 1].value == 0 && begins(at - 1) && !digits[at].apart)
}

fn number(digits: &[Digit]) -> i64 {
    digits.iter().fold(0, |number, digit| number * 10 + digit.value)
}

/// One way to cut a run of digits: at which digit each number begins.
type Cut = [u8; CELLS_OF_FOUR];

/// The digits of one of `count` numbers.
fn part_of(digits: &[Digit], cut: Cut, at: usize, count: usize) -> &[Digit] {
    let end = if at + 1 < count { usize::from(cut[at + 1]) } else { digits.len() };
    &digits[usize::from(cut[at])..end]
}

/// What is longer is no row; what has more ways, or takes more steps to search, is not told from its digits.
const MOST_DIGITS: usize = 100;
const MOST_CUTS: usize = 60;
const MOST_STEPS: u32 = 300_000;

/// Every way to cut `digits` into `count` numbers of which each `width` are parts and their total; none where they are
/// too many.
fn cuts_of(digits: &[Digit], count: usize, width: usize) -> Vec<Cut> {
    let mut search = Search { digits, width, cut: [0; CELLS_OF_FOUR], found: Vec::new(), steps: 0 };
    if digits.len() > MOST_DIGITS || !search.cut_before(digits.len(), count, 0) {
        return Vec::new();
    }
    search.found
}

/// From the last number to the first: so the total of a group is known before its parts, which may not exceed it.
struct Search<'a> {
    digits: &'a [Digit],
    width: usize,
    cut: Cut,
    found: Vec<Cut>,
    steps: u32,
}

impl Search<'_> {
    /// Cuts the digits before `end` into `count` numbers, the last group's parts adding up to `rest`; false when that takes
    /// too long.
    fn cut_before(&mut self, end: usize, count: usize, rest: i64) -> bool {
        let Some(at) = count.checked_sub(1) else {
            if end == 0 {
                self.found.push(self.cut);
            }
            return self.found.len() <= MOST_CUTS;
        };
        let is_total = count.is_multiple_of(self.width);
        let is_first = at.is_multiple_of(self.width);
        if !is_total {
            let parts = count % self.width;
            // Each part has no more digits than what they must add up to, and one of them hardly less.
            let length = length_of(rest);
            if (count == parts && end > parts * length) || end + 1 < count + length - 1 {
                return true;
            }
        }
        let (mut value, mut unit) = (0, 1);
        // Fifteen digits at most, so that sums of a table always fit.
        for start in (at.max(end.saturating_sub(15))..end).rev() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return false;
            }
            let digit = self.digits[start];
            value += digit.value * unit;
            unit *= 10;
            if !is_total && value > rest {
                break;
            }
            let needless_zero = digit.value == 0 && start + 1 < end;
            let rest = if is_total { value } else { rest - value };
            if !needless_zero && (!is_first || rest == 0) {
                self.cut[at] = start as u8;
                if !self.cut_before(start, at, rest) {
                    return false;
                }
            }
            if digit.apart {
                break;
            }
        }
        true
    }
}

fn length_of(value: i64) -> usize {
    value.checked_ilog10().map_or(1, |power| power as usize + 1)
}

/// Leaves of the rows with several cuts those that the columns allow, if these are one for each; gives the equations that
/// were used for it, by their place in the form.
fn choose_by_columns(equations: &[EquationForm], digits: &[Vec<Digit>], cuts: &mut [Vec<Cut>]) -> Vec<usize> {
    let mut columns = Columns { equations: Vec::new(), digits, kept: vec![Vec::new(); cuts.len()], steps: 0 };
    let mut used = Vec::new();
    let mut asked = vec![false; cuts.len()];
    for (at, equation) in equations.iter().enumerate().filter(|(_, equation)| equation.column.is_some()) {
        let cells = || equation.left.iter().chain(&equation.right).map(|cell| usize::from(*cell));
        let known = cells().all(|cell| !cuts[cell / WIDTH].is_empty());
        // An equation that is the same for every cut decides nothing, and stays to be checked.
        let differs = |cell: usize| {
            cuts[cell / WIDTH].iter().any(|cut| columns.value(cell, *cut) != columns.value(cell, cuts[cell / WIDTH][0]))
        };
        if known && cells().any(differs) {
            cells().for_each(|cell| asked[cell / WIDTH] = true);
            used.push(at);
        }
    }
    columns.equations = used.iter().map(|at| &equations[*at]).collect();
    // What no equation asks about stays as it is.
    let open: Vec<Vec<Cut>> =
        cuts.iter().zip(&asked).map(|(cuts, asked)| if *asked { cuts.clone() } else { Vec::new() }).collect();
    if !used.is_empty() && columns.search(open) {
        for (row, kept) in columns.kept.into_iter().enumerate() {
            if asked[row] && kept.len() == 1 {
                cuts[row] = kept;
            }
        }
    }
    used
}

/// More steps than this mean that the columns do not tell.
const MOST_CHOICES: u32 = 300;

struct Columns<'a> {
    equations: Vec<&'a EquationForm>,
    digits: &'a [Vec<Digit>],
    /// The cuts of each row that stand in a solution.
    kept: Vec<Vec<Cut>>,
    steps: u32,
}

impl Columns<'_> {
    fn value(&self, cell: usize, cut: Cut) -> i64 {
        number(part_of(&self.digits[cell / WIDTH], cut, cell % WIDTH, WIDTH))
    }

    /// Tries every choice of cuts that the equations allow; false when they are too many.
    fn search(&mut self, mut open: Vec<Vec<Cut>>) -> bool {
        self.steps += 1;
        if self.steps > MOST_CHOICES {
            return false;
        }
        while let Some(dropped) = self.drop_impossible(&mut open) {
            if dropped {
                continue;
            }
            let Some(row) = open.iter().position(|cuts| cuts.len() > 1) else {
                for (kept, cuts) in self.kept.iter_mut().zip(open) {
                    kept.extend(cuts.into_iter().filter(|cut| !kept.contains(cut)).collect::<Vec<_>>());
                }
                return true;
            };
            return open[row].clone().into_iter().all(|cut| {
                let mut next = open.clone();
                next[row] = vec![cut];
                self.search(next)
            });
        }
        true
    }

    /// Drops the cuts with which an equation cannot hold whatever the other rows are: whether there were any; `None` when
    /// a row has none left.
    fn drop_impossible(&self, open: &mut [Vec<Cut>]) -> Option<bool> {
        let mut dropped = false;
        for equation in &self.equations {
            let terms: Vec<(usize, i64)> = [(&equation.left, 1), (&equation.right, -1)]
                .into_iter()
                .flat_map(|(cells, sign)| cells.iter().map(move |cell| (usize::from(*cell), sign)))
                .collect();
            let range = |open: &[Vec<Cut>], (cell, sign): (usize, i64)| {
                let values = open[cell / WIDTH].iter().map(|cut| sign * self.value(cell, *cut));
                values.fold((i64::MAX, i64::MIN), |(least, most), value| (least.min(value), most.max(value)))
            };
            let (least, most) = terms.iter().fold((0, 0), |sum, term| {
                let own = range(open, *term);
                (sum.0 + own.0, sum.1 + own.1)
            });
            for (cell, sign) in terms {
                let own = range(open, (cell, sign));
                let row = &mut open[cell / WIDTH];
                let before = row.len();
                row.retain(|cut| {
                    let value = sign * self.value(cell, *cut);
                    least - own.0 + value <= 0 && most - own.1 + value >= 0
                });
                dropped |= row.len() < before;
                if row.is_empty() {
                    return None;
                }
            }
        }
        Some(dropped)
    }
}
