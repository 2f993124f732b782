//! .ods: all sheets stand in one part. Cells and rows that are alike are written once with their number.

use std::collections::HashMap;

use gouji_core::problem::Problem;

use crate::format::password;
use crate::note_marks::without_marks;
use crate::package::{Package, damaged};
use crate::tools::Progress;
use crate::xml::{Event, Reader, Tag, decode};

use super::number::NumberFormat;
use super::problems::{NO_RESULT, no_spreadsheet, too_many_cells};
use super::sheet::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Region, Room, Sheet};

const CONTENT: &str = "content.xml";

/// The part with the sheets; nothing where the package is none of LibreOffice's family.
pub fn content(package: &mut Package) -> Result<Option<String>, Problem> {
    if !package.names().iter().any(|name| name == CONTENT) {
        return Ok(None);
    }
    // An encrypted part is not marked in the archive, only here.
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(password());
    }
    let Some(bytes) = package.part(CONTENT)? else { return Err(damaged(CONTENT)) };
    Ok(Some(decode(&bytes, CONTENT)?.0.into_owned()))
}

/// The visible sheets.
pub fn read(text: &str, progress: Progress) -> Result<Vec<Sheet>, Problem> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut own_style = String::new();
    let mut room = Room::default();
    let mut sheets = Vec::new();
    let mut is_spreadsheet = false;
    let mut reader = Reader::new(text, CONTENT);
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "style" => own_style = attribute(&tag, "name"),
            "table-properties" if tag.attribute("display").as_deref() == Some("false") => {
                styles.entry(std::mem::take(&mut own_style)).or_default().is_hidden = true;
            }
            "table-cell-properties" if has_border(&tag) => {
                styles.entry(own_style.clone()).or_default().has_border = true;
            }
            "text-properties" if is_struck(&tag) || is_raised(&tag) => {
                // Properties of a cell come before those of its words.
                let style = styles.entry(own_style.clone()).or_default();
                (style.is_struck, style.is_raised) = (is_struck(&tag), is_raised(&tag));
            }
            "spreadsheet" => is_spreadsheet = true,
            "tracked-changes" => reader.skip()?,
            "table" if is_spreadsheet => {
                let is_hidden = styles.get(&attribute(&tag, "style-name")).is_some_and(|style| style.is_hidden);
                if is_hidden {
                    reader.skip()?;
                } else {
                    // How many follow is not known beforehand.
                    progress(sheets.len() as u32, sheets.len() as u32 + 1);
                    sheets.push(read_sheet(&mut reader, &styles, &mut room)?);
                    if sheets.len() > MAX_SHEETS {
                        return Err(too_many_cells());
                    }
                }
            }
            _ => {}
        }
    }
    if is_spreadsheet { Ok(sheets) } else { Err(no_spreadsheet()) }
}

#[derive(Clone, Copy, Default)]
struct Style {
    is_hidden: bool,
    has_border: bool,
    is_struck: bool,
    is_raised: bool,
}

fn is_struck(tag: &Tag) -> bool {
    let value = tag.attribute("text-line-through-style").or_else(|| tag.attribute("text-line-through-type"));
    value.is_some_and(|value| value != "none")
}

/// `super 58%`, or `33% 58%` of which the first is how far up.
fn is_raised(tag: &Tag) -> bool {
    let position = tag.attribute("text-position").unwrap_or_default();
    let first = position.split_whitespace().next().unwrap_or("");
    first == "super" || first.trim_end_matches('%').parse::<f64>().is_ok_and(|up| up > 0.0)
}

fn has_border(tag: &Tag) -> bool {
    tag.attributes().any(|(_, name, value)| {
        matches!(name, "border" | "border-left" | "border-right" | "border-top" | "border-bottom")
            && !value.is_empty()
            && value != "none"
    })
}

fn read_sheet(reader: &mut Reader, styles: &HashMap<String, Style>, room: &mut Room) -> Result<Sheet, Problem> {
    let outside = reader.depth().saturating_sub(1);
    let mut sheet = Sheet::default();
    let mut columns = 0;
    let mut row = 0;
    while reader.depth() > outside {
        match reader.next()? {
            Some(Event::Open(tag)) => match tag.name {
                "table-column" => {
                    let count = repeated(&tag, "number-columns-repeated", MAX_COLUMNS - columns);
                    if is_collapsed(&tag) && count > 0 {
                        sheet.hide_columns(columns, columns + count - 1)?;
                    }
                    columns += count;
                }
                "table-row" => {
                    let count = repeated(&tag, "number-rows-repeated", MAX_ROWS - row);
                    if is_collapsed(&tag) && count > 0 {
                        sheet.hide_rows(row, row + count - 1)?;
                    }
                    read_row(reader, &mut sheet, (row, count), styles, room)?;
                    row += count;
                }
                "frame" => {
                    sheet.pictures.push(row);
                    reader.skip()?;
                }
                // What these hold stands in no cell of this sheet.
                "annotation" | "p" | "desc" | "title" => reader.skip()?,
                _ => {}
            },
            Some(_) => {}
            None => break,
        }
    }
    Ok(sheet)
}

/// Reads a row that stands for `count` rows.
fn read_row(
    reader: &mut Reader,
    sheet: &mut Sheet,
    (row, count): (u32, u32),
    styles: &HashMap<String, Style>,
    room: &mut Room,
) -> Result<(), Problem> {
    let outside = reader.depth().saturating_sub(1);
    let mut column = 0;
    let mut cells: Vec<(u32, u32, String)> = Vec::new();
    let mut merged: Vec<(u32, u32, u32)> = Vec::new();
    let mut frame: Option<(u32, u32)> = None;
    while reader.depth() > outside {
        let Some(event) = reader.next()? else { break };
        let Event::Open(tag) = event else { continue };
        if !matches!(tag.name, "table-cell" | "covered-table-cell") {
            continue;
        }
        let across = repeated(&tag, "number-columns-repeated", MAX_COLUMNS - column);
        let columns = number(&tag, "number-columns-spanned").unwrap_or(1).max(1);
        let rows = number(&tag, "number-rows-spanned").unwrap_or(1).max(1);
        if columns > 1 || rows > 1 {
            merged.push((column, columns, rows));
        }
        let own = styles.get(&attribute(&tag, "style-name")).copied().unwrap_or_default();
        let words = cell(reader, &tag, row, sheet, styles)?;
        let words = if own.is_struck { String::new() } else { words };
        if !words.is_empty() {
            cells.push((column, across, words));
        } else if across > 0 && styles.get(&attribute(&tag, "style-name")).is_some_and(|style| style.has_border) {
            let first = frame.map_or(column, |(first, _)| first);
            frame = Some((first, column + across - 1));
        }
        column += across;
    }
    // Of blank rows that are alike the first says all.
    let count = if cells.is_empty() && merged.is_empty() { count.min(1) } else { count };
    for row in row..row.saturating_add(count) {
        for (column, columns, rows) in &merged {
            let bottom = row.saturating_add(rows - 1);
            sheet.merge(Region { top: row, left: *column, bottom, right: column.saturating_add(columns - 1) })?;
        }
        for (first, across, words) in &cells {
            for column in *first..first.saturating_add(*across) {
                sheet.put(row, column, words.clone(), room)?;
            }
        }
        if let Some((first, last)) = frame {
            sheet.frame(row, first, last);
        }
    }
    Ok(())
}

/// The words of the cell that has just begun, as they are shown.
fn cell(
    reader: &mut Reader,
    tag: &Tag,
    row: u32,
    sheet: &mut Sheet,
    styles: &HashMap<String, Style>,
) -> Result<String, Problem> {
    let outside = reader.depth().saturating_sub(1);
    let mut runs: Vec<(String, bool)> = Vec::new();
    // Open runs of words with a style of their own, and how deep each is.
    let mut open: Vec<(usize, Style)> = Vec::new();
    let mut shown = String::new();
    let mut paragraphs = 0;
    let mut paragraph = 0;
    while reader.depth() > outside {
        match reader.next()? {
            Some(Event::Open(tag)) => match tag.name {
                "annotation" | "ruby-text" | "title" | "desc" => reader.skip()?,
                "frame" => {
                    sheet.pictures.push(row);
                    reader.skip()?;
                }
                "p" if paragraph == 0 => {
                    paragraph = reader.depth();
                    if paragraphs > 0 {
                        shown.push('\n');
                    }
                    paragraphs += 1;
                }
                "s" => {
                    // No cell is wider.
                    let count = number(&tag, "c").unwrap_or(1).min(256);
                    shown.extend(std::iter::repeat_n(' ', count as usize));
                }
                "tab" => shown.push(' '),
                "line-break" => shown.push('\n'),
                "span" => {
                    let style = styles.get(&attribute(&tag, "style-name")).copied().unwrap_or_default();
                    runs.push((std::mem::take(&mut shown), open.last().is_some_and(|(_, style)| style.is_raised)));
                    open.push((reader.depth(), style));
                }
                _ => {}
            },
            Some(Event::Close) if open.last().is_some_and(|(depth, _)| reader.depth() < *depth) => {
                let (_, style) = open.pop().unwrap_or_default();
                runs.push((std::mem::take(&mut shown), style.is_raised));
            }
            Some(Event::Close) if reader.depth() < paragraph => paragraph = 0,
            Some(Event::Close) => {}
            Some(Event::Words(words)) if paragraph > 0 && !open.iter().any(|(_, style)| style.is_struck) => {
                shown.extend(words.text.chars().map(|it| if matches!(it, '\n' | '\r' | '\t') { ' ' } else { it }));
            }
            Some(Event::Words(_)) => {}
            None => break,
        }
    }
    runs.push((shown, false));
    let shown = without_marks(&runs);
    let value = |name: &str| tag.attribute(name).map(|value| value.into_owned());
    let kind = value("value-type").unwrap_or_default();
    // A number that its format hides, and files of programs that write no words.
    let digits = shown.contains(|it: char| it.is_ascii_digit());
    match kind.as_str() {
        "" if shown.is_empty() && value("formula").is_some() => Ok(NO_RESULT.to_owned()),
        "float" | "currency" | "percentage" if !digits && !shown.starts_with('#') => {
            let Some(number) = value("value").and_then(|value| value.trim().parse::<f64>().ok()) else {
                return Ok(shown);
            };
            let format = if kind == "percentage" { NumberFormat::Percent(0, 2) } else { NumberFormat::General };
            Ok(format.show(number, false))
        }
        "date" if shown.is_empty() => Ok(value("date-value").unwrap_or_default()),
        "boolean" if shown.is_empty() => Ok(value("boolean-value").unwrap_or_default().to_ascii_uppercase()),
        "string" if shown.is_empty() => Ok(value("string-value").unwrap_or_default()),
        _ => Ok(shown),
    }
}

fn repeated(tag: &Tag, name: &str, most: u32) -> u32 {
    number(tag, name).unwrap_or(1).min(most)
}

fn is_collapsed(tag: &Tag) -> bool {
    matches!(tag.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}

fn attribute(tag: &Tag, name: &str) -> String {
    tag.attribute(name).unwrap_or_default().into_owned()
}

fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}
