//! Whose report it is, and of which year: what each place of the text says of it, and what weighs most.

mod candidate;
mod contact;
mod metadata;
mod name;
mod opening;
mod period;
mod self_reference;
mod signature;
mod title;
mod top;
mod year;

pub(super) use top::{Cell, top_cells};
pub(super) use year::year_in;

use crate::form::Level;
use crate::matching::fold;
use crate::report::Section;
use crate::source::Source;
use crate::span::Span;

use super::level::level_of;
use candidate::{Candidate, Weight, heaviest};
use opening::Opening;
use title::Title;

/// Organ, level and year of a report, each with where it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub title: Option<Span>,
    pub organ: Option<Candidate<String>>,
    pub year: Option<Candidate<u16>>,
    pub level: Option<Candidate<(Level, bool)>>,
}

/// Reads who reports on which year.
pub(super) fn read_identity(source: &Source, sections: &[Section], cells: &[Cell]) -> Identity {
    let text = source.text();
    let title = title::best(text, cells);
    let opening = Opening::of(source, sections, title.as_ref().map(|title| title.span));
    let mut organs = opening.organs();
    organs.extend(contact::organs(&opening));
    organs.extend(signature::organ(source, sections));
    organs.extend(metadata::publisher(cells));
    let mut years = opening.years();
    years.extend(period::year(source, &opening));
    let span = title.map(|title| {
        let Title { span, organ, year, .. } = title;
        organs.extend(organ);
        years.extend(year);
        span
    });
    let organ = heaviest(organs);
    let level = match &organ {
        Some(organ) => level_by_name(organ),
        None => self_reference::level(text),
    };
    Identity { title: span, organ, year: heaviest(years), level }
}

/// What the organ's name tells. Who answers questions or runs the site need not be who reports: what rests on that is asked.
fn level_by_name(organ: &Candidate<String>) -> Option<Candidate<(Level, bool)>> {
    let (level, certain) = level_of(&fold(&organ.value));
    let value = (level, certain && organ.weight > Weight::Contact);
    (level != Level::Unknown).then(|| organ.with(value))
}

impl Identity {
    /// Level and whether it is certain.
    pub fn level(&self) -> (Level, bool) {
        self.level.as_ref().map_or((Level::Unknown, false), |level| level.value)
    }
}
