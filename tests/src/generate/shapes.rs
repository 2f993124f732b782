//! One report in the shapes in which tables reach a text.

use std::ops::Range;

use gouji_core::form::{
    APPLICANTS, CONTENTS, Column, ColumnId, LITIGATION, ORGANISATION_COLUMNS, ORGANISATIONS, OUTCOMES, OutcomeId,
    RELATION, Row, RowRole, SubHeadingId, TableNumber,
};
use gouji_core::{Grid, GridCell, Source, Span};

use super::{Draft, Part, ReportData, Tables};

/// How the tables came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Tabs, the places of merged cells lost.
    TabPaste,
    /// Tabs, as a browser copies a page: label cells once, headers broken over lines.
    BrowserCopy,
    /// Full-width digits.
    FullWidth,
    /// Markdown.
    Pipes,
    /// Markdown out of a PDF: labels before or behind their numbers.
    PipesDrifted,
    /// Columns by spaces, labels broken over lines, page numbers and form feeds inside.
    Layout,
    /// One space between numbers, the group label one character a line.
    Raw,
    /// The same with Kangxi radicals in the labels.
    Kangxi,
    /// Labels behind their numbers.
    Plumber,
    /// One cell a line, all labels in front.
    OneCellALine,
    /// One cell a line with a pipe between.
    OneCellPipes,
    /// One cell a line with empty lines, blocks of one column at a time, labels anywhere.
    Blocks,
    /// A small table for each group, each with its head.
    CutGroups,
    /// Table 4 as three rows of five.
    ThreeRows,
    /// Real cells with merged ones, as HTML gives them.
    Grids,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Shape; 15] = [
        Shape::TabPaste,
        Shape::BrowserCopy,
        Shape::FullWidth,
        Shape::Pipes,
        Shape::PipesDrifted,
        Shape::Layout,
        Shape::Raw,
        Shape::Kangxi,
        Shape::Plumber,
        Shape::OneCellALine,
        Shape::OneCellPipes,
        Shape::Blocks,
        Shape::CutGroups,
        Shape::ThreeRows,
        Shape::Grids,
    ];

    /// Whether the lines of a paragraph are broken as on paper.
    pub fn breaks_lines(self) -> bool {
        matches!(self, Shape::Layout | Shape::Raw | Shape::Kangxi | Shape::Plumber)
    }
}

/// The report in a shape.
pub fn render(data: &ReportData, shape: Shape) -> Source {
    render_draft(&Draft::new(data), shape).source
}

/// A draft in a shape, with the way from its lines to the text.
pub struct Rendered {
    /// The text.
    pub source: Source,
    lines: Vec<Placed>,
}

/// Where a line came to stand: its first byte, its length, and where it was broken.
struct Placed {
    start: usize,
    length: usize,
    breaks: Vec<usize>,
}

impl Rendered {
    /// Where bytes of a line of the draft stand in the text.
    pub fn place(&self, line: usize, bytes: Range<usize>) -> Span {
        let line = &self.lines[line];
        let at = |byte: usize| line.start + byte + line.breaks.iter().filter(|place| **place <= byte).count();
        Span::new(at(bytes.start), at(bytes.end))
    }

    /// Where a whole line, or a table, stands.
    pub fn whole(&self, line: usize) -> Span {
        let line = &self.lines[line];
        Span::new(line.start, line.start + line.length)
    }
}

/// A draft in a shape.
pub fn render_draft(draft: &Draft, shape: Shape) -> Rendered {
    let mut page =
        Page { data: &draft.data, tables: &draft.tables, shape, text: String::new(), grids: Vec::new(), pages: 0 };
    let mut lines = Vec::with_capacity(draft.lines.len());
    for line in &draft.lines {
        let start = page.text.len();
        let mut breaks = Vec::new();
        match line.part {
            Part::Table(TableNumber::Two) => page.two(),
            Part::Table(TableNumber::Three) => page.three(),
            Part::Table(TableNumber::Four) => page.four(),
            Part::Body | Part::Opening if shape.breaks_lines() => {
                breaks = line_breaks(&line.text);
                page.broken(&line.text, &breaks);
            }
            _ => page.line(&line.text),
        }
        lines.push(Placed { start, length: page.text.len() - start, breaks });
    }
    let source = if page.grids.is_empty() {
        Source::plain(page.text)
    } else {
        Source::structured(page.text, page.grids, Vec::new())
    };
    Rendered { source, lines }
}

/// Where a page of paper breaks a paragraph: about every 38 characters, never in a number, never before a mark.
fn line_breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut width = 0;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let holds = character.is_ascii() || "，。；：、）〕》”".contains(character);
        if width >= 38 && !holds && !"（〔《“".contains(before) {
            breaks.push(at);
            width = 0;
        }
        width += 1;
        before = character;
    }
    breaks
}

struct Page<'a> {
    data: &'a ReportData,
    tables: &'a Tables,
    shape: Shape,
    text: String,
    grids: Vec<Grid>,
    pages: usize,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// A paragraph broken at these bytes.
    fn broken(&mut self, words: &str, breaks: &[usize]) {
        let mut start = 0;
        for at in breaks {
            self.line(&words[start..*at]);
            start = *at;
        }
        self.line(&words[start..]);
    }

    fn number(&self, value: i64) -> String {
        let words = value.to_string();
        if self.shape == Shape::FullWidth {
            return words.chars().map(|digit| char::from_u32(digit as u32 + 0xfee0).unwrap_or(digit)).collect();
        }
        words
    }

    fn label(&self, label: &str) -> String {
        let changed = self.tables.labels.iter().find(|(official, _)| *official == label);
        let label = changed.map_or(label, |(_, words)| words);
        if self.shape == Shape::Kangxi {
            return label.replace('行', "⾏").replace('一', "⼀").replace('人', "⼈").replace('工', "⼯");
        }
        label.to_owned()
    }

    /// The rows that stand in a table, with their places in the layout.
    fn rows(&self, table: TableNumber) -> Vec<(usize, Row)> {
        let rows = self.data.layout(table).rows.iter().copied().enumerate();
        rows.filter(|(row, _)| !self.tables.rows_left_out.contains(&(table, *row))).collect()
    }

    fn row_numbers(&self, table: TableNumber, row: usize) -> Vec<String> {
        let numbers = self.data.cells_of(table, row).zip(self.data.row(table, row)).map(|(place, value)| {
            let words = self.tables.cell_words.iter().find(|(other, cell, _)| (*other, *cell) == (table, place));
            words.map_or_else(|| self.number(*value), |(_, _, words)| words.clone())
        });
        let left_out = self.tables.column_left_out.filter(|_| table == TableNumber::Three);
        numbers.enumerate().filter(|(column, _)| Some(*column) != left_out).map(|(_, words)| words).collect()
    }

    fn page_break(&mut self) {
        self.pages += 1;
        let mark = format!("- {} -\n\u{c}", self.pages);
        self.text.push_str(&mark);
    }

    fn two(&mut self) {
        let standing = self.rows(TableNumber::Two);
        let mut rows: Vec<Vec<(String, usize, usize)>> = Vec::new();
        for heading in SubHeadingId::ALL {
            let here: Vec<&(usize, Row)> =
                standing.iter().filter(|(_, row)| heading.rows().contains(&row.id)).collect();
            let Some((_, Row { columns, .. })) = here.first() else { continue };
            rows.push(vec![(self.label(heading.label()), 4, 1)]);
            let width = 3 / columns.len().max(1);
            let head = std::iter::once((CONTENTS.to_owned(), 1, 1));
            rows.push(head.chain(columns.iter().map(|column| (column.label.to_owned(), width, 1))).collect());
            for (at, row) in here {
                let numbers = self.row_numbers(TableNumber::Two, *at);
                let label = std::iter::once((self.label(row.label), 1, 1));
                rows.push(label.chain(numbers.into_iter().map(|number| (number, width, 1))).collect());
            }
        }
        match self.shape {
            Shape::Grids => self.grid(&rows),
            Shape::OneCellALine | Shape::OneCellPipes | Shape::Blocks => {
                for row in &rows {
                    for (words, _, _) in row {
                        self.line(words);
                        self.line(match self.shape {
                            Shape::OneCellPipes => "|",
                            Shape::Blocks => "",
                            _ => continue,
                        });
                    }
                }
            }
            _ => {
                for row in &rows {
                    let words: Vec<&str> = row.iter().map(|(words, _, _)| words.as_str()).collect();
                    self.row(&words);
                }
            }
        }
    }

    /// One row of cells on one line.
    fn row(&mut self, cells: &[&str]) {
        let line = match self.shape {
            Shape::Pipes | Shape::PipesDrifted => format!("| {} |", cells.join(" | ")),
            Shape::Layout => cells.join("      "),
            _ if self.shape.breaks_lines() => cells.join(" "),
            _ => cells.join("\t"),
        };
        self.line(&line);
    }

    fn three(&mut self) {
        let standing = self.rows(TableNumber::Three);
        let numbers: Vec<Vec<String>> =
            standing.iter().map(|(at, _)| self.row_numbers(TableNumber::Three, *at)).collect();
        let rows: Vec<Row> = standing.into_iter().map(|(_, row)| row).collect();
        let labels: Vec<String> = rows.iter().map(|row| self.label(row.label)).collect();
        let first_outcome = rows.iter().position(|row| row.role == RowRole::Outcome);
        match self.shape {
            Shape::Grids => return self.three_grid(&rows, &labels, &numbers),
            Shape::OneCellALine | Shape::OneCellPipes => {
                self.head();
                for (at, (label, numbers)) in labels.iter().zip(&numbers).enumerate() {
                    if let Some(group) = group_before(&rows, at) {
                        self.line(group);
                    }
                    for words in std::iter::once(label).chain(numbers) {
                        self.line(words);
                        if self.shape == Shape::OneCellPipes {
                            self.line("|");
                        }
                    }
                }
                return;
            }
            Shape::Blocks => return self.three_blocks(&labels, &numbers),
            _ => {}
        }
        self.head();
        let half = rows.len() / 2;
        for (at, (label, numbers)) in labels.iter().zip(&numbers).enumerate() {
            let words: Vec<&str> = numbers.iter().map(String::as_str).collect();
            let group = group_before(&rows, at);
            if self.shape == Shape::CutGroups && group.is_some() {
                self.line("");
                self.head();
            }
            match self.shape {
                Shape::TabPaste | Shape::FullWidth | Shape::CutGroups | Shape::ThreeRows => {
                    self.tab_row(rows[at].role, at, Some(at) == first_outcome, label, group, &words)
                }
                Shape::BrowserCopy => {
                    let beside = [Some(OUTCOMES).filter(|_| Some(at) == first_outcome), group, Some(label)];
                    let cells: Vec<&str> = beside.into_iter().flatten().chain(words).collect();
                    self.line(&cells.join("\t"));
                }
                Shape::Pipes => {
                    let group = group.unwrap_or("");
                    self.line(&format!("| {group} | {label} | {} |", words.join(" | ")));
                    if at == 0 {
                        self.line("|---|---|---|---|---|---|---|---|---|");
                    }
                }
                Shape::PipesDrifted => {
                    let joined = words.join(" | ");
                    // Every third label stands alone, before or behind its numbers.
                    match at % 6 {
                        2 => {
                            self.line(&format!("{label}\n| {joined} |"));
                        }
                        5 => {
                            self.line(&format!("| {joined} |\n|---|---|---|---|---|---|---|\n{label}"));
                        }
                        _ => self.line(&format!("| {label} | {joined} |")),
                    }
                }
                Shape::Layout => {
                    if at == half {
                        self.page_break();
                    }
                    if let Some(group) = group {
                        self.line(&format!("      {group}"));
                    }
                    if label.chars().count() > 24 {
                        let cut: String = label.chars().take(18).collect();
                        let rest: String = label.chars().skip(18).collect();
                        self.line(&format!(
                            "         {cut}\n         {rest}\n                  {}",
                            words.join("    ")
                        ));
                    } else {
                        self.line(&format!("       {label}          {}", words.join("    ")));
                    }
                }
                _ => {
                    if at == half {
                        self.page_break();
                    }
                    if Some(at) == first_outcome {
                        OUTCOMES.chars().for_each(|character| self.line(&character.to_string()));
                    }
                    if let Some(group) = group {
                        self.line(group);
                    }
                    let joined = words.join(" ");
                    if self.shape == Shape::Plumber && at % 4 == 3 {
                        self.line(&format!("{joined}\n{label}"));
                    } else {
                        self.line(&format!("{label} {joined}"));
                    }
                }
            }
        }
    }

    fn tab_row(
        &mut self,
        role: RowRole,
        at: usize,
        first_outcome: bool,
        label: &str,
        group: Option<&str>,
        words: &[&str],
    ) {
        let numbers = words.join("\t");
        let line = match (role, group) {
            (RowRole::OutcomeTotal, _) => format!("{label}\t{numbers}\t\t"),
            (RowRole::Outcome, Some(group)) => format!("\t{group}\t{label}\t{numbers}"),
            (RowRole::Outcome, None) if first_outcome => format!("{OUTCOMES}\t{label}\t{numbers}\t"),
            (RowRole::Outcome, None) if label.starts_with('（') => format!("\t{label}\t{numbers}\t"),
            (RowRole::Outcome, None) if at.is_multiple_of(2) => format!("{label}\t\t{numbers}\t"),
            (RowRole::Outcome, None) => format!("\t\t{label}\t{numbers}"),
            _ => format!("{label}\t\t{numbers}\t"),
        };
        self.line(&line);
    }

    /// The columns of table 3 that stand in it.
    fn columns(&self) -> Vec<&'static Column> {
        let columns = self.data.layout(TableNumber::Three).rows[0].columns.iter().enumerate();
        columns.filter(|(at, _)| Some(*at) != self.tables.column_left_out).map(|(_, column)| column).collect()
    }

    fn head(&mut self) {
        let columns: Vec<&str> = self.columns().iter().map(|column| column.label).collect();
        if self.tables.column_left_out.is_some() {
            self.line(RELATION);
            return match self.shape {
                Shape::OneCellALine | Shape::OneCellPipes | Shape::Blocks => self.line(&columns.join("\n")),
                _ => self.row(&columns),
            };
        }
        let [person, organisations @ .., total] = &columns[..] else { return };
        let head = match self.shape {
            // Narrow columns on paper: every label is broken.
            Shape::Layout | Shape::Raw | Shape::Kangxi | Shape::Plumber | Shape::Blocks => {
                "（本列数据的勾稽关系为：第一项加第二项之和，等\n于第三项加第四项之和）\n申请人情况\n法人或其他组织\n自然人 社会 法律 总计\n商业 科研\n公益 服务 其他\n企业 机构\n组织 机构".to_owned()
            }
            Shape::Pipes | Shape::PipesDrifted => {
                let organisations = organisations.join(" | ");
                format!(
                    "| {RELATION} | {APPLICANTS} |  |\n| {person} | {ORGANISATIONS} | {total} |\n| {organisations} |"
                )
            }
            Shape::OneCellALine | Shape::OneCellPipes => {
                let organisations = organisations.join("\n");
                format!("{RELATION}\n{APPLICANTS}\n{person}\n{ORGANISATIONS}\n{total}\n{organisations}")
            }
            _ => {
                let relation = RELATION.replace('（', "(").replace('）', ")");
                let organisations = organisations.join("\t");
                format!(
                    "{relation}\t\t{APPLICANTS}\t\t\t\t\t\t{total}\t\n\t\t{person}\t{ORGANISATIONS}\t\t\t\t\t\t\n\t\t\t{organisations}\t\t"
                )
            }
        };
        self.line(&head);
    }

    /// As a PDF reader gives it: single cells, then blocks of one column at a time, then labels.
    fn three_blocks(&mut self, labels: &[String], numbers: &[Vec<String>]) {
        self.head();
        let singles = 4;
        for (label, row) in labels.iter().zip(numbers).take(singles).skip(1) {
            let row = row.join("\n\n");
            self.line(&format!("\n{label}\n\n{row}\n"));
        }
        // The first row's numbers stood before its label.
        let first = numbers[0].join("\n\n");
        let before = self.text.rfind(&format!("\n{}\n\n", labels[1])).unwrap_or(self.text.len());
        self.text.insert_str(before, &format!("\n{first}\n"));
        let middle = labels.len() - 5;
        for (from, to) in [(singles, middle), (middle, labels.len() - 1)] {
            for column in 0..numbers[0].len() {
                let block: Vec<&str> = numbers[from..to].iter().map(|row| row[column].as_str()).collect();
                self.line(&format!("{}\n", block.join("\n")));
            }
            if from == singles {
                self.line(&labels[from..to].join("\n"));
                self.line(&labels[0]);
                self.page_break();
            }
        }
        let last = numbers[labels.len() - 1].join("\n\n");
        self.line(&format!("\n{}\n\n{last}\n", labels[labels.len() - 1]));
        self.line(&labels[middle..labels.len() - 1].join("\n"));
    }

    fn three_grid(&mut self, rows: &[Row], labels: &[String], numbers: &[Vec<String>]) {
        let cell = |words: &str, across, down| (words.to_owned(), across, down);
        let columns = self.columns();
        let (organisations, ends): (Vec<&Column>, Vec<&Column>) =
            columns.iter().copied().partition(|column| ORGANISATION_COLUMNS.contains(&column.id));
        let organisations: Vec<_> = organisations.into_iter().map(|column| cell(column.label, 1, 1)).collect();
        let mut second: Vec<_> = ends.into_iter().map(|column| cell(column.label, 1, 2)).collect();
        let above = cell(ORGANISATIONS, organisations.len(), 1);
        second.insert(usize::from(columns[0].id == ColumnId::NaturalPerson), above);
        let mut grid = vec![vec![cell(RELATION, 3, 3), cell(APPLICANTS, columns.len(), 1)], second, organisations];
        let inside = rows.iter().filter(|row| matches!(row.role, RowRole::Outcome | RowRole::OutcomeTotal)).count();
        for (at, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            let group = row.id.group();
            if Some(at) == rows.iter().position(|row| row.role == RowRole::Outcome) {
                cells.push(cell(OUTCOMES, 1, inside));
            }
            if let Some(name) = group_before(rows, at) {
                cells.push(cell(name, 1, rows.iter().filter(|row| row.id.group() == group).count()));
            }
            let across = match (row.role, group) {
                (RowRole::Outcome, Some(_)) => 1,
                (RowRole::Outcome | RowRole::OutcomeTotal, _) => 2,
                _ => 3,
            };
            cells.push((labels[at].clone(), across, 1));
            cells.extend(numbers[at].iter().map(|number| (number.clone(), 1, 1)));
            grid.push(cells);
        }
        self.grid(&grid);
    }

    fn four(&mut self) {
        let numbers: Vec<Vec<String>> = (0..3).map(|row| self.row_numbers(TableNumber::Four, row)).collect();
        let layout = self.data.layout(TableNumber::Four);
        let results: Vec<&str> = layout.rows[0].columns.iter().map(|column| column.label).collect();
        let [reconsideration, direct, after] = [0, 1, 2].map(|row| layout.rows[row].label);
        let all: Vec<&str> = numbers.iter().flatten().map(String::as_str).collect();
        match self.shape {
            Shape::Grids => {
                let cell = |words: &str, across, down| (words.to_owned(), across, down);
                let rows = vec![
                    vec![cell(reconsideration, 5, 2), cell(LITIGATION, 10, 1)],
                    vec![cell(direct, 5, 1), cell(after, 5, 1)],
                    (0..15).map(|at| cell(results[at % 5], 1, 1)).collect(),
                    all.iter().map(|number| cell(number, 1, 1)).collect(),
                ];
                self.grid(&rows);
            }
            Shape::OneCellALine | Shape::OneCellPipes | Shape::Blocks => {
                self.line(&[&[reconsideration, LITIGATION, direct, after][..], &results].concat().join("\n"));
                for number in all.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>() {
                    self.line(&number);
                    match self.shape {
                        Shape::OneCellPipes => self.line("|"),
                        Shape::Blocks => self.line(""),
                        _ => {}
                    }
                }
            }
            Shape::ThreeRows => {
                self.row(&[&["项目"][..], &results].concat());
                for (label, numbers) in [reconsideration, direct, after].iter().zip(&numbers) {
                    let words: Vec<&str> = std::iter::once(*label).chain(numbers.iter().map(String::as_str)).collect();
                    self.row(&words);
                }
            }
            _ => {
                self.row(&[reconsideration, LITIGATION]);
                self.row(&[direct, after]);
                self.row(&results.repeat(3));
                let all: Vec<String> = all.into_iter().map(str::to_owned).collect();
                self.row(&all.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }

    /// Rows of cells (words, columns, rows covered) as a grid, with its text as readers of files write it.
    fn grid(&mut self, rows: &[Vec<(String, usize, usize)>]) {
        let first = self.text.len();
        let mut covered: Vec<usize> = Vec::new();
        let mut grid = Grid::default();
        for (row, cells) in rows.iter().enumerate() {
            let mut column = 0;
            for (at, (words, across, down)) in cells.iter().enumerate() {
                if at > 0 {
                    self.text.push('\t');
                }
                while covered.get(column).is_some_and(|until| *until > row) {
                    column += 1;
                }
                covered.resize(covered.len().max(column + across), 0);
                covered[column..column + across].fill(row + down);
                let start = self.text.len();
                self.text.push_str(words);
                grid.cells.push(GridCell {
                    row: row as u32,
                    column: column as u32,
                    row_span: *down as u32,
                    column_span: *across as u32,
                    span: Span::new(start, self.text.len()),
                });
                column += across;
            }
            self.text.push('\n');
        }
        grid.span = Span::new(first, self.text.len() - 1);
        self.grids.push(grid);
    }
}

/// The label of the group that stands before a row, in the texts that keep it.
fn group_before(rows: &[Row], at: usize) -> Option<&'static str> {
    let before = at.checked_sub(1).and_then(|before| rows[before].id.group());
    rows[at].id.group().filter(|group| Some(*group) != before).map(OutcomeId::label)
}
