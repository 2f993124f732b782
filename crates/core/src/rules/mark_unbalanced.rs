//! Brackets, quotation marks and 《》 that do not pair.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::Mark;
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A mark without its other half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkUnbalanced {
    /// The other half is not there.
    Alone {
        /// The mark.
        mark: String,
    },
    /// Both halves are marks that Chinese text does not have.
    Foreign {
        /// The name between them, with them.
        written: String,
        /// The name as it is written in Chinese.
        right: String,
    },
}

impl Slip for MarkUnbalanced {
    const RULE: Rule = Rule {
        id: "mark-unbalanced",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》" },
        page: page!("mark-unbalanced.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        alone(context).chain(foreign(context).take(MOST)).collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        match self {
            MarkUnbalanced::Alone { mark } => Sentence {
                message: format!("这一段的“{mark}”不成对。"),
                advice: "请补上缺的一半，或删去多的一半。".to_owned(),
            },
            MarkUnbalanced::Foreign { written, right } => Sentence {
                message: format!("“{written}”的书名号不是中文通常用的书名号。"),
                advice: format!("请写作“{right}”。"),
            },
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            MarkUnbalanced::Alone { mark } => Some(mark.clone()),
            MarkUnbalanced::Foreign { written, .. } => Some(written.clone()),
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            MarkUnbalanced::Alone { .. } => None,
            MarkUnbalanced::Foreign { right, .. } => Some(right.clone()),
        }
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// Marks of which the other half is not there.
fn alone(context: &Context) -> impl Iterator<Item = Found<MarkUnbalanced>> {
    let mut open = Open::default();
    let mut alone: Vec<Mark> = Vec::new();
    let (mut paragraph, mut before) = (0, 0);
    for mark in &context.narrative.marks {
        if mark.mark != '\n' {
            open.take(*mark, paragraph, context, &mut alone);
            continue;
        }
        // What a file broke into two paragraphs pairs across them.
        open.drop_before(paragraph, &mut alone);
        // One slip often makes several marks seem alone.
        alone.truncate(before + 1);
        if alone.len() >= MOST {
            break;
        }
        (paragraph, before) = (paragraph + 1, alone.len());
    }
    open.drop_before(usize::MAX, &mut alone);
    alone.truncate(before + 1);
    alone.into_iter().take(MOST).map(|mark| {
        let span = context.prose.origin(mark.at, mark.at + mark.mark.len_utf8());
        let slip = MarkUnbalanced::Alone { mark: span.of(context.source.text()).to_owned() };
        slip.at(Severity::Warning, context.place_in_prose(mark.at), span)
    })
}

/// ‹条例› for 《条例》: marks that Chinese text does not have.
fn foreign(context: &Context) -> impl Iterator<Item = Found<MarkUnbalanced>> {
    const LONGEST_NAME: usize = 150;
    let text = context.prose.text();
    context.narrative.foreign_marks.iter().filter_map(move |&at| {
        let (_, behind) = context.prose.around(at, LONGEST_NAME);
        let name = behind.strip_prefix('‹')?.split('›').next()?;
        let end = at + '‹'.len_utf8() + name.len() + '›'.len_utf8();
        let closed = text.get(..end).is_some_and(|before| before.ends_with('›'));
        let is_name = !name.is_empty() && !name.contains(['\n', '‹', '《', '》']);
        let span = context.prose.origin(at, end);
        let slip =
            || MarkUnbalanced::Foreign { written: context.words_in_prose(at, end), right: format!("《{name}》") };
        (closed && is_name).then(|| {
            let found = slip().at(Severity::Warning, context.place_in_prose(at), span);
            Found { fixes: replacing(context, span, format!("《{name}》")).into_iter().collect(), ..found }
        })
    })
}

/// Marks whose other half has not come yet, with the paragraph each stands in.
#[derive(Default)]
struct Open {
    brackets: Vec<(Mark, usize)>,
    quote: Option<(Mark, usize)>,
}

impl Open {
    fn take(&mut self, mark: Mark, paragraph: usize, context: &Context, alone: &mut Vec<Mark>) {
        match mark.mark {
            '(' | '《' => self.brackets.push((mark, paragraph)),
            ')' | '》' => {
                let half = if mark.mark == ')' { '(' } else { '《' };
                if self.brackets.last().is_some_and(|(last, _)| last.mark == half) {
                    self.brackets.pop();
                } else if !(mark.mark == ')' && is_numbering(&context.prose.text()[..mark.at])) {
                    alone.push(mark);
                }
            }
            '"' => {
                let printed = context.prose.origin(mark.at, mark.at + 1).of(context.source.text());
                match (printed, self.quote) {
                    ("'" | "’", None) if stands_for_century(&context.prose.text()[mark.at + 1..]) => {}
                    ("“", Some((open, _))) => {
                        alone.push(open);
                        self.quote = Some((mark, paragraph));
                    }
                    ("”", None) => alone.push(mark),
                    (_, Some(_)) => self.quote = None,
                    (_, None) => self.quote = Some((mark, paragraph)),
                }
            }
            _ => {}
        }
    }

    /// Gives up what was opened before a paragraph.
    fn drop_before(&mut self, paragraph: usize, alone: &mut Vec<Mark>) {
        if self.brackets.first().is_some_and(|(_, own)| *own < paragraph) {
            let given_up = self.brackets.iter().take_while(|(_, own)| *own < paragraph).count();
            alone.extend(self.brackets.drain(..given_up).map(|(mark, _)| mark));
        }
        if let Some((mark, _)) = self.quote.take_if(|(_, own)| *own < paragraph) {
            alone.push(mark);
        }
    }
}

/// Whether a mark in front of these words stands for the first half of a year, and opens nothing: '24年.
fn stands_for_century(behind: &str) -> bool {
    let year = behind.trim_start_matches(|next: char| next.is_ascii_digit());
    behind.len() - year.len() == 2 && year.starts_with('年') && !year.split('\n').next().unwrap_or(year).contains('"')
}

/// 1） and 一） number a list.
fn is_numbering(before: &str) -> bool {
    let head = before.trim_end_matches(|last: char| last.is_ascii_alphanumeric());
    // The end of an address, as in 126.com, is none.
    let short = before.len() - head.len() <= 2 && !head.ends_with(['.', '@', '-', '/']);
    (short && head.len() < before.len()) || before.ends_with(|last: char| "一二三四五六七八九十".contains(last))
}
