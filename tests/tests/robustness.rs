//! No input panics, and every span lies in the text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::contract::{Output, Wanted};
use gouji_core::form::Edition;
use gouji_core::{Options, Source, Span, check};
use gouji_tests::generate::{Kind, ReportData, Shape, render};
use gouji_tests::sample::mended_sample;
use proptest::prelude::*;

/// Checks a text and everything that can be asked of the result.
fn examine(text: &str) {
    let source = Source::plain(text);
    let checked = check(source, &Options::default());
    let inside = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    for finding in &checked.findings {
        assert!(inside(finding.span), "{} {:?}", finding.rule, finding.span);
        assert!(finding.related.iter().all(|related| inside(related.span)), "{}", finding.rule);
    }
    for section in &checked.report.sections {
        assert!(inside(section.span) && inside(section.heading), "{section:?}");
    }
    for cell in checked.report.cells() {
        assert!(cell.span.is_none_or(inside), "{cell:?}");
    }
    assert!(checked.report.tables.iter().all(|table| inside(table.span)));
    let order: Vec<_> = checked.findings.iter().map(|finding| (finding.span, finding.rule)).collect();
    assert!(order.is_sorted());
    let edits = checked.findings.iter().flat_map(|finding| &finding.fixes).flat_map(|fix| &fix.edits);
    assert!(edits.into_iter().all(|edit| inside(edit.span)));
    let output = Output::new(&checked, Wanted { cells: true, ..Wanted::default() });
    assert!(output.findings.iter().all(|finding| !finding.message.is_empty() && !finding.advice.is_empty()));
}

fn pieces() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "一、总体情况\n",
        "二、主动公开政府信息情况\n",
        "三、收到和处理政府信息公开申请情况\n",
        "四、政府信息公开行政复议、行政诉讼情况\n",
        "五、存在的主要问题及改进情况\n",
        "六、其他需要报告的事项\n",
        "一、本年新收政府信息公开申请数量",
        "（一）予以公开",
        "3.其他",
        "（七）总计",
        "四、结转下年度继续办理",
        "第二十条第（一）项\n",
        "规章",
        "行政规范性文件",
        "行政许可",
        "\t",
        "|",
        " ",
        "\n",
        "\n\n",
        "0",
        "1",
        "12",
        "/",
        "—",
        "无",
        "0 0 0 0 0 0 0\n",
        "0000000",
        "130010014",
        "（二）部分公开",
        "1.属于国家秘密",
        "000000000000000",
        "1\t2\t3\t4\t5\t6\t21\n",
        "99999999999999999999",
        "-3",
        "1.5",
        "\u{c}",
        "- 3 -\n",
        "年",
        "2023年",
        "某县财政局",
        "政府信息公开工作年度报告\n",
        "。",
        "，",
        "５",
        "⾏",
        "\u{feff}",
        "\u{200b}",
        "😀",
        "𠀀",
        "\0",
        "\r\n",
        "未经复议直接起诉",
        "复议后起诉",
    ];
    prop::collection::vec(prop::sample::select(WORDS).prop_map(str::to_owned), 0..160).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,400}") {
        examine(&text);
    }

    #[test]
    fn any_pieces_of_reports(text in pieces()) {
        examine(&text);
    }

    #[test]
    fn any_cut_of_a_report(seed in any::<u64>(), shape in prop::sample::select(&Shape::ALL[..]), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let report = render(&ReportData::new(seed, Kind::Usual, Edition::E2021), shape);
        let characters: Vec<char> = report.text().chars().collect();
        let (a, b) = (from.index(characters.len()), to.index(characters.len()));
        let cut: String = characters[..a.min(b)].iter().chain(&characters[a.max(b)..]).collect();
        examine(&cut);
    }
}

#[test]
fn a_year_in_words_where_an_endless_clause_is_cut() {
    for length in 195..210 {
        let clause = "甲".repeat(length);
        examine(&mended_sample().replacen("（三）政府信息管理。", &format!("{clause}二零二三年{clause}\n\n"), 1));
    }
}
