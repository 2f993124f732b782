//! Where a finding stands, as one person tells another who has the report in hand.

use crate::check::CheckedReport;
use crate::finding::Place;
use crate::report::Section;
use crate::span::Span;

use super::naming::place_name;

/// The report's lines, each with its number among the paragraphs of its section.
pub struct Whereabouts<'a> {
    checked: &'a CheckedReport,
    /// For each line where it begins, and the number of its paragraph; 0 where it has none: a heading, a blank line, a table.
    lines: Vec<(u32, u32)>,
}

impl<'a> Whereabouts<'a> {
    /// Goes through the report once.
    pub fn new(checked: &'a CheckedReport) -> Self {
        let (text, report) = (checked.source.text(), &checked.report);
        let mut sections = report.sections.iter().peekable();
        let (mut section, mut paragraph) = (None::<&Section>, 0);
        let lines = checked.source.lines().spans().map(|line| {
            while let Some(next) = sections.next_if(|next| next.span.start <= line.end) {
                (section, paragraph) = (Some(next), 0);
            }
            let in_table = || report.tables.iter().any(|table| !table.span.is_empty() && overlap(table.span, line));
            let is_told = section.is_some_and(|section| section.heading.end <= line.start)
                && !line.of(text).trim().is_empty()
                && !in_table();
            paragraph += u32::from(is_told);
            (line.start, if is_told { paragraph } else { 0 })
        });
        Whereabouts { checked, lines: lines.collect() }
    }

    /// 第五部分第 3 段, 表三“（一）予以公开”行“自然人”列.
    pub fn of(&self, place: Place, span: Span) -> String {
        let name = place_name(place, &self.checked.report);
        match place {
            Place::Section(id) => {
                let own = self.checked.report.section(id).filter(|section| section.span.contains(span));
                let paragraph = own.map_or(0, |_| self.paragraph(span));
                if paragraph > 0 { format!("{name}第 {paragraph} 段") } else { name }
            }
            _ => name,
        }
    }

    /// Where words stand that no rule speaks of.
    pub fn of_words(&self, span: Span) -> String {
        let report = &self.checked.report;
        if let Some(cell) = report.cells().find(|cell| cell.span.is_some_and(|own| own.contains(span))) {
            return place_name(Place::Cell(cell.address), report);
        }
        let mut tables = report.tables.iter().filter(|table| !table.span.is_empty());
        if let Some(table) = tables.find(|table| overlap(table.span, span)) {
            return place_name(Place::Table(table.number), report);
        }
        match report.sections.iter().rfind(|section| section.span.start <= span.start) {
            Some(section) => self.of(Place::Section(section.id), span),
            None if report.title.is_some_and(|title| overlap(title, span)) => place_name(Place::Title, report),
            None => place_name(Place::Preamble, report),
        }
    }

    fn paragraph(&self, span: Span) -> u32 {
        let line = self.lines.partition_point(|(start, _)| *start <= span.start);
        self.lines.get(line.wrapping_sub(1)).map_or(0, |(_, paragraph)| *paragraph)
    }
}

/// Whether two places share a byte, or one that has none stands in the other.
fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end || one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use super::*;
    use crate::form::SectionId;
    use crate::{Options, Source, check};

    const REPORT: &str = "甲县财政局2023年政府信息公开工作年度报告\n引言。\n一、总体情况\n\n第一段。\n  第二段。\n二、主动公开政府信息情况\n规章\t0\t0\t0\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n六、其他需要报告的事项\n无。\n";

    #[test]
    fn paragraphs_are_counted_in_their_section_without_headings_blank_lines_and_tables() {
        let checked = check(Source::plain(REPORT), &Options::default());
        let whereabouts = Whereabouts::new(&checked);
        let words = |words: &str| {
            let at = REPORT.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        assert_eq!(whereabouts.of_words(words("第一段")), "第一部分第 1 段");
        assert_eq!(whereabouts.of_words(words("第二段")), "第一部分第 2 段");
        assert_eq!(whereabouts.of_words(words("无。")), "第六部分第 1 段");
        assert_eq!(whereabouts.of_words(words("总体情况")), "第一部分");
        assert_eq!(whereabouts.of_words(words("引言")), "引言");
        assert_eq!(whereabouts.of_words(words("甲县财政局")), "标题");
        assert_eq!(whereabouts.of_words(words("10")), "表四行政复议“结果维持”");
        assert_eq!(whereabouts.of(Place::Section(SectionId::Overview), words("第二段")), "第一部分第 2 段");
        // A section that is not there, told at the end of what precedes it.
        assert_eq!(whereabouts.of(Place::Section(SectionId::Problems), words("第二段")), "第五部分");
    }
}
