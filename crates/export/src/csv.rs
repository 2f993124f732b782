//! CSV after RFC 4180, in UTF-8 with a mark in front, without which Excel takes it for another encoding.

use crate::cell_words::cell_words;
use crate::workbook::{Sheet, Value};

/// A sheet as CSV, its head in the first line.
pub fn csv(sheet: &Sheet) -> String {
    let mut written = String::from('\u{feff}');
    line(&mut written, sheet.columns.iter().map(|(name, _)| quoted(name)));
    for row in &sheet.rows {
        line(&mut written, row.iter().map(field));
    }
    written
}

fn line(written: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            written.push(',');
        }
        written.push_str(&field);
    }
    written.push_str("\r\n");
}

fn field(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Words(words) => quoted(&cell_words(words)),
    }
}

/// A field that holds a comma, a quotation mark or an end of line stands between quotation marks.
fn quoted(words: &str) -> String {
    match words.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", words.replace('"', "\"\"")),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_have_to_be_and_numbers_stay_numbers() {
        let columns = vec![("甲,乙".to_owned(), 8), ("丙".to_owned(), 8)];
        let words = |words: &str| Value::Words(words.to_owned());
        let rows = vec![
            vec![words("他说\"好\""), Value::Number(-5.0)],
            vec![words("-5"), Value::Number(6.8)],
            vec![words("=1\n+2"), Value::Blank],
        ];
        let written = csv(&Sheet { name: "表".to_owned(), columns, printed: 2, rows });
        assert_eq!(written, "\u{feff}\"甲,乙\",丙\r\n\"他说\"\"好\"\"\",-5\r\n'-5,6.8\r\n\"'=1\n+2\",\r\n");
    }
}
