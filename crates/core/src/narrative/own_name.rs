//! What an organ calls itself.

use super::lexicon::Class;

/// 我局, 本机关, 全镇, or a name of the organ as the title gives it: what stands behind it, where the words begin so.
pub fn behind_own_name<'a>(organ: &str, words: &'a str) -> Option<&'a str> {
    let selves = || Class::OrganKind.behind(Class::OwnPrefix.behind(words)?);
    behind_name(organ, words).or_else(selves)
}

/// 清溪县农业农村局, 县农业农村局, 农业农村局, of 清溪县人民政府 县政府: what stands behind a name of the organ or its end.
fn behind_name<'a>(organ: &str, words: &'a str) -> Option<&'a str> {
    let place = organ.strip_suffix("人民政府");
    let government = place.and_then(|place| words.strip_prefix(place.chars().next_back()?)?.strip_prefix("政府"));
    let tails = organ.char_indices().map(|(at, _)| &organ[at..]);
    let named = tails.filter(|tail| tail.chars().count() > 1).find_map(|tail| words.strip_prefix(tail));
    // 政府信息 names no government.
    government.or(named).filter(|rest| !rest.starts_with("信息"))
}

/// Whether words end with what an organ calls itself. 县政府 is no 市人民政府.
pub fn ends_with_own_name(organ: &str, words: &str) -> bool {
    words
        .char_indices()
        .any(|(at, _)| !Class::PlaceKind.ends(&words[..at]) && behind_own_name(organ, &words[at..]) == Some(""))
}
