//! What a check leaves behind: the statement, sheets, chat, code and the masked finding.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

#[path = "../../../tests/src/sample.rs"]
mod sample;

#[path = "../../../tests/src/verdicts.rs"]
#[allow(dead_code, reason = "not every test needs every helper")]
mod verdicts;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use gouji_core::contract::{Earlier, RULE_SET, Remark, earlier_of, sha256_of};
use gouji_core::{CheckedReport, Options, Source, Span, check};
use gouji_export::layout::{Block, COLUMNS, DATE_LINE, REVIEWER_LINE};
use gouji_export::sarif::Log;
use gouji_export::workbook::{Sheet, Value};
use gouji_export::{Belonging, Beside, Statement, Workbook, belonging, chat, csv, docx, doubt, markdown, xlsx};
use zip::ZipArchive;

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

/// The sample with the last of its findings confirmed.
fn with_a_confirmation() -> CheckedReport {
    let open = checked(&verdicts::sample());
    let reason = (open.findings.last().unwrap().fingerprint.clone(), "口径不同，<已核对>台账".to_owned());
    check(Source::plain(verdicts::sample()), &Options { acknowledged: BTreeMap::from([reason]), ..Options::default() })
}

fn remark_on(text: &str, words: &str, said: &str) -> Remark {
    let at = text.find(words).unwrap();
    Remark { span: Span::new(at, at + words.len()), text: said.to_owned() }
}

const FILE: Beside =
    Beside { file: "报告.docx", file_sha256: Some("ab"), remarks: &[], since: None, reviewer: "", date: "" };

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_statement_says_who_what_where_why_and_how() {
    let checked = with_a_confirmation();
    let remarks = [remark_on(checked.source.text(), "种粮补贴", "请写明标准。")];
    let statement = Statement::of(&checked, &Beside { remarks: &remarks, ..FILE });
    assert_eq!(statement.subject, "《清溪县农业农村局2024年政府信息公开工作年度报告》");
    assert_eq!(statement.verdict, gouji_core::voice::verdict_of(&checked).in_words());
    assert_eq!(statement.file.as_deref(), Some("报告.docx"));
    let opinions = statement.groups.iter().flat_map(|group| &group.opinions).chain(&statement.confirmed);
    assert_eq!(opinions.clone().map(|opinion| opinion.places.len()).sum::<usize>(), checked.findings.len());
    for opinion in opinions {
        let finding = checked.findings.iter().find(|finding| finding.rule == opinion.rule).unwrap();
        let words = checked.words(finding);
        assert_eq!(
            (&opinion.what, &opinion.repair, &*opinion.basis),
            (&words.message, &words.advice, words.basis.text)
        );
        assert_eq!(opinion.reason, finding.acknowledged);
    }
    assert_eq!(statement.confirmed.len(), 1);
    assert_eq!(statement.remarks[0].in_words(), "第一部分第 1 段“种粮补贴”：请写明标准。");
    assert_eq!((statement.rule_set.as_str(), statement.code().len()), (RULE_SET, 12));
    assert_eq!(statement.text_sha256, sha256_of(checked.source.text().as_bytes()));
}

#[test]
fn equal_findings_are_one_opinion_with_all_their_places() {
    let sentence = "全年受理申请申请 1 件。\n";
    let text =
        verdicts::sample().replacen("（二）依申请公开", &format!("{sentence}{sentence}{sentence}（二）依申请公开"), 1);
    let checked = checked(&text);
    let statement = Statement::of(&checked, &FILE);
    let equal = checked.findings.iter().filter(|finding| finding.rule == "words-doubled").count();
    assert!(equal >= 3, "{equal}");
    let opinions = statement.groups.iter().flat_map(|group| &group.opinions);
    let doubled: Vec<_> = opinions.filter(|opinion| opinion.rule == "words-doubled").collect();
    assert_eq!((doubled.len(), doubled[0].places.len()), (1, equal));
    assert_eq!(doubled[0].place(), "第一部分第 2 段、第一部分第 3 段、第一部分第 4 段");
    assert_eq!(statement.groups.iter().map(|group| group.count).sum::<u32>() as usize, checked.findings.len());
}

#[test]
fn the_sheet_is_neutral_and_what_is_not_typed_is_a_line_to_write_on() {
    let checked = with_a_confirmation();
    let blocks = Statement::of(&checked, &FILE).blocks();
    assert_eq!(blocks[0], Block::Title(["政府信息公开工作年度报告", "校验意见"].map(str::to_owned)));
    assert!(
        matches!(&blocks[1], Block::Subject(label, subject) if label == "核对对象：" && subject.contains("清溪县农业农村局"))
    );
    let all = format!("{blocks:?}");
    assert!(!all.contains("你单位"), "{all}");
    let (reviewer, date) = (REVIEWER_LINE.to_owned(), DATE_LINE.to_owned());
    assert_eq!(blocks.last().unwrap(), &Block::Signature { reviewer, date });
    let typed = Statement::of(&checked, &Beside { reviewer: " 张三 ", date: "2026年1月5日", ..FILE }).blocks();
    let (reviewer, date) = ("张三".to_owned(), "2026年1月5日".to_owned());
    assert_eq!(typed.last().unwrap(), &Block::Signature { reviewer, date });
    let headings: Vec<&str> = blocks
        .iter()
        .filter_map(|block| if let Block::Heading(words) = block { Some(&**words) } else { None })
        .collect();
    assert_eq!(headings, ["一、必须改正", "二、请核对", "三、已确认", "四、核对范围"]);
    let rows = blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None });
    let numbers: Vec<u32> = rows.flatten().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>());
    assert_eq!(COLUMNS.iter().map(|(_, share)| share).sum::<u32>(), 1000);
}

#[test]
fn what_became_of_an_earlier_check_is_told_everywhere() {
    let before = checked(&verdicts::sample());
    let earlier: Vec<Earlier> = earlier_of(&before);
    let mended = verdicts::sample().replacen("\n规范性文件\t", "\n行政规范性文件\t", 1).replacen("全年", "全年全年", 1);
    let now = checked(&mended);
    let beside = Beside { since: Some(&earlier), ..FILE };
    let said = "与上次核对相比：已改正 1 处，新出现 1 处，仍存在 2 处";
    let statement = Statement::of(&now, &beside);
    assert_eq!(statement.since.as_ref().unwrap().words, said);
    assert!(format!("{:?}", statement.blocks()).contains("（新出现）"));
    let opinion = markdown(&now, &beside);
    assert!(
        opinion.contains(said) && opinion.contains("## 已改正（1）") && opinion.contains("与上次相比：新出现"),
        "{opinion}"
    );
    let mut log = Log::default();
    log.add(&now, &beside);
    let log: serde_json::Value = serde_json::from_str(&log.finish().unwrap()).unwrap();
    let states: Vec<&str> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states.iter().filter(|state| **state == "new").count(), 1, "{states:?}");
    assert!(chat(&now, &beside, false).contains(said));
    let sheets = csv(&Workbook::flat(&now, &beside));
    assert!(sheets.contains("仍存在") && sheets.contains("已改正"), "{sheets}");
}

#[test]
fn every_export_holds_the_hash_and_the_rule_set() {
    for case in verdicts::cases() {
        let checked = checked(&case.text);
        let hash = sha256_of(checked.source.text().as_bytes());
        let statement = Statement::of(&checked, &FILE);
        let word = docx(&statement).unwrap();
        let book = xlsx(&Workbook::of(&checked, &FILE)).unwrap();
        let mut log = Log::default();
        log.add(&checked, &FILE);
        let whole = [
            ("markdown", markdown(&checked, &FILE)),
            ("csv", csv(&Workbook::flat(&checked, &FILE))),
            ("json", gouji_export::json(&checked, Default::default()).unwrap()),
            ("sarif", log.finish().unwrap()),
            ("docx", part(&word, "docProps/custom.xml")),
            ("xlsx", part(&book, "xl/sharedStrings.xml")),
            ("properties of xlsx", part(&book, "docProps/custom.xml")),
        ];
        for (kind, words) in whole {
            assert!(words.contains(&hash) && words.contains(RULE_SET), "{}: {kind}: {words}", case.name);
        }
        for words in [part(&word, "word/footer1.xml"), chat(&checked, &FILE, false)] {
            assert!(words.contains(&hash[..12]) && words.contains(RULE_SET), "{}: {words}", case.name);
        }
    }
}

#[test]
fn a_word_file_has_named_styles_both_widths_and_page_numbers_as_fields() {
    let statement = Statement::of(&with_a_confirmation(), &FILE);
    let file = docx(&statement).unwrap();
    assert_eq!(file, docx(&statement).unwrap(), "the same statement gives the same bytes");
    let main = part(&file, "word/document.xml");
    let styles = part(&file, "word/styles.xml");
    for style in main.split("w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let is_style = main.contains(&format!("<w:pStyle w:val=\"{style}\"/>"));
        assert!(!is_style || styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    for table in main.split("<w:tbl>").skip(1) {
        let grid: u32 = table
            .split("<w:gridCol w:w=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse::<u32>().unwrap())
            .sum();
        assert!(table.contains(&format!("<w:tblW w:w=\"{grid}\" w:type=\"dxa\"/>")), "{grid}");
        assert_eq!(table.matches("<w:tblHeader/>").count(), 1);
    }
    assert!(
        main.contains("<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""),
        "37/35/28/26 mm"
    );
    assert!(main.contains("&lt;已核对&gt;") && !main.contains("<已核对>"));
    let footer = part(&file, "word/footer1.xml");
    assert!(footer.contains("w:instr=\" PAGE \"") && footer.contains("w:instr=\" NUMPAGES \""), "{footer}");
    assert!(part(&file, "word/fontTable.xml").contains("<w:altName"));
    let text = Statement { subject: "甲\u{1}乙\u{ffff}<&>".to_owned(), ..statement };
    assert!(part(&docx(&text).unwrap(), "word/document.xml").contains(">甲乙&lt;&amp;&gt;<"));
}

fn column<'a>(sheet: &'a Sheet, name: &str) -> Vec<&'a Value> {
    let at = sheet.columns.iter().position(|(column, _)| column == name).unwrap_or_else(|| panic!("{name}"));
    sheet.rows.iter().map(|row| &row[at]).collect()
}

#[test]
fn sheets_have_every_finding_and_every_cell_with_numbers_as_numbers() {
    let checked = with_a_confirmation();
    let book = Workbook::of(&checked, &FILE);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["概况", "问题", "单元格"]);
    for sheet in book.sheets.iter().chain([&Workbook::flat(&checked, &FILE)]) {
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.name);
    }
    assert_eq!(book.sheets[1].rows.len(), checked.findings.len());
    let numbers = column(&book.sheets[2], "数值");
    assert_eq!(numbers.len(), 200);
    let sum: f64 = numbers.iter().map(|value| if let Value::Number(number) = value { *number } else { 0.0 }).sum();
    assert_eq!(sum, checked.report.cells().filter_map(|cell| cell.value).map(|value| value.to_f64()).sum::<f64>());
    assert!(numbers.contains(&&Value::Number(6.8)), "the fee of the sample");
    let flat = Workbook::flat(&checked, &FILE);
    assert_eq!(column(&flat, "类别")[0], &Value::Words("结论".to_owned()));
    let unchecked = gouji_core::voice::unchecked(&checked.coverage).len();
    assert_eq!(flat.rows.len(), 1 + checked.findings.len() + unchecked);
}

#[test]
fn a_spreadsheet_runs_nothing_that_stands_in_a_report() {
    let text = verdicts::sample();
    let remarks = [remark_on(&text, "种粮补贴", "=HYPERLINK(\"x\")"), remark_on(&text, "（二）", "-5")];
    let checked = checked(&text);
    let beside = Beside { file: "@a.docx", remarks: &remarks, ..FILE };
    let written = csv(&Workbook::flat(&checked, &beside));
    assert!(written.starts_with('\u{feff}') && written.ends_with("\r\n"));
    assert!(
        written.contains(",\"'=HYPERLINK(\"\"x\"\")\",") && written.contains(",'-5,") && written.contains(",'@a.docx,"),
        "{written}"
    );
    let book = xlsx(&Workbook::of(&checked, &beside)).unwrap();
    let strings = part(&book, "xl/sharedStrings.xml");
    assert!(strings.contains(">'=HYPERLINK(\"x\")<") && strings.contains(">'@a.docx<"), "{strings}");
    let findings = part(&book, "xl/worksheets/sheet2.xml");
    assert!(!findings.contains("<f>") && findings.contains("<autoFilter") && findings.contains("state=\"frozen\""));
    assert_eq!(book, xlsx(&Workbook::of(&checked, &beside)).unwrap(), "the same sheets give the same bytes");
    let negative = Sheet {
        name: "数".to_owned(),
        columns: vec![("数".to_owned(), 8)],
        printed: 1,
        rows: vec![vec![Value::Number(-5.0)]],
    };
    let book = Workbook { sheets: vec![negative], rule_set: "1".to_owned(), text_sha256: "2".to_owned() };
    assert!(part(&xlsx(&book).unwrap(), "xl/worksheets/sheet1.xml").contains("<v>-5</v>"));
}

#[test]
fn a_cell_of_any_words_can_be_written() {
    let words = ["\u{1}甲".to_owned(), "字".repeat(40_000), "_x0041_".to_owned(), "a\u{ffff}\r\nb".to_owned()];
    let rows = words.iter().map(|words| vec![Value::Words(words.clone())]).collect();
    let sheet = Sheet { name: "表".to_owned(), columns: vec![("列".to_owned(), 8)], printed: 1, rows };
    let book = Workbook { sheets: vec![sheet], rule_set: String::new(), text_sha256: String::new() };
    let strings = part(&xlsx(&book).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains(">甲<") && !strings.contains('\u{ffff}') && !strings.contains("_x0001_"), "{strings}");
}

#[test]
fn a_chat_text_has_numbers_and_places_and_no_words_of_the_report() {
    let checked = checked(&verdicts::sample());
    let text = chat(&checked, &FILE, false);
    assert!(
        text.starts_with("政府信息公开工作年度报告校验意见：有 2 处必须改正、1 处请核对。\n必须改正：\n1. 表"),
        "{text}"
    );
    assert!(!text.contains("清溪") && !text.contains("农业") && text.chars().count() < 300, "{text}");
    for finding in &checked.findings {
        let words = checked.words(finding);
        assert!(
            !text.contains(&words.message)
                && !text.contains(words.basis.text)
                && !text.contains(finding.slip.rule().why()),
            "{text}"
        );
        let with_words = chat(&checked, &FILE, true);
        assert!(with_words.contains(&words.message) && with_words.contains("清溪县农业农村局"), "{with_words}");
        assert!(
            !with_words.contains(words.basis.text) && !with_words.contains(finding.slip.rule().why()),
            "{with_words}"
        );
    }
}

#[test]
fn a_code_tells_whether_a_statement_belongs_to_a_text() {
    let checked = checked(&verdicts::sample());
    let text = checked.source.text();
    let statement = Statement::of(&checked, &FILE);
    let [before, behind] = statement.foot();
    let full_width: String = statement.code().chars().map(|it| char::from_u32(it as u32 + 0xfee0).unwrap()).collect();
    for code in [statement.code(), &statement.code().to_uppercase(), &statement.text_sha256, &full_width] {
        assert_eq!(belonging(text, code), Belonging::Yes, "{code}");
    }
    assert_eq!(belonging(text, &format!("{before}　第 1 页 共 1 页　{behind}")), Belonging::Yes);
    assert_eq!(belonging(text, &markdown(&checked, &FILE)), Belonging::Yes);
    assert_eq!(belonging(&text.replacen("34", "35", 1), statement.code()), Belonging::No);
    for none in ["", "规则 2026.2", &statement.code()[..11], "第 1 页"] {
        assert_eq!(belonging(text, none), Belonging::NoCode, "{none}");
    }
}

#[test]
fn a_doubted_finding_carries_no_digit_and_no_name() {
    let mut seen = 0;
    for text in [
        verdicts::sample(),
        verdicts::sample().replacen("全年在县政府网站", "清溪县农业农村局２０２４年在清 溪 县网站网站", 1),
    ] {
        let checked = checked(&text);
        for finding in &checked.findings {
            let told = doubt(&checked, finding);
            assert!(told.contains(finding.rule) && told.contains(RULE_SET), "{told}");
            let masked = told.lines().filter(|line| line.starts_with("提示：") || line.starts_with("原文："));
            for line in masked {
                assert!(!line.contains(char::is_numeric), "{told}");
                for name in ["清溪", "清 溪", "农业农村", "农业农村局"] {
                    assert!(!line.contains(name), "{told}");
                }
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "{seen}");
}
