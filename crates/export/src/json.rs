use gouji_core::CheckedReport;
use gouji_core::contract::{Output, Wanted};

/// The machine output of one check as JSON in UTF-8, one line without its end.
///
/// ```
/// use gouji_core::contract::Wanted;
/// use gouji_core::{Options, Source, check};
///
/// let checked = check(Source::plain("甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n……"), &Options::default());
/// let line = gouji_export::json(&checked, Wanted::default())?;
/// assert!(line.starts_with(r#"{"schema":1,"program":{"#));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// None that is known; a fault of the serializer would be one.
pub fn json(checked: &CheckedReport, wanted: Wanted) -> serde_json::Result<String> {
    serde_json::to_string(&Output::new(checked, wanted))
}
