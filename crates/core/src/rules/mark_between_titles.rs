//! 、 between adjacent 《》.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A 、 where none is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkBetweenTitles {
    /// Between two titles: 《…》、《…》.
    Titles {
        /// Both titles and the mark.
        written: String,
    },
    /// Between two quotations: ”、“.
    Quotations {
        /// The mark, and the quotation marks beside it.
        written: String,
    },
}

impl Slip for MarkBetweenTitles {
    const RULE: Rule = Rule {
        id: "mark-between-titles",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice,
            text: "GB/T 15834《标点符号用法》4.5.3.5：书名号、引号并列时，之间通常不用顿号",
        },
        page: page!("mark-between-titles.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let marks = &context.narrative.marks;
        let between = marks.windows(3).filter(|marks| {
            let [close, comma, open] = marks else { return false };
            comma.mark == '、'
                && comma.at == close.at + close.mark.len_utf8()
                && open.at == comma.at + '、'.len_utf8()
                && matches!((close.mark, open.mark), ('》', '《') | ('"', '"'))
        });
        let found = between.take(MOST).map(|marks| {
            let at = marks[1].at;
            let slip = match marks[0].mark {
                '"' => {
                    let end = marks[2].at + marks[2].mark.len_utf8();
                    MarkBetweenTitles::Quotations { written: context.words_in_prose(marks[0].at, end) }
                }
                _ => {
                    let (before, behind) = context.prose.around(at, LONGEST_TITLE);
                    let start = before.rfind('《').map_or(marks[0].at, |open| at - before.len() + open);
                    let end = at + behind.find('》').map_or('、'.len_utf8(), |close| close + '》'.len_utf8());
                    MarkBetweenTitles::Titles { written: context.words_in_prose(start, end) }
                }
            };
            let span = context.prose.origin(at, at + '、'.len_utf8());
            let fix = replacing(context, span, "");
            let own = slip.at(Severity::Info, context.place_in_prose(at), span);
            Found { fixes: fix.into_iter().collect(), ..own }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        match self {
            MarkBetweenTitles::Titles { written } => Sentence {
                message: format!("“{written}”：书名号并列时，之间通常不用顿号。"),
                advice: "可以删去顿号；书名号后面有括注的，可以保留。".to_owned(),
            },
            MarkBetweenTitles::Quotations { .. } => Sentence {
                message: "这里两个引号之间用了顿号；引号并列时，之间通常不用顿号。".to_owned(),
                advice: "可以删去顿号；引号后面有括注的，可以保留。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        let (MarkBetweenTitles::Titles { written } | MarkBetweenTitles::Quotations { written }) = self;
        Some(written.clone())
    }
}

/// A title quoted in full is shorter, in bytes.
const LONGEST_TITLE: usize = 90;

/// A text that is full of them is told so this often.
const MOST: usize = 20;
