//! One SQLite file: WAL, `synchronous=FULL`, one writer.
//!
//! The rows of a workshop are ordered by its id and the number of the change, so that a page of changes is one read.

mod schema;

use std::path::Path;
use std::time::Duration;

use gagas_domain::board::Support;
use gagas_domain::id::{Mark, PatchId, WorkshopId};
use gagas_domain::sync::{Arrival, Commit, Counted, Shelf};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{Row, Sqlite as Database, Transaction};

use super::rows::{int, key, mark, number, patch, record, token, workshop};
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
            .busy_timeout(Duration::from_millis(BUSY_MS));
        let writer = pool(1).connect_with(options.clone()).await?;
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
        if let Some(held) = find(&mut transaction, tenant.id).await? {
            return Ok(Creation::Held(held));
        }
        let deleted = sqlx::query("SELECT 1 FROM deleted WHERE workshop = ?1")
            .bind(&tenant.id.0[..])
            .fetch_optional(&mut *transaction)
            .await?;
        if deleted.is_some() {
            return Ok(Creation::Deleted);
        }
        sqlx::query(
            "INSERT INTO workshop (workshop, organiser, generation, organiser_token, join_token, \
             epoch, epoch_ms, seq, commits, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0)",
        )
        .bind(&tenant.id.0[..])
        .bind(&tenant.organiser.0[..])
        .bind(tenant.tokens.generation)
        .bind(&tenant.tokens.organiser.0[..])
        .bind(&tenant.tokens.join.0[..])
        .bind(&tenant.epoch)
        .bind(int(tenant.epoch_ms))
        .execute(&mut *transaction)
        .await?;
        put_mark(&mut transaction, tenant.id, 0, 0, mark).await?;
        transaction.commit().await?;
        Ok(Creation::New(Tenant {
            pulse: Pulse::default(),
            ..tenant.clone()
        }))
    }

    async fn find(&self, id: WorkshopId) -> Result<Option<Tenant>, StoreError> {
        find(&mut *self.readers.acquire().await?, id).await
    }

    async fn read(
        &self,
        id: WorkshopId,
        after: Pulse,
    ) -> Result<Option<(Tenant, Changes)>, StoreError> {
        // A transaction that reads sees one moment only.
        let mut transaction = self.readers.begin().await?;
        let Some(tenant) = find(&mut transaction, id).await? else {
            return Ok(None);
        };
        let changes = changes(&mut transaction, id, after).await?;
        Ok(Some((tenant, changes)))
    }

    async fn write(&self, id: WorkshopId) -> Result<Option<SqliteWriting>, StoreError> {
        let mut transaction = self.begin().await?;
        let tenant = find(&mut transaction, id).await?;
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
        let mut found = false;
        for statement in [
            "DELETE FROM patch WHERE workshop = ?1",
            "DELETE FROM tally WHERE workshop = ?1",
            "DELETE FROM mark WHERE workshop = ?1",
            "DELETE FROM workshop WHERE workshop = ?1",
        ] {
            let done = sqlx::query(statement)
                .bind(&id.0[..])
                .execute(&mut *transaction)
                .await?;
            found = done.rows_affected() > 0;
        }
        if found {
            sqlx::query("INSERT OR IGNORE INTO deleted (workshop) VALUES (?1)")
                .bind(&id.0[..])
                .execute(&mut *transaction)
                .await?;
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
        changes(&mut self.transaction, self.tenant.id, after).await
    }

    async fn commit(mut self, commit: &Commit, mark: Mark) -> Result<(), StoreError> {
        let id = self.tenant.id;
        let on = &mut *self.transaction;
        erase(on, id, &commit.gone).await?;
        for placed in &commit.put {
            let signed = placed.patch.signed();
            sqlx::query(
                "INSERT INTO patch (workshop, seq, id, came_ms, first_seq, first_ms, body, signature) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .bind(&id.0[..])
            .bind(int(placed.seq))
            .bind(placed.patch.id().0.to_vec())
            .bind(int(placed.came_ms))
            .bind(int(placed.first.seq))
            .bind(int(placed.first.ms))
            .bind(&signed.body)
            .bind(&signed.signature[..])
            .execute(&mut *on)
            .await?;
        }
        for (idea, counted) in &commit.tallies {
            sqlx::query(
                "INSERT INTO tally (workshop, idea, votes, voters, seq) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (workshop, idea) DO UPDATE SET votes = ?3, voters = ?4, seq = ?5",
            )
            .bind(&id.0[..])
            .bind(&idea.0[..])
            .bind(counted.support.votes)
            .bind(counted.support.voters)
            .bind(int(counted.seq))
            .execute(&mut *on)
            .await?;
        }
        let commits = self.tenant.pulse.commits + 1;
        put_mark(on, id, commits, commit.head, mark).await?;
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
        erase(&mut self.transaction, id, patches).await?;
        sqlx::query("UPDATE workshop SET revision = revision + 1 WHERE workshop = ?1")
            .bind(&id.0[..])
            .execute(&mut *self.transaction)
            .await?;
        Ok(self.transaction.commit().await?)
    }
}

async fn find(on: &mut SqliteConnection, id: WorkshopId) -> Result<Option<Tenant>, StoreError> {
    let row = sqlx::query(
        "SELECT organiser, generation, organiser_token, join_token, epoch, epoch_ms, seq, commits, \
         revision FROM workshop WHERE workshop = ?1",
    )
    .bind(&id.0[..])
    .fetch_optional(on)
    .await?;
    row.map(|row| tenant(id, &row)).transpose()
}

fn tenant(id: WorkshopId, row: &SqliteRow) -> Result<Tenant, StoreError> {
    Ok(Tenant {
        id,
        organiser: key(row.try_get(0)?)?,
        tokens: Tokens {
            generation: row.try_get(1)?,
            organiser: token(row.try_get(2)?)?,
            join: token(row.try_get(3)?)?,
        },
        epoch: row.try_get(4)?,
        epoch_ms: number(row.try_get(5)?)?,
        pulse: Pulse {
            head: number(row.try_get(6)?)?,
            commits: number(row.try_get(7)?)?,
            revision: number(row.try_get(8)?)?,
        },
    })
}

async fn changes(
    on: &mut SqliteConnection,
    id: WorkshopId,
    after: Pulse,
) -> Result<Changes, StoreError> {
    let rows = sqlx::query(
        "SELECT seq, came_ms, first_seq, first_ms, body, signature FROM patch \
         WHERE workshop = ?1 AND seq > ?2 ORDER BY seq",
    )
    .bind(&id.0[..])
    .bind(int(after.head))
    .fetch_all(&mut *on)
    .await?;
    let tallies =
        sqlx::query("SELECT idea, votes, voters, seq FROM tally WHERE workshop = ?1 AND seq > ?2")
            .bind(&id.0[..])
            .bind(int(after.head))
            .fetch_all(&mut *on)
            .await?;
    // The beginning has number 0, and is known to whoever knows anything.
    let from = if after == Pulse::default() {
        -1
    } else {
        int(after.commits)
    };
    let marks = sqlx::query(
        "SELECT number, seq, mark FROM mark WHERE workshop = ?1 AND number > ?2 ORDER BY number",
    )
    .bind(&id.0[..])
    .bind(from)
    .fetch_all(&mut *on)
    .await?;
    Ok(Changes {
        rows: rows.iter().map(placed).collect::<Result<_, _>>()?,
        tallies: tallies.iter().map(counted).collect::<Result<_, _>>()?,
        marks: marks
            .iter()
            .map(|row| {
                let (at, end) = (number(row.try_get(0)?)?, number(row.try_get(1)?)?);
                Ok((at, end, mark(row.try_get(2)?)?))
            })
            .collect::<Result<_, StoreError>>()?,
    })
}

fn placed(row: &SqliteRow) -> Result<(u64, u64, Arrival, gagas_domain::patch::Patch), StoreError> {
    let first = Arrival {
        seq: number(row.try_get(2)?)?,
        ms: number(row.try_get(3)?)?,
    };
    let patch = patch(row.try_get(4)?, row.try_get(5)?)?;
    Ok((
        number(row.try_get(0)?)?,
        number(row.try_get(1)?)?,
        first,
        patch,
    ))
}

fn counted(row: &SqliteRow) -> Result<(gagas_domain::id::RecordId, Counted), StoreError> {
    let support = Support {
        votes: row.try_get(1)?,
        voters: row.try_get(2)?,
    };
    let seq = number(row.try_get(3)?)?;
    Ok((record(row.try_get(0)?)?, Counted { support, seq }))
}

async fn erase(
    on: &mut SqliteConnection,
    id: WorkshopId,
    patches: &[PatchId],
) -> Result<(), StoreError> {
    for patch in patches {
        sqlx::query("DELETE FROM patch WHERE workshop = ?1 AND id = ?2")
            .bind(&id.0[..])
            .bind(&patch.0[..])
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

async fn put_mark(
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
    if let Some(old) = Shelf::leaves_mark(commit) {
        sqlx::query("DELETE FROM mark WHERE workshop = ?1 AND number = ?2")
            .bind(&id.0[..])
            .bind(int(old))
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::Database(database) => database.code().map(std::borrow::Cow::into_owned),
            _ => None,
        };
        match code.as_deref() {
            Some(code) if is_full(code) => Self::Full(error),
            _ => Self::Database(error),
        }
    }
}

/// Tells whether a code says that nothing can be written: of SQLite (its low byte) `SQLITE_READONLY` 8, `SQLITE_IOERR`
/// 10, `SQLITE_FULL` 13, `SQLITE_CANTOPEN` 14; of PostgreSQL class 53 and `read_only_sql_transaction`.
fn is_full(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(code) if code < 10_000 => matches!(code & 0xff, 8 | 10 | 13 | 14),
        _ => code.starts_with("53") || code == "25006",
    }
}
