//! What a batch asks for: one report a row.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use gouji_core::form::Level;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::report::Day;

/// One report that came in, with what was given beside it.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Whatever names it outside.
    pub id: Option<&'a str>,
    /// The file's name.
    pub name: Option<&'a str>,
    /// A file of any format.
    pub content: Option<&'a [u8]>,
    /// A text, where there is no file.
    pub text: Option<&'a str>,
    /// The organ's name, where the text does not say it or says it wrongly.
    pub organ: Option<&'a str>,
    /// Id of its level.
    pub level: Option<&'a str>,
    /// The report year.
    pub year: Option<i64>,
    /// The last day for publishing, as 2024-01-31.
    pub due: Option<&'a str>,
    /// Last year's report: a text in UTF-8 or a file.
    pub previous: Option<&'a [u8]>,
}

/// A batch that asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchError(String);

impl std::fmt::Display for BatchError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BatchError {}

impl<'a> Asked<'a> {
    /// The reports of a batch, in its order.
    ///
    /// # Errors
    /// A batch without `content` and `text`, or with a column of another type.
    pub fn in_batch(batch: &'a RecordBatch) -> Result<Vec<Asked<'a>>, BatchError> {
        let column = |name: &str| batch.column_by_name(name);
        if column("content").is_none() && column("text").is_none() {
            return Err(BatchError("a batch needs a column `content` (binary) or `text` (string)".to_owned()));
        }
        let words = |name| column(name).map(|array| texts(name, array)).transpose();
        let bytes = |name| column(name).map(|array| contents(name, array)).transpose();
        let (id, name, organ) = (words("id")?, words("name")?, words("organ")?);
        let (level, due, text) = (words("level")?, words("due")?, words("text")?);
        let (content, previous) = (bytes("content")?, bytes("previous")?);
        let year = column("year").map(years).transpose()?;
        let at = |values: &Option<Vec<Option<&'a str>>>, row: usize| values.as_ref().and_then(|values| values[row]);
        let bytes_at =
            |values: &Option<Vec<Option<&'a [u8]>>>, row: usize| values.as_ref().and_then(|values| values[row]);
        let asked = |row| Asked {
            id: at(&id, row),
            name: at(&name, row),
            content: bytes_at(&content, row),
            text: at(&text, row),
            organ: at(&organ, row),
            level: at(&level, row),
            year: year.as_ref().and_then(|years| years[row]),
            due: at(&due, row),
            previous: bytes_at(&previous, row),
        };
        Ok((0..batch.num_rows()).map(asked).collect())
    }

    /// What was given, as the check takes it; `previous` is read by who reads the report.
    pub(crate) fn options(&self) -> Result<gouji_core::Options, Problem> {
        let refused = |what: &str, value: &str| Problem {
            kind: ProblemKind::Internal,
            message: format!("给出的{what}“{value}”不能用。请改正，或者不给。"),
        };
        let level = self.level.map(|id| Level::from_id(id).ok_or_else(|| refused("级别", id)));
        let year = self.year.map(|year| u16::try_from(year).map_err(|_| refused("年度", &year.to_string())));
        let due = self.due.map(|day| Day::read(day).ok_or_else(|| refused("截止日期", day)));
        Ok(gouji_core::Options {
            organ: self.organ.map(str::to_owned),
            level: level.transpose()?,
            year: year.transpose()?,
            due: due.transpose()?,
            ..gouji_core::Options::default()
        })
    }
}

/// The values of a column of words; all of Arrow's ways to keep words are taken.
fn texts<'a>(name: &str, array: &'a ArrayRef) -> Result<Vec<Option<&'a str>>, BatchError> {
    Ok(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().collect(),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().collect(),
        DataType::Utf8View => array.as_string_view().iter().collect(),
        DataType::Null => vec![None; array.len()],
        other => return Err(BatchError(format!("column `{name}` is {other}, and should be string"))),
    })
}

/// The values of a column of files; words are a text file in UTF-8.
fn contents<'a>(name: &str, array: &'a ArrayRef) -> Result<Vec<Option<&'a [u8]>>, BatchError> {
    Ok(match array.data_type() {
        DataType::Binary => array.as_binary::<i32>().iter().collect(),
        DataType::LargeBinary => array.as_binary::<i64>().iter().collect(),
        DataType::BinaryView => array.as_binary_view().iter().collect(),
        _ => {
            let texts = texts(name, array)
                .map_err(|_| BatchError(format!("column `{name}` is {}, and should be binary", array.data_type())))?;
            texts.into_iter().map(|text| text.map(str::as_bytes)).collect()
        }
    })
}

fn years(array: &ArrayRef) -> Result<Vec<Option<i64>>, BatchError> {
    Ok(match array.data_type() {
        DataType::Int16 => array.as_primitive::<Int16Type>().iter().map(|year| year.map(i64::from)).collect(),
        DataType::Int32 => array.as_primitive::<Int32Type>().iter().map(|year| year.map(i64::from)).collect(),
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().collect(),
        DataType::Null => vec![None; array.len()],
        other => {
            return Err(BatchError(format!("column `year` is {other}, and should be a whole number of 32 or 64 bits")));
        }
    })
}
