//! Looking for several words: one of a few or of a long list anywhere in a text or at its ends, or all of many in one pass.

use std::sync::LazyLock;

/// Whether `text` has one of some words, which a space parts.
pub(crate) fn holds_any(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}

/// Whether `text` begins with one of some words, which a space parts.
pub(crate) fn begins_with_any(text: &str, words: &str) -> bool {
    behind_any(text, words).is_some()
}

/// Whether `text` ends with one of some words, which a space parts.
pub(crate) fn ends_with_any(text: &str, words: &str) -> bool {
    before_any(text, words).is_some()
}

/// What stands behind the first of some words, which a space parts, that `text` begins with.
pub(crate) fn behind_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.split(' ').find_map(|word| text.strip_prefix(word))
}

/// What stands before the first of some words, which a space parts, that `text` ends with.
pub(crate) fn before_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.split(' ').find_map(|word| text.strip_suffix(word))
}

/// A long list of words, as a `static` made by [`words!`] and parted when first used. Nearly every text is turned away by its
/// characters alone.
pub(crate) type Words = LazyLock<WordList>;

/// Words parted by white space.
macro_rules! words {
    ($words:literal) => {
        $crate::searching::Words::new(|| $crate::searching::WordList::new($words))
    };
}
pub(crate) use words;

pub(crate) struct WordList {
    /// In the order of the list: of several that fit the first is meant.
    words: Vec<&'static str>,
    first: Characters,
    last: Characters,
}

impl WordList {
    pub fn new(words: &'static str) -> Self {
        let words: Vec<&'static str> = words.split_ascii_whitespace().collect();
        let first = Characters::of(words.iter().filter_map(|word| word.chars().next()));
        let last = Characters::of(words.iter().filter_map(|word| word.chars().next_back()));
        WordList { words, first, last }
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        self.words_beginning(text).any(|word| word == text)
    }

    /// Whether one of the words stands anywhere in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let starts = text.char_indices().filter(|(_, first)| self.first.may_have(*first));
        starts.map(|(at, _)| &text[at..]).any(|rest| self.begin(rest))
    }

    /// Whether `text` begins with one of the words.
    pub fn begin(&self, text: &str) -> bool {
        self.words_beginning(text).next().is_some()
    }

    /// Whether `text` ends with one of the words.
    pub fn end(&self, text: &str) -> bool {
        let may_end = text.chars().next_back().is_some_and(|last| self.last.may_have(last));
        may_end && self.words.iter().any(|word| text.ends_with(word))
    }

    /// The words that `text` begins with, in the order of the list.
    pub fn words_beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let may_begin = text.chars().next().is_some_and(|first| self.first.may_have(first));
        let words: &[&'static str] = if may_begin { &self.words } else { &[] };
        words.iter().copied().filter(|word| text.starts_with(word))
    }
}

/// A set of characters that holds all that it was made of, and a few more: those with the same last eight bits.
#[derive(Clone, Debug)]
pub(crate) struct Characters([bool; 256]);

impl Characters {
    pub fn of(characters: impl Iterator<Item = char>) -> Self {
        let mut known = [false; 256];
        for character in characters {
            known[character as usize % 256] = true;
        }
        Characters(known)
    }

    pub fn may_have(&self, character: char) -> bool {
        self.0[character as usize % 256]
    }
}

/// Words that are looked for together, as a tree of their characters.
#[derive(Clone, Debug)]
pub struct Needles {
    /// For each character the place in `nodes` of the words that begin with it; 0 for most, which begin none.
    first: Vec<u16>,
    /// What may follow the first character; nothing in the first of them.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// The word that ends here, as its place in the list.
    word: Option<usize>,
    /// The rest of the words by their next character.
    next: Vec<(char, Node)>,
}

impl Node {
    /// The node behind a character, new where there is none.
    fn behind(&mut self, next: char) -> &mut Node {
        let known = self.next.iter().position(|(known, _)| *known == next);
        let at = known.unwrap_or_else(|| {
            self.next.push((next, Node::default()));
            self.next.len() - 1
        });
        &mut self.next[at].1
    }

    fn next(&self, next: char) -> Option<&Node> {
        self.next.iter().find(|(known, _)| *known == next).map(|(_, node)| node)
    }
}

impl Needles {
    /// Words that are not empty; of equal ones the first is found.
    pub fn new(words: &[&str]) -> Self {
        let mut needles = Needles { first: Vec::new(), nodes: vec![Node::default()] };
        for (place, word) in words.iter().enumerate() {
            let mut characters = word.chars();
            let Some(first) = characters.next() else { continue };
            let end = characters.fold(needles.node(first), Node::behind);
            end.word.get_or_insert(place);
        }
        needles
    }

    /// The node of a first character, new where it has none.
    fn node(&mut self, first: char) -> &mut Node {
        let first = first as usize;
        if self.first.len() <= first {
            self.first.resize(first + 1, 0);
        }
        if self.first[first] == 0 {
            self.first[first] = self.nodes.len() as u16;
            self.nodes.push(Node::default());
        }
        &mut self.nodes[usize::from(self.first[first])]
    }

    /// Every place where one of the words stands, in the order of the text, with the word's own place in the list.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let starts = text.char_indices().filter(|(_, first)| self.may_begin(*first));
        starts.flat_map(move |(at, _)| self.beginning(&text[at..]).map(move |word| (at, word)))
    }

    /// Whether one of the words begins with a character.
    pub fn may_begin(&self, first: char) -> bool {
        self.first.get(first as usize).is_some_and(|node| *node > 0)
    }

    /// The places in the list of the words that `text` begins with, the shortest first.
    pub fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut characters = text.chars();
        let first = characters.next().and_then(|first| self.first.get(first as usize));
        let node = first.map(|node| &self.nodes[usize::from(*node)]);
        let nodes = std::iter::successors(node, move |node| node.next(characters.next()?));
        nodes.filter_map(|node| node.word)
    }
}

#[cfg(test)]
mod tests {
    use super::Needles;

    const WORDS: [&str; 7] = ["公开", "公开信息", "信息公开", "开", "3.其他", "0", "三安全一稳定"];

    /// Each word behind, in front of and inside others, and cut off at the end.
    fn texts() -> Vec<String> {
        let mut texts = vec![String::new()];
        for first in WORDS {
            for second in WORDS {
                let cut: String = second.chars().take(second.chars().count() - 1).collect();
                texts.extend([format!("{first}{second}"), format!("é{first}𠀀 a{second}"), format!("{first}{cut}")]);
            }
        }
        texts
    }

    #[test]
    fn needles_are_found_wherever_one_by_one_they_are() {
        let needles = Needles::new(&WORDS);
        for text in texts() {
            let mut one_by_one = Vec::new();
            for (at, _) in text.char_indices() {
                let here = (0..WORDS.len()).filter(|word| text[at..].starts_with(WORDS[*word]));
                one_by_one.extend(here.map(|word| (at, word)));
            }
            one_by_one.sort_by_key(|(at, word)| (*at, WORDS[*word].len()));
            assert_eq!(needles.places(&text).collect::<Vec<_>>(), one_by_one, "{text}");
        }
    }
}
