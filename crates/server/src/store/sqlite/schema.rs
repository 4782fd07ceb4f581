//! The tables, and how an older file becomes one of this version.

use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool};
use sqlx::{ConnectOptions, Connection, Row};

use crate::store::StoreError;

/// What each version adds to the one before it.
const STEPS: &[&str] = &["
    CREATE TABLE workshop (
        workshop BLOB PRIMARY KEY,
        organiser BLOB NOT NULL,
        generation INTEGER NOT NULL,
        organiser_token BLOB NOT NULL,
        join_token BLOB NOT NULL,
        epoch TEXT NOT NULL,
        epoch_ms INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        commits INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE patch (
        workshop BLOB NOT NULL,
        seq INTEGER NOT NULL,
        id BLOB NOT NULL,
        came_ms INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        first_ms INTEGER NOT NULL,
        body TEXT NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (workshop, seq)
    ) STRICT;
    CREATE UNIQUE INDEX patch_id ON patch (workshop, id);
    CREATE TABLE tally (
        workshop BLOB NOT NULL,
        idea BLOB NOT NULL,
        votes INTEGER NOT NULL,
        voters INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (workshop, idea)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mark (
        workshop BLOB NOT NULL,
        number INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        mark BLOB NOT NULL,
        PRIMARY KEY (workshop, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deleted (workshop BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
"];

/// How often the change to WAL is tried, and how long is waited in between: SQLite does not wait for others there.
const WAL_TRIES: (u32, Duration) = (100, Duration::from_millis(50));

/// Makes the file one with a write-ahead log, while other processes may do the same.
pub(super) async fn enter_wal(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let (tries, pause) = WAL_TRIES;
    for _ in 1..tries {
        match options.connect().await {
            Ok(connection) => return Ok(connection.close().await?),
            Err(error) if is_busy(&error) => tokio::time::sleep(pause).await,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(options.connect().await?.close().await?)
}

/// `SQLITE_BUSY` 5 and `SQLITE_LOCKED` 6, whatever the extended code says.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    let code: Option<u32> = code.and_then(|code| code.parse().ok());
    code.is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

/// Brings the file to this version; the lock of the first write keeps others out meanwhile.
pub(super) async fn migrate(pool: &SqlitePool) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let missing = missing(&mut transaction).await?;
    if missing.is_empty() {
        return Ok(());
    }
    for step in missing {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    let version = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {}", STEPS.len()));
    sqlx::raw_sql(version).execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// Refuses a file that is not of this version.
pub(super) async fn check(pool: &SqlitePool) -> Result<(), StoreError> {
    let missing = missing(&mut *pool.acquire().await?).await?;
    match missing.is_empty() {
        true => Ok(()),
        false => Err(StoreError::Damaged(
            "the file holds no workshops as this version keeps them",
        )),
    }
}

/// What a file lacks of this version.
async fn missing(on: &mut SqliteConnection) -> Result<&'static [&'static str], StoreError> {
    let row = sqlx::query("PRAGMA user_version").fetch_one(on).await?;
    let found: i64 = row.try_get(0)?;
    let missing = usize::try_from(found).ok().and_then(|at| STEPS.get(at..));
    missing.ok_or(StoreError::Newer {
        found,
        known: i64::try_from(STEPS.len()).unwrap_or(i64::MAX),
    })
}
