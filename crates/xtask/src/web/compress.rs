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
        for (ending, packed) in [(".br", smallest(&bytes)?), (".gz", gzip(&bytes)?)] {
            if packed.len() < bytes.len() {
                fs::write(stage.join([name, ending].concat()), packed)?;
            }
        }
    }
    Ok(())
}

/// How distances are written: postfix bits and direct codes (RFC 7932, section 4). The encoder tries others only near
/// those that it starts from.
const DISTANCES: &[(u32, u32)] = &[(0, 0), (0, 4), (0, 6), (0, 8), (1, 8), (1, 12), (1, 16)];

/// Returns how small it gets with the usual way to write distances.
pub(super) fn quickly(bytes: &[u8]) -> Outcome<usize> {
    Ok(brotli(bytes, DISTANCES[0])?.len())
}

fn smallest(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut best = brotli(bytes, DISTANCES[0])?;
    for distances in &DISTANCES[1..] {
        let packed = brotli(bytes, *distances)?;
        if packed.len() < best.len() {
            best = packed;
        }
    }
    Ok(best)
}

fn brotli(bytes: &[u8], distances: (u32, u32)) -> Outcome<Vec<u8>> {
    let mut params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    (
        params.dist.distance_postfix_bits,
        params.dist.num_direct_distance_codes,
    ) = distances;
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
