//! `gagas-server`: serves the built web app.

use clap::Parser;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Serves the Gagas web app.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The built web app.
    #[arg(long, env = "GAGAS_DIR", default_value = "dist")]
    dir: PathBuf,
    /// The address to listen on.
    #[arg(long, env = "GAGAS_ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    addr: IpAddr,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, env = "GAGAS_PORT", default_value_t = 8080)]
    port: u16,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let options = Options::parse();
    if !options.dir.join("index.html").is_file() {
        let text = format!(
            "{}: no web build here (cargo xtask build)",
            options.dir.display()
        );
        return Err(std::io::Error::new(std::io::ErrorKind::NotFound, text));
    }
    let listener = TcpListener::bind(SocketAddr::new(options.addr, options.port)).await?;
    // Service workers need a secure context, which a browser grants to `localhost` by name.
    let shown = listener.local_addr()?;
    let host = if shown.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        shown.ip().to_string()
    };
    println!("Gagas is on http://{host}:{}/", shown.port());
    axum::serve(listener, gagas_server::router(&options.dir)).await
}
