use crate::problem::Problem;
use crate::span::{LineIndex, Span};

/// What is checked: one text, and the cell grids of its tables where the input had them.
///
/// The text is never altered: every span of the report and of its findings is a place in it.
#[derive(Clone, Debug, Default)]
pub struct Source {
    text: String,
    grids: Vec<Grid>,
    pictures: Vec<Span>,
    structured: bool,
    problems: Vec<Problem>,
    lines: LineIndex,
}

impl Source {
    /// A text without structure: pasted words, a `.txt` or `.md` file. Line ends are kept.
    pub fn plain(text: impl Into<String>) -> Self {
        Source::laid_out(text, Vec::new(), Vec::new())
    }

    /// A text whose tables were found again from where things stand on paper (a PDF). The grids are used like those of
    /// any other source, but the author did not make them: what seems to be missing may have been lost in the finding, so
    /// [`Source::is_structured`] is false. The parts are those of [`Source::structured`].
    pub fn laid_out(text: impl Into<String>, grids: Vec<Grid>, pictures: Vec<Span>) -> Self {
        Source::structured(text, grids, pictures).without_structure()
    }

    /// The same, where what seems to be missing may have been lost on the way from the author's file.
    pub fn without_structure(self) -> Self {
        Source { structured: false, ..self }
    }

    /// A text that came with its structure (HTML, docx, a spreadsheet).
    ///
    /// `text` has one line for each paragraph and each table row, the cells of a row joined by `\t`, a merged cell
    /// written once; `grids` are its tables in order, `pictures` the places (byte offsets into `text`) where a picture
    /// stood: a table may be hidden in one, so nothing is called missing near it.
    pub fn structured(text: impl Into<String>, grids: Vec<Grid>, pictures: Vec<Span>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Source { text, grids, pictures, structured: true, problems: Vec::new(), lines }
    }

    /// The same, with what its reader could not make out: the rest is checked all the same.
    pub fn with_problems(self, problems: Vec<Problem>) -> Self {
        Source { problems, ..self }
    }

    /// Its beginning, up to the byte `end`, which is where a line begins.
    pub(crate) fn up_to(&self, end: usize) -> Source {
        let text = self.text[..end].trim_end_matches(['\r', '\n']);
        let is_inside = |span: &Span| span.end as usize <= text.len();
        let grids = self.grids.iter().filter(|grid| is_inside(&grid.span)).cloned().collect();
        let pictures = self.pictures.iter().copied().filter(is_inside).collect();
        Source {
            structured: self.structured,
            problems: self.problems.clone(),
            ..Source::structured(text, grids, pictures)
        }
    }

    /// The checked text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its lines begin.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Tables whose cells the input gave, in the order of the text.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// Places of pictures.
    pub fn pictures(&self) -> &[Span] {
        &self.pictures
    }

    /// What its reader could not make out.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the input carried its structure: only then is a missing table the author's fault for certain.
    pub fn is_structured(&self) -> bool {
        self.structured
    }
}

/// One table as the input gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The whole table in the text.
    pub span: Span,
    /// Its cells by row, then column; a merged cell once, where it begins.
    pub cells: Vec<GridCell>,
}

/// One cell of a [`Grid`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Row in which the cell begins, from 0.
    pub row: u32,
    /// Column in which the cell begins, from 0, after merged cells of earlier rows and columns were laid out.
    pub column: u32,
    /// Rows it covers, at least 1.
    pub row_span: u32,
    /// Columns it covers, at least 1.
    pub column_span: u32,
    /// Its words in the text, without space around them; zero width when blank.
    pub span: Span,
}
