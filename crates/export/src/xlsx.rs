//! Sheets as .xlsx.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as File, Worksheet, XlsxError,
};

use crate::cell_words::cell_words;
use crate::workbook::{Sheet, Value, Workbook};

/// The sheets as a file for Excel and WPS: a frozen head with a filter, widths, A4 in landscape. The same sheets give the same
/// bytes: no clock is in them.
///
/// # Errors
/// None that is known; a fault of the library would be one.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = File::new();
    file.set_properties(
        &DocProperties::new()
            .set_title("校验意见")
            .set_author("勾稽")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?)
            .set_custom_property("规则集", &workbook.rule_set)
            .set_custom_property("报告文字 SHA-256", &workbook.text_sha256),
    );
    for sheet in &workbook.sheets {
        write(file.add_worksheet(), sheet)?;
    }
    file.save_to_buffer()
}

/// The paper size A4, as the format numbers it.
const A4: u8 = 9;

fn write(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let cell = Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::Top).set_text_wrap();
    let cell = cell.set_border(FormatBorder::Hair);
    let head = cell.clone().set_bold().set_border_bottom(FormatBorder::Thin);
    page.set_name(&sheet.name)?.set_freeze_panes(1, 0)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 0)?;
    for (column, (name, width)) in (0..).zip(&sheet.columns) {
        page.set_column_width(column, f64::from(*width))?;
        page.write_string_with_format(0, column, cell_words(name), &head)?;
    }
    let number = cell.clone().set_align(FormatAlign::Left);
    for (row, values) in (1..).zip(&sheet.rows) {
        page.set_row_height(row, height_of(values, sheet))?;
        for (column, value) in (0..).zip(values) {
            match value {
                Value::Blank => page.write_blank(row, column, &cell)?,
                Value::Number(own) => page.write_number_with_format(row, column, *own, &number)?,
                Value::Words(words) => page.write_string_with_format(row, column, cell_words(words), &cell)?,
            };
        }
    }
    if let Some(last) = sheet.columns.len().checked_sub(1) {
        page.autofilter(0, 0, sheet.rows.len() as u32, last as u16)?;
        page.set_print_area(0, 0, sheet.rows.len() as u32, sheet.printed.saturating_sub(1).min(last as u16))?;
    }
    Ok(())
}

/// How high a row has to be, in points: not every program finds it out when it opens a file.
fn height_of(values: &[Value], sheet: &Sheet) -> f64 {
    /// A line of 10.5 points with some room, and the most that the format allows.
    const LINE: f64 = 16.0;
    const MOST: f64 = 409.0;
    let lines = |(value, (_, width)): (&Value, &(String, u16))| match value {
        Value::Words(words) => {
            words.lines().map(|line| width_of(line).div_ceil(usize::from(*width).max(1)).max(1)).sum()
        }
        _ => 1,
    };
    let most = values.iter().zip(&sheet.columns).map(lines).max().unwrap_or(1);
    (most as f64 * LINE).clamp(LINE, MOST)
}

/// How wide a line is, in characters of Latin script.
fn width_of(line: &str) -> usize {
    line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}
