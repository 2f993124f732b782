//! Brackets, quotation marks and 《》 that do not pair.

use crate::finding::{Finding, Severity};
use crate::narrative::Mark;
use crate::searching::places_of_byte;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "mark-unbalanced",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》" },
    page: page!("mark-unbalanced.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let found = finding.found.as_deref().unwrap_or("");
        match finding.expected.as_deref() {
            Some(expected) => Sentence {
                message: format!("“{found}”的书名号不规范。"),
                advice: format!("请写作“{expected}”。"),
            },
            None => Sentence {
                message: format!("这一段的“{found}”不成对。"),
                advice: "请补上缺的一半，或删去多的一半。".to_owned(),
            },
        }
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
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
    for mark in alone.into_iter().take(MOST) {
        let span = context.prose.origin(mark.at, mark.at + mark.mark.len_utf8());
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(mark.at), span)
        });
    }
    findings.extend(foreign_marks(context).take(MOST));
}

/// ‹条例› for 《条例》: marks that Chinese text does not have.
fn foreign_marks<'a>(context: &'a Context) -> impl Iterator<Item = Finding> + 'a {
    const LONGEST_NAME: usize = 150;
    const FIRST_BYTE: u8 = 0xe2;
    let text = context.prose.text();
    let opens = places_of_byte(text, FIRST_BYTE).filter(|at| text[*at..].starts_with('‹'));
    opens.filter_map(|at| {
        let (_, behind) = context.prose.around(at, LONGEST_NAME);
        let name = behind.strip_prefix('‹')?.split('›').next()?;
        let end = at + '‹'.len_utf8() + name.len() + '›'.len_utf8();
        let closed = text.get(..end).is_some_and(|before| before.ends_with('›'));
        let is_name = !name.is_empty() && !name.contains(['\n', '‹', '《', '》']);
        (closed && is_name).then(|| Finding {
            found: Some(context.words_in_prose(at, end)),
            expected: Some(format!("《{name}》")),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(at), context.prose.origin(at, end))
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

/// 1） and 一） number a list.
fn is_numbering(before: &str) -> bool {
    let head = before.trim_end_matches(|last: char| last.is_ascii_alphanumeric());
    // The end of an address, as in 126.com, is none.
    let short = before.len() - head.len() <= 2 && !head.ends_with(['.', '@', '-', '/']);
    (short && head.len() < before.len()) || before.ends_with(|last: char| "一二三四五六七八九十".contains(last))
}
