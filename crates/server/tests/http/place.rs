//! The stores that a server is tried over, each empty.

use gagas_server::store::{Postgres, PostgresOptions, Sqlite};

use crate::cluster::cluster;

/// Which store.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Sqlite,
    Postgres,
}

pub(crate) async fn sqlite() -> Sqlite {
    Sqlite::memory().await.unwrap()
}

/// A database of its own in the cluster of the tests, which there must be.
pub(crate) async fn postgres() -> Postgres {
    let url = cluster().unwrap().database().await;
    let mut options = PostgresOptions::new(&url);
    (options.writers, options.readers) = (2, 2);
    Postgres::open(&options).await.unwrap()
}
