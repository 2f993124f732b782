//! The prose of a valid report, line by line, with its claims.

use gouji_core::form::{Edition, SectionId, TableNumber, sections_of};

use super::templates::{Claim, Template, What, templates};
use super::{Random, ReportData};

/// A report before it has a shape: lines of prose, and the places of the tables.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The numbers.
    pub data: ReportData,
    /// Everything, in order.
    pub lines: Vec<DraftLine>,
    /// What is wrong with the tables besides their numbers.
    pub tables: Tables,
}

/// What is wrong with the tables besides their numbers; nothing in a valid report.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Words in cells that hold something else than their number: table, place of the cell, words.
    pub cell_words: Vec<(TableNumber, usize, String)>,
    /// Labels of rows and sub-headings in other words: the official ones, then those.
    pub labels: Vec<(&'static str, String)>,
    /// Rows that are left out, by their places in the layouts.
    pub rows_left_out: Vec<(TableNumber, usize)>,
    /// The column of table 3 that is left out, by its place in the layout.
    pub column_left_out: Option<usize>,
}

/// One line, or a table.
#[derive(Clone, Debug)]
pub struct DraftLine {
    /// What it is.
    pub part: Part,
    /// Its section; `None` before the first and behind the last.
    pub section: Option<SectionId>,
    /// Its words; none for a table.
    pub text: String,
    /// What it says that can be wrong.
    pub claims: Vec<Claim>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// The title.
    Title,
    /// Between title and section one.
    Opening,
    /// The heading of a section.
    Heading,
    /// A heading within a section.
    SubHeading,
    /// A paragraph.
    Body,
    /// A table.
    Table(TableNumber),
    /// The organ's name at the end.
    Signature,
    /// The date at the end.
    Date,
}

const ASPECTS: [&str; 5] = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"];
const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

impl Draft {
    /// A valid report: whatever the prose says of the tables is so.
    pub fn new(data: &ReportData) -> Self {
        let mut writer = Writer {
            random: Random::new(data.seed ^ 0x5eed),
            used: Vec::new(),
            section: None,
            draft: Draft { data: data.clone(), lines: Vec::new(), tables: Tables::default() },
        };
        writer.front();
        for section in sections_of(data.edition) {
            writer.section = Some(section.id);
            writer.line(Part::Heading, section.title);
            match section.id {
                SectionId::Overview => writer.overview(),
                SectionId::Problems => writer.problems(),
                SectionId::Other => writer.other(),
                _ => {}
            }
            if let Some(table) = section.id.table() {
                writer.line(Part::Table(table), "");
            }
        }
        writer.section = None;
        writer.signature();
        writer.draft
    }

    /// A valid report of the year before, where one was due.
    pub fn last_year(&self) -> Option<Self> {
        Some(Draft::new(&self.data.last_year()?))
    }
}

struct Writer {
    random: Random,
    used: Vec<&'static str>,
    section: Option<SectionId>,
    draft: Draft,
}

impl Writer {
    fn line(&mut self, part: Part, text: &str) {
        self.push(part, text.to_owned(), Vec::new());
    }

    fn push(&mut self, part: Part, text: String, claims: Vec<Claim>) {
        self.draft.lines.push(DraftLine { part, section: self.section, text, claims });
    }

    fn chance(&mut self, in_ten: usize) -> bool {
        self.random.below(10) < in_ten
    }

    /// So many templates of a heading, in the order of the file.
    fn choose(&mut self, heading: &str, count: usize) -> Vec<&'static Template> {
        let all = templates(heading);
        let mut free: Vec<usize> = (0..all.len()).filter(|at| all[*at].suits(&self.draft.data)).collect();
        let mut chosen = Vec::new();
        while chosen.len() < count && !free.is_empty() {
            let at = free.swap_remove(self.random.below(free.len()));
            if let Some(tag) = all[at].tag {
                if self.used.contains(&tag) {
                    continue;
                }
                self.used.push(tag);
            }
            chosen.push(at);
        }
        chosen.sort_unstable();
        chosen.into_iter().map(|at| &all[at]).collect()
    }

    fn write(&mut self, template: &Template, text: &mut String, claims: &mut Vec<Claim>) {
        template.write(&self.draft.data, &mut self.random, text, claims);
    }

    fn paragraph(&mut self, part: Part, chosen: &[&'static Template]) {
        let (mut text, mut claims) = (String::new(), Vec::new());
        for template in chosen {
            self.write(template, &mut text, &mut claims);
        }
        self.push(part, text, claims);
    }

    fn front(&mut self) {
        let (organ, year) = (self.draft.data.organ, self.draft.data.year);
        let (organ_in_front, year) = (self.chance(8), year.to_string());
        let title = if organ_in_front {
            format!("{organ}{year}年政府信息公开工作年度报告")
        } else {
            format!("{year}年{organ}政府信息公开工作年度报告")
        };
        self.push(Part::Title, title, Vec::new());
        self.line(Part::Opening, "");
        let mut chosen = self.choose("开头", 1);
        if self.chance(5) {
            chosen.extend(self.choose("组成", 1));
        }
        chosen.extend(self.choose("期限", 1));
        if self.chance(6) {
            chosen.extend(self.choose("联系", 1));
        }
        self.paragraph(Part::Opening, &chosen);
    }

    fn overview(&mut self) {
        let mut chosen = self.choose("总述", 1);
        if self.chance(5) {
            chosen.extend(self.choose("总述结语", 1));
        }
        self.paragraph(Part::Body, &chosen);
        let inline = self.chance(5);
        let suffix = if self.chance(5) { "情况" } else { "" };
        for (at, aspect) in ASPECTS.iter().enumerate() {
            let heading = format!("（{}）{aspect}{suffix}", NUMERALS[at]);
            let sentences = 3 + self.random.below(4) + 2 * usize::from(at < 2);
            let mut chosen = self.choose(aspect, sentences);
            if at == 4 {
                chosen.extend(self.choose("监督保障必写", 1));
            }
            let (mut text, mut claims) = (String::new(), Vec::new());
            if inline {
                text = format!("{heading}。");
            } else {
                self.push(Part::SubHeading, heading, Vec::new());
            }
            let counted = at > 1 && chosen.len() < 7 && self.chance(3);
            for (point, template) in chosen.iter().enumerate() {
                if counted && let Some(numeral) = NUMERALS.get(point) {
                    text.push_str(&format!("{numeral}是"));
                }
                self.write(template, &mut text, &mut claims);
            }
            self.push(Part::Body, text, claims);
        }
    }

    fn problems(&mut self) {
        let headed = self.chance(5);
        for (at, (lead, points, heading)) in
            [("问题引语", "问题", "（一）存在的主要问题"), ("改进引语", "改进", "（二）改进措施")].iter().enumerate()
        {
            if headed {
                self.line(Part::SubHeading, heading);
            }
            let (mut text, mut claims) = (String::new(), Vec::new());
            for template in self.choose(lead, 1) {
                self.write(template, &mut text, &mut claims);
            }
            let count = 2 + self.random.below(3);
            let chosen = self.choose(points, count);
            for (point, template) in chosen.iter().enumerate() {
                text.push_str(NUMERALS[point]);
                text.push('是');
                self.write(template, &mut text, &mut claims);
                let last = point + 1 == chosen.len();
                text.push(if last || at == 1 { '。' } else { '；' });
            }
            self.push(Part::Body, text, claims);
        }
    }

    fn other(&mut self) {
        let mut chosen = self.choose("其他", 1);
        if self.chance(4) {
            chosen.extend(self.choose("其他附加", 1));
        }
        self.paragraph(Part::Body, &chosen);
    }

    fn signature(&mut self) {
        let (organ, year) = (self.draft.data.organ, self.draft.data.year);
        if self.chance(6) {
            let claim = Claim { what: What::Organ, span: 0..organ.len() };
            self.push(Part::Signature, organ.to_owned(), vec![claim]);
            // Every kind of organ is in time in January.
            let day = 6 + self.random.below(24);
            self.push(Part::Date, format!("{}年1月{day}日", year + 1), Vec::new());
        }
    }
}

/// So many bytes of paragraphs that say nothing of the tables, hardly two of them alike.
pub(super) fn filler(bytes: usize, random: &mut Random) -> String {
    let data = ReportData::new(7, super::Kind::Usual, Edition::E2021);
    let free = ASPECTS
        .iter()
        .flat_map(|aspect| templates(aspect))
        .filter(|template| template.is_free() && template.suits(&data));
    let free: Vec<&Template> = free.collect();
    let mut text = String::with_capacity(bytes + 400);
    let mut claims = Vec::new();
    while text.len() < bytes {
        text.push_str("　　");
        for _ in 0..4 + random.below(4) {
            random.pick(&free).write(&data, random, &mut text, &mut claims);
        }
        text.push_str("\n\n");
        claims.clear();
    }
    text
}
