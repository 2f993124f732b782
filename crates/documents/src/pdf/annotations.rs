//! What was typed onto a page with a PDF editor, or into the fields of a form: it is drawn over the page and not part of its
//! content. And what an editor struck through.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use crate::paper::{Area, Facing, Glyph, Matrix, Page, is_wide};

use super::content::Reader;

/// A page of a form has some hundred.
const MOST: usize = 5_000;

/// Flags of annotations that nobody sees on the screen.
const HIDDEN: i64 = 2 | 32;

impl Reader {
    /// Adds the words of annotations to a page; `upright` leads from the file's places to those of the page.
    pub fn annotations(&mut self, file_page: &Dict, upright: Matrix, page: &mut Page) {
        let Some(annotations) = file_page.get::<Array>("Annots") else { return };
        for annotation in annotations.iter::<Dict>().take(MOST) {
            if annotation.get::<i64>("F").unwrap_or(0) & HIDDEN != 0 {
                continue;
            }
            match annotation.get::<Name>("Subtype").as_deref() {
                Some(b"FreeText") => self.typed(&annotation, "Contents", upright, page),
                Some(b"Widget") if !is_button(&annotation) => self.typed(&annotation, "V", upright, page),
                Some(b"StrikeOut") => strike_out(&annotation, upright, page),
                _ => {}
            }
        }
    }

    /// Words as they are drawn, or where the file does not draw them, as they were typed.
    fn typed(&mut self, annotation: &Dict, words: &str, upright: Matrix, page: &mut Page) {
        let Some(rectangle) = annotation.get::<[f64; 4]>("Rect") else { return };
        let before = (page.glyphs.len(), page.rulings.len(), page.pictures.len());
        if let Some((appearance, place)) = appearance(annotation, rectangle) {
            self.paint_form(&appearance, place.then(upright), page);
        }
        // A frame around a number is no line of a table.
        page.rulings.truncate(before.1);
        page.pictures.truncate(before.2);
        let typed = annotation.get::<hayro_syntax::object::String>(words);
        let typed = typed.or_else(|| annotation.get::<Dict>("Parent")?.get(words));
        if page.glyphs.len() == before.0
            && let Some(typed) = typed
        {
            write_into(rectangle, &text_of(typed.as_bytes()), upright, page);
        }
    }
}

/// The drawing of an annotation, and the way that leads from its places to those of the page.
fn appearance<'a>(annotation: &Dict<'a>, [x0, y0, x1, y1]: [f64; 4]) -> Option<(Stream<'a>, Matrix)> {
    let appearances = annotation.get::<Dict>("AP")?;
    let stream = match appearances.get::<Object>("N")? {
        Object::Stream(stream) => stream,
        Object::Dict(states) => states.get::<Stream>(annotation.get::<Name>("AS")?)?,
        _ => return None,
    };
    let [left, bottom, right, top] = stream.dict().get::<[f64; 4]>("BBox")?;
    let own = stream.dict().get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)].map(|(x, y)| own.place(x, y));
    let drawn = Area::around(&corners)?;
    let scale = |length: f64, drawn: f64| if drawn > 0.0 { length / drawn } else { 1.0 };
    let (across, up) = (scale((x1 - x0).abs(), drawn.width()), scale((y1 - y0).abs(), drawn.height()));
    let place = Matrix([across, 0.0, 0.0, up, x0.min(x1) - drawn.left * across, y0.min(y1) - drawn.top * up]);
    Some((stream, place))
}

fn is_button(annotation: &Dict) -> bool {
    let kind = annotation.get::<Name>("FT").or_else(|| annotation.get::<Dict>("Parent")?.get::<Name>("FT"));
    kind.as_deref() == Some(b"Btn")
}

/// Characters of a text of the file, which is UTF-16 or UTF-8 with a mark before it, or Latin.
fn text_of(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let units = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
        return char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => String::from_utf8_lossy(rest).into_owned(),
        None => bytes.iter().copied().map(char::from).collect(),
    }
}

/// Longer words are no number, nor any other entry of a form.
const LONGEST: usize = 2_000;

/// Puts words into a rectangle, in one line from its left side.
fn write_into([x0, y0, x1, y1]: [f64; 4], words: &str, upright: Matrix, page: &mut Page) {
    let Some(area) = Area::around(&[upright.place(x0, y0), upright.place(x1, y1)]) else { return };
    let size = (area.height() * 0.75).clamp(1.0, 10.0);
    let (_, middle) = area.center();
    let mut left = area.left + 1.0;
    for character in words.chars().filter(|it| !it.is_control()).take(LONGEST) {
        let right = left + size * if is_wide(character) { 1.0 } else { 0.5 };
        let area = Area { left, right, top: middle - size / 2.0, bottom: middle + size / 2.0 };
        page.glyphs.push(Glyph { character, area, size, facing: Facing::Right });
        left = right;
    }
}

/// Takes away what an editor struck through.
fn strike_out(annotation: &Dict, upright: Matrix, page: &mut Page) {
    let Some(points) = annotation.get::<Array>("QuadPoints") else { return };
    let numbers: Vec<f64> = points.iter::<f64>().take(8 * 200).collect();
    for quad in numbers.as_chunks::<8>().0 {
        let corners = [0, 2, 4, 6].map(|at| upright.place(quad[at], quad[at + 1]));
        if let Some(struck) = Area::around(&corners) {
            page.glyphs.retain(|glyph| !struck.contains(glyph.area.center()));
        }
    }
}
