//! A database that can only be read, as a standby is, or one whose disk was protected.

use std::time::Duration;

use gagas_domain::sync::Limits;
use gagas_domain::sync::wire::{Push, WirePatch};
use gagas_server::store::{Postgres, PostgresOptions};

use crate::cluster::{Cluster, cluster};
use crate::support::*;

/// Lets nothing be written any more, or again; whoever is connected has to come back.
async fn protect(cluster: &Cluster, database: &str, on: bool) {
    let set = format!("ALTER DATABASE {database} SET default_transaction_read_only = {on}");
    cluster.tell("postgres", &set).await;
    let leave = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    );
    cluster.tell("postgres", &leave).await;
}

/// Pushes again and again until the answer is `status`; no other one may be `never`.
async fn until(server: &Server, n: u64, status: u16, never: u16) {
    let idea = Person::number(1).idea(n, START);
    for _ in 0..100 {
        let patches = vec![WirePatch::of(idea.signed())];
        let answer = server
            .send(post("push", &participant(), &Push { patches }))
            .await;
        assert_ne!(answer.status, never);
        if answer.status == status {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("no {status}");
}

#[tokio::test]
async fn nothing_is_acknowledged_and_it_recovers_by_itself() {
    let Some(cluster) = cluster() else {
        return;
    };
    let url = cluster.database().await;
    let name = url.rsplit('/').next().unwrap_or_default();
    let mut options = PostgresOptions::new(&url);
    (options.writers, options.readers) = (2, 2);
    let store = Postgres::open(&options).await.unwrap();
    let server = Server::over(store, Limits::default());
    assert_eq!(server.create(&ORGANISER).await.status, 201);
    until(&server, 1, 200, 507).await;

    protect(cluster, name, true).await;
    until(&server, 2, 507, 200).await;
    // What is there is read meanwhile, by whoever comes.
    assert_eq!(server.pull_all(&participant()).await.patches.len(), 1);

    protect(cluster, name, false).await;
    until(&server, 2, 200, 404).await;
    assert_eq!(server.pull_all(&participant()).await.patches.len(), 2);
}
