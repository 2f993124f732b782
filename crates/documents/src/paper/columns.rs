//! Tables without lines: rows of numbers that stand below each other, and the labels left of them.

use super::geometry::Area;
use super::lines::{Line, is_wide};
use super::page::Glyph;
use super::table::{Table, is_numbered, is_value};

/// Takes the rows of such tables out of lines that follow each other. With each table comes where its middle is.
pub(crate) fn tables_of(lines: &mut Vec<Line>) -> Vec<(f64, Table)> {
    let split: Vec<Vec<Token>> = lines.iter().map(tokens).collect();
    let mut tables = Vec::new();
    let mut taken = vec![false; lines.len()];
    let mut from = 0;
    while from < split.len() {
        let Some(region) = region_from(&split, lines, from) else {
            from += 1;
            continue;
        };
        from = region.end;
        if let Some(table) = table(&split[region.clone()], &lines[region.clone()]) {
            let middle = (lines[region.start].area.top + lines[region.end - 1].area.bottom) / 2.0;
            tables.push((middle, table));
            taken[region].fill(true);
        }
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !taken[at - 1]
    });
    tables
}

/// Characters that stand close together.
#[derive(Clone, Debug)]
struct Token {
    area: Area,
    text: String,
}

impl Token {
    fn is_value(&self) -> bool {
        is_value(&self.text)
    }

    /// Whether two numbers stand in one column: by their left sides, their middles or their right sides.
    fn is_below(&self, other: &Token, size: f64) -> bool {
        let apart = |one: f64, other: f64| (one - other).abs() < 0.6 * size;
        apart(self.area.left, other.area.left)
            || apart(self.area.right, other.area.right)
            || apart(self.area.center().0, other.area.center().0)
    }
}

/// Rows with fewer numbers are read as they come: label and numbers on one line.
const FEWEST_COLUMNS: usize = 5;
/// Cells stand at least this far apart, in sizes of the type.
const APART: f64 = 0.33;
/// Lines of one cell are not farther apart than the closest lines and this.
const SAME_CELL: f64 = 0.3;

fn tokens(line: &Line) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for glyph in &line.glyphs {
        let gap = before.map_or(f64::MAX, |before| glyph.area.left - before.area.right) / line.size.max(0.1);
        let changes = before.is_some_and(|before| is_wide(before.character) && glyph.character.is_ascii_digit());
        match tokens.last_mut() {
            Some(token) if gap < if changes { APART / 2.0 } else { APART } => {
                token.text.push(glyph.character);
                token.area = token.area.join(glyph.area);
            }
            _ => tokens.push(Token { area: glyph.area, text: glyph.character.to_string() }),
        }
        before = Some(glyph);
    }
    tokens
}

/// The numbers at the end of a line.
fn values(tokens: &[Token]) -> &[Token] {
    let count = tokens.iter().rev().take_while(|token| token.is_value()).count();
    &tokens[tokens.len() - count..]
}

/// The lines from here on that form one table, labels of several lines with them.
fn region_from(split: &[Vec<Token>], lines: &[Line], from: usize) -> Option<std::ops::Range<usize>> {
    let columns = values(&split[from]);
    if columns.len() < FEWEST_COLUMNS {
        return None;
    }
    let size = lines[from].size;
    let first = columns.first().map(|token| token.area.left)?;
    let is_row = |tokens: &[Token]| {
        let own = values(tokens);
        own.len() == columns.len() && own.iter().zip(columns).all(|(own, column)| own.is_below(column, size))
    };
    let is_label = |tokens: &[Token]| tokens.iter().all(|token| token.area.right < first + APART * size);
    let is_near = |above: &Line, below: &Line| below.area.top - above.area.bottom < size;
    let mut end = from + 1;
    let mut rows = 1;
    let mut at = from + 1;
    while at < split.len() {
        if is_row(&split[at]) {
            end = at + 1;
            rows += 1;
        } else if !is_label(&split[at]) {
            break;
        }
        at += 1;
    }
    while end < split.len() && is_label(&split[end]) && is_near(&lines[end - 1], &lines[end]) {
        end += 1;
    }
    let mut start = from;
    while start > 0 && is_label(&split[start - 1]) && is_near(&lines[start - 1], &lines[start]) {
        start -= 1;
    }
    // What stands first on a page may be the rest of a label from the page before.
    if split[..start].iter().all(|tokens| is_label(tokens)) {
        start = 0;
    }
    (rows >= 2).then_some(start..end)
}

/// The words of one cell left of the numbers.
#[derive(Debug)]
struct Label {
    area: Area,
    text: String,
    /// Whether one of its lines is that of numbers, beside which it stands.
    has_numbers: bool,
}

/// Lines below each other as the labels that they form.
fn labels_of(split: &[Vec<Token>], size: f64) -> Vec<Label> {
    let mut lines: Vec<Label> = Vec::new();
    for tokens in split {
        let own = values(tokens).len();
        let own = if own >= FEWEST_COLUMNS { own } else { 0 };
        let labels = &tokens[..tokens.len() - own];
        lines.extend(labels.iter().enumerate().map(|(at, token)| Label {
            area: token.area,
            text: token.text.clone(),
            has_numbers: own > 0 && at + 1 == labels.len(),
        }));
    }
    let is_below = |line: &Label, label: &Label| {
        let overlap = label.area.right.min(line.area.right) - label.area.left.max(line.area.left);
        overlap > 0.5 * label.area.width().min(line.area.width()) && line.area.top > label.area.top
    };
    let gap = |line: &Label, label: &Label| line.area.top - label.area.bottom;
    let mut closest = f64::MAX;
    for (at, line) in lines.iter().enumerate() {
        let above = lines[..at].iter().rev().take(NEIGHBOURS).find(|label| is_below(line, label));
        closest = above.map_or(closest, |label| closest.min(gap(line, label)));
    }
    let mut labels: Vec<Label> = Vec::new();
    for line in lines {
        let above = labels.iter_mut().rev().take(NEIGHBOURS).find(|label| is_below(&line, label));
        match above {
            Some(label)
                if gap(&line, label) < closest + SAME_CELL * size
                    && !is_numbered(&line.text)
                    && !(label.has_numbers && line.has_numbers) =>
            {
                label.text.push_str(&line.text);
                label.area = label.area.join(line.area);
                label.has_numbers |= line.has_numbers;
            }
            _ => labels.push(line),
        }
    }
    labels
}

/// So many labels stand beside each other, or before the one that a line goes on.
const NEIGHBOURS: usize = 8;

fn table(split: &[Vec<Token>], lines: &[Line]) -> Option<Table> {
    let rows: Vec<&[Token]> =
        split.iter().map(|tokens| values(tokens)).filter(|it| it.len() >= FEWEST_COLUMNS).collect();
    let size = lines.first()?.size;
    let labels = labels_of(split, size);
    let middles: Vec<f64> = rows.iter().map(|row| row[0].area.center().1).collect();
    let covered = |label: &Label| {
        let first = middles.partition_point(|middle| *middle < label.area.top);
        first..middles.partition_point(|middle| *middle <= label.area.bottom).max(first)
    };
    let width = rows[0].len() + 2;
    let mut cells: Vec<Vec<String>> = vec![vec![String::new(); width]; rows.len()];
    for (row, values) in cells.iter_mut().zip(&rows) {
        for (cell, value) in row.iter_mut().skip(2).zip(*values) {
            cell.clone_from(&value.text);
        }
    }
    // The label of a row is the last one before its numbers, and belongs to no other row.
    let mut is_used = vec![false; labels.len()];
    for (at, row) in cells.iter_mut().enumerate() {
        let own = labels.iter().enumerate().filter(|(_, label)| covered(label) == (at..at + 1));
        if let Some((number, label)) = own.max_by(|one, other| one.1.area.left.total_cmp(&other.1.area.left)) {
            row[1].clone_from(&label.text);
            is_used[number] = true;
        }
    }
    // What is left groups several rows, or is the rest of a label from the page before.
    let mut rest = vec![String::new(); width];
    for (label, _) in labels.iter().zip(&is_used).filter(|(_, used)| !**used) {
        let covered = covered(label);
        match cells.get_mut(covered.start) {
            Some(_) if covered.is_empty() && covered.start == 0 => {
                let place = usize::from(!rest[0].is_empty() || label.area.left > labels[0].area.left + size);
                rest[place].push_str(&label.text);
            }
            Some(row) => row[0].push_str(&label.text),
            None => cells.last_mut()?[0].push_str(&label.text),
        }
    }
    if rest.iter().any(|text| !text.is_empty()) {
        cells.insert(0, rest);
    }
    Some(Table::unruled(cells))
}
