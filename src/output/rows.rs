//! Rows of projects as a table, CSV, JSON or plain ids.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};

/// Shows rows as a table of aligned columns; `width` limits it where it goes to a terminal.
#[must_use]
pub fn table(header: &[String], rows: &[Vec<String>], width: Option<usize>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header).add_rows(rows);
    if let Some(width) = width.and_then(|width| u16::try_from(width).ok()) {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    // What the first column names is copied into other commands, so it stays in one piece.
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

/// Shows rows as CSV that Norwegian Excel opens: UTF-8 with a byte-order mark, semicolons, Windows line ends.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn csv(header: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        let cells = row.iter().map(|cell| {
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.clone() }
        });
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_opens_in_norwegian_excel() {
        let rows = [vec!["a;b".to_owned(), "=1+1".to_owned()]];
        let out = csv(&["Tittel".to_owned(), "Sum".to_owned()], &rows);
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}Tittel;Sum\r\n\"a;b\";'=1+1\r\n");
    }
}
