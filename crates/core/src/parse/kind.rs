//! Whether a text is such a report at all, decided before anything is checked.

use std::borrow::Cow;

use crate::matching::fold;
use crate::problem::{Problem, ProblemKind};
use crate::report::{Report, TableState};
use crate::searching::{ends_with_any, holds_any};
use crate::span::Span;

use super::identity::Cell;

/// What shows another kind of document, by words of a line above its first part.
struct OtherKind {
    /// What such a document is called in the sentence about it.
    name: &'static str,
    /// How its title ends, parted by spaces; nothing where that tells nothing.
    ends: &'static str,
    /// What its title holds, one of these.
    holds: &'static str,
    /// What of the report's form it may have without being one.
    unless: Unless,
}

/// What outweighs the title of another kind.
#[derive(Clone, Copy, PartialEq)]
enum Unless {
    /// A title of a report with organ and year.
    Title,
    /// Three parts of the form, or one of its tables.
    Form,
}

/// All that is known to be taken for such a report, the surest first.
const OTHER_KINDS: &[OtherKind] = &[
    OtherKind {
        name: "通知",
        ends: "通知 通报 的函 的复函 的意见",
        holds: "报告 信息公开 政务公开",
        unless: Unless::Title,
    },
    OtherKind {
        name: "半年、季度或月份的材料",
        ends: "",
        holds: "半年 季度 月份信息 月报 季报",
        unless: Unless::Title,
    },
    OtherKind {
        name: "统计报表", ends: "统计报表 统计表 情况表 报表", holds: "公开 申请", unless: Unless::Title
    },
    OtherKind { name: "学年报告", ends: "", holds: "学年", unless: Unless::Form },
    OtherKind {
        name: "法治政府建设年度报告",
        ends: "报告",
        holds: "法治政府 依法行政 法治建设",
        unless: Unless::Title,
    },
    OtherKind {
        name: "方案、要点、总结一类的材料",
        ends: "方案 要点 总结 计划 指南 目录 制度 办法 清单 台账 讲话 简报",
        holds: "信息公开 政务公开 决算 预算",
        unless: Unless::Title,
    },
    OtherKind {
        name: "别的工作的报告",
        ends: "年度报告 工作报告 工作总结 决算报告 预算报告",
        holds: "",
        unless: Unless::Form,
    },
];

/// How a title says that an institution or a company reports in its own way; the form's says 政府信息公开.
const OWN_WAY: &str = "信息公开年度报告 信息公开工作年度报告 信息公开工作报告 信息公开年报 信息公开情况报告";

/// So many parts of the form show it.
const FORM_PARTS: usize = 3;

/// Why nothing is checked; nothing where the text is such a report.
pub(super) fn problem(text: &str, report: &Report, cells: &[Cell], exact_parts: usize) -> Option<Problem> {
    if text.trim_matches(crate::matching::is_space).is_empty() {
        let message = "没有文字。请粘贴年度报告全文，或选择报告文件。".to_owned();
        return Some(Problem { kind: ProblemKind::Empty, message });
    }
    let tables = report.tables.iter().any(|table| !matches!(table.state, TableState::Missing | TableState::NotDue));
    let on_the_form = tables || exact_parts >= FORM_PARTS;
    if let Some((name, line)) = other_kind(text, report, cells, on_the_form) {
        let message = format!(
            "这像是另一种文件：{name}（“{}”），不是政府信息公开工作年度报告，没有检查。请核对所选文件。",
            shorten(line.of(text))
        );
        return Some(Problem { kind: ProblemKind::OtherKind, message });
    }
    let recognised = report.title.is_some() || report.sections.len() >= 2 || tables || is_made_public(report);
    let (kind, message) = match report.chopped {
        true => (
            ProblemKind::UnreadablePart,
            "文字被拆成了许多短行，认不出标题、各部分和表格。请上传报告文件，或在网页、Word、WPS 里全选后复制，再粘贴到这里。",
        ),
        false => (
            ProblemKind::NotAReport,
            "没有认出政府信息公开工作年度报告：找不到报告标题、六个部分的标题和统计表。请粘贴报告全文再试。",
        ),
    };
    (!recognised).then(|| Problem { kind, message: message.to_owned() })
}

/// An opening that says whose report of which year it is stands for a title.
fn is_made_public(report: &Report) -> bool {
    report.year_from == Some(crate::report::Origin::Opening)
}

/// The kind that a line above the first part shows, and that line.
fn other_kind(text: &str, report: &Report, cells: &[Cell], on_the_form: bool) -> Option<(&'static str, Span)> {
    let title_says_all = report.title.is_some()
        && [report.organ_span, report.year_span].into_iter().flatten().filter(|span| in_title(report, *span)).count()
            == 2;
    for (at, cell) in cells.iter().enumerate() {
        let mut words = Cow::Borrowed(cell.words.as_str());
        // A title about something goes on in the next line: 关于做好…年度报告⏎编制发布工作的通知.
        if words.contains("关于")
            && let Some(next) = cells.get(at + 1).filter(|next| next.span.len() < 60)
            && !ends_with_any(&words, OTHER_KINDS[0].ends)
        {
            words.to_mut().push_str(&next.words);
        }
        if !is_title_like(&words) {
            continue;
        }
        let own_title = in_title(report, cell.span);
        let known =
            OTHER_KINDS.iter().find(|kind| kind.is_shown_by(&words, own_title)).filter(|kind| match kind.unless {
                Unless::Title => own_title || !title_says_all,
                Unless::Form => !on_the_form && (own_title || report.title.is_none()),
            });
        if let Some(kind) = known {
            return Some((kind.name, cell.span));
        }
    }
    let title = report.title?;
    let words = fold(title.of(text));
    let own_way = holds_any(&words, OWN_WAY) && !holds_any(&words, "政府信息公开 政府信息");
    let undecided_year = report.year.is_none_or(|year| year >= 2019);
    (own_way && undecided_year && !on_the_form && !report.sections.iter().any(|section| section.exact))
        .then_some(("一份按自己的格式编写的信息公开报告", title))
}

fn in_title(report: &Report, span: Span) -> bool {
    report.title.is_some_and(|title| title.contains(span))
}

/// Whether a line may be the title of a document.
fn is_title_like(words: &str) -> bool {
    (6..=60).contains(&words.chars().count()) && !words.contains(['。', ';', '>', ',', ':', '?', '!'])
}

impl OtherKind {
    fn is_shown_by(&self, words: &str, own_title: bool) -> bool {
        let name = words.trim_end_matches(['》', ')']);
        let ends = self.ends.is_empty() || ends_with_any(name, self.ends);
        let holds = self.holds.is_empty() || holds_any(words, self.holds);
        // The title of such a report ends like that of other reports.
        let of_such = own_title || holds_any(words, "政府信息公开工作年度报告 信息公开 政务公开 政府信息");
        ends && holds && (self.unless != Unless::Form || !self.holds.is_empty() || !of_such)
    }
}

/// Words for a sentence that names a line.
pub(super) fn shorten(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if words.chars().count() > 40 {
        short.push('…');
    }
    short
}
