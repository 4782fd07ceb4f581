//! Serves a build and publishes the workshop that lies in it as `workshop.gagas`: to look at what is published.
//!
//! `cargo run -p gagas-server --example published -- --dir dist`

use clap::Parser;
use flate2::read::DeflateDecoder;
use gagas_domain::bundle::{Header, MAX_INFLATED, Method, dearmour, read_payload};
use gagas_domain::id::WorkshopId;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;
use gagas_server::publish::{Base, PublishedSource, Unavailable};
use gagas_server::site::Build;
use std::error::Error;
use std::io::Read;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

#[derive(Clone)]
struct Beside(WorkshopId, Arc<RecordSet>);

impl PublishedSource for Beside {
    async fn records(&self, id: WorkshopId) -> Result<Option<Arc<RecordSet>>, Unavailable> {
        Ok((id == self.0).then(|| Arc::clone(&self.1)))
    }
}

/// The public records of a bundle, and their workshop.
fn read(path: &Path) -> Result<Beside, Box<dyn Error>> {
    let raw = dearmour(&std::fs::read(path)?)?;
    let (header, packed) = Header::parse(&raw)?;
    let mut payload = Vec::new();
    match header.method {
        Method::Stored => payload.extend(packed),
        Method::Deflate => {
            let limit = u64::try_from(MAX_INFLATED)? + 1;
            DeflateDecoder::new(packed)
                .take(limit)
                .read_to_end(&mut payload)?;
        }
    }
    let mut records = RecordSet::default();
    for signed in read_payload(header.kind, &payload)?.patches {
        let patch = Patch::admit(signed, &header.workshop()).map_err(|code| code.to_string())?;
        records.add(patch);
    }
    Ok(Beside(header.workshop(), Arc::new(records)))
}

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
    let source = read(&options.dir.join("workshop.gagas"))?;
    let build = Build::directory(&options.dir);
    let id = source.0;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    println!("http://localhost:{}/?w={id}", listener.local_addr()?.port());
    let router = gagas_server::router(build, source, Base::default(), axum::Router::new());
    Ok(axum::serve(listener, router).await?)
}
