//! What the tables count, as the prose names it: one line each, with the cells that a number of it may mean.

use crate::form::{ColumnId, LITIGATION_ROWS, ORGANISATION_COLUMNS, OutcomeId, RowId};
use crate::report::Report;

use super::lexicon::{Class, Word};

/// Something that a number of the prose may count.
#[derive(Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is counted, in words.
    pub name: &'static str,
    /// What it belongs to.
    pub topic: Topic,
    /// The words that name it.
    pub(super) named: &'static [Word],
    /// The class of the name of an applicant, or of the word that names it where another line has the same.
    pub(super) spelt: &'static [Class],
    /// What a number of it may mean, the most likely first.
    pub(super) sums: &'static [Sum],
}

/// What a measure belongs to: numbers of one topic are read in one way (`roles.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Requests as they came and were answered; the last word in front of the number names it.
    Requests,
    /// Requests carried over from year to year.
    Carried,
    /// Requests by those whose name stands right in front of the number.
    Applicants,
    /// What was disclosed on request.
    Disclosed,
    /// Disputes about the disclosure of information: their kind, or their kind and result.
    Disputes,
    /// Documents: the thing and what was done with it; without what was done, where that is not clear.
    Documents,
    /// The organ's own decisions.
    Decisions,
    /// Fees, in 元.
    Fees,
}

/// Cells that are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub rows: Rows,
    pub columns: &'static [ColumnId],
    /// What they come to together, where that is not the name of the measure.
    pub what: &'static str,
    pub only: Only,
}

/// Rows of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    These(&'static [RowId]),
    One(RowId),
    /// Those that count some outcomes, as bits in the order of [`OutcomeId::ALL`].
    Outcomes(u8),
}

/// When a sum may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Always,
    /// None at all is said of all of them, not of one.
    AboveZero,
    /// Those of this year are all done only where what is left may be from last year.
    NoneLeft,
}

macro_rules! measures {
    ($($topic:ident $name:literal [$($word:ident)*] $($spelt:ident)? => $($sum:expr),+;)*) => {
        /// The table. Of two lines that fit, the first counts.
        pub(super) const MEASURES: &[Measure] = &[$(Measure {
            name: $name,
            topic: Topic::$topic,
            named: &[$(Word::$word),*],
            spelt: &[$(Class::$spelt)?],
            sums: &[$($sum),+],
        }),*];
    };
}

// What it belongs to, its name in sentences, [the words that name it], what these have to be besides => the cells that it may mean.
measures! {
    Requests "收到申请" [Receive] => NEW, NEW_AND_OLD;
    Requests "答复、办结申请" [Answer] Done => DONE, NEW.only(Only::NoneLeft), ALL_BUT_OTHER;
    Requests "答复、办结申请" [Answer] => DONE, NEW, NEW_AND_OLD, ALL_BUT_OTHER;
    Requests "答复、办结申请" [Finish] => DONE, NEW, NEW_AND_OLD, ALL_BUT_OTHER;
    Carried "结转下年度" [CarriedOut] => total(RowId::CarriedOut);
    Carried "上年结转" [CarriedIn] => total(RowId::CarriedIn);
    Disclosed "依申请公开" [OnRequest Published] => GRANTED_AND_PARTIAL, total(RowId::Granted), total(RowId::Partial);
    Applicants "自然人申请" [NaturalPerson] Person => NEW.by(PERSON), NEW_AND_OLD.by(PERSON), DONE.by(PERSON);
    Applicants "企业申请" [Organisation] Enterprise => NEW.by(FIRMS), NEW_AND_OLD.by(FIRMS), DONE.by(FIRMS), NEW.by(ALL), NEW_AND_OLD.by(ALL), DONE.by(ALL);
    Applicants "法人或其他组织申请" [Organisation] LegalPerson => NEW.by(ALL), NEW_AND_OLD.by(ALL), DONE.by(ALL);
    Applicants "商业企业申请" [Organisation] Commercial => NEW.by(FIRMS), NEW_AND_OLD.by(FIRMS), DONE.by(FIRMS);
    Applicants "科研机构申请" [Organisation] Research => NEW.by(RESEARCH), NEW_AND_OLD.by(RESEARCH), DONE.by(RESEARCH);
    Applicants "社会公益组织申请" [Organisation] PublicInterest => NEW.by(CHARITY), NEW_AND_OLD.by(CHARITY), DONE.by(CHARITY);
    Applicants "法律服务机构申请" [Organisation] LegalService => NEW.by(LEGAL), NEW_AND_OLD.by(LEGAL), DONE.by(LEGAL);
    Disputes "行政复议" [Reconsideration] => REVIEWS;
    Disputes "行政复议结果维持" [Reconsideration Upheld] => REVIEWS.by(&[ColumnId::Upheld]);
    Disputes "行政复议结果纠正" [Reconsideration Corrected] => REVIEWS.by(&[ColumnId::Corrected]);
    Disputes "行政复议其他结果" [Reconsideration OtherResult] => REVIEWS.by(&[ColumnId::OtherResult]);
    Disputes "行政复议尚未审结" [Reconsideration Pending] => REVIEWS.by(&[ColumnId::Pending]);
    Disputes "行政诉讼" [Litigation] => SUITS, DIRECT, AFTER;
    Disputes "行政诉讼结果维持" [Litigation Upheld] => SUITS.by(&[ColumnId::Upheld]), DIRECT.by(&[ColumnId::Upheld]), AFTER.by(&[ColumnId::Upheld]);
    Disputes "行政诉讼结果纠正" [Litigation Corrected] => SUITS.by(&[ColumnId::Corrected]), DIRECT.by(&[ColumnId::Corrected]), AFTER.by(&[ColumnId::Corrected]);
    Disputes "行政诉讼其他结果" [Litigation OtherResult] => SUITS.by(&[ColumnId::OtherResult]), DIRECT.by(&[ColumnId::OtherResult]), AFTER.by(&[ColumnId::OtherResult]);
    Disputes "行政诉讼尚未审结" [Litigation Pending] => SUITS.by(&[ColumnId::Pending]), DIRECT.by(&[ColumnId::Pending]), AFTER.by(&[ColumnId::Pending]);
    Documents "规范性文件" [Documents Issue] => cell(RowId::NormativeDocuments, &[ColumnId::Issued]);
    Documents "规范性文件" [Documents Repeal] => cell(RowId::NormativeDocuments, &[ColumnId::Repealed]);
    Documents "规范性文件" [Documents InForce] => cell(RowId::NormativeDocuments, &[ColumnId::InForce]);
    Documents "规范性文件" [Documents] => cell(RowId::NormativeDocuments, &[ColumnId::Issued]), cell(RowId::NormativeDocuments, &[ColumnId::Repealed]), cell(RowId::NormativeDocuments, &[ColumnId::InForce]);
    Decisions "行政许可" [Licence] => cell(RowId::Licensing, &[ColumnId::Decisions]);
    Decisions "行政处罚" [Penalty] => cell(RowId::Penalty, &[ColumnId::Decisions]);
    Decisions "行政强制" [Compulsion] => cell(RowId::Compulsion, &[ColumnId::Decisions]);
    Fees "行政事业性收费" [Fees] => cell(RowId::Fees, &[ColumnId::Amount]);
}

/// The lines of a topic, in the order of the table.
pub(super) fn measures_of(topic: Topic) -> impl Iterator<Item = &'static Measure> {
    MEASURES.iter().filter(move |measure| measure.topic == topic)
}

const NEW: Sum = total(RowId::Received);
const NEW_AND_OLD: Sum = sum(Rows::These(&[RowId::Received, RowId::CarriedIn]), "新收与上年结转");
const DONE: Sum = total(RowId::OutcomeTotal);
const ALL_BUT_OTHER: Sum = sum(Rows::Outcomes((1 << OutcomeId::Other as u8) - 1), "除其他处理外的办理结果");
const GRANTED_AND_PARTIAL: Sum = sum(Rows::These(&[RowId::Granted, RowId::Partial]), "予以公开、部分公开");
const REVIEWS: Sum = total(RowId::Reconsideration);
const SUITS: Sum = sum(Rows::These(&LITIGATION_ROWS), "");
const DIRECT: Sum = total(RowId::LitigationDirect).only(Only::AboveZero);
const AFTER: Sum = total(RowId::LitigationAfter).only(Only::AboveZero);

const PERSON: &[ColumnId] = &[ColumnId::NaturalPerson];
const FIRMS: &[ColumnId] = &[ColumnId::Commercial];
const ALL: &[ColumnId] = &ORGANISATION_COLUMNS;
const RESEARCH: &[ColumnId] = &[ColumnId::Research];
const CHARITY: &[ColumnId] = &[ColumnId::PublicInterest];
const LEGAL: &[ColumnId] = &[ColumnId::LegalService];

const fn sum(rows: Rows, what: &'static str) -> Sum {
    Sum { rows, columns: &[ColumnId::Total], what, only: Only::Always }
}

/// The total of a row.
pub(super) const fn total(row: RowId) -> Sum {
    sum(Rows::One(row), "")
}

/// A row of table 2, in a column.
const fn cell(row: RowId, columns: &'static [ColumnId]) -> Sum {
    total(row).by(columns)
}

impl Sum {
    /// The outcomes of some groups, as bits in the order of [`OutcomeId::ALL`].
    pub const fn of_outcomes(groups: u8) -> Sum {
        sum(Rows::Outcomes(groups), "")
    }

    const fn by(self, columns: &'static [ColumnId]) -> Sum {
        Sum { columns, what: "", ..self }
    }

    const fn only(self, only: Only) -> Sum {
        Sum { only, ..self }
    }
}

impl Rows {
    /// The rows; of outcomes those that the report's edition has.
    pub fn of(self, report: &Report) -> Vec<RowId> {
        match self {
            Rows::These(rows) => rows.to_vec(),
            Rows::One(row) => vec![row],
            Rows::Outcomes(groups) => {
                let is_meant = |outcome: OutcomeId| groups & (1 << outcome as u8) != 0;
                let rows = report.table(RowId::OutcomeTotal.table()).layout.rows.iter().map(|row| row.id);
                rows.filter(|row| row.outcome().is_some_and(is_meant)).collect()
            }
        }
    }
}
