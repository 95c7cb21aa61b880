//! Rows as a table, CSV, TSV or Markdown.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

pub use super::escape::{markdown_cell, markdown_code};
use crate::wording::control_characters::visible_line;

use super::masking::{Form, mask_numbers};

/// The space between columns.
pub(super) const GAP: u16 = 2;

/// Returns rows as a table of aligned columns; `width` is that of the terminal, if there is one.
#[must_use]
pub fn table(header: &[String], rows: &[Vec<String>], width: Option<usize>) -> String {
    aligned(header, rows, &[], width)
}

/// How a column is aligned and broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Words, which may be broken into several lines.
    Words,
    /// Numbers at the right, never broken.
    Numbers,
    /// Bars, never broken.
    Bars,
}

/// Returns rows as a table of aligned columns; columns without a `Fit` have words.
#[must_use]
pub fn aligned(header: &[String], rows: &[Vec<String>], fits: &[Fit], width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| safe_cell(&mask_numbers(Form::Text, cell))).collect()).collect();
    if !fits.contains(&Fit::Bars)
        && let Some(width) = width.filter(|width| is_crowded(header, &rows, *width))
    {
        return cards(header, &rows, width);
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header).add_rows(&rows);
    if let Some(width) = width.and_then(|width| u16::try_from(width).ok()) {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP));
        let fit = fits.get(at).copied().unwrap_or(Fit::Words);
        if fit == Fit::Numbers {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if fit != Fit::Words {
            let words = header.get(at).into_iter().flat_map(|title| title.split(' '));
            let pieces = words.chain(rows.iter().filter_map(|row| row.get(at)).map(String::as_str));
            let widest = pieces.map(|piece| piece.chars().count()).max().unwrap_or(0);
            let least = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(GAP);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    // Users copy the first column into other commands, so it is never broken.
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    table.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

/// Makes control characters and line breaks visible.
fn safe_cell(cell: &str) -> String {
    visible_line(cell.trim_end()).into_owned()
}

/// Returns whether a table fits only if words or the first column are broken.
fn is_crowded(header: &[String], rows: &[Vec<String>], width: usize) -> bool {
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at)).chain(header.get(at));
    let longest = |at: usize| {
        let words = cells(at).flat_map(|cell| cell.split_whitespace()).map(|word| word.chars().count());
        words.max().unwrap_or(0).min(LONGEST_WORD)
    };
    let first = cells(0).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let others: usize = (1..header.len()).map(|at| longest(at) + usize::from(GAP)).sum();
    first + usize::from(GAP) + others > width
}

/// A longer word may be broken.
const LONGEST_WORD: usize = 24;

/// Returns each row as a paragraph: the first column, and the others below it.
fn cards(header: &[String], rows: &[Vec<String>], width: usize) -> String {
    let mut out = String::new();
    for row in rows {
        if !out.is_empty() {
            out.push('\n');
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let options = textwrap::Options::new(width.max(20)).initial_indent("  ").subsequent_indent("    ");
            out += &match at {
                0 => cell.clone(),
                _ => textwrap::fill(&format!("{}: {cell}", header[at]), options),
            };
            out.push('\n');
        }
    }
    out
}

/// Returns rows as a Markdown table for GitHub; the cells are Markdown, as from [`markdown_cell`].
#[must_use]
pub fn markdown(header: &[String], rows: &[Vec<String>], numbers: &[bool]) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        cells.fold("|".to_owned(), |line, cell| if cell.is_empty() { line + " |" } else { line + " " + cell + " |" })
            + "\n"
    };
    let rule = (0..header.len()).map(|at| if numbers.get(at) == Some(&true) { "---:" } else { "---" });
    let head: Vec<String> = header.iter().map(|cell| markdown_cell(cell)).collect();
    let mut out = line(&mut head.iter().map(String::as_str)) + &line(&mut rule.into_iter());
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| mask_numbers(Form::Markdown, cell)).collect();
        out += &line(&mut cells.iter().map(|cell| &**cell));
    }
    out
}

/// Returns rows as values separated by tabs; a tab or line break inside a value is written `\t` or `\n`.
#[must_use]
pub fn tsv(header: &[String], rows: &[Vec<String>]) -> String {
    let plain = |cell: &String| safe_cell(&mask_numbers(Form::Text, cell));
    let line = |row: &[String]| row.iter().map(plain).collect::<Vec<_>>().join("\t") + "\n";
    std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).map(line).collect()
}

/// Returns rows as CSV for Norwegian Excel: UTF-8 with a byte-order mark, semicolons, Windows line ends.
///
/// A cell that a spreadsheet would read as a formula gets an apostrophe before it, and each row is one line.
#[must_use]
pub fn csv(header: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        let cells = row.iter().map(|cell| safe_cell(&mask_numbers(Form::Text, cell)));
        let cells = cells.map(|cell| if is_formula(&cell) { format!("'{cell}") } else { cell });
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// Returns whether a spreadsheet would read a cell as a formula; a negative number is not a formula.
fn is_formula(cell: &str) -> bool {
    let is_number = cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
    });
    !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_cells_stay_cells() {
        let rows = [vec![markdown_cell("a|b\n*c* <d>"), String::new()]];
        let out = markdown(&["Tittel".to_owned(), "Sum".to_owned()], &rows, &[false, true]);
        assert_eq!(out, "| Tittel | Sum |\n| --- | ---: |\n| a\\|b \\*c\\* &lt;d> | |\n");
    }

    #[test]
    fn a_table_without_room_becomes_a_list() {
        let header = ["Id", "Tittel", "Fase"].map(str::to_owned);
        let rows = [["2019/arkivfloken", "Arkivfloken\u{1b}[31m", "Diagnose"].map(str::to_owned).to_vec()];
        let title = "Tittel: Arkivfloken\\u{1b}[31m";
        assert_eq!(table(&header, &rows, Some(40)), format!("2019/arkivfloken\n  {title}\n  Fase: Diagnose\n"));
        assert_eq!(table(&header, &rows, Some(60)).lines().count(), 2);
    }

    #[test]
    fn tabs_only_stand_between_values() {
        let out = tsv(&["a".to_owned(), "b".to_owned()], &[vec!["c\td".to_owned(), "e\r\nf".to_owned()]]);
        assert_eq!(out, "a\tb\nc\\td\te\\r\\nf\n");
    }

    #[test]
    fn csv_opens_in_norwegian_excel() {
        let rows = [vec!["a;b".to_owned(), "=1+1".to_owned()], vec!["-1-1".to_owned(), "-12,5".to_owned()]];
        let out = csv(&["Tittel".to_owned(), "Sum".to_owned()], &rows);
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}Tittel;Sum\r\n\"a;b\";'=1+1\r\n'-1-1;-12,5\r\n");
    }
}
