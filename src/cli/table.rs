//! Rows of text in the formats that people and programs read.

use clap::ValueEnum;
use serde_json::{Map, Value};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for the terminal, long cells cut
    Table,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// A list of objects
    Json,
    /// A table in Markdown
    Markdown,
}

/// A column: its name, and the most code points of a cell that the terminal shows.
pub type Column = (&'static str, usize);

/// The rows in one of the formats, with a heading.
pub fn write(columns: &[Column], rows: &[Vec<Cell>], format: Format) -> String {
    match format {
        Format::Table => table(columns, rows),
        Format::Csv => csv(columns, rows),
        Format::Json => json(columns, rows),
        Format::Markdown => markdown(columns, rows),
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, flushed right and unquoted.
    Number(usize),
    /// Several texts: a list in JSON, else with commas between them.
    List(Vec<String>),
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::List(texts) => texts.join(", "),
        }
    }

    /// On one line, with single spaces.
    fn line(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn table(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    let cut = |(at, cell): (usize, &Cell)| {
        let line = cell.line();
        let most = columns[at].1;
        if line.chars().count() <= most {
            return line;
        }
        line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    };
    let lines: Vec<Vec<String>> = rows.iter().map(|row| row.iter().enumerate().map(cut).collect()).collect();
    let width = |at: usize| {
        let cells = lines.iter().map(|line: &Vec<String>| line[at].chars().count());
        cells.chain([columns[at].0.len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut written = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = (String, bool)>| {
        let mut row = String::new();
        for (at, (cell, right)) in cells.enumerate() {
            let width = widths[at];
            row += &if right { format!("{cell:>width$}  ") } else { format!("{cell:<width$}  ") };
        }
        written += row.trim_end();
        written.push('\n');
    };
    let is_number = |at: usize| rows.first().is_some_and(|row| matches!(row[at], Cell::Number(_)));
    line(&mut columns.iter().enumerate().map(|(at, (name, _))| (name.to_string(), is_number(at))));
    for cells in &lines {
        line(&mut cells.iter().enumerate().map(|(at, cell)| (cell.clone(), is_number(at))));
    }
    written
}

fn csv(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    let quoted = |text: String| {
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut written = columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",") + "\r\n";
    for row in rows {
        written += &row.iter().map(|cell| quoted(cell.text())).collect::<Vec<_>>().join(",");
        written += "\r\n";
    }
    written
}

fn json(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::List(texts) => Value::from(texts.clone()),
    };
    let object = |row: &Vec<Cell>| {
        let fields = columns.iter().zip(row).map(|((name, _), cell)| (name.to_string(), value(cell)));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    let list = Value::Array(rows.iter().map(object).collect());
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

fn markdown(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut written = row(columns.iter().map(|(name, _)| name.to_string()).collect());
    written += &row(columns.iter().map(|_| "---".to_string()).collect());
    for cells in rows {
        written += &row(cells.iter().map(|cell| cell.line().replace('|', "\\|")).collect());
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [("who", 8), ("count", 5)];

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![Cell::Text("Ana \"A\" Duarte".into()), Cell::Number(2)],
            vec![Cell::List(vec!["a".into(), "b|c".into()]), Cell::Number(10)],
        ]
    }

    #[test]
    fn all_formats() {
        assert_eq!(
            write(&COLUMNS, &rows(), Format::Table),
            "who       count\nAna \"A\"…      2\na, b|c       10\n"
        );
        assert_eq!(
            write(&COLUMNS, &rows(), Format::Csv),
            "who,count\r\n\"Ana \"\"A\"\" Duarte\",2\r\n\"a, b|c\",10\r\n"
        );
        let markdown = "| who | count |\n| --- | --- |\n| Ana \"A\" Duarte | 2 |\n| a, b\\|c | 10 |\n";
        assert_eq!(write(&COLUMNS, &rows(), Format::Markdown), markdown);
        assert!(write(&COLUMNS, &rows(), Format::Json).contains("\"who\": [\n      \"a\","));
    }
}
