//! Valid annual reports from a seed, in every shape in which a table reaches a text.

mod data;
mod prose;
mod random;
mod shapes;

pub use data::{Kind, ReportData};
pub use random::Random;
pub use shapes::{Shape, render};

/// A report of about this many bytes: the three tables once, and as much prose as it takes. The same number gives the same
/// text.
pub fn report_of_size(bytes: usize) -> String {
    let data = ReportData::new(7, Kind::Usual, annual_report::form::Edition::E2021);
    let plain = render(&data, Shape::TabPaste).text().len();
    let extra = prose::filler(bytes.saturating_sub(plain), &mut Random::new(11));
    shapes::render_with(&data, Shape::TabPaste, &extra).text().to_owned()
}
