//! Text → typed report. Nothing is corrected, and no equation chooses a reading except of cells marked inferred.

mod arrange;
mod blank;
mod chopped;
mod drawn;
pub(crate) mod furniture;
mod glued;
mod identity;
mod kind;
mod labels;
mod level;
mod lines;
mod loose_rows;
mod lost;
mod page_labels;
mod pieces;
mod read;
mod sections;
mod several;
mod table_four;
mod table_three;
mod table_two;
mod values;
mod wording;

use std::sync::LazyLock;

use crate::arithmetic::check_sums;
use crate::form::{Edition, Layout, Level, Row, TableNumber, edition_marks_of, headers_of, heads_of, layout, marks_of};
use crate::lost_characters::LOST;
use crate::matching::fold;
use crate::options::Options;
use crate::problem::Problem;
use crate::report::{CellState, Coverage, NotChecked, Origin, Report, Section, Table, TableState};
use crate::searching::Needles;
use crate::source::Source;
use crate::span::Span;

use identity::Identity;
use kind::shorten;
use labels::short_label;
use lines::{Line, lines_of};
use read::{Read, absent_table, empty_table};

pub(crate) use several::first_of;

pub(crate) struct Parsed {
    pub report: Report,
    pub coverage: Coverage,
    pub problems: Vec<Problem>,
}

pub(crate) fn parse(source: &Source, options: &Options) -> Parsed {
    let text = source.text();
    let sections = sections::find_sections(source);
    let before = sections.first().map_or(text.len(), |section| section.span.start as usize);
    let cells = identity::top_cells(source, before);
    let identity = identity::read_identity(source, &sections, &cells);
    let Named { organ, organ_from, level, level_certain, level_from, year, year_from } = named(&identity, options);
    let edition = year.map(Edition::of_year);
    let tables = TableNumber::ALL.map(|number| read_table(source, &sections, number, edition));
    let shown = tables.iter().find(|table| table.state != TableState::Missing).map(|table| table.layout.edition);
    let mut report = Report {
        title: identity.title,
        organ,
        organ_span: identity.organ.as_ref().map(|organ| organ.span),
        organ_from,
        level,
        level_certain,
        level_from,
        year,
        year_span: identity.year.map(|year| year.span),
        year_from,
        edition: edition.or(shown).unwrap_or(Edition::E2021),
        furniture: furniture::furniture(source, &sections, identity.title),
        sections,
        tables,
        chopped: chopped::is_chopped(text),
    };
    if report.chopped {
        keep_confirmed_tables(&mut report);
    }
    let exact = report.sections.iter().filter(|section| section.exact).count();
    let problems: Vec<Problem> = kind::problem(text, &report, &cells, exact).into_iter().collect();
    let coverage = if problems.is_empty() { coverage(source, &report) } else { Coverage::default() };
    Parsed { report, coverage, problems }
}

/// Where words are chopped, numbers may be: the tables are lost unless all their sums hold.
fn keep_confirmed_tables(report: &mut Report) {
    let sums = check_sums(report);
    if sums.failed + sums.unchecked > 0 {
        for table in report.tables.iter_mut().filter(|table| !table.cells.is_empty()) {
            *table = absent_table(table.layout, table.span, TableState::LostInCopying);
        }
    }
}

/// Organ, level and year, as a person gave them or else as they were read, each with where.
struct Named {
    organ: Option<String>,
    organ_from: Option<Origin>,
    level: Level,
    level_certain: bool,
    level_from: Option<(Origin, Span)>,
    year: Option<u16>,
    year_from: Option<Origin>,
}

fn named(identity: &Identity, options: &Options) -> Named {
    let (level, level_certain) = identity.level();
    // A name with a lost character is not read.
    let organ = identity.organ.as_ref().filter(|organ| !organ.value.contains(LOST));
    let mut named = Named {
        organ: organ.map(|organ| organ.value.clone()),
        organ_from: organ.map(|organ| organ.origin),
        level,
        level_certain,
        level_from: identity.level.as_ref().map(|level| (level.origin, level.span)),
        year: identity.year.as_ref().map(|year| year.value),
        year_from: identity.year.as_ref().map(|year| year.origin),
    };
    let given = (Origin::Given, Span::default());
    if let Some(name) = &options.organ {
        (named.organ, named.organ_from) = (Some(name.clone()), Some(Origin::Given));
        (named.level, named.level_certain) = level::level_of(&fold(name));
        named.level_from = Some(given);
    }
    if let Some(level) = options.level {
        (named.level, named.level_certain, named.level_from) = (level, true, Some(given));
    }
    if options.year.is_some() {
        (named.year, named.year_from) = (options.year, Some(Origin::Given));
    }
    named
}

/// A report of which nothing was read.
pub(crate) fn empty_report() -> Report {
    Report {
        title: None,
        organ: None,
        organ_span: None,
        organ_from: None,
        level: Level::Unknown,
        level_certain: false,
        level_from: None,
        year: None,
        year_span: None,
        year_from: None,
        edition: Edition::E2021,
        sections: Vec::new(),
        furniture: Vec::new(),
        chopped: false,
        tables: TableNumber::ALL
            .map(|number| empty_table(layout(number, Edition::E2021), Span::default(), TableState::Missing)),
    }
}

fn read_table(source: &Source, sections: &[Section], number: TableNumber, edition: Option<Edition>) -> Table {
    if edition == Some(Edition::Older) {
        return empty_table(layout(number, Edition::E2021), Span::default(), TableState::NotDue);
    }
    let text = source.text();
    let Some(region) = region_of(text, sections, number) else {
        return absent_table(layout(number, edition.unwrap_or(Edition::E2021)), Span::default(), TableState::Missing);
    };
    let layout = layout(number, layout_edition(text, region, number, edition).or(edition).unwrap_or(Edition::E2021));
    if lost::is_lost(text, region, number) {
        let lost = || absent_table(layout, region, TableState::LostInCopying);
        return glued::read(text, region, layout, true).unwrap_or_else(lost);
    }
    let mut pieces = Vec::with_capacity(320);
    let lines = lines_of(source, region, &mut pieces);
    let mut read = match number {
        TableNumber::Two => table_two::read(text, &lines, layout),
        TableNumber::Three => table_three::read(text, &lines, layout),
        TableNumber::Four => table_four::read(text, &lines, layout),
    };
    let found = read.cells.iter().filter(|cell| cell.is_some()).count();
    let labelled = read.labelled || read.labels.len() >= 3;
    let state = match found {
        0 if labelled => TableState::LostInCopying,
        0 => TableState::Missing,
        _ if found == read.cells.len() => TableState::Read,
        _ => TableState::PartlyRead,
    };
    let span = table_span(text, region, &lines, &read, number);
    if state == TableState::LostInCopying
        && let Some(table) =
            glued::read(text, region, layout, false).or_else(|| blank::read(text, &lines, &read.labels, layout, span))
    {
        return table;
    }
    let mut table = absent_table(layout, span, state);
    table.order_changed = read.order_changed;
    if found == 0 {
        return table;
    }
    let inferred = !read.assumed.is_empty();
    table.assumed = read.assumed;
    for (cell, piece) in table.cells.iter_mut().zip(&read.cells) {
        if let Some(piece) = piece {
            (cell.state, cell.value, cell.span) = (piece.state, piece.value, Some(piece.span));
            cell.inferred = inferred;
            if piece.state == CellState::Text && values::is_unreadable(piece.span.of(text)) {
                cell.state = CellState::Unreadable;
            }
        }
    }
    if table.state == TableState::Read && table.cells.iter().any(|cell| cell.state == CellState::Unreadable) {
        table.state = TableState::PartlyRead;
    }
    table.unread = std::mem::take(&mut read.unread);
    table.unread.extend(copy_of(text, sections, number, region));
    table.changed_labels = wording::changed_labels(text, &lines, &read.labels, layout);
    table.missing_columns = std::mem::take(&mut read.missing_columns);
    for row in layout.rows.iter().filter(|row| read.missing_rows.contains(&row.id)) {
        if stands_somewhere(text, region, layout, row) {
            table.unread.push(format!("“{}”一行的数没有读到", short_label(row.label)));
        } else {
            table.missing_rows.push(row.id);
        }
    }
    table
}

/// Whether the label of a row stands among other words, where a copy lost the ends of its lines, or begins anywhere: then it is
/// not missing.
fn stands_somewhere(text: &str, region: Span, layout: &'static Layout, row: &Row) -> bool {
    let heads = heads_of(layout);
    let folded = |words: &str| fold(&words[..floor(words, 60_000)]);
    let words = folded(region.of(text));
    let own = |at: &usize| layout.rows[heads.rows[*at]].id == row.id;
    let beginning: String = fold(row.label).chars().take(5).collect();
    let is_numbered = layout.table == TableNumber::Three && beginning.chars().count() == 5;
    (0..heads.rows.len()).filter(own).any(|at| words.contains(heads.words[at]))
        || is_numbered && folded(text).contains(&beginning)
}

/// The part of the text where a table is looked for: its section, or without one what its labels show.
fn region_of(text: &str, sections: &[Section], number: TableNumber) -> Option<Span> {
    let marks = marks_of(number);
    let own: Vec<&Section> = sections.iter().filter(|section| section.id == number.section()).collect();
    if own.len() > 1 {
        // A repeated heading: the table stands under the one that shows its labels.
        let marked = own.iter().find(|section| shows(text, section, marks));
        return Some(body(marked.unwrap_or(&own[0])));
    }
    if let Some(section) = own.first() {
        return Some(body(section));
    }
    let of_table = |mark: &&str| text.match_indices(*mark).map(|(at, _)| at).find(|at| !is_told(text, *at, mark));
    let start = marks.iter().filter_map(of_table).min()?;
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let holder =
        sections.iter().find(|section| section.span.start as usize <= start && start < section.span.end as usize);
    let end = holder.map_or(text.len(), |section| section.span.end as usize);
    // Within the section that swallowed it, the next table's labels end it.
    let others = TableNumber::ALL.into_iter().filter(|other| *other > number);
    let next = others.filter_map(|other| {
        let mark = marks_of(other).first()?;
        text[start..end].find(mark).map(|at| start + at)
    });
    Some(Span::new(line, next.min().unwrap_or(end)))
}

/// Whether a label of a table stands in a sentence, with a number and 件 behind it or among marks: 未经复议直接起诉1件.
fn is_told(text: &str, at: usize, label: &str) -> bool {
    let rest = text[at + label.len()..].trim_start_matches([' ', '\u{3000}', '数', '量']);
    let counted = rest.trim_start_matches(|character: char| values::digit(character).is_some());
    let has_unit = counted.len() < rest.len() && counted.trim_start().starts_with(['件', '起', '宗', '例', '项', '条']);
    let goes_on = rest.starts_with(['，', '。', '；', '、', '的', ',', '为', '共', '均', '案']);
    let before = &text[..at];
    has_unit || goes_on || before.ends_with(['》', '，', '；', '、', '和', '例']) && !is_number_of_row(before)
}

/// Whether words end in the number of a row, which begins its line or cell: 一、.
fn is_number_of_row(before: &str) -> bool {
    let number = before.strip_suffix('、').map(|words| words.trim_end_matches(['一', '二', '三', '四']));
    number.is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
}

fn shows(text: &str, section: &Section, marks: &[&str]) -> bool {
    marks.iter().any(|mark| section.span.of(text).contains(mark))
}

/// Where the heading of a table's section stands again and the table with it: only the first is read, which is said.
fn copy_of(text: &str, sections: &[Section], number: TableNumber, region: Span) -> Option<String> {
    let mut own = sections.iter().filter(|section| section.id == number.section());
    let copy = own.find(|section| body(section).start > region.start && shows(text, section, marks_of(number)))?;
    Some(format!("标题“{}”后面又有一张同样的表，没有核对", shorten(copy.heading.of(text).trim())))
}

fn body(section: &Section) -> Span {
    Span { start: section.heading.end, end: section.span.end }
}

/// The edition that the table's own labels show, most often the one that is `due`.
fn layout_edition(text: &str, region: Span, number: TableNumber, due: Option<Edition>) -> Option<Edition> {
    static MARKS: LazyLock<[Option<EditionMarks>; 3]> =
        LazyLock::new(|| TableNumber::ALL.map(|table| edition_marks_of(table).map(EditionMarks::new)));
    let marks = MARKS[number.index()].as_ref()?;
    let words = region.of(text);
    // Unbroken marks of 2021, which a report of 2019 or 2020 hardly has, spare folding the whole part; 其他处理, a row of
    // 2019, is a group in 2021 and proves nothing where its rows are broken. Longer regions hold prose besides; what shows the edition stands in the table's own short
    // lines.
    let unbroken = |words| marks.shown_in(words).filter(|shown| *shown == Edition::E2021);
    let newer = if due == Some(Edition::E2019) { None } else { unbroken(words) };
    newer.or_else(|| marks.shown_in(&fold(&words[..floor(words, 60_000)])))
}

struct EditionMarks {
    words: Needles,
    /// How many of them are of 2021.
    newer: usize,
}

impl EditionMarks {
    fn new([newer, older]: [&'static [&'static str]; 2]) -> Self {
        EditionMarks { words: Needles::new(&[newer, older].concat()), newer: newer.len() }
    }

    fn shown_in(&self, words: &str) -> Option<Edition> {
        let mut shown = None;
        for (_, word) in self.words.places(words) {
            if word < self.newer {
                return Some(Edition::E2021);
            }
            shown = Some(Edition::E2019);
        }
        shown
    }
}

pub(crate) fn floor(text: &str, length: usize) -> usize {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// From the first to the last line that belongs to the table, its head included.
fn table_span(text: &str, region: Span, lines: &[Line], read: &Read, number: TableNumber) -> Span {
    let cells = read.cells.iter().flatten().map(|piece| piece.span);
    let labels = read.labels.iter().map(|label| label.head);
    let Some(inner) = cells.chain(labels).reduce(Span::join) else {
        return Span { start: region.start, end: region.start };
    };
    let is_head = |line: &&Line| {
        let short = line.span.of(text).len() < 600 && !line.is_prose();
        short && {
            let words = fold(line.span.of(text));
            headers_of(number).iter().any(|header| words.contains(header))
        }
    };
    let first = lines.iter().take_while(|line| line.span.start <= inner.start).find(is_head);
    let first = first.or(lines.iter().rev().find(|line| line.span.start <= inner.start));
    let last = lines.iter().find(|line| line.span.end >= inner.end);
    [first, last].into_iter().flatten().map(|line| line.span).fold(inner, Span::join)
}

/// Whether a table is missing where a picture stands in its section.
pub(crate) fn is_picture(source: &Source, report: &Report, table: &Table) -> bool {
    let section = report.section(table.number.section());
    let holds = |section: &Section| source.pictures().iter().any(|picture| section.span.contains(*picture));
    table.state == TableState::Missing && section.is_some_and(holds)
}

fn coverage(source: &Source, report: &Report) -> Coverage {
    let Report { organ_from, year_from, level_from, .. } = report;
    let level_from = level_from.map(|(origin, _)| origin);
    let mut coverage = Coverage { organ_from: *organ_from, year_from: *year_from, level_from, ..Coverage::default() };
    for table in &report.tables {
        coverage.cells_expected += table.cells.len() as u32;
        for cell in &table.cells {
            coverage.cells_read += u32::from(!matches!(cell.state, CellState::Absent | CellState::Unreadable));
            coverage.cells_blank += u32::from(cell.state == CellState::Blank);
        }
        let what = table.number.id();
        if let Some(how) = table.how_cut() {
            coverage.not_checked.push(NotChecked { what, why: how.to_owned() });
        }
        let absent = table.cells.iter().filter(|cell| cell.state == CellState::Absent).count();
        let unreadable = table.cells.iter().filter(|cell| cell.state == CellState::Unreadable).count();
        if unreadable > 0 {
            let why = format!("有 {unreadable} 个单元格的内容认不出来，与它们有关的等式没有核对");
            coverage.not_checked.push(NotChecked { what, why });
        }
        let why = match table.state {
            TableState::NotDue => "2018 年及以前的报告没有统一的表格，只检查文字".to_owned(),
            TableState::Missing if is_picture(source, report, table) => {
                "这张表是图片或嵌入的对象，读不到里面的数".to_owned()
            }
            TableState::Missing => "没有找到这张表".to_owned(),
            TableState::LostInCopying => "表格在复制时散开，数字分不清属于哪一格".to_owned(),
            _ if absent > 0 && table.unread.is_empty() => format!("有 {absent} 个单元格没有读到"),
            _ if absent > 0 => format!("有 {absent} 个单元格没有读到：{}", table.unread.join("；")),
            _ if !table.unread.is_empty() => table.unread.join("；"),
            _ => continue,
        };
        coverage.not_checked.push(NotChecked { what, why });
    }
    coverage
}
