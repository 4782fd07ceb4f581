//! How the server starts and stops: what it warns of, what it does by itself, and what ends it.

use std::time::{Duration, SystemTime};

use crate::commands::prune;
use crate::config::{Config, Keeping};
use crate::store::Keeper;

/// A clock that is so far behind the binary itself is wrong.
const BEHIND: Duration = Duration::from_secs(24 * 3_600);
/// A clock that is so far ahead of it probably is.
const AHEAD: Duration = Duration::from_secs(5 * 366 * 24 * 3_600);

/// How often it is looked whether a retention day is over.
const PRUNE: Duration = Duration::from_secs(3_600);

/// The clock of this machine, ms since the epoch (UTC).
#[must_use]
pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    })
}

/// Erases personal data once its day is over. Runs until it is dropped.
pub async fn prune_each_hour<S: Keeper>(store: S) {
    let mut tick = tokio::time::interval(PRUNE);
    loop {
        tick.tick().await;
        match prune(&store, now_ms(), false).await {
            Ok(pruned) if pruned.erased.is_empty() => {}
            Ok(pruned) => {
                tracing::info!(workshops = pruned.erased.len(), "personal data was erased")
            }
            Err(error) => {
                tracing::error!(%error, "personal data could not be erased; it is tried again")
            }
        }
    }
}

/// Warns of what will probably go wrong; refuses nothing.
pub fn check(config: &Config) {
    let built = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(built) = built.and_then(|file| file.modified()) {
        let now = SystemTime::now();
        if now + BEHIND < built || now > built + AHEAD {
            tracing::warn!(
                "the clock of this machine seems to be wrong: phones are told the time by it"
            );
        }
    }
    let near = |ip: std::net::IpAddr| match ip.to_canonical() {
        std::net::IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        std::net::IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
    };
    if config.keeping != Keeping::Nothing && !config.has_base && !config.listen.ip().is_loopback() {
        tracing::warn!("without --base-url, links are made with whatever name a request came by");
    }
    if let Some(metrics) = config.metrics.filter(|metrics| !near(metrics.ip())) {
        tracing::warn!(%metrics, "figures can be read from outside unless a firewall prevents it");
    }
    raise_files();
}

/// Each phone is one or two open files; systems begin with about 1,000.
fn raise_files() {
    #[cfg(unix)]
    match rlimit::increase_nofile_limit(65_536) {
        Ok(files) if files < 4_096 => {
            tracing::warn!(
                files,
                "few connections can be open at once: raise the limit of open files"
            );
        }
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the limit of open files could not be raised"),
    }
}

/// Waits until the machine or whoever sits at it wants the server to end.
pub async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    () = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
