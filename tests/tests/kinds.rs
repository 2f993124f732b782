//! What is a report of this kind and what is not is decided first: near kinds are not judged, true neighbours are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::form::{Edition, Level};
use gouji_core::problem::ProblemKind;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use gouji_tests::corpus;
use gouji_tests::sample::mended_sample;

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

fn rules_of(checked: &CheckedReport) -> Vec<&'static str> {
    checked.findings.iter().map(|finding| finding.rule).collect()
}

/// The texts of a list, each with its name.
fn texts(list: &str) -> Vec<(&str, &str)> {
    list.split("\n== ").skip(1).map(|text| text.split_once('\n').unwrap()).collect()
}

/// The blank form: the sample without a number and with hints in place of its prose.
fn blank_form() -> String {
    let sample = mended_sample().replace("清溪县农业农村局2024年", "（行政机关名称）XXXX年");
    let tables_start = sample.find("二、主动公开政府信息情况").unwrap();
    let tables_end = sample.find("五、存在的主要问题").unwrap();
    let blank = |line: &str| {
        let cells = line.split('\t').map(|cell| if cell.parse::<f64>().is_ok() { "" } else { cell });
        cells.collect::<Vec<_>>().join("\t")
    };
    let tables: Vec<String> = sample[tables_start..tables_end].lines().map(blank).collect();
    let title = sample.lines().next().unwrap();
    format!(
        "{title}\n\n一、总体情况\n\n（文字描述）\n\n{}\n五、存在的主要问题及改进情况\n\n（文字描述）\n\n六、其他需要报告的事项\n\n（文字描述）\n",
        tables.join("\n")
    )
}

#[test]
fn near_kinds_are_not_judged() {
    let near = texts(include_str!("../near-kinds.txt"));
    assert!(near.len() >= 20, "only {}", near.len());
    let parts = mended_sample().split_off(mended_sample().find("一、总体情况").unwrap());
    let mut wrong = Vec::new();
    for (name, text) in near {
        let text = text.replace("{blank form}", &blank_form()).replace("{parts}", &parts);
        let checked = checked(&text);
        let kinds: Vec<ProblemKind> = checked.problems.iter().map(|problem| problem.kind).collect();
        if kinds != [ProblemKind::OtherKind] || !checked.findings.is_empty() {
            wrong.push(format!("{name}: {kinds:?}, {:?}", rules_of(&checked)));
        } else if !checked.problems[0].message.contains("不是政府信息公开工作年度报告，没有检查。")
        {
            wrong.push(format!("{name}: {}", checked.problems[0].message));
        }
    }
    assert!(wrong.is_empty(), "{} judged:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_institution_on_the_form_is_checked() {
    for (organ, own) in [("清溪县人民医院", "我院"), ("云岭师范大学", "我校"), ("清溪水务集团有限公司", "我公司")]
    {
        let text = mended_sample().replace("清溪县农业农村局", organ).replace("我局", own);
        let good = checked(&text);
        assert_eq!((good.problems.len(), good.report.level), (0, Level::Institution), "{organ}");
        assert_eq!(good.report.organ.as_deref(), Some(organ));
        let slip = text.replacen("（一）予以公开\t12\t", "（一）予以公开\t21\t", 1);
        assert!(rules_of(&checked(&slip)).contains(&"outcomes-do-not-add-up"), "{organ}");
        // The word 政府 is easily left out of the title; the parts and tables are the form's.
        let titled = checked(&text.replacen("年政府信息公开工作", "年信息公开工作", 1));
        assert_eq!((titled.problems.len(), rules_of(&titled)), (0, vec!["title-malformed"]), "{organ}");
    }
}

#[test]
fn a_report_beside_other_documents_is_checked() {
    let sample = mended_sample();
    for text in [
        // A portal's list of links above the report.
        format!("关于做好2024年度政府信息公开工作年度报告编制发布工作的通知\n2024年法治政府建设年度报告\n{sample}"),
        format!("清溪县2024年政务公开工作要点\n{sample}"),
        format!("{sample}\n上一篇：关于印发2024年政务公开工作要点的通知\n"),
        format!("{sample}\n附件：2024年政府信息公开情况统计表\n"),
    ] {
        let checked = checked(&text);
        assert_eq!((checked.problems.len(), rules_of(&checked)), (0, vec![]), "{text:.60}");
    }
}

#[test]
fn the_blank_form_is_told_to_be_blank_and_nothing_else() {
    let blank = checked(&blank_form());
    assert_eq!((blank.problems.len(), rules_of(&blank)), (0, vec!["not-filled-in"]));
    let Some(folder) = corpus() else { return };
    let bytes = std::fs::read(folder.join("reports/official-template-2021-format.docx")).unwrap();
    let official = check(read(&bytes, TOOLS).unwrap(), &Options::default());
    assert_eq!((official.problems.len(), rules_of(&official)), (0, vec!["not-filled-in"]));
}

#[test]
fn a_report_before_2019_is_looked_at_as_a_text() {
    const OF_THE_TEXT: [&str; 18] = [
        "mark-",
        "words-doubled",
        "term-wrong",
        "abbreviated-year",
        "year-without-unit",
        "stale-year",
        "plan-in-the-past",
        "paragraph-broken",
        "stray-line",
        "published-",
        "organ-name-varies",
        "self-reference-differs",
        "foreign-name",
        "short-name-undefined",
        "personal-data-left",
        "document-",
        "year-unclear",
        "period-malformed",
    ];
    let old = texts(include_str!("../older-reports.txt"));
    assert!(old.len() >= 6, "only {}", old.len());
    for (name, text) in old {
        let checked = checked(text);
        assert_eq!(checked.problems.len(), 0, "{name}: {:?}", checked.problems);
        assert_eq!(checked.report.edition, Edition::Older, "{name}");
        let form: Vec<&str> = rules_of(&checked)
            .into_iter()
            .filter(|rule| !OF_THE_TEXT.iter().any(|own| rule.starts_with(own)))
            .collect();
        assert!(form.is_empty(), "{name}: {form:?}");
        let slip = checked_with_slip(text);
        assert!(slip.contains(&"words-doubled"), "{name}: {slip:?}");
    }
}

fn checked_with_slip(text: &str) -> Vec<&'static str> {
    rules_of(&checked(&text.replacen("主动公开政府信息", "主动公开公开政府信息", 1)))
}
