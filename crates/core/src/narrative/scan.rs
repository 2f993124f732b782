//! One pass over the folded prose: where its clauses end, which words of the lexicon stand in it, where its digits are.

use super::lexicon::{Hit, Lexicon, Word, low_bits};
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
    /// How many of them are ,;:?!.
    pub narrow_marks: usize,
    /// Words that stand twice, one right behind the other: where the second begins and ends.
    pub repeated: Vec<(usize, usize)>,
    /// One of them has a character more behind its first, or two more in front.
    pub nearly_repeated: Vec<NearlyRepeated>,
    /// Where each run of digits begins and ends, points and grouping commas within it included.
    pub digits: Vec<(usize, usize)>,
}

impl Scan {
    fn add(&mut self, hit: Hit) {
        if hit.word.is_sought() {
            self.sought.push(self.hits.len());
        }
        self.hits.push(hit);
    }
}

/// `text` has one line feed behind each paragraph.
#[inline(never)]
pub(super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let lexicon = Lexicon::get();
    // What most reports have.
    let mut scan = Scan {
        clauses: Vec::with_capacity(text.len() / 32),
        hits: Vec::with_capacity(text.len() / 20),
        sought: Vec::with_capacity(text.len() / 64),
        digits: Vec::with_capacity(text.len() / 64),
        marks: Vec::with_capacity(text.len() / 20),
        narrow_marks: 0,
        repeated: Vec::new(),
        nearly_repeated: Vec::new(),
    };
    // Where each character was last seen, by its low bits.
    let mut seen = [0_usize; SEEN];
    let mut cutter = Cutter::default();
    let mut at = 0;
    while let Some(next) = next_bytes(bytes, at) {
        let byte = next as u8;
        match byte {
            0xe4..=0xe9 => {
                let low_bits = low_bits([(next >> 8) as u8, (next >> 16) as u8]);
                let before = std::mem::replace(&mut seen[low_bits % SEEN], at);
                let length = at - before;
                if length <= LONGEST_REPEATED && before >= cutter.start && length > 0 {
                    if bytes.get(at..at + length) == bytes.get(before..at) {
                        scan.repeated.push((at, at + length));
                    } else if length > 6
                        && let Some(near) = nearly_repeated(bytes, before, at)
                    {
                        scan.nearly_repeated.push(near);
                    }
                }
                let word = if lexicon.may_begin(low_bits, (next >> 40) as u8) {
                    lexicon.word_at(low_bits, next, &bytes[at..])
                } else {
                    None
                };
                match word {
                    Some((length, word)) => {
                        cutter.cut_short(at, &mut scan);
                        for inner in (at + 3..at + length).step_by(3) {
                            seen[self::low_bits([bytes[inner + 1], bytes[inner + 2]]) % SEEN] = inner;
                        }
                        scan.add(Hit { start: at, end: at + length, word });
                        at += length;
                    }
                    None => at += 3,
                }
            }
            // 、。《》 among the ideographic marks.
            0xe3 => {
                let mark = match ((next >> 8) as u8, (next >> 16) as u8) {
                    (0x80, 0x81) => Some('、'),
                    (0x80, 0x82) => Some('。'),
                    (0x80, 0x8a) => Some('《'),
                    (0x80, 0x8b) => Some('》'),
                    _ => None,
                };
                if let Some(mark) = mark {
                    scan.marks.push(Mark { at, mark });
                    if mark == '。' {
                        cutter.cut(at, mark, &mut scan);
                    }
                }
                at += 3;
            }
            b'"' => {
                scan.marks.push(Mark { at, mark: '"' });
                at += 1;
            }
            // XX and ××, which a template leaves to be filled in.
            b'X' => {
                let length = bytes[at..].iter().take_while(|byte| **byte == b'X').count();
                let in_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
                if length > 1 && !in_word(at.checked_sub(1)) && !in_word(Some(at + length)) {
                    scan.add(Hit { start: at, end: at + length, word: Word::Template });
                }
                at += length;
            }
            0xc3 if bytes[at..].starts_with("××".as_bytes()) => {
                scan.add(Hit { start: at, end: at + 4, word: Word::Template });
                at += 4;
            }
            b'0'..=b'9' => {
                cutter.cut_short(at, &mut scan);
                let end = digits_end(bytes, at);
                scan.digits.push((at, end));
                at = end;
            }
            b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'\n' => {
                let mark = char::from(byte);
                scan.marks.push(Mark { at, mark });
                scan.narrow_marks += usize::from(!matches!(byte, b'(' | b')' | b'\n'));
                cutter.cut(at, mark, &mut scan);
                at += 1;
            }
            _ => at += 1,
        }
    }
    scan
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

/// Eight bytes, the first lowest, or what there is of them: behind the end of the text stands 0.
#[inline]
fn next_bytes(bytes: &[u8], at: usize) -> Option<u64> {
    if let Some(next) = bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        return Some(u64::from_le_bytes(*next));
    }
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    Some(rest.iter().rev().fold(0, |next, byte| (next << 8) | u64::from(*byte)))
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
