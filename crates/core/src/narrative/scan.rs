//! One pass over the folded prose: where its clauses end, its words of the lexicon, its numbers.

use super::contents::{Mark, Narrative, NearlyRepeated};
use super::figures::{Figure, cases_in_words, figure, year_in_words};
use super::lexicon::{Hit, Lexicon, Word};
use super::prose::{Clause, Prose};

/// A longer repetition, in bytes, is no slip of the pen.
const LONGEST_REPEATED: usize = 24;

/// Characters told apart when looking for repetitions.
const SEEN: usize = 256;

/// In bytes; a sentence without any mark that is longer is cut where it is.
const LONGEST_CLAUSE: usize = 600;

/// The prose of a report with all that one pass over it finds.
pub(super) fn scan(mut prose: Prose) -> Narrative {
    let mut scan = Scan::of(prose.text());
    scan.run();
    let Scan { found, clauses, .. } = scan;
    prose.clauses = clauses;
    Narrative { prose, ..found }
}

/// The pass over the text, which has one line feed behind each paragraph.
struct Scan<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
    /// What was found so far, each in the order of the text.
    found: Narrative,
    clauses: Vec<Clause>,
    /// The clause that goes on, its end not known yet.
    clause: Clause,
    /// Where each character was last seen, those that fall together taken for one.
    seen: [usize; SEEN],
}

impl<'a> Scan<'a> {
    fn of(text: &'a str) -> Self {
        // What most reports have.
        let found = Narrative {
            hits: Vec::with_capacity(text.len() / 20),
            sought: Vec::with_capacity(text.len() / 64),
            marks: Vec::with_capacity(text.len() / 20),
            figures: Vec::with_capacity(text.len() / 64),
            ..Narrative::default()
        };
        let clause = Clause { start: 0, end: 0, paragraph: 0, mark: ' ', sentence: 0, first_hit: 0 };
        let clauses = Vec::with_capacity(text.len() / 32);
        Scan { text, lexicon: Lexicon::get(), found, clauses, clause, seen: [0; SEEN] }
    }

    fn run(&mut self) {
        let text = self.text;
        let mut rest = text.chars();
        let mut at = 0;
        while let Some(character) = rest.next() {
            let next = at + character.len_utf8();
            let end = match character {
                '\u{4000}'..='\u{9fff}' => self.word(at, character).unwrap_or(next),
                '0'..='9' => self.digits(at),
                'X' | '×' => self.left_open(at).unwrap_or(next),
                _ => {
                    self.mark(at, character);
                    next
                }
            };
            if end > next {
                rest = text[end..].chars();
            }
            at = end;
        }
    }

    /// Looks for a word of the lexicon, and whether words stand twice; gives the end of the word.
    fn word(&mut self, at: usize, character: char) -> Option<usize> {
        let before = std::mem::replace(&mut self.seen[character as usize % SEEN], at);
        if before >= self.clause.start && before < at && at - before <= LONGEST_REPEATED {
            self.note_repetition(before, at);
        }
        let known = self.lexicon.may_begin(character).then(|| self.lexicon.word_at(&self.text[at..]));
        let (length, word) = known.flatten()?;
        let end = at + length;
        self.add(Hit { start: at, end, word });
        for (inner, character) in self.text[at..end].char_indices().skip(1) {
            self.seen[character as usize % SEEN] = at + inner;
        }
        match word {
            Word::Case => self.add_figure(cases_in_words(self.text, at)),
            Word::None if &self.text[at..end] == "零" => self.add_figure(year_in_words(self.text, at)),
            _ => {}
        }
        Some(end)
    }

    fn digits(&mut self, at: usize) -> usize {
        self.cut_short(at);
        let end = digits_end(self.text.as_bytes(), at);
        match figure(self.text, at, end) {
            None => self.found.bare_digits.push((at, end)),
            known => self.add_figure(known),
        }
        end
    }

    /// XX and ××, which a template leaves to be filled in.
    fn left_open(&mut self, at: usize) -> Option<usize> {
        let end = template_end(self.text, at)?;
        self.add(Hit { start: at, end, word: Word::Template });
        Some(end)
    }

    fn mark(&mut self, at: usize, mark: char) {
        match mark {
            '、' | '《' | '》' | '"' => self.found.marks.push(Mark { at, mark }),
            '。' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n' => {
                self.found.marks.push(Mark { at, mark });
                self.found.narrow_marks += usize::from(matches!(mark, ',' | ';' | ':' | '!' | '?'));
                self.cut(at, mark);
            }
            '‹' => self.found.foreign_marks.push(at),
            '〇' | '○' => self.add_figure(year_in_words(self.text, at)),
            _ => {}
        }
    }

    fn add(&mut self, hit: Hit) {
        self.cut_short(hit.start);
        if hit.word.is_sought() {
            self.found.sought.push(self.found.hits.len());
        }
        self.found.hits.push(hit);
    }

    /// Adds a number of the clause that goes on.
    fn add_figure(&mut self, figure: Option<Figure>) {
        let clause = self.clauses.len();
        let own = figure.filter(|figure| figure.start >= self.clause.start);
        self.found.figures.extend(own.map(|figure| Figure { clause, ..figure }));
    }

    /// Looks whether the words between `before` and `at`, two places of one character, stand there twice.
    fn note_repetition(&mut self, before: usize, at: usize) {
        let (bytes, length) = (self.text.as_bytes(), at - before);
        if bytes[at..].starts_with(&bytes[before..at]) {
            self.found.repeated.push((at, at + length));
        } else if length > 6 {
            self.found.nearly_repeated.extend(nearly_repeated(bytes, before, at));
        }
    }

    /// Ends a clause that goes on without end in front of a word or number, so that looking around one never takes long. A
    /// number keeps its unit.
    fn cut_short(&mut self, at: usize) {
        let in_figure = || self.found.figures.last().is_some_and(|figure| figure.end > at);
        if at - self.clause.start > LONGEST_CLAUSE && !in_figure() {
            self.clauses.push(Clause { end: at, mark: ' ', ..self.clause });
            (self.clause.start, self.clause.first_hit) = (at, self.found.hits.len());
        }
    }

    fn cut(&mut self, at: usize, mark: char) {
        if self.clause.start < at {
            self.clauses.push(Clause { end: at, mark, ..self.clause });
            self.clause.first_hit = self.found.hits.len();
        } else if mark == '。'
            && let Some(last) = self.clauses.last_mut()
            && last.paragraph == self.clause.paragraph
        {
            // ）。 ends the sentence, not the bracket alone.
            last.mark = mark;
        }
        self.clause.start = at + mark.len_utf8();
        self.clause.sentence += usize::from(matches!(mark, '。' | '!' | '?' | '\n'));
        self.clause.paragraph += usize::from(mark == '\n');
    }
}

/// Where XX or ×× ends, which a template leaves to be filled in.
fn template_end(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with('×') {
        return text[at..].starts_with("××").then_some(at + "××".len());
    }
    let end = text.len() - text[at..].trim_start_matches('X').len();
    let is_letter = |beside: char| beside.is_ascii_alphabetic();
    let in_word = text[..at].ends_with(is_letter) || text[end..].starts_with(is_letter);
    (end - at > 1 && !in_word).then_some(end)
}

/// What begins with the same character at `before` and at `at`, three characters or more apart: 可通过 and 可以通过, either
/// first; 网站 and 门户网站, which begins where the first ends.
fn nearly_repeated(bytes: &[u8], before: usize, at: usize) -> Option<NearlyRepeated> {
    let same = |first: std::ops::Range<usize>, second: usize| {
        bytes.get(second..second + first.len()).is_some_and(|words| *words == bytes[first])
    };
    let length = at - before;
    if same(before + 3..at, at + 6) {
        return Some(NearlyRepeated { first: before, second: at, end: at + length + 3 });
    }
    if length > 9 && same(before + 6..at, at + 3) {
        return Some(NearlyRepeated { first: before, second: at, end: at + length - 3 });
    }
    (length == 12 && same(before..before + 6, at)).then_some(NearlyRepeated {
        first: before,
        second: before + 6,
        end: at + 6,
    })
}

/// The comma of 1,234 and the point of 3.5 belong to the number; that of 3,5 does not.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let goes_on = match bytes.get(at) {
            Some(b'.') => digit(at + 1),
            Some(b',') => (1..=3).all(|behind| digit(at + behind)) && !digit(at + 4),
            _ => false,
        };
        if !goes_on {
            return at;
        }
        at += 1;
    }
}
