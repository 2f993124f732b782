//! The machine output is what its description says, and the description is the one that is committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::sync::Arc;

use gouji_core::contract::{Earlier, Output, Remark, Wanted};
use gouji_core::form::{ColumnId, Level, RowId, SectionId};
use gouji_core::report::{CellState, Day, TableState};
use gouji_core::{CheckedReport, Options, Source, Span, check};
use gouji_documents::native::TOOLS;
use gouji_tests::contract::{closed_schema, files};
use gouji_tests::corpus;
use gouji_tests::sample::mended_sample;
use serde_json::Value;

/// The sample of the page, which has slips of many kinds.
const SAMPLE: &str = include_str!("../../web/src/sample.txt");

#[test]
fn the_description_is_up_to_date() {
    for (path, text) in files() {
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == text, "{} is out of date: run `cargo xtask contract`", path.display());
    }
}

/// The output of a check with everything that may be asked for, held against the schema in which every field is named.
fn valid(checked: &CheckedReport) -> Value {
    let remarks = [Remark { span: Span::new(0, 0), text: "请补充".to_owned() }];
    let gone = Earlier { rule: "stale-year".to_owned(), message: "旧的".to_owned(), fingerprint: "0".to_owned() };
    let known = checked.findings.first().map(|finding| Earlier {
        rule: finding.rule.to_owned(),
        message: checked.words(finding).message,
        fingerprint: finding.fingerprint.clone(),
    });
    let since = Some([gone].into_iter().chain(known).collect());
    let wanted = Wanted { cells: true, text: true, since, remarks: &remarks, ..Wanted::default() };
    let line = gouji_export::json(checked, wanted).unwrap();
    let value: Value = serde_json::from_str(&line).unwrap();
    let validator = jsonschema::validator_for(&closed_schema()).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    value
}

#[test]
fn every_output_is_as_described() {
    let last_year = Arc::new(Source::plain(mended_sample().replace("2024年", "2023年")));
    let options = Options {
        level: Some(Level::CountyDepartment),
        due: Day::read("2025-01-20"),
        previous: Some(last_year),
        without: ["stray-line".to_owned()].into(),
        ..Options::default()
    };
    let value = valid(&check(Source::plain(SAMPLE), &options));
    assert_eq!(value["since"]["mended"][0]["fingerprint"], "0");
    assert_eq!(value["since"]["remaining"], 1);
    for text in ["", "今天天气很好。", "乙县2015年政府信息公开工作年度报告\n一、概述\n无。"]
    {
        valid(&check(Source::plain(text), &Options::default()));
    }
    let Some(folder) = corpus() else { return };
    for entry in std::fs::read_dir(folder.join("reports")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        if let Ok(source) = gouji_documents::read::read(&bytes, TOOLS) {
            valid(&check(source, &Options::default()));
        }
    }
}

#[test]
fn a_field_that_is_not_described_is_refused() {
    let mut value = valid(&check(Source::plain(SAMPLE), &Options::default()));
    let validator = jsonschema::validator_for(&closed_schema()).unwrap();
    value["findings"][0]["data"]["more"] = 1.into();
    assert!(!validator.is_valid(&value));
    value["findings"][0]["data"].as_object_mut().unwrap().remove("more");
    assert!(validator.is_valid(&value));
    value["findings"][0]["more"] = 1.into();
    assert!(!validator.is_valid(&value));
}

#[test]
fn names_in_the_output_are_the_ids() {
    fn name(value: &impl serde::Serialize) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }
    RowId::ALL.iter().for_each(|row| assert_eq!(name(row), row.id()));
    ColumnId::ALL.iter().for_each(|column| assert_eq!(name(column), column.id()));
    Level::ALL.iter().for_each(|level| assert_eq!(name(level), level.id()));
    SectionId::ALL.iter().for_each(|section| assert_eq!(name(section), section.id()));
    assert_eq!(name(&TableState::LostInCopying), TableState::LostInCopying.id());
    assert_eq!(name(&CellState::NotApplicable), CellState::NotApplicable.id());
}

#[test]
fn a_finding_names_its_rule_once() {
    let output = Output::new(&check(Source::plain(SAMPLE), &Options::default()), Wanted::default());
    for finding in &output.findings {
        let value = serde_json::to_value(finding).unwrap();
        assert_eq!(value["rule"], finding.slip.rule().id);
    }
}

#[test]
fn the_day_of_publication_is_told_where_all_of_it_is_printed() {
    let published = |text: String| {
        let checked = check(Source::plain(text), &Options::default());
        valid(&checked)["report"].get("published").cloned()
    };
    let signed = |day: &str| published(format!("{}\n{day}\n", mended_sample().trim_end()));
    assert_eq!(signed("2025年1月20日"), Some("2025-01-20".into()));
    assert_eq!(published(format!("发布日期：2025-01-09\n{}", mended_sample())), Some("2025-01-09".into()));
    for in_part in ["2025年1月", "1月20日", "20251月20日", "2025年1月20", "2025年1月某日"] {
        assert_eq!(signed(in_part), None, "{in_part}");
    }
}
