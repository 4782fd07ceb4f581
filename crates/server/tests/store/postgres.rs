//! PostgreSQL: the contract over a cluster of the tests' own, and what is particular to several nodes.

use std::time::Duration;

use gagas_server::store::{Postgres, PostgresOptions, Store, StoreError, Writing};

use crate::Bed;
use crate::cluster::{Cluster, cluster};
use crate::node::Node;
use crate::writing::{Pen, mark};

/// A database.
struct Database {
    cluster: &'static Cluster,
    url: String,
}

impl Database {
    async fn new() -> Option<Self> {
        let cluster = cluster()?;
        let url = cluster.database().await;
        Some(Self { cluster, url })
    }

    async fn tell(&self, statement: &str) {
        let name = self.url.rsplit('/').next().unwrap();
        let statement = statement.replace("$database", name);
        self.cluster.tell(name, &statement).await;
    }

    async fn node(&self) -> Result<Postgres, StoreError> {
        let mut options = PostgresOptions::new(&self.url);
        (options.writers, options.readers) = (4, 2);
        Postgres::open(&options).await
    }
}

impl Bed for Database {
    type Store = Postgres;
    const APART: bool = true;

    async fn open(&self) -> Postgres {
        self.node().await.unwrap()
    }
}

contract!(Database::new());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_bring_the_database_up_once() {
    let Some(database) = Database::new().await else {
        return;
    };
    let mut opening = Vec::new();
    for _ in 0..6 {
        let options = PostgresOptions::new(&database.url);
        opening.push(tokio::spawn(async move { Postgres::open(&options).await }));
    }
    for opened in opening {
        opened.await.unwrap().unwrap().list().await.unwrap();
    }
    let parts = "DO $$ BEGIN ASSERT (SELECT count(*) = 16 FROM pg_inherits \
                 WHERE inhparent = 'patch'::regclass); END $$";
    database.tell(parts).await;
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let Some(database) = Database::new().await else {
        return;
    };
    database.open().await.close().await;
    database
        .tell("UPDATE schema_version SET version = 99")
        .await;
    let refused = database.node().await;
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
}

#[tokio::test]
async fn what_endangers_what_is_acknowledged_is_told() {
    let Some(database) = Database::new().await else {
        return;
    };
    let sound = database.open().await.warnings().await.unwrap();
    assert_eq!(sound, [""; 0]);
    database
        .tell("ALTER DATABASE $database SET synchronous_commit = off")
        .await;
    let found = database.open().await.warnings().await.unwrap();
    assert!(found.len() == 1 && found[0].contains("synchronous_commit"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_default_of_the_database_changes_how_writers_wait() {
    let Some(database) = Database::new().await else {
        return;
    };
    let settings = [
        "default_transaction_isolation = 'serializable'",
        "default_transaction_read_only = on",
        "default_transaction_deferrable = on",
    ];
    let statements = settings.map(|setting| format!("ALTER DATABASE $database SET {setting};"));
    database.tell(&statements.concat()).await;
    crate::contract::writers_of_one_workshop_wait_for_each_other_and_readers_miss_nothing(
        &database,
    )
    .await;
    crate::contract::a_workshop_is_created_once_and_deleted_for_ever(&database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_hear_of_each_other_and_not_of_themselves() {
    let Some(database) = Database::new().await else {
        return;
    };
    let (one, two) = (database.open().await, database.open().await);
    let mut pen = Pen::new();
    let mut node = Node::create(one.clone(), &pen).await;
    let id = pen.workshop();
    // Listening begins a moment after the start.
    let within = Duration::from_secs(20);
    let heard = async {
        loop {
            one.rotate(id, &pen.tokens(0)).await.unwrap();
            if let Ok(heard) = tokio::time::timeout(Duration::from_millis(200), two.changed()).await
            {
                return heard;
            }
        }
    };
    assert_eq!(tokio::time::timeout(within, heard).await, Ok(id));
    // A connection that is lost is made again.
    database
        .tell(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = '$database' AND query ILIKE 'LISTEN%'",
        )
        .await;
    node.push(vec![pen.settle(r#"{"title":"w"}"#)]).await;
    let heard = async {
        loop {
            one.rotate(id, &pen.tokens(0)).await.unwrap();
            if let Ok(heard) = tokio::time::timeout(Duration::from_millis(200), two.changed()).await
            {
                return heard;
            }
        }
    };
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(tokio::time::timeout(within, heard).await, Ok(id));
    let own = tokio::time::timeout(Duration::from_millis(300), one.changed()).await;
    assert!(own.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_waits_for_another_node_and_then_sees_what_that_wrote() {
    let Some(database) = Database::new().await else {
        return;
    };
    let mut pen = Pen::new();
    let mut one = Node::create(database.open().await, &pen).await;
    one.push(vec![pen.settle(r#"{"title":"w"}"#)]).await;
    let two = database.open().await;
    let id = pen.workshop();
    let holding = one.store.write(id).await.unwrap().unwrap();
    let waiting = tokio::spawn(async move {
        let mut writing = two.write(id).await.unwrap().unwrap();
        let rows = writing.changes(Default::default()).await.unwrap().rows;
        (writing.tenant().pulse, rows.len())
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    let head = holding.tenant().pulse.head;
    one.ledger.push(
        gagas_domain::sync::Role::Participant,
        crate::writing::NOW,
        vec![pen.idea("Siti", "Antrean", "-")],
    );
    let commit = one.ledger.settle().unwrap();
    holding.commit(&commit, mark(), None).await.unwrap();
    let (pulse, rows) = waiting.await.unwrap();
    assert_eq!((pulse.head, pulse.commits, rows), (head + 1, 2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_the_database_ends_are_made_again() {
    let Some(database) = Database::new().await else {
        return;
    };
    let mut pen = Pen::new();
    let mut node = Node::create(database.open().await, &pen).await;
    node.push(vec![pen.settle(r#"{"title":"w"}"#)]).await;
    let writing = node.store.write(pen.workshop()).await.unwrap().unwrap();
    database
        .tell(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = '$database' AND pid <> pg_backend_pid()",
        )
        .await;
    let commit = gagas_domain::sync::Commit::default();
    let lost = writing.commit(&commit, mark(), None).await;
    assert!(matches!(lost, Err(StoreError::Database(_))));
    node.push(vec![pen.idea("Siti", "Antrean", "-")]).await;
    assert_eq!(node.tenant.pulse.commits, 2);
}
