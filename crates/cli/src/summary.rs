//! What a check comes to, in words: the verdict, what was read, what was not checked.

use gouji_core::Checked;
use gouji_core::finding::Severity;
use gouji_core::report::NotChecked;

/// 有 2 处必须改正、1 处请核对，3 处提示.
pub(crate) fn verdict(checked: &Checked) -> String {
    let count = |severity| checked.findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let coverage = &checked.coverage;
    let verdict = match (errors, warnings) {
        (0, 0) if coverage.cells_read < coverage.cells_expected => "已核对的部分未发现错误".to_owned(),
        (0, 0) => "未发现错误".to_owned(),
        (0, warnings) => format!("有 {warnings} 处请核对"),
        (errors, 0) => format!("有 {errors} 处必须改正"),
        (errors, warnings) => format!("有 {errors} 处必须改正、{warnings} 处请核对"),
    };
    if infos > 0 { format!("{verdict}，{infos} 处提示") } else { verdict }
}

/// Whose report it is, of which level and year.
pub(crate) fn identity(checked: &Checked) -> String {
    let report = &checked.report;
    let organ = report.organ.as_deref().unwrap_or("（未认出机关）");
    let year = report.year.map_or("（未认出年度）".to_owned(), |year| format!("{year} 年度"));
    format!("{organ}  {}  {year}", report.level.name())
}

/// How much was read and checked.
pub(crate) fn coverage(checked: &Checked) -> String {
    let coverage = &checked.coverage;
    format!(
        "读到 {}/{} 个单元格，核对 {} 个等式，{} 个不成立，{} 个未核对",
        coverage.cells_read,
        coverage.cells_expected,
        coverage.equations_checked,
        coverage.equations_failed,
        coverage.equations_unchecked
    )
}

/// What was not checked, each reason once, with the rules and tables that it keeps from being checked.
pub(crate) fn unchecked(checked: &Checked) -> Vec<(&str, Vec<&'static str>)> {
    let mut reasons: Vec<(&str, Vec<&'static str>)> = Vec::new();
    for NotChecked { what, why } in &checked.coverage.not_checked {
        match reasons.iter_mut().find(|(known, _)| known == why) {
            Some((_, rules)) => rules.push(what),
            None => reasons.push((why, vec![what])),
        }
    }
    reasons
}
