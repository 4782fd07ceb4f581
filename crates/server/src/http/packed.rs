//! An answer that is compressed once and sent often, with an end that differs each time: the server's clock.
//!
//! Both codings let a piece stand uncompressed behind a flush: gzip as a stored block (RFC 1951, 3.2.4), brotli as an
//! uncompressed meta-block (RFC 7932, 9.2).

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use axum::response::Response;
use flate2::{Compress, Compression, Crc, FlushCompress};
use futures_util::stream;

use crate::answer::takes;

/// What is shorter is sent as it is.
const WORTH: usize = 1_024;
/// The beginning of a gzip file without a name or time (RFC 1952, 2.3).
const GZIP: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The beginning of a JSON object, in all codings.
pub(super) struct Packed {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    sum: Crc,
}

impl Packed {
    /// Packs an object whose last brace is left out, in those codings that may be asked for.
    pub(super) fn new(plain: Vec<u8>, asked: impl Fn(&str) -> bool) -> io::Result<Self> {
        let mut sum = Crc::new();
        sum.update(&plain);
        let worth = plain.len() >= WORTH;
        let packed = |coding, pack: fn(&[u8]) -> io::Result<Vec<u8>>| {
            (worth && asked(coding)).then(|| pack(&plain)).transpose()
        };
        let (brotli, gzip) = (packed("br", brotli)?, packed("gzip", gzip)?);
        Ok(Self {
            plain: plain.into(),
            brotli: brotli.map(Bytes::from),
            gzip: gzip.map(Bytes::from),
            sum,
        })
    }

    /// How many bytes of memory it takes.
    pub(super) fn size(&self) -> usize {
        let more = [&self.brotli, &self.gzip];
        let more = more.into_iter().flatten().map(Bytes::len).sum::<usize>();
        self.plain.len() + more + 200
    }

    /// The answer that ends with `end`, at most 64 kB, in the smallest coding that the asker takes.
    pub(super) fn to(&self, request: &HeaderMap, end: &str) -> Response {
        let (coding, begin, end) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes(request, "br") => (Some("br"), brotli, brotli_end(end)),
            (_, Some(gzip)) if takes(request, "gzip") => {
                (Some("gzip"), gzip, gzip_end(end, &self.sum))
            }
            _ => (None, &self.plain, end.as_bytes().to_vec()),
        };
        let parts = [begin.clone(), end.into()].map(Ok::<_, io::Error>);
        let mut response = Response::new(Body::from_stream(stream::iter(parts)));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(
            VARY,
            HeaderValue::from_static("accept-encoding, authorization"),
        );
        if let Some(coding) = coding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4_096, 5, 20);
    out.write_all(plain)?;
    out.flush()?;
    Ok(out.get_ref().clone())
}

fn brotli_end(end: &str) -> Vec<u8> {
    let length = u32::from(u16::try_from(end.len()).unwrap_or(u16::MAX));
    // Not the last; 4 digits of length; the length less one; uncompressed. Then the bytes, and an empty last one.
    let head = ((length - 1) << 3) | (1 << 19);
    [&head.to_le_bytes()[..3], end.as_bytes(), &[3]].concat()
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(plain.len() / 2 + 64);
    out.extend(GZIP);
    let mut deflate = Compress::new(Compression::default(), false);
    loop {
        let from = usize::try_from(deflate.total_in()).unwrap_or(usize::MAX);
        deflate
            .compress_vec(&plain[from..], &mut out, FlushCompress::Sync)
            .map_err(io::Error::other)?;
        let taken = usize::try_from(deflate.total_in()).unwrap_or(usize::MAX);
        // A flush is complete once there is room left behind it.
        if taken == plain.len() && out.len() < out.capacity() {
            return Ok(out);
        }
        out.reserve(4_096);
    }
}

fn gzip_end(end: &str, sum: &Crc) -> Vec<u8> {
    let length = u16::try_from(end.len()).unwrap_or(u16::MAX);
    let mut last = Crc::new();
    last.update(end.as_bytes());
    let mut whole = Crc::new();
    whole.combine(sum);
    whole.combine(&last);
    [
        &[1][..],
        &length.to_le_bytes(),
        &(!length).to_le_bytes(),
        end.as_bytes(),
        &whole.sum().to_le_bytes(),
        &whole.amount().to_le_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use axum::http::header::ACCEPT_ENCODING;
    use proptest::prelude::*;
    use std::io::Read;

    fn unpacked(coding: Option<&str>, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match coding {
            Some("br") => drop(brotli::Decompressor::new(bytes, 4_096).read_to_end(&mut out)),
            Some(_) => drop(
                flate2::read::GzDecoder::new(bytes)
                    .read_to_end(&mut out)
                    .unwrap(),
            ),
            None => out.extend(bytes),
        }
        out
    }

    fn check(plain: Vec<u8>, end: &str) {
        let whole = [&plain, end.as_bytes()].concat();
        let packed = Packed::new(plain, |_| true).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        for accepted in ["br", "gzip", "identity"] {
            let mut request = HeaderMap::new();
            request.insert(ACCEPT_ENCODING, accepted.parse().unwrap());
            let response = packed.to(&request, end);
            let coding = response.headers().get(CONTENT_ENCODING).cloned();
            assert_eq!(
                coding.is_some(),
                whole.len() - end.len() >= WORTH && accepted != "identity"
            );
            let bytes = runtime
                .block_on(to_bytes(response.into_body(), usize::MAX))
                .unwrap();
            let coding = coding.as_ref().map(|coding| coding.to_str().unwrap());
            assert_eq!(unpacked(coding, &bytes), whole, "{accepted}");
        }
    }

    #[test]
    fn every_coding_ends_as_it_should() {
        for length in [0, 1, 1_023, 1_024, 5_000, 300_000] {
            let words = (0..).flat_map(|n: u32| format!("{{\"b\":{n}}},").into_bytes());
            check(words.take(length).collect(), ",\"now\":1790000000123}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_it_holds(plain in proptest::collection::vec(any::<u8>(), 1_024..9_000), end in "[a-z]{1,60}") {
            check(plain, &end);
        }
    }
}
