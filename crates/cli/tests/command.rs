//! `gouji` as its callers meet it: output against the schema, exit status, standard input, encodings, bad input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[path = "../../../tests/src/beside.rs"]
#[allow(dead_code, reason = "not every test needs every helper")]
mod beside;

#[path = "../../../tests/src/sample.rs"]
mod sample;

#[path = "../../../tests/src/verdicts.rs"]
#[allow(dead_code, reason = "not every test needs every helper")]
mod verdicts;

use beside::beside;
use gouji_core::voice::{VerdictKind, verdict_of};
use gouji_core::{Options, Source, check};
use serde_json::Value;
use verdicts::cases;

const WRONG_TOTAL: &str = "甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n有内容。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n五、存在的主要问题及改进情况\n有内容。\n六、其他需要报告的事项\n无。\n";

fn gouji(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may stop reading before everything was written.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn json(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn assert_valid(value: &Value) {
    let schema: Value = serde_json::from_str(include_str!("../../../contract/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_prose_is_explained() {
    let path = folder("explained").join("报告.txt");
    fs::write(&path, sample::mended_sample()).unwrap();
    let output = gouji(&["explain", path.to_str().unwrap()], b"");
    let words = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        words.contains("   9  全年新收政府信息公开申请34件\n      认出：新收、信息公开、申请\n      34件：收到申请，"),
        "{words}"
    );
    assert_eq!(gouji(&["explain", "没有这个文件"], b"").status.code(), Some(2));
}

#[test]
fn json_is_one_valid_line_a_report() {
    let mut files = vec![folder("json").join("a.txt"), folder("json").join("absent.txt")];
    fs::write(&files[0], WRONG_TOTAL).unwrap();
    if let Some(reports) = beside("corpus/reports") {
        files.extend(fs::read_dir(reports).unwrap().map(|entry| entry.unwrap().path()));
    }
    let mut arguments = vec!["check", "--format", "json", "--with-text"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let lines = json(&gouji(&arguments, b""));
    assert_eq!(lines.len(), files.len());
    for (line, file) in lines.iter().zip(&files) {
        assert_valid(line);
        assert_eq!(line["file"], file.to_str().unwrap());
        let text = line["text"].as_str().unwrap();
        for finding in line["findings"].as_array().unwrap() {
            let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
            assert!(text.get(start..end).is_some(), "{finding}");
        }
    }
    let finding =
        lines[0]["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "disputes-do-not-add-up");
    let finding = finding.unwrap();
    assert_eq!((&finding["found"], &finding["expected"]), (&Value::from("0"), &Value::from("11")));
    assert_eq!((&finding["line"], &finding["column"]), (&Value::from(8), &Value::from(10)));
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let mut value = json(&gouji(&["check", "--format", "json"], WRONG_TOTAL.as_bytes())).remove(0);
    assert_valid(&value);
    value["report"]["level"] = "village".into();
    let schema: Value = serde_json::from_str(include_str!("../../../contract/report.schema.json")).unwrap();
    assert!(!jsonschema::is_valid(&schema, &value));
}

#[test]
fn exit_status_tells_what_happened() {
    let status = |arguments: &[&str], input: &str| gouji(arguments, input.as_bytes()).status.code();
    assert_eq!(status(&["check"], WRONG_TOTAL), Some(1));
    assert_eq!(status(&["check", "--fail-on", "never"], WRONG_TOTAL), Some(3), "tables two and three are not there");
    assert_eq!(status(&["check"], "今天天气很好。"), Some(2));
    assert_eq!(status(&["check"], ""), Some(2));
    assert_eq!(status(&["check", "--format", "xml"], WRONG_TOTAL), Some(2));
    assert_eq!(status(&["check", "--level", "village"], WRONG_TOTAL), Some(2));
    assert_eq!(status(&["check", "no-such-file.txt"], ""), Some(2));
    assert_eq!(status(&["rules"], ""), Some(0));
    assert_eq!(status(&["rules", "no-such-rule"], ""), Some(2));
}

#[test]
fn an_acknowledged_finding_stays_and_does_not_count() {
    let found = json(&gouji(&["check", "--format", "json"], WRONG_TOTAL.as_bytes())).remove(0);
    let reasons: serde_json::Map<String, Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["fingerprint"].as_str().unwrap().to_owned(), Value::from("已核对原始台账")))
        .collect();
    let file = folder("acknowledged").join("reasons.json");
    fs::write(&file, Value::from(reasons).to_string()).unwrap();
    let output =
        gouji(&["check", "--format", "json", "--acknowledged", file.to_str().unwrap()], WRONG_TOTAL.as_bytes());
    assert_eq!(output.status.code(), Some(3));
    let line = json(&output).remove(0);
    assert_valid(&line);
    assert_eq!(line["findings"].as_array().unwrap().len(), found["findings"].as_array().unwrap().len());
    assert_eq!(line["findings"][0]["acknowledged"]["reason"], "已核对原始台账");
    let fewer = WRONG_TOTAL.replace("有内容。\n二、", "有别的内容。\n二、");
    let output = gouji(&["check", "--format", "json", "--acknowledged", file.to_str().unwrap()], fewer.as_bytes());
    assert_eq!(output.status.code(), Some(3), "a fingerprint survives edits elsewhere");
}

#[test]
fn what_was_read_can_be_corrected() {
    let arguments = ["check", "--format", "json", "--organ", "乙镇人民政府", "--year", "2020"];
    let line = json(&gouji(&arguments, WRONG_TOTAL.as_bytes())).remove(0);
    assert_eq!(line["report"]["organ"], "乙镇人民政府");
    assert_eq!(line["report"]["level"], "township");
    assert_eq!(line["report"]["edition"], "2019");
}

#[test]
fn every_encoding_gives_the_same_findings() {
    let folder = folder("encodings");
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{WRONG_TOTAL}").encode_utf16().flat_map(bytes).collect()
    };
    let gb18030 = {
        let mut iconv = Command::new("iconv")
            .args(["-f", "UTF-8", "-t", "GB18030"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        iconv.stdin.take().unwrap().write_all(WRONG_TOTAL.as_bytes()).unwrap();
        iconv.wait_with_output().unwrap().stdout
    };
    let files = [
        ("utf8.txt", WRONG_TOTAL.as_bytes().to_vec()),
        ("utf8-mark.txt", format!("\u{feff}{WRONG_TOTAL}").into_bytes()),
        ("utf16le-mark.txt", utf16(u16::to_le_bytes, "\u{feff}")),
        ("utf16be-mark.txt", utf16(u16::to_be_bytes, "\u{feff}")),
        ("utf16le.txt", utf16(u16::to_le_bytes, "")),
        ("gb18030.txt", gb18030),
    ];
    let mut results = Vec::new();
    for (name, bytes) in &files {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        let line = json(&gouji(&["check", "--format", "json", file.to_str().unwrap()], b"")).remove(0);
        results.push((name, line["findings"].clone(), line["report"]["cells"].clone()));
    }
    for (name, findings, cells) in &results {
        assert_eq!((findings, cells), (&results[0].1, &results[0].2), "{name}");
    }
    assert!(!results[0].1.as_array().unwrap().is_empty());
}

#[test]
fn html_tables_are_read_cell_by_cell() {
    let cells: String = [1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].map(|n| format!("<td><p>{n}</p></td>")).concat();
    let html = format!(
        "<!DOCTYPE html><meta charset=iso-8859-1><style>p{{}}</style><h1>甲县财政局2023年政府信息公开工作年度报告</h1>\
         <p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td colspan=5 rowspan=2>行政复议<td colspan=10>行政诉讼</tr>\
         <tr><td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉</tr><tr>{cells}</tr></table>"
    );
    let line = json(&gouji(&["check", "--format", "json", "--with-text"], html.as_bytes())).remove(0);
    assert_valid(&line);
    assert_eq!(line["coverage"]["equations_checked"], 3);
    assert!(line["text"].as_str().unwrap().ends_with("1\t0\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"));
    let rules: Vec<&str> =
        line["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"disputes-do-not-add-up"), "{rules:?}");
}

#[test]
fn bad_input_gets_one_clear_sentence_and_stops_nothing() {
    let folder = folder("bad");
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let files = [
        (write("empty.txt", b""), "empty", "没有文字"),
        (write("word.txt", b"PK\x03\x04"), "unreadable_part", "解压"),
        (write("page.pdf", b"%PDF-1.7"), "truncated", "PDF"),
        (write("binary.txt", b"\0\x01\x02 text \0"), "binary", "不是文字内容"),
        (write("mixed.txt", b"\xe6\x94\xbf\xff\x80\x20\xff"), "encoding", "编码"),
        (write("other.txt", "某县2023年法治政府建设年度报告\n".as_bytes()), "other_kind", "另一种文件"),
        (write("story.txt", "从前有座山。".as_bytes()), "not_a_report", "没有认出"),
        (write("good.txt", WRONG_TOTAL.as_bytes()), "", ""),
    ];
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(files.iter().map(|(file, _, _)| file.as_str()));
    let output = gouji(&arguments, b"");
    let lines = json(&output);
    assert_eq!(lines.len(), files.len());
    for (line, (file, kind, sentence)) in lines.iter().zip(&files) {
        assert_valid(line);
        let problems = line["problems"].as_array().unwrap();
        if kind.is_empty() {
            assert!(problems.is_empty() && !line["findings"].as_array().unwrap().is_empty());
        } else {
            assert_eq!(problems.len(), 1, "{file}");
            assert_eq!(problems[0]["kind"], *kind, "{file}");
            assert!(problems[0]["message"].as_str().unwrap().contains(sentence), "{file}: {}", problems[0]);
        }
    }
}

#[test]
fn people_see_the_place_under_the_text() {
    let output = gouji(&["check"], WRONG_TOTAL.as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    for words in
        ["甲县财政局", "处必须改正", "核对 3 个等式，1 个不成立", "10+1+0+0=11，总计写的是 0", "的 0 改为 11", "^"]
    {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    let long = WRONG_TOTAL.replace("有内容。", &"没有换行的长句".repeat(3000));
    let output = gouji(&["check"], long.as_bytes());
    let longest = String::from_utf8(output.stdout).unwrap().lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 400, "a line of {longest} characters was printed");
}

#[test]
fn last_years_report_is_held_beside_this_years() {
    let folder = folder("previous");
    let (last, this) = (folder.join("last.txt"), folder.join("this.txt"));
    let report = |year: &str, licences: &str| {
        WRONG_TOTAL.replace("2023", year).replace(
            "二、主动公开政府信息情况\n",
            &format!(
                "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t{licences}\n"
            ),
        )
    };
    fs::write(&last, report("2022", "60")).unwrap();
    fs::write(&this, report("2023", "6000")).unwrap();
    let rules = |previous: &Path| {
        let arguments = ["check", "--format", "json", "--previous", previous.to_str().unwrap(), this.to_str().unwrap()];
        let output = json(&gouji(&arguments, b"")).remove(0);
        assert_valid(&output);
        output
    };
    let compared = rules(&last);
    let found = compared["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "count-jumps");
    assert!(found, "{compared}");
    // A report of the same year is not last year's, and that is said.
    let not_compared = rules(&this);
    let why = not_compared["coverage"]["not_checked"].to_string();
    assert!(why.contains("count-jumps") && why.contains("2023 年度"), "{why}");
    let missing = gouji(&["check", "--previous", "absent.txt", this.to_str().unwrap()], b"");
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("上一年度的报告没有读出来"));
}

#[test]
fn a_deadline_may_be_given() {
    let report = format!("{}\n2024年2月20日\n", WRONG_TOTAL.trim_end());
    let late = |due: &[&str]| {
        let arguments = [&["check", "--format", "json", "--level", "township"], due, &["-"]].concat();
        let output = json(&gouji(&arguments, report.as_bytes())).remove(0);
        assert_valid(&output);
        output["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "published-late")
    };
    assert!(!late(&[]) && late(&["--due", "2024-02-19"]) && !late(&["--due", "2024-02-20"]));
    let wrong = gouji(&["check", "--due", "2024年2月", "-"], report.as_bytes());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("2024-01-31"));
}

#[test]
fn a_sarif_log_holds_all_files_in_the_types_of_its_schema() {
    let folder = folder("sarif");
    let report = folder.join("甲县 报告.txt");
    let late = format!("{}\n2024年2月20日\n", WRONG_TOTAL.trim_end());
    fs::write(&report, &late).unwrap();
    let absent = folder.join("absent.txt");
    let acknowledged = folder.join("acknowledged.json");
    let name = report.to_str().unwrap();
    let known = json(&gouji(&["check", "--format", "json", name], b"")).remove(0);
    let found = known["findings"].as_array().unwrap();
    let sum = found.iter().find(|finding| finding["rule"] == "disputes-do-not-add-up").unwrap();
    fs::write(&acknowledged, serde_json::json!({ sum["fingerprint"].as_str().unwrap(): "台账如此" }).to_string())
        .unwrap();
    let confirmed = acknowledged.to_str().unwrap();
    let arguments = ["check", "--format", "sarif", "--acknowledged", confirmed, name, absent.to_str().unwrap()];
    let output = gouji(&arguments, b"");
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    // The types know every field that was written, and write it back as it was.
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), log);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap();
    let place = &of("published-late")["locations"][0]["physicalLocation"];
    assert!(
        place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/%E7%94%B2%E5%8E%BF%20%E6%8A%A5%E5%91%8A.txt")
    );
    let line = 1 + late.trim_end().matches('\n').count();
    let region = serde_json::json!({ "startLine": line, "startColumn": 1, "endLine": line, "endColumn": 11 });
    assert_eq!(place["region"], region);
    assert_eq!(of("disputes-do-not-add-up")["suppressions"][0]["justification"], "台账如此");
    let rules: Vec<&Value> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    assert!(results.iter().all(|result| rules.contains(&&result["ruleId"])));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let said = invocation["toolExecutionNotifications"].to_string();
    assert!(
        said.contains("absent.txt") && said.contains("文件读不出来") && said.contains("未检查：没有找到这张表"),
        "{said}"
    );
}

#[test]
fn a_markdown_opinion_takes_nothing_in_a_report_for_markup() {
    let hostile = WRONG_TOTAL.replace("有内容。\n二", "我局<b>全年</b>收到申请申请 *5* 件。\n二");
    let output = gouji(&["check", "--format", "markdown", "-"], hostile.as_bytes());
    let opinion = String::from_utf8(output.stdout).unwrap();
    assert!(opinion.starts_with("# 校验意见：-\n\n甲县财政局"), "{opinion}");
    assert!(opinion.contains("\n**有 ") && opinion.contains("## 必须改正（"), "{opinion}");
    assert!(opinion.contains("- 未检查：没有找到这张表（表二、表三）"), "{opinion}");
    assert!(opinion.contains("（`disputes-do-not-add-up`）") && !opinion.contains("<b>"), "{opinion}");
    let unread = gouji(&["check", "--format", "markdown", "absent_1.txt"], b"");
    let opinion = String::from_utf8(unread.stdout).unwrap();
    assert!(opinion.starts_with("# 校验意见：absent\\_1.txt\n\n没有检查：文件读不出来"), "{opinion}");
}

#[test]
fn terminal_json_and_markdown_have_the_same_verdict_and_sentences() {
    for case in cases() {
        let (name, text) = (case.name, case.text.as_bytes());
        let said = |arguments: &[&str]| String::from_utf8(gouji(arguments, text).stdout).unwrap();
        let terminal = said(&["check", "-"]);
        let line = match case.kind {
            VerdictKind::Unread => format!("\n  {}：", case.words),
            _ => format!("\n  {}\n", case.words),
        };
        assert!(terminal.contains(&line), "{name}: {line} is missing in\n{terminal}");
        let json: Value = serde_json::from_str(&said(&["check", "--format", "json", "-"])).unwrap();
        assert_eq!(json["verdict"]["text"], case.words, "{name}");
        let markdown = said(&["check", "--format", "markdown", "-"]);
        assert!(markdown.contains(case.words), "{name}: {markdown}");
        let checked = check(Source::plain(case.text.as_str()), &Options::default());
        assert_eq!(verdict_of(&checked).in_words(), case.words, "{name}");
        assert_eq!(json["findings"].as_array().unwrap().len(), checked.findings.len(), "{name}");
        for finding in &checked.findings {
            let words = checked.words(finding);
            let head = format!("{}[{}]: {}", finding.severity.name(), finding.rule, words.message);
            assert!(terminal.contains(&head), "{name}: {head} is missing in\n{terminal}");
            assert!(terminal.contains(&words.advice), "{name}: {} is missing in\n{terminal}", words.advice);
        }
    }
}

#[test]
fn questions_left_out_are_said_and_errors_stay() {
    let text = verdicts::sample();
    let of = |without: &[&str]| {
        let arguments = [&["check", "--format", "json"], without, &["-"]].concat();
        let line = json(&gouji(&arguments, text.as_bytes())).remove(0);
        assert_valid(&line);
        line
    };
    let rules = |line: &Value| -> Vec<String> {
        line["findings"].as_array().unwrap().iter().map(|own| own["rule"].as_str().unwrap().to_owned()).collect()
    };
    let (all, sums) = (of(&[]), ["outcomes-do-not-add-up", "disputes-do-not-add-up"]);
    assert!(rules(&all).contains(&"label-changed".to_owned()));
    let fewer = of(&["--without", "label-changed", "--without", sums[0]]);
    assert_eq!(rules(&fewer), sums);
    assert_eq!(fewer["verdict"]["text"], "有 2 处必须改正；有 2 类问题按要求没有查");
    let unchecked = fewer["coverage"]["not_checked"].as_array().unwrap();
    assert!(unchecked.iter().any(|own| own["what"] == "label-changed"), "{unchecked:?}");
    let unknown = gouji(&["check", "--without", "no-such-rule", "-"], text.as_bytes());
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn an_earlier_check_tells_what_was_mended() {
    let earlier = folder("since").join("earlier.json");
    let text = verdicts::sample();
    fs::write(&earlier, gouji(&["check", "--format", "json", "-"], text.as_bytes()).stdout).unwrap();
    let mended = text.replacen("\n规范性文件\t", "\n行政规范性文件\t", 1).replacen("全年", "全年全年", 1);
    let arguments = ["check", "--format", "json", "--since", earlier.to_str().unwrap(), "-"];
    let line = json(&gouji(&arguments, mended.as_bytes())).remove(0);
    assert_valid(&line);
    let since = &line["since"];
    assert_eq!((&since["new"], &since["remaining"]), (&Value::from(1), &Value::from(2)), "{since}");
    assert_eq!(since["mended"].as_array().unwrap().len(), 1);
    assert_eq!(since["mended"][0]["rule"], "label-changed");
    fs::write(&earlier, "[]").unwrap();
    let refused = gouji(&arguments, mended.as_bytes());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("对一份报告的输出"));
}

#[test]
fn a_remark_outside_of_the_text_is_refused() {
    let file = folder("remarks").join("remarks.json");
    let said = |start: usize, end: usize| {
        fs::write(&file, format!(r#"[{{"start": {start}, "end": {end}, "text": "请补充。"}}]"#)).unwrap();
        gouji(&["check", "--format", "json", "--remarks", file.to_str().unwrap(), "-"], WRONG_TOTAL.as_bytes())
    };
    let accepted = json(&said(0, 6)).remove(0);
    assert_valid(&accepted);
    assert_eq!(accepted["remarks"][0]["text"], "请补充。");
    let length = WRONG_TOTAL.len();
    // Behind the end, the wrong way round, in the middle of a character.
    for (start, end) in [(0, length + 1), (length + 1, length + 2), (6, 3), (1, 6), (0, usize::MAX)] {
        let refused = said(start, end);
        assert_eq!(refused.status.code(), Some(2), "{start}–{end}");
        assert!(refused.stdout.is_empty());
        let sentence = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(sentence, format!("gouji：补充意见的位置 {start}–{end} 不在被检查的文字里。\n"));
    }
}

/// The sample in a file of its own, with what may be given beside it.
struct Given {
    folder: PathBuf,
    report: PathBuf,
    arguments: Vec<String>,
}

/// Everything that can be given: an earlier check of the sample before one slip was made and one mended, a confirmation, a
/// remark, a rule left out, a corrected organ.
fn everything_given(name: &str) -> Given {
    let folder = folder(name);
    let write = |name: &str, content: &[u8]| {
        let file = folder.join(name);
        fs::write(&file, content).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let text = verdicts::sample();
    let earlier = gouji(&["check", "--format", "json", "-"], text.as_bytes()).stdout;
    let mended = text.replacen("\n规范性文件\t", "\n行政规范性文件\t", 1).replacen("全年", "全年全年", 1);
    let now = json(&gouji(&["check", "--format", "json", "-"], mended.as_bytes())).remove(0);
    let findings = now["findings"].as_array().unwrap();
    let disputes = findings.iter().find(|finding| finding["rule"] == "disputes-do-not-add-up").unwrap();
    let reasons = format!(r#"{{{}: "台账如此"}}"#, disputes["fingerprint"]);
    let at = mended.find("种粮补贴").unwrap();
    let remarks = format!(r#"[{{"start": {at}, "end": {}, "text": "请写明标准。"}}]"#, at + "种粮补贴".len());
    let report = PathBuf::from(write("report.txt", mended.as_bytes()));
    let arguments = [
        ("--since", write("earlier.json", &earlier)),
        ("--acknowledged", write("reasons.json", reasons.as_bytes())),
        ("--remarks", write("remarks.json", remarks.as_bytes())),
        ("--without", "mark-doubled".to_owned()),
        ("--organ", "乙县水利局".to_owned()),
    ];
    let arguments = arguments.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
    Given { folder, report, arguments }
}

impl Given {
    fn run(&self, first: &[&str], last: &[&str]) -> Output {
        let own: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        gouji(&[first, &own, last].concat(), b"")
    }
}

/// What has to be told, in whatever form: since the earlier check, the confirmation, the remark, the organ.
const TOLD: [&str; 4] = ["已改正 1 处，新出现 1 处，仍存在 2 处", "台账如此", "请写明标准。", "乙县水利局"];

#[test]
fn every_form_of_output_tells_everything_that_was_given() {
    let given = everything_given("everything");
    let report = given.report.to_str().unwrap();
    for format in ["human", "markdown"] {
        let told = String::from_utf8(given.run(&["check", "--format", format], &[report]).stdout).unwrap();
        for words in TOLD.iter().chain(&["有 1 类问题按要求没有查", "新出现"]) {
            assert!(told.contains(words), "{format}: {words} is missing in\n{told}");
        }
    }
    let line = json(&given.run(&["check", "--format", "json"], &[report])).remove(0);
    assert_valid(&line);
    assert_eq!((&line["since"]["new"], &line["since"]["remaining"]), (&Value::from(1), &Value::from(2)));
    assert_eq!(line["remarks"][0]["text"], "请写明标准。");
    let log: Value = serde_json::from_slice(&given.run(&["check", "--format", "sarif"], &[report]).stdout).unwrap();
    let _: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    let run = &log["runs"][0];
    let states: Vec<&Value> = run["results"].as_array().unwrap().iter().map(|own| &own["baselineState"]).collect();
    assert_eq!(states.iter().filter(|state| **state == "new").count(), 1, "{states:?}");
    let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let remark = notifications.iter().find(|own| own["descriptor"]["id"] == "remark").unwrap();
    assert_eq!(remark["message"]["text"], "请写明标准。");
    assert!(remark["locations"][0]["physicalLocation"]["region"]["startLine"].is_u64());
    assert_eq!(run["artifacts"][0]["properties"]["textSha256"], line["input"]["text_sha256"]);
    assert_eq!(run["tool"]["driver"]["properties"]["ruleSet"], line["program"]["rules"]);
}

#[test]
fn a_statement_is_written_in_the_form_that_the_files_ending_asks_for() {
    let given = everything_given("statement");
    let report = given.report.to_str().unwrap();
    let written = |name: &str| {
        let output = given.folder.join(name);
        let _ = fs::remove_file(&output);
        let last = ["--reviewer", "张三", "--date", "2026年1月5日", report, "-o", output.to_str().unwrap()];
        let done = given.run(&["statement"], &last);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(String::from_utf8(done.stdout).unwrap().contains(name));
        fs::read(output).unwrap()
    };
    let text = |name: &str| String::from_utf8(written(name)).unwrap();
    let opinion = text("意见.md");
    for words in TOLD.iter().chain(&["审核人：张三　日期：2026年1月5日", "# 校验意见：report.txt"]) {
        assert!(opinion.contains(words), "{words} is missing in\n{opinion}");
    }
    let table = text("意见.CSV");
    for words in &TOLD[1..] {
        assert!(table.contains(words), "{words} is missing in\n{table}");
    }
    let source = gouji_documents::read::read(&written("意见.docx"), gouji_documents::native::TOOLS).unwrap();
    for words in TOLD.iter().chain(&["核对对象：《乙县水利局2024年政府信息公开工作年度报告》", "审核人：张三"])
    {
        assert!(source.text().contains(words), "{words} is missing in\n{}", source.text());
    }
    let sheets = gouji_documents::read::read(&written("意见.xlsx"), gouji_documents::native::TOOLS).unwrap();
    for words in TOLD {
        assert!(sheets.text().contains(words), "{words} is missing in\n{}", sheets.text());
    }
}

#[test]
fn a_statement_that_cannot_be_made_says_why_and_writes_nothing() {
    let folder = folder("no-statement");
    let report = folder.join("report.txt");
    fs::write(&report, WRONG_TOTAL).unwrap();
    let story = folder.join("story.txt");
    fs::write(&story, "从前有座山。").unwrap();
    let refused = |file: &Path, output: &Path| {
        let done = gouji(&["statement", file.to_str().unwrap(), "-o", output.to_str().unwrap()], b"");
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).unwrap()
    };
    assert!(refused(&report, &folder.join("意见.exe")).contains(".docx、.xlsx、.csv 或 .md"));
    assert!(refused(&report, &report).contains("不能写回原文件"));
    assert!(refused(&story, &folder.join("意见.docx")).contains("没有认出"));
    assert!(!folder.join("意见.docx").exists() && !folder.join("意见.exe").exists());
    assert_eq!(fs::read_to_string(&report).unwrap(), WRONG_TOTAL);
    let beside = gouji(&["statement", report.to_str().unwrap()], b"");
    assert_eq!(beside.status.code(), Some(0));
    assert!(folder.join("report（校验意见）.docx").exists());
}

#[test]
fn annotate_takes_what_check_takes() {
    let given = everything_given("annotate");
    // A Word file of the report as it stands: each line a paragraph, each row of a table with tabs.
    let text = fs::read_to_string(&given.report).unwrap();
    let file = given.folder.join("report.docx");
    fs::write(&file, word_file(&text)).unwrap();
    let output = given.folder.join("copy.docx");
    let last = ["--reviewer", "张三", file.to_str().unwrap(), "-o", output.to_str().unwrap()];
    let done = given.run(&["annotate"], &last);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(told.contains("与上次核对相比"), "{told}");
    let comments = part(&fs::read(&output).unwrap(), "word/comments.xml");
    for words in [
        "请写明标准。",
        "w:author=\"张三\"",
        "与上次相比：新出现",
        "与上次相比：仍存在",
        "已确认：台账如此",
        "必须改正：",
    ] {
        assert!(comments.contains(words), "{words} is missing in\n{comments}");
    }
}

/// A Word file with each line of a text as a paragraph; tabs are tabs.
fn word_file(text: &str) -> Vec<u8> {
    use zip::write::SimpleFileOptions;
    let line = |line: &str| {
        let words: Vec<String> =
            line.split('\t').map(|words| format!("<w:t xml:space=\"preserve\">{words}</w:t>")).collect();
        format!("<w:p><w:r>{}</w:r></w:p>", words.join("<w:tab/>"))
    };
    let body: String = text.lines().map(line).collect();
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(main.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}
