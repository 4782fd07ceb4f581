//! Every table as text: a plain `SELECT` of all its rows.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Tables by their names, with all that is in them.
pub(crate) async fn postgres(url: &str) -> Vec<(String, Vec<u8>)> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(tables.len() > 5, "{tables:?}");
    let mut all = Vec::new();
    for table in tables {
        let rows = AssertSqlSafe(format!("SELECT whole::text FROM {table} AS whole"));
        let rows: Vec<String> = sqlx::query_scalar(rows)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        all.push((table, rows.join("\n").into_bytes()));
    }
    all
}

/// The same of a file.
pub(crate) async fn sqlite(path: &Path) -> Vec<(String, Vec<u8>)> {
    let options = SqliteConnectOptions::new().filename(path);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c \
         WHERE m.type = 'table'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(columns.len() > 20, "{columns:?}");
    let mut all = Vec::new();
    for (table, column) in columns {
        let rows = AssertSqlSafe(format!("SELECT quote({column}) FROM {table}"));
        let rows: Vec<String> = sqlx::query_scalar(rows)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        all.push((format!("{table}.{column}"), rows.join("\n").into_bytes()));
    }
    all
}
