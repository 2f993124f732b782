//! Tables 3 and 4 whose cells ran into one another, 予以公开6000017: the digits are cut where the sums hold.
//!
//! A row is cut so that its parts add up to its total. Where that leaves several ways, the equations of the columns
//! decide. Only what exactly one way gives is read; its cells are marked inferred, and the equations that were used prove
//! nothing any more ([`Table::assumed`]). Nothing is read from a copy that dropped blank cells: there digits do not tell
//! how many cells they were.
//! Digits of full width end a row like words.

use crate::form::{EquationForm, EquationName, Layout, TableNumber, equations_of};
use crate::report::{CellState, Number, Table, TableState};
use crate::span::Span;

use super::labels::find_labels;
use super::lines::{Line, Piece};
use super::read::absent_table;

/// The table as far as its digits can be cut in one way; `None` when nothing of it can. Unless the cells are known to be
/// `glued`, digits must show it that nobody writes as one number, 007: else a missing number could pass for a cut.
pub(super) fn read(text: &str, region: Span, layout: &'static Layout, glued: bool) -> Option<Table> {
    let part = most_digits(text, region)?;
    let needless_zero =
        |three: &[u8]| !three[0].is_ascii_digit() && three[0] != b'.' && three[1] == b'0' && three[2].is_ascii_digit();
    if !glued && !part.of(text).as_bytes().windows(3).any(needless_zero) {
        return None;
    }
    let mut table = absent_table(layout, part, TableState::Read);
    match layout.table {
        TableNumber::Two => return None,
        TableNumber::Three => read_three(text, &mut table)?,
        TableNumber::Four => read_four(text, &mut table)?,
    }
    let read = table.cells.iter().filter(|cell| cell.inferred).count();
    if read < table.cells.len() {
        table.state = TableState::PartlyRead;
    }
    (read > 0).then_some(table)
}

/// No table has so many bytes.
const LONGEST_TABLE: u32 = 20_000;

/// The part between two ends of sentences that has most digits: in a text of one line the table stands between prose.
fn most_digits(text: &str, region: Span) -> Option<Span> {
    let bytes = &text.as_bytes()[..region.end as usize];
    let (mut part, mut most, mut digits, mut start) = (region, 0, 0, region.start);
    let mut at = region.start;
    while at <= region.end {
        let ends = match bytes.get(at as usize) {
            // A character from U+4000 to U+9FFF, as most are.
            Some(0xe4..=0xe9) => {
                at += 3;
                continue;
            }
            Some(b'0'..=b'9') => {
                digits += 1;
                false
            }
            // One of 。；！？.
            Some(0xe3 | 0xef) => {
                matches!(bytes[at as usize..], [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x9b | 0x81 | 0x9f, ..])
            }
            Some(_) => false,
            None => true,
        };
        if ends {
            if digits > most {
                (part, most) = (Span { start, end: at }, digits);
            }
            (digits, start) = (0, at + 3);
        }
        at += 1;
    }
    (part.end - part.start < LONGEST_TABLE).then_some(part)
}

/// The cells of a row of table 3, and those of table 4 and of one of its groups.
const WIDTH: usize = 7;
const CELLS_OF_FOUR: usize = 15;
const WIDTH_OF_FOUR: usize = 5;

/// Reads the rows of table 3.
fn read_three(text: &str, table: &mut Table) -> Option<()> {
    let rows = table.layout.rows;
    let words = Piece { span: table.span, state: CellState::Text, value: None, miswritten: false };
    let line = Line {
        span: table.span,
        pieces: &[words],
        delimited: false,
        from_grid: false,
        after_gap: false,
        ends_sentence: false,
    };
    let found = find_labels(text, &[line], table.layout);
    // Words in front of the table may name the same things.
    let labels = &found[found.iter().rposition(|label| label.row == 0).unwrap_or(0)..];
    let mut cutter = Cutter { text, width: WIDTH, ways: Vec::new(), way: NO_WAY, steps: 0 };
    let mut ways = [(0, 0); MOST_ROWS];
    let mut labelled = 0_u32;
    let mut end = table.span.end;
    for (at, label) in labels.iter().enumerate() {
        let next = labels.get(at + 1);
        // Up to the end of the next label's head, for a head may begin with its numbering.
        let run = Run::of(text, label.head.end, next.map_or(table.span.end, |next| next.head.end));
        let several = run.goes_on && next.is_some();
        let twice = labelled & (1 << label.row) != 0;
        labelled |= 1 << label.row;
        ways[label.row] = (0, 0);
        if run.count < WIDTH {
            if several {
                continue;
            }
            // Not one digit a cell: blank cells are not seen in this copy, and perhaps were in other rows too.
            return None;
        }
        end = run.end;
        // The last digit may be the next label's numbering, its dot lost: 00000002其他法律行政法规禁止公开.
        let unclear =
            !run.numbered && next.is_some_and(|next| rows[next.row].label.as_bytes()[0] == byte(text, end - 1));
        if !several && !twice && !unclear {
            ways[label.row] = cutter.cut(&run, WIDTH);
        }
    }
    let used = decide(&cutter, table.layout, &mut ways);
    for (row, form) in rows.iter().enumerate() {
        let (way, count) = (ways[row].0, ways[row].1 - ways[row].0);
        if count == 1 {
            write(&cutter, table, row * WIDTH, WIDTH, way);
            table.assumed.push(EquationName::Applicants(form.id));
        } else if count > 1 {
            table.unread = vec!["有的行不止一种拆法".to_owned()];
        } else if labelled & (1 << row) == 0 {
            table.missing_rows.push(form.id);
        }
    }
    // An equation with a cell that stays absent is unchecked for want of it.
    let is_read = |(row, _): (usize, i64)| ways[row].1 - ways[row].0 == 1;
    table.assumed.extend(used.iter().filter(|used| terms(used).all(is_read)).map(|used| used.name));
    table.span.end = end;
    Some(())
}

/// Reads table 4.
fn read_four(text: &str, table: &mut Table) -> Option<()> {
    let mut run = Run::of(text, table.span.start, table.span.end);
    while run.count < CELLS_OF_FOUR {
        if run.count == 0 {
            return None;
        }
        run = Run::of(text, run.end, table.span.end);
    }
    let mut cutter = Cutter { text, width: WIDTH_OF_FOUR, ways: Vec::new(), way: NO_WAY, steps: 0 };
    if cutter.cut(&run, CELLS_OF_FOUR) != (0, 1) {
        return None;
    }
    write(&cutter, table, 0, CELLS_OF_FOUR, 0);
    table.assumed = equations_of(table.layout).iter().map(|equation| equation.name).collect();
    table.span.end = run.end;
    Some(())
}

fn write(cutter: &Cutter, table: &mut Table, first: usize, count: usize, way: usize) {
    for (cell, (value, span)) in table.cells.iter_mut().skip(first).zip(cutter.ways[way]).take(count) {
        cell.state = CellState::Number;
        cell.value = Some(Number::from_whole(value));
        cell.span = Some(span);
        cell.inferred = true;
    }
}

/// What is longer is no row; what has more ways, or takes more steps to search, is not told from its digits.
const MOST_DIGITS: usize = 100;
const MOST_CUTS: usize = 60;
const MOST_STEPS: u32 = 300_000;

/// Digits with nothing but spaces between them. Tabs and line ends end it: there a blank cell may have been.
struct Run {
    /// Where each digit stands.
    digits: [u32; MOST_DIGITS],
    count: usize,
    /// Where the last one ends.
    end: u32,
    /// Whether more digits follow, those aside that number a label: with a dot behind them.
    goes_on: bool,
    /// Whether such a one follows.
    numbered: bool,
}

impl Run {
    /// The first run of a part of the text.
    fn of(text: &str, start: u32, end: u32) -> Self {
        let mut run = Run { digits: [0; MOST_DIGITS], count: 0, end: start, goes_on: false, numbered: false };
        let mut ended = false;
        let own = text.as_bytes().get(start as usize..end as usize).unwrap_or_default();
        for (at, byte_at) in (start..).zip(own) {
            let begun = run.count > 0;
            if !byte_at.is_ascii_digit() {
                ended |= begun && *byte_at != b' ';
            } else if matches!(
                // One of .．、.
                [byte(text, at + 1), byte(text, at + 2), byte(text, at + 3)],
                [b'.', ..] | [0xef, 0xbc, 0x8e] | [0xe3, 0x80, 0x81]
            ) {
                run.numbered |= begun;
                ended |= begun;
            } else if ended || run.count == MOST_DIGITS {
                run.goes_on = true;
            } else {
                run.digits[run.count] = at;
                run.count += 1;
                run.end = at + 1;
            }
        }
        run
    }
}

/// The byte at a place, 0 behind the end.
fn byte(text: &str, at: u32) -> u8 {
    text.as_bytes().get(at as usize).copied().unwrap_or(0)
}

/// One way to cut a run of digits: its numbers, each with its place.
type Way = [(i64, Span); CELLS_OF_FOUR];

const NO_WAY: Way = [(0, Span { start: 0, end: 0 }); CELLS_OF_FOUR];

/// Cuts runs of digits into numbers of which each `width` are parts and their total.
struct Cutter<'a> {
    text: &'a str,
    width: usize,
    /// Every way found.
    ways: Vec<Way>,
    way: Way,
    steps: u32,
}

impl Cutter<'_> {
    /// Finds every way to cut a run into `count` numbers; none where they are too many.
    fn cut(&mut self, run: &Run, count: usize) -> (usize, usize) {
        let from = self.ways.len();
        self.steps = 0;
        let whole = run.count < MOST_DIGITS && self.search(&run.digits[..run.count], count, 0);
        if !whole || self.ways.len() > from + MOST_CUTS {
            self.ways.truncate(from);
        }
        (from, self.ways.len())
    }

    /// From the last number to the first, so that the total of a group is known before its parts: cuts `digits` into `count`
    /// numbers, the last group's parts adding up to `rest`. False when that takes too long.
    fn search(&mut self, digits: &[u32], count: usize, rest: i64) -> bool {
        let end = digits.len();
        if count == 0 {
            if end == 0 {
                self.ways.push(self.way);
            }
            return true;
        }
        let parts = count % self.width;
        if parts != 0 {
            // Each part has no more digits than what they must add up to, and one of them hardly less.
            let length = rest.checked_ilog10().unwrap_or(0) as usize + 1;
            if (count == parts && end > parts * length) || end + 2 < count + length {
                return true;
            }
        }
        let (mut value, mut unit) = (0, 1);
        for (start, place) in digits.iter().enumerate().rev() {
            // Fifteen digits at most, so that sums of a table always fit.
            if start + 1 < count || end - start > 15 {
                break;
            }
            self.steps += 1;
            let digit = i64::from(byte(self.text, *place) - b'0');
            value += digit * unit;
            unit *= 10;
            if parts != 0 && value > rest {
                break;
            }
            let needless_zero = digit == 0 && start + 1 < end;
            let rest = if parts == 0 { value } else { rest - value };
            if !needless_zero && (parts != 1 || rest == 0) {
                self.way[count - 1] = (value, Span { start: *place, end: digits[end - 1] + 1 });
                if self.steps > MOST_STEPS || !self.search(&digits[..start], count - 1, rest) {
                    return false;
                }
            }
            if byte(self.text, place.wrapping_sub(1)) == b' ' {
                // No number goes over a space.
                break;
            }
        }
        true
    }

    /// A number of a way; 0 where there is no such way.
    fn value(&self, way: usize, at: usize) -> i64 {
        self.ways.get(way).map_or(0, |way| way[at % WIDTH].0)
    }
}

/// The rows of a table 3 of any edition.
const MOST_ROWS: usize = 25;

/// Where the ways to cut its rows can be chosen in more ways than this, the columns do not tell.
const MOST_CHOICES: u32 = 5000;

/// Leaves rows with several ways only the one that the columns allow, where they allow just one. Gives the equations that
/// were used: one that is the same for all ways decides nothing, and stays to be checked.
fn decide(
    cutter: &Cutter,
    layout: &'static Layout,
    ways: &mut [(usize, usize); MOST_ROWS],
) -> Vec<&'static EquationForm> {
    let mut used = Vec::new();
    for equation in equations_of(layout).iter().filter(|equation| equation.name.column().is_some()) {
        let (mut known, mut differs) = (true, false);
        let at = column_of(equation);
        for (row, _) in terms(equation) {
            let (from, to) = ways[row];
            known &= from < to;
            differs |= (from..to).any(|way| cutter.value(way, at) != cutter.value(from, at));
        }
        if known && differs {
            used.push(equation);
        }
    }
    // For each row the way chosen now, and the only one that stands in a choice for which the equations hold.
    let mut chosen = [(0, usize::MAX); MOST_ROWS];
    for (chosen, (from, _)) in chosen.iter_mut().zip(ways.iter()) {
        chosen.0 = *from;
    }
    let mut first = true;
    for _ in 0..MOST_CHOICES {
        let holds = used.iter().all(|equation| {
            let value = |(row, sign): (usize, i64)| sign * cutter.value(chosen[row].0, column_of(equation));
            terms(equation).map(value).sum::<i64>() == 0
        });
        if holds {
            for (way, only) in &mut chosen {
                *only = if first || *only == *way { *way } else { usize::MAX };
            }
            first = false;
        }
        // The next choice, as one counts.
        let mut last = true;
        for ((way, _), (from, to)) in chosen.iter_mut().zip(ways.iter()) {
            *way += 1;
            if *way < *to {
                last = false;
                break;
            }
            *way = *from;
        }
        if last {
            for ((from, to), (_, only)) in ways.iter_mut().zip(&chosen) {
                if *only < *to {
                    (*from, *to) = (*only, *only + 1);
                }
            }
            break;
        }
    }
    used
}

/// The column of table 3 in which an equation down a column holds.
fn column_of(equation: &EquationForm) -> usize {
    equation.right.first().map_or(0, |cell| usize::from(*cell) % WIDTH)
}

/// The rows of table 3 whose cells stand in an equation down a column, and whether their numbers count up or down.
fn terms(equation: &EquationForm) -> impl Iterator<Item = (usize, i64)> {
    let sides = equation.left.iter().map(|cell| (cell, 1)).chain(equation.right.iter().map(|cell| (cell, -1)));
    sides.map(|(cell, sign)| (usize::from(*cell) / WIDTH, sign))
}
