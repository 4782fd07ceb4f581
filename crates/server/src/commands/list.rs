//! Which workshops are kept, and how much each holds.

use std::fmt;

use gagas_domain::time::Instant;
use gagas_domain::view::Workshop;

use super::{CommandError, own_record};
use crate::store::{Keeper, Size, Snapshot};

/// The workshops of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// One row for each.
    pub rows: Vec<Row>,
    /// How many bytes a workshop may hold before participants can add nothing more.
    pub room: u64,
}

/// A workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How much it holds.
    pub size: Size,
    /// How many authors it takes at most; `None` where nobody said so.
    pub authors: Option<i64>,
    /// What it is called; `None` where nobody said so.
    pub title: Option<String>,
}

/// Lists all workshops, as of one moment; each has `room` bytes.
///
/// # Errors
/// [`CommandError`].
pub async fn list<S: Keeper>(store: &S, room: u64) -> Result<Listed, CommandError> {
    let mut snapshot = store.snapshot().await?;
    let mut rows = Vec::new();
    for size in snapshot.sizes().await? {
        let own = own_record::read(&mut snapshot, size.id).await?;
        let workshop = Workshop::of(&own);
        let record = workshop.as_ref().and_then(|workshop| own.get(&workshop.id));
        rows.push(Row {
            size,
            authors: record.and_then(|record| record.int("sync.author_cap")),
            title: workshop.map(|workshop| workshop.title.original),
        });
    }
    Ok(Listed { rows, room })
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:22}  {:>8}  {:>10}  {:>5}  {:>7}  {:25}  title",
            "workshop", "patches", "bytes", "used", "authors", "last change"
        )?;
        for row in &self.rows {
            let Row { size, title, .. } = row;
            let authors = row.authors.map_or("any".into(), |most| most.to_string());
            let changed = match i64::try_from(size.changed_ms) {
                Ok(ms) if ms > 0 => Instant::new(ms, 0).to_string(),
                _ => "-".into(),
            };
            // Whatever a title holds, a line stays a line.
            let title = title.as_deref().unwrap_or("-");
            let title: String = title.chars().filter(|char| !char.is_control()).collect();
            let used = (u128::from(size.bytes) * 100).div_ceil(u128::from(self.room.max(1)));
            let used = [&*used.to_string(), "%"].concat();
            let (id, patches, bytes) = (size.id.to_string(), size.patches, size.bytes);
            writeln!(
                f,
                "{id:22}  {patches:>8}  {bytes:>10}  {used:>5}  {authors:>7}  {changed:25}  {title}"
            )?;
        }
        let sum = |of: fn(&Size) -> u64| -> u64 { self.rows.iter().map(|row| of(&row.size)).sum() };
        let (patches, bytes) = (sum(|size| size.patches), sum(|size| size.bytes));
        let total = [self.rows.len().to_string(), " workshops".into()].concat();
        writeln!(f, "{total:22}  {patches:>8}  {bytes:>10}")
    }
}
