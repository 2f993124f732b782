//! The typed report: what was read, each value with its place in the text.

use std::fmt;

use serde::Serialize;

use crate::form::{ColumnId, Edition, EquationName, Layout, Level, Row, RowId, SectionId, SubHeadingId, TableNumber};
use crate::span::Span;

/// One annual report as read. Nothing in it is corrected or completed.
#[derive(Clone, Debug)]
pub struct Report {
    /// The title's place, where one was found.
    pub title: Option<Span>,
    /// The organ's name as the text gives it (white space removed), or as the user corrected it.
    pub organ: Option<String>,
    /// Where the organ's name stands in the text.
    pub organ_span: Option<Span>,
    /// Which part of the report that is.
    pub organ_from: Option<Origin>,
    /// Level of the organ.
    pub level: Level,
    /// Whether the name, or what the organ calls itself, settles the level.
    pub level_certain: bool,
    /// What the level was read from, and where that stands.
    pub level_from: Option<(Origin, Span)>,
    /// The report year (the year reported on, not of publication).
    pub year: Option<u16>,
    /// Where the year stands in the text.
    pub year_span: Option<Span>,
    /// Which part of the report that is.
    pub year_from: Option<Origin>,
    /// The edition of the form that belongs to the year, or without a year the one its tables show.
    pub edition: Edition,
    /// The sections found, in the order of the text.
    pub sections: Vec<Section>,
    /// Tables 2, 3 and 4, always three, in this order.
    pub tables: [Table; 3],
    /// Lines of a web page above the first part and behind the last paragraph: no text of the report.
    pub furniture: Vec<Span>,
    /// Whether the text came chopped into a few characters a line: then its wording and structure say nothing.
    pub chopped: bool,
}

/// Where an organ, its level or a year was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The title.
    Title,
    /// The sentences above the first part.
    Opening,
    /// The statistical period.
    Period,
    /// The signature.
    Signature,
    /// Whom to ask about the report.
    Contact,
    /// The block in which a page says what it publishes.
    Metadata,
    /// What the organ calls itself: 我镇.
    SelfReference,
    /// A person gave it.
    Given,
}

impl Report {
    /// Table 2, 3 or 4.
    pub fn table(&self, number: TableNumber) -> &Table {
        &self.tables[number.index()]
    }

    /// The first section with this id.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Whether a table shows that lines or columns of the text were mixed when it was taken out of a file.
    pub fn order_changed(&self) -> bool {
        self.tables.iter().any(|table| table.order_changed)
    }

    /// Whether a place is in a line that a web page put around the report.
    pub fn is_furniture(&self, place: Span) -> bool {
        let at = self.furniture.partition_point(|line| line.end < place.end);
        self.furniture.get(at).is_some_and(|line| line.contains(place))
    }

    /// Every cell of the three tables.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.tables.iter().flat_map(|table| &table.cells)
    }

    /// The cell at `address`, when the table's layout has it.
    pub fn cell(&self, address: CellAddress) -> Option<&Cell> {
        let table = self.table(address.table());
        table.cells.get(table.index_of(address.row, address.column)?)
    }
}

/// One of the six sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which one.
    pub id: SectionId,
    /// Its heading.
    pub heading: Span,
    /// From the heading to the next section or the end of the text.
    pub span: Span,
    /// Whether the heading is the official title, numeral, spaces and brackets aside.
    pub exact: bool,
}

/// One of the tables 2, 3 and 4.
#[derive(Clone, Debug)]
pub struct Table {
    /// Which one.
    pub number: TableNumber,
    /// The layout its own labels show; the report's where the table was not found.
    pub layout: &'static Layout,
    /// How it was read.
    pub state: TableState,
    /// Where it stands (zero width when it does not).
    pub span: Span,
    /// Every cell of the layout, row by row; those not found are [`CellState::Absent`]. Empty where no table is due.
    pub cells: Vec<Cell>,
    /// Labels whose words differ from the form.
    pub changed_labels: Vec<ChangedLabel>,
    /// Rows of the form whose label is nowhere.
    pub missing_rows: Vec<RowId>,
    /// Columns of the form whose label is nowhere.
    pub missing_columns: Vec<ColumnId>,
    /// Why cells are absent, and that a copy of the table was passed over, in plain Chinese; empty when all was read.
    pub unread: Vec<String>,
    /// Equations that were taken to hold when glued digits were cut or scattered numbers were given to their cells: every cell
    /// of them was read, but they prove nothing.
    pub assumed: Vec<EquationName>,
    /// Whether its numbers stand among its labels in another order than the form's, as columns or blocks leave them that an
    /// extractor mixed.
    pub order_changed: bool,
}

impl Table {
    /// Whether its numbers had run into one another or lost their order, and sums told which belongs where.
    pub fn is_inferred(&self) -> bool {
        !self.assumed.is_empty()
    }

    /// How its numbers were told apart where they had run into one another or lost their order, in plain Chinese.
    pub fn how_cut(&self) -> Option<&'static str> {
        let how = match self.number {
            _ if self.order_changed => "数字在复制时换了次序，已按三组的总计对应到各格；对应时用到的等式没有算作核对过",
            TableNumber::Four => "数字在复制时连在一起，已按三组的总计拆开；拆开时用到的等式没有算作核对过",
            _ => "数字在复制时连在一起，已按各行、各列的合计拆开；拆开时用到的等式没有算作核对过",
        };
        self.is_inferred().then_some(how)
    }

    /// Place of a cell in [`Table::cells`].
    pub fn index_of(&self, row: RowId, column: ColumnId) -> Option<usize> {
        let (form, before) = self.place_of_row(row)?;
        let column = form.columns.iter().position(|form| form.id == column)?;
        Some(before + column).filter(|at| *at < self.cells.len())
    }

    /// The cells of a row; none where the table has no such row or was not found.
    pub fn row(&self, row: RowId) -> &[Cell] {
        let cells =
            self.place_of_row(row).and_then(|(form, before)| self.cells.get(before..before + form.columns.len()));
        cells.unwrap_or_default()
    }

    /// A row of the form, and the place of its first cell.
    fn place_of_row(&self, row: RowId) -> Option<(&'static Row, usize)> {
        let rows = self.layout.rows;
        let own = rows.iter().position(|form| form.id == row)?;
        Some((&rows[own], rows[..own].iter().map(|form| form.columns.len()).sum()))
    }
}

/// How a table came out of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TableState {
    /// Every cell of the layout was found.
    Read,
    /// Some cells were not found, or cannot be read.
    PartlyRead,
    /// Its labels or digits are there, but cells ran into one another: nothing was read.
    LostInCopying,
    /// It is not there.
    Missing,
    /// A report older than the unified form: none is due.
    NotDue,
}

impl TableState {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            TableState::Read => "read",
            TableState::PartlyRead => "partly_read",
            TableState::LostInCopying => "lost_in_copying",
            TableState::Missing => "missing",
            TableState::NotDue => "not_due",
        }
    }
}

/// A label that is not worded as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLabel {
    /// The label in the text.
    pub span: Span,
    /// What it is the label of.
    pub of: Labelled,
    /// The form's wording.
    pub official: &'static str,
}

/// What a label in a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Labelled {
    /// A row.
    Row(RowId),
    /// A column.
    Column(ColumnId),
    /// What stands under a sub-heading of table 2.
    SubHeading(SubHeadingId),
}

/// Names one cell by its row, which is of one table only, and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "CellName")]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS), ts(as = "CellName"))]
pub struct CellAddress {
    /// The row; in table 4 the group.
    pub row: RowId,
    /// The column.
    pub column: ColumnId,
}

impl CellAddress {
    /// The table that has it.
    pub fn table(self) -> TableNumber {
        self.row.table()
    }
}

/// A cell's address as outputs have it, which name the table too.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
struct CellName {
    table: TableNumber,
    row: RowId,
    column: ColumnId,
}

impl From<CellAddress> for CellName {
    fn from(cell: CellAddress) -> Self {
        CellName { table: cell.table(), row: cell.row, column: cell.column }
    }
}

/// One cell with what it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Which cell.
    pub address: CellAddress,
    /// What kind of content it has.
    pub state: CellState,
    /// Its number, when [`CellState::Number`].
    pub value: Option<Number>,
    /// Its words in the text, zero width when blank; `None` when absent.
    pub span: Option<Span>,
    /// Whether it was cut out of glued digits or found among scattered numbers where sums hold, and not seen as a cell.
    pub inferred: bool,
}

impl Cell {
    /// The whole number in the cell, if it is one.
    pub fn count(&self) -> Option<i64> {
        self.value.and_then(Number::whole)
    }

    /// Whether the cell is there but says nothing: blank, `/`, `—` or 无.
    pub fn is_unfilled(&self) -> bool {
        matches!(self.state, CellState::Blank | CellState::Slash | CellState::Dash | CellState::NotApplicable)
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// A number, perhaps with its unit.
    Number,
    /// Nothing, or only space.
    Blank,
    /// `/` or `／`.
    Slash,
    /// `-`, `—`, `——`, `–`.
    Dash,
    /// 无, 不适用, N/A.
    NotApplicable,
    /// Anything else.
    Text,
    /// It is there, but what it says is not known: a character was lost, a formula has no result, or there are more digits
    /// than can be read.
    Unreadable,
    /// Not found in the input at all.
    Absent,
}

impl CellState {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            CellState::Number => "number",
            CellState::Blank => "blank",
            CellState::Slash => "slash",
            CellState::Dash => "dash",
            CellState::NotApplicable => "not_applicable",
            CellState::Text => "text",
            CellState::Unreadable => "unreadable",
            CellState::Absent => "absent",
        }
    }

    /// What a person reads.
    pub fn name(self) -> &'static str {
        match self {
            CellState::Number => "数字",
            CellState::Blank => "空白",
            CellState::Slash => "斜线",
            CellState::Dash => "横线",
            CellState::NotApplicable => "无、不适用",
            CellState::Text => "文字",
            CellState::Unreadable => "认不出来",
            CellState::Absent => "没有读到",
        }
    }
}

/// A decimal number exactly as written: `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    digits: i64,
    scale: u8,
}

impl Number {
    /// A whole number.
    pub fn from_whole(value: i64) -> Self {
        Number { digits: value, scale: 0 }
    }

    /// The decimal `digits / 10^scale`; trailing zeros after the point are dropped, so equal values are equal.
    pub fn new(mut digits: i64, mut scale: u8) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Number { digits, scale }
    }

    /// The value when it is whole.
    pub fn whole(self) -> Option<i64> {
        (self.scale == 0).then_some(self.digits)
    }

    /// Whether the value is below zero.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The nearest binary fraction, for output.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(i32::from(self.scale))
    }
}

impl fmt::Display for Number {
    /// As a decimal, without zeros at the end: 6.8.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let unit = 10_i64.pow(u32::from(self.scale.min(18)));
        let sign = if self.digits < 0 { "-" } else { "" };
        let (whole, behind) =
            (self.digits.unsigned_abs() / unit.unsigned_abs(), self.digits.unsigned_abs() % unit.unsigned_abs());
        write!(formatter, "{sign}{whole}")?;
        if self.scale > 0 {
            write!(formatter, ".{behind:0width$}", width = usize::from(self.scale))?;
        }
        Ok(())
    }
}

/// What was read and checked, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Cells that the layouts of the tables have.
    pub cells_expected: u32,
    /// Cells found, blank ones included.
    pub cells_read: u32,
    /// Of these, blank ones.
    pub cells_blank: u32,
    /// Equations whose cells were all there.
    pub equations_checked: u32,
    /// Equations that could not be checked.
    pub equations_unchecked: u32,
    /// Checked equations that do not hold.
    pub equations_failed: u32,
    /// Numbers in the prose.
    pub numbers_in_text: u32,
    /// Of these, numbers tied to cells of the tables.
    pub numbers_tied: u32,
    /// What was not checked, and why.
    pub not_checked: Vec<NotChecked>,
    /// Where organ, year and level were read; `None` where they were not.
    pub organ_from: Option<Origin>,
    /// See `organ_from`.
    pub year_from: Option<Origin>,
    /// See `organ_from`.
    pub level_from: Option<Origin>,
}

/// Something that was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// A rule id, `table-2`, `table-3`, `table-4`, or `text`: wording and structure.
    pub what: &'static str,
    /// The reason, in plain Chinese.
    pub why: String,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS), ts(type = "string"))]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// Reads 2024-01-31; `None` for what is no day written so.
    ///
    /// ```
    /// use gouji_core::report::Day;
    ///
    /// assert_eq!(Day::read("2024-01-31").unwrap().to_string(), "2024年1月31日");
    /// assert_eq!(Day::read("2024-13-31"), None);
    /// ```
    pub fn read(words: &str) -> Option<Self> {
        let mut parts = words.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let all_digits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| all_digits)
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let exists = (1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none();
        exists.then_some(Day { year, month: month as u8, day: day as u8 })
    }
}

/// As 2024-01-31.
impl From<Day> for String {
    fn from(day: Day) -> Self {
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}年{}月{}日", self.year, self.month, self.day)
    }
}
