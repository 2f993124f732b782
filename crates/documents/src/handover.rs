//! What the page asks of the worker that reads files, and what the worker answers. Either is one [`WorkerMessage`] in
//! bytes (postcard), with its version first: page and worker are loaded apart from each other, and one of them may be
//! older.
//!
//! The file that a message is about goes beside it as it is, so that it need not be copied.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Grid, GridCell, Source, Span};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::notes::{Change, Note, Unwritten};

/// Of the form of messages. It rises with every change of what is in them: a test compares the bytes.
pub const VERSION: u32 = 4;

/// A message with the version of its form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkerMessage<Content> {
    version: u32,
    content: Content,
}

impl<Content: Serialize + DeserializeOwned> WorkerMessage<Content> {
    /// A message of this version.
    pub fn new(content: Content) -> Self {
        WorkerMessage { version: VERSION, content }
    }

    /// The message in bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // It fails where the content refuses to be written, which nothing here does; no bytes are no message.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// What a message in bytes says.
    ///
    /// ```
    /// use gouji_documents::handover::{Request, WorkerMessage};
    ///
    /// let bytes = WorkerMessage::new(Request::Read).to_bytes();
    /// assert!(matches!(WorkerMessage::content_of(&bytes), Ok(Request::Read)));
    /// assert!(WorkerMessage::<Request>::content_of(&[9, 0]).is_err());
    /// ```
    ///
    /// # Errors
    /// A message of another version, or none at all: the page has to be loaded again.
    pub fn content_of(bytes: &[u8]) -> Result<Content, Problem> {
        match postcard::take_from_bytes(bytes) {
            Ok((VERSION, content)) => postcard::from_bytes(content).map_err(|_| out_of_date()),
            _ => Err(out_of_date()),
        }
    }
}

/// What the page asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Request {
    /// To read the file beside the message.
    Read,
    /// To write into the Word file beside the message, which the worker gave when it read it.
    Annotate {
        /// What becomes comments.
        notes: Vec<Note>,
        /// What becomes tracked changes.
        changes: Vec<Change>,
    },
    /// To tell which changes cannot be written into the Word file beside the message.
    Foresee {
        /// What is to become tracked changes.
        changes: Vec<Change>,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reply {
    /// So many steps of so many are done; more replies follow.
    Progress {
        /// Steps that are done.
        done: u32,
        /// All steps.
        all: u32,
    },
    /// The report in the file. With a Word file, a message with its `WordFile` stands beside this one.
    Report(#[serde(serialize_with = "write_source", deserialize_with = "read_source")] Source),
    /// A web page that was packed in the file, still to be parsed.
    Page(String),
    /// The file that was written stands beside the message.
    Written {
        /// What could not be written into it and stands there as comments.
        unwritten: Vec<Unwritten>,
    },
    /// What did not succeed, and why.
    Failed(#[serde(serialize_with = "write_problem", deserialize_with = "read_problem")] Problem),
    /// What cannot be written.
    Foreseen(Vec<Unwritten>),
}

/// The problem of a page and a worker that are not of one version.
pub fn out_of_date() -> Problem {
    Problem {
        kind: ProblemKind::Internal, message: "这个页面的程序已有更新。请刷新页面，再选择一次文件。".to_owned()
    }
}

fn write_problem<S: Serializer>(problem: &Problem, serializer: S) -> Result<S::Ok, S::Error> {
    packed(problem).serialize(serializer)
}

fn read_problem<'a, D: Deserializer<'a>>(deserializer: D) -> Result<Problem, D::Error> {
    unpacked(<(String, String)>::deserialize(deserializer)?)
}

/// The id of its kind, and its message.
fn packed(problem: &Problem) -> (String, String) {
    (problem.kind.id().to_owned(), problem.message.clone())
}

fn unpacked<E: Error>((kind, message): (String, String)) -> Result<Problem, E> {
    let kind = ProblemKind::ALL.into_iter().find(|known| known.id() == kind);
    Ok(Problem { kind: kind.ok_or_else(|| E::custom("no kind of problem"))?, message })
}

/// A source as it is handed over.
#[derive(Serialize, Deserialize)]
struct PackedSource {
    text: String,
    is_structured: bool,
    pictures: Vec<Span>,
    grids: Vec<(Span, Vec<PackedCell>)>,
    problems: Vec<(String, String)>,
}

/// A cell as it is handed over.
#[derive(Serialize, Deserialize)]
struct PackedCell {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    span: Span,
}

fn write_source<S: Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    let cell = |cell: &GridCell| {
        let GridCell { row, column, row_span, column_span, span } = *cell;
        PackedCell { row, column, row_span, column_span, span }
    };
    let grids = source.grids().iter().map(|grid| (grid.span, grid.cells.iter().map(cell).collect()));
    let packed = PackedSource {
        text: source.text().to_owned(),
        is_structured: source.is_structured(),
        pictures: source.pictures().to_vec(),
        grids: grids.collect(),
        problems: source.problems().iter().map(packed).collect(),
    };
    packed.serialize(serializer)
}

fn read_source<'a, D: Deserializer<'a>>(deserializer: D) -> Result<Source, D::Error> {
    let PackedSource { text, is_structured, pictures, grids, problems } = PackedSource::deserialize(deserializer)?;
    let grids: Vec<Grid> = grids
        .into_iter()
        .map(|(span, cells)| {
            let cell = |PackedCell { row, column, row_span, column_span, span }| GridCell {
                row,
                column,
                row_span,
                column_span,
                span,
            };
            Grid { span, cells: cells.into_iter().map(cell).collect() }
        })
        .collect();
    let of_grids = grids.iter().flat_map(|grid| grid.cells.iter().map(|cell| cell.span).chain([grid.span]));
    let mut spans = pictures.iter().copied().chain(of_grids);
    if !spans.all(|span| text.get(span.start as usize..span.end as usize).is_some()) {
        return Err(D::Error::custom("places that are not in the text"));
    }
    let source = if is_structured { Source::structured } else { Source::laid_out };
    let problems = problems.into_iter().map(unpacked).collect::<Result<_, _>>()?;
    Ok(source(text, grids, pictures).with_problems(problems))
}

#[cfg(test)]
mod tests;
