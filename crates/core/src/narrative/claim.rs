//! A number of the prose, what it claims to count, and which cells it may mean.

use serde::Serialize;

use crate::form::{OutcomeId, RowId};
use crate::report::CellAddress;

use super::measures::{Measure, Topic};

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
    /// What several cells come to together, where that is not the name of what is counted.
    #[serde(skip)]
    pub what: &'static str,
}

/// What a number claims to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
#[cfg_attr(
    feature = "contract",
    derive(schemars::JsonSchema, ts_rs::TS),
    schemars(with = "String"),
    ts(type = "string")
)]
pub enum Role {
    /// A line of the table of measures.
    Of(&'static Measure),
    /// Outcomes of some groups, as bits in the order of [`OutcomeId::ALL`].
    Outcomes(u8),
    /// Requests that ended in one row of table 3.
    Row(RowId),
}

/// As its name in Chinese.
impl From<Role> for String {
    fn from(role: Role) -> Self {
        role.name().to_owned()
    }
}

impl Role {
    /// Whether it is a measure of a topic.
    pub fn is_of(self, topic: Topic) -> bool {
        matches!(self, Role::Of(measure) if measure.topic == topic)
    }

    /// What is counted, in words.
    pub fn name(self) -> &'static str {
        match self {
            Role::Of(measure) => measure.name,
            Role::Outcomes(groups) if groups.count_ones() == 1 => {
                OutcomeId::ALL[groups.trailing_zeros() as usize].name()
            }
            Role::Outcomes(_) => "这几种办理结果",
            Role::Row(_) => "这一种办理结果",
        }
    }
}
