//! Record batches in, record batches out, one by one: an engine asks for the next when it has room for it.

use std::sync::{Mutex, PoisonError};

use arrow_array::{RecordBatch, RecordBatchReader};
use gouji_batches::check_batch;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use pyo3_arrow::{PyRecordBatch, PyRecordBatchReader};

/// Checks batches of reports; what comes back is an iterator over batches of rows.
#[pyfunction]
pub fn check(batches: &Bound<PyAny>) -> PyResult<Checked> {
    let incoming = if batches.hasattr("__arrow_c_array__")? {
        Incoming::One(Some(Given::of(batches)?))
    } else if batches.hasattr("__arrow_c_stream__")? {
        let reader = batches.extract::<PyRecordBatchReader>()?.into_reader()?;
        Incoming::Stream { reader: Mutex::new(reader), is_pyarrow: is_pyarrow(batches)? }
    } else {
        let iterator = batches.try_iter().map_err(|_| {
            PyTypeError::new_err("batches: a record batch, a table, a stream or an iterable of record batches")
        })?;
        Incoming::Several(iterator.unbind())
    };
    Ok(Checked(incoming))
}

/// Name and type of every column that comes out; the type as Arrow's Python calls it.
#[pyfunction]
pub fn columns() -> Vec<(&'static str, &'static str)> {
    use gouji_batches::ColumnType;
    let kind = |kind| match kind {
        ColumnType::Text => "string",
        ColumnType::Int => "int32",
        ColumnType::Long => "int64",
        ColumnType::Double => "float64",
    };
    gouji_batches::columns().iter().map(|column| (column.name, kind(column.kind))).collect()
}

/// The columns as Spark writes a schema.
#[pyfunction]
pub fn ddl() -> String {
    gouji_batches::ddl()
}

/// What is still to come.
#[pyclass(module = "gouji")]
pub struct Checked(Incoming);

enum Incoming {
    One(Option<Given>),
    // Behind a lock, since Python may hand it from one thread to another.
    Stream { reader: Mutex<Box<dyn RecordBatchReader + Send>>, is_pyarrow: bool },
    Several(Py<PyIterator>),
}

/// A batch that came in.
struct Given {
    batch: RecordBatch,
    /// Whether it is one of pyarrow's: then those that come back are, too.
    is_pyarrow: bool,
}

impl Given {
    fn of(batch: &Bound<PyAny>) -> PyResult<Self> {
        let given: PyRecordBatch = batch.extract()?;
        Ok(Given { batch: given.into_inner(), is_pyarrow: is_pyarrow(batch)? })
    }
}

#[pymethods]
impl Checked {
    fn __iter__(this: PyRef<Self>) -> PyRef<Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(Given { batch, is_pyarrow }) = self.next(py)? else { return Ok(None) };
        // Other threads of the engine go on meanwhile.
        let rows = py.detach(|| check_batch(&batch)).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let rows = PyRecordBatch::new(rows);
        if is_pyarrow { rows.into_pyarrow(py).map(Some) } else { Ok(Some(rows.into_pyobject(py)?.into_any())) }
    }
}

impl Checked {
    fn next(&mut self, py: Python) -> PyResult<Option<Given>> {
        match &mut self.0 {
            Incoming::One(given) => Ok(given.take()),
            Incoming::Stream { reader, is_pyarrow } => {
                match reader.get_mut().unwrap_or_else(PoisonError::into_inner).next() {
                    Some(Ok(batch)) => Ok(Some(Given { batch, is_pyarrow: *is_pyarrow })),
                    Some(Err(error)) => Err(PyValueError::new_err(error.to_string())),
                    None => Ok(None),
                }
            }
            Incoming::Several(iterator) => match iterator.bind(py).clone().next() {
                Some(batch) => Given::of(&batch?).map(Some),
                None => Ok(None),
            },
        }
    }
}

fn is_pyarrow(object: &Bound<PyAny>) -> PyResult<bool> {
    let module = object.get_type().module()?;
    Ok(module.to_cow()?.split('.').next() == Some("pyarrow"))
}
