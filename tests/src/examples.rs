//! The examples of the rules' pages, each put into a valid report. CONTRIBUTING.md tells how they are written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "an example that does not fit is a fault of its page")]

use std::sync::Arc;

use gouji_core::rules::Rule;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::html::source_of;
use gouji_documents::native::TOOLS;

use crate::catalogue::page_of;
use crate::sample::mended_sample;

/// An example of a page.
pub struct Example {
    place: String,
    /// What the page shows.
    pub body: String,
    organ: Option<String>,
    year: Option<String>,
}

impl Example {
    /// Checks the valid report with the example in its place.
    ///
    /// # Panics
    /// When the example does not fit into the report.
    pub fn check(&self) -> CheckedReport {
        check(self.source(), &self.options())
    }

    /// The same, as if it came from a file whose structure was read, in which nothing can have been lost.
    ///
    /// # Panics
    /// When the example does not fit into the report.
    pub fn check_structured(&self) -> CheckedReport {
        let source = self.source();
        check(Source::structured(source.text(), source.grids().to_vec(), source.pictures().to_vec()), &self.options())
    }

    fn source(&self) -> Source {
        match self.place.as_str() {
            "last-year" => Source::plain(mended_sample()),
            "html" => source_of(&(TOOLS.parse_html)(&self.body)),
            "report" => Source::plain(self.body.clone()),
            place => Source::plain(put(mended_sample(), place, self)),
        }
    }

    fn options(&self) -> Options {
        if self.place != "last-year" {
            return Options::default();
        }
        let previous = Source::plain(self.body.lines().fold(last_year(), changed));
        Options { previous: Some(Arc::new(previous)), ..Options::default() }
    }
}

/// The fenced blocks under a heading of a rule's page.
///
/// # Panics
/// When there is none, or no page.
pub fn examples(rule: &Rule, heading: &str) -> Vec<Example> {
    let page = page_of(rule).unwrap();
    let part = page.split("\n## ").find_map(|part| part.strip_prefix(heading)).unwrap_or_default();
    let mut examples = Vec::new();
    let (mut organ, mut year) = (None, None);
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let note = |name: &str| line.strip_prefix(&format!("<!-- {name}: "))?.strip_suffix(" -->").map(str::to_owned);
        organ = note("organ").or(organ);
        year = note("year").or(year);
        if let Some(place) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            examples.push(Example {
                place: place.to_owned(),
                body: body.join("\n"),
                organ: organ.take(),
                year: year.take(),
            });
        }
    }
    assert!(!examples.is_empty(), "{}: no example under {heading}", rule.id);
    examples
}

/// The base as it would have been a year earlier: what it carried out and had in force is what the base begins with.
fn last_year() -> String {
    let carried = |count: &str| format!("四、结转下年度继续办理\t{count}\t0\t0\t0\t0\t0\t{count}");
    let earlier = [
        ("2024".to_owned(), "2023".to_owned()),
        ("\t1\t2\t9".to_owned(), "\t1\t2\t10".to_owned()),
        (carried("3"), carried("2")),
    ];
    let text = earlier.iter().fold(mended_sample(), |text, (now, then)| text.replace(now, then));
    let example = |body: &str| Example { place: String::new(), body: body.to_owned(), organ: None, year: None };
    put(put(text, "overview", &example("上年工作平稳。")), "problems", &example("上年没有突出的问题。"))
}

/// A line `old → new` of an example.
fn changed(text: String, line: &str) -> String {
    let (old, new) = line.split_once(" → ").unwrap_or_else(|| panic!("no change: {line}"));
    assert!(text.contains(old), "the base has no {old:?}");
    text.replace(old, new)
}

fn put(mut text: String, place: &str, example: &Example) -> String {
    if let Some(organ) = &example.organ {
        text = text.replace("清溪县农业农村局", organ);
    }
    if let Some(year) = &example.year {
        text = text.replace("2024", year);
    }
    let title = text.lines().next().unwrap().to_owned();
    let (from, to): (&str, Option<&str>) = match place {
        "title" => return text.replacen(&title, &example.body, 1),
        "change" => return example.body.lines().fold(text, changed),
        "opening" => (&title, Some("一、总体情况")),
        "overview" => ("\n一、总体情况", Some("二、主动公开政府信息情况")),
        "table-2" => ("\n二、主动公开政府信息情况", Some("三、收到和处理")),
        "table-3" => ("\n三、收到和处理政府信息公开申请情况", Some("四、政府信息公开行政复议")),
        "table-4" => ("\n四、政府信息公开行政复议、行政诉讼情况", Some("五、存在的主要问题")),
        "problems" => ("\n五、存在的主要问题及改进情况", Some("六、其他需要报告的事项")),
        "other" => ("\n六、其他需要报告的事项", None),
        "signature" => return format!("{}\n\n{}\n", text.trim_end(), example.body),
        other => panic!("no place is called {other}"),
    };
    let start = text.find(from).unwrap() + from.len();
    let end = to.map_or(text.len(), |to| start + text[start..].find(&format!("\n{to}")).unwrap() + 1);
    text.replace_range(start..end, &format!("\n\n{}\n\n", example.body));
    text
}
