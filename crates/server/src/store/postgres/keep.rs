//! Whole workshops out of a database, and into one.

use gagas_domain::id::WorkshopId;
use sqlx::postgres::PgRow;
use sqlx::{Postgres as Database, Row, Transaction};

use super::{ONE_MOMENT, Postgres, put, read};
use crate::store::rows::{Laid, number, workshop};
use crate::store::{Keeper, Kept, Placing, Put, Size, Snapshot, StoreError, Whole};

/// What a database holds, as of one moment.
pub struct PostgresSnapshot(Transaction<'static, Database>);

impl Keeper for Postgres {
    type Snapshot = PostgresSnapshot;

    async fn snapshot(&self) -> Result<PostgresSnapshot, StoreError> {
        let mut transaction = self.readers.begin_with(ONE_MOMENT).await?;
        // The moment is that of the first read; working on what was read may take longer than a pause of a writer may.
        sqlx::query("SET LOCAL idle_in_transaction_session_timeout = 0")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("SELECT 1 FROM workshop LIMIT 1")
            .fetch_optional(&mut *transaction)
            .await?;
        Ok(PostgresSnapshot(transaction))
    }

    async fn put(&self, whole: &Whole, placing: Placing) -> Result<Put, StoreError> {
        let id = whole.tenant.id;
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        if read::lock(on, id).await?.is_some() {
            match placing {
                Placing::Add => return Ok(Put::Held),
                Placing::Replace => put::clear(on, id).await?,
            }
        }
        if !put::tenant(on, &whole.tenant).await? {
            // It was created since.
            return Ok(Put::Held);
        }
        if read::is_deleted(on, id).await? {
            return Ok(Put::Deleted);
        }
        let rows: Vec<Laid<'_>> = whole.patches.iter().map(Laid::from).collect();
        put::patches(on, id, &rows).await?;
        put::tallies(on, id, &whole.tallies).await?;
        put::marks(on, id, &whole.marks).await?;
        transaction.commit().await?;
        self.news.tell(id);
        Ok(Put::Done)
    }

    async fn bury(&self, ids: &[WorkshopId]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for id in ids {
            if read::tenant(&mut transaction, *id).await?.is_none() {
                put::bury(&mut transaction, *id).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Its own vacuum does that.
    async fn scrub(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

impl Snapshot for PostgresSnapshot {
    async fn sizes(&mut self) -> Result<Vec<Size>, StoreError> {
        let rows = sqlx::query(
            "SELECT w.workshop, count(p.seq), \
             coalesce(sum(octet_length(p.body) + octet_length(p.signature)), 0)::bigint, \
             coalesce(max(p.came_ms), 0) \
             FROM workshop w LEFT JOIN patch p ON p.workshop = w.workshop \
             GROUP BY w.workshop ORDER BY w.workshop",
        )
        .fetch_all(&mut *self.0)
        .await?;
        let size = |row: &PgRow| {
            Ok(Size {
                id: workshop(row.try_get(0)?)?,
                patches: number(row.try_get(1)?)?,
                bytes: number(row.try_get(2)?)?,
                changed_ms: number(row.try_get(3)?)?,
            })
        };
        rows.iter().map(size).collect()
    }

    async fn deleted(&mut self) -> Result<Vec<WorkshopId>, StoreError> {
        let rows = sqlx::query("SELECT workshop FROM deleted ORDER BY workshop")
            .fetch_all(&mut *self.0)
            .await?;
        rows.iter().map(|row| workshop(row.try_get(0)?)).collect()
    }

    async fn whole(&mut self, id: WorkshopId) -> Result<Option<Whole>, StoreError> {
        let on = &mut *self.0;
        let Some(tenant) = read::tenant(on, id).await? else {
            return Ok(None);
        };
        Ok(Some(Whole {
            tenant,
            patches: read::patches(on, id, 0).await?,
            tallies: read::tallies(on, id, 0).await?,
            marks: read::marks(on, id, 0).await?,
        }))
    }

    async fn naming(&mut self, id: WorkshopId, word: &str) -> Result<Vec<Kept>, StoreError> {
        let rows = sqlx::query(
            "SELECT seq, id, came_ms, first_seq, first_ms, body, signature FROM patch \
             WHERE workshop = $1 AND position($2::bytea IN body) > 0 ORDER BY seq",
        )
        .bind(&id.0[..])
        .bind(word.as_bytes())
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(read::kept).collect()
    }
}
