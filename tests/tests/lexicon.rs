//! The list of words is in one order, so that a word has one place and two people's words meet without a conflict.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/core/src/narrative/lexicon.txt");

#[test]
fn every_word_has_one_line_in_its_place() {
    let list = std::fs::read_to_string(FILE).unwrap();
    let is_word = |line: &&str| !(line.is_empty() || line.starts_with("# "));
    let mut lines: Vec<&str> = list.lines().filter(is_word).collect();
    lines.sort_by_key(|line| line.split(' ').next());
    let word = |line: &str| line.split(' ').next().map(str::to_owned);
    let twice = lines.windows(2).find(|pair| word(pair[0]) == word(pair[1]));
    assert_eq!(twice, None, "one word, one line: join them");
    let about = list.lines().filter(|line| line.starts_with("# "));
    let ordered: Vec<&str> = about.chain(lines).collect();
    let ordered = ordered.join("\n") + "\n";
    if list != ordered {
        std::fs::write(FILE, ordered).unwrap();
        panic!("the words were not in order; they are now, run the test again");
    }
}
