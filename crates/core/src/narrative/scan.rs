//! One pass over the folded prose: where its clauses end, which words of the lexicon stand in it, where its digits are.

use super::lexicon::{Hit, Lexicon, Word};
use super::prose::Clause;

/// A mark of punctuation, as folding leaves it; a line feed ends a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the folded text.
    pub at: usize,
    /// Which.
    pub mark: char,
}

/// Words that nearly stand twice, one right behind the other, by their places in the folded text: 可通过可以通过.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearlyRepeated {
    /// Where the first begins.
    pub first: usize,
    /// Where the second begins.
    pub second: usize,
    /// Where the second ends.
    pub end: usize,
}

/// A longer repetition, in bytes, is no slip of the pen.
const LONGEST_REPEATED: usize = 24;

/// Characters told apart when looking for repetitions.
const SEEN: usize = 256;

/// In bytes; a sentence without any mark that is longer is cut where it is.
const LONGEST_CLAUSE: usize = 600;

/// What the pass finds, each in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub clauses: Vec<Clause>,
    pub hits: Vec<Hit>,
    /// Places in `hits` of the words that are sought.
    pub sought: Vec<usize>,
    /// Commas, full stops, brackets, 、《》 and quotation marks.
    pub marks: Vec<Mark>,
    /// Where ‹ stands.
    pub foreign_marks: Vec<usize>,
    /// How many of them are ,;:?!.
    pub narrow_marks: usize,
    /// Words that stand twice, one right behind the other: where the second begins and ends.
    pub repeated: Vec<(usize, usize)>,
    /// One of them has a character more behind its first, or two more in front.
    pub nearly_repeated: Vec<NearlyRepeated>,
    /// Where each run of digits begins and ends, points and grouping commas within it included.
    pub digits: Vec<(usize, usize)>,
    /// Where 〇 stands, also as ○.
    pub zeros: Vec<usize>,
}

impl Scan {
    fn add(&mut self, hit: Hit) {
        if hit.word.is_sought() {
            self.sought.push(self.hits.len());
        }
        self.hits.push(hit);
    }

    /// Looks whether the words between `before` and `at`, two places of one character, stand there twice.
    fn note_repetition(&mut self, bytes: &[u8], before: usize, at: usize) {
        let length = at - before;
        if bytes[at..].starts_with(&bytes[before..at]) {
            self.repeated.push((at, at + length));
        } else if length > 6 {
            self.nearly_repeated.extend(nearly_repeated(bytes, before, at));
        }
    }
}

/// `text` has one line feed behind each paragraph.
pub(super) fn scan(text: &str) -> Scan {
    let lexicon = Lexicon::get();
    // What most reports have.
    let mut scan = Scan {
        clauses: Vec::with_capacity(text.len() / 32),
        hits: Vec::with_capacity(text.len() / 20),
        sought: Vec::with_capacity(text.len() / 64),
        marks: Vec::with_capacity(text.len() / 20),
        digits: Vec::with_capacity(text.len() / 64),
        ..Scan::default()
    };
    // Where each character was last seen, those that fall together taken for one.
    let mut seen = [0; SEEN];
    let mut cutter = Cutter::default();
    let mut rest = text.chars();
    let mut at = 0;
    while let Some(character) = rest.next() {
        let mut end = at + character.len_utf8();
        let next = end;
        match character {
            '\u{4000}'..='\u{9fff}' => {
                let before = std::mem::replace(&mut seen[character as usize % SEEN], at);
                if before >= cutter.start && before < at && at - before <= LONGEST_REPEATED {
                    scan.note_repetition(text.as_bytes(), before, at);
                }
                if lexicon.may_begin(character)
                    && let Some((length, word)) = lexicon.word_at(&text[at..])
                {
                    cutter.cut_short(at, &mut scan);
                    end = at + length;
                    scan.add(Hit { start: at, end, word });
                    for (inner, character) in text[at..end].char_indices().skip(1) {
                        seen[character as usize % SEEN] = at + inner;
                    }
                }
            }
            '、' | '《' | '》' | '"' => scan.marks.push(Mark { at, mark: character }),
            '。' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n' => {
                scan.marks.push(Mark { at, mark: character });
                scan.narrow_marks += usize::from(matches!(character, ',' | ';' | ':' | '!' | '?'));
                cutter.cut(at, character, &mut scan);
            }
            '0'..='9' => {
                cutter.cut_short(at, &mut scan);
                end = digits_end(text.as_bytes(), at);
                scan.digits.push((at, end));
            }
            '‹' => scan.foreign_marks.push(at),
            '〇' | '○' => scan.zeros.push(at),
            'X' | '×' => {
                if let Some(behind) = template_end(text, at) {
                    end = behind;
                    scan.add(Hit { start: at, end, word: Word::Template });
                }
            }
            _ => {}
        }
        if end > next {
            rest = text[end..].chars();
        }
        at = end;
    }
    scan
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

/// Cuts clauses one after the other.
#[derive(Clone, Copy, Default)]
struct Cutter {
    start: usize,
    paragraph: usize,
    sentence: usize,
    first_hit: usize,
}

impl Cutter {
    /// Ends a clause that goes on without end in front of a word or number, so that looking around one never takes long.
    fn cut_short(&mut self, at: usize, scan: &mut Scan) {
        if at - self.start > LONGEST_CLAUSE {
            let Cutter { start, paragraph, sentence, first_hit } = *self;
            scan.clauses.push(Clause { start, end: at, paragraph, mark: ' ', sentence, first_hit });
            (self.start, self.first_hit) = (at, scan.hits.len());
        }
    }

    fn cut(&mut self, at: usize, mark: char, scan: &mut Scan) {
        if self.start < at {
            let Cutter { start, paragraph, sentence, first_hit } = *self;
            scan.clauses.push(Clause { start, end: at, paragraph, mark, sentence, first_hit });
            self.first_hit = scan.hits.len();
        } else if mark == '。'
            && let Some(last) = scan.clauses.last_mut()
            && last.paragraph == self.paragraph
        {
            // ）。 ends the sentence, not the bracket alone.
            last.mark = mark;
        }
        self.start = at + mark.len_utf8();
        self.sentence += usize::from(matches!(mark, '。' | '!' | '?' | '\n'));
        self.paragraph += usize::from(mark == '\n');
    }
}
