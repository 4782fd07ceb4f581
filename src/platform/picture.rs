//! A picture drawn on a canvas: lines of text above a pattern of squares, and a line below.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::dom;

/// The width of a picture, in pixels.
const WIDTH: i32 = 720;
/// The height of a line of text, in pixels.
const LINE: i32 = 44;
const FONT: &str = "28px system-ui, sans-serif";

/// Draws a PNG: `lines`, a square of `modules` by `modules` with `runs` of dark ones (x, y, length),
/// and `below`. `None` where the browser cannot.
pub async fn draw(
    lines: &[&str],
    modules: i32,
    runs: &[(i32, i32, i32)],
    below: &str,
) -> Option<Blob> {
    let side = (WIDTH - 120) / modules.max(1);
    let count = i32::try_from(lines.len()).ok()?;
    let top = 40 + count * LINE;
    let bottom = top + side * modules;
    let canvas = canvas(bottom + LINE + 60)?;
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, WIDTH.into(), (bottom + LINE + 60).into());
    pen.set_fill_style_str("#000");
    let left = (WIDTH - side * modules) / 2;
    for (x, y, length) in runs {
        let (x, y) = (left + x * side, top + y * side);
        pen.fill_rect(x.into(), y.into(), (length * side).into(), side.into());
    }
    pen.set_font(FONT);
    pen.set_text_align("center");
    let texts = lines.iter().zip((0..).map(|n| 40 + n * LINE));
    for (text, y) in texts.chain([(&below, bottom + LINE)]) {
        let width = f64::from(WIDTH - 40);
        // A longer text is squeezed into the width.
        pen.fill_text_with_max_width(text, f64::from(WIDTH / 2), y.into(), width)
            .ok()?;
    }
    blob(&canvas).await
}

fn canvas(height: i32) -> Option<HtmlCanvasElement> {
    let element = dom::document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = element.dyn_into().ok()?;
    canvas.set_width(u32::try_from(WIDTH).ok()?);
    canvas.set_height(u32::try_from(height).ok()?);
    Some(canvas)
}

async fn blob(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: wasm_bindgen::JsValue| {
            drop(resolve.call1(&wasm_bindgen::JsValue::NULL, &blob));
        });
        if canvas.to_blob(done.unchecked_ref()).is_err() {
            drop(reject.call0(&wasm_bindgen::JsValue::NULL));
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
