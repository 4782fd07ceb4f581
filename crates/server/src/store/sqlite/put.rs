//! What is written of a workshop.
//!
//! Many rows go in with one statement: each costs a way to the thread of the file and back.

use gagas_domain::id::{Mark, PatchId, RecordId, WorkshopId};
use gagas_domain::sync::Counted;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteConnection;

use crate::store::rows::{Laid, int};
use crate::store::{StoreError, Tenant};

/// How many rows go in with one statement; that of so many is prepared once.
const TOGETHER: usize = 64;

/// Writes a workshop's row, in place of one that is there.
pub(super) async fn tenant(on: &mut SqliteConnection, tenant: &Tenant) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT OR REPLACE INTO workshop (workshop, organiser, generation, organiser_token, \
         join_token, epoch, epoch_ms, seq, commits, revision) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )
    .bind(&tenant.id.0[..])
    .bind(&tenant.organiser.0[..])
    .bind(tenant.tokens.generation)
    .bind(&tenant.tokens.organiser.0[..])
    .bind(&tenant.tokens.join.0[..])
    .bind(&tenant.epoch)
    .bind(int(tenant.epoch_ms))
    .bind(int(tenant.pulse.head))
    .bind(int(tenant.pulse.commits))
    .bind(int(tenant.pulse.revision))
    .execute(on)
    .await?;
    Ok(())
}

/// Writes patches.
pub(super) async fn patches(
    on: &mut SqliteConnection,
    id: WorkshopId,
    rows: &[Laid<'_>],
) -> Result<(), StoreError> {
    for rows in rows.chunks(TOGETHER) {
        let statement = [
            "INSERT INTO patch (workshop, seq, id, came_ms, first_seq, first_ms, body, signature) VALUES ",
            &values(rows.len(), 7),
        ];
        let mut query = sqlx::query(AssertSqlSafe(statement.concat())).bind(&id.0[..]);
        for row in rows {
            query = query
                .bind(int(row.seq))
                .bind(row.id.0.to_vec())
                .bind(int(row.came_ms))
                .bind(int(row.first.seq))
                .bind(int(row.first.ms))
                .bind(row.body)
                .bind(row.signature);
        }
        query.execute(&mut *on).await?;
    }
    Ok(())
}

/// Writes counts, in place of older ones.
pub(super) async fn tallies(
    on: &mut SqliteConnection,
    id: WorkshopId,
    tallies: &[(RecordId, Counted)],
) -> Result<(), StoreError> {
    for tallies in tallies.chunks(TOGETHER) {
        let statement = [
            "INSERT OR REPLACE INTO tally (workshop, idea, votes, voters, seq) VALUES ",
            &values(tallies.len(), 4),
        ];
        let mut query = sqlx::query(AssertSqlSafe(statement.concat())).bind(&id.0[..]);
        for (idea, counted) in tallies {
            query = query
                .bind(&idea.0[..])
                .bind(counted.support.votes)
                .bind(counted.support.voters)
                .bind(int(counted.seq));
        }
        query.execute(&mut *on).await?;
    }
    Ok(())
}

/// Erases patches.
pub(super) async fn erase(
    on: &mut SqliteConnection,
    id: WorkshopId,
    patches: &[PatchId],
) -> Result<(), StoreError> {
    for patches in patches.chunks(TOGETHER) {
        let mut statement = String::from("DELETE FROM patch WHERE workshop = ?1 AND id IN (?2");
        for at in 1..patches.len() {
            statement.push_str(",?");
            statement.push_str(&(2 + at).to_string());
        }
        statement.push(')');
        let mut query = sqlx::query(AssertSqlSafe(statement)).bind(&id.0[..]);
        for patch in patches {
            query = query.bind(&patch.0[..]);
        }
        query.execute(&mut *on).await?;
    }
    Ok(())
}

/// Writes a commit's mark.
pub(super) async fn mark(
    on: &mut SqliteConnection,
    id: WorkshopId,
    commit: u64,
    end: u64,
    mark: Mark,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO mark (workshop, number, seq, mark) VALUES (?1, ?2, ?3, ?4)")
        .bind(&id.0[..])
        .bind(int(commit))
        .bind(int(end))
        .bind(&mark.0[..])
        .execute(&mut *on)
        .await?;
    Ok(())
}

/// Forgets the mark of a commit.
pub(super) async fn forget(
    on: &mut SqliteConnection,
    id: WorkshopId,
    commit: Option<u64>,
) -> Result<(), StoreError> {
    if let Some(commit) = commit {
        sqlx::query("DELETE FROM mark WHERE workshop = ?1 AND number = ?2")
            .bind(&id.0[..])
            .bind(int(commit))
            .execute(on)
            .await?;
    }
    Ok(())
}

/// Writes marks as they are given.
pub(super) async fn marks(
    on: &mut SqliteConnection,
    id: WorkshopId,
    marks: &[(u64, u64, Mark)],
) -> Result<(), StoreError> {
    for marks in marks.chunks(TOGETHER) {
        let statement = [
            "INSERT INTO mark (workshop, number, seq, mark) VALUES ",
            &values(marks.len(), 3),
        ];
        let mut query = sqlx::query(AssertSqlSafe(statement.concat())).bind(&id.0[..]);
        for (commit, end, mark) in marks {
            query = query.bind(int(*commit)).bind(int(*end)).bind(&mark.0[..]);
        }
        query.execute(&mut *on).await?;
    }
    Ok(())
}

/// Deletes all of a workshop; tells whether there was one.
pub(super) async fn clear(on: &mut SqliteConnection, id: WorkshopId) -> Result<bool, StoreError> {
    let mut found = false;
    for statement in [
        "DELETE FROM patch WHERE workshop = ?1",
        "DELETE FROM tally WHERE workshop = ?1",
        "DELETE FROM mark WHERE workshop = ?1",
        "DELETE FROM workshop WHERE workshop = ?1",
    ] {
        let done = sqlx::query(statement)
            .bind(&id.0[..])
            .execute(&mut *on)
            .await?;
        found = done.rows_affected() > 0;
    }
    Ok(found)
}

/// Remembers that a workshop was deleted.
pub(super) async fn bury(on: &mut SqliteConnection, id: WorkshopId) -> Result<(), StoreError> {
    sqlx::query("INSERT OR IGNORE INTO deleted (workshop) VALUES (?1)")
        .bind(&id.0[..])
        .execute(on)
        .await?;
    Ok(())
}

/// `values(2, 3)` is `(?1,?2,?3,?4),(?1,?5,?6,?7)`: the workshop, and what each row has of its own.
fn values(rows: usize, own: usize) -> String {
    let mut text = String::with_capacity(rows * (own * 5 + 6));
    for row in 0..rows {
        text.push_str(if row == 0 { "(?1" } else { ",(?1" });
        for at in 0..own {
            text.push_str(",?");
            text.push_str(&(2 + row * own + at).to_string());
        }
        text.push(')');
    }
    text
}
