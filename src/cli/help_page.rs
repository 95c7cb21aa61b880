//! The help of the program and of each command, in the reader's language.

use anstyle::Style;
use clap::{Arg, ArgAction, Command};
use stimulab::{
    key,
    texts::{Key, Texts},
};

use super::{
    examples::examples,
    help_texts::{about, name_of, text_of, translated, values_of},
};

/// The longest lines of the help, in columns.
const WIDEST: usize = 100;

/// How wide the first column may be; what is wider stands on a line of its own.
const FIRST_COLUMN: usize = 30;

const BOLD: Style = Style::new().bold();
const HEADING: Style = Style::new().bold().underline();

/// Holds what the help is made of.
pub struct HelpPage<'a> {
    /// The program with its commands.
    pub root: &'a Command,
    /// The command that is explained, or none for the program.
    pub command: Option<&'a Command>,
    pub texts: &'a Texts,
    /// The width of the terminal.
    pub width: usize,
}

impl HelpPage<'_> {
    /// Returns the help, with the styles of a terminal.
    pub fn text(&self) -> String {
        let mut out = match self.command {
            Some(command) => format!("{}\n\n{}\n", self.wrapped(about(command, self.texts), 0), self.usage()),
            None => format!("{}\n\n{}\n", self.wrapped(self.texts.get(key!("help.program")), 0), self.usage()),
        };
        match self.command {
            Some(command) => {
                out += &self.rows(key!("usage.arguments"), &self.arguments(command.get_positionals()));
                out += &self.rows(key!("usage.options"), &self.arguments(own_options(command)));
                out += &self.examples(command.get_name());
                out += &self.more(command.get_name());
            }
            None => out += &self.rows(key!("usage.commands"), &self.commands()),
        }
        out += &self.rows(key!("usage.global"), &self.global());
        if self.command.is_none() {
            out += &format!("\n{}\n", self.texts.get(key!("usage.each")));
        }
        out
    }

    /// Returns the line that says how the command is written.
    pub fn usage(&self) -> String {
        let texts = self.texts;
        let heading = texts.get(key!("usage.usage"));
        let options = texts.get(key!("usage.options-word"));
        let rest = match self.command {
            Some(command) => {
                let words = command.get_positionals().map(|arg| format!(" {}", self.placeholder(arg)));
                format!(" {} [{options}]{}", command.get_name(), words.collect::<String>())
            }
            None => format!(" [{options}] [{}]", texts.get(key!("usage.command-word"))),
        };
        format!("{HEADING}{heading}:{HEADING:#} {BOLD}stimulab{BOLD:#}{rest}")
    }

    fn commands(&self) -> Vec<Row> {
        let row = |command: &Command| {
            let aliases: Vec<&str> = command.get_visible_aliases().collect();
            let also = self.texts.fill(key!("usage.alias"), &[("names", aliases.join(", "))]);
            let about = about(command, self.texts);
            let text = if aliases.is_empty() { about.to_owned() } else { format!("{about} {also}") };
            Row::new(command.get_name(), text)
        };
        self.root.get_subcommands().map(row).collect()
    }

    fn arguments<'c>(&self, arguments: impl Iterator<Item = &'c Arg>) -> Vec<Row> {
        let shown = arguments.filter(|arg| !arg.is_hide_set());
        shown.map(|arg| self.row(self.command.map_or("any", Command::get_name), arg)).collect()
    }

    /// Returns the rows of the flags that every command takes.
    fn global(&self) -> Vec<Row> {
        let flags = self.root.get_arguments().filter(|arg| arg.is_global_set() && !arg.is_hide_set());
        let mut rows: Vec<Row> = flags.map(|arg| self.row("any", arg)).collect();
        rows.push(Row::new("-h, --help", text_of("any", "help", self.texts)));
        if self.command.is_none() {
            rows.push(Row::new("-V, --version", text_of("any", "version", self.texts)));
        }
        rows
    }

    fn row(&self, command: &str, arg: &Arg) -> Row {
        let mut text = text_of(command, name_of(arg), self.texts);
        let defaults = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>();
        // A flag is off unless it is given.
        if takes_value(arg) && !defaults.is_empty() {
            text += &format!(" {}", self.texts.fill(key!("usage.default"), &[("value", defaults.join(","))]));
        }
        let value = |value: &clap::builder::PossibleValue| {
            let name = value.get_name();
            (name.to_owned(), text_of(command, &format!("{}.{name}", name_of(arg)), self.texts))
        };
        Row { first: self.placeholder(arg), text, values: values_of(arg).iter().map(value).collect() }
    }

    /// Returns how an argument is written, such as `-o, --output <PATH>` or `[ID]...`.
    fn placeholder(&self, arg: &Arg) -> String {
        let names = arg.get_value_names().unwrap_or_default();
        let value = translated(&names.iter().map(clap::builder::Str::as_str).collect::<Vec<_>>().join(" "), self.texts);
        match (arg.get_long(), arg.get_short()) {
            (Some(long), short) => {
                let short = short.map_or_else(String::new, |short| format!("-{short}, "));
                if takes_value(arg) { format!("{short}--{long} <{value}>") } else { format!("{short}--{long}") }
            }
            _ => {
                let more = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
                if arg.is_required_set() { format!("<{value}>{more}") } else { format!("[{value}]{more}") }
            }
        }
    }

    fn examples(&self, command: &str) -> String {
        let shown = examples(command);
        let text = |at: usize| text_of(command, &format!("example.{}", at + 1), self.texts);
        let longest = shown.iter().map(|example| example.chars().count()).max().unwrap_or_default();
        let line = |(at, example): (usize, &&str)| {
            let space = " ".repeat(longest - example.chars().count());
            let line = format!("  {BOLD}stimulab {example}{BOLD:#}");
            // Two lines where one would be too long to be copied.
            if longest + text(at).chars().count() + 15 > self.width() {
                format!("{line}\n      {}\n", text(at))
            } else {
                format!("{line}{space}  {}\n", text(at))
            }
        };
        let lines: String = shown.iter().enumerate().map(line).collect();
        self.section(key!("usage.examples"), &lines)
    }

    /// Returns what else there is to say of a command.
    fn more(&self, command: &str) -> String {
        let has_more = self.texts.find(&format!("help.{command}.more")).is_some();
        let text = || format!("\n{}\n", self.wrapped(&text_of(command, "more", self.texts), 0));
        if has_more { text() } else { String::new() }
    }

    fn section(&self, heading: Key, lines: &str) -> String {
        if lines.is_empty() {
            return String::new();
        }
        format!("\n{HEADING}{}:{HEADING:#}\n{lines}", self.texts.get(heading))
    }

    /// Returns rows in two columns below their heading.
    fn rows(&self, heading: Key, rows: &[Row]) -> String {
        let widths = rows.iter().map(|row| row.first.chars().count()).filter(|width| *width <= FIRST_COLUMN);
        let indent = widths.max().unwrap_or(FIRST_COLUMN / 2) + 4;
        let lines: String = rows.iter().map(|row| self.lines(row, indent)).collect();
        self.section(heading, &lines)
    }

    fn lines(&self, row: &Row, indent: usize) -> String {
        let Row { first, text, values } = row;
        let width = first.chars().count() + 4;
        let text = self.wrapped(text, indent);
        let mut out = if width <= indent {
            format!("  {BOLD}{first}{BOLD:#}{}{text}\n", " ".repeat(indent + 2 - width))
        } else {
            format!("  {BOLD}{first}{BOLD:#}\n{}{text}\n", " ".repeat(indent))
        };
        let longest = values.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, text) in values {
            let text = self.wrapped(text, indent + longest + 4);
            out += &format!("{}  {BOLD}{name:<longest$}{BOLD:#}  {text}\n", " ".repeat(indent));
        }
        out
    }

    /// Breaks a text between words; each line but the first is indented.
    fn wrapped(&self, text: &str, indent: usize) -> String {
        let space = " ".repeat(indent);
        let options = textwrap::Options::new(self.width().max(indent + 20))
            .initial_indent(&space)
            .subsequent_indent(&space)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(text, options).trim_start().to_owned()
    }

    fn width(&self) -> usize {
        self.width.min(WIDEST)
    }
}

fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

/// Lists the options that not every command has.
fn own_options(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_added = |arg: &Arg| ["help", "version"].contains(&arg.get_id().as_str());
    command.get_arguments().filter(move |arg| !arg.is_positional() && !arg.is_global_set() && !is_added(arg))
}

/// Holds what the help says of an argument or a command.
struct Row {
    first: String,
    text: String,
    /// The values that can be chosen, and what each means.
    values: Vec<(String, String)>,
}

impl Row {
    fn new(first: &str, text: impl Into<String>) -> Self {
        Self { first: first.to_owned(), text: text.into(), values: Vec::new() }
    }
}
