//! Whole workshops out of a file, and into one.

use std::path::Path;

use gagas_domain::id::WorkshopId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Row, Sqlite as Database, Transaction};

use super::{Sqlite, pool, put, read, schema};
use crate::store::rows::{Laid, number, workshop};
use crate::store::{Keeper, Kept, Placing, Put, Size, Snapshot, StoreError, Whole};

/// What a file holds, as of one moment.
pub struct SqliteSnapshot(Transaction<'static, Database>);

impl Sqlite {
    /// Makes a file to carry away: nothing lies beside it once it is closed. Only one process may hold it.
    ///
    /// # Errors
    /// [`StoreError`]: it cannot be made, or is there.
    pub async fn fresh(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Delete)
            .synchronous(SqliteSynchronous::Full);
        let writer = pool(1).connect_with(options).await?;
        schema::migrate(&writer).await?;
        Ok(Self {
            readers: writer.clone(),
            writer,
        })
    }

    /// Opens a file that was carried here, and leaves it as it is.
    ///
    /// # Errors
    /// [`StoreError`]: it cannot be read, is no such file, or is of another version.
    pub async fn carried(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        let readers = pool(1).connect_with(options).await?;
        schema::check(&readers).await?;
        Ok(Self {
            writer: readers.clone(),
            readers,
        })
    }
}

impl Keeper for Sqlite {
    type Snapshot = SqliteSnapshot;

    async fn snapshot(&self) -> Result<SqliteSnapshot, StoreError> {
        let mut transaction = self.readers.begin().await?;
        // The moment is that of the first read.
        sqlx::query("SELECT 1 FROM workshop")
            .fetch_optional(&mut *transaction)
            .await?;
        Ok(SqliteSnapshot(transaction))
    }

    async fn put(&self, whole: &Whole, placing: Placing) -> Result<Put, StoreError> {
        let id = whole.tenant.id;
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        if read::is_deleted(on, id).await? {
            return Ok(Put::Deleted);
        }
        match placing {
            Placing::Add if read::tenant(on, id).await?.is_some() => return Ok(Put::Held),
            Placing::Add => {}
            Placing::Replace => drop(put::clear(on, id).await?),
        }
        put::tenant(on, &whole.tenant).await?;
        let rows: Vec<Laid<'_>> = whole.patches.iter().map(Laid::from).collect();
        put::patches(on, id, &rows).await?;
        put::tallies(on, id, &whole.tallies).await?;
        put::marks(on, id, &whole.marks).await?;
        transaction.commit().await?;
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

    async fn scrub(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_all(&self.writer)
            .await?;
        Ok(())
    }
}

impl Snapshot for SqliteSnapshot {
    async fn sizes(&mut self) -> Result<Vec<Size>, StoreError> {
        let rows = sqlx::query(
            "SELECT w.workshop, count(p.seq), \
             coalesce(sum(length(CAST(p.body AS BLOB)) + length(p.signature)), 0), \
             coalesce(max(p.came_ms), 0) \
             FROM workshop w LEFT JOIN patch p ON p.workshop = w.workshop \
             GROUP BY w.workshop ORDER BY w.workshop",
        )
        .fetch_all(&mut *self.0)
        .await?;
        let size = |row: &sqlx::sqlite::SqliteRow| {
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
             WHERE workshop = ?1 AND instr(body, ?2) > 0 ORDER BY seq",
        )
        .bind(&id.0[..])
        .bind(word)
        .fetch_all(&mut *self.0)
        .await?;
        rows.iter().map(read::kept).collect()
    }
}
