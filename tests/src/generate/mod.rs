//! Valid annual reports from a seed, in every shape in which a table reaches a text.

mod data;
mod prose;
mod random;
mod shapes;
mod templates;

use gouji_core::form::{Edition, SectionId};

pub use data::{Kind, ReportData};
pub use prose::{Draft, DraftLine, Part, Tables};
pub use random::Random;
pub use shapes::{Rendered, Shape, render, render_draft};
pub use templates::{Claim, What, count};
pub(crate) use templates::{own_names, percent};

/// A report of about this many bytes: the three tables once, and as much prose as it takes. The same number gives the same
/// text.
pub fn report_of_size(bytes: usize) -> String {
    let mut draft = Draft::new(&ReportData::new(7, Kind::Usual, Edition::E2021));
    let plain = render_draft(&draft, Shape::TabPaste).source.text().len();
    let text = prose::filler(bytes.saturating_sub(plain), &mut Random::new(11));
    let at = draft.lines.iter().rposition(|line| line.section == Some(SectionId::Overview)).unwrap_or(0);
    let line = DraftLine { part: Part::Body, section: Some(SectionId::Overview), text, claims: Vec::new() };
    draft.lines.insert(at + 1, line);
    render_draft(&draft, Shape::TabPaste).source.text().to_owned()
}
