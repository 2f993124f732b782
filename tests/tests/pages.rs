//! Every rule's page has the one form, and its examples do what they say. CONTRIBUTING.md tells how they are written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::rules::{RULES, Rule, words};
use gouji_core::{Checked, Options, Source, check, check_against};
use gouji_documents::html::source_of;
use gouji_documents::native::TOOLS;
use gouji_tests::catalogue::{FILE, catalogue, page_of};
use gouji_tests::sample::mended_sample;

/// An example of a page.
struct Example {
    place: String,
    body: String,
    organ: Option<String>,
    year: Option<String>,
}

#[test]
fn the_base_is_valid() {
    let checked = check(&Source::plain(mended_sample()), &Options::default());
    assert!(checked.findings.is_empty(), "{:?}", rules_of(&checked));
}

#[test]
fn every_page_has_the_form() {
    const HEADINGS: [&str; 7] = ["检查什么", "依据", "为什么", "怎么改", "例外", "会提示", "不提示"];
    for rule in RULES {
        let page = page_of(rule).unwrap();
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        let page = page_of(rule).unwrap();
        assert!(
            page.starts_with(rule.page) && rule.page.contains("## 例外") && !rule.page.contains("```"),
            "{}",
            rule.id
        );
        let mut lines = page.lines();
        assert!(lines.next().is_some_and(|title| title.starts_with("# ")), "{}", rule.id);
        assert!(lines.any(|line| line == format!("`{}`", rule.id)), "{}", rule.id);
        assert!(!rule.why().is_empty() && !rule.basis.text.is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_catalogue_is_up_to_date() {
    let list = std::fs::read_to_string(FILE).unwrap();
    assert!(list == catalogue().unwrap(), "run `cargo xtask rules`");
}

#[test]
fn every_example_does_what_it_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in examples(rule, "会提示") {
            let (source, checked) = run(&example);
            let Some(found) = checked.findings.iter().find(|finding| finding.rule == rule.id) else {
                wrong.push(format!("{} is silent on:\n{}\nfound: {:?}", rule.id, example.body, rules_of(&checked)));
                continue;
            };
            let words = words(found, &source, &checked.report);
            assert!(words.message.ends_with('。') && words.advice.ends_with('。'), "{}: {words:?}", rule.id);
        }
        for example in examples(rule, "不提示") {
            let (_, checked) = run(&example);
            if rules_of(&checked).contains(&rule.id) {
                wrong.push(format!("{} fires on:\n{}", rule.id, example.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn rules_of(checked: &Checked) -> Vec<&'static str> {
    checked.findings.iter().map(|finding| finding.rule).collect()
}

/// The fenced blocks under a heading; at least one.
fn examples(rule: &Rule, heading: &str) -> Vec<Example> {
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

fn run(example: &Example) -> (Source, Checked) {
    if example.place == "last-year" {
        let source = Source::plain(mended_sample());
        let previous = Source::plain(example.body.lines().fold(last_year(), changed));
        let checked = check_against(&source, &previous, &Options::default());
        let not_compared = ["carry-over-broken", "in-force-jumps", "count-jumps", "text-copied"];
        let unchecked = &checked.coverage.not_checked;
        assert!(!unchecked.iter().any(|unchecked| not_compared.contains(&unchecked.what)), "{unchecked:?}");
        return (source, checked);
    }
    let source = match example.place.as_str() {
        "html" => source_of(&(TOOLS.parse_html)(&example.body)),
        "report" => Source::plain(example.body.clone()),
        place => Source::plain(placed(place, example)),
    };
    let checked = check(&source, &Options::default());
    (source, checked)
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

/// The base with the example in its place.
fn placed(place: &str, example: &Example) -> String {
    put(mended_sample(), place, example)
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
