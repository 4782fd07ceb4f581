//! What an error of a database means to the rest of the server.

use super::StoreError;

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
/// 10, `SQLITE_FULL` 13, `SQLITE_CANTOPEN` 14; of PostgreSQL `disk_full`, `read_only_sql_transaction`, `io_error` and
/// `feature_not_supported`, by which a standby answers whoever begins to write. PostgreSQL's codes have five characters,
/// SQLite's extended ones at most four.
fn is_full(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 8 | 10 | 13 | 14),
        _ => matches!(code, "53100" | "25006" | "58030" | "0A000"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_full;

    #[test]
    fn a_full_disk_is_told_from_a_failed_database() {
        for code in [
            "8", "13", "778", "1032", "3338", "53100", "25006", "58030", "0A000",
        ] {
            assert!(is_full(code), "{code}");
        }
        // Busy, a violated key, too many connections, a cancelled statement.
        for code in ["5", "2067", "1555", "53300", "57014", "23505", "40001"] {
            assert!(!is_full(code), "{code}");
        }
    }
}
