//! Word 97 documents for tests, made by hand: what LibreOffice does not write.

/// A paragraph, or a cell or row end.
pub struct Made<'a> {
    /// Its words and its mark.
    pub text: &'a str,
    /// Properties of the paragraph.
    pub paragraph: Vec<u8>,
    /// Properties of its characters.
    pub characters: Vec<u8>,
    /// Stored with one byte a character.
    pub is_narrow: bool,
    /// What a quick saving changed: a number of the list of changes or a short property.
    pub change: u16,
}

/// A paragraph without properties.
pub fn p(text: &str) -> Made<'_> {
    Made { text, paragraph: Vec::new(), characters: Vec::new(), is_narrow: false, change: 0 }
}

/// The end of a cell.
pub fn cell(text: &str) -> Made<'_> {
    Made { paragraph: vec![0x16, 0x24, 1], ..p(text) }
}

/// The end of a row of cells that end at these places, each with its flags; then further properties.
pub fn row(left: i16, cells: &[(i16, u16)], more: &[u8]) -> Made<'static> {
    let mut paragraph = vec![0x16, 0x24, 1, 0x17, 0x24, 1];
    paragraph.extend(definition(left, cells));
    paragraph.extend(more);
    Made { paragraph, ..p("\u{7}") }
}

/// The definition of a row.
pub fn definition(left: i16, cells: &[(i16, u16)]) -> Vec<u8> {
    let mut value = vec![cells.len() as u8];
    value.extend(left.to_le_bytes());
    value.extend(cells.iter().flat_map(|(edge, _)| edge.to_le_bytes()));
    for (_, flags) in cells {
        value.extend(flags.to_le_bytes());
        value.extend([0; 18]);
    }
    let mut property = vec![0x08, 0xd6];
    property.extend((value.len() as u16 + 1).to_le_bytes());
    property.extend(value);
    property
}

/// A file with these paragraphs, lists of changes and a `Data` stream.
pub fn file(paragraphs: &[Made], changes: &[&[u8]], data: &[u8]) -> Vec<u8> {
    let mut document = vec![0; 2048];
    let mut positions = Vec::new();
    let mut pieces = Vec::new();
    let mut bounds = Vec::new();
    let mut position = 0_u32;
    for it in paragraphs {
        let start = document.len() as u32;
        let place = if it.is_narrow {
            document.extend(it.text.chars().map(|character| u32::from(character) as u8));
            (start * 2) | 0x4000_0000
        } else {
            document.extend(it.text.encode_utf16().flat_map(u16::to_le_bytes));
            start
        };
        positions.push(position);
        position += it.text.encode_utf16().count() as u32;
        pieces.extend([0, 0]);
        pieces.extend(place.to_le_bytes());
        pieces.extend(it.change.to_le_bytes());
        bounds.push((start, document.len() as u32));
        document.resize(document.len().next_multiple_of(2), 0);
    }
    positions.push(position);

    let mut table = vec![0; 8];
    let mut parts = vec![(0_u32, 0_u32); 93];
    for (number, is_paragraph) in [(12, false), (13, true)] {
        let mut pages = Vec::new();
        for (it, (start, end)) in paragraphs.iter().zip(&bounds) {
            document.resize(document.len().next_multiple_of(512), 0);
            pages.extend((document.len() as u32 / 512).to_le_bytes());
            document.extend(page(*start, *end, it, is_paragraph));
        }
        let mut list: Vec<u8> = bounds.iter().flat_map(|(start, _)| start.to_le_bytes()).collect();
        list.extend(bounds.last().map_or(0, |(_, end)| *end).to_le_bytes());
        list.extend(pages);
        parts[number] = (table.len() as u32, list.len() as u32);
        table.extend(list);
    }
    let start = table.len();
    for change in changes {
        table.push(1);
        table.extend((change.len() as u16).to_le_bytes());
        table.extend(*change);
    }
    table.push(2);
    table.extend(((positions.len() * 4 + pieces.len()) as u32).to_le_bytes());
    table.extend(positions.iter().flat_map(|it| it.to_le_bytes()));
    table.extend(pieces);
    parts[33] = (start as u32, (table.len() - start) as u32);

    let mut head = vec![0xec, 0xa5, 0xc1, 0x00];
    head.resize(10, 0);
    head.extend(0x0204_u16.to_le_bytes());
    head.resize(32, 0);
    head.extend(14_u16.to_le_bytes());
    head.resize(62, 0);
    head.extend(22_u16.to_le_bytes());
    head.extend([0; 12]);
    head.extend(position.to_le_bytes());
    head.resize(64 + 88, 0);
    head.extend(93_u16.to_le_bytes());
    head.extend(parts.iter().flat_map(|(start, length)| [start.to_le_bytes(), length.to_le_bytes()].concat()));
    document[..head.len()].copy_from_slice(&head);
    compound(&[("WordDocument", &document), ("1Table", &table), ("Data", data)])
}

/// A page with the properties of one stretch.
fn page(start: u32, end: u32, it: &Made, is_paragraph: bool) -> [u8; 512] {
    let mut page = [0; 512];
    page[..4].copy_from_slice(&start.to_le_bytes());
    page[4..8].copy_from_slice(&end.to_le_bytes());
    page[511] = 1;
    let mut list = Vec::new();
    if is_paragraph {
        let length = it.paragraph.len() + 2;
        if length.is_multiple_of(2) {
            list.extend([0, length as u8 / 2]);
        } else {
            list.push(length.div_ceil(2) as u8);
        }
        list.extend([0, 0]);
        list.extend(&it.paragraph);
    } else {
        list.push(it.characters.len() as u8);
        list.extend(&it.characters);
    }
    let at = (511 - list.len()) / 2 * 2;
    page[8] = (at / 2) as u8;
    page[at..at + list.len()].copy_from_slice(&list);
    page
}

/// A compound file with these streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    let mut sectors: Vec<u8> = Vec::new();
    let mut table: Vec<u32> = vec![0xffff_fffd];
    let mut directory = entry("Root Entry", 5, u32::MAX, 1, END, 0);
    let mut starts = Vec::new();
    for (_, bytes) in streams {
        let count = bytes.len().max(4096).div_ceil(512) as u32;
        let first = table.len() as u32;
        starts.push(first);
        table.extend((1..count).map(|at| first + at));
        table.push(END);
        sectors.extend(*bytes);
        sectors.resize((table.len() - 1) * 512, 0);
    }
    for (at, ((name, bytes), start)) in streams.iter().zip(starts).enumerate() {
        let next = if at + 1 < streams.len() { at as u32 + 2 } else { u32::MAX };
        directory.extend(entry(name, 2, next, u32::MAX, start, bytes.len().max(4096) as u32));
    }
    let directory_start = table.len() as u32;
    directory.resize(directory.len().next_multiple_of(512), 0);
    let count = (directory.len() / 512) as u32;
    table.extend((1..count).map(|at| directory_start + at));
    table.push(END);
    assert!(table.len() <= 128, "one sector of the table is enough for tests");
    table.resize(128, u32::MAX);

    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(24, 0);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    for number in [1, directory_start, 0, 4096, END, 0, END, 0, 0] {
        file.extend(number.to_le_bytes());
    }
    file.resize(512, 0xff);
    file.extend(table.iter().flat_map(|it| it.to_le_bytes()));
    file.extend(sectors);
    file.extend(directory);
    file
}

fn entry(name: &str, kind: u8, right: u32, child: u32, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for number in [u32::MAX, right, child] {
        entry.extend(number.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}
