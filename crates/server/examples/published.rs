//! Serves a build, and keeps the workshop that lies beside it as a syncing server does, in memory: what visitors of a
//! listed workshop see.
//!
//! `cargo run -p gagas-server --example published -- --dir dist`

use clap::Parser;
use gagas_domain::id::TokenHash;
use gagas_domain::kind::Kind;
use gagas_domain::patch::Patch;
use gagas_domain::sync::{Reader, SignedRequest};
use gagas_server::http::{self, Settings};
use gagas_server::hub::{Hub, Rules};
use gagas_server::publish::{Base, public};
use gagas_server::site::Build;
use gagas_server::store::Sqlite;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Serves a build and publishes its `workshop.gagas`.
#[derive(Parser)]
struct Options {
    /// The built web app, with a workshop beside it.
    #[arg(long, default_value = "dist")]
    dir: PathBuf,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let (id, records) = public(&options.dir.join("workshop.gagas"))?;
    let workshop = records.of_kind(&Kind::Workshop).next();
    let hub = Hub::new(Sqlite::memory().await?, Rules::default());
    // Nobody holds a token of these: there are visitors only.
    hub.create(&SignedRequest {
        organiser: workshop.ok_or("no workshop")?.author(),
        generation: None,
        organiser_token: TokenHash([0; 32]),
        join_token: TokenHash([0; 32]),
        t: 0,
    })
    .await?;
    let live = hub.workshop(id).await?.ok_or("no workshop")?;
    let patches = records.patches().map(|patch| Patch::clone(patch)).collect();
    live.push(Reader::ORGANISER, patches).await?;
    let (_stopper, stop) = watch::channel(false);
    let api = http::router(hub.clone(), Settings::default(), stop);
    let build = Build::directory(&options.dir).announced();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    println!("http://localhost:{}/?w={id}", listener.local_addr()?.port());
    let router = gagas_server::router(build, hub, Base::default(), api);
    Ok(axum::serve(listener, router).await?)
}
