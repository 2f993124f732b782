//! Rich text as tokens: groups, control words, bytes of text.

/// A piece of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name`, with its number.
    Word(&'a [u8], Option<i32>),
    /// `\` and one other character.
    Symbol(u8),
    /// `\'hh`: one byte of text.
    Byte(u8),
    /// Text as it stands.
    Text(&'a [u8]),
}

/// Reads the tokens one after the other.
#[derive(Debug)]
pub struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// All of a file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Tokens { rest: bytes }
    }

    /// The next token. Some programs write characters of two bytes as they are, and the second may look like `\`, `{`
    /// or `}`; `double_byte` says that such characters may stand here.
    pub fn next(&mut self, double_byte: bool) -> Option<Token<'a>> {
        while let Some((b'\r' | b'\n' | 0, rest)) = self.rest.split_first() {
            self.rest = rest;
        }
        let (first, rest) = self.rest.split_first()?;
        match first {
            b'{' | b'}' => {
                self.rest = rest;
                Some(if *first == b'{' { Token::Open } else { Token::Close })
            }
            b'\\' => {
                self.rest = rest;
                Some(self.control())
            }
            _ => Some(Token::Text(self.text(double_byte))),
        }
    }

    fn text(&mut self, double_byte: bool) -> &'a [u8] {
        let mut length = 0;
        while let Some(byte) = self.rest.get(length) {
            match byte {
                b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0 => break,
                0x81..=0xfe if double_byte => {
                    let is_second =
                        self.rest.get(length + 1).is_some_and(|next| matches!(next, 0x40..=0x7e | 0x80..=0xfe));
                    // A lead byte before `\'hh` has its second byte there.
                    let is_escaped = self.rest[length + 1..].starts_with(b"\\'");
                    length += if is_second && !is_escaped { 2 } else { 1 };
                }
                _ => length += 1,
            }
        }
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        text
    }

    fn control(&mut self) -> Token<'a> {
        let letters = self.count(u8::is_ascii_alphabetic);
        if letters == 0 {
            return self.symbol();
        }
        let (name, rest) = self.rest.split_at(letters);
        self.rest = rest;
        let negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.rest = &self.rest[usize::from(negative)..];
        let digits = self.count(u8::is_ascii_digit);
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let number = (digits > 0).then(|| {
            let value = number
                .iter()
                .fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
            if negative { -value } else { value }
        });
        if name == b"bin" {
            let skipped = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.rest = self.rest.get(skipped..).unwrap_or(&[]);
        }
        Token::Word(name, number)
    }

    fn symbol(&mut self) -> Token<'a> {
        let Some((symbol, rest)) = self.rest.split_first() else { return Token::Text(&[]) };
        self.rest = rest;
        if *symbol != b'\'' {
            return Token::Symbol(*symbol);
        }
        let digit = |at: usize| self.rest.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Token::Text(&[]) };
        self.rest = &self.rest[2..];
        Token::Byte((high * 16 + low) as u8)
    }

    fn count(&self, is_counted: impl Fn(&u8) -> bool) -> usize {
        self.rest.iter().position(|byte| !is_counted(byte)).unwrap_or(self.rest.len())
    }
}
