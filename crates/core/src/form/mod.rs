//! The official form as data: editions, sections, tables, labels, equations. Rules and readers hold no labels of their own.
//!
//! Sources: edition 2021 is 国办公开办函〔2021〕30号, edition 2019 is 国办公开办函〔2019〕60号 (试行).

mod equations;
mod groups;
mod ids;
mod labels;
mod level;
mod sections;
mod tables;

pub use equations::{EquationForm, EquationKind, EquationName, equations_of};
pub use groups::{
    APPLICANTS, CONTENTS, LITIGATION, LITIGATION_ROWS, ORGANISATION_COLUMNS, ORGANISATIONS, OUTCOMES, OutcomeId,
    RELATION, SubHeadingId,
};
pub use ids::{ColumnId, LineId, RowId};
pub use labels::{RowHeads, edition_marks_of, folded_sub_headings, headers_of, heads_of, marks_of};
pub use level::Level;
pub use sections::{SectionForm, SectionId, sections_of};
pub use tables::{Column, Layout, Row, RowRole, ValueKind, layout};

/// An edition of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edition {
    /// 国办公开办函〔2021〕30号, report years 2021 and later.
    E2021,
    /// 国办公开办函〔2019〕60号, report years 2019 and 2020.
    E2019,
    /// Anything before the unified form, report years up to 2018.
    Older,
}

impl Edition {
    /// The edition in force for a report year.
    pub fn of_year(year: u16) -> Self {
        match year {
            2021.. => Edition::E2021,
            2019 | 2020 => Edition::E2019,
            _ => Edition::Older,
        }
    }

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            Edition::E2021 => "2021",
            Edition::E2019 => "2019",
            Edition::Older => "older",
        }
    }
}

/// The three tables, numbered as the sections they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableNumber {
    /// Table 2, 主动公开政府信息情况.
    Two,
    /// Table 3, 收到和处理政府信息公开申请情况.
    Three,
    /// Table 4, 政府信息公开行政复议、行政诉讼情况.
    Four,
}

impl TableNumber {
    /// All three, in order.
    pub const ALL: [TableNumber; 3] = [TableNumber::Two, TableNumber::Three, TableNumber::Four];

    /// 0, 1 or 2.
    pub fn index(self) -> usize {
        self as usize
    }

    /// 2, 3 or 4.
    pub fn number(self) -> u8 {
        self as u8 + 2
    }

    /// The section it belongs to.
    pub fn section(self) -> SectionId {
        match self {
            TableNumber::Two => SectionId::Proactive,
            TableNumber::Three => SectionId::Requests,
            TableNumber::Four => SectionId::Disputes,
        }
    }

    /// 表二, 表三 or 表四, as people call them.
    pub fn name(self) -> &'static str {
        ["表二", "表三", "表四"][self.index()]
    }
}
