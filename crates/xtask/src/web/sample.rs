//! The sample workshop: the plain JSON in `docs` becomes what the app only has to sign.

use crate::places;
use crate::shell::Outcome;
use gagas_domain::{import, sample};
use std::fs;
use std::path::Path;

const SOURCE: &str = "docs/jambi.json";
const LAID: &str = "jambi.laid.json";

/// Writes the sample into the finished build.
pub(super) fn lay(stage: &Path) -> Outcome {
    let text = fs::read_to_string(places::root().join(SOURCE))?;
    let laid = import::parse(&text).and_then(|json| sample::lay(&json));
    let laid = laid.map_err(|error| format!("{SOURCE}: {error}"))?;
    let folder = stage.join("sample");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(LAID), laid.to_json())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gagas_domain::keys::OrganiserSeed;
    use gagas_domain::value::{MAX_DEPTH, Value};

    #[test]
    fn the_build_holds_a_sample_that_the_app_can_sign() {
        let stage = std::env::temp_dir().join(format!("gagas-sample-{}", std::process::id()));
        lay(&stage).unwrap();
        let text = fs::read_to_string(stage.join("sample").join(LAID)).unwrap();
        let laid = Value::parse(&text, MAX_DEPTH).unwrap();
        assert_eq!(laid.get("starts"), Some(&"2020-11-11".into()));
        let patches = sample::sign(&laid, &OrganiserSeed([1; 32]), 1_605_400_000_000, 0).unwrap();
        assert!(patches.len() > 100);
        fs::remove_dir_all(stage).unwrap();
    }
}
