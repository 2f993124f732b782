//! The sample of the page as it should be.

/// The sample report, its slips mended: nothing is found in it. Examples and true sentences are put into it.
///
/// # Panics
/// When the sample no longer has one of the slips.
pub fn mended_sample() -> String {
    let sample = include_str!("../../web/src/sample.txt");
    let mended = [
        ("（一）予以公开\t21\t", "（一）予以公开\t12\t"),
        ("\n规范性文件\t", "\n行政规范性文件\t"),
        ("\n2\t0\t1\t1\t3\t", "\n2\t0\t1\t1\t4\t"),
    ];
    mended.iter().fold(sample.to_owned(), |text, (slip, right)| {
        assert!(text.contains(slip), "the sample has no {slip:?}");
        text.replace(slip, right)
    })
}
