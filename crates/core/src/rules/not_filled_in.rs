//! The blank form. Where it speaks, no other rule does.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{SectionId, TableNumber};
use crate::report::{Cell, CellState, Report, Table, TableState};
use crate::span::Span;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// The form with nothing in it: there is nothing to tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct NotFilledIn {}

impl Slip for NotFilledIn {
    const RULE: Rule = Rule {
        id: "not-filled-in",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "空白格式文本不是报告" },
        page: page!("not-filled-in.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let report = context.report;
        let text = context.source.text();
        let stands = |table: &&Table| !matches!(table.state, TableState::Missing | TableState::NotDue);
        // Where a copy shows no blank cells nothing is read; a table that was filled in has a 0 somewhere.
        let filled = report.tables.iter().filter(stands).any(|table| {
            let number = |cell: &Cell| matches!(cell.state, CellState::Number | CellState::Text);
            table.cells.iter().any(number) || table.span.of(text).contains(['0', '０'])
        });
        let only_hints = [SectionId::Overview, SectionId::Problems].into_iter().all(|id| {
            report.section(id).is_none_or(|section| {
                let body = Span { start: section.heading.end, end: section.span.end }.of(text);
                let letters = body.chars().filter(|character| character.is_alphabetic());
                letters.take(HINT_LETTERS + 1).count() <= HINT_LETTERS
            })
        });
        if !stands(&report.table(TableNumber::Three)) || filled || !only_hints {
            return Vec::new();
        }
        vec![NotFilledIn {}.at(Severity::Warning, Place::Title, report.title.unwrap_or_default())]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: "这像是一份没有填写的空白格式：表格里没有一个数，文字部分没有正文，请核对。".to_owned(),
            advice: "请填写后再检查；选错了文件的，请换成填好的报告。".to_owned(),
        }
    }
}

/// A section with no more than this many letters beside its heading holds only the form's hint（文字描述）.
const HINT_LETTERS: usize = 30;
