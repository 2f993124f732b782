//! Two reports in one text: a workbook with a sheet for each year, a file with two reports one behind the other. Only the
//! first is checked.

use crate::form::{SectionId, TableNumber, marks_of};
use crate::matching::fold;
use crate::problem::{Problem, ProblemKind};
use crate::source::Source;

use super::identity::year_in;
use super::sections::find_sections;

/// The first of several reports, and that there are more; all of a text with one.
pub(crate) fn first_of(source: Source) -> (Source, Option<Problem>) {
    match second_report(&source) {
        None => (source, None),
        Some((first, second, start)) => {
            let both = if first == second {
                format!("都是 {first} 年度")
            } else {
                format!("{first} 年度和 {second} 年度")
            };
            let message = format!(
                "这个文件里有不止一份报告（{both}），只检查了前面的一份。请把要检查的一份另存为单独的文件，再检查。"
            );
            (source.up_to(start), Some(Problem { kind: ProblemKind::SeveralReports, message }))
        }
    }
}

/// The years of the first two reports, and where the second begins: at another title, behind the sections and table 3 of one
/// report and before those of another.
fn second_report(source: &Source) -> Option<(u16, u16, usize)> {
    let text = source.text();
    let mark = *marks_of(TableNumber::Three).first()?;
    // Nearly every text has one report.
    let (first_mark, _) = text.match_indices(mark).next()?;
    let last_mark = text.rfind(mark).filter(|last| *last > first_mark)?;
    let titles = source.lines().spans().filter_map(|line| {
        let words = line.of(text);
        let folded = if words.len() > LONGEST_TITLE { String::new() } else { fold(words) };
        let is_title = folded.contains("信息公开") && (folded.ends_with("报告") || folded.ends_with("年报"));
        let year = is_title.then(|| year_in(words)).flatten()?;
        Some((folded, year, line.start as usize))
    });
    let titles: Vec<(String, u16, usize)> = titles.collect();
    let (first, first_year, _) = titles.first()?;
    let sections = find_sections(source);
    let count = |within: std::ops::Range<usize>| {
        let inside = |id: &SectionId| {
            sections.iter().any(|section| section.id == *id && within.contains(&(section.heading.start as usize)))
        };
        SectionId::ALL.iter().filter(|id| inside(id)).count()
    };
    let second = titles.iter().skip(1).find(|(title, _, start)| {
        title != first
            && first_mark < *start
            && *start < last_mark
            && count(0..*start) >= FEWEST_SECTIONS
            && count(*start..text.len()) >= FEWEST_SECTIONS
    })?;
    Some((*first_year, second.1, second.2))
}

/// In bytes.
const LONGEST_TITLE: usize = 180;
/// A report has six.
const FEWEST_SECTIONS: usize = 4;
