use serde::{Deserialize, Serialize};

use crate::statement::Statement;
use crate::workbook::{Sheet, Workbook};

/// A file to be made from data, as the page asks its writer for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Order {
    /// 校验意见 as a Word file.
    Docx(Box<Statement>),
    /// Sheets as .xlsx.
    Xlsx(Workbook),
    /// One sheet as CSV.
    Csv(Sheet),
}

#[cfg(all(feature = "docx", feature = "xlsx"))]
impl Order {
    /// The file.
    ///
    /// # Errors
    /// None that is known; a fault of the libraries that write archives and sheets would be one.
    pub fn write(&self) -> Result<Vec<u8>, gouji_core::problem::Problem> {
        let failed = |error: String| gouji_core::problem::Problem {
            kind: gouji_core::problem::ProblemKind::Internal,
            message: format!("文件没有写成（{error}）。请再试一次，或换一种格式。"),
        };
        match self {
            Order::Docx(statement) => crate::docx(statement).map_err(|error| failed(error.to_string())),
            Order::Xlsx(workbook) => crate::xlsx(workbook).map_err(|error| failed(error.to_string())),
            Order::Csv(sheet) => Ok(crate::csv(sheet).into_bytes()),
        }
    }
}
