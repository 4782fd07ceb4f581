//! The tables, and how an older file becomes one of this version.

use sqlx::Row;
use sqlx::sqlite::SqlitePool;

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

/// Brings the file to this version; the lock of the first write keeps others out meanwhile.
pub(super) async fn migrate(pool: &SqlitePool) -> Result<(), StoreError> {
    let known = STEPS.len();
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let row = sqlx::query("PRAGMA user_version")
        .fetch_one(&mut *transaction)
        .await?;
    let found: i64 = row.try_get(0)?;
    let Some(missing) = usize::try_from(found).ok().and_then(|at| STEPS.get(at..)) else {
        return Err(StoreError::Newer {
            found,
            known: i64::try_from(known).unwrap_or(i64::MAX),
        });
    };
    if missing.is_empty() {
        return Ok(());
    }
    for step in missing {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    let version = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {known}"));
    sqlx::raw_sql(version).execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}
