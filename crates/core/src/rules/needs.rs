//! What rules have to know of a report before they can check it.

use crate::divisions::Divisions;
use crate::form::Level;
use crate::report::NotChecked;

use super::published_late::{deadline, publication};
use super::{Context, RULES};

/// Something that may not have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The report year.
    Year,
    /// The organ's name.
    Organ,
    /// The division that the organ belongs to.
    Region,
    /// The day of publication.
    Publication,
    /// The last day for it.
    Deadline,
}

impl Need {
    /// Why it is not known, and what therefore was not checked; `None` where it is known.
    fn missing(self, context: &Context) -> Option<&'static str> {
        let report = context.report;
        let (known, why) = match self {
            Need::Year => (report.year.is_some(), "没有认出报告年度，无法核对与年份有关的内容"),
            Need::Organ => (report.organ.is_some(), "没有认出机关名称，无法核对名称是否前后一致"),
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
}

/// Rules that could not check this report, each with the first reason.
pub(crate) fn not_checked(context: &Context) -> Vec<NotChecked> {
    let mut known: Vec<(Need, Option<&'static str>)> = Vec::new();
    let mut missing = |need: Need| match known.iter().find(|(other, _)| *other == need) {
        Some((_, why)) => *why,
        None => {
            let why = need.missing(context);
            known.push((need, why));
            why
        }
    };
    let unchecked = |rule: &super::Rule| {
        let why = rule.needs.iter().find_map(|need| missing(*need))?;
        Some(NotChecked { what: rule.id, why: why.to_owned() })
    };
    RULES.iter().filter_map(unchecked).collect()
}
