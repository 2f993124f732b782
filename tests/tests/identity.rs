//! Whose report it is and of which year: read from many openings, never wrongly, and said where it was read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::contract::Wanted;
use gouji_core::finding::Severity;
use gouji_core::form::Level;
use gouji_core::voice::coverage_in_words;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use gouji_tests::corpus;
use gouji_tests::sample::mended_sample;
use serde_json::Value;

/// Organs of all levels, many with characters in their names that also begin or end other words.
const ORGANS: &[(&str, Level)] = &[
    ("自然资源部", Level::Central),
    ("国家统计局", Level::Central),
    ("国务院国有资产监督管理委员会", Level::Central),
    ("浙江省人民政府", Level::ProvinceGovernment),
    ("上海市人民政府办公厅", Level::ProvinceGovernment),
    ("浙江省文化和旅游厅", Level::ProvinceDepartment),
    ("上海市规划和自然资源局", Level::ProvinceDepartment),
    ("北京市规划和自然资源委员会", Level::ProvinceDepartment),
    ("韶关市人民政府", Level::CityGovernment),
    ("延边朝鲜族自治州人民政府", Level::CityGovernment),
    ("阿克苏地区行政公署", Level::CityGovernment),
    ("三门峡市信访局", Level::CityDepartment),
    ("丽水市住房和城乡建设局", Level::CityDepartment),
    ("国家税务总局淮安市税务局", Level::CityDepartment),
    ("于都县人民政府", Level::CountyGovernment),
    ("沈阳市于洪区人民政府", Level::CountyGovernment),
    ("和县人民政府", Level::CountyGovernment),
    ("青石县人民政府机关", Level::CountyGovernment),
    ("万年县人民政府办公室", Level::CountyGovernment),
    ("青石县水务局", Level::CountyDepartment),
    ("于田县水务局", Level::CountyDepartment),
    ("和田县农业农村局", Level::CountyDepartment),
    ("青石县规划与建设局", Level::CountyDepartment),
    ("阿坝县各莫镇人民政府", Level::Township),
    ("白岩乡人民政府", Level::Township),
    ("年都乎乡人民政府", Level::Township),
    ("青石县城关镇人民政府", Level::Township),
    ("东门街道办事处", Level::Street),
    ("平潭综合实验区管理委员会", Level::Zone),
    ("天河高新技术产业开发区管委会", Level::Zone),
    ("本溪市人民政府", Level::CityGovernment),
    ("六安市水利局", Level::CityDepartment),
    ("如东县水务局", Level::CountyDepartment),
    ("特克斯县人民政府", Level::CountyGovernment),
    ("全州县财政局", Level::CountyDepartment),
    ("将乐县教育局", Level::CountyDepartment),
    ("佳木斯市向阳区人民政府", Level::CountyGovernment),
    ("二连浩特市财政局", Level::CountyDepartment),
    ("清溪县人民医院", Level::Institution),
    ("云岭师范大学", Level::Institution),
];

struct Form {
    organ_from: String,
    year_from: String,
    name: String,
    text: String,
}

fn forms() -> Vec<Form> {
    let list = include_str!("../openings.txt");
    let forms = list.split("\n== ").skip(1).map(|form| {
        let (head, text) = form.split_once('\n').unwrap();
        let mut words = head.splitn(3, ' ').map(str::to_owned);
        let [organ_from, year_from, name] = [(); 3].map(|()| words.next().unwrap());
        Form { organ_from, year_from, name, text: text.trim_end().to_owned() }
    });
    forms.collect()
}

/// The mended sample from its first part on, which names neither organ nor year.
fn body() -> String {
    let sample = mended_sample();
    let body = sample[sample.find("一、总体情况").unwrap()..].replace("清溪", "本地").replace("县", "当地");
    body.replace("2024年", "全年").replace("2025年", "下一步")
}

fn text_of(form: &str, organ: &str) -> String {
    let own = if organ.ends_with('局') { "我局" } else { "我单位" };
    let text = form.replace("{organ}", organ).replace("{year}", "2024").replace("{next}", "2025").replace("{own}", own);
    match text.contains("{body}") {
        true => text.replace("{body}", body().trim()),
        false => format!("{text}\n{}", body().trim()),
    }
}

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

/// The part of the report that organ or year was read from.
fn read_from(checked: &CheckedReport, what: &str) -> String {
    let json: Value = serde_json::from_str(&gouji_export::json(checked, Wanted::default()).unwrap()).unwrap();
    json["input"]["read_from"][what]["part"].as_str().unwrap_or("-").to_owned()
}

/// What was read of a text: organ, year, and where.
fn identity(text: &str) -> (Option<String>, Option<u16>, String, String) {
    let checked = checked(text);
    let from = [read_from(&checked, "organ"), read_from(&checked, "year")];
    let [organ_from, year_from] = from;
    (checked.report.organ.clone(), checked.report.year, organ_from, year_from)
}

#[test]
fn every_opening_is_read_and_none_wrongly() {
    let forms = forms();
    assert!(forms.len() >= 60, "only {} forms", forms.len());
    let (mut all, mut unread, mut wrong) = (0, Vec::new(), Vec::new());
    for form in &forms {
        for (organ, level) in ORGANS {
            let checked = checked(&text_of(&form.text, organ));
            let told = format!("{}: {organ}", form.name);
            let report = &checked.report;
            let reasons: Vec<&str> = checked.coverage.not_checked.iter().map(|own| own.why.as_str()).collect();
            let says = |words: &str| reasons.iter().any(|why| why.contains(words));
            match report.organ.as_deref() {
                Some(read) if read == *organ && form.organ_from != "-" => {
                    let from = read_from(&checked, "organ");
                    if report.level != *level || from != form.organ_from {
                        wrong.push(format!("{told}: {:?}, from {from}", report.level));
                    }
                }
                Some(read) => wrong.push(format!("{told}: read as {read}")),
                None if !says("没有认出机关名称") => {
                    wrong.push(format!("{told}: unread and not said to be so"))
                }
                None if form.organ_from != "-" => unread.push(format!("{told}: organ")),
                None => {}
            }
            match report.year {
                Some(2024) if form.year_from != "-" => {
                    let from = read_from(&checked, "year");
                    if from != form.year_from {
                        wrong.push(format!("{told}: year from {from}"));
                    }
                }
                Some(read) => wrong.push(format!("{told}: {read}")),
                None if !says("没有认出报告年度") => {
                    wrong.push(format!("{told}: year unread and not said to be so"));
                }
                None if form.year_from != "-" => unread.push(format!("{told}: year")),
                None => {}
            }
            all += 2;
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {all}, {} unread:\n{}", wrong.len(), unread.len(), wrong.join("\n"));
    assert!(unread.len() * 20 <= all, "{} unread of {all}:\n{}", unread.len(), unread.join("\n"));
}

#[test]
fn what_an_opening_cites_is_nobodys_report() {
    for cited in [
        "根据《青石县人民政府2024年政府信息公开工作要点》的要求，现将有关情况报告如下。",
        "认真落实青石县人民政府2024年政务公开工作要点，现将有关情况报告如下。",
        "根据国务院办公厅政府信息与政务公开办公室关于年度报告的要求编制本报告。",
        "按照县政府办公室要求，我镇认真编制了本年度报告。",
    ] {
        let (organ, ..) = identity(&text_of(&format!("2024年政府信息公开工作年度报告\n{cited}"), ""));
        assert_eq!(organ, None, "{cited}");
    }
}

#[test]
fn what_was_not_read_from_the_title_is_said_to_be_so() {
    let said = |form: &str| coverage_in_words(&checked(&text_of(form, "青石县水务局")).coverage);
    let of = |name: &str| said(&forms().iter().find(|form| form.name == name).unwrap().text);
    assert!(!of("year behind the organ").contains("取自"), "{}", of("year behind the organ"));
    assert!(of("我局 and a signature").ends_with("；机关名称取自落款，年度取自引言"));
    assert!(of("由…编制").ends_with("；机关名称取自引言，年度取自统计期限"));
    assert!(of("title without year, period in part one").ends_with("；年度取自统计期限"));
    assert!(of("联系单位").ends_with("；机关名称取自联系方式"));
    assert!(of("发布机构").ends_with("；机关名称取自网页的信息栏"));
}

#[test]
fn what_a_person_gives_holds() {
    let text = text_of("本报告由{organ}编制，统计期限为{year}年1月1日至12月31日。", "青石县水务局");
    let given = Options {
        organ: Some("青石县财政局".to_owned()),
        year: Some(2023),
        level: Some(Level::CityDepartment),
        ..Options::default()
    };
    let checked = check(Source::plain(text), &given);
    let report = &checked.report;
    assert_eq!((report.organ.as_deref(), report.year), (Some("青石县财政局"), Some(2023)));
    assert_eq!((report.level, report.level_certain), (Level::CityDepartment, true));
    assert_eq!([read_from(&checked, "organ"), read_from(&checked, "year")], ["given", "given"]);
    assert!(!coverage_in_words(&checked.coverage).contains("取自"));
}

/// The mended sample without title and opening, its 规章 in force 3, spoken by whoever.
fn spoken_by(own: &[(&str, usize)]) -> CheckedReport {
    let sentences: String = own.iter().map(|(own, times)| format!("{own}认真落实要求。").repeat(*times)).collect();
    let body = body().replacen("规章\t0\t0\t0", "规章\t0\t0\t3", 1).replace("我局", "本单位");
    let body = body.replacen("（三）政府信息管理。", &format!("（三）政府信息管理。{sentences}"), 1);
    checked(&format!("2024年政府信息公开工作年度报告\n{body}"))
}

fn severity(checked: &CheckedReport, rule: &str) -> Option<Severity> {
    checked.findings.iter().find(|finding| finding.rule == rule).map(|finding| finding.severity)
}

#[test]
fn a_report_that_says_我镇_throughout_is_a_township_s() {
    let town = spoken_by(&[("我镇", 3)]);
    assert_eq!((town.report.level, town.report.level_certain), (Level::Township, true));
    assert_eq!(town.report.organ, None);
    assert_eq!(read_from(&town, "level"), "self_reference");
    assert_eq!(severity(&town, "rules-without-power"), Some(Severity::Error));
    assert!(coverage_in_words(&town.coverage).ends_with("；机关级别取自文中的自称"));
    for mixed in [&[("我镇", 2)][..], &[("我镇", 4), ("我局", 1)], &[("我县", 1), ("我乡", 3)]] {
        let asked = spoken_by(mixed);
        assert_eq!((asked.report.level, asked.report.level_certain), (Level::Township, false), "{mixed:?}");
        assert_eq!(severity(&asked, "rules-without-power"), Some(Severity::Warning), "{mixed:?}");
    }
    // A department of whatever level: nothing tells its level, and the check that needs it says so.
    let bureau = spoken_by(&[("我局", 5)]);
    assert_eq!((bureau.report.level, severity(&bureau, "rules-without-power")), (Level::Unknown, None));
    let unchecked = bureau.coverage.not_checked.iter().find(|own| own.what == "rules-without-power").unwrap();
    assert_eq!(unchecked.why, "没有认出机关级别，无法核对有没有规章制定权");
}

#[test]
fn a_year_in_the_period_of_part_one_is_the_reports() {
    let text = text_of(
        "青石县水务局政府信息公开工作年度报告\n一、总体情况\n本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。\n{body}",
        "",
    )
    .replacen("一、总体情况\n\n（一）", "（一）", 1);
    let checked = checked(&text);
    assert_eq!(checked.report.year, Some(2024));
    assert_eq!(severity(&checked, "year-unclear"), None);
    assert_eq!(severity(&checked, "title-malformed"), Some(Severity::Warning));
    assert!(checked.findings.iter().all(|finding| finding.severity != Severity::Error), "{:?}", checked.findings);
}

#[test]
fn a_year_that_lost_its_年_is_asked_about_once() {
    let text = mended_sample().replacen("2024年政府信息公开", "2024政府信息公开", 1);
    let checked = checked(&text);
    let found: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!((checked.report.year, found), (Some(2024), vec!["year-without-unit"]));
}

#[test]
fn an_opening_is_no_title() {
    let text = text_of(
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》），现将我局2024年度政府信息公开情况报告如下：\n{body}\n青石县水务局\n2025年1月20日",
        "",
    );
    let checked = checked(&text);
    assert_eq!(checked.report.title, None);
    assert_eq!(severity(&checked, "title-malformed"), None);
}

#[test]
fn a_title_that_the_page_prints_again_is_a_hint() {
    let title = "2024年政府信息公开工作年度报告";
    let sample = mended_sample();
    let rest = sample.split_once('\n').unwrap().1;
    for text in [
        format!("{title}\n白岩乡人民政府\n{title}\n{rest}"),
        format!("白岩乡人民政府{title}\n白岩乡人民政府{title}\n{rest}"),
    ] {
        let checked = checked(&text.replace("局", "乡"));
        assert_eq!(checked.report.organ.as_deref(), Some("白岩乡人民政府"));
        assert_eq!(severity(&checked, "title-malformed"), Some(Severity::Info));
    }
}

#[test]
fn a_metadata_block_is_no_prose_and_its_date_is_that_of_publication() {
    let text = text_of(
        "索 引 号：11341-0，1\n名　称： {organ}{year}年政府信息公开工作年度报告\n发布日期：2025-02-20\n更新时间：2025-01-05 关键词：，，\n",
        "德清县水务局",
    );
    let checked = checked(&text);
    let found: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert!(found.contains(&"published-late"), "{found:?}");
    assert!(!found.iter().any(|rule| rule.starts_with("mark-")), "{found:?}");
}

#[test]
fn the_real_reports_are_all_read_as_they_print_it() {
    let Some(folder) = corpus() else { return };
    let expected: &[(&str, Option<&str>, u16)] = &[
        ("huaian-hongze-2023.pdf", Some("洪泽区人民政府"), 2023),
        ("huaian-hongze-2023.pdfplumber.txt", Some("洪泽区人民政府"), 2023),
        ("huaian-hongze-2023.pdftotext-layout.txt", Some("洪泽区人民政府"), 2023),
        ("huaian-hongze-2023.pdftotext-raw.txt", Some("洪泽区人民政府"), 2023),
        ("huaian-hongze-2023.pdftotext.txt", Some("洪泽区人民政府"), 2023),
        ("jilin-linye-2018-tables.html", Some("市林业局"), 2018),
        ("pingtan-2019.txt", Some("平潭综合实验区"), 2019),
        ("pingtan-2020.txt", Some("平潭综合实验区"), 2020),
        ("pingtan-2021.txt", Some("平潭综合实验区"), 2021),
        ("pingtan-2022.txt", Some("平潭综合实验区"), 2022),
        ("pingtan-dishui-2013.txt", Some("平潭综合实验区地方税务局"), 2013),
        ("sanmenxia-xinfang-2023.txt", Some("三门峡市信访局"), 2023),
        ("shanghai-kewei-2024.md", Some("上海市科委"), 2024),
        ("shanghai-office-2019.browser-copy.txt", Some("上海市人民政府办公厅"), 2019),
        ("shanghai-office-2019.js.txt", Some("上海市人民政府办公厅"), 2019),
        ("zhecheng-caizheng-2017.html", Some("柘城县财政局"), 2017),
        ("zhecheng-fupin-2017.html", Some("柘城县扶贫办"), 2017),
    ];
    for (name, organ, year) in expected {
        let bytes = std::fs::read(folder.join("reports").join(name)).unwrap();
        let checked = check(read(&bytes, TOOLS).unwrap(), &Options::default());
        assert_eq!((checked.report.organ.as_deref(), checked.report.year), (*organ, Some(*year)), "{name}");
    }
    // Without its title the report of a government is still one.
    let text = std::fs::read_to_string(folder.join("reports/huaian-hongze-2023.pdftotext.txt")).unwrap();
    let untitled = text.splitn(3, '\n').nth(2).unwrap();
    let (organ, year, organ_from, year_from) = identity(untitled);
    assert_eq!((organ.as_deref(), year), (Some("淮安市洪泽区人民政府办公室"), Some(2023)));
    assert_eq!([organ_from, year_from], ["opening", "period"]);
}
