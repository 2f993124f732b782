//! The words of the prose, out of one list, `lexicon.txt`: what each says of the numbers beside it, found in one pass over
//! the text, and the classes by which rules look at words in their place. The longest word that fits counts everywhere, so
//! that the order of the list decides nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::searching::{Characters, Needles};

use super::wrong_terms::WRONG_TERMS;

const LIST: &str = include_str!("lexicon.txt");

/// An enum whose variants are names of the list; what they mean stands in `lexicon.md`.
macro_rules! named {
    ($(#[$about:meta])* $Enum:ident: $($Name:ident)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $Enum { $(#[doc = concat!("`", stringify!($Name), "` in `lexicon.md`.")] $Name,)* }

        impl $Enum {
            const NAMES: &[(&str, $Enum)] = &[$((stringify!($Name), $Enum::$Name),)*];
        }
    };
}

named! {
    /// What a word says about the numbers beside it.
    Word:
        Request OnRequest Receive NotReceived None CarriedIn CarriedOut Carry Answer Finish All Grant Partial Refuse
        Unable Decline OtherHandling Reconsideration Litigation Upheld Corrected OtherResult Pending Disclosure
        Documents Rules Licence Penalty Compulsion Issue Repeal InForce Act Published Wider OtherTime Narrow
        NaturalPerson Organisation Except Altogether AmongThem Grow Shrink Share Etc Roughly RowNamed Fees HandlingFee
        Charge Applicant Until Case WrongTerm Template DocumentCode Own Region ShortFor Appraisal Review
        Accountability Other
}

named! {
    /// Words that are looked at in their place: at the beginning or the end of what stands beside a number, or anywhere in it.
    Class:
        BeforeDeed Body Unit LeadsIn OrganKind We YearWords KnownInSubject Belonging OfAllRequests CalledRequests
        AboutDocuments PartOfSuits NoUnit InAll Negation CountedThing OtherDisputes CarriedOver BroughtOver BesideDone
        Done Later LastDay Rest BesideApplicant BehindApplicant Person Enterprise LegalPerson Commercial Research
        PublicInterest LegalService BesideCarried BesideResult BehindReview Joins SpanOfYears SomeOf OwnLevel Came
        BehindNotice LeadsToList OneOf Nearly PlaceKind OwnPrefix AllZero BesideTitles ToldAsWrong BehindShortYear
        OrganBegins NamesElsewhere ReportFollows NoSentence PointsOn ListItem Former Contact OnDuty PublishedOn
        SaysShort ShortDocument Replaced EveryYear HeldYearly KindOfLetter CauseOfDispute Reviews Suits Requests Rate
        WithinTime BesideShare Namely Including SomeParts Apart AgainstBefore Change Increase Decrease ComparedYear
        BeforePublished Holds Event OwnRegion AllPublished Channel Charging NoticeDenied Comparison Ahead Issued Work
        LeadsToWork ShowsReport Plan PlanVerb DraftPublished MadeInto PlanAside PlanOutcome Statistical OtherPeriod
        OrganOrPlace OneByOne BeforeShort
}

/// Whether a word is one of some.
macro_rules! is_one_of {
    ($word:ident: $($Name:ident)*) => {
        matches!($word, $(Word::$Name)|*)
    };
}

impl Word {
    /// Whether it makes what is counted less than what the tables count in all.
    pub fn narrows(self) -> bool {
        self == Word::Narrow || self.is_result()
    }

    /// Whether it says how a request or a dispute ended.
    pub fn is_outcome(self) -> bool {
        is_one_of!(self: Grant Partial Refuse Unable Decline OtherHandling) || self.is_result()
    }

    /// Whether it says how a dispute ended.
    pub(super) fn is_result(self) -> bool {
        is_one_of!(self: Upheld Corrected OtherResult Pending)
    }

    /// Whether rules look for it through the whole text, not only beside a number.
    pub(super) fn is_sought(self) -> bool {
        is_one_of!(self:
            None NotReceived Finish All WrongTerm Region DocumentCode Template Own AmongThem HandlingFee Charge ShortFor Appraisal
            Review Accountability Case Until
        )
    }
}

/// A word found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it begins and ends in the folded text.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Which.
    pub word: Word,
}

/// Whether one of some words is among those found.
pub fn has_any(hits: &[Hit], words: &[Word]) -> bool {
    hits.iter().any(|hit| words.contains(&hit.word))
}

/// The words of the list and the wrong terms.
pub(super) struct Lexicon {
    said: Needles,
    /// Each word of the pass over the text with what it says.
    words: Vec<(&'static str, Word)>,
    classed: Needles,
    /// The length of each word that has a class, and its classes as bits.
    classes: Vec<(usize, u128)>,
    /// The last characters of the words of each class.
    last: Vec<Characters>,
}

/// The bit of [`Word::Other`]: such a word hides what it begins with.
const HIDES: u128 = 1 << 127;

/// In characters; no word of a class is longer.
const LONGEST_WORD: usize = 16;

impl Lexicon {
    pub fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
        &LEXICON
    }

    fn new() -> Self {
        let said: BTreeMap<&str, Word> = Word::NAMES.iter().copied().collect();
        let known: BTreeMap<&str, Class> = Class::NAMES.iter().copied().collect();
        let wrong = WRONG_TERMS.iter().map(|term| (term.wrong, Word::WrongTerm));
        let mut words: Vec<(&str, Word)> = Vec::new();
        let (mut classed, mut classes) = (Vec::new(), Vec::new());
        for (word, names) in entries() {
            let mut bits = 0;
            for name in names.split_ascii_whitespace() {
                words.extend(said.get(name).map(|says| (word, *says)));
                bits |= known.get(name).map_or(0, |class| class.bit());
                bits |= if name == "Other" { HIDES } else { 0 };
            }
            if bits != 0 {
                classed.push(word);
                classes.push((word.len(), bits));
            }
        }
        words.extend(wrong);
        let said = Needles::new(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>());
        let last_of = |(_, class): &(&str, Class)| {
            let own = classed.iter().zip(&classes).filter(|(_, (_, bits))| bits & class.bit() != 0);
            Characters::of(own.filter_map(|(word, _)| word.chars().next_back()))
        };
        let last = Class::NAMES.iter().map(last_of).collect();
        Lexicon { said, words, classed: Needles::new(&classed), classes, last }
    }

    /// Whether a word of the pass over the text begins with a character.
    pub fn may_begin(&self, first: char) -> bool {
        self.said.may_begin(first)
    }

    /// The longest word that `text` begins with, and its length in bytes.
    pub fn word_at(&self, text: &str) -> Option<(usize, Word)> {
        let (word, meaning) = self.words[self.said.beginning(text).last()?];
        Some((word.len(), meaning))
    }

    /// The length of the longest word with one of some classes that `text` begins with, and its classes.
    fn classed_at(&self, text: &str, classes: u128) -> Option<(usize, u128)> {
        let words = self.classed.beginning(text).map(|word| self.classes[word]);
        words.filter(|(_, own)| own & classes != 0).last()
    }
}

/// The words of the list with the names of what they say and of their classes.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('#').next()?.split_once(' '))
}

impl Class {
    fn bit(self) -> u128 {
        1 << self as u32
    }

    /// What stands behind the longest of these words that `text` begins with.
    pub fn behind(self, text: &str) -> Option<&str> {
        Lexicon::get().classed_at(text, self.bit()).map(|(length, _)| &text[length..])
    }

    /// What stands in front of the longest of these words that `text` ends with.
    pub fn before(self, text: &str) -> Option<&str> {
        let lexicon = Lexicon::get();
        if !text.ends_with(|last| lexicon.last[self as usize].may_have(last)) {
            return None;
        }
        let ends = |(start, first): &(usize, char)| {
            let words = &text[*start..];
            let mut here = lexicon.classed.beginning(words).map(|word| lexicon.classes[word]);
            lexicon.classed.may_begin(*first)
                && here.any(|(length, own)| length == words.len() && own & self.bit() != 0)
        };
        let longest = text.char_indices().rev().take(LONGEST_WORD).filter(ends).last()?;
        Some(&text[..longest.0])
    }

    /// What is left of `text` in front of as many of these words as it ends with.
    pub fn stripped(self, mut text: &str) -> &str {
        while let Some(rest) = self.before(text) {
            text = rest;
        }
        text
    }

    /// Whether `text` begins with one of these words.
    pub fn begins(self, text: &str) -> bool {
        self.behind(text).is_some()
    }

    /// Whether `text` ends with one of these words.
    pub fn ends(self, text: &str) -> bool {
        self.before(text).is_some()
    }

    /// Whether one of these words is all of `text`.
    pub fn is(self, text: &str) -> bool {
        self.behind(text) == Some("")
    }

    /// Whether one of these words stands in `text`; see [`Class::places_in`].
    pub fn is_in(self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first of these words in `text` begins.
    pub fn first_in(self, text: &str) -> Option<usize> {
        self.places_in(text).next().map(|(start, _)| start)
    }

    /// Where these words in `text` begin and end. A longer word that only begins like one hides it: 较为 is no comparison.
    pub fn places_in(self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let lexicon = Lexicon::get();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(next) = text[at..].chars().next() {
                let here = lexicon.classed.may_begin(next).then_some(());
                let here = here.and_then(|()| lexicon.classed_at(&text[at..], self.bit() | HIDES));
                let start = at;
                at += here.map_or(next.len_utf8(), |(length, _)| length);
                if here.is_some_and(|(_, own)| own & self.bit() != 0) {
                    return Some((start, at));
                }
            }
            None
        })
    }

    /// What is left of `text` behind as many of these words as it begins with.
    pub fn skipped(self, mut text: &str) -> &str {
        while let Some(rest) = self.behind(text) {
            text = rest;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, LONGEST_WORD, Word, entries};

    #[test]
    fn every_word_says_one_thing_and_has_known_classes() {
        for (word, names) in entries() {
            let said = names.split_ascii_whitespace().filter(|name| Word::NAMES.iter().any(|(known, _)| known == name));
            let unknown = |name: &&str| {
                !Word::NAMES.iter().any(|(known, _)| known == name)
                    && !Class::NAMES.iter().any(|(known, _)| known == name)
            };
            assert_eq!(names.split_ascii_whitespace().find(unknown), None, "{word}");
            assert!(said.count() <= 1 && word.chars().count() <= LONGEST_WORD, "{word}");
        }
        let explained =
            include_str!("lexicon.md").lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next());
        let names = Word::NAMES.iter().map(|(name, _)| *name).chain(Class::NAMES.iter().map(|(name, _)| *name));
        assert_eq!(explained.collect::<Vec<_>>(), names.collect::<Vec<_>>(), "lexicon.md explains each name once");
        for (name, _) in Class::NAMES {
            assert!(entries().any(|(_, names)| names.split_ascii_whitespace().any(|own| own == *name)), "{name}");
        }
        assert!(Class::NAMES.len() < 127);
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(Class::BeforeDeed.before("县自然资源局总共"), Some("县自然资源局"));
        assert_eq!(Class::Belonging.behind("或者其他组织"), Some("其他组织"));
        assert!(Class::Comparison.is_in("较上年增长") && !Class::Comparison.is_in("取得较好成效，比较稳定"));
        assert!(Class::Done.is("办结完毕") && !Class::Done.is("办结了"));
        assert_eq!(Class::BesideDone.skipped("均已按期办结"), "办结");
    }
}
