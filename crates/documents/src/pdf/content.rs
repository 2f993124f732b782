//! Follows the drawing commands of a page, and keeps what is text, what is a straight line, and where pictures stand.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page as FilePage, Rotation};

use crate::paper::{Area, Facing, Glyph, Matrix, Page};
use crate::tools::Gb18030;

use super::font::{Font, Shape};
use super::inflate::Inflater;

/// Reads pages; what several of them use is read once.
pub(super) struct Reader {
    gb18030: Gb18030,
    pub inflater: Inflater,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    /// Commands that may still be followed.
    commands: usize,
}

/// No report has so many; a file that repeats a part without end has.
const MOST_COMMANDS: usize = 20_000_000;
/// What is drawn on one page beyond this is not looked at.
const MOST_GLYPHS: usize = 200_000;
const MOST_PARTS: usize = 50_000;
/// Parts in parts in parts.
const DEEPEST: usize = 12;
const DEEPEST_STATE: usize = 256;

impl Reader {
    pub fn new(gb18030: Gb18030, inflater: Inflater) -> Self {
        Reader { gb18030, inflater, fonts: HashMap::new(), commands: MOST_COMMANDS }
    }

    /// What a page shows.
    pub fn page(&mut self, file_page: &FilePage) -> Page {
        let visible = file_page.intersected_crop_box();
        let (width, height) = file_page.base_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let upright = Matrix::moved(-visible.x0, -visible.y0).then(match file_page.rotation() {
            Rotation::None => Matrix([1.0, 0.0, 0.0, -1.0, 0.0, height]),
            Rotation::Horizontal => Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
            Rotation::Flipped => Matrix([-1.0, 0.0, 0.0, 1.0, width, 0.0]),
            Rotation::FlippedHorizontal => Matrix([0.0, -1.0, -1.0, 0.0, height, width]),
        });
        let (width, height) = match file_page.rotation() {
            Rotation::None | Rotation::Flipped => (width, height),
            Rotation::Horizontal | Rotation::FlippedHorizontal => (height, width),
        };
        let mut page = Page { width, height, ..Page::default() };
        if let Some(content) = self.content(file_page.raw()) {
            let resources = [&file_page.resources().fonts, &file_page.resources().x_objects].map(Clone::clone);
            Painter { reader: self, page: &mut page, path: Path::default(), states: vec![State::new(upright)] }
                .paint(&content, &resources, 0);
        }
        self.annotations(file_page.raw(), upright, &mut page);
        page.set_upright();
        page
    }

    /// What a form of an annotation shows, at its place on a page.
    pub fn paint_form(&mut self, form: &Stream, place: Matrix, page: &mut Page) {
        let resources = [Dict::empty(), Dict::empty()];
        Painter { reader: self, page, path: Path::default(), states: vec![State::new(place)] }
            .draw(form, &resources, 0);
    }

    fn content(&mut self, page: &Dict) -> Option<Vec<u8>> {
        match page.get::<Object>("Contents")? {
            Object::Stream(stream) => Some(self.inflater.decoded(&stream)?.into_owned()),
            Object::Array(streams) => {
                let mut content = Vec::new();
                for stream in streams.iter::<Stream>() {
                    content.extend_from_slice(&self.inflater.decoded(&stream).unwrap_or_default());
                    content.push(b' ');
                }
                Some(content)
            }
            _ => None,
        }
    }

    fn font(&mut self, fonts: &Dict, name: &Name) -> Option<Rc<Font>> {
        let font = fonts.get::<Dict>(name)?;
        let read = |reader: &mut Self| Rc::new(Font::read(&font, reader.gb18030, &mut reader.inflater));
        let Some(id) = fonts.get_ref(name).map(ObjectIdentifier::from) else { return Some(read(self)) };
        if let Some(known) = self.fonts.get(&id) {
            return Some(Rc::clone(known));
        }
        let font = read(self);
        self.fonts.insert(id, Rc::clone(&font));
        Some(font)
    }
}

/// The parts of the graphics state that matter to text and lines.
#[derive(Clone)]
struct State {
    place: Matrix,
    line_width: f64,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl State {
    fn new(place: Matrix) -> Self {
        State {
            place,
            line_width: 1.0,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }
}

/// The path that is being drawn, as its parts; places are of the page.
#[derive(Default)]
struct Path {
    parts: Vec<Vec<(f64, f64)>>,
}

impl Path {
    fn begin(&mut self, point: (f64, f64)) {
        if self.parts.len() < MOST_PARTS {
            self.parts.push(vec![point]);
        }
    }

    fn go(&mut self, point: (f64, f64)) {
        match self.parts.last_mut() {
            Some(part) if part.len() < MOST_PARTS => part.push(point),
            Some(_) => {}
            None => self.begin(point),
        }
    }

    fn close(&mut self) {
        if let Some(first) = self.parts.last().and_then(|part| part.first()).copied() {
            self.go(first);
        }
    }
}

struct Painter<'a> {
    reader: &'a mut Reader,
    page: &'a mut Page,
    path: Path,
    states: Vec<State>,
}

impl Painter<'_> {
    fn paint(&mut self, content: &[u8], resources: &[Dict; 2], depth: usize) {
        let [fonts, x_objects] = resources;
        let below = self.states.len();
        let mut commands = UntypedIter::new(content);
        while let Some(command) = commands.next() {
            if self.reader.commands == 0 {
                break;
            }
            self.reader.commands -= 1;
            let operands: Vec<&Object> = command.operands().collect();
            let mut numbers = [0.0; 6];
            for (number, operand) in numbers.iter_mut().zip(&operands) {
                if let Object::Number(value) = operand {
                    *number = value.as_f64();
                }
            }
            match &**command.operator {
                b"q" if self.states.len() < below + DEEPEST_STATE => {
                    let state = self.state().clone();
                    self.states.push(state);
                }
                b"Q" if self.states.len() > below => {
                    self.states.pop();
                }
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        let font = self.reader.font(fonts, name);
                        self.state().font = font;
                    }
                    self.state().size = numbers[1];
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first()
                        && let Some(object) = x_objects.get::<Stream>(name)
                    {
                        self.draw(&object, resources, depth);
                    }
                }
                b"BI" => self.picture(),
                b"TJ" => {
                    if let Some(Object::Array(parts)) = operands.first() {
                        self.show_parts(parts);
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    let state = self.state();
                    if **command.operator == *b"\"" {
                        (state.word_space, state.character_space) = (numbers[0], numbers[1]);
                    }
                    if **command.operator != *b"Tj" {
                        let leading = state.leading;
                        state.next_line(0.0, -leading);
                    }
                    if let Some(Object::String(string)) = operands.last() {
                        self.show(string);
                    }
                }
                operator => self.set(operator, numbers),
            }
        }
        self.states.truncate(below.max(1));
    }

    /// Commands with numbers alone.
    fn set(&mut self, operator: &[u8], numbers: [f64; 6]) {
        let [first, second, third, fourth, fifth, sixth] = numbers;
        let state = self.state();
        let place = state.place;
        match operator {
            b"cm" => state.place = Matrix(numbers).then(place),
            b"w" => state.line_width = first,
            b"Tc" => state.character_space = first,
            b"Tw" => state.word_space = first,
            b"Tz" => state.stretch = first / 100.0,
            b"TL" => state.leading = first,
            b"Ts" => state.rise = first,
            b"BT" => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tm" => (state.text, state.line) = (Matrix(numbers), Matrix(numbers)),
            b"Td" => state.next_line(first, second),
            b"TD" => {
                state.leading = -second;
                state.next_line(first, second);
            }
            b"T*" => {
                let leading = state.leading;
                state.next_line(0.0, -leading);
            }
            b"m" => self.path.begin(place.place(first, second)),
            b"l" => self.path.go(place.place(first, second)),
            b"c" => self.path.go(place.place(fifth, sixth)),
            b"v" | b"y" => self.path.go(place.place(third, fourth)),
            b"h" => self.path.close(),
            b"re" => {
                let (right, bottom) = (first + third, second + fourth);
                self.path.begin(place.place(first, second));
                for (x, y) in [(right, second), (right, bottom), (first, bottom), (first, second)] {
                    self.path.go(place.place(x, y));
                }
            }
            b"S" => self.stroke(),
            b"s" | b"b" | b"b*" => {
                self.path.close();
                self.stroke();
            }
            b"B" | b"B*" => self.stroke(),
            b"f" | b"F" | b"f*" => self.fill(),
            b"n" => self.path = Path::default(),
            _ => {}
        }
    }

    fn state(&mut self) -> &mut State {
        if self.states.is_empty() {
            self.states.push(State::new(Matrix::IDENTITY));
        }
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    fn stroke(&mut self) {
        let width = self.state().line_width * self.state().place.scale();
        self.page.stroke(std::mem::take(&mut self.path).parts, width);
    }

    fn fill(&mut self) {
        self.page.fill(&std::mem::take(&mut self.path).parts);
    }

    fn draw(&mut self, object: &Stream, resources: &[Dict; 2], depth: usize) {
        let dict = object.dict();
        if dict.get::<Name>("Subtype").as_deref() == Some(b"Image") {
            self.picture();
        } else if depth < DEEPEST
            && let Some(content) = self.reader.inflater.decoded(object)
        {
            let mut state = self.state().clone();
            if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
                state.place = Matrix(matrix).then(state.place);
            }
            let resources = match dict.get::<Dict>("Resources") {
                Some(own) => ["Font", "XObject"].map(|key| own.get::<Dict>(key).unwrap_or_default()),
                None => resources.clone(),
            };
            let path = std::mem::take(&mut self.path);
            let above = self.states.len();
            self.states.push(state);
            self.paint(&content, &resources, depth + 1);
            self.states.truncate(above);
            self.path = path;
        }
    }

    /// An image fills the unit square.
    fn picture(&mut self) {
        let place = self.state().place;
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| place.place(x, y));
        if let Some(area) = Area::around(&corners) {
            self.page.picture(area);
        }
    }

    fn show_parts(&mut self, parts: &Array) {
        for part in parts.iter::<Object>() {
            match part {
                Object::String(string) => self.show(&string),
                Object::Number(number) => {
                    let state = self.state();
                    let back = -number.as_f64() / 1000.0 * state.size;
                    let vertical = state.font.as_ref().is_some_and(|font| font.is_vertical());
                    let way = if vertical { (0.0, back) } else { (back * state.stretch, 0.0) };
                    state.text = Matrix::moved(way.0, way.1).then(state.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, string: &[u8]) {
        let Some(font) = self.state().font.clone() else { return };
        font.show(string, |shape| {
            self.put(shape, font.is_vertical());
        });
    }

    fn put(&mut self, shape: &Shape, vertical: bool) {
        let state = self.state();
        let word_space = if shape.is_space { state.word_space } else { 0.0 };
        let (size, stretch, rise) = (state.size, state.stretch, state.rise);
        let extra = state.character_space + word_space;
        let on_page = state.text.then(state.place);
        let (way, corners) = if vertical {
            let half = size / 2.0;
            (
                (0.0, -(shape.advance * size + extra)),
                [(-half, 0.0), (half, 0.0), (-half, -shape.advance * size), (half, -shape.advance * size)],
            )
        } else {
            let (width, top, bottom) = (shape.advance * size * stretch, rise + ABOVE * size, rise - BELOW * size);
            ((width + extra * stretch, 0.0), [(0.0, bottom), (width, bottom), (0.0, top), (width, top)])
        };
        state.text = Matrix::moved(way.0, way.1).then(state.text);
        let Some(area) = Area::around(&corners.map(|(x, y)| on_page.place(x, y))) else { return };
        let page_area = Area { left: 0.0, top: 0.0, right: self.page.width, bottom: self.page.height };
        if !page_area.contains(area.center()) || self.page.glyphs.len() >= MOST_GLYPHS {
            return;
        }
        let (x, y) = if size < 0.0 { on_page.turn(-1.0, 0.0) } else { on_page.turn(1.0, 0.0) };
        let facing = if vertical && x.abs() >= y.abs() { Some(Facing::Stacked) } else { Facing::of(x, y) };
        let Some(facing) = facing else { return };
        let (up_x, up_y) = on_page.turn(0.0, size);
        let size = up_x.hypot(up_y);
        match &shape.text {
            None => {
                self.page.unknown += 1;
                self.page.glyphs.push(Glyph { character: char::REPLACEMENT_CHARACTER, area, size, facing });
            }
            Some(text) => self.put_text(text, Glyph { character: '\0', area, size, facing }),
        }
    }

    /// A ligature stands for several characters, which share its place.
    fn put_text(&mut self, text: &str, glyph: Glyph) {
        let count = text.chars().count().max(1) as f64;
        let Area { left, top, right, bottom } = glyph.area;
        let (across, down) = ((right - left) / count, (bottom - top) / count);
        for (at, character) in text.chars().enumerate() {
            let (before, after) = (at as f64, at as f64 + 1.0);
            let area = match glyph.facing {
                Facing::Right => Area { left: left + before * across, right: left + after * across, ..glyph.area },
                Facing::Left => Area { left: right - after * across, right: right - before * across, ..glyph.area },
                Facing::Down | Facing::Stacked => {
                    Area { top: top + before * down, bottom: top + after * down, ..glyph.area }
                }
                Facing::Up => Area { top: bottom - after * down, bottom: bottom - before * down, ..glyph.area },
            };
            self.page.glyphs.push(Glyph { character, area, ..glyph });
        }
    }
}

/// How far a character of a Chinese font stands above and below the line on which it is written.
const ABOVE: f64 = 0.86;
const BELOW: f64 = 0.14;
