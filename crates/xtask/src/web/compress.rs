//! Brotli and gzip next to every file, made once so that no server compresses while people wait.

use super::worker;
use crate::shell::Outcome;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes `.br` and `.gz` next to every file that gets smaller.
pub(super) fn all(stage: &Path) -> Outcome {
    for name in worker::files(stage)?
        .iter()
        .filter(|name| !name.ends_with(".png"))
    {
        let bytes = fs::read(stage.join(name))?;
        for (ending, packed) in [(".br", brotli(&bytes)?), (".gz", gzip(&bytes)?)] {
            if packed.len() < bytes.len() {
                fs::write(stage.join([name, ending].concat()), packed)?;
            }
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
