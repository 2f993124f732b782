//! A number of the prose, what it claims to count, and which cells it may mean.

use serde::Serialize;

use crate::form::{ColumnId, OutcomeId, RowId};
use crate::report::CellAddress;
use crate::span::Span;

use super::dispute_results::{litigation_in_words, reconsideration_in_words};

/// A number of the prose that speaks of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Place in [`Narrative::figures`](crate::narrative::Narrative::figures).
    pub figure: usize,
    /// What it claims to count.
    pub role: Role,
    /// What it may mean, the most likely first; never empty.
    pub readings: Vec<Reading>,
}

/// A number of the prose and the cells that it may mean; whether it agrees with one of them is a matter of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The number with its unit, in the text as given.
    pub span: Span,
    /// What it claims to count.
    pub role: Role,
    /// What it may mean, the most likely first; never empty.
    pub readings: Vec<Reading>,
}

/// Why a number of the prose is held against no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untied {
    /// Its unit counts nothing that the tables count.
    OtherUnit,
    /// Its clause does not say what it counts.
    Unnamed,
    /// It stands in or behind quoted words.
    Quoted,
    /// Something narrows or widens what it counts: a channel, a subject, another time, other organs.
    Part,
    /// It counts what was published about a thing, not the thing.
    Published,
    /// Two things are named, and it may count either.
    Several,
    /// It counts things that are no requests.
    OtherThings,
    /// The cells that it may mean were not read, or the tables may count the organ alone where it counts the region.
    CellsUnsure,
}

/// Cells, and what they add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Reading {
    /// The cells.
    pub cells: Vec<CellAddress>,
    /// Their sum.
    pub value: i64,
}

/// What a number claims to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS), ts(type = "string"))]
pub enum Role {
    /// Requests received.
    Received,
    /// Requests carried in.
    CarriedIn,
    /// Requests carried out.
    CarriedOut,
    /// Requests answered: 答复, 办理.
    Answered,
    /// Requests done with: 办结, 办毕.
    Done,
    /// Outcomes of some groups, as bits in the order of [`OutcomeId::ALL`].
    Outcomes(u8),
    /// Requests of some applicants.
    Applicants(Applicant),
    /// Requests that ended in one row of table 3.
    Row(RowId),
    /// 依申请公开信息: disclosed on request, wholly or in part.
    Disclosed,
    /// 行政复议: the column of table 4, `total` where no result is named.
    Reconsideration(ColumnId),
    /// 行政诉讼: likewise.
    Litigation(ColumnId),
    /// 规范性文件: the columns of table 2 that it may mean.
    Documents(&'static [ColumnId]),
    /// 行政事业性收费, in 元.
    Fees,
    /// 行政许可, 行政处罚 or 行政强制: the row of table 2.
    Decisions(RowId),
}

/// As its name in Chinese.
impl From<Role> for String {
    fn from(role: Role) -> Self {
        role.name().to_owned()
    }
}

impl Role {
    /// What is counted, in words.
    pub fn name(self) -> &'static str {
        match self {
            Role::Received => "收到申请",
            Role::CarriedIn => "上年结转",
            Role::CarriedOut => "结转下年度",
            Role::Answered | Role::Done => "答复、办结申请",
            Role::Outcomes(groups) if groups.count_ones() == 1 => {
                OutcomeId::ALL[groups.trailing_zeros() as usize].name()
            }
            Role::Outcomes(_) => "这几种办理结果",
            Role::Applicants(applicant) => applicant.name(),
            Role::Row(_) => "这一种办理结果",
            Role::Disclosed => "依申请公开",
            Role::Reconsideration(column) => reconsideration_in_words(column),
            Role::Litigation(column) => litigation_in_words(column),
            Role::Documents(_) => "规范性文件",
            Role::Fees => "行政事业性收费",
            Role::Decisions(RowId::Licensing) => "行政许可",
            Role::Decisions(RowId::Penalty) => "行政处罚",
            Role::Decisions(_) => "行政强制",
        }
    }
}

/// Those who apply, as the prose calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub enum Applicant {
    /// 自然人, 公民.
    Person,
    /// 企业, 公司: 商业企业, or all organisations.
    Enterprise,
    /// 法人, 法人或其他组织: all organisations.
    Organisation,
    /// 科研机构 and the like: one column.
    Kind(ColumnId),
}

impl Applicant {
    /// In words.
    fn name(self) -> &'static str {
        match self {
            Applicant::Person => "自然人申请",
            Applicant::Enterprise => "企业申请",
            Applicant::Organisation => "法人或其他组织申请",
            Applicant::Kind(ColumnId::Commercial) => "商业企业申请",
            Applicant::Kind(ColumnId::Research) => "科研机构申请",
            Applicant::Kind(ColumnId::PublicInterest) => "社会公益组织申请",
            Applicant::Kind(_) => "法律服务机构申请",
        }
    }
}
