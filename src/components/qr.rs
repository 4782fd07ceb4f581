//! QR codes as one SVG path, made on the device (ISO/IEC 18004 by `qrcodegen`).

use crate::render::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone that scanners need around the code, in modules.
const QUIET: i32 = 4;

/// A code as runs of dark modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrRuns {
    /// Width and height in modules, quiet zone included.
    pub size: i32,
    /// Runs of dark modules in one row: x, y, length.
    pub runs: Vec<(i32, i32, i32)>,
}

/// Encodes a text, or returns `None` when it is too long for any code.
pub fn qr_runs(text: &str) -> Option<QrRuns> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut runs = Vec::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            // Beyond its edge the code is light.
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                runs.push((start + QUIET, y + QUIET, x - start));
            }
            x += 1;
        }
    }
    Some(QrRuns {
        size: code.size() + 2 * QUIET,
        runs,
    })
}

/// Returns the size in modules and the SVG path of a text's code, or `None` when the text is too long.
pub fn qr_path(text: &str) -> Option<(i32, String)> {
    let QrRuns { size, runs } = qr_runs(text)?;
    let mut path = String::new();
    for (x, y, length) in runs {
        for part in [
            "M",
            &x.to_string(),
            " ",
            &y.to_string(),
            "h",
            &length.to_string(),
            "v1h-",
        ] {
            path += part;
        }
        path += &length.to_string();
        path.push('z');
    }
    Some((size, path))
}

/// A QR code, black on white in every theme.
#[component]
pub fn Qr(
    /// What the code holds, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What the code holds.
    #[prop(into)]
    data: Signal<String>,
    /// What to say when the data is too long for a code.
    #[prop(into)]
    too_long: Signal<String>,
) -> impl IntoView {
    move || match data.with(|data| qr_path(data)) {
        None => view! { <p class="notice wait">{too_long.get()}</p> },
        Some((size, path)) => {
            let side = size.to_string();
            view! {
                <svg
                    class="qr"
                    viewBox=["0 0 ", &side, " ", &side].concat()
                    shape-rendering="crispEdges"
                    role="img"
                    aria-label=label
                >
                    <path fill="currentColor" d=path></path>
                </svg>
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QUIET, qr_path, qr_runs};
    use qrcodegen::{QrCode, QrCodeEcc};

    #[test]
    fn the_path_draws_each_dark_module_once() {
        let text = "https://gagas.example/#/t/duku-batang-sebelas";
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let (size, path) = qr_path(text).unwrap();
        assert_eq!(size, code.size() + 2 * QUIET);
        let mut drawn = vec![0; usize::try_from(size * size).unwrap()];
        for run in path.split('z').filter(|run| !run.is_empty()) {
            let (start, length) = run[1..].split_once('h').unwrap();
            let (x, y) = start.split_once(' ').unwrap();
            let (length, back) = length.split_once("v1h-").unwrap();
            assert_eq!(length, back);
            let (x, y, length): (i32, i32, i32) = (
                x.parse().unwrap(),
                y.parse().unwrap(),
                length.parse().unwrap(),
            );
            for x in x..x + length {
                drawn[usize::try_from(y * size + x).unwrap()] += 1;
            }
        }
        for y in 0..size {
            for x in 0..size {
                let dark = i32::from(code.get_module(x - QUIET, y - QUIET));
                assert_eq!(
                    drawn[usize::try_from(y * size + x).unwrap()],
                    dark,
                    "{x},{y}"
                );
            }
        }
    }

    #[test]
    fn a_text_beyond_the_largest_code_is_refused() {
        assert!(qr_runs(&"x".repeat(2_331)).is_some());
        assert!(qr_runs(&"x".repeat(2_332)).is_none());
    }
}
