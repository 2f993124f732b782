//! Text → typed report. Nothing is corrected, and no equation chooses a reading except of cells marked inferred.

mod arrange;
mod glued;
mod identity;
mod labels;
mod level;
mod lines;
mod loose_rows;
mod lost;
mod read;
mod sections;
mod several;
mod table_four;
mod table_three;
mod table_two;
mod values;
mod wording;

use std::sync::LazyLock;

use crate::form::{Edition, Layout, Level, Row, TableNumber, edition_marks_of, headers_of, heads_of, layout, marks_of};
use crate::lost_characters::LOST;
use crate::matching::fold;
use crate::options::Options;
use crate::problem::{Problem, ProblemKind};
use crate::report::{CellState, Coverage, NotChecked, Report, Section, Table, TableState};
use crate::searching::Needles;
use crate::source::Source;
use crate::span::Span;

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
    let identity = identity::read_identity(source, before);
    let (mut level, mut level_certain) = identity.level();
    let mut organ = identity.organ.clone().map(|(name, _)| name).filter(|name| !name.contains(LOST));
    if let Some(name) = &options.organ {
        organ = Some(name.clone());
        (level, level_certain) = level::level_of(&fold(name));
    }
    if let Some(given) = options.level {
        (level, level_certain) = (given, true);
    }
    let year = options.year.or(identity.year.map(|(year, _)| year));
    let edition = year.map(Edition::of_year);
    let tables = TableNumber::ALL.map(|number| read_table(source, &sections, number, edition));
    let shown = tables.iter().find(|table| table.state != TableState::Missing).map(|table| table.layout.edition);
    let report = Report {
        title: identity.title,
        organ,
        organ_span: identity.organ.as_ref().map(|(_, span)| *span),
        level,
        level_certain,
        year,
        year_span: identity.year.map(|(_, span)| span),
        edition: edition.or(shown).unwrap_or(Edition::E2021),
        sections,
        tables,
    };
    let problems = problems(source, &report, identity.other_title);
    let coverage = if problems.is_empty() { coverage(source, &report) } else { Coverage::default() };
    Parsed { report, coverage, problems }
}

/// A report of which nothing was read.
pub(crate) fn empty_report() -> Report {
    Report {
        title: None,
        organ: None,
        organ_span: None,
        level: Level::Unknown,
        level_certain: false,
        year: None,
        year_span: None,
        edition: Edition::E2021,
        sections: Vec::new(),
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
        && let Some(table) = glued::read(text, region, layout, false)
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

/// Whether the label of a row stands among other words, where a copy lost the ends of its lines: then it is not missing.
fn stands_somewhere(text: &str, region: Span, layout: &'static Layout, row: &Row) -> bool {
    let heads = heads_of(layout);
    let words = region.of(text);
    let words = fold(&words[..floor(words, 60_000)]);
    let own = |at: &usize| layout.rows[heads.rows[*at]].id == row.id;
    (0..heads.rows.len()).filter(own).any(|at| words.contains(heads.words[at]))
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
    let start = marks.iter().filter_map(|mark| text.find(mark)).min()?;
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

fn problems(source: &Source, report: &Report, other_title: Option<Span>) -> Vec<Problem> {
    let text = source.text();
    let mut problem = None;
    if text.trim_matches(crate::matching::is_space).is_empty() {
        problem = Some((ProblemKind::Empty, "没有文字。请粘贴年度报告全文，或选择报告文件。".to_owned()));
    } else {
        let tables = report.tables.iter().any(|table| !matches!(table.state, TableState::Missing | TableState::NotDue));
        let recognised = report.title.is_some() || report.sections.len() >= 2 || tables;
        if !recognised {
            problem = Some(match other_title {
                Some(title) => (
                    ProblemKind::OtherKind,
                    format!(
                        "这像是另一种文件（“{}”），不是政府信息公开工作年度报告，没有检查。请核对所选文件。",
                        shorten(title.of(text))
                    ),
                ),
                None => (
                    ProblemKind::NotAReport,
                    "没有认出政府信息公开工作年度报告：找不到报告标题、六个部分的标题和统计表。请粘贴报告全文再试。"
                        .to_owned(),
                ),
            });
        }
    }
    problem.map(|(kind, message)| Problem { kind, message }).into_iter().collect()
}

fn shorten(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if words.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// Whether a table is missing where a picture stands in its section.
pub(crate) fn is_picture(source: &Source, report: &Report, table: &Table) -> bool {
    let section = report.section(table.number.section());
    let holds = |section: &Section| source.pictures().iter().any(|picture| section.span.contains(*picture));
    table.state == TableState::Missing && section.is_some_and(holds)
}

fn coverage(source: &Source, report: &Report) -> Coverage {
    let mut coverage = Coverage::default();
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
