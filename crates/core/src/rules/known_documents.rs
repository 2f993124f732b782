//! The documents that reports cite again and again, each with its number.

/// A document and what tells it.
pub(super) struct KnownDocument {
    /// What it is called for short.
    pub name: &'static str,
    /// Words, folded, that its full name holds and no other known one's; parted by spaces, all of them.
    words: &'static str,
    /// Words that another document's name holds besides.
    without: &'static str,
    /// Its number as it is written.
    pub number: &'static str,
    /// Its number as reports write it, folded; parted by spaces.
    written: &'static str,
}

/// Their names and numbers as the documents print them.
pub(super) const KNOWN_DOCUMENTS: &[KnownDocument] = &[
    KnownDocument {
        name: "《中华人民共和国政府信息公开工作年度报告格式》的通知",
        words: "政府信息公开工作年度报告格式",
        without: "试行",
        number: "国办公开办函〔2021〕30号",
        written: "国办公开办函(2021)30号",
    },
    KnownDocument {
        name: "《关于政府信息公开工作年度报告有关事项的通知》",
        words: "政府信息公开工作年度报告有关事项",
        without: "格式",
        number: "国办公开办函〔2019〕60号",
        written: "国办公开办函(2019)60号",
    },
    KnownDocument {
        name: "《政府信息公开信息处理费管理办法》",
        words: "信息处理费管理办法",
        without: "实施",
        number: "国办函〔2020〕109号",
        written: "国办函(2020)109号",
    },
    KnownDocument {
        name: "《关于政府信息公开年度报告有关项目填报问题的解释》",
        words: "年度报告有关项目填报问题",
        without: "试行",
        number: "国办公开办函〔2016〕201号",
        written: "国办公开办函(2016)201号",
    },
    KnownDocument {
        name: "《中华人民共和国政府信息公开条例》",
        words: "中华人民共和国政府信息公开条例",
        without: "实施 办法",
        number: "国务院令第711号",
        written: "国务院令第711号 国令第711号 国务院第711号令 国务院令第492号 国务院令492号 国令第492号",
    },
];

impl KnownDocument {
    fn is_called(&self, name: &str) -> bool {
        name.contains(self.words) && !self.without.split(' ').any(|word| name.contains(word))
    }
}

/// A name and a number behind it in brackets, both of known documents.
pub(super) struct Cited {
    /// Whose name it is.
    pub named: &'static KnownDocument,
    /// Whose number it is.
    pub numbered: &'static KnownDocument,
    /// Where the number stands in the folded text.
    pub start: usize,
    /// See `start`.
    pub end: usize,
}

/// Every known document that folded prose cites by name and number: 《…》（国办公开办函〔2021〕30号）.
pub(super) fn cited(text: &str) -> Vec<Cited> {
    let cited = text.match_indices('(').filter_map(|(at, bracket)| {
        let start = at + bracket.len();
        let (numbered, written) = numbered(&text[start..])?;
        let named = name_before(&text[..at]).and_then(known)?;
        Some(Cited { named, numbered, start, end: start + written.len() })
    });
    cited.collect()
}

/// The document whose number folded words begin with, and the number as it is written there.
fn numbered(words: &str) -> Option<(&'static KnownDocument, &'static str)> {
    KNOWN_DOCUMENTS.iter().find_map(|document| {
        let written = document.written.split(' ').find(|written| words.starts_with(written))?;
        Some((document, written))
    })
}

fn known(name: &str) -> Option<&'static KnownDocument> {
    KNOWN_DOCUMENTS.iter().find(|document| document.is_called(name))
}

/// The name between 《 and 》 that folded words end with.
fn name_before(before: &str) -> Option<&str> {
    let before =
        ["的通知", "的函", "的解释", "通知"].iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
    let name = before.strip_suffix('》')?;
    // 《关于印发《…格式》的通知》: the outer marks hold the name.
    let mut depth = 1;
    let mut marks = name.char_indices().rev().take(LONGEST_NAME).filter(|(_, mark)| matches!(mark, '《' | '》' | '\n'));
    let open = marks.find_map(|(at, mark)| {
        match mark {
            '《' => depth -= 1,
            '》' => depth += 1,
            _ => return Some(None),
        }
        (depth == 0).then_some(Some(at + mark.len_utf8()))
    });
    open.flatten().map(|open| &name[open..])
}

/// No name is longer, in characters.
const LONGEST_NAME: usize = 120;

#[cfg(test)]
mod tests {
    use super::{KNOWN_DOCUMENTS, cited};
    use crate::matching::fold;

    #[test]
    fn every_known_document_is_told_by_its_own_name_and_number() {
        for document in KNOWN_DOCUMENTS {
            let name = document.name.trim_end_matches("的通知");
            let text = fold(&format!("根据{name}（{}）编制", document.number));
            let found: Vec<(&str, &str)> =
                cited(&text).iter().map(|cited| (cited.named.number, cited.numbered.number)).collect();
            assert_eq!(found, [(document.number, document.number)], "{text}");
        }
    }

    #[test]
    fn nested_marks_are_one_name() {
        let text = fold(
            "《国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知》（国办公开办函〔2019〕60号）",
        );
        let found = cited(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].named.number, "国办公开办函〔2021〕30号");
    }
}
