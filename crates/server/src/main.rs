//! `gagas-server`: serves the web app.

use axum::Router;
use clap::Parser;
use gagas_server::publish::{Base, Beside, Nothing};
use gagas_server::site::Build;
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Serves the Gagas web app.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The built web app; without it the one in this binary, else `dist`.
    #[arg(long, env = "GAGAS_DIR")]
    dir: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long, env = "GAGAS_ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    addr: IpAddr,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, env = "GAGAS_PORT", default_value_t = 8080)]
    port: u16,
    /// The public address, such as `https://gagas.example/` or `https://a.example/gagas/`; without it that of each
    /// request (`X-Forwarded-Proto`, `-Host`, `-Prefix`, `Host`).
    #[arg(long, env = "GAGAS_BASE_URL", value_parser = Base::parse)]
    base_url: Option<Base>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let embedded = match options.dir {
        None => Build::embedded(),
        Some(_) => None,
    };
    let directory = options.dir.unwrap_or_else(|| "dist".into());
    let base = options.base_url.unwrap_or_default();
    let below = base.path().to_owned();
    let router = match embedded {
        Some(build) => gagas_server::router(build, Nothing, base, Router::new()),
        None => {
            let build = Build::directory(&directory);
            build.check()?;
            gagas_server::router(build, Beside::of(&directory), base, Router::new())
        }
    };
    let listener = TcpListener::bind(SocketAddr::new(options.addr, options.port)).await?;
    // Service workers need a secure context, which a browser grants to `localhost` by name.
    let shown = listener.local_addr()?;
    let host = if shown.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        shown.ip().to_string()
    };
    println!("Gagas is on http://{host}:{}{below}/", shown.port());
    Ok(axum::serve(listener, router).await?)
}
