//! Whose report it is.

use crate::form::Edition;
use crate::report::Report;

/// Organ, level and year: 青石县水务局  县级部门  2024 年度.
pub fn identity_in_words(report: &Report) -> String {
    let organ = report.organ.as_deref().unwrap_or("（没有认出机关名称）");
    let year = report.year.map_or("（没有认出年度）".to_owned(), |year| format!("{year} 年度"));
    format!("{organ}  {}  {year}", report.level.name())
}

/// Which form is due for the report's year, or without a year the one that its tables show: 应使用 2021 年格式. A table may
/// be in another, which is a finding.
pub fn edition_in_words(report: &Report) -> &'static str {
    match (report.edition, report.year) {
        (Edition::E2021, Some(_)) => "应使用 2021 年格式",
        (Edition::E2019, Some(_)) => "应使用 2019 年试行格式",
        (Edition::E2021, None) => "按 2021 年格式核对",
        (Edition::E2019, None) => "按 2019 年试行格式核对",
        (Edition::Older, _) => "2018 年及以前，没有统一的表格",
    }
}
