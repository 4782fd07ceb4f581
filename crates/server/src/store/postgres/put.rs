//! What is written of a workshop: many rows with one statement, as arrays.

use gagas_domain::id::{Mark, PatchId, RecordId, WorkshopId};
use gagas_domain::sync::Counted;
use sqlx::postgres::PgConnection;

use crate::store::rows::{Laid, int};
use crate::store::{StoreError, Tenant};

/// How many rows go in with one statement, so that one of them holds some megabytes at most.
const TOGETHER: usize = 2_000;

/// Writes a workshop's row, unless there is one; tells whether it did.
pub(super) async fn tenant(on: &mut PgConnection, tenant: &Tenant) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO workshop (workshop, organiser, generation, organiser_token, join_token, \
         epoch, epoch_ms, seq, commits, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
    )
    .bind(&tenant.id.0[..])
    .bind(&tenant.organiser.0[..])
    .bind(i64::from(tenant.tokens.generation))
    .bind(&tenant.tokens.organiser.0[..])
    .bind(&tenant.tokens.join.0[..])
    .bind(&tenant.epoch)
    .bind(int(tenant.epoch_ms))
    .bind(int(tenant.pulse.head))
    .bind(int(tenant.pulse.commits))
    .bind(int(tenant.pulse.revision))
    .execute(on)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Writes patches.
pub(super) async fn patches(
    on: &mut PgConnection,
    id: WorkshopId,
    rows: &[Laid<'_>],
) -> Result<(), StoreError> {
    for rows in rows.chunks(TOGETHER) {
        let numbers = |of: fn(&Laid<'_>) -> u64| -> Vec<i64> {
            rows.iter().map(|row| int(of(row))).collect()
        };
        let ids: Vec<&[u8]> = rows.iter().map(|row| &row.id.0[..]).collect();
        let bodies: Vec<&[u8]> = rows.iter().map(|row| row.body.as_bytes()).collect();
        let signatures: Vec<&[u8]> = rows.iter().map(|row| row.signature).collect();
        sqlx::query(
            "INSERT INTO patch (workshop, seq, id, came_ms, first_seq, first_ms, body, signature) \
             SELECT $1, * FROM UNNEST($2::bigint[], $3::bytea[], $4::bigint[], $5::bigint[], \
             $6::bigint[], $7::bytea[], $8::bytea[])",
        )
        .bind(&id.0[..])
        .bind(numbers(|row| row.seq))
        .bind(ids)
        .bind(numbers(|row| row.came_ms))
        .bind(numbers(|row| row.first.seq))
        .bind(numbers(|row| row.first.ms))
        .bind(bodies)
        .bind(signatures)
        .execute(&mut *on)
        .await?;
    }
    Ok(())
}

/// Writes counts, in place of older ones.
pub(super) async fn tallies(
    on: &mut PgConnection,
    id: WorkshopId,
    tallies: &[(RecordId, Counted)],
) -> Result<(), StoreError> {
    if tallies.is_empty() {
        return Ok(());
    }
    let numbers = |of: fn(&Counted) -> i64| -> Vec<i64> {
        tallies.iter().map(|(_, counted)| of(counted)).collect()
    };
    let ideas: Vec<&[u8]> = tallies.iter().map(|(idea, _)| &idea.0[..]).collect();
    sqlx::query(
        "INSERT INTO tally (workshop, idea, votes, voters, seq) \
         SELECT $1, * FROM UNNEST($2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[]) \
         ON CONFLICT (workshop, idea) DO UPDATE \
         SET votes = excluded.votes, voters = excluded.voters, seq = excluded.seq",
    )
    .bind(&id.0[..])
    .bind(ideas)
    .bind(numbers(|counted| i64::from(counted.support.votes)))
    .bind(numbers(|counted| i64::from(counted.support.voters)))
    .bind(numbers(|counted| int(counted.seq)))
    .execute(on)
    .await?;
    Ok(())
}

/// Erases patches.
pub(super) async fn erase(
    on: &mut PgConnection,
    id: WorkshopId,
    patches: &[PatchId],
) -> Result<(), StoreError> {
    if patches.is_empty() {
        return Ok(());
    }
    let ids: Vec<&[u8]> = patches.iter().map(|patch| &patch.0[..]).collect();
    sqlx::query("DELETE FROM patch WHERE workshop = $1 AND id = ANY($2::bytea[])")
        .bind(&id.0[..])
        .bind(ids)
        .execute(on)
        .await?;
    Ok(())
}

/// Writes marks as they are given.
pub(super) async fn marks(
    on: &mut PgConnection,
    id: WorkshopId,
    marks: &[(u64, u64, Mark)],
) -> Result<(), StoreError> {
    let numbers: Vec<i64> = marks.iter().map(|(commit, ..)| int(*commit)).collect();
    let ends: Vec<i64> = marks.iter().map(|(_, end, _)| int(*end)).collect();
    let bytes: Vec<&[u8]> = marks.iter().map(|(.., mark)| &mark.0[..]).collect();
    sqlx::query(
        "INSERT INTO mark (workshop, number, seq, mark) \
         SELECT $1, * FROM UNNEST($2::bigint[], $3::bigint[], $4::bytea[])",
    )
    .bind(&id.0[..])
    .bind(numbers)
    .bind(ends)
    .bind(bytes)
    .execute(on)
    .await?;
    Ok(())
}

/// Forgets the mark of a commit.
pub(super) async fn forget(
    on: &mut PgConnection,
    id: WorkshopId,
    commit: Option<u64>,
) -> Result<(), StoreError> {
    if let Some(commit) = commit {
        sqlx::query("DELETE FROM mark WHERE workshop = $1 AND number = $2")
            .bind(&id.0[..])
            .bind(int(commit))
            .execute(on)
            .await?;
    }
    Ok(())
}

/// Deletes all of a workshop, which is locked.
pub(super) async fn clear(on: &mut PgConnection, id: WorkshopId) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM patch WHERE workshop = $1",
        "DELETE FROM tally WHERE workshop = $1",
        "DELETE FROM mark WHERE workshop = $1",
        "DELETE FROM workshop WHERE workshop = $1",
    ] {
        sqlx::query(statement)
            .bind(&id.0[..])
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

/// Remembers that a workshop was deleted.
pub(super) async fn bury(on: &mut PgConnection, id: WorkshopId) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO deleted (workshop) VALUES ($1) ON CONFLICT DO NOTHING")
        .bind(&id.0[..])
        .execute(on)
        .await?;
    Ok(())
}
