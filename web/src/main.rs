//! The page: paste or drop a report, see every error marked in place. The core runs here; nothing is sent anywhere.
//!
//! State lives in one reducer (`state`); components are functions of their properties. A highlight is the number of a
//! finding, never a DOM node. What a person reads stands in `words`.

mod app;
mod browser;
mod finding_list;
mod identity;
mod inlet;
mod marks;
mod passages;
mod reading;
mod report_view;
mod severity;
mod state;
mod sums;
mod tables;
mod verdict;
mod words;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
