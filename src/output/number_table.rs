//! Tables of numbers: with bars for a terminal, for Excel, and for GitHub.

use super::table::{self, Fit};
use crate::{key, number_format::Formats, texts::Texts};

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberCell {
    /// An empty cell.
    Nothing,
    /// A name.
    Name(String),
    /// A number of things or kroner.
    Count(u64),
    /// A number that may be negative.
    Difference(i64),
    /// A number with decimals.
    Number(f64),
    /// A share, from 0 to 1.
    Share(f64),
    /// A share drawn as a bar.
    Bar(f64),
}

/// Holds a table: the keys of its columns' titles, and its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberTable {
    /// The heading, if there are several tables.
    pub heading: Option<String>,
    /// The last parts of the keys of the columns' titles.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<NumberCell>>,
    /// Sentences below the table.
    pub notes: Vec<String>,
}

/// Writes tables in one language.
#[derive(Clone, Copy)]
pub struct TableWriter<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// The formats of numbers.
    pub formats: &'a Formats,
}

impl TableWriter<'_> {
    /// Writes tables for a terminal; the longest bar is `bar` characters long.
    ///
    /// Columns that do not fit follow below, after the first column.
    #[must_use]
    pub fn table(&self, tables: &[NumberTable], width: Option<usize>, bar: usize) -> String {
        let write = |figure: &NumberCell| match figure {
            NumberCell::Bar(share) => draw(*share, bar),
            figure => self.text(figure),
        };
        let one = |figures: &NumberTable| {
            let all: Vec<usize> = (0..figures.columns.len()).collect();
            let (header, rows) = self.cells(figures, &all, &write);
            let blocks = blocks(&header, &rows, width).into_iter().map(|shown| {
                let (header, rows) = self.cells(figures, &shown, &write);
                let table = table::aligned(&header, &rows, &fits(figures, &shown), width);
                // A table without titles starts with an empty line.
                table.trim_start_matches('\n').to_owned()
            });
            let table = with_heading(figures, "", blocks.collect::<Vec<_>>().join("\n"));
            figures.notes.iter().fold(table, |out, note| out + "\n" + &filled(note, width) + "\n")
        };
        tables.iter().map(one).collect::<Vec<_>>().join("\n")
    }

    /// Writes tables as Markdown, without bars.
    #[must_use]
    pub fn markdown(&self, tables: &[NumberTable]) -> String {
        let one = |figures: &NumberTable| {
            let shown = without_bars(figures);
            let write = |figure: &NumberCell| table::markdown_cell(&self.text(figure));
            let (header, rows) = self.cells(figures, &shown, &write);
            let table = table::markdown(&header, &rows, &numbers(figures, &shown));
            let notes = figures.notes.iter().map(|note| table::markdown_cell(note));
            notes.fold(with_heading(figures, "## ", table), |out, note| out + "\n" + &note + "\n")
        };
        tables.iter().map(one).collect::<Vec<_>>().join("\n")
    }

    /// Writes tables as one table for Excel, without bars; each row starts with the heading of its table.
    #[must_use]
    pub fn csv(&self, tables: &[NumberTable]) -> Vec<u8> {
        let (mut header, mut body) = (Vec::new(), Vec::new());
        for figures in tables {
            let shown = without_bars(figures);
            let (mut titles, rows) = self.cells(figures, &shown, &raw);
            // The cells are numbers, so the title says that they are percentages.
            for (title, at) in titles.iter_mut().zip(&shown) {
                if figures.rows.iter().any(|row| matches!(row.get(*at), Some(NumberCell::Share(_)))) {
                    title.push_str(" (%)");
                }
            }
            let heading = figures.heading.clone();
            if header.is_empty() {
                header = heading.iter().map(|_| String::new()).chain(titles).collect();
            }
            body.extend(rows.into_iter().map(|row| -> Vec<String> {
                let mut row: Vec<String> = heading.clone().into_iter().chain(row).collect();
                row.resize(header.len(), String::new());
                row
            }));
        }
        // Without titles, the first row is the header.
        if header.iter().all(String::is_empty) && !body.is_empty() {
            header = body.remove(0);
        }
        table::csv(&header, &body)
    }

    fn cells(
        &self,
        figures: &NumberTable,
        shown: &[usize],
        write: &dyn Fn(&NumberCell) -> String,
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let title = |column: &'static str| match column {
            "" => String::new(),
            column => self.texts.named(&format!("column.{column}")).to_owned(),
        };
        let header = shown.iter().map(|at| title(figures.columns[*at])).collect();
        let row = |row: &Vec<NumberCell>| shown.iter().filter_map(|at| row.get(*at)).map(write).collect();
        (header, figures.rows.iter().map(row).collect())
    }

    fn text(&self, figure: &NumberCell) -> String {
        match figure {
            NumberCell::Nothing | NumberCell::Bar(_) => String::new(),
            NumberCell::Name(name) => name.clone(),
            NumberCell::Count(number) => self.formats.number(*number),
            // The minus sign, not the hyphen.
            NumberCell::Difference(number) if *number < 0 => format!("−{}", self.formats.number(number.unsigned_abs())),
            NumberCell::Difference(number) => self.formats.number(number.unsigned_abs()),
            NumberCell::Number(number) => self.formats.decimal_number(*number),
            NumberCell::Share(share) => self.percent(*share),
        }
    }

    /// Writes a share in per cent with at most one decimal.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        let number = self.formats.decimal_number((share * 1000.0).round() / 10.0);
        self.texts.fill(key!("stats.percent"), &[("number", number)])
    }
}

fn with_heading(figures: &NumberTable, marks: &str, table: String) -> String {
    match &figures.heading {
        Some(heading) if marks.is_empty() => format!("{heading}\n{table}"),
        Some(heading) => format!("{marks}{heading}\n\n{table}"),
        None => table,
    }
}

/// Breaks a sentence between words.
fn filled(note: &str, width: Option<usize>) -> String {
    width.map_or_else(|| note.to_owned(), |width| textwrap::fill(note, width))
}

/// Splits columns into blocks that fit into the width together with the first column; words and cells are not broken.
fn blocks(header: &[String], rows: &[Vec<String>], width: Option<usize>) -> Vec<Vec<usize>> {
    let wide = |at: usize| {
        let words = header[at].split(' ').map(|word| word.chars().count());
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        words.chain(cells).max().unwrap_or(0) + usize::from(table::GAP)
    };
    let Some(width) = width else { return vec![(0..header.len()).collect()] };
    let mut blocks = vec![vec![0]];
    let mut used = wide(0);
    for at in 1..header.len() {
        let is_full = used + wide(at) > width && blocks.last().is_some_and(|block| block.len() > 1);
        if is_full {
            blocks.push(vec![0]);
            used = wide(0);
        }
        used += wide(at);
        blocks.last_mut().into_iter().for_each(|block| block.push(at));
    }
    blocks
}

fn without_bars(figures: &NumberTable) -> Vec<usize> {
    let is_bar = |at: usize| figures.rows.iter().any(|row| matches!(row.get(at), Some(NumberCell::Bar(_))));
    (0..figures.columns.len()).filter(|at| !is_bar(*at)).collect()
}

/// Returns how the shown columns are aligned.
fn fits(figures: &NumberTable, shown: &[usize]) -> Vec<Fit> {
    let others = without_bars(figures);
    let fit = |(at, is_number): (&usize, bool)| match is_number {
        true => Fit::Numbers,
        false if others.contains(at) => Fit::Words,
        false => Fit::Bars,
    };
    shown.iter().zip(numbers(figures, shown)).map(fit).collect()
}

/// Returns which of the shown columns hold numbers.
fn numbers(figures: &NumberTable, shown: &[usize]) -> Vec<bool> {
    let is_number =
        |figure: &NumberCell| !matches!(figure, NumberCell::Nothing | NumberCell::Name(_) | NumberCell::Bar(_));
    let holds = |at: &usize| figures.rows.iter().any(|row| row.get(*at).is_some_and(is_number));
    shown.iter().map(holds).collect()
}

/// Writes a figure for a spreadsheet: bare digits, shares in per cent with a decimal comma.
fn raw(figure: &NumberCell) -> String {
    match figure {
        NumberCell::Nothing | NumberCell::Bar(_) => String::new(),
        NumberCell::Name(name) => name.clone(),
        NumberCell::Count(number) => number.to_string(),
        NumberCell::Difference(number) => number.to_string(),
        NumberCell::Number(number) => number.to_string().replace('.', ","),
        NumberCell::Share(share) => format!("{:.1}", share * 100.0).replace('.', ","),
    }
}

/// Draws a share as a bar in eighths of a character; a share above 0 has at least one eighth.
fn draw(share: f64, width: usize) -> String {
    const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let width = u32::try_from(width).unwrap_or(u32::MAX);
    let eighths =
        (share.clamp(0.0, 1.0) * f64::from(width) * 8.0).round().max(f64::from(u8::from(share > 0.0 && width > 0)));
    // At most eight times the width of a terminal.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative, never large")]
    let eighths = eighths as usize;
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).and_then(|rest| EIGHTHS.get(rest)));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(draw(1.0, 4), "████");
        assert_eq!(draw(0.5, 4), "██");
        assert_eq!(draw(0.28125, 4), "█▏");
        assert_eq!(draw(0.0001, 4), "▏");
        assert_eq!((draw(0.0, 4), draw(1.0, 0)), (String::new(), String::new()));
    }

    #[test]
    fn columns_that_do_not_fit_follow_below() {
        let header = ["År", "Prosjekter", "Kjent støtte"].map(str::to_owned);
        let rows = [["2019", "7", "18\u{a0}800\u{a0}000"].map(str::to_owned).to_vec()];
        assert_eq!(blocks(&header, &rows, None), [[0, 1, 2]]);
        assert_eq!(blocks(&header, &rows, Some(30)), [[0, 1, 2]]);
        assert_eq!(blocks(&header, &rows, Some(29)), [[0, 1], [0, 2]]);
        assert_eq!(blocks(&header, &rows, Some(1)), [[0, 1], [0, 2]]);
    }

    #[test]
    fn cells_are_written_for_each_format() {
        let row = vec![
            NumberCell::Name("A".into()),
            NumberCell::Count(1_234_567),
            NumberCell::Difference(-5_000),
            NumberCell::Share(1.0 / 3.0),
            NumberCell::Bar(0.5),
            NumberCell::Nothing,
        ];
        let figures =
            NumberTable { columns: vec!["title", "", "", "", "", ""], rows: vec![row], ..NumberTable::default() };
        let (texts, formats) = (Texts::of(Language::BOKMAAL), Formats::of(Language::BOKMAAL));
        let writer = TableWriter { texts: &texts, formats: &formats };
        let csv = String::from_utf8(writer.csv(std::slice::from_ref(&figures))).unwrap();
        assert_eq!(csv, "\u{feff}Tittel;;; (%);\r\nA;1234567;-5000;33,3;\r\n");
        let markdown = writer.markdown(std::slice::from_ref(&figures));
        assert!(markdown.ends_with("| A | 1\u{a0}234\u{a0}567 | −5\u{a0}000 | 33,3\u{a0}% | |\n"), "{markdown}");
        assert!(writer.table(&[figures], None, 4).contains("██"));
    }
}
