//! The results of disputes that table 4 counts, in the words of the prose and of our own sentences.

use crate::form::ColumnId;

use super::lexicon::Word;

/// What a column of table 4 counts of 行政复议.
pub(super) fn reconsideration_in_words(column: ColumnId) -> &'static str {
    RESULTS.iter().find(|result| result.column == column).map_or("行政复议", |result| result.of_reconsideration)
}

/// What a column of table 4 counts of 行政诉讼.
pub(super) fn litigation_in_words(column: ColumnId) -> &'static str {
    RESULTS.iter().find(|result| result.column == column).map_or("行政诉讼", |result| result.of_litigation)
}

/// The column that counts the result which a word names.
pub(super) fn column_of(word: Word) -> Option<ColumnId> {
    RESULTS.iter().find(|result| result.word == word).map(|result| result.column)
}

/// A result of table 4.
struct DisputeResult {
    word: Word,
    /// The id of its column.
    column: ColumnId,
    of_reconsideration: &'static str,
    of_litigation: &'static str,
}

const RESULTS: [DisputeResult; 4] = [
    result(Word::Upheld, ColumnId::Upheld, "行政复议结果维持", "行政诉讼结果维持"),
    result(Word::Corrected, ColumnId::Corrected, "行政复议结果纠正", "行政诉讼结果纠正"),
    result(Word::OtherResult, ColumnId::OtherResult, "行政复议其他结果", "行政诉讼其他结果"),
    result(Word::Pending, ColumnId::Pending, "行政复议尚未审结", "行政诉讼尚未审结"),
];

const fn result(
    word: Word,
    column: ColumnId,
    of_reconsideration: &'static str,
    of_litigation: &'static str,
) -> DisputeResult {
    DisputeResult { word, column, of_reconsideration, of_litigation }
}
