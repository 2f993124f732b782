//! A paragraph that ends in mid-sentence.

use crate::finding::{Finding, Severity};
use crate::form::SectionId;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "paragraph-broken",
    basis: Basis { kind: BasisKind::Practice, text: "一句话中间不应分段" },
    page: page!("paragraph-broken.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!("这一段到“{}”断开，下一段接着这句话。", finding.found.as_deref().unwrap_or("")),
        advice: "请接成一段。".to_owned(),
    },
};

/// More of them are a file that breaks its lines.
const MOST: usize = 3;

/// A shorter paragraph may be a heading, in bytes.
const SHORTEST: usize = 90;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let prose = context.prose;
    // A file whose lines are broken has its paragraphs cut where it likes.
    if prose.paragraphs.iter().any(|paragraph| paragraph.lines > 1) {
        return;
    }
    let han = |character: Option<char>| character.is_some_and(|character| matches!(character, '\u{4e00}'..='\u{9fff}'));
    let broken: Vec<_> = prose
        .paragraphs
        .windows(2)
        .filter(|pair| {
            let (words, next) = (prose.words_of(&pair[0]), prose.words_of(&pair[1]));
            let section = pair[0].section;
            let account = matches!(section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other));
            account
                && section == pair[1].section
                && words.len() >= SHORTEST
                && han(words.chars().next_back())
                && han(next.chars().next())
                && next.ends_with('。')
                && !is_numbered(next)
        })
        .collect();
    if broken.len() > MOST {
        return;
    }
    for pair in broken {
        let words = prose.words_of(&pair[0]);
        let tail = words.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
        let start = pair[0].start + tail;
        let found = context.words_in_prose(start, pair[0].end);
        findings.push(Finding {
            found: Some(found),
            ..Finding::new(RULE.id, Severity::Info, context.place_in_prose(start), prose.origin(start, pair[0].end))
        });
    }
}

/// 一、 1. 一是
fn is_numbered(words: &str) -> bool {
    let mut characters = words.char_indices().take_while(|(at, _)| *at <= 6).map(|(_, character)| character);
    characters.find(|character| matches!(character, '、' | '是' | '.' | ',')).is_some_and(|mark| mark != ',')
}
