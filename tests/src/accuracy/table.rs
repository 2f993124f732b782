//! The measurement in words, `docs/accuracy.md`.

use std::fmt::Write as _;
use std::ops::Range;

use gouji_core::rules::{RULES, rule};

use super::{Count, Tally, kinds};

/// Seeds of the whole measurement.
pub const LARGE: Range<u64> = 0..80;
/// Seeds of the sample that a test measures again.
pub const SMALL: Range<u64> = 0..16;

/// The page: the whole measurement, then the sample.
pub fn document(large: &Tally, small: &Tally) -> String {
    let mut text = String::from(
        "# 准确率\n\n\
         用 `cargo xtask accuracy` 重新生成，不要手工修改。\n\n\
         差错和检查规则出自同一批作者：下面的数字说明规则做到了它要做的，不能说明真实报告里的差错能查出多少；\
         真实报告上的结果见 `tests/corpus-judged.txt`。\n\n\
         做法：由程序写出各项数字一致、内容无误的报告，每份用 15 种文本形态各写一遍；先检查原样，再每次只放进一处差错，\
         看对应的检查是否指到那里（所在的句子或表格）。与上年报告比较的检查，另写同一单位上一年度的无误的报告作对照。\
         某种形态里谁也看不出的差错（如逐行断开的文本里又断一行），不放。报告和差错都由种子决定，任何机器上结果相同。\n\n\
         - 查出率：放进的差错中，对应的检查指出的比例。\n\
         - 误报：无误的报告里的提示，加上有差错的报告里别处多出的提示。\n\
         - 精确率：查出数 ÷（查出数 + 误报）。\n\
         - 指出单元格：差错在表中时，列出的改法含有真正出错的单元格，或者改法之外点明了它（括号内：排在第一的改法就是）。\n\n",
    );
    let _ = write!(text, "## 全部样本（种子 {}–{}）\n\n", LARGE.start, LARGE.end - 1);
    text.push_str(&rules_table(large));
    text.push_str("\n### 按差错种类\n\n");
    text.push_str(&kinds_table(large));
    let alarms: Vec<_> =
        large.alarms.iter().filter(|(id, _)| large.rules.get(*id).is_some_and(|count| count.alarms() > 0)).collect();
    if !alarms.is_empty() {
        text.push_str("\n### 误报举例\n\n");
        for (id, words) in alarms {
            let _ = writeln!(text, "- `{id}` {words}");
        }
    }
    text.push_str("\n### 漏报最多的句子\n\n“#”代表数字；没有句子的差错列出文本形态；每种差错最多列十行。\n\n");
    text.push_str(&missed_table(large));
    let _ = write!(text, "\n## 小样本（种子 {}–{}，测试时重新计算）\n\n", SMALL.start, SMALL.end - 1);
    text.push_str(&rules_table(small));
    text
}

/// One line for each rule that a slip is made for or that gave an alarm, in the order of the catalogue; then those that are not yet
/// written.
pub fn rules_table(tally: &Tally) -> String {
    let mut text = format!(
        "无误的报告 {} 份，其中有错误或警告的 {} 份；各含一处差错的报告 {} 份。\n\n\
         | 检查 | 差错 | 查出 | 查出率 | 误报 | 精确率 | 指出单元格 |\n|---|--:|--:|--:|--:|--:|--:|\n",
        tally.reports, tally.valid_with_alarm, tally.slipped
    );
    for rule in RULES {
        if let Some(count) = tally.rules.get(rule.id) {
            row(&mut text, &format!("`{}`", rule.id), count);
        }
    }
    let missing: Vec<String> = tally
        .rules
        .iter()
        .filter(|(id, _)| rule(id).is_none())
        .map(|(id, count)| format!("`{id}`（{}）", count.injected))
        .collect();
    if !missing.is_empty() {
        let _ = write!(text, "\n已有差错、尚无检查（not yet，括号内为差错数，查出率为 0）：{}。\n", missing.join("、"));
    }
    text
}

fn kinds_table(tally: &Tally) -> String {
    let mut text = String::from("| 差错 | 份数 | 查出 | 查出率 | 指出单元格 |\n|---|--:|--:|--:|--:|\n");
    for kind in kinds() {
        let count = tally.kinds.get(kind.name).copied().unwrap_or_default();
        let recall = share(count.found, count.injected);
        let _ =
            writeln!(text, "| {} | {} | {} | {recall} | {} |", kind.name, count.injected, count.found, cells(&count));
    }
    text
}

/// The sentences in which most slips of a kind were missed.
fn missed_table(tally: &Tally) -> String {
    let mut text = String::from("| 差错 | 查出 | 份数 | 句子 |\n|---|--:|--:|---|\n");
    for kind in kinds() {
        let sentences = tally.sentences.get(kind.name).into_iter().flatten();
        let mut missed: Vec<_> = sentences.filter(|(_, (found, made))| found < made).collect();
        missed.sort_by_key(|(sentence, (found, made))| (usize::MAX - (made - found), sentence.as_str()));
        for (sentence, (found, made)) in missed.into_iter().take(10) {
            let _ = writeln!(text, "| {} | {found} | {made} | {sentence} |", kind.name);
        }
    }
    text
}

fn row(text: &mut String, name: &str, count: &Count) {
    let recall = share(count.found, count.injected);
    let precision = share(count.found, count.found + count.alarms());
    let (injected, found, alarms) = (count.injected, count.found, count.alarms());
    let _ = writeln!(text, "| {name} | {injected} | {found} | {recall} | {alarms} | {precision} | {} |", cells(count));
}

fn cells(count: &Count) -> String {
    if count.in_cells == 0 {
        return String::new();
    }
    format!("{}（{}）", share(count.named, count.in_cells), share(count.named_first, count.in_cells))
}

/// Rounded down, so that 100 % means all.
fn share(part: usize, all: usize) -> String {
    if all == 0 {
        return "—".to_owned();
    }
    let tenths = part * 1000 / all;
    format!("{}.{}%", tenths / 10, tenths % 10)
}
