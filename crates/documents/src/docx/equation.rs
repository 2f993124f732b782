//! Words in the instruction of a field that draws them: EQ puts a reading above a word, or a circle around it.

/// The words that an EQ field shows, without the readings above them and the circles around; `None` for another field.
pub fn words_of_equation(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(2..).filter(|_| rest[..2].eq_ignore_ascii_case("eq"))?;
    let words = shown(rest, 0).trim().to_owned();
    (!words.is_empty()).then_some(words)
}

/// Switches in switches in switches.
const DEEPEST: usize = 8;

/// What an expression shows: `\o` prints its parts over each other, and the last of them is the word; other switches
/// arrange their parts.
fn shown(expression: &str, depth: usize) -> String {
    let mut words = String::new();
    let mut rest = expression;
    while let Some(character) = rest.chars().next() {
        let behind = &rest[character.len_utf8()..];
        if character != '\\' {
            words.push(character);
            rest = behind;
            continue;
        }
        let name_end = behind.find(|it: char| !it.is_ascii_alphabetic() && it != '*').unwrap_or(behind.len());
        let (name, arguments) = behind.split_at(name_end);
        if name.is_empty() {
            // An escaped sign.
            let sign = behind.chars().next();
            words.extend(sign);
            rest = &behind[sign.map_or(0, char::len_utf8)..];
        } else if name.starts_with('*') {
            // How the field is formatted: a word, perhaps in quotes.
            rest = after_word(&behind[1..]);
        } else {
            // Numbers between a switch and its parts are measures.
            let start = arguments.trim_start_matches(|it: char| it.is_ascii_digit() || it.is_whitespace() || it == '-');
            match start.strip_prefix('(').filter(|_| depth < DEEPEST) {
                Some(inside) => {
                    let (parts, after) = parts_of(inside);
                    words.push_str(&arranged(name, &parts, depth));
                    rest = after;
                }
                None => rest = start,
            }
        }
    }
    words
}

fn arranged(name: &str, parts: &[&str], depth: usize) -> String {
    let all = || parts.iter().map(|part| shown(part, depth + 1));
    match name.to_ascii_lowercase().as_str() {
        "o" | "ac" | "al" | "ar" | "ad" => {
            let words: Vec<String> = all().map(|words| words.trim().to_owned()).filter(|it| !it.is_empty()).collect();
            let is_frame = |words: &&String| words.chars().all(|it| "○〇◯□△◇☐●".contains(it));
            words.iter().rfind(|words| !is_frame(words)).or(words.last()).cloned().unwrap_or_default()
        }
        "f" => all().collect::<Vec<_>>().join("/"),
        _ => all().collect(),
    }
}

/// The parts of a switch, divided by commas or semicolons outside of brackets, and what stands behind them.
fn parts_of(inside: &str) -> (Vec<&str>, &str) {
    let (mut parts, mut start, mut depth, mut escaped) = (Vec::new(), 0, 0, false);
    for (at, character) in inside.char_indices() {
        match character {
            _ if escaped => escaped = false,
            // A switch also begins so; its letters need no escaping.
            '\\' => escaped = inside[at + 1..].starts_with(['(', ')', ',', ';', '\\']),
            '(' => depth += 1,
            ')' if depth == 0 => {
                parts.push(&inside[start..at]);
                return (parts, &inside[at + 1..]);
            }
            ')' => depth -= 1,
            ',' | ';' | '，' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    (parts, "")
}

fn after_word(rest: &str) -> &str {
    let rest = rest.trim_start();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map_or("", |(_, after)| after),
        None => rest.find(char::is_whitespace).map_or("", |end| &rest[end..]),
    }
}

#[cfg(test)]
mod tests {
    use super::words_of_equation;

    #[test]
    fn readings_and_circles_are_no_words() {
        for (instruction, words) in [
            (r#" EQ \* jc0 \* "Font:宋体" \* hps10 \o \ad(\s \up 9(zhu),总)"#, Some("总")),
            (r#" EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zǒng tǐ),总体)"#, Some("总体")),
            (r" eq \o\ac(○,1)", Some("1")),
            (r"eq \o\ac(\s\up 2(○),总)", Some("总")),
            (r"EQ \o\ac(□,\s\do1(是))", Some("是")),
            (r"EQ \f(1,2)", Some("1/2")),
            (r"EQ \x(甲)乙", Some("甲乙")),
            (r"EQ \o\ac(○", Some("○")),
            ("EQ ", None),
            ("PAGE", None),
            ("", None),
        ] {
            assert_eq!(words_of_equation(instruction).as_deref(), words, "{instruction}");
        }
    }
}
