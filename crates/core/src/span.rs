use serde::{Deserialize, Serialize};

/// A range of the checked text: UTF-8 byte offsets, `start` included, `end` excluded, both on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`, in bytes. A text is at most [`crate::MAX_TEXT_BYTES`] long, so offsets fit `u32`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end as u32 }
    }

    /// A place of no width.
    pub fn at(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// The words of `text` at this place; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// How many bytes it takes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it takes none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Where the lines of a text begin, to go through them and to tell a byte offset as line and column.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    end: u32,
}

impl Default for LineIndex {
    /// That of an empty text.
    fn default() -> Self {
        LineIndex::new("")
    }
}

impl LineIndex {
    /// Reads the line ends (`\n`) of `text` once.
    pub fn new(text: &str) -> Self {
        let behind_ends = text.match_indices('\n').map(|(end, _)| end as u32 + 1);
        let starts = std::iter::once(0).chain(behind_ends).collect();
        LineIndex { starts, end: text.len() as u32 }
    }

    /// Every line without its line feed; a text that ends with one has an empty line last.
    ///
    /// ```
    /// let text = "一、总体情况\n2023年";
    /// let lines = gouji_core::LineIndex::new(text);
    /// assert_eq!(lines.spans().map(|line| line.of(text)).collect::<Vec<_>>(), ["一、总体情况", "2023年"]);
    /// ```
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let ends = self.starts.iter().skip(1).map(|next| next - 1).chain([self.end]);
        self.starts.iter().zip(ends).map(|(start, end)| Span { start: *start, end })
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    ///
    /// ```
    /// let text = "一、总体情况\n2023年";
    /// assert_eq!(gouji_core::LineIndex::new(text).line_and_column(text, 23), (2, 5));
    /// ```
    pub fn line_and_column(&self, text: &str, offset: u32) -> (u32, u32) {
        self.lines_and_columns(text, [offset].into_iter()).next().unwrap_or((1, 1))
    }

    /// [`LineIndex::line_and_column`] of several offsets. In the order of the text no part of a line is counted twice: some
    /// copies of a report are one line.
    pub fn lines_and_columns(
        &self,
        text: &str,
        offsets: impl Iterator<Item = u32>,
    ) -> impl Iterator<Item = (u32, u32)> {
        // Up to where characters of the line were counted, and how many.
        let (mut counted, mut before) = (0, 0);
        offsets.map(move |offset| {
            let line = self.starts.partition_point(|start| *start <= offset).max(1);
            let start = self.starts[line - 1];
            if counted < start || offset < counted {
                (counted, before) = (start, 0);
            }
            let more = text.get(counted as usize..offset as usize).map_or(0, |more| more.chars().count());
            (counted, before) = (offset, before + more as u32);
            (line as u32, before + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Span};

    #[test]
    fn finds_every_line_end_wherever_it_stands() {
        // Line feeds at all distances, beside characters that end a line elsewhere.
        for gap in 0..20 {
            let text = format!("{}\n{}\n\u{b}\n年\n", "\u{b}".repeat(gap), "政".repeat(gap));
            let lines: Vec<&str> = LineIndex::new(&text).spans().map(|line: Span| line.of(&text)).collect();
            assert_eq!(lines, text.split('\n').collect::<Vec<_>>());
        }
    }
}
