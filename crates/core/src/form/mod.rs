//! The official form as data: editions, sections, tables, labels, equations. Rules and readers hold no labels of their own.
//!
//! Sources: edition 2021 is 国办公开办函〔2021〕30号, edition 2019 is 国办公开办函〔2019〕60号 (试行).

mod edition;
mod equations;
mod groups;
mod ids;
mod labels;
mod level;
mod sections;
mod table_number;
mod tables;

pub use edition::Edition;
pub use equations::{EquationForm, EquationKind, EquationName, equations_of};
pub use groups::{
    APPLICANTS, CONTENTS, LITIGATION, LITIGATION_ROWS, ORGANISATION_COLUMNS, ORGANISATIONS, OUTCOMES, OutcomeId,
    RELATION, SubHeadingId,
};
pub use ids::{ColumnId, LineId, RowId};
pub use labels::{RowHeads, edition_marks_of, folded_sub_headings, headers_of, heads_of, marks_of};
pub use level::Level;
pub use sections::{SectionForm, SectionId, sections_of};
pub use table_number::TableNumber;
pub use tables::{Column, Layout, Row, RowRole, ValueKind, layout};
