//! A source as one text and a row of numbers: what crosses from the thread that reads files to the page.

use gouji_core::{Grid, GridCell, Source, Span};

/// The numbers of a source: whether it is structured, its pictures, its grids.
pub fn pack(source: &Source) -> Vec<u32> {
    let mut numbers = vec![u32::from(source.is_structured()), source.pictures().len() as u32];
    numbers.extend(source.pictures().iter().flat_map(|span| [span.start, span.end]));
    for grid in source.grids() {
        numbers.extend([grid.span.start, grid.span.end, grid.cells.len() as u32]);
        for GridCell { row, column, row_span, column_span, span } in &grid.cells {
            numbers.extend([*row, *column, *row_span, *column_span, span.start, span.end]);
        }
    }
    numbers
}

/// The source again; `None` when the numbers are not those of a source with this text.
pub fn unpack(text: String, numbers: &[u32]) -> Option<Source> {
    let mut numbers = numbers.iter().copied();
    let mut next = || numbers.next();
    let span = |next: &mut dyn FnMut() -> Option<u32>| {
        let (start, end) = (next()? as usize, next()? as usize);
        text.get(start..end).map(|_| Span::new(start, end))
    };
    let is_structured = next()? != 0;
    let pictures = (0..next()?).map(|_| span(&mut next)).collect::<Option<Vec<_>>>()?;
    let mut grids = Vec::new();
    while let Some(start) = next() {
        let mut started = Some(start);
        let span_of_grid = span(&mut || started.take().or_else(&mut next))?;
        let cells = (0..next()?).map(|_| {
            let (row, column, row_span, column_span) = (next()?, next()?, next()?, next()?);
            Some(GridCell { row, column, row_span, column_span, span: span(&mut next)? })
        });
        grids.push(Grid { span: span_of_grid, cells: cells.collect::<Option<_>>()? });
    }
    let source = if is_structured { Source::structured } else { Source::laid_out };
    Some(source(text, grids, pictures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::composer::Composer;

    #[test]
    fn a_source_comes_back_as_it_was() {
        let mut composer = Composer::default();
        composer.write("标题");
        composer.picture();
        for _ in 0..2 {
            composer.begin_table();
            composer.begin_row();
            composer.begin_cell(2, 1);
            composer.write("甲");
            composer.end_cell();
            composer.begin_cell(1, 1);
            composer.end_cell();
            composer.end_row();
            composer.end_table();
        }
        let paper = composer.clone().finish_without_structure();
        let again = unpack(paper.text().to_owned(), &pack(&paper));
        assert_eq!(again.map(|it| (it.is_structured(), it.grids().len())), Some((false, 2)));
        let source = composer.finish();
        let numbers = pack(&source);
        let again = unpack(source.text().to_owned(), &numbers);
        let again = again.as_ref();
        assert_eq!(again.map(Source::text), Some(source.text()));
        assert_eq!(again.map(Source::grids), Some(source.grids()));
        assert_eq!(again.map(Source::pictures), Some(source.pictures()));
        assert!(unpack("短".to_owned(), &numbers).is_none());
        assert!(unpack(source.text().to_owned(), &numbers[..numbers.len() - 1]).is_none());
        assert_eq!(unpack("字".to_owned(), &pack(&Source::plain("字"))).map(|it| it.is_structured()), Some(false));
    }
}
