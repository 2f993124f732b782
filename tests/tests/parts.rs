//! The parts of a report and what stands around them: points are no parts, what is absent is said to be so, and what a page
//! prints is no text of the report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::finding::Severity;
use gouji_core::form::TableNumber;
use gouji_core::report::TableState;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_tests::sample::mended_sample;

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

fn rules_of(checked: &CheckedReport) -> Vec<&'static str> {
    checked.findings.iter().map(|finding| finding.rule).collect()
}

fn messages(checked: &CheckedReport, rule: &str) -> Vec<String> {
    let own = checked.findings.iter().filter(|finding| finding.rule == rule);
    own.map(|finding| checked.words(finding).message).collect()
}

/// The sample with the lines of a part replaced.
fn with_part(heading: &str, next: &str, lines: &str) -> String {
    let sample = mended_sample();
    let start = sample.find(&format!("\n{heading}")).unwrap() + 1 + heading.len();
    let end = start + sample[start..].find(&format!("\n{next}")).unwrap();
    format!("{}\n\n{lines}\n{}", &sample[..start], &sample[end..])
}

/// The sample without a part.
fn without_part(heading: &str, next: &str) -> String {
    let sample = mended_sample();
    let start = sample.find(&format!("\n{heading}")).unwrap() + 1;
    let end = sample[start..].find(&format!("\n{next}")).map_or(sample.len(), |at| start + at + 1);
    format!("{}{}", &sample[..start], &sample[end..])
}

const PARTS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

#[test]
fn points_with_the_titles_of_parts_are_no_parts() {
    let aspects = "（三）政府信息管理。公文起草时同步确定公开属性。\n\n（四）政府信息公开平台建设。更新专栏。\n\n（五）监督保障。组织培训3次。";
    for points in [
        "1.主动公开政府信息情况。全年在县政府网站发布信息186条，其中政策文件24条、工作动态121条、公示公告41条，印发惠农政策明白纸，在各村公开栏张贴。\n\n2.收到和处理政府信息公开申请情况。全年新收政府信息公开申请34件，上年结转2件，办结33件，结转下年度继续办理3件，做到件件有登记、件件有答复。",
        "1.主动公开政府信息情况\n\n全年在县政府网站发布信息186条。\n\n2.收到和处理政府信息公开申请情况\n\n全年新收政府信息公开申请34件。",
        "主动公开政府信息情况\n\n全年在县政府网站发布信息186条。\n\n依申请公开情况\n\n全年新收政府信息公开申请34件。",
    ] {
        let checked = checked(&with_part(PARTS[0], PARTS[1], &format!("{points}\n\n{aspects}")));
        assert_eq!(checked.report.sections.len(), 6, "{points}");
        let about_parts: Vec<&str> =
            rules_of(&checked).into_iter().filter(|rule| rule.starts_with("section-")).collect();
        assert!(about_parts.is_empty(), "{about_parts:?} on {points}");
        assert!(checked.findings.iter().all(|finding| finding.severity != Severity::Error), "{:?}", rules_of(&checked));
    }
}

#[test]
fn parts_numbered_otherwise_are_parts() {
    let sample = mended_sample();
    let with = |numeral: fn(usize) -> String| {
        PARTS.iter().enumerate().fold(sample.clone(), |text, (at, heading)| {
            let title = heading.split_once('、').unwrap().1;
            text.replace(&format!("\n{heading}\n"), &format!("\n{}{title}\n", numeral(at + 1)))
        })
    };
    for text in [
        with(|number| format!("{number}.")),
        with(|number| format!("{number}、")),
        with(|_| String::new()),
        with(|number| {
            if number == 3 {
                "3.".to_owned()
            } else {
                format!("{}、", ["", "一", "二", "三", "四", "五", "六"][number])
            }
        }),
        with(|number| {
            if number == 2 {
                String::new()
            } else {
                format!("{}、", ["", "一", "二", "三", "四", "五", "六"][number])
            }
        }),
    ] {
        let checked = checked(&text);
        assert_eq!((checked.report.sections.len(), rules_of(&checked)), (6, vec![]));
    }
}

#[test]
fn a_part_that_only_the_opening_names_is_absent() {
    let named = without_part(PARTS[4], PARTS[5]).replacen("由总体情况、", "由一、总体情况、", 1).replacen(
        "存在的主要问题及改进情况、",
        "五、存在的主要问题及改进情况、",
        1,
    );
    let absent = messages(&checked(&named), "section-missing");
    assert_eq!(absent, ["没有找到“五、存在的主要问题及改进情况”这一部分。"]);
    // Its content without its heading is there.
    let untitled =
        mended_sample().replace("五、存在的主要问题及改进情况\n", "2024年工作中存在的主要问题是解读不够。\n");
    let there = messages(&checked(&untitled), "section-missing");
    assert_eq!(there, ["没有找到标题“五、存在的主要问题及改进情况”，但有这一部分的内容。"]);
}

#[test]
fn a_table_told_of_in_a_sentence_is_absent() {
    let told = "全年行政复议5件，其中结果维持3件、结果纠正1件、其他结果0件、尚未审结1件；未经复议直接起诉1件。";
    let text = without_part(PARTS[3], PARTS[4]).replacen(
        "（三）政府信息管理。",
        &format!("{told}\n\n（三）政府信息管理。"),
        1,
    );
    let absent = checked(&text);
    assert_eq!(absent.report.table(TableNumber::Four).state, TableState::Missing);
    assert_eq!(messages(&absent, "section-missing"), ["没有找到“四、政府信息公开行政复议、行政诉讼情况”这一部分。"]);
    assert!(!rules_of(&absent).contains(&"table-lost-in-copying"));
    // The table without its heading is read all the same.
    let untitled = checked(&mended_sample().replace("四、政府信息公开行政复议、行政诉讼情况\n", ""));
    assert_eq!(untitled.report.table(TableNumber::Four).state, TableState::Read);
}

/// A part's lines, one cell a line, without its numbers.
fn blank_cells(text: &str, heading: &str, next: &str) -> String {
    let start = text.find(&format!("\n{heading}")).unwrap() + 1 + heading.len();
    let end = start + text[start..].find(&format!("\n{next}")).unwrap();
    let cells = text[start..end].split(['\t', '\n']).filter(|cell| !cell.is_empty() && cell.parse::<f64>().is_err());
    let cells: Vec<&str> = cells.collect();
    format!("{}\n\n{}\n{}", &text[..start], cells.join("\n"), &text[end..])
}

#[test]
fn tables_without_a_number_are_blank_and_not_lost() {
    for (number, at) in [(TableNumber::Two, 1), (TableNumber::Three, 2), (TableNumber::Four, 3)] {
        let blank = checked(&blank_cells(&mended_sample(), PARTS[at], PARTS[at + 1]));
        let own: Vec<&str> = rules_of(&blank)
            .into_iter()
            .filter(|rule| rule.starts_with("cells-") || rule.starts_with("table-"))
            .collect();
        assert_eq!((blank.report.table(number).state, own), (TableState::Read, vec!["cells-left-blank"]), "{number:?}");
        assert!(blank.findings.iter().all(|finding| finding.severity != Severity::Error), "{:?}", rules_of(&blank));
    }
    // All three, while the prose tells of the year: it was filled in, though not there.
    let text = (1..4).fold(mended_sample(), |text, at| blank_cells(&text, PARTS[at], PARTS[at + 1]));
    let blank = checked(&text);
    assert!(!rules_of(&blank).contains(&"not-filled-in"), "{:?}", rules_of(&blank));
    assert_eq!(messages(&blank, "cells-left-blank").len(), 3);
    // One number that is there shows that others may be lost.
    let one = blank_cells(&mended_sample(), PARTS[2], PARTS[3]).replacen("（一）予以公开", "（一）予以公开\n12", 1);
    assert_ne!(
        messages(&checked(&one), "table-lost-in-copying").len()
            + usize::from(checked(&one).report.table(TableNumber::Three).state == TableState::PartlyRead),
        0
    );
}

#[test]
fn a_blank_table_of_2019_in_a_report_of_2024_is_of_the_wrong_edition_besides() {
    let table = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n三、本年度办理结果\n（一）予以公开\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n（三）不予公开\n1.属于国家秘密\n2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n4.保护第三方合法权益\n5.属于三类内部事务信息\n6.属于四类过程性信息\n7.属于行政执法案卷\n8.属于行政查询事项\n（四）无法提供\n1.本机关不掌握相关政府信息\n2.没有现成信息需要另行制作\n3.补正后申请内容仍不明确\n（五）不予处理\n1.信访举报投诉类申请\n2.重复申请\n3.要求提供公开出版物\n4.无正当理由大量反复申请\n5.要求行政机关确认或重新出具已获取信息\n（六）其他处理\n（七）总计\n四、结转下年度继续办理\n";
    let checked = checked(&with_part(PARTS[2], PARTS[3], table));
    let rules = rules_of(&checked);
    assert!(rules.contains(&"wrong-edition") && rules.contains(&"cells-left-blank"), "{rules:?}");
    assert!(!rules.contains(&"table-lost-in-copying"), "{rules:?}");
}

/// What pages print, one line each.
const PAGE: &[&str] = &[
    "【字体：大 中 小】",
    "字号：[ 大 中 小 ]",
    "朗读",
    "打印",
    "【打印】【关闭】",
    "打印本页",
    "分享到：",
    "分享",
    "浏览次数：1,234",
    "来源：某县政府,网",
    "信息来源：某县水务局 发布时间：2025-01-20 浏览次数：12",
    "2025-01-20 09:30:15 来源：某县水务局",
    "责任编辑：张某",
    "扫一扫在手机打开当前页",
    "某县人民政府门户网站",
    "当前位置：首页 > 政务公开 > 年度报告",
    "版权所有：某县人民政府办公室 主办单位：某县人民政府办公室",
    "返回顶部",
];

#[test]
fn what_a_page_prints_around_a_report_is_no_text_of_it() {
    let sample = mended_sample();
    let (title, rest) = sample.split_once('\n').unwrap();
    for line in PAGE {
        for (place, text) in [
            ("above", format!("{line}\n{sample}")),
            ("under the title", format!("{title}\n{line}\n{rest}")),
            ("behind", format!("{sample}\n{line}\n")),
        ] {
            let found = rules_of(&checked(&text));
            let dated = line.contains("发布时间");
            let found: Vec<&str> = found.into_iter().filter(|rule| !(dated && rule.starts_with("published"))).collect();
            assert!(found.is_empty(), "{place}: {line}: {found:?}");
        }
    }
    let all = PAGE.join("\n");
    let found = rules_of(&checked(&format!("{sample}\n{all}\n")));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_same_line_between_two_paragraphs_is_stray() {
    let place = "（三）政府信息管理。";
    for line in [
        "【字体：大 中 小】",
        "打印本页",
        "分享到：",
        "浏览次数：1234",
        "责任编辑：张某",
        "扫一扫在手机打开当前页",
        "返回顶部",
    ] {
        let text = mended_sample().replacen(place, &format!("{line}\n\n{place}"), 1);
        assert_eq!(rules_of(&checked(&text)), ["stray-line"], "{line}");
    }
}

#[test]
fn a_sub_heading_of_one_word_is_not_stray() {
    for word in ["概述", "概况", "综述"] {
        let text = mended_sample().replacen("一、总体情况\n", &format!("一、总体情况\n\n{word}\n"), 1);
        assert_eq!(rules_of(&checked(&text)), Vec::<&str>::new(), "{word}");
    }
}

#[test]
fn one_number_of_a_page_is_stray_and_many_are_the_copys() {
    let places = ["（三）政府信息管理。", "（四）政府信息公开平台建设。", "（五）监督保障。"];
    for number in ["- 2 -", "— 2 —", "第 3 页 共 9 页", "第3页"] {
        let one = mended_sample().replacen(places[0], &format!("{number}\n\n{}", places[0]), 1);
        assert_eq!(rules_of(&checked(&one)), ["stray-line"], "{number}");
        let many =
            places.iter().fold(mended_sample(), |text, place| text.replacen(place, &format!("{number}\n\n{place}"), 1));
        assert_eq!(rules_of(&checked(&many)), Vec::<&str>::new(), "{number}");
        // At the end of the text it is the last page's.
        let last = format!("{}\n{number}\n", mended_sample());
        assert_eq!(rules_of(&checked(&last)), Vec::<&str>::new(), "{number}");
    }
}

#[test]
fn a_stray_word_under_the_title_is_told() {
    let sample = mended_sample();
    let (title, rest) = sample.split_once('\n').unwrap();
    assert_eq!(rules_of(&checked(&format!("{title}\n\n告\n{rest}"))), ["stray-line"]);
}
