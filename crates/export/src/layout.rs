//! A statement laid out as paragraphs and tables, in the order of the sheet. The page gives them to its sheets, the Word file
//! gets them as they are.

use gouji_core::contract::Standing;
use serde::{Deserialize, Serialize};

use crate::statement::{Opinion, Remarked, Statement};

/// A statement as it is laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheets {
    /// Its parts, from the title to the signature.
    pub blocks: Vec<Block>,
    /// The foot of every sheet, before and behind 第 n 页 共 m 页.
    pub foot: [String; 2],
}

/// A part of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// The title, each line for itself.
    Title([String; 2]),
    /// What was checked: 核对对象：…, the first words strong.
    Subject(String, String),
    /// A paragraph of words, some of them strong.
    Paragraph(Vec<Phrase>),
    /// 一、必须改正.
    Heading(String),
    /// Opinions, one a row.
    Table(Table),
    /// Who and when; what is empty is a line to write on.
    Signature {
        /// Who signs.
        reviewer: String,
        /// The day.
        date: String,
    },
}

/// Some words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// Whether they are set strong.
    pub is_strong: bool,
}

/// Opinions as a table of four columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its rows; the head is [`COLUMNS`].
    pub rows: Vec<Row>,
}

/// One opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, counted through all tables.
    pub number: u32,
    /// Where.
    pub place: String,
    /// What is wrong.
    pub opinion: String,
    /// What it rests on, in smaller letters below: 依据：….
    pub basis: String,
    /// What to do.
    pub repair: String,
}

/// The columns of a table, each with its share of the width in thousandths.
pub const COLUMNS: [(&str, u32); 4] = [("序", 56), ("位置", 206), ("意见", 452), ("改法", 286)];

/// What stands for the name where there is none yet.
pub const REVIEWER_LINE: &str = "＿＿＿＿＿＿";

/// What stands for the day where there is none yet.
pub const DATE_LINE: &str = "＿＿＿＿年＿＿月＿＿日";

/// The numerals of the headings.
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl Statement {
    /// The sheet from its title to its signature.
    pub fn blocks(&self) -> Vec<Block> {
        let mut sheet = Sheet {
            blocks: vec![Block::Title(["政府信息公开工作年度报告", "校验意见"].map(str::to_owned))],
            headings: 0,
            rows: 0,
        };
        sheet.blocks.push(Block::Subject("核对对象：".to_owned(), self.subject.clone()));
        if !self.unread.is_empty() {
            self.unread.iter().for_each(|why| sheet.paragraph(why));
            return sheet.signed(self);
        }
        let said = [plain(format!("{}。", self.edition)), strong(format!("{}。", self.verdict))];
        sheet.blocks.push(Block::Paragraph(said.into()));
        if let Some(since) = &self.since {
            sheet.paragraph(&format!("{}。", since.words));
        }
        for group in &self.groups {
            sheet.heading(group.severity.name());
            sheet.table(&group.opinions);
        }
        sheet.listed("已确认", self.confirmed.iter().map(confirmed_in_words));
        sheet.listed("补充意见", self.remarks.iter().map(Remarked::in_words));
        sheet.listed("已改正", self.since.iter().flat_map(|since| since.mended.iter().cloned()));
        sheet.heading("核对范围");
        sheet.paragraph(&format!("{}。", self.coverage));
        self.unchecked.iter().for_each(|line| sheet.paragraph(&format!("{line}。")));
        sheet.signed(self)
    }

    /// The statement as it is laid out.
    pub fn sheets(&self) -> Sheets {
        Sheets { blocks: self.blocks(), foot: self.foot() }
    }

    /// The foot of every sheet, before and behind 第 n 页 共 m 页.
    pub fn foot(&self) -> [String; 2] {
        let before = format!("规则 {}　报告文字校验码 {}", self.rule_set, self.code());
        [before, "由“勾稽”在本机核对，供参考".to_owned()]
    }

    /// The name as it is printed.
    pub fn reviewer_or_line(&self) -> &str {
        if self.reviewer.is_empty() { REVIEWER_LINE } else { &self.reviewer }
    }

    /// The day as it is printed.
    pub fn date_or_line(&self) -> &str {
        if self.date.is_empty() { DATE_LINE } else { &self.date }
    }
}

struct Sheet {
    blocks: Vec<Block>,
    headings: usize,
    rows: u32,
}

impl Sheet {
    fn heading(&mut self, words: &str) {
        let numeral = NUMERALS.get(self.headings).copied().unwrap_or_default();
        self.headings += 1;
        self.blocks.push(Block::Heading(format!("{numeral}、{words}")));
    }

    fn paragraph(&mut self, words: &str) {
        self.blocks.push(Block::Paragraph(vec![plain(words.to_owned())]));
    }

    /// A heading with numbered paragraphs below it; nothing where there are none.
    fn listed(&mut self, heading: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        self.heading(heading);
        (1..).zip(lines).for_each(|(number, line)| self.paragraph(&format!("{number}. {line}")));
    }

    fn table(&mut self, opinions: &[Opinion]) {
        let rows = (self.rows + 1..).zip(opinions).map(|(number, opinion)| Row {
            number,
            place: opinion.place(),
            // What remains is most of it, and is not marked.
            opinion: match opinion.standing.as_deref() {
                Some(standing) if standing == Standing::New.name() => format!("{}（{standing}）", opinion.what),
                _ => opinion.what.clone(),
            },
            basis: format!("依据：{}", opinion.basis),
            repair: opinion.repair.clone(),
        });
        self.blocks.push(Block::Table(Table { rows: rows.collect() }));
        self.rows += opinions.len() as u32;
    }

    fn signed(mut self, statement: &Statement) -> Vec<Block> {
        let (reviewer, date) = (statement.reviewer_or_line().to_owned(), statement.date_or_line().to_owned());
        self.blocks.push(Block::Signature { reviewer, date });
        self.blocks
    }
}

fn confirmed_in_words(opinion: &Opinion) -> String {
    let reason = opinion.reason.as_deref().unwrap_or_default().trim().trim_end_matches('。');
    format!("{}：{}理由：{}。", opinion.place(), opinion.what, if reason.is_empty() { "没有写" } else { reason })
}

impl Remarked {
    /// 第一部分第 3 段“收到申请 5 件”：请补充结转数。
    pub fn in_words(&self) -> String {
        let Remarked { place, words, text } = self;
        if words.is_empty() {
            format!("{}：{text}", place.name)
        } else {
            format!("{}“{}”：{text}", place.name, one_line(words))
        }
    }
}

/// The words of a selection, which may reach over lines and cells, in one line and not too long.
fn one_line(words: &str) -> String {
    /// So many characters are quoted.
    const QUOTED: usize = 60;
    let line =
        words.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}……", &line[..at]),
        None => line,
    }
}

fn plain(words: String) -> Phrase {
    Phrase { words, is_strong: false }
}

fn strong(words: String) -> Phrase {
    Phrase { words, is_strong: true }
}
