//! What rules have to know of a report before they can check it.

use crate::divisions::Divisions;
use crate::form::Level;

use super::publication::{deadline, publication};
use super::vocabulary::{Context, Need};

/// Why something that a rule needs is not known, and what therefore was not checked; `None` where it is known.
pub(super) fn missing(need: Need, context: &Context) -> Option<&'static str> {
    let report = context.report;
    let (known, why) = match need {
        Need::Title => (report.title.is_some(), "没有找到报告的标题"),
        Need::Year => (report.year.is_some(), "没有认出报告年度，无法核对与年份有关的内容"),
        Need::Organ => (report.organ.is_some(), "没有认出机关名称，无法核对名称是否前后一致"),
        Need::Level => (report.level != Level::Unknown, "没有认出机关级别，无法核对有没有规章制定权"),
        Need::Region => {
            let region = report.organ.as_deref().map(|organ| Divisions::get().leading(organ).lowest);
            let known = region.is_some_and(|region| !region.is_empty());
            (known, "没有认出机关所在的地区，无法核对是否写了别处的地名")
        }
        Need::Publication => (publication(context).is_some(), "报告上没有公布日期，无法核对是否按时公布"),
        Need::Deadline => {
            let why = match report.level {
                _ if !context.is_due() => "2018 年及以前的报告公布期限不同，没有核对是否按时公布",
                Level::Unknown => "没有认出机关级别，无法核对是否按时公布",
                _ => "法律没有写明这一级机关的公布期限，没有核对是否按时公布",
            };
            (deadline(context).is_some(), why)
        }
    };
    (!known).then_some(why)
}
