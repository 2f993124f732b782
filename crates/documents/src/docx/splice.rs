//! Puts comments and tracked changes between the bytes of a main part, none of which is altered: elements that stand
//! around a cut are ended before it and begun again after it.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Places, Run, name_at};
use crate::notes::Author;
use crate::xml::escape;

/// What happens at one offset of the part.
#[derive(Debug)]
pub struct Cut<'a> {
    site: Site,
    /// Comments that begin here.
    pub begins: Vec<u32>,
    /// Comments that end here.
    pub ends: Vec<u32>,
    /// Words put in here.
    pub inserted: Vec<Inserted<'a>>,
    /// Whose deletion begins here.
    pub deletes: Option<&'a Author>,
    /// A deletion ends here.
    pub deleted: bool,
}

/// Words put in.
#[derive(Debug)]
pub struct Inserted<'a> {
    pub words: &'a str,
    /// The run whose looks they have, by number; those of the paragraph's end where there is none.
    pub look: Option<usize>,
    pub by: &'a Author,
}

impl Cut<'_> {
    /// Nothing yet.
    pub fn at(site: Site) -> Self {
        Cut { site, begins: Vec::new(), ends: Vec::new(), inserted: Vec::new(), deletes: None, deleted: false }
    }

    /// Nothing stands between a deletion and the next.
    fn goes_on_deleting(&self, deleting: Option<&Author>) -> bool {
        let is_bare = self.begins.is_empty() && self.ends.is_empty() && self.inserted.is_empty();
        self.deleted && deleting.is_some() && self.deletes == deleting && is_bare
    }
}

/// What stands around a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// A paragraph, or a link or the like in it.
    Paragraph,
    /// A run, by number.
    Run(usize),
    /// A run and an element of words in it, by number.
    Words(usize, usize),
    /// A paragraph with nothing between its tags that can be seen, by number.
    BlankParagraph(usize),
    /// A paragraph that is one tag only (`<w:p/>`), by number; the offset is that behind the tag.
    EmptyParagraph(usize),
}

/// The part with everything that its cuts bring. New changes are numbered from `next_id` on.
pub fn splice(text: &str, places: &Places, cuts: &BTreeMap<usize, Cut<'_>>, next_id: u32) -> String {
    let names = Names::of_root(&places.root, &places.namespace);
    let mut splicer = Splicer { text, places, names, next_id, written: String::with_capacity(text.len()), from: 0 };
    let tags = splicer.tags_to_keep_space(cuts);
    let mut tags = tags.into_iter().peekable();
    let mut deleting = None;
    for (offset, cut) in cuts {
        while let Some(tag) = tags.next_if(|tag| tag < offset) {
            splicer.copy(tag);
            splicer.written.push_str(" xml:space=\"preserve\"");
        }
        if let Site::EmptyParagraph(number) = cut.site {
            splicer.copy(offset.saturating_sub("/>".len()));
            let name = places.paragraphs.get(number).map_or("", |it| name_at(text, it.place.tag));
            splicer.written.push('>');
            splicer.middle(cut);
            splicer.written.push_str(&format!("</{name}>"));
            splicer.from = *offset;
            continue;
        }
        splicer.copy(*offset);
        if cut.goes_on_deleting(deleting) {
            continue;
        }
        splicer.end(cut.site, deleting.is_some());
        deleting = cut.deletes.or(if cut.deleted { None } else { deleting });
        splicer.middle(cut);
        splicer.begin(cut.site, deleting);
    }
    splicer.copy(text.len());
    splicer.written
}

struct Splicer<'a> {
    text: &'a str,
    places: &'a Places,
    names: Names,
    next_id: u32,
    written: String,
    /// How far the part is copied.
    from: usize,
}

impl<'a> Splicer<'a> {
    fn copy(&mut self, to: usize) {
        self.written.push_str(self.text.get(self.from..to).unwrap_or(""));
        self.from = self.from.max(to);
    }

    /// Begin tags of words that now end in space, and do not say yet that it counts: where they can say so.
    fn tags_to_keep_space(&self, cuts: &BTreeMap<usize, Cut<'_>>) -> BTreeSet<usize> {
        let needs = |(offset, cut): (&usize, &Cut<'_>)| {
            let Site::Words(_, number) = cut.site else { return None };
            let element = self.places.texts.get(number)?;
            let ends_in_space = self.text.get(..*offset)?.ends_with([' ', '\n', '\r', '\t']);
            (ends_in_space && !element.keeps_space).then(|| element.content.start - ">".len())
        };
        cuts.iter().filter_map(needs).collect()
    }

    /// Ends what stands around a cut.
    fn end(&mut self, site: Site, deleting: bool) {
        let Some((run, words)) = self.around(site) else { return };
        let words = match words {
            Some(_) if deleting => self.names.end("delText"),
            Some(words) => format!("</{words}>"),
            None => String::new(),
        };
        let deletion = if deleting { self.names.end("del") } else { String::new() };
        self.written.push_str(&format!("{words}</{}>{deletion}", self.name(run)));
    }

    /// Begins it again.
    fn begin(&mut self, site: Site, deleting: Option<&Author>) {
        let Some((run, words)) = self.around(site) else { return };
        if let Some(by) = deleting {
            self.change("del", by);
        }
        let words = match words {
            Some(_) if deleting.is_some() => format!("<{} xml:space=\"preserve\">", self.names.of("delText")),
            Some(words) => format!("<{words} xml:space=\"preserve\">"),
            None => String::new(),
        };
        self.begin_run(run);
        self.written.push_str(&words);
    }

    /// The run at a cut, and the name of the element of words.
    fn around(&self, site: Site) -> Option<(&'a Run, Option<&'a str>)> {
        match site {
            Site::Run(run) => Some((self.places.runs.get(run)?, None)),
            Site::Words(run, words) => {
                let words = self.places.texts.get(words)?;
                Some((self.places.runs.get(run)?, Some(name_at(self.text, words.element.start))))
            }
            Site::Paragraph | Site::BlankParagraph(_) | Site::EmptyParagraph(_) => None,
        }
    }

    /// The name of a run's tag.
    fn name(&self, run: &Run) -> &'a str {
        name_at(self.text, run.tag.start)
    }

    /// What stands in the cut itself.
    fn middle(&mut self, cut: &Cut) {
        for Inserted { words, look, by } in &cut.inserted {
            self.change("ins", by);
            let end = match look.and_then(|run| self.places.runs.get(run)) {
                Some(run) => {
                    self.begin_run(run);
                    format!("</{}>", self.name(run))
                }
                None => {
                    let looks = self.looks_of_end(cut.site);
                    self.written.push_str(&format!("{}>{looks}", self.names.begin("r", &[])));
                    self.names.end("r")
                }
            };
            let (text, insertion) = (self.names.of("t"), self.names.end("ins"));
            self.written
                .push_str(&format!("<{text} xml:space=\"preserve\">{}</{text}>{end}{insertion}", escape(words)));
        }
        // Those that begin and end here stand around nothing, between those that end and those that begin.
        let (around_nothing, ends): (Vec<u32>, Vec<u32>) = cut.ends.iter().partition(|id| cut.begins.contains(id));
        for id in ends {
            self.end_comment(id);
        }
        for id in &around_nothing {
            self.begin_comment(*id);
            self.end_comment(*id);
        }
        for id in cut.begins.iter().filter(|id| !around_nothing.contains(id)) {
            self.begin_comment(*id);
        }
    }

    fn begin_comment(&mut self, id: u32) {
        let tag = self.names.begin("commentRangeStart", &[("id", &id.to_string())]);
        self.written.push_str(&format!("{tag}/>"));
    }

    fn end_comment(&mut self, id: u32) {
        let (names, id) = (&self.names, id.to_string());
        let range = names.begin("commentRangeEnd", &[("id", &id)]);
        let (run, run_end) = (names.begin("r", &[]), names.end("r"));
        let reference = names.begin("commentReference", &[("id", &id)]);
        self.written.push_str(&format!("{range}/>{run}>{reference}/>{run_end}"));
    }

    /// The looks that the end of a paragraph without words has: its author gave them to what is to stand there. Not where they
    /// hold a record of a tracked change.
    fn looks_of_end(&self, site: Site) -> &'a str {
        let (Site::BlankParagraph(number) | Site::EmptyParagraph(number)) = site else { return "" };
        let place = self.places.paragraphs.get(number).map(|paragraph| &paragraph.place);
        let properties = place.and_then(|place| self.text.get(place.tag..place.content.start)).unwrap_or("");
        let (begin, end) = (format!("<{}>", self.names.of("rPr")), self.names.end("rPr"));
        let looks = properties.find(&begin).zip(properties.rfind(&end)).map(|(from, to)| from..to + end.len());
        let looks = looks.and_then(|range| properties.get(range)).unwrap_or("");
        let is_record =
            ["ins", "del", "moveFrom", "moveTo", "rPrChange"].iter().any(|tag| looks.contains(&self.names.of(tag)));
        if is_record { "" } else { looks }
    }

    /// Begins a tracked change.
    fn change(&mut self, kind: &str, by: &Author) {
        let id = self.next_id.to_string();
        self.next_id += 1;
        let tag = self.names.begin(kind, &[("id", &id), ("author", by.name())]);
        self.written.push_str(&format!("{tag}>"));
    }

    /// Begins a run that looks like another.
    fn begin_run(&mut self, run: &Run) {
        match self.text.get(run.tag.clone()) {
            Some(tag) if run.declares => self.written.push_str(tag),
            _ => self.written.push_str(&format!("<{}>", self.name(run))),
        }
        // The record of older looks belongs to one run only.
        let (looks, old) = (&run.properties, &run.old_properties);
        let kept = if old.is_empty() { [looks.clone(), 0..0] } else { [looks.start..old.start, old.end..looks.end] };
        for range in kept {
            self.written.push_str(self.text.get(range).unwrap_or(""));
        }
    }
}

/// How elements of Word's are called in a part.
#[derive(Clone, Debug)]
pub struct Names {
    prefix: String,
    declaration: String,
}

impl Names {
    /// As the root element of the part is.
    pub fn of_root(root: &str, namespace: &str) -> Self {
        match root.split_once(':') {
            Some((prefix, _)) => Names { prefix: prefix.to_owned(), declaration: String::new() },
            // Attributes need a prefix, even where elements have none.
            None => Names { prefix: "gj".to_owned(), declaration: format!(" xmlns:gj=\"{namespace}\"") },
        }
    }

    /// The name of an element.
    pub fn of(&self, name: &str) -> String {
        format!("{}:{name}", self.prefix)
    }

    /// An end tag.
    pub fn end(&self, name: &str) -> String {
        format!("</{}:{name}>", self.prefix)
    }

    /// A begin tag without its end.
    pub fn begin(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut tag = format!("<{}:{name}{}", self.prefix, self.declaration);
        for (name, value) in attributes {
            tag.push_str(&format!(" {}:{name}=\"{}\"", self.prefix, escape(value)));
        }
        tag
    }
}
