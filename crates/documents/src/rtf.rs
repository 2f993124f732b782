//! Rich text as Word, WPS and LibreOffice write it.
//!
//! The reader is home-made: the kept library for it, `rtf-parser`, gives the text without its tables.

mod characters;
mod tokens;

use std::collections::HashMap;
use std::rc::Rc;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::blocks::{Block, MAX_TABLE_NESTING, Paragraph};
use crate::composed::source_of;
use crate::merging::Merge;
use crate::rows::{CellShape, Row, Shape, table_of};
use crate::tools::Gb18030;
use characters::CodePage;
use tokens::{Token, Tokens};

/// Reads a file.
///
/// # Errors
/// A file that is cut off, nested without end, or without words.
pub fn read(bytes: &[u8], gb18030: Gb18030) -> Result<Source, Problem> {
    source_of(&blocks_of(bytes, gb18030)?)
}

/// What stands in a file.
///
/// # Errors
/// A file that is cut off or nested without end.
pub fn blocks_of(bytes: &[u8], gb18030: Gb18030) -> Result<Vec<Block>, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Not as the format has it, but some office systems write so.
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let mut tokens = Tokens::new(bytes);
    let mut reader = Reader::new(gb18030);
    while let Some(token) = tokens.next(!is_utf8 && reader.code_page() == CodePage::Chinese) {
        let token = match token {
            Token::Text(text) if is_utf8 && !text.is_ascii() => {
                reader.utf8(text);
                continue;
            }
            token => token,
        };
        match reader.token(token) {
            Step::On => {}
            Step::End => break,
            Step::TooDeep => return Err(too_deep()),
        }
    }
    if !reader.groups.is_empty() {
        return Err(cut_off());
    }
    Ok(reader.finish())
}

/// Deeper groups are none of a text.
const MAX_GROUPS: usize = 2000;

/// Text boxes in text boxes: deeper ones are left out.
const MAX_FLOWS: usize = 8;

/// Programs write at most 63 cells; further ones are no table of a report.
const MAX_CELLS: usize = 1000;

fn cut_off() -> Problem {
    Problem {
        kind: ProblemKind::Truncated,
        message: "这个文件不完整，后面的内容缺失。请重新下载或复制原文件；或用 Word、WPS 打开，检查无误后另存再选择。"
            .to_owned(),
    }
}

fn too_deep() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件的内部结构异常，无法读取。请用 Word 或 WPS 打开，另存为 .docx 文件再选择；或全选后复制，再粘贴到这里。".to_owned(),
    }
}

enum Step {
    On,
    End,
    TooDeep,
}

struct Reader {
    gb18030: Gb18030,
    /// The state of the open group, and those of the groups around it.
    state: State,
    groups: Vec<State>,
    flows: Vec<Flow>,
    /// The document's own code page.
    code_page: CodePage,
    default_font: i32,
    fonts: HashMap<i32, CodePage>,
    /// `\*` was read: who does not know the next word is to skip the group.
    starred: bool,
    /// Nothing of the open group was read yet: only there `\*` means something.
    begins_group: bool,
    /// Bytes of text that are not decoded yet, all of one code page.
    bytes: Vec<u8>,
    /// So many characters are the stand-in for a Unicode character that was read.
    stand_in: u32,
    high_surrogate: Option<u16>,
    /// The printed number of a paragraph.
    number: String,
}

/// What a group inherits and its end takes back.
#[derive(Clone, Copy)]
struct State {
    place: Place,
    font: i32,
    /// How many characters stand in for a Unicode one.
    stand_in: u32,
    hidden: bool,
    deleted: bool,
    /// Struck through: the words are not read.
    struck: bool,
    /// Raised, as the mark of a note.
    raised: bool,
    in_table: bool,
    /// In which table of tables.
    level: Option<usize>,
    /// Row properties are those of an inner table.
    inner_row: bool,
}

/// What the words of a group are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Skipped,
    /// Only its pictures count.
    Pictures,
    Fonts,
    /// The printed number of a paragraph.
    Number,
    /// Text that is written again in Unicode.
    Twice,
}

/// The document, or a text box in it.
#[derive(Default)]
struct Flow {
    paragraph: Paragraph,
    /// What stands in a text box, till the paragraph that holds it ends.
    boxes: Vec<Block>,
    /// The body, then the tables in tables.
    levels: Vec<Level>,
    /// Of the table, and of a table in it.
    rows: [RowShape; 2],
    /// A row was defined and no paragraph began since: its cells may come.
    row_is_open: bool,
    /// So many groups were open where it began.
    groups: usize,
}

#[derive(Default)]
struct Level {
    rows: Vec<Row>,
    cells: Vec<Vec<Block>>,
    blocks: Vec<Block>,
}

#[derive(Default)]
struct RowShape {
    shape: Rc<Shape>,
    next: CellShape,
    /// A row has it: the next cell begins another.
    is_used: bool,
}

impl RowShape {
    fn change(&mut self) -> &mut Shape {
        if std::mem::take(&mut self.is_used) {
            self.shape = Rc::default();
        }
        Rc::make_mut(&mut self.shape)
    }
}

impl Reader {
    fn new(gb18030: Gb18030) -> Reader {
        let state = State {
            place: Place::Text,
            font: 0,
            stand_in: 1,
            hidden: false,
            deleted: false,
            struck: false,
            raised: false,
            in_table: false,
            level: None,
            inner_row: false,
        };
        Reader {
            gb18030,
            state,
            groups: Vec::new(),
            flows: vec![Flow::default()],
            code_page: CodePage::Western,
            default_font: 0,
            fonts: HashMap::new(),
            starred: false,
            begins_group: false,
            bytes: Vec::new(),
            stand_in: 0,
            high_surrogate: None,
            number: String::new(),
        }
    }

    fn token(&mut self, token: Token) -> Step {
        let starred = std::mem::take(&mut self.starred);
        let begins_group = std::mem::replace(&mut self.begins_group, matches!(token, Token::Open));
        match token {
            Token::Symbol(b'*') => self.starred = begins_group,
            Token::Text(text) => self.text(text),
            Token::Byte(byte) => self.text(&[byte]),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Open => {
                self.flush();
                self.stand_in = 0;
                if self.groups.len() >= MAX_GROUPS {
                    return Step::TooDeep;
                }
                self.groups.push(self.state);
            }
            Token::Close => {
                self.flush();
                self.stand_in = 0;
                self.close_group();
                if self.groups.is_empty() {
                    return Step::End;
                }
            }
            Token::Word(name, number) => self.word(name, number, starred),
        }
        Step::On
    }

    fn close_group(&mut self) {
        let Some(outer) = self.groups.pop() else { return };
        if self.state.place == Place::Number && outer.place != Place::Number {
            let number = std::mem::take(&mut self.number);
            self.flow().paragraph.number(&number);
        }
        if self.flows.len() > 1 && self.flows.last().is_some_and(|flow| flow.groups > self.groups.len()) {
            self.end_paragraph(0);
            let blocks = self.flows.pop().map(Flow::finish).unwrap_or_default();
            self.flow().boxes.extend(blocks);
        }
        self.state = outer;
    }

    fn flow(&mut self) -> &mut Flow {
        // There is always the document.
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn code_page(&self) -> CodePage {
        self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page)
    }

    fn text(&mut self, text: &[u8]) {
        let skipped = text.len().min(self.stand_in as usize);
        self.stand_in -= skipped as u32;
        let text = &text[skipped..];
        if self.is_read() && !text.is_empty() {
            self.end_surrogates();
            self.bytes.extend(text);
        }
    }

    /// Text that needs no code page.
    fn utf8(&mut self, text: &[u8]) {
        self.flush();
        self.starred = false;
        let text = String::from_utf8_lossy(text);
        let mut characters = text.chars();
        while self.stand_in > 0 && characters.next().is_some() {
            self.stand_in -= 1;
        }
        if self.is_read() && !characters.as_str().is_empty() {
            self.end_surrogates();
            self.write(characters.as_str());
        }
    }

    /// Whether the words here are read and shown.
    fn is_read(&self) -> bool {
        matches!(self.state.place, Place::Text | Place::Number)
            && !self.state.hidden
            && !self.state.deleted
            && !self.state.struck
    }

    /// Decodes the bytes that were read.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let page = self.code_page();
        let text = if page == CodePage::Signs && self.state.place == Place::Number {
            // The letter of such a font is a dot.
            "•".to_owned()
        } else {
            page.decode(&self.bytes, self.gb18030)
        };
        self.bytes.clear();
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        match self.state.place {
            Place::Number => self.number.push_str(text),
            _ if self.state.raised => self.flow().paragraph.write_raised(text),
            _ => self.flow().paragraph.write(text),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'{' | b'}' | b'\\' => self.text(&[symbol]),
            b'\r' | b'\n' => self.word(b"par", None, false),
            b'\t' => self.word(b"tab", None, false),
            b'~' => self.sign("\u{a0}"),
            b'_' => self.sign("-"),
            _ => {}
        }
    }

    /// A character that has a name of its own; it may be the stand-in for another.
    fn sign(&mut self, sign: &str) {
        self.flush();
        if self.stand_in > 0 {
            self.stand_in -= 1;
        } else if self.is_read() {
            self.end_surrogates();
            self.write(sign);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        let high_surrogate = self.high_surrogate.take();
        // Numbers above 32767 are written as negative ones.
        let unit = number as u16;
        if self.is_read() {
            match (high_surrogate, unit) {
                (Some(high), 0xdc00..=0xdfff) => {
                    let text: String = char::decode_utf16([high, unit]).flatten().collect();
                    self.write(&text);
                }
                (None, 0xd800..=0xdbff) => self.high_surrogate = Some(unit),
                (broken, _) => {
                    if broken.is_some() {
                        self.write("\u{fffd}");
                    }
                    let character = u32::try_from(number).ok().filter(|number| *number > 0xffff);
                    let character = char::from_u32(character.unwrap_or(u32::from(unit)));
                    let is_sign = self.state.place == Place::Number && matches!(unit, 0xf000..=0xf0ff);
                    let character = if is_sign { '•' } else { character.unwrap_or(char::REPLACEMENT_CHARACTER) };
                    self.write(character.encode_utf8(&mut [0; 4]));
                }
            }
        }
        self.stand_in = self.state.stand_in;
    }

    /// A half of a character without its other half.
    fn end_surrogates(&mut self) {
        if self.high_surrogate.take().is_some() {
            self.write("\u{fffd}");
        }
    }

    fn word(&mut self, name: &[u8], number: Option<i32>, starred: bool) {
        if let Some(sign) = sign_of(name) {
            return self.sign(sign);
        }
        if name == b"u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.flush();
        self.stand_in = 0;
        if self.state.place == Place::Fonts {
            return self.font_table(name, number);
        }
        if self.destination(name, starred) {
            return;
        }
        let is_on = number != Some(0);
        match name {
            b"ansicpg" => self.code_page = CodePage::of_number(number.unwrap_or(0)),
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            b"f" => self.state.font = number.unwrap_or(0),
            b"uc" => self.state.stand_in = u32::try_from(number.unwrap_or(1)).unwrap_or(0),
            b"v" => self.state.hidden = is_on,
            b"deleted" => self.state.deleted = is_on,
            b"strike" | b"striked" => self.state.struck = is_on,
            b"super" => self.state.raised = is_on,
            b"sub" | b"nosupersub" => self.state.raised = false,
            b"plain" => {
                self.state.struck = false;
                self.state.raised = false;
                self.state.font = self.default_font;
                self.state.hidden = false;
                self.state.deleted = false;
            }
            _ if self.state.place == Place::Text => self.structure(name, number),
            _ => {}
        }
    }

    fn font_table(&mut self, name: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        let page = match name {
            b"f" => {
                self.state.font = number;
                None
            }
            b"fcharset" => CodePage::of_charset(number),
            b"cpg" => Some(CodePage::of_number(number)),
            _ => None,
        };
        if let Some(page) = page {
            self.fonts.insert(self.state.font, page);
        }
    }

    /// Whether the word says what its group is.
    fn destination(&mut self, name: &[u8], starred: bool) -> bool {
        let place = match name {
            b"fonttbl" => Place::Fonts,
            b"listtext" | b"pntext" => Place::Number,
            b"upr" => Place::Twice,
            b"sp" => Place::Pictures,
            b"pict" => {
                if matches!(self.state.place, Place::Text | Place::Pictures)
                    && !self.state.hidden
                    && !self.state.deleted
                {
                    let floats = self.state.place == Place::Pictures;
                    let paragraph = &mut self.flow().paragraph;
                    if floats { paragraph.floating_picture() } else { paragraph.picture() }
                }
                Place::Skipped
            }
            b"object" => {
                // What it shows may be missing.
                if self.is_read() {
                    self.flow().paragraph.picture();
                }
                return true;
            }
            b"ud" => {
                if self.state.place == Place::Twice {
                    self.state.place = Place::Text;
                }
                return true;
            }
            b"shptxt" | b"dptxbxtext" => {
                self.begin_box();
                return true;
            }
            b"nesttableprops" => {
                self.state.inner_row = true;
                return true;
            }
            b"shpinst" | b"shppict" | b"do" | b"result" => return true,
            _ if starred || SKIPPED.contains(&name) => Place::Skipped,
            _ => return false,
        };
        if self.state.place == Place::Text || place == Place::Skipped {
            self.state.place = place;
        }
        true
    }

    fn begin_box(&mut self) {
        if self.state.place != Place::Text {
            return;
        }
        if self.flows.len() > MAX_FLOWS {
            self.state.place = Place::Skipped;
            return;
        }
        self.flows.push(Flow { groups: self.groups.len(), ..Flow::default() });
        self.state.in_table = false;
        self.state.level = None;
    }

    /// Ends of paragraphs, cells and rows, and the shape of rows.
    fn structure(&mut self, name: &[u8], number: Option<i32>) {
        match name {
            b"pard" => {
                self.state.in_table = false;
                self.state.level = None;
                self.flow().row_is_open = false;
            }
            b"intbl" => self.state.in_table = true,
            b"itap" => self.state.level = number.and_then(|level| usize::try_from(level).ok()),
            b"par" | b"sect" | b"page" => {
                if !self.state.deleted {
                    self.end_paragraph(self.level());
                }
            }
            b"line" | b"lbr" | b"column" => {
                if self.is_read() {
                    self.flow().paragraph.break_line();
                }
            }
            b"cell" => self.end_cell(1),
            b"nestcell" => self.end_cell(self.level().max(2)),
            b"row" => self.end_row(1),
            b"nestrow" => self.end_row(self.level().max(2)),
            _ => self.row_shape(name, number.unwrap_or(0)),
        }
    }

    fn row_shape(&mut self, name: &[u8], number: i32) {
        let inner = self.state.inner_row;
        let flow = self.flow();
        let row = &mut flow.rows[usize::from(inner)];
        match name {
            b"trowd" => {
                *row = RowShape::default();
                flow.row_is_open |= !inner;
            }
            b"trleft" => row.change().left = number,
            b"clmgf" => row.next.across = Merge::First,
            b"clmrg" => row.next.across = Merge::Covered,
            b"clvmgf" => row.next.down = Merge::First,
            b"clvmrg" => row.next.down = Merge::Covered,
            b"cellx" => {
                let cell = CellShape { edge: number, ..std::mem::take(&mut row.next) };
                let cells = &mut row.change().cells;
                if cells.len() < MAX_CELLS {
                    cells.push(cell);
                }
            }
            _ => {}
        }
    }

    /// In which table of tables a paragraph stands; 0 is none.
    fn level(&self) -> usize {
        let row_is_open = self.flows.last().is_some_and(|flow| flow.row_is_open);
        let level = self.state.level.unwrap_or(0).max(usize::from(self.state.in_table || row_is_open));
        level.min(MAX_TABLE_NESTING)
    }

    fn end_paragraph(&mut self, level: usize) {
        self.end_surrogates();
        let flow = self.flow();
        let paragraph = std::mem::take(&mut flow.paragraph);
        let boxes = std::mem::take(&mut flow.boxes);
        let blocks = &mut flow.level(level).blocks;
        if !paragraph.is_empty() {
            blocks.push(Block::Paragraph(paragraph));
        }
        blocks.extend(boxes);
    }

    fn end_cell(&mut self, level: usize) {
        self.end_paragraph(level);
        let level = self.flow().level(level);
        level.cells.push(std::mem::take(&mut level.blocks));
    }

    fn end_row(&mut self, level: usize) {
        if !self.flow().paragraph.is_empty() {
            self.end_cell(level);
        }
        let flow = self.flow();
        flow.row_is_open = false;
        let row = &mut flow.rows[usize::from(level > 1)];
        row.is_used = true;
        let shape = Rc::clone(&row.shape);
        let level = flow.level(level);
        if !level.cells.is_empty() {
            level.rows.push(Row { shape, cells: std::mem::take(&mut level.cells) });
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.end_paragraph(0);
        self.flows.into_iter().flat_map(Flow::finish).collect()
    }
}

impl Flow {
    /// The body (0), or a table in tables; those inside of it are at an end.
    fn level(&mut self, level: usize) -> &mut Level {
        while self.levels.len() > level + 1 {
            let blocks = self.levels.pop().map(Level::finish).unwrap_or_default();
            if let Some(outer) = self.levels.last_mut() {
                outer.blocks.extend(blocks);
            }
        }
        while self.levels.len() <= level {
            self.levels.push(Level::default());
        }
        &mut self.levels[level]
    }

    fn finish(mut self) -> Vec<Block> {
        std::mem::take(&mut self.level(0).blocks)
    }
}

impl Level {
    fn finish(mut self) -> Vec<Block> {
        if !self.cells.is_empty() {
            // The row was never ended.
            self.rows.push(Row { shape: Rc::default(), cells: self.cells });
        }
        let table = (!self.rows.is_empty()).then(|| Block::Table(table_of(self.rows)));
        table.into_iter().chain(self.blocks).collect()
    }
}

/// Words that stand for a character.
fn sign_of(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"tab" => "\t",
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        _ => return None,
    })
}

/// Groups that show nothing in the text. Those that begin with `\*` are skipped unless they are known.
const SKIPPED: &[&[u8]] = &[
    b"aftncn",
    b"aftnsep",
    b"aftnsepc",
    b"annotation",
    b"bkmkend",
    b"bkmkstart",
    b"colorschememapping",
    b"colortbl",
    b"comment",
    b"datafield",
    b"filetbl",
    b"fldinst",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"footnote",
    b"formfield",
    b"ftncn",
    b"ftnsep",
    b"ftnsepc",
    b"generator",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"info",
    b"listoverridetable",
    b"listtable",
    b"mmath",
    b"nonesttables",
    b"nonshppict",
    b"objclass",
    b"objdata",
    b"objname",
    b"pntxta",
    b"pntxtb",
    b"private",
    b"revtbl",
    b"rsidtbl",
    b"rxe",
    b"shprslt",
    b"stylesheet",
    b"tc",
    b"tcn",
    b"template",
    b"themedata",
    b"txe",
    b"xe",
];
