//! The Python module `gouji._gouji`, which the package in `python/gouji` shows to people.

mod batches;
mod plain;

use pyo3::prelude::*;

#[pymodule]
mod _gouji {
    #[pymodule_export]
    use crate::batches::{Checked, check, columns, ddl};
    #[pymodule_export]
    use crate::plain::{check_file, check_text, rules};
}
