//! What a column of the table may hold, in Arrow's and in Spark's words.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int32Array, Int64Array, StringArray};
use arrow_schema::DataType;

/// A column of what comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds; any column may be null.
    pub kind: ColumnType,
}

/// What a column holds. Signed and flat, since that is what every engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Words in UTF-8.
    Text,
    /// A whole number of 32 bits.
    Int,
    /// A whole number of 64 bits.
    Long,
    /// A fraction of 64 bits.
    Double,
}

impl ColumnType {
    /// The type in Arrow.
    pub fn in_arrow(self) -> DataType {
        match self {
            ColumnType::Text => DataType::Utf8,
            ColumnType::Int => DataType::Int32,
            ColumnType::Long => DataType::Int64,
            ColumnType::Double => DataType::Float64,
        }
    }

    /// The type in the schemas of Spark.
    pub fn in_ddl(self) -> &'static str {
        match self {
            ColumnType::Text => "string",
            ColumnType::Int => "int",
            ColumnType::Long => "bigint",
            ColumnType::Double => "double",
        }
    }
}

/// A value that a column can hold.
pub(crate) trait Value: Clone {
    const KIND: ColumnType;

    fn array(values: impl Iterator<Item = Option<Self>>) -> ArrayRef;
}

impl Value for String {
    const KIND: ColumnType = ColumnType::Text;

    fn array(values: impl Iterator<Item = Option<Self>>) -> ArrayRef {
        Arc::new(values.collect::<StringArray>())
    }
}

impl Value for i32 {
    const KIND: ColumnType = ColumnType::Int;

    fn array(values: impl Iterator<Item = Option<Self>>) -> ArrayRef {
        Arc::new(values.collect::<Int32Array>())
    }
}

impl Value for i64 {
    const KIND: ColumnType = ColumnType::Long;

    fn array(values: impl Iterator<Item = Option<Self>>) -> ArrayRef {
        Arc::new(values.collect::<Int64Array>())
    }
}

impl Value for f64 {
    const KIND: ColumnType = ColumnType::Double;

    fn array(values: impl Iterator<Item = Option<Self>>) -> ArrayRef {
        Arc::new(values.collect::<Float64Array>())
    }
}
