//! Which character a code or a glyph's name stands for in the fonts of western letters. Reports in Chinese have their
//! digits and signs from them.

/// The tables that a font may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    MacRoman,
    WinAnsi,
}

/// The character of a code; `None` where the table is empty.
pub(super) fn of_code(base: Base, code: u8) -> Option<char> {
    match (base, code) {
        (Base::Standard, 0x27) => Some('’'),
        (Base::Standard, 0x60) => Some('‘'),
        (_, 0x20..=0x7e) => Some(char::from(code)),
        (_, 0..=0x7f) => None,
        (Base::WinAnsi, 0x80..=0x9f) => WIN_ANSI.chars().nth(usize::from(code - 0x80)).filter(|it| *it != '\0'),
        (Base::WinAnsi, _) => Some(char::from(code)),
        (Base::MacRoman, _) => MAC_ROMAN.chars().nth(usize::from(code - 0x80)),
        (Base::Standard, _) => STANDARD.iter().find(|(known, _)| *known == code).map(|(_, character)| *character),
    }
}

/// The character of a name; `None` for names that only the font knows.
pub(super) fn of_name(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|stem| !stem.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter);
    }
    if let Ok(at) = NAMES.binary_search_by_key(&name, |(known, _)| known) {
        return Some(NAMES[at].1);
    }
    let number = match name.strip_prefix("uni") {
        Some(digits) if digits.len() >= 4 => digits.get(..4)?,
        _ => name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?,
    };
    char::from_u32(u32::from_str_radix(number, 16).ok()?)
}

const WIN_ANSI: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

const STANDARD: &[(u8, char)] = &[
    (0xa5, '¥'),
    (0xa7, '§'),
    (0xa9, '\''),
    (0xaa, '“'),
    (0xab, '«'),
    (0xae, 'ﬁ'),
    (0xaf, 'ﬂ'),
    (0xb1, '–'),
    (0xb4, '·'),
    (0xb7, '•'),
    (0xb8, '‚'),
    (0xb9, '„'),
    (0xba, '”'),
    (0xbb, '»'),
    (0xbc, '…'),
    (0xbd, '‰'),
    (0xd0, '—'),
];

/// In the order of the names.
const NAMES: &[(&str, char)] = &[
    ("ampersand", '&'),
    ("asciicircum", '^'),
    ("asciitilde", '~'),
    ("asterisk", '*'),
    ("at", '@'),
    ("backslash", '\\'),
    ("bar", '|'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("bullet", '•'),
    ("colon", ':'),
    ("comma", ','),
    ("degree", '°'),
    ("divide", '÷'),
    ("dollar", '$'),
    ("eight", '8'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("equal", '='),
    ("exclam", '!'),
    ("fi", 'ﬁ'),
    ("five", '5'),
    ("fl", 'ﬂ'),
    ("four", '4'),
    ("grave", '`'),
    ("greater", '>'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("hyphen", '-'),
    ("less", '<'),
    ("middot", '·'),
    ("minus", '−'),
    ("multiply", '×'),
    ("nbspace", '\u{a0}'),
    ("nine", '9'),
    ("numbersign", '#'),
    ("one", '1'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("percent", '%'),
    ("period", '.'),
    ("periodcentered", '·'),
    ("perthousand", '‰'),
    ("plus", '+'),
    ("plusminus", '±'),
    ("question", '?'),
    ("quotedbl", '"'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotesingle", '\''),
    ("section", '§'),
    ("semicolon", ';'),
    ("seven", '7'),
    ("sfthyphen", '-'),
    ("six", '6'),
    ("slash", '/'),
    ("space", ' '),
    ("sterling", '£'),
    ("three", '3'),
    ("two", '2'),
    ("underscore", '_'),
    ("yen", '¥'),
    ("zero", '0'),
];
