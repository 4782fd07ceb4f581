//! What is read of a workshop.

use gagas_domain::id::{Mark, PatchId, RecordId, WorkshopId};
use gagas_domain::sync::{Arrival, Counted};
use sqlx::Row;
use sqlx::postgres::{PgConnection, PgRow};

use crate::store::rows::{self, TenantRow, bytes, int, number};
use crate::store::{Changes, Kept, Pulse, StoreError, Tenant};

/// A workshop as it stands.
pub(super) async fn tenant(
    on: &mut PgConnection,
    id: WorkshopId,
) -> Result<Option<Tenant>, StoreError> {
    let row = sqlx::query(
        "SELECT organiser, generation, organiser_token, join_token, epoch, epoch_ms, seq, commits, \
         revision, (SELECT mark FROM mark WHERE mark.workshop = workshop.workshop \
         AND number = commits) FROM workshop WHERE workshop = $1",
    )
    .bind(&id.0[..])
    .fetch_optional(on)
    .await?;
    row.map(|row| read_tenant(id, &row)).transpose()
}

/// A workshop as it stands once all others who write to it are done; nobody else writes until the transaction ends.
///
/// What is read later in the transaction is read by statements of their own, which see what those others wrote.
pub(super) async fn lock(
    on: &mut PgConnection,
    id: WorkshopId,
) -> Result<Option<Tenant>, StoreError> {
    // The lock comes before what is read, which is then as the last of those others left it.
    let locked = sqlx::query("SELECT 1 FROM workshop WHERE workshop = $1 FOR UPDATE")
        .bind(&id.0[..])
        .fetch_optional(&mut *on)
        .await?;
    match locked {
        Some(_) => tenant(on, id).await,
        None => Ok(None),
    }
}

fn read_tenant(id: WorkshopId, row: &PgRow) -> Result<Tenant, StoreError> {
    let held = TenantRow {
        organiser: row.try_get(0)?,
        generation: row.try_get(1)?,
        organiser_token: row.try_get(2)?,
        join_token: row.try_get(3)?,
        epoch: row.try_get(4)?,
        epoch_ms: row.try_get(5)?,
        seq: row.try_get(6)?,
        commits: row.try_get(7)?,
        revision: row.try_get(8)?,
        mark: row.try_get(9)?,
    };
    held.read(id)
}

/// Tells whether a workshop was deleted.
pub(super) async fn is_deleted(on: &mut PgConnection, id: WorkshopId) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM deleted WHERE workshop = $1)")
        .bind(&id.0[..])
        .fetch_one(on)
        .await?;
    Ok(found)
}

/// What was committed to a workshop after a place.
pub(super) async fn changes(
    on: &mut PgConnection,
    id: WorkshopId,
    after: Pulse,
) -> Result<Changes, StoreError> {
    let marks = marks(on, id, int(after.commits)).await?;
    let Some(marks) = rows::behind(after, marks) else {
        return Box::pin(changes(on, id, Pulse::default())).await;
    };
    let rows = patches(on, id, after.head).await?;
    Ok(Changes {
        whole: after == Pulse::default(),
        rows: rows.into_iter().map(Kept::read).collect::<Result<_, _>>()?,
        tallies: tallies(on, id, after.head).await?,
        marks,
    })
}

/// Patches behind a number, in order.
pub(super) async fn patches(
    on: &mut PgConnection,
    id: WorkshopId,
    after: u64,
) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(
        "SELECT seq, id, came_ms, first_seq, first_ms, body, signature FROM patch \
         WHERE workshop = $1 AND seq > $2 ORDER BY seq",
    )
    .bind(&id.0[..])
    .bind(int(after))
    .fetch_all(on)
    .await?;
    rows.iter().map(kept).collect()
}

/// Counts behind a number.
pub(super) async fn tallies(
    on: &mut PgConnection,
    id: WorkshopId,
    after: u64,
) -> Result<Vec<(RecordId, Counted)>, StoreError> {
    let rows = sqlx::query(
        "SELECT idea, votes, voters, seq FROM tally WHERE workshop = $1 AND seq > $2 ORDER BY seq",
    )
    .bind(&id.0[..])
    .bind(int(after))
    .fetch_all(on)
    .await?;
    let counted = |row: &PgRow| {
        rows::counted(
            row.try_get(0)?,
            row.try_get(1)?,
            row.try_get(2)?,
            row.try_get(3)?,
        )
    };
    rows.iter().map(counted).collect()
}

/// Marks of commits from one on.
pub(super) async fn marks(
    on: &mut PgConnection,
    id: WorkshopId,
    from: i64,
) -> Result<Vec<(u64, u64, Mark)>, StoreError> {
    let rows = sqlx::query(
        "SELECT number, seq, mark FROM mark WHERE workshop = $1 AND number >= $2 ORDER BY number",
    )
    .bind(&id.0[..])
    .bind(from)
    .fetch_all(on)
    .await?;
    let mark = |row: &PgRow| {
        let (commit, end) = (number(row.try_get(0)?)?, number(row.try_get(1)?)?);
        Ok((commit, end, rows::mark(row.try_get(2)?)?))
    };
    rows.iter().map(mark).collect()
}

/// Reads a patch's row.
pub(super) fn kept(row: &PgRow) -> Result<Kept, StoreError> {
    let body = String::from_utf8(row.try_get(5)?)
        .map_err(|_| StoreError::Damaged("a body that is no text"))?;
    Ok(Kept {
        seq: number(row.try_get(0)?)?,
        id: PatchId(bytes(row.try_get(1)?)?),
        came_ms: number(row.try_get(2)?)?,
        first: Arrival {
            seq: number(row.try_get(3)?)?,
            ms: number(row.try_get(4)?)?,
        },
        body,
        signature: row.try_get(6)?,
    })
}
