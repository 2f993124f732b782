//! A fix that is called safe is put into a file unasked: it never spoils right text, and never changes a number or a name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::notes::safe_changes_of;
use gouji_documents::read::read;
use gouji_tests::mending::faults_of_fixes;
use gouji_tests::sample::mended_sample;

/// A slip, and what the safe fixes make of it.
const MENDED: &[(&str, &str)] = &[
    ("群众可以通过可以通过网站查阅。", "群众可以通过网站查阅。"),
    ("切实加强切实加强组织领导。", "切实加强组织领导。"),
    ("进一步进一步规范公开流程。", "进一步规范公开流程。"),
    ("全年发布信息186条。。", "全年发布信息186条。"),
    ("政策文件、、工作动态均已发布。", "政策文件、工作动态均已发布。"),
    ("全年发布信息186条，，均已公开。", "全年发布信息186条，均已公开。"),
    ("依申清公开工作有序开展。", "依申请公开工作有序开展。"),
    ("依申公开工作有序开展。", "依申请公开工作有序开展。"),
    ("政府信息公开行政复仪案件均已审结。", "政府信息公开行政复议案件均已审结。"),
];

/// What is found and stays as it is: more than one mending is thinkable, or it is a number or a name.
const ASKED: &[&str] = &[
    "印发工作工作方案。",
    "持续提升行政行政效能。",
    "群众的的满意度不断提高。",
    "全年完成了了整改。",
    "我局高度重视重视政府信息公开工作。",
    "发布公告12件公告12件。",
    "上报县人民政府县人民政府办公室。",
    "由县委办公室办公室负责。",
    "落实《关于加强关于加强业务培训的通知》要求。",
    "学习《政府信息公开条列》。",
    "按照行政规范文件管理。",
    "公民提出以申请公开。",
    "本年度未产生信息公开处理费。",
    "加强学习,提高认识。",
    "全年发布信息186条。。。",
    "全年发布信息1,,234条。",
    "全年发布信息186条，。",
    "群众可通过可以通过网站查阅。",
    "在县政府网站门户网站公开。",
    "2024共发布信息186条。",
    "24年，我局共发布信息186条。",
    "遵守中国人民共和国法律。",
];

/// In front of which paragraph a sentence is put.
const PLACE: &str = "（三）政府信息管理。";

fn with(sentence: &str) -> (String, CheckedReport) {
    let text = mended_sample().replacen(PLACE, &format!("{sentence}\n\n{PLACE}"), 1);
    let checked = check(Source::plain(text.clone()), &Options::default());
    (text, checked)
}

fn after_safe_fixes(text: &str, checked: &CheckedReport) -> String {
    safe_changes_of(checked).iter().rev().fold(text.to_owned(), |mut text, change| {
        text.replace_range(change.span.start as usize..change.span.end as usize, &change.now);
        text
    })
}

#[test]
fn safe_fixes_mend_what_cannot_mean_anything_else() {
    for (slip, right) in MENDED {
        let (text, checked) = with(slip);
        assert!(after_safe_fixes(&text, &checked) == with(right).0, "{slip}");
    }
}

#[test]
fn what_leaves_a_choice_is_found_and_asked() {
    for sentence in ASKED {
        let (text, checked) = with(sentence);
        assert!(!checked.findings.is_empty(), "nothing is found in {sentence}");
        assert!(after_safe_fixes(&text, &checked) == text, "{sentence}");
    }
}

/// Over every slip that the project knows: a safe fix leaves all numbers alone, mends what it says, and brings nothing new.
#[test]
fn safe_fixes_change_no_number_and_bring_nothing_new() {
    let numbers =
        |text: &str| text.chars().filter(|own| own.is_ascii_digit() || "二三四五六七八九十百".contains(*own)).count();
    let lines = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let mut mended = 0;
    for line in lines {
        let sentence = line.split_once(": ").unwrap().1.replace("\\n", "\n\n");
        let (text, checked) = with(&sentence);
        let after = after_safe_fixes(&text, &checked);
        assert_eq!(numbers(&after), numbers(&text), "{line}");
        let safe = checked.findings.iter().filter(|finding| finding.fixes.first().is_some_and(|fix| fix.safe)).count();
        let left = check(Source::plain(after), &Options::default()).findings.len();
        assert!(left + safe <= checked.findings.len(), "{line}: {left} findings are left");
        mended += safe;
    }
    assert!(mended > 10, "only {mended} slips have a safe fix");
}

/// Over every slip that the project knows, each fix that is offered, safe or not.
#[test]
fn every_fix_of_a_slip_mends_it_and_breaks_nothing() {
    let lines = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let (mut wrong, mut fixes) = (Vec::new(), 0);
    for line in lines {
        let (rule, sentence) = line.split_once(": ").unwrap();
        let checked = with(&sentence.replace("\\n", "\n\n")).1;
        fixes += checked.findings.iter().filter(|own| own.rule == rule).map(|own| own.fixes.len()).sum::<usize>();
        wrong.extend(faults_of_fixes(&checked, rule).iter().map(|fault| format!("{fault}\n{sentence}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(fixes > 100, "only {fixes} fixes");
}

/// The table is to be changed only where nothing else speaks for the number in it.
#[test]
fn a_cell_is_offered_to_be_changed_only_when_its_sums_hold_and_no_other_sentence_has_it() {
    const CELL: &str = "表格改为";
    let total = "\n2\t0\t1\t1\t4\t";
    let offered = |change: &str, sentence: &str| {
        let text = with(sentence).0.replacen(total, change, 1);
        let checked = check(Source::plain(text), &Options::default());
        let own = checked.findings.iter().find(|finding| finding.rule == "count-differs-from-table");
        let fixes = own.unwrap_or_else(|| panic!("nothing is found in {sentence}")).fixes.iter();
        fixes.filter(|fix| fix.label.starts_with(CELL)).map(|fix| fix.label.clone()).collect::<Vec<_>>()
    };
    // No sum has licences in it.
    assert_eq!(offered(total, "全年作出行政许可决定300件。"), ["表格改为 300"]);
    assert!(offered(total, "全年作出行政许可决定300件。其后核对，全年作出行政许可决定312件。").is_empty());
    // 2+0+1+1 is 4: what the prose says mends the total, and breaks it where it was right.
    let reconsidered = "全年政府信息公开行政复议4件。";
    assert_eq!(offered("\n2\t0\t1\t1\t3\t", reconsidered), ["表格改为 4"]);
    assert!(offered(total, "全年政府信息公开行政复议5件。").is_empty());
}

/// A Word file whose words were deleted as tracked changes: 为了了解, 规范规范性文件.
#[test]
fn right_words_of_a_word_file_stay() {
    let source = read(include_bytes!("fixes/annotate-deletes-right-words.docx"), TOOLS).unwrap();
    let checked = check(source.clone(), &Options::default());
    let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [] as [&str; 0]);
    assert_eq!(safe_changes_of(&checked), []);
}

#[test]
fn right_words_of_a_text_raise_nothing() {
    let texts = [include_str!("fixes/doubled-guifan-guifanxing.txt"), include_str!("fixes/doubled-weile-liaojie.txt")];
    for text in texts {
        let checked = check(Source::plain(text.to_owned()), &Options::default());
        let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [] as [&str; 0], "{}", text.lines().nth(7).unwrap_or_default());
    }
}

#[test]
fn half_width_quotes_around_chinese_are_told() {
    let text = include_str!("fixes/miss-half-width-quotes.txt");
    let checked = check(Source::plain(text.to_owned()), &Options::default());
    let [finding] = &checked.findings[..] else { panic!("{:?}", checked.findings) };
    assert_eq!(finding.rule, "mark-half-width");
    let fix = finding.fixes.first().unwrap();
    assert!(!fix.safe);
    let quotes: Vec<&str> = fix.edits.iter().map(|edit| edit.text.as_str()).collect();
    assert_eq!(quotes, ["“", "”"]);
}
