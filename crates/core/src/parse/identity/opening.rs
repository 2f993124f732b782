//! The sentences in front of the first part: whose report they make public, of which year, and who wrote it.

use std::sync::LazyLock;

use crate::matching::Folded;
use crate::report::{Origin, Section};
use crate::searching::{Needles, begins_with_any, holds_any};
use crate::source::Source;
use crate::span::Span;

use super::super::page_labels::is_metadata;
use super::candidate::{Candidate, Weight};
use super::name::{name_at_end, name_at_start};
use super::year::years;

/// The opening folded, a line feed where a line ends that does not break in mid-sentence.
pub(super) struct Opening {
    words: Folded,
}

/// An opening is no longer, in bytes.
const LONGEST: usize = 8000;

/// A line that breaks in mid-sentence is no shorter, in bytes.
const BROKEN_LINE: usize = 60;

impl Opening {
    /// What stands in front of the first part, without the title; in a text without parts its beginning.
    pub fn of(source: &Source, sections: &[Section], title: Option<Span>) -> Self {
        let text = source.text();
        let before = sections.first().map_or(text.len(), |section| section.span.start as usize).min(LONGEST) as u32;
        let mut words = Folded::of("", Span::default());
        for line in source.lines().spans().take_while(|line| line.start < before) {
            let start = title.filter(|title| title.start < line.end && line.start < title.end);
            // The text may go on behind the title on its line.
            let start = start.map_or(line.start, |title| title.end.min(line.end));
            let line = Span { start, end: line.end.min(before.max(start)) };
            let line = Span::new(line.start as usize, text.floor_char_boundary(line.end as usize));
            if is_metadata(line.of(text)) {
                continue;
            }
            words.push(text, line);
            let ended = words.text().ends_with(['。', ';', ':', '!']);
            if line.len() < BROKEN_LINE || ended {
                words.push_mark('\n', Span::at(line.end as usize));
            }
        }
        Opening { words }
    }

    pub fn text(&self) -> &str {
        self.words.text()
    }

    /// A name at a place of [`Opening::text`].
    pub fn named(&self, start: usize, end: usize, origin: Origin, weight: Weight) -> Candidate<String> {
        let value = self.text()[start..end].to_owned();
        Candidate { value, span: self.words.origin(start, end), origin, weight }
    }

    /// The organs that it names as those whose report this is, or who wrote it.
    pub fn organs(&self) -> Vec<Candidate<String>> {
        let mut organs = self.published();
        organs.extend(self.compilers());
        organs
    }

    /// 现公布青石县水务局2024年政府信息公开工作年度报告.
    fn published(&self) -> Vec<Candidate<String>> {
        let text = self.text();
        let mut organs = Vec::new();
        for year in years(text) {
            let behind = &text[year.end..];
            // A report is meant, not a work plan.
            let clause = behind.split(['。', ',', ';', '\n', '》']).next().unwrap_or_default();
            if !clause.contains("报告") && !clause.contains("年报") {
                continue;
            }
            if begins_with_any(behind, "政府信息公开 信息公开 政务公开 度政府信息公开") {
                let clause = &text[..year.start];
                if let Some(start) = name_at_end(clause) {
                    organs.push(self.named(start, year.start, Origin::Opening, Weight::Opening));
                }
            } else if let Some(end) =
                name_at_start(behind).filter(|end| begins_with_any(&behind[*end..], "政府信息公开 信息公开 政务公开"))
            {
                organs.push(self.named(year.end, year.end + end, Origin::Opening, Weight::Opening));
            }
        }
        organs
    }

    /// 青石县水务局编制本报告, 由…编制, 青石县水务局依据…形成本报告.
    fn compilers(&self) -> Vec<Candidate<String>> {
        const WRITES: &str = "编制 编写 编撰 撰写 汇总";
        const MADE: &str = "形成本报告";
        const BY: &str = "依据 根据 按照 依照 结合 遵照";
        let text = self.text();
        let mut organs = Vec::new();
        // Behind a word or mark with which a clause about the writer begins.
        const BEGINS: [&str; 14] =
            ["由", ",", "。", "\n", "要求", "规定", "》", ")", ":", "精神", "报告由", "现", ";", "年,"];
        static MARKS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&BEGINS));
        let starts = MARKS.places(text).map(|(at, mark)| at + BEGINS[mark].len());
        let mut starts: Vec<usize> = starts.chain([0]).collect();
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            let sentence = text[start..].split(['。', '\n']).next().unwrap_or_default();
            // Most say nothing of writing, and to look for a name takes longer.
            if !holds_any(sentence, WRITES) && !sentence.contains(MADE) {
                continue;
            }
            let Some(end) = name_at_start(sentence) else { continue };
            let behind = &sentence[end..];
            let own = behind
                .trim_start_matches("办公室")
                .trim_start_matches("负责")
                .trim_start_matches("组织")
                .trim_start_matches("牵头");
            let writes = begins_with_any(own, WRITES)
                || (begins_with_any(own, BY) && (holds_any(behind, WRITES) || behind.contains(MADE)));
            if writes {
                organs.push(self.named(start, start + end, Origin::Opening, Weight::Compiler));
            }
        }
        organs
    }

    /// The years of whose disclosure it speaks: 现将我局2024年度政府信息公开情况报告如下.
    pub fn years(&self) -> Vec<Candidate<u16>> {
        const REPORTED: &str =
            "政府信息公开工作年度报告 政府信息公开年度报告 政府信息公开工作报告 信息公开工作年度报告 信息公开年度报告";
        let text = self.text();
        let own = years(text).filter(|year| {
            let sentence = text[year.end..].split(['。', '\n', ';']).next().unwrap_or_default();
            let before = text[..year.start].rsplit(['。', '\n', ';', ',']).next().unwrap_or_default();
            let subject = sentence.find("信息公开").is_some_and(|at| at <= 120);
            let told = sentence.contains("报告如下")
                || before.ends_with("公布")
                || REPORTED.split(' ').any(|words| sentence.contains(words));
            // 2019年施行的《条例》 is another's, as the notice with the form is: (国办公开办函〔2021〕30号).
            subject && told && !sentence[..sentence.find("信息公开").unwrap_or(0)].contains(['《', '(', ','])
        });
        own.map(|year| Candidate {
            value: year.year,
            span: self.words.origin(year.start, year.end),
            origin: Origin::Opening,
            weight: Weight::Opening,
        })
        .collect()
    }
}
