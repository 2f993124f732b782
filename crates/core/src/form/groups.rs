//! What the form prints above and beside its rows and columns: the groups that they stand in.

use super::{ColumnId, RowId};

/// The outcomes that the form numbers from （一） to （六） under [`OUTCOMES`]: rows of table 3, or groups of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutcomeId {
    /// （一）予以公开, a row.
    Granted,
    /// （二）部分公开, a row.
    Partial,
    /// （三）不予公开
    Refused,
    /// （四）无法提供
    Unable,
    /// （五）不予处理
    Declined,
    /// （六）其他处理; in the edition of 2019 a row.
    Other,
}

impl OutcomeId {
    /// All six, in the order of the form.
    pub const ALL: [OutcomeId; 6] = [
        OutcomeId::Granted,
        OutcomeId::Partial,
        OutcomeId::Refused,
        OutcomeId::Unable,
        OutcomeId::Declined,
        OutcomeId::Other,
    ];

    /// The official label, its numeral included.
    pub fn label(self) -> &'static str {
        match self {
            OutcomeId::Granted => "（一）予以公开",
            OutcomeId::Partial => "（二）部分公开",
            OutcomeId::Refused => "（三）不予公开",
            OutcomeId::Unable => "（四）无法提供",
            OutcomeId::Declined => "（五）不予处理",
            OutcomeId::Other => "（六）其他处理",
        }
    }

    /// The label without its numeral.
    pub fn name(self) -> &'static str {
        self.label().split_once('）').map_or(self.label(), |(_, name)| name)
    }

    /// The rows that count it, in any edition.
    pub fn rows(self) -> &'static [RowId] {
        match self {
            OutcomeId::Granted => &[RowId::Granted],
            OutcomeId::Partial => &[RowId::Partial],
            OutcomeId::Refused => &[
                RowId::RefusedStateSecret,
                RowId::RefusedProhibited,
                RowId::RefusedSecurity,
                RowId::RefusedThirdParty,
                RowId::RefusedInternal,
                RowId::RefusedProcess,
                RowId::RefusedCaseFile,
                RowId::RefusedLookup,
            ],
            OutcomeId::Unable => &[RowId::UnableNotHeld, RowId::UnableNeedsCreation, RowId::UnableUnclear],
            OutcomeId::Declined => &[
                RowId::DeclinedPetition,
                RowId::DeclinedRepeat,
                RowId::DeclinedPublished,
                RowId::DeclinedMass,
                RowId::DeclinedConfirm,
            ],
            OutcomeId::Other => &[RowId::OtherNoCorrection, RowId::OtherFeeOverdue, RowId::OtherOther, RowId::Other],
        }
    }
}

impl RowId {
    /// The outcome that the row counts, alone or with others.
    pub fn outcome(self) -> Option<OutcomeId> {
        OutcomeId::ALL.into_iter().find(|outcome| outcome.rows().contains(&self))
    }

    /// The outcome whose label stands beside the row and its neighbours; none where the row has that label itself.
    pub fn group(self) -> Option<OutcomeId> {
        self.outcome().filter(|_| !matches!(self, RowId::Granted | RowId::Partial | RowId::Other))
    }
}

/// What stands beside the outcomes of table 3 and their total.
pub const OUTCOMES: &str = "三、本年度办理结果";

/// The first cell of table 3: how the four numbered rows of a column hang together.
pub const RELATION: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// What stands above all columns of table 3.
pub const APPLICANTS: &str = "申请人情况";

/// What stands above the columns of table 3 that are [`ORGANISATION_COLUMNS`].
pub const ORGANISATIONS: &str = "法人或其他组织";

/// The columns under [`ORGANISATIONS`].
pub const ORGANISATION_COLUMNS: [ColumnId; 5] =
    [ColumnId::Commercial, ColumnId::Research, ColumnId::PublicInterest, ColumnId::LegalService, ColumnId::OtherOrg];

/// What stands above the groups of table 4 that are [`LITIGATION_ROWS`].
pub const LITIGATION: &str = "行政诉讼";

/// The groups under [`LITIGATION`].
pub const LITIGATION_ROWS: [RowId; 2] = [RowId::LitigationDirect, RowId::LitigationAfter];

/// What stands above the row labels of table 2, under each sub-heading.
pub const CONTENTS: &str = "信息内容";

/// The sub-headings of table 2: items of article 20 of 政府信息公开条例.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubHeadingId {
    /// 第二十条第（一）项
    Item1,
    /// 第二十条第（五）项
    Item5,
    /// 第二十条第（六）项
    Item6,
    /// 第二十条第（八）项
    Item8,
    /// 第二十条第（九）项, edition of 2019.
    Item9,
}

impl SubHeadingId {
    /// All five, in the order of the form.
    pub const ALL: [SubHeadingId; 5] =
        [SubHeadingId::Item1, SubHeadingId::Item5, SubHeadingId::Item6, SubHeadingId::Item8, SubHeadingId::Item9];

    /// The official words.
    pub fn label(self) -> &'static str {
        match self {
            SubHeadingId::Item1 => "第二十条第（一）项",
            SubHeadingId::Item5 => "第二十条第（五）项",
            SubHeadingId::Item6 => "第二十条第（六）项",
            SubHeadingId::Item8 => "第二十条第（八）项",
            SubHeadingId::Item9 => "第二十条第（九）项",
        }
    }

    /// The rows that stand under it, in any edition.
    pub fn rows(self) -> &'static [RowId] {
        match self {
            SubHeadingId::Item1 => &[RowId::Rules, RowId::NormativeDocuments],
            SubHeadingId::Item5 => &[RowId::Licensing, RowId::OtherServices],
            SubHeadingId::Item6 => &[RowId::Penalty, RowId::Compulsion],
            SubHeadingId::Item8 => &[RowId::Fees],
            SubHeadingId::Item9 => &[RowId::Procurement],
        }
    }
}
