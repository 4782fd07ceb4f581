//! The tables, and how an older database becomes one of this version.

use sqlx::postgres::PgPool;

use super::READ_COMMITTED;
use crate::store::StoreError;

/// Which advisory lock nodes take that start at the same time: any number that nobody else uses.
const LOCK: i64 = 0x6761_6761_7301;

/// What each version adds to the one before it.
///
/// Bodies are bytes: verbatim whatever the database's encoding is. The row of a workshop changes with each commit, so
/// that its page keeps room beside it.
const STEPS: &[&[&str]] = &[&[
    "CREATE TABLE workshop (
        workshop bytea PRIMARY KEY,
        organiser bytea NOT NULL,
        generation bigint NOT NULL,
        organiser_token bytea NOT NULL,
        join_token bytea NOT NULL,
        epoch text NOT NULL,
        epoch_ms bigint NOT NULL,
        seq bigint NOT NULL,
        commits bigint NOT NULL,
        revision bigint NOT NULL
    ) WITH (fillfactor = 50)",
    "CREATE TABLE patch (
        workshop bytea NOT NULL,
        seq bigint NOT NULL,
        id bytea NOT NULL,
        came_ms bigint NOT NULL,
        first_seq bigint NOT NULL,
        first_ms bigint NOT NULL,
        body bytea NOT NULL,
        signature bytea NOT NULL,
        PRIMARY KEY (workshop, seq),
        UNIQUE (workshop, id)
    ) PARTITION BY HASH (workshop)",
    "DO $$ BEGIN
        FOR part IN 0..15 LOOP
            EXECUTE format(
                'CREATE TABLE patch_%s PARTITION OF patch FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                part, part
            );
        END LOOP;
    END $$",
    "CREATE TABLE tally (
        workshop bytea NOT NULL,
        idea bytea NOT NULL,
        votes bigint NOT NULL,
        voters bigint NOT NULL,
        seq bigint NOT NULL,
        PRIMARY KEY (workshop, idea)
    )",
    "CREATE TABLE mark (
        workshop bytea NOT NULL,
        number bigint NOT NULL,
        seq bigint NOT NULL,
        mark bytea NOT NULL,
        PRIMARY KEY (workshop, number)
    )",
    "CREATE TABLE deleted (workshop bytea PRIMARY KEY)",
]];

/// Brings the database to this version; one node does it, others wait and find it done.
pub(super) async fn migrate(pool: &PgPool) -> Result<(), StoreError> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let mut transaction = pool.begin_with(READ_COMMITTED).await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(LOCK)
        .execute(&mut *transaction)
        .await?;
    // Asked first: who may only read and write must be able to start.
    let there: bool = sqlx::query_scalar("SELECT to_regclass('schema_version') IS NOT NULL")
        .fetch_one(&mut *transaction)
        .await?;
    let found: i64 = match there {
        true => {
            sqlx::query_scalar("SELECT version FROM schema_version")
                .fetch_one(&mut *transaction)
                .await?
        }
        false => 0,
    };
    let Some(missing) = usize::try_from(found).ok().and_then(|at| STEPS.get(at..)) else {
        return Err(StoreError::Newer { found, known });
    };
    if missing.is_empty() {
        return Ok(());
    }
    if !there {
        let table = "CREATE TABLE schema_version (version bigint NOT NULL)";
        sqlx::query(table).execute(&mut *transaction).await?;
    }
    for step in missing {
        for statement in *step {
            sqlx::query(*statement).execute(&mut *transaction).await?;
        }
    }
    sqlx::query("DELETE FROM schema_version")
        .execute(&mut *transaction)
        .await?;
    sqlx::query("INSERT INTO schema_version (version) VALUES ($1)")
        .bind(known)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}
