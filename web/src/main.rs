//! The page: paste or drop a report, see every error marked in place. The core runs here; nothing is sent anywhere.
//!
//! A report is what was given and the steps since then (`document`, `steps`); what the page shows follows from these
//! (`result`), and what is looked at is no step (`view`). One reducer (`state`) takes all that happens; components are
//! functions of their properties. A highlight is the number of a finding, never a DOM node. What a person reads stands in
//! `words`. The single file can stand in an element of another page (`embedded`, `surroundings`).

mod app;
mod browser;
mod card;
mod copying;
mod document;
mod editor;
mod embedded;
mod files;
mod finding_list;
mod help;
mod identity;
mod inlet;
mod keeping;
mod kept_here;
mod links;
mod marks;
mod mending;
mod numbers;
mod parcel;
mod passages;
mod places;
mod question;
mod reading;
mod report_view;
mod result;
mod severity;
mod sheets;
mod since;
mod state;
mod statement_view;
mod steps;
mod sums;
mod surroundings;
mod tables;
mod take_away;
mod verdict;
mod view;
mod words;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
