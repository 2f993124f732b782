//! HTML without styles that a browser would apply. A page's policy forbids them, and what its parser makes inherits the
//! policy: each `style` that Word writes on every paragraph would be a violation, which takes far longer than the parsing.

/// The name that `style` attributes have in what [`unstyled`] gives.
pub const STYLE: &str = "data-style";

/// The same HTML with every `style` attribute under the name [`STYLE`] and without its style sheets, which are no words of a
/// report. Text, comments and scripts stay as they are.
pub fn unstyled(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, markup) = rest.split_at(at);
        out.push_str(text);
        rest = match markup.strip_prefix("<!--") {
            Some(_) => take(&mut out, markup, markup.find("-->").map_or(markup.len(), |end| end + 3)),
            None if markup[1..].starts_with(|first: char| first.is_ascii_alphabetic()) => tag(&mut out, markup),
            None => take(&mut out, markup, 1),
        };
    }
    out.push_str(rest);
    out
}

/// Takes so many bytes as they are.
fn take<'a>(out: &mut String, html: &'a str, length: usize) -> &'a str {
    let (taken, rest) = html.split_at(length);
    out.push_str(taken);
    rest
}

/// Takes a tag that begins here, and what it keeps from being markup.
fn tag<'a>(out: &mut String, html: &'a str) -> &'a str {
    let name_end =
        html[1..].find(|next| is_space(next) || next == '/' || next == '>').map_or(html.len(), |end| end + 1);
    let name = html[1..name_end].to_ascii_lowercase();
    if name == "style" {
        let sheet = raw_length(html, &name);
        let end = html[sheet..].find('>').map_or(html.len(), |end| sheet + end + 1);
        return &html[end..];
    }
    let mut rest = take(out, html, name_end);
    loop {
        let start = rest.find(|next| !is_space(next) && next != '/').unwrap_or(rest.len());
        rest = take(out, rest, start);
        if rest.is_empty() {
            return rest;
        }
        if rest.starts_with('>') {
            break;
        }
        rest = attribute(out, rest);
    }
    rest = take(out, rest, 1);
    if !RAW.contains(&name.as_str()) {
        return rest;
    }
    let length = raw_length(rest, &name);
    take(out, rest, length)
}

/// How much stands before the end of an element in which nothing is markup.
fn raw_length(html: &str, name: &str) -> usize {
    let is_end = |at: &usize| html[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    html.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(html.len())
}

/// Elements in which nothing is markup but their own end.
const RAW: [&str; 7] = ["script", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Takes an attribute that begins here, under its other name where it is a style.
fn attribute<'a>(out: &mut String, html: &'a str) -> &'a str {
    let first = html.chars().next().map_or(0, char::len_utf8);
    let ends = |next| is_space(next) || matches!(next, '/' | '>' | '=');
    let end = html[first..].find(ends).map_or(html.len(), |end| first + end);
    let (name, rest) = html.split_at(end);
    out.push_str(if name.eq_ignore_ascii_case("style") { STYLE } else { name });
    let space = rest.find(|next| !is_space(next)).unwrap_or(rest.len());
    if !rest[space..].starts_with('=') {
        return rest;
    }
    let rest = take(out, rest, space + 1);
    let space = rest.find(|next| !is_space(next)).unwrap_or(rest.len());
    let rest = take(out, rest, space);
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
        _ => rest.find(|next| is_space(next) || next == '>').unwrap_or(rest.len()),
    };
    take(out, rest, length)
}

fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::unstyled;

    #[test]
    fn styles_have_another_name_however_they_are_written() {
        let pairs = [
            ("<p style='a: b'>一</p>", "<p data-style='a: b'>一</p>"),
            ("<P CLASS=x STYLE = \"a>b\" id=y>", "<P CLASS=x data-style = \"a>b\" id=y>"),
            ("<td\nstyle=color:red>1<td style>2", "<td\ndata-style=color:red>1<td data-style>2"),
            ("<br style=\"\"/><p/style=x>", "<br data-style=\"\"/><p/data-style=x>"),
            ("一<Style type=x><!-- p{a:'</p>'} --></STYLE ><p style=x>", "一<p data-style=x>"),
            ("<p style=x><style>p{}", "<p data-style=x>"),
        ];
        for (html, expected) in pairs {
            assert_eq!(unstyled(html), expected);
        }
    }

    #[test]
    fn what_is_no_style_stays_as_it_is() {
        let same = [
            "正文 style=x，5<6 且 style=y",
            "<p title=\"style='x' <i style=y>\" data-style=z>",
            "<!-- <p style=x \" --><p>",
            "<script>\"<p style=x>\"</script><TEXTAREA><p style=x></textarea>",
            "<p title=\"没有写完 style=x",
            "<!-- 没有写完 <p style=x>",
            "<p 样式=一 =style>",
            "<",
            "<p",
            "",
        ];
        for html in same {
            assert_eq!(unstyled(html), html);
        }
    }
}
