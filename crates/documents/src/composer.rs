//! Writes the checked text of a document with structure, and the cell grids of its tables: a paragraph is a line, a table
//! row is a line with its cells between tabs, a break inside a cell is a space, a merged cell is written once.

use gouji_core::matching::is_space;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Grid, GridCell, Source, Span};

/// Takes a document in its order; readers of every format write into one of these.
#[derive(Clone, Debug, Default)]
pub struct Composer {
    text: String,
    grids: Vec<Grid>,
    pictures: Vec<Span>,
    /// Cells in which a picture stands where a number belongs.
    pictured_cells: usize,
    table: Option<OpenTable>,
    /// Tables inside the open cell: their words belong to the cell.
    inner_tables: usize,
    /// A space is due before the next words of this line.
    space: bool,
    /// Where the line or cell began: no space is written there.
    start: usize,
}

#[derive(Clone, Debug, Default)]
struct OpenTable {
    first: usize,
    cells: Vec<GridCell>,
    columns: Columns,
    row: usize,
    /// The cells of the rows before this one.
    before: usize,
    cell: Option<OpenCell>,
}

#[derive(Clone, Debug)]
struct OpenCell {
    first: usize,
    columns: usize,
    rows: usize,
    has_picture: bool,
}

impl Composer {
    /// How many bytes of the checked text are written: where the next words begin, unless a space is due.
    pub fn position(&self) -> usize {
        self.text.len()
    }

    /// Whether words go into a cell of a table.
    pub fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.cell.is_some())
    }

    /// Words as they are; ends of lines and tabs inside a cell become spaces. Gives their place in the text.
    pub fn write(&mut self, words: &str) -> Span {
        if !words.is_empty() {
            self.settle_space();
        }
        let first = self.text.len();
        if !self.in_cell() {
            self.text.push_str(words);
            if let Some(last) = words.rfind('\n') {
                self.start = first + last + 1;
            }
        } else if words.contains(['\n', '\r', '\t']) {
            self.text.extend(words.chars().map(|it| if matches!(it, '\n' | '\r' | '\t') { ' ' } else { it }));
        } else {
            self.text.push_str(words);
        }
        Span::new(first, self.text.len())
    }

    /// A space, if more words follow on this line.
    pub fn space(&mut self) {
        self.space = true;
    }

    /// The words of the open line, outside of tables.
    pub fn line(&self) -> &str {
        &self.text[self.start..]
    }

    /// Keeps only so many bytes of the open line.
    pub fn cut_line(&mut self, kept: usize) {
        self.text.truncate(self.start + kept);
    }

    /// The end of a line inside a paragraph.
    pub fn break_line(&mut self) {
        if self.in_cell() {
            self.space = true;
        } else {
            self.text.push('\n');
            self.begin();
        }
    }

    /// The end of a paragraph. Paragraphs without words leave nothing.
    pub fn end_line(&mut self) {
        if self.in_cell() {
            self.space = true;
            return;
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.begin();
    }

    /// A picture stands here, among the words.
    pub fn picture(&mut self) {
        self.floating_picture();
        if let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut()) {
            cell.has_picture = true;
        }
    }

    /// A picture that hangs here and hides no words.
    pub fn floating_picture(&mut self) {
        self.pictures.push(Span::at(self.text.len()));
    }

    /// Begins a table. Inside a cell, the words of the inner table become words of the cell.
    pub fn begin_table(&mut self) {
        if self.in_cell() {
            self.inner_tables += 1;
            self.space = true;
        } else {
            self.end_line();
            self.table = Some(OpenTable { first: self.text.len(), ..OpenTable::default() });
        }
    }

    /// Begins a row.
    pub fn begin_row(&mut self) {
        if self.inner_tables == 0
            && let Some(table) = &mut self.table
        {
            table.before = table.cells.len();
        }
    }

    /// Leaves columns of this row without a cell.
    pub fn skip_columns(&mut self, columns: usize) {
        if self.inner_tables == 0
            && let Some(table) = &mut self.table
        {
            table.columns.at += columns.min(MAX_SPAN);
        }
    }

    /// Begins a cell that covers so many columns and rows, at least one each. A cell that an earlier one covers is not
    /// begun.
    pub fn begin_cell(&mut self, columns: usize, rows: usize) {
        if self.inner_tables > 0 {
            self.space = true;
            return;
        }
        let Some(table) = &mut self.table else { return };
        if table.cells.len() > table.before {
            self.text.push('\t');
        }
        table.cell = Some(OpenCell {
            first: self.text.len(),
            columns: columns.clamp(1, MAX_SPAN),
            rows: rows.max(1),
            has_picture: false,
        });
        self.begin();
    }

    /// Ends the cell.
    pub fn end_cell(&mut self) {
        if self.inner_tables > 0 {
            self.space = true;
            return;
        }
        let Some(table) = &mut self.table else { return };
        let Some(OpenCell { first, columns, rows, has_picture }) = table.cell.take() else { return };
        self.space = false;
        if has_picture && may_be_number(&self.text[first..]) {
            // Nobody knows which digits the picture shows.
            self.text.push(char::REPLACEMENT_CHARACTER);
            self.pictured_cells += 1;
        }
        let inner = self.text[first..].trim_start_matches(is_space);
        let start = self.text.len() - inner.len();
        let span = Span::new(start, start + inner.trim_end_matches(is_space).len());
        let column = table.columns.place(columns, rows);
        table.cells.push(GridCell {
            row: table.row as u32,
            column: column as u32,
            row_span: rows as u32,
            column_span: columns as u32,
            span,
        });
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        if self.inner_tables > 0 {
            return;
        }
        let Some(table) = &mut self.table else { return };
        table.columns.next_row();
        table.row += 1;
        if table.cells.len() > table.before {
            self.text.push('\n');
            self.begin();
        }
    }

    /// Ends the table.
    pub fn end_table(&mut self) {
        if self.inner_tables > 0 {
            self.inner_tables -= 1;
            self.space = true;
            return;
        }
        let Some(mut table) = self.table.take() else { return };
        if table.cells.is_empty() {
            return;
        }
        for cell in &mut table.cells {
            cell.row_span = cell.row_span.min(table.row as u32 - cell.row);
        }
        self.grids.push(Grid { span: Span::new(table.first, self.text.len() - 1), cells: table.cells });
    }

    /// The document as a source that carries its structure.
    pub fn finish(self) -> Source {
        let problems = self.problems();
        let (text, grids, pictures) = self.parts();
        Source::structured(text, grids, pictures).with_problems(problems)
    }

    /// The document as a source whose tables were found again from where things stand on paper.
    pub fn finish_without_structure(self) -> Source {
        let (text, grids, pictures) = self.parts();
        Source::laid_out(text, grids, pictures)
    }

    fn problems(&self) -> Vec<Problem> {
        let message = format!(
            "表格里有 {} 格的内容是图片，读不到里面的数，没有核对。请把这些格里的图片改成文字再检查。",
            self.pictured_cells
        );
        let problem = Problem { kind: ProblemKind::UnreadablePart, message };
        (self.pictured_cells > 0).then_some(problem).into_iter().collect()
    }

    fn parts(mut self) -> (String, Vec<Grid>, Vec<Span>) {
        self.inner_tables = 0;
        self.end_cell();
        self.end_row();
        self.end_table();
        self.end_line();
        // A grid that ends in blank cells keeps its place.
        let kept = self.grids.last().map_or(0, |grid| grid.span.end as usize);
        while self.text.len() > kept && self.text.ends_with('\n') {
            self.text.pop();
        }
        let end = self.text.len();
        let pictures = self.pictures.into_iter().map(|at| Span::at(end.min(at.start as usize))).collect();
        (self.text, self.grids, pictures)
    }

    fn settle_space(&mut self) {
        if self.space && self.text.len() > self.start {
            self.text.push(' ');
        }
        self.space = false;
    }

    fn begin(&mut self) {
        self.space = false;
        self.start = self.text.len();
    }
}

/// Whether the words of a cell are none, or those of a number.
fn may_be_number(words: &str) -> bool {
    words.chars().all(|character| !character.is_alphabetic() || "件条个项次份宗人元万".contains(character))
}

/// A cell wider than this is none of a report.
pub(crate) const MAX_SPAN: usize = 1000;

/// A row wider than this is no table of a report; further cells are laid out without regard to merged ones.
const MAX_COLUMNS: usize = 4096;

/// Which columns cells of earlier rows still cover.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// Rows still covered below this one, by column.
    covered: Vec<usize>,
    /// The same for cells placed in this row.
    placed: Vec<(usize, usize, usize)>,
    at: usize,
}

impl Columns {
    /// The column of the next cell, `across` columns wide and `down` rows high.
    pub(crate) fn place(&mut self, across: usize, down: usize) -> usize {
        while self.covered.get(self.at).is_some_and(|rows| *rows > 0) {
            self.at += 1;
        }
        let column = self.at;
        self.at += across;
        if self.at <= MAX_COLUMNS {
            self.placed.push((column, across, down));
        }
        column
    }

    pub(crate) fn next_row(&mut self) {
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, across, down) in self.placed.drain(..) {
            if self.covered.len() < column + across {
                self.covered.resize(column + across, 0);
            }
            self.covered[column..column + across].fill(down - 1);
        }
        self.at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::Composer;

    #[test]
    fn a_paragraph_is_a_line_and_a_row_a_line_with_tabs() {
        let mut composer = Composer::default();
        composer.write("一、总体情况");
        composer.end_line();
        composer.begin_table();
        composer.begin_row();
        for words in ["规章", "3"] {
            composer.begin_cell(1, 1);
            composer.write(words);
            composer.end_cell();
        }
        composer.end_row();
        composer.end_table();
        let source = composer.finish();
        assert_eq!(source.text(), "一、总体情况\n规章\t3");
        assert_eq!(source.grids()[0].cells[1].span.of(source.text()), "3");
    }
}
