//! .xlsx: the workbook names its sheets, each sheet is a part; texts that several cells share stand in a part of their
//! own, and so do number formats and borders.

use gouji_core::problem::Problem;

use crate::note_marks::without_marks;
use crate::package::{Package, damaged};
use crate::tools::Progress;
use crate::xml::{Event, Reader, Tag, decode};

use super::number::Styles;
use super::problems::NO_RESULT;
use super::problems::{no_spreadsheet, too_many_cells};
use super::sheet::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Region, Room, Sheet};

/// The visible sheets of a workbook.
pub fn read(package: &mut Package, progress: Progress) -> Result<Vec<Sheet>, Problem> {
    let of_package = relations(package, "")?;
    let main = of_package.iter().find(|relation| relation.is_of("officeDocument"));
    let main = main.map_or("xl/workbook.xml", |relation| relation.target.as_str()).to_owned();
    if main.ends_with(".bin") {
        return Err(no_spreadsheet());
    }
    let Some(bytes) = package.part(&main)? else { return Err(no_spreadsheet()) };
    let workbook = workbook(&decode(&bytes, &main)?.0, &main)?;
    drop(bytes);
    let of_workbook = relations(package, &main)?;
    let target = |kind: &str| of_workbook.iter().find(|it| it.is_of(kind)).map(|it| it.target.clone());
    let mut strings = Vec::new();
    if let Some(name) = target("sharedStrings")
        && let Some(bytes) = package.part(&name)?
    {
        strings = shared_strings(&decode(&bytes, &name)?.0, &name)?;
    }
    let mut styles = Styles::default();
    if let Some(name) = target("styles")
        && let Some(bytes) = package.part(&name)?
    {
        styles = cell_styles(&decode(&bytes, &name)?.0, &name)?;
    }
    let book = Book { strings, styles, since_1904: workbook.since_1904 };
    let mut room = Room::default();
    let mut sheets = Vec::new();
    let mut is_known = false;
    let count = workbook.sheets.len() as u32;
    for (number, (relation, is_visible)) in workbook.sheets.into_iter().enumerate() {
        progress(number as u32, count);
        let part = of_workbook.iter().find(|it| it.id == relation);
        // Sheets that are a chart or a dialogue hold no cells.
        let Some(part) = part.filter(|part| part.is_of("worksheet")) else { continue };
        is_known = true;
        if !is_visible {
            continue;
        }
        let Some(bytes) = package.part(&part.target)? else { return Err(damaged(&part.target)) };
        let mut sheet = read_sheet(&decode(&bytes, &part.target)?.0, &part.target, &book, &mut room)?;
        drop(bytes);
        for drawing in relations(package, &part.target)?.iter().filter(|relation| relation.is_of("drawing")) {
            if let Some(bytes) = package.part(&drawing.target)? {
                sheet.pictures.extend(pictures(&decode(&bytes, &drawing.target)?.0, &drawing.target)?);
            }
        }
        sheets.push(sheet);
    }
    if is_known { Ok(sheets) } else { Err(no_spreadsheet()) }
}

/// What the cells of all sheets refer to.
struct Book {
    strings: Vec<String>,
    styles: Styles,
    since_1904: bool,
}

struct Workbook {
    /// The relation and whether it is visible, of each sheet.
    sheets: Vec<(String, bool)>,
    since_1904: bool,
}

fn workbook(text: &str, part: &str) -> Result<Workbook, Problem> {
    let mut workbook = Workbook { sheets: Vec::new(), since_1904: false };
    let mut reader = Reader::new(text, part);
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "sheet" => {
                let is_visible = !matches!(tag.attribute("state").as_deref(), Some("hidden" | "veryHidden"));
                let relation = tag.attribute("id").unwrap_or_default().into_owned();
                workbook.sheets.push((relation, is_visible));
                if workbook.sheets.len() > MAX_SHEETS {
                    return Err(too_many_cells());
                }
            }
            "workbookPr" => workbook.since_1904 = is_on(&tag, "date1904"),
            _ => {}
        }
    }
    Ok(workbook)
}

fn shared_strings(text: &str, part: &str) -> Result<Vec<String>, Problem> {
    let mut strings = Vec::new();
    let mut reader = Reader::new(text, part);
    while let Some(event) = reader.next()? {
        if matches!(event, Event::Open(tag) if tag.name == "si") {
            strings.push(words_of(&mut reader)?);
        }
    }
    Ok(strings)
}

/// The words of the element that has just begun, however they are formatted, without their pronunciation.
fn words_of(reader: &mut Reader) -> Result<String, Problem> {
    let outside = reader.depth().saturating_sub(1);
    // The words of each run, and whether it is raised.
    let mut runs: Vec<(String, bool)> = vec![(String::new(), false)];
    let (mut in_text, mut is_struck) = (false, false);
    while reader.depth() > outside {
        match reader.next()? {
            Some(Event::Open(tag)) => match tag.name {
                "rPh" => reader.skip()?,
                "r" => {
                    runs.push((String::new(), false));
                    is_struck = false;
                }
                "vertAlign" if tag.attribute("val").as_deref() == Some("superscript") => {
                    runs.last_mut().into_iter().for_each(|run| run.1 = true);
                }
                "strike" => is_struck = !matches!(tag.attribute("val").as_deref(), Some("0" | "false")),
                name => in_text = name == "t",
            },
            Some(Event::Close) => in_text = false,
            Some(Event::Words(more)) if in_text && !is_struck => {
                runs.last_mut().into_iter().for_each(|run| run.0.push_str(&more.text));
            }
            Some(Event::Words(_)) => {}
            None => break,
        }
    }
    Ok(unescape(without_marks(&runs)))
}

/// Characters that XML cannot hold stand as `_x000D_`.
fn unescape(words: String) -> String {
    if !words.contains("_x") {
        return words;
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (before, behind) = rest.split_at(at);
        plain.push_str(before);
        match character {
            Some('\0') | None => {
                plain.push_str("_x");
                rest = behind.get(2..).unwrap_or("");
            }
            Some(character) => {
                plain.push(character);
                rest = behind.get(7..).unwrap_or("");
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn cell_styles(text: &str, part: &str) -> Result<Styles, Problem> {
    let mut borders: Vec<bool> = Vec::new();
    let mut struck_fonts: Vec<bool> = Vec::new();
    let mut in_fonts = false;
    let mut styles = Styles::default();
    let mut reader = Reader::new(text, part);
    let mut in_cells = false;
    let mut in_border = false;
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "fonts" | "fills" | "borders" | "cellStyleXfs" | "cellXfs" | "cellStyles" | "dxfs" => {
                in_fonts = tag.name == "fonts";
            }
            _ => {}
        }
        match tag.name {
            "font" if in_fonts => struck_fonts.push(false),
            "strike" if in_fonts => {
                let is_struck = !matches!(tag.attribute("val").as_deref(), Some("0" | "false"));
                struck_fonts.last_mut().into_iter().for_each(|font| *font = is_struck);
            }
            "cellXfs" => (in_cells, in_border) = (true, false),
            "fonts" | "fills" | "cellStyleXfs" | "cellStyles" | "dxfs" => (in_cells, in_border) = (false, false),
            "borders" => in_border = true,
            "border" if in_border => borders.push(false),
            "left" | "right" | "top" | "bottom" | "start" | "end" if in_border => {
                let has_line = tag.attribute("style").is_some_and(|style| style != "none");
                if let Some(border) = borders.last_mut() {
                    *border |= has_line;
                }
            }
            "numFmt" if !in_cells => {
                let number = number_of(&tag, "numFmtId");
                if let (Some(number), Some(code)) = (number, tag.attribute("formatCode")) {
                    styles.add_format(number, &code);
                }
            }
            "xf" if in_cells => {
                let border: usize = number_of(&tag, "borderId").unwrap_or(0);
                let has_border = borders.get(border).copied().unwrap_or(false);
                let font: usize = number_of(&tag, "fontId").unwrap_or(0);
                let is_struck = struck_fonts.get(font).copied().unwrap_or(false);
                styles.add_style(number_of(&tag, "numFmtId").unwrap_or(0), has_border, is_struck);
            }
            _ => {}
        }
    }
    Ok(styles)
}

fn read_sheet(text: &str, part: &str, book: &Book, room: &mut Room) -> Result<Sheet, Problem> {
    let mut sheet = Sheet::default();
    let mut reader = Reader::new(text, part);
    let mut row = 0;
    let mut next_row = 0;
    let mut column = 0;
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "col" if is_on(&tag, "hidden") => {
                let first: Option<u32> = number_of(&tag, "min");
                let last: Option<u32> = number_of(&tag, "max");
                if let (Some(first), Some(last)) = (first, last) {
                    sheet.hide_columns(first.saturating_sub(1), last.saturating_sub(1))?;
                }
            }
            "row" => {
                row = number_of(&tag, "r").map_or(next_row, |number: u32| number.saturating_sub(1)).min(MAX_ROWS);
                next_row = row + 1;
                column = 0;
                if is_on(&tag, "hidden") {
                    sheet.hide_rows(row, row)?;
                }
            }
            "c" => {
                let place = tag.attribute("r").and_then(|name| place_of(&name));
                let (at_row, at_column) = place.unwrap_or((row, column));
                column = (at_column + 1).min(MAX_COLUMNS);
                let style = number_of(&tag, "s").unwrap_or(0);
                let mut words = if tag.is_empty { String::new() } else { cell(&mut reader, &tag, style, book)? };
                if book.styles.is_struck(style) {
                    words.clear();
                }
                if !words.is_empty() {
                    sheet.put(at_row, at_column, words, room)?;
                } else if book.styles.has_border(style) {
                    sheet.frame(at_row, at_column, at_column);
                }
            }
            "mergeCell" => {
                let area = tag.attribute("ref").unwrap_or_default();
                let corners = area.split_once(':').and_then(|(from, to)| Some((place_of(from)?, place_of(to)?)));
                if let Some(((top, left), (bottom, right))) = corners {
                    sheet.merge(Region { top, left, bottom, right })?;
                }
            }
            _ => {}
        }
    }
    Ok(sheet)
}

/// The words of the cell that has just begun: what its formula last gave, where it has one.
fn cell(reader: &mut Reader, tag: &Tag, style: usize, book: &Book) -> Result<String, Problem> {
    let kind = tag.attribute("t");
    let kind = kind.as_deref().unwrap_or("n");
    let outside = reader.depth().saturating_sub(1);
    let mut value = String::new();
    let mut words = String::new();
    let mut in_value = false;
    let mut has_formula = false;
    while reader.depth() > outside {
        match reader.next()? {
            Some(Event::Open(tag)) if tag.name == "f" => {
                has_formula = true;
                reader.skip()?;
            }
            Some(Event::Open(tag)) if tag.name == "is" => words = words_of(reader)?,
            Some(Event::Open(tag)) => in_value = tag.name == "v",
            Some(Event::Close) => in_value = false,
            Some(Event::Words(more)) if in_value => value.push_str(&more.text),
            Some(Event::Words(_)) => {}
            None => break,
        }
    }
    Ok(match kind {
        "n" if has_formula && value.trim().is_empty() => NO_RESULT.to_owned(),
        "s" => value.trim().parse().ok().and_then(|at: usize| book.strings.get(at)).cloned().unwrap_or_default(),
        "inlineStr" => words,
        "str" => unescape(value),
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "n" => match value.trim().parse() {
            Ok(number) => book.styles.format(style).show(number, book.since_1904),
            Err(_) => value,
        },
        // Errors, and dates that are written out.
        _ => value,
    })
}

/// The rows at which the pictures of a drawing stand.
fn pictures(text: &str, part: &str) -> Result<Vec<u32>, Problem> {
    let mut rows = Vec::new();
    let mut row = 0;
    let mut reader = Reader::new(text, part);
    let mut in_row = false;
    let mut in_from = false;
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) => {
                in_row = in_from && tag.name == "row";
                match tag.name {
                    "from" => in_from = true,
                    "to" => in_from = false,
                    "pic" => rows.push(row),
                    _ => {}
                }
            }
            Event::Words(words) if in_row => row = words.text.trim().parse().unwrap_or(row),
            Event::Words(_) | Event::Close => in_row = false,
        }
    }
    Ok(rows)
}

/// A sheet with this many links is none of a report.
const MAX_RELATIONS: usize = 5_000;

struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    /// The strict form of the standard has other addresses with the same end.
    fn is_of(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The parts that a part refers to; the package itself has no name.
fn relations(package: &mut Package, of: &str) -> Result<Vec<Relation>, Problem> {
    let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
    let name = format!("{folder}/_rels/{file}.rels");
    let Some(bytes) = package.part(&name)? else { return Ok(Vec::new()) };
    let text = decode(&bytes, &name)?.0;
    let mut relations = Vec::new();
    let mut reader = Reader::new(&text, &name);
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        if tag.name != "Relationship" || tag.attribute("TargetMode").as_deref() == Some("External") {
            continue;
        }
        if relations.len() == MAX_RELATIONS {
            return Err(too_many_cells());
        }
        let attribute = |name| tag.attribute(name).unwrap_or_default().into_owned();
        relations.push(Relation {
            id: attribute("Id"),
            kind: attribute("Type"),
            target: resolved(folder, &attribute("Target")),
        });
    }
    Ok(relations)
}

/// A target as a name in the package.
fn resolved(folder: &str, target: &str) -> String {
    let full = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut parts = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_on(tag: &Tag, name: &str) -> bool {
    matches!(tag.attribute(name).as_deref(), Some("1" | "true"))
}

fn number_of<T: std::str::FromStr>(tag: &Tag, name: &str) -> Option<T> {
    tag.attribute(name)?.trim().parse().ok()
}

/// Row and column, from 0, of a name like `B12`.
fn place_of(name: &str) -> Option<(u32, u32)> {
    let mut column = 0_u32;
    let mut row = 0_u32;
    for byte in name.trim().bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
