//! Where things are: the checkout, the cache outside it, the build caches by compiler version.

use std::path::PathBuf;
use std::process::Command;

/// Returns the root of the checkout.
pub(crate) fn root() -> PathBuf {
    // Asked at run time: checkouts share build caches, and a binary may have been made in another one.
    let here = std::env::var_os("CARGO_MANIFEST_DIR");
    let here = here.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).unwrap_or(&here).to_path_buf()
}

/// Returns the cache of tools and builds, which outlives a checkout.
pub(crate) fn cache() -> PathBuf {
    std::env::home_dir()
        .unwrap_or_else(std::env::temp_dir)
        .join(".cache/gagas")
}

/// Returns cargo's target directory: `CARGO_TARGET_DIR`, or one in the cache for this compiler.
pub(crate) fn target() -> PathBuf {
    if let Some(set) = std::env::var_os("CARGO_TARGET_DIR") {
        return PathBuf::from(set);
    }
    let version = Command::new("rustc")
        .arg("--version")
        .current_dir(root())
        .output();
    let text = version
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    cache()
        .join("target")
        .join(text.split(' ').nth(1).unwrap_or("unknown"))
}

/// Returns where a web build goes.
pub(crate) fn dist(dev: bool) -> PathBuf {
    root().join(if dev { "dist-dev" } else { "dist" })
}
