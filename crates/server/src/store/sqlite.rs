//! One SQLite file: WAL, `synchronous=FULL`, one writer.
//!
//! The rows of a workshop are ordered by its id and the number of the change, so that a page of changes is one read.

mod keep;
mod put;
mod read;
mod schema;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::Duration;

use gagas_domain::id::{Mark, PatchId, WorkshopId};
use gagas_domain::sync::Commit;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Row, Sqlite as Database, Transaction};

use super::rows::{Laid, int, workshop};
use super::{Changes, Creation, Pulse, Store, StoreError, Tenant, Tokens, Writing};

/// How long a write waits for one of another process (a backup, an import), in ms.
const BUSY_MS: u64 = 5_000;
/// How many connections read at once.
const READERS: u32 = 4;

/// A file with workshops.
#[derive(Clone, Debug)]
pub struct Sqlite {
    readers: SqlitePool,
    writer: SqlitePool,
}

/// A workshop that is being written to.
pub struct SqliteWriting {
    transaction: Transaction<'static, Database>,
    tenant: Tenant,
}

impl Sqlite {
    /// Opens a file, made where there is none.
    ///
    /// # Errors
    /// [`StoreError`]: it cannot be opened or written, or is of a later version.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // What is erased is overwritten.
            .pragma("secure_delete", "on")
            .busy_timeout(Duration::from_millis(BUSY_MS));
        schema::enter_wal(&options).await?;
        // A statement that the disk had no room for ends its transaction; the connection still believes in it then.
        let whole = pool(1)
            .before_acquire(|on, _| Box::pin(std::future::ready(Ok(!on.is_in_transaction()))));
        let writer = whole.connect_with(options.clone()).await?;
        let reader = options.pragma("query_only", "on");
        let readers = pool(READERS).connect_lazy_with(reader);
        let store = Self { readers, writer };
        schema::migrate(&store.writer).await?;
        Ok(store)
    }

    /// A store that lasts as long as its handle.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn memory() -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().in_memory(true);
        let lasting = pool(1).idle_timeout(None).max_lifetime(None);
        let writer = lasting.connect_with(options).await?;
        schema::migrate(&writer).await?;
        Ok(Self {
            readers: writer.clone(),
            writer,
        })
    }

    /// Copies everything, as of one moment and while others write, into a new file, which must not be there yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO ?1")
            .bind(path.to_string_lossy().into_owned())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Closes the file once what is under way is finished.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, Database>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
}

impl Store for Sqlite {
    type Writing = SqliteWriting;

    async fn create(&self, tenant: &Tenant, mark: Mark) -> Result<Creation, StoreError> {
        let mut transaction = self.begin().await?;
        let on = &mut *transaction;
        if let Some(held) = read::tenant(on, tenant.id).await? {
            return Ok(Creation::Held(held));
        }
        if read::is_deleted(on, tenant.id).await? {
            return Ok(Creation::Deleted);
        }
        let new = Tenant {
            pulse: Pulse {
                mark,
                ..Pulse::default()
            },
            ..tenant.clone()
        };
        put::tenant(on, &new).await?;
        put::mark(on, new.id, 0, 0, mark).await?;
        transaction.commit().await?;
        Ok(Creation::New(new))
    }

    async fn find(&self, id: WorkshopId) -> Result<Option<Tenant>, StoreError> {
        read::tenant(&mut *self.readers.acquire().await?, id).await
    }

    async fn read(
        &self,
        id: WorkshopId,
        after: Pulse,
    ) -> Result<Option<(Tenant, Changes)>, StoreError> {
        // A transaction that reads sees one moment only.
        let mut transaction = self.readers.begin().await?;
        let Some(tenant) = read::tenant(&mut transaction, id).await? else {
            return Ok(None);
        };
        let changes = read::changes(&mut transaction, id, after).await?;
        Ok(Some((tenant, changes)))
    }

    async fn write(&self, id: WorkshopId) -> Result<Option<SqliteWriting>, StoreError> {
        let mut transaction = self.begin().await?;
        let tenant = read::tenant(&mut transaction, id).await?;
        Ok(tenant.map(|tenant| SqliteWriting {
            transaction,
            tenant,
        }))
    }

    async fn rotate(&self, id: WorkshopId, tokens: &Tokens) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE workshop SET generation = ?2, organiser_token = ?3, join_token = ?4, \
             revision = revision + 1 WHERE workshop = ?1 AND generation < ?2",
        )
        .bind(&id.0[..])
        .bind(tokens.generation)
        .bind(&tokens.organiser.0[..])
        .bind(&tokens.join.0[..])
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    async fn delete(&self, id: WorkshopId) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let found = put::clear(&mut transaction, id).await?;
        if found {
            put::bury(&mut transaction, id).await?;
        }
        transaction.commit().await?;
        Ok(found)
    }

    async fn list(&self) -> Result<Vec<WorkshopId>, StoreError> {
        let rows = sqlx::query("SELECT workshop FROM workshop ORDER BY workshop")
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| workshop(row.try_get(0)?)).collect()
    }

    async fn changed(&self) -> WorkshopId {
        std::future::pending().await
    }
}

impl Writing for SqliteWriting {
    fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    async fn changes(&mut self, after: Pulse) -> Result<Changes, StoreError> {
        read::changes(&mut self.transaction, self.tenant.id, after).await
    }

    async fn commit(
        mut self,
        commit: &Commit,
        mark: Mark,
        forgotten: Option<u64>,
    ) -> Result<(), StoreError> {
        let id = self.tenant.id;
        let on = &mut *self.transaction;
        put::erase(on, id, &commit.gone).await?;
        let rows: Vec<Laid<'_>> = commit.put.iter().map(Laid::from).collect();
        put::patches(on, id, &rows).await?;
        put::tallies(on, id, &commit.tallies).await?;
        let commits = self.tenant.pulse.commits + 1;
        put::mark(on, id, commits, commit.head, mark).await?;
        put::forget(on, id, forgotten).await?;
        sqlx::query("UPDATE workshop SET seq = ?2, commits = ?3 WHERE workshop = ?1")
            .bind(&id.0[..])
            .bind(int(commit.head))
            .bind(int(commits))
            .execute(&mut *on)
            .await?;
        Ok(self.transaction.commit().await?)
    }

    async fn erase(mut self, patches: &[PatchId]) -> Result<(), StoreError> {
        let id = self.tenant.id;
        put::erase(&mut self.transaction, id, patches).await?;
        sqlx::query("UPDATE workshop SET revision = revision + 1 WHERE workshop = ?1")
            .bind(&id.0[..])
            .execute(&mut *self.transaction)
            .await?;
        Ok(self.transaction.commit().await?)
    }
}
