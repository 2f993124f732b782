//! Numbers at places in bytes that may be too short.

/// A number of two bytes.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

/// A number of two bytes with a sign.
pub fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    u16_at(bytes, at).map(u16::cast_signed)
}

/// A number of four bytes.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// So many bytes from a place on.
pub fn part(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A list of positions and what stands between them (`PLC`): each data element with the position where it begins and the
/// one where it ends.
pub fn between_positions(list: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = list.len().saturating_sub(4) / (4 + size);
    let (positions, elements) = list.split_at_checked(4 * (count + 1)).unwrap_or_default();
    let positions = positions.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four));
    let ends = positions.clone().skip(1);
    positions.zip(ends).zip(elements.chunks_exact(size)).map(|((start, end), element)| (start, end, element))
}
