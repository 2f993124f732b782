//! One pass over the folded prose: where its clauses end, which words of the lexicon stand in it, where its digits are.

use super::lexicon::{Hit, Lexicon};
use super::prose::Clause;

/// What the pass finds, each in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub clauses: Vec<Clause>,
    pub hits: Vec<Hit>,
    /// Where each run of digits begins and ends, points and grouping commas within it included.
    pub digits: Vec<(usize, usize)>,
}

/// `text` has one line feed behind each paragraph.
pub(super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let lexicon = Lexicon::get();
    // What most reports have.
    let mut scan = Scan {
        clauses: Vec::with_capacity(text.len() / 32),
        hits: Vec::with_capacity(text.len() / 20),
        digits: Vec::with_capacity(text.len() / 64),
    };
    let mut cutter = Cutter::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            0xe4..=0xe9 => match lexicon.word_at(&bytes[at..]) {
                Some((length, word)) => {
                    scan.hits.push(Hit { start: at, end: at + length, word });
                    at += length;
                }
                None => at += 3,
            },
            // 。 among the ideographic marks.
            0xe3 => {
                if bytes.get(at + 2) == Some(&0x82) && bytes[at + 1] == 0x80 {
                    cutter.cut(at, '。', &mut scan);
                }
                at += 3;
            }
            b'0'..=b'9' => {
                let end = digits_end(bytes, at);
                scan.digits.push((at, end));
                at = end;
            }
            b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'\n' => {
                cutter.cut(at, char::from(*byte), &mut scan);
                at += 1;
            }
            _ => at += 1,
        }
    }
    scan
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
