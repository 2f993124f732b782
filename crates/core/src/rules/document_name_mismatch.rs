//! The name of one notice with the number of another.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::report::Report;

use super::known_documents::cited;
use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A document that is cited with another's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DocumentNameMismatch {
    /// The number as written.
    pub written: String,
    /// The document that is named.
    pub named: &'static str,
    /// Its number.
    pub number: &'static str,
    /// The document whose number is written.
    pub numbered: &'static str,
}

impl Slip for DocumentNameMismatch {
    const RULE: Rule = Rule {
        id: "document-name-mismatch",
        since: "2026.2",
        basis: Basis {
            kind: BasisKind::Implied, text: "一份文件只有一个文号，名称和文号应当是同一份文件的"
        },
        page: page!("document-name-mismatch.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let found = cited(context.prose.text()).into_iter().filter(|own| own.named.number != own.numbered.number);
        let found = found.take(MOST).map(|own| {
            let span = context.prose.origin(own.start, own.end);
            let slip = DocumentNameMismatch {
                written: context.words_in_prose(own.start, own.end),
                named: own.named.name,
                number: own.named.number,
                numbered: own.numbered.name,
            };
            let fix = replacing(context, span, own.named.number);
            let own = slip.at(Severity::Warning, context.place_in_prose(own.start), span);
            Found { fixes: fix.into_iter().collect(), ..own }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let DocumentNameMismatch { written, named, number, numbered } = self;
        Sentence {
            message: format!("“{written}”是{numbered}的文号，这里写在{named}的后面，请核对。"),
            advice: format!("{named}的文号是{number}；请改文号，或者改文件名称。"),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.number.to_owned())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 10;
