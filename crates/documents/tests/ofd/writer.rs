//! Writes .ofd files as several producers do.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use gouji_core::{Grid, Source};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How a producer writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Habit {
    /// One object a line, a step for each character.
    Lines,
    /// Steps in runs: `g 8 3.5`.
    Runs,
    /// One object a glyph.
    OneGlyph,
    /// Objects without steps: each character is as wide as it is.
    NoSteps,
    /// All of a page in one object's places, by its matrix.
    Matrix,
    /// Lines as thin filled rectangles, in a template below the words.
    Template,
}

impl Habit {
    pub const ALL: [Habit; 6] =
        [Habit::Lines, Habit::Runs, Habit::OneGlyph, Habit::NoSteps, Habit::Matrix, Habit::Template];
}

/// A file in its parts.
#[derive(Default)]
pub struct Ofd {
    /// What stands in each page's element.
    pub pages: Vec<String>,
    /// One template, with the number 7.
    pub template: Option<String>,
    /// Annotations of the first page.
    pub annotations: Option<String>,
    /// Places are named from the root.
    pub absolute: bool,
    /// The part of the first page is not there.
    pub missing: bool,
}

impl Ofd {
    pub fn bytes(&self) -> Vec<u8> {
        self.with_prefix("ofd")
    }

    pub fn with_prefix(&self, prefix: &str) -> Vec<u8> {
        let root = if self.absolute { "/Doc_0/" } else { "" };
        let mut pages = String::new();
        let mut parts: Vec<(String, String)> = Vec::new();
        for (at, page) in self.pages.iter().enumerate() {
            write!(pages, "<ofd:Page ID=\"{}\" BaseLoc=\"{root}Pages/Page_{at}/Content.xml\"/>", at + 100).unwrap();
            if !self.missing || at > 0 {
                parts.push((format!("Doc_0/Pages/Page_{at}/Content.xml"), element("Page", page)));
            }
        }
        let mut common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>".to_owned();
        if let Some(template) = &self.template {
            write!(common, "<ofd:TemplatePage ID=\"7\" BaseLoc=\"{root}Tpls/Tpl_0/Content.xml\"/>").unwrap();
            parts.push(("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), element("Page", template)));
        }
        let mut document = format!("<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>");
        if let Some(annotations) = &self.annotations {
            write!(document, "<ofd:Annotations>{root}Annots/Annotations.xml</ofd:Annotations>").unwrap();
            let list = "<ofd:Page PageID=\"100\"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>";
            parts.push(("Doc_0/Annots/Annotations.xml".to_owned(), element("Annotations", list)));
            parts.push(("Doc_0/Annots/Page_0/Annotation.xml".to_owned(), element("PageAnnot", annotations)));
        }
        parts.push(("Doc_0/Document.xml".to_owned(), element("Document", &document)));
        parts.push(("Doc_0/Attachs/附件.txt".to_owned(), "附件不是正文".to_owned()));
        let body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>";
        parts.insert(0, ("OFD.xml".to_owned(), element("OFD", body)));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            let text = match prefix {
                "" => text.replace("xmlns:ofd", "xmlns").replace("ofd:", ""),
                prefix => text.replace("xmlns:ofd", &format!("xmlns:{prefix}")).replace("ofd:", &format!("{prefix}:")),
            };
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn element(name: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:{name} xmlns:ofd=\"http://www.ofdspec.org/2016\">{inside}</ofd:{name}>"
    )
}

/// Millimetres: the size of type, the distance of lines, the edges of what is printed.
const SIZE: f64 = 3.2;
const PITCH: f64 = 5.0;
const LEFT: f64 = 20.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 275.0;

/// A report on paper: paragraphs over the width, tables with all their lines.
pub fn written(source: &Source, habit: Habit) -> Ofd {
    let mut paper = Paper { habit, pages: vec![Page::default()], y: TOP };
    let text = source.text();
    let mut at = 0;
    for grid in source.grids() {
        paper.paragraphs(&text[at..grid.span.start as usize]);
        paper.table(grid, text);
        at = grid.span.end as usize;
    }
    paper.paragraphs(&text[at..]);
    let in_template = habit == Habit::Template;
    // One template holds the lines of one page: here the page with the most of them.
    let most = paper.pages.iter().map(|page| page.lines.len()).max().unwrap_or(0);
    let template = paper.pages.iter().find(|page| page.lines.len() == most).map(|page| page.lines.clone());
    let pages = paper.pages.iter().map(|page| {
        let has_template = in_template && page.lines.len() == most;
        let lines = if has_template { "" } else { &page.lines };
        let used = if has_template { "<ofd:Template TemplateID=\"7\"/>" } else { "" };
        format!("{used}<ofd:Content><ofd:Layer Type=\"Body\">{lines}{}</ofd:Layer></ofd:Content>", page.words)
    });
    let pages = pages.collect();
    let template = template.filter(|_| in_template);
    let template =
        template.map(|lines| format!("<ofd:Content><ofd:Layer Type=\"Background\">{lines}</ofd:Layer></ofd:Content>"));
    Ofd { pages, template, ..Ofd::default() }
}

#[derive(Default)]
struct Page {
    words: String,
    lines: String,
}

struct Paper {
    habit: Habit,
    pages: Vec<Page>,
    y: f64,
}

fn width_of(character: char) -> f64 {
    if character.is_ascii() { SIZE / 2.0 } else { SIZE }
}

/// Words in lines that are no wider.
fn wrapped(words: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for character in words.chars() {
        if used + width_of(character) > width {
            lines.push(String::new());
            used = 0.0;
        }
        lines.last_mut().unwrap().push(character);
        used += width_of(character);
    }
    lines
}

impl Paper {
    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().unwrap()
    }

    fn paragraphs(&mut self, text: &str) {
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            let words = format!("\u{3000}\u{3000}{paragraph}");
            for line in wrapped(&words, RIGHT - LEFT) {
                if self.y + PITCH > BOTTOM {
                    self.new_page();
                }
                let indent = line.chars().take_while(|it| *it == '\u{3000}').count();
                let words: String = line.chars().skip(indent).collect();
                self.words(LEFT + indent as f64 * SIZE, self.y, &words);
                self.y += PITCH;
            }
        }
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    /// Words whose line begins at the upper left corner of them.
    fn words(&mut self, x: f64, y: f64, words: &str) {
        let habit = self.habit;
        if words.is_empty() {
            return;
        }
        let widths: Vec<f64> = words.chars().map(width_of).collect();
        let width: f64 = widths.iter().sum();
        let object = |x: f64, width: f64, code: &str| {
            format!(
                "<ofd:TextObject Boundary=\"{x} {y} {width} {PITCH}\" Font=\"3\" Size=\"{SIZE}\">{code}</ofd:TextObject>"
            )
        };
        let steps =
            |widths: &[f64]| widths[..widths.len() - 1].iter().map(|it| it.to_string()).collect::<Vec<_>>().join(" ");
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        let code = |steps: &str| format!("<ofd:TextCode X=\"0\" Y=\"{SIZE}\"{steps}>{escaped}</ofd:TextCode>");
        let written = match habit {
            Habit::Lines | Habit::Template if widths.len() > 1 => {
                object(x, width, &code(&format!(" DeltaX=\"{}\"", steps(&widths))))
            }
            Habit::Runs => {
                let mut runs: Vec<(f64, usize)> = Vec::new();
                for width in &widths[..widths.len() - 1] {
                    match runs.last_mut() {
                        Some((known, count)) if known == width => *count += 1,
                        _ => runs.push((*width, 1)),
                    }
                }
                let runs: Vec<String> = runs.iter().map(|(width, count)| format!("g {count} {width}")).collect();
                object(x, width, &code(&format!(" DeltaX=\"{}\"", runs.join(" "))))
            }
            Habit::OneGlyph => {
                let mut at = x;
                let mut objects = String::new();
                for (character, width) in words.chars().zip(&widths) {
                    let character = character.to_string().replace('&', "&amp;").replace('<', "&lt;");
                    objects +=
                        &object(at, *width, &format!("<ofd:TextCode X=\"0\" Y=\"{SIZE}\">{character}</ofd:TextCode>"));
                    at += width;
                }
                objects
            }
            Habit::Matrix => format!(
                "<ofd:TextObject Boundary=\"0 0 210 297\" CTM=\"0.5 0 0 0.5 {x} {y}\" Size=\"{}\"><ofd:TextCode X=\"0\" Y=\"{}\">{escaped}\
                 </ofd:TextCode></ofd:TextObject>",
                SIZE * 2.0,
                SIZE * 2.0
            ),
            Habit::Lines | Habit::Template | Habit::NoSteps => object(x, width, &code("")),
        };
        self.page().words += &written;
    }

    fn line(&mut self, x: f64, y: f64, across: f64, down: f64) {
        let line = match self.habit {
            Habit::Template => {
                let (width, height) = (across.max(0.2), down.max(0.2));
                format!(
                    "<ofd:PathObject Boundary=\"{x} {y} {width} {height}\" Stroke=\"false\" Fill=\"true\"><ofd:AbbreviatedData>\
                     M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
                )
            }
            _ => format!(
                "<ofd:PathObject Boundary=\"{x} {y} {across} {down}\" LineWidth=\"0.2\"><ofd:AbbreviatedData>M 0 0 L {across} {down}\
                 </ofd:AbbreviatedData></ofd:PathObject>"
            ),
        };
        self.page().lines += &line;
    }

    fn table(&mut self, grid: &Grid, text: &str) {
        let columns = grid.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(1);
        let rows = grid.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
        let column = (RIGHT - LEFT) / f64::from(columns);
        let mut row = 0;
        while row < rows {
            // Rows that a cell joins stay on one page, as far as they fit.
            let own = grid.cells.iter().filter(|cell| cell.row == row);
            let lines_of =
                |cell: &gouji_core::GridCell| wrapped(cell.span.of(text), f64::from(cell.column_span) * column - 2.0);
            let height =
                own.clone().map(|cell| lines_of(cell).len().div_ceil(cell.row_span as usize)).max().unwrap_or(1);
            let height = height as f64 * PITCH + 1.0;
            if self.y + height > BOTTOM {
                self.new_page();
            }
            let covering = grid.cells.iter().filter(|cell| cell.row <= row && row < cell.row + cell.row_span);
            for cell in covering {
                let (x, width) = (LEFT + f64::from(cell.column) * column, f64::from(cell.column_span) * column);
                self.line(x, self.y, 0.0, height);
                self.line(x + width, self.y, 0.0, height);
                if cell.row == row || self.y == TOP {
                    self.line(x, self.y, width, 0.0);
                }
                if cell.row + cell.row_span == row + 1 || self.y + height + PITCH > BOTTOM {
                    self.line(x, self.y + height, width, 0.0);
                }
                if cell.row == row {
                    for (at, words) in lines_of(cell).into_iter().enumerate() {
                        self.words(x + 1.0, self.y + 1.0 + at as f64 * PITCH, &words);
                    }
                }
            }
            self.y += height;
            row += 1;
        }
        self.y += 2.0;
    }
}
