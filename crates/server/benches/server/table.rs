//! Figures as a table: a row for each thing measured, a column for each setup.

use std::collections::BTreeMap;
use std::fmt;

/// What was measured so far.
#[derive(Default)]
pub(crate) struct Table {
    columns: Vec<&'static str>,
    rows: Vec<(String, &'static str)>,
    cells: BTreeMap<(usize, usize), String>,
}

impl Table {
    /// Begins the next column.
    pub(crate) fn column(&mut self, name: &'static str) {
        self.columns.push(name);
    }

    /// Puts a figure into the column that was begun last; `bar` is what it is compared with.
    pub(crate) fn put(&mut self, what: &str, figure: String, bar: &'static str) {
        eprintln!("  {what}: {figure}");
        let known = self.rows.iter().position(|(row, _)| row == what);
        let row = known.unwrap_or_else(|| {
            self.rows.push((what.to_owned(), bar));
            self.rows.len() - 1
        });
        self.cells.insert((row, self.columns.len() - 1), figure);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "| what | {} | bar |", self.columns.join(" | "))?;
        writeln!(out, "| --- |{} --- |", " --- |".repeat(self.columns.len()))?;
        for (row, (what, bar)) in self.rows.iter().enumerate() {
            write!(out, "| {what} |")?;
            for column in 0..self.columns.len() {
                let cell = self.cells.get(&(row, column)).map_or("", String::as_str);
                write!(out, " {cell} |")?;
            }
            writeln!(out, " {bar} |")?;
        }
        Ok(())
    }
}
