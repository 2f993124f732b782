//! A sheet as lines and tables. Sheets do not say what a table is: a row with words in one cell is a line, rows with
//! several cells are a table, and the form's own words decide where that leaves a doubt.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gouji_core::form::{
    APPLICANTS, Edition, TableNumber, folded_sub_headings, headers_of, heads_of, layout, sections_of,
};
use gouji_core::matching::{fold, fold_words};
use gouji_core::problem::Problem;

use crate::composer::Composer;

use super::problems::too_many_cells;
use super::sheet::{MAX_COLUMNS, Region, Row, Sheet, is_hidden};

/// Places of all tables of a workbook together, blank ones included.
pub const MAX_PLACES: usize = 1_000_000;

/// A table up to this width keeps columns without any cell; of wider ones they are left out.
const MAX_BLANK_WIDTH: u32 = 64;

/// Folded labels and sub-headings are shorter, in bytes.
const MAX_LABEL: usize = 240;

/// Writes a sheet. `room` is how many more places the tables of this workbook may have.
pub fn write(mut sheet: Sheet, composer: &mut Composer, room: &mut usize) -> Result<(), Problem> {
    sheet.settle();
    let Sheet { rows, regions, mut pictures, hidden_columns, .. } = sheet;
    pictures.sort_unstable();
    let mut starts: BTreeSet<u32> = rows.keys().copied().collect();
    starts.extend(regions.iter().map(|region| region.top));
    let blank = Row::default();
    let mut regions_ahead = &regions[..];
    let mut covers: Vec<Region> = Vec::new();
    let mut writer = Writer { composer, room, hidden_columns, table: Vec::new() };
    let mut pictures = pictures.into_iter().peekable();
    for at in starts {
        let count = regions_ahead.iter().take_while(|region| region.top == at).count();
        let (own, rest) = regions_ahead.split_at(count);
        regions_ahead = rest;
        covers.retain(|region| region.bottom >= at);
        let line = Line { at, row: rows.get(&at).unwrap_or(&blank), regions: own };
        let is_covered = writer.table.first().is_some_and(|first| covers.iter().any(|region| region.top >= first.at));
        let reaches_down = own
            .iter()
            .any(|region| region.bottom > at && rows.range(at + 1..=region.bottom).any(|(_, row)| row.has_words()));
        while pictures.next_if(|picture| *picture <= at).is_some() {
            writer.composer.picture();
        }
        match line.place(&writer.table, &covers, is_covered, reaches_down) {
            Place::NewTable => {
                writer.end_table()?;
                writer.table.push(line);
            }
            Place::Table => writer.table.push(line),
            Place::Paragraph => {
                writer.end_table()?;
                writer.paragraph(&line);
            }
            Place::Nowhere => {}
        }
        covers.extend(own);
    }
    writer.end_table()?;
    pictures.for_each(|_| writer.composer.picture());
    Ok(())
}

struct Writer<'a> {
    composer: &'a mut Composer,
    room: &'a mut usize,
    hidden_columns: Vec<(u32, u32)>,
    table: Vec<Line<'a>>,
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It begins a table.
    NewTable,
    /// It goes on with the open one.
    Table,
    /// It is a line of its own.
    Paragraph,
    /// It holds nothing.
    Nowhere,
}

/// A row with the merged regions that begin in it.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: u32,
    row: &'a Row,
    regions: &'a [Region],
}

impl Row {
    fn has_words(&self) -> bool {
        !self.cells.is_empty()
    }
}

impl Line<'_> {
    /// `covers` are the regions that began above, `is_covered` tells whether one of them began in the open table, and
    /// `reaches_down` whether one that begins here stands beside words further down.
    fn place(&self, table: &[Line], covers: &[Region], is_covered: bool, reaches_down: bool) -> Place {
        let last = table.last();
        let follows = last.is_some_and(|last| last.at + 1 == self.at) || is_covered;
        let blank_regions = self.regions.iter().filter(|region| !self.has_words_at(region.left)).count();
        let cells = self.row.cells.len() + blank_regions;
        let is_framed = self.row.frame.is_some_and(|(first, last)| {
            // Covered cells have the border of their region.
            let is_free = |at| !self.regions.iter().chain(covers).any(|region| region.left <= at && at <= region.right);
            is_free(first) || is_free(last)
        });
        if !self.row.has_words() {
            // The blank row of numbers below the head of a table.
            let is_row = is_framed || blank_regions > 1 || (is_covered && cells > 0);
            let below_words = last.is_some_and(|last| last.row.has_words());
            return if follows && is_row && below_words { Place::Table } else { Place::Nowhere };
        }
        if let [(_, words)] = self.row.cells.as_slice()
            && !is_covered
        {
            if is_section_title(words) {
                return Place::Paragraph;
            }
            let folded = short_fold(words);
            if let Some(number) = folded_sub_headings().iter().position(|(_, heading)| is_sub_heading(&folded, heading))
            {
                return if number > 0 && last.is_some() { Place::Table } else { Place::NewTable };
            }
            if last.is_some() && is_row_label(&folded) {
                return Place::Table;
            }
            if (cells == 1 && !is_framed && !reaches_down) || words.contains('。') {
                return Place::Paragraph;
            }
        }
        let begins = last.is_none() || self.begins_table(table);
        if begins || (!follows && !self.goes_on()) { Place::NewTable } else { Place::Table }
    }

    fn has_words_at(&self, column: u32) -> bool {
        self.row.cells.binary_search_by_key(&column, |(known, _)| *known).is_ok()
    }

    /// Whether a table of the form begins with this row though another one stands directly above it.
    fn begins_table(&self, table: &[Line]) -> bool {
        let Some((_, first)) = self.row.cells.first() else { return false };
        let first = short_fold(first);
        let is_four = layout(TableNumber::Four, Edition::E2021).rows.first().is_some_and(|row| first == row.label);
        let is_three = || {
            let mut cells = self.row.cells.iter().map(|(_, words)| short_fold(words));
            cells.any(|words| words == APPLICANTS || words.contains("勾稽关系"))
        };
        let is_two = || folded_sub_headings().first().is_some_and(|(_, heading)| is_sub_heading(&first, heading));
        let holds_table =
            || table.iter().any(|line| line.row.cells.first().is_some_and(|(_, it)| is_row_label(&fold(it))));
        if is_four { holds_table() || table.iter().any(Line::is_of_numbers) } else { is_three() || is_two() }
    }

    /// Whether a row below an empty one goes on with the table above it: it has a label of the form, or only numbers.
    fn goes_on(&self) -> bool {
        let Some((_, first)) = self.row.cells.first() else { return false };
        let first = short_fold(first);
        let in_two = headers_of(TableNumber::Two).iter().any(|head| first.starts_with(head));
        is_row_label(&first) || in_two || self.is_of_numbers()
    }

    fn is_of_numbers(&self) -> bool {
        self.row.cells.iter().all(|(_, words)| is_number(words))
    }
}

impl Writer<'_> {
    fn paragraph(&mut self, line: &Line) {
        for (_, words) in &line.row.cells {
            for line in words.split(['\n', '\r']) {
                self.composer.write(&line.replace('\t', " "));
                self.composer.end_line();
            }
        }
    }

    fn end_table(&mut self) -> Result<(), Problem> {
        let table = std::mem::take(&mut self.table);
        if table.is_empty() {
            return Ok(());
        }
        let columns = columns_of(&table, &self.hidden_columns);
        let places = table.len() * columns.len();
        *self.room = self.room.checked_sub(places).ok_or_else(too_many_cells)?;
        // Up to which row, exclusive, each column is covered from above.
        let mut covered = vec![0; columns.len()];
        self.composer.begin_table();
        for (number, line) in table.iter().enumerate() {
            self.composer.begin_row();
            let mut place = 0;
            let mut cells = line.row.cells.iter().peekable();
            let mut regions = line.regions.iter().peekable();
            while let (Some(column), Some(until)) = (columns.get(place), covered.get(place)) {
                if *until > number {
                    place += 1;
                    continue;
                }
                while regions.next_if(|region| region.left < *column).is_some() {}
                let (across, down) = match regions.next_if(|region| region.left == *column) {
                    Some(region) => (
                        columns.partition_point(|known| *known <= region.right) - place,
                        table.partition_point(|known| known.at <= region.bottom) - number,
                    ),
                    None => (1, 1),
                };
                if let Some(covered) = covered.get_mut(place..place + across) {
                    covered.fill(number + down);
                }
                self.composer.begin_cell(across, down);
                while cells.next_if(|(known, _)| known < column).is_some() {}
                if let Some((_, words)) = cells.next_if(|(known, _)| known == column) {
                    self.composer.write(words);
                }
                self.composer.end_cell();
                place += across;
            }
            self.composer.end_row();
        }
        self.composer.end_table();
        Ok(())
    }
}

/// The columns of a table, from its first to its last.
fn columns_of(table: &[Line], hidden: &[(u32, u32)]) -> Vec<u32> {
    let mut used: BTreeSet<u32> =
        table.iter().flat_map(|line| line.row.cells.iter().map(|(column, _)| *column)).collect();
    let regions = || table.iter().flat_map(|line| line.regions);
    used.extend(regions().map(|region| region.left));
    let first = used.first().copied().unwrap_or(0);
    let last = regions().map(|region| region.right).chain(used.last().copied()).max().unwrap_or(0).min(MAX_COLUMNS);
    if last - first < MAX_BLANK_WIDTH {
        (first..=last).filter(|column| !is_hidden(hidden, *column)).collect()
    } else {
        used.into_iter().collect()
    }
}

/// Folded words, of a cell that may hold a label; longer ones hold none.
fn short_fold(words: &str) -> String {
    if words.len() > MAX_LABEL { String::new() } else { fold(words) }
}

fn is_sub_heading(folded: &str, heading: &str) -> bool {
    folded.strip_prefix(heading).is_some_and(|rest| rest.chars().count() <= 8 && !rest.contains('。'))
}

/// Whether folded words are the label of a row of tables 2 or 3.
fn is_row_label(folded: &str) -> bool {
    if folded.is_empty() || folded.len() > MAX_LABEL || folded.contains('。') {
        return false;
    }
    let layouts = [
        layout(TableNumber::Two, Edition::E2021),
        layout(TableNumber::Two, Edition::E2019),
        layout(TableNumber::Three, Edition::E2021),
        layout(TableNumber::Three, Edition::E2019),
    ];
    // Words of table 2 are short and occur in titles; its labels begin with them.
    let is_label = |of, words: &str| match of {
        TableNumber::Two => folded.starts_with(words) && folded.chars().count() <= words.chars().count() + 4,
        _ => folded.contains(words),
    };
    let mut heads = layouts.into_iter().flat_map(|of| heads_of(of).words.iter().map(|words| (of.table, *words)));
    let mut rows = layouts.iter().flat_map(|of| of.rows);
    rows.any(|row| row.label == folded) || heads.any(|(table, words)| is_label(table, words))
}

/// Whether words are the heading of a section of the form.
fn is_section_title(words: &str) -> bool {
    static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let sections = [Edition::E2021, Edition::E2019].into_iter().flat_map(sections_of);
        sections.flat_map(|section| section.variants.iter().chain([&section.title])).map(|title| bare(title)).collect()
    });
    words.len() <= MAX_LABEL && TITLES.contains(&bare(words))
}

/// The words of a title without its numeral.
fn bare(title: &str) -> String {
    let words = fold_words(title);
    words.trim_start_matches(|it: char| "一二三四五六七八九十".contains(it) || it.is_ascii_digit()).to_owned()
}

fn is_number(words: &str) -> bool {
    let folded = short_fold(words);
    !folded.is_empty() && folded.chars().all(|it| it.is_ascii_digit() || ".,-+/%".contains(it))
}
