//! The page tells the app that there is a server: the one thing in which a served build differs from a static one.
//!
//! The service worker checks the page by its digest, so that has to follow, and with it the worker's version: an
//! offline copy of the build without a server is then replaced as by any update.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

const META: &str = "<meta name=\"gagas-api\" content=\"api/v1\">\n";

/// The page with the announcement.
pub(super) fn in_page(page: &str) -> String {
    page.replacen("<title>", &[META, "<title>"].concat(), 1)
}

/// The worker for the page with the announcement.
pub(super) fn in_worker(worker: &str, built: &str, announced: &str) -> String {
    let digest = |text: &str| HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..16]);
    let worker = worker.replace(&digest(built), &digest(announced));
    let Some(at) = version(&worker) else {
        return worker;
    };
    let next = digest(&[&worker[at..at + 16], announced].concat());
    [&worker[..at], &next[..16], &worker[at + 16..]].concat()
}

/// Where the version of a built worker stands: 16 digits in quotes.
fn version(worker: &str) -> Option<usize> {
    let name = worker.find("VERSION")?;
    let at = name + worker[name..].find(['"', '\''])? + 1;
    let digits = worker.get(at..at + 16)?;
    let hex = digits
        .bytes()
        .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    hex.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_follows_the_page() {
        let page = "<head><title>Gagas</title>";
        let announced = in_page(page);
        assert_eq!(
            announced,
            "<head><meta name=\"gagas-api\" content=\"api/v1\">\n<title>Gagas</title>"
        );
        let digest = |text: &str| HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..16]);
        let worker = format!(
            "const VERSION=\"0123456789abcdef\",FILES=[[\"./\",\"{}\"]];",
            digest(page)
        );
        let followed = in_worker(&worker, page, &announced);
        assert!(followed.contains(&digest(&announced)) && !followed.contains(&digest(page)));
        assert!(!followed.contains("0123456789abcdef") && followed.len() == worker.len());
        assert_eq!(
            in_worker("const VERSION = '{{version}}';", page, &announced),
            "const VERSION = '{{version}}';"
        );
    }
}
