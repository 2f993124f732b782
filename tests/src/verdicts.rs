//! Reports of every kind on which a verdict can be wrong, each with what has to be said of it. The tests of the faces share
//! them, those of the command too.

use gouji_core::voice::VerdictKind;

use crate::sample::mended_sample;

/// A text and the verdict on it.
pub struct Case {
    /// What kind of text it is.
    pub name: &'static str,
    /// The text.
    pub text: String,
    /// The verdict.
    pub kind: VerdictKind,
    /// The verdict in words.
    pub words: &'static str,
}

/// Where nothing was found and not all was checked.
const IN_PART: &str = "读到的部分未发现错误，但有内容没有检查";

/// All of them. Of a table alone the five parts that are not there are asked about.
pub fn cases() -> Vec<Case> {
    let case = |name, text, kind, words| Case { name, text, kind, words };
    vec![
        case("sample", sample(), VerdictKind::Must, "有 2 处必须改正、1 处请核对"),
        case("mended sample", mended_sample(), VerdictKind::Clean, "未发现错误"),
        case("glued", glued(&sample()), VerdictKind::Must, "有 1 处必须改正、2 处请核对；有内容没有检查"),
        case("glued and right", glued(&mended_sample()), VerdictKind::CleanInPart, IN_PART),
        case("report of 2015", OF_2015.to_owned(), VerdictKind::CleanInPart, IN_PART),
        case(
            "report of 2015, a slip",
            OF_2015.replacen("继续", "继续继续", 1),
            VerdictKind::Ask,
            "有 1 处请核对；有内容没有检查",
        ),
        case("no title", without_title(&mended_sample()), VerdictKind::CleanInPart, IN_PART),
        case(
            "no title, a slip",
            without_title(&sample()),
            VerdictKind::Must,
            "有 2 处必须改正、1 处请核对；有内容没有检查",
        ),
        case("table 3 alone", table_three(&mended_sample()), VerdictKind::Ask, "有 5 处请核对；有内容没有检查"),
        case(
            "table 3 alone, a slip",
            table_three(&sample()),
            VerdictKind::Must,
            "有 1 处必须改正、5 处请核对；有内容没有检查",
        ),
        case("unreadable table", unreadable(&mended_sample()), VerdictKind::Ask, "有 1 处请核对；有内容没有检查"),
        case("no report", "从前有座山。".to_owned(), VerdictKind::Unread, "没有检查"),
    ]
}

/// The page's sample as it is, with its slips.
pub fn sample() -> String {
    include_str!("../../web/src/sample.txt").to_owned()
}

/// Written before there was a form.
const OF_2015: &str = "清溪县农业农村局2015年政府信息公开工作年度报告\n\n一、概述\n\n2015年，我局继续推进政府信息公开工作，公开内容及时准确。\n\n二、主动公开政府信息情况\n\n全年主动公开政府信息186条。\n\n三、依申请公开政府信息情况\n\n全年收到政府信息公开申请4件，均已答复。\n\n四、存在的主要问题及改进措施\n\n公开的内容还不够全面，下一步将加强学习。\n";

/// The heading of table 3's section and that behind it.
const AROUND_TABLE_THREE: [&str; 2] = ["三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议"];

/// The report as three parts: before, table 3 with its heading, behind.
fn parts(report: &str) -> [&str; 3] {
    let [from, to] = AROUND_TABLE_THREE.map(|heading| report.find(heading).unwrap_or(report.len()));
    [&report[..from], &report[from..to], &report[to..]]
}

/// Table 3 as some copies give it: its cells run into one another, each label with its numbers on a line.
fn glued(report: &str) -> String {
    let [before, table, behind] = parts(report);
    [before, &table.replace('\t', ""), behind].concat()
}

/// A report whose title line was not copied.
pub fn without_title(report: &str) -> String {
    report.split_once('\n').map_or_else(String::new, |(_, rest)| rest.trim_start().to_owned())
}

fn table_three(report: &str) -> String {
    parts(report)[1].to_owned()
}

/// Table 3 with its blank cells lost: nobody can tell any more which number stood where.
fn unreadable(report: &str) -> String {
    let [before, table, behind] = parts(report);
    [before, &table.replace("\t0", ""), behind].concat()
}
