//! HTML that stands in the string literals of a script. Nothing is executed.

/// The HTML of a text that is a script and not a report, most of which is that HTML.
pub(crate) fn html_of_script(text: &str) -> Option<String> {
    let is_start = |first: char| first.is_ascii_alphabetic() || "{[(\"'$_/;!".contains(first);
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with(is_start) {
        return None;
    }
    Some(html_in(text)).filter(|html| html.len() * 3 >= text.len() && has_ends(html))
}

/// What the literals with markup say, in their order; those that `+` joins are one.
pub(crate) fn html_in(script: &str) -> String {
    let (mut html, mut joined, mut rest) = (String::new(), String::new(), script);
    let mut take = |joined: &mut String| {
        if has_ends(joined) || is_tag(joined) {
            html.push_str(joined);
        }
        joined.clear();
    };
    while let Some((at, quote)) = rest.char_indices().find(|(_, character)| matches!(character, '"' | '\'' | '`')) {
        if rest[..at].trim() != "+" {
            take(&mut joined);
        }
        rest = &rest[at + 1..];
        let mut words = String::new();
        let (end, closed) = literal(rest, quote, &mut words);
        if closed {
            joined.push_str(&words);
        }
        rest = &rest[end..];
    }
    take(&mut joined);
    html
}

/// Whether elements end in these words.
fn has_ends(html: &str) -> bool {
    html.contains("</") || html.contains("&lt;/")
}

/// Whether words begin like a tag, escaped or not.
pub(crate) fn is_tag(words: &str) -> bool {
    let words = words.trim_start();
    let name = words.strip_prefix('<').or_else(|| words.strip_prefix("&lt;"));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// Reads a literal behind its first quote: where the script goes on, and whether the literal came to its end.
fn literal(script: &str, quote: char, words: &mut String) -> (usize, bool) {
    let mut characters = script.char_indices();
    let mut high = 0;
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => {}
            '\n' if quote != '`' => return (at, false),
            _ if character == quote => return (at + 1, true),
            _ => {
                words.push(character);
                continue;
            }
        }
        let Some((_, escaped)) = characters.next() else { break };
        let digits = match escaped {
            'u' => 4,
            'x' => 2,
            'n' | 't' | 'r' => {
                words.push(if escaped == 'n' { '\n' } else { ' ' });
                continue;
            }
            '\n' => continue,
            '\r' => {
                characters.next();
                continue;
            }
            _ => {
                words.push(escaped);
                continue;
            }
        };
        let mut code = 0;
        for _ in 0..digits {
            let digit = characters.next().and_then(|(_, digit)| digit.to_digit(16)).unwrap_or(0);
            code = (code << 4) | digit;
        }
        match code {
            0xd800..0xdc00 => high = code,
            0xdc00..0xe000 => words.extend(char::from_u32(0x1_0000 + ((high & 0x3ff) << 10) + (code & 0x3ff))),
            _ => words.extend(char::from_u32(code)),
        }
    }
    (script.len(), false)
}
