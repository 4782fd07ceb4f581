//! Serves a build that is told of a server, and publishes the workshop beside it: what a syncing server will show.
//!
//! `cargo run -p gagas-server --example published -- --dir dist`

use clap::Parser;
use gagas_server::publish::{Base, Beside, public};
use gagas_server::site::Build;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use tokio::net::TcpListener;

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
    let (id, _) = public(&options.dir.join("workshop.gagas"))?;
    let source = Beside::of(&options.dir);
    let build = Build::directory(&options.dir).announced();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    println!("http://localhost:{}/?w={id}", listener.local_addr()?.port());
    let router = gagas_server::router(build, source, Base::default(), axum::Router::new());
    Ok(axum::serve(listener, router).await?)
}
