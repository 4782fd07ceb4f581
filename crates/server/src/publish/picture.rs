//! The picture that link previews show: title, dates, venue and host under the mark of Gagas, as PNG.
//!
//! 1200 by 630 pixels, which all of them take, and flat colours, so that it stays far below 300 kB.

mod face;
mod lines;

use face::Face;
use lines::wrapped;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

const WIDTH: f32 = 1200.0;
const HEIGHT: f32 = 630.0;
const MARGIN: f32 = 80.0;
/// Between the lowest line of the title and the facts.
const GAP: f32 = 28.0;
const MAX_LINES: usize = 4;
/// From the large title of a few words to the small one of many.
const TITLE_SIZES: [f32; 4] = [84.0, 70.0, 58.0, 48.0];

// The colours of `style/tokens.css`, light.
const PAPER: (u8, u8, u8) = (0xfb, 0xfa, 0xf6);
const INK: (u8, u8, u8) = (0x1a, 0x1c, 0x1e);
const SOFT: (u8, u8, u8) = (0x44, 0x48, 0x4c);
const TEAL: (u8, u8, u8) = (0x09, 0x52, 0x4e);

/// What stands on a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) title: String,
    pub(super) days: String,
    pub(super) venue: String,
    pub(super) host: String,
}

/// The picture cannot be drawn: a defect of the program, not of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the preview picture cannot be drawn")]
pub(super) struct PictureError;

impl Picture {
    /// All its words: two pictures with the same words are the same.
    pub(super) fn words(&self) -> String {
        [&*self.title, &*self.days, &*self.venue, &*self.host].join("\0")
    }

    /// Draws it; takes some ten milliseconds.
    pub(super) fn png(&self) -> Result<Vec<u8>, PictureError> {
        self.drawn()
            .and_then(|pixels| pixels.encode_png().ok())
            .ok_or(PictureError)
    }

    fn drawn(&self) -> Option<Pixmap> {
        let (bold, regular) = (Face::bold()?, Face::regular()?);
        let mut to = Pixmap::new(WIDTH as u32, HEIGHT as u32)?;
        let (red, green, blue) = PAPER;
        to.fill(Color::from_rgba8(red, green, blue, 255));
        to.fill_rect(
            Rect::from_xywh(0.0, HEIGHT - 16.0, WIDTH, 16.0)?,
            &paint(TEAL),
            Transform::identity(),
            None,
        );
        draw_mark(&mut to, MARGIN - 8.0, 56.0, 88.0);
        write(&mut to, &bold, "Gagas", MARGIN + 96.0, 116.0, 44.0, TEAL);

        let room = WIDTH - 2.0 * MARGIN;
        let facts = [
            (&bold, &self.days, 40.0, TEAL),
            (&regular, &self.venue, 34.0, INK),
            (&regular, &self.host, 34.0, SOFT),
        ];
        let facts = facts.into_iter().filter(|(_, text, ..)| !text.is_empty());
        let mut base = HEIGHT - 16.0 - 40.0;
        for (face, text, size, colour) in facts.rev() {
            let line = wrapped(face, text, size, room, 1).pop().unwrap_or_default();
            write(&mut to, face, &line, MARGIN, base, size, colour);
            base -= size * 1.4;
        }
        let (top, bottom) = (170.0, base - GAP);
        let (size, lines) = self.title_lines(&bold, room, bottom - top);
        for (at, line) in lines.iter().enumerate() {
            write(
                &mut to,
                &bold,
                line,
                MARGIN,
                top + size * (0.95 + 1.18 * at as f32),
                size,
                INK,
            );
        }
        Some(to)
    }

    /// The title in the largest size in which all of it fits.
    fn title_lines(&self, face: &Face, width: f32, height: f32) -> (f32, Vec<String>) {
        let fitting = TITLE_SIZES.into_iter().find_map(|size| {
            let lines = wrapped(face, &self.title, size, width, usize::MAX);
            (lines.len() <= MAX_LINES && lines.len() as f32 * size * 1.18 <= height)
                .then_some((size, lines))
        });
        fitting.unwrap_or_else(|| {
            let size = TITLE_SIZES[TITLE_SIZES.len() - 1];
            (size, wrapped(face, &self.title, size, width, MAX_LINES))
        })
    }
}

fn paint((red, green, blue): (u8, u8, u8)) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn write(
    to: &mut Pixmap,
    face: &Face,
    text: &str,
    x: f32,
    y: f32,
    size: f32,
    colour: (u8, u8, u8),
) {
    if let Some(outline) = face.outline(text) {
        let scale = face.scale(size);
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
        to.fill_path(&outline, &paint(colour), FillRule::Winding, place, None);
    }
}

/// The mark of `public/icons/icon.svg`, without its ground.
fn draw_mark(to: &mut Pixmap, x: f32, y: f32, size: f32) {
    let place = Transform::from_row(size / 64.0, 0.0, 0.0, size / 64.0, x, y);
    for (shape, width) in [(bulb(), 4.5), (leaves(), 3.5)] {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(shape) = shape {
            to.stroke_path(&shape, &paint(TEAL), &stroke, place, None);
        }
    }
}

fn bulb() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(25.0, 43.0);
    path.cubic_to(25.0, 38.0, 17.0, 35.0, 17.0, 25.0);
    // A half circle of radius 15, as two cubics.
    path.cubic_to(17.0, 16.716, 23.716, 10.0, 32.0, 10.0);
    path.cubic_to(40.284, 10.0, 47.0, 16.716, 47.0, 25.0);
    path.cubic_to(47.0, 35.0, 39.0, 38.0, 39.0, 43.0);
    path.close();
    path.move_to(26.0, 51.0);
    path.line_to(38.0, 51.0);
    path.finish()
}

fn leaves() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(32.0, 42.0);
    path.line_to(32.0, 29.0);
    path.cubic_to(32.0, 24.0, 29.0, 22.0, 25.0, 22.0);
    path.cubic_to(25.0, 27.0, 28.0, 29.0, 32.0, 29.0);
    path.close();
    path.move_to(32.0, 33.0);
    path.cubic_to(32.0, 28.0, 35.0, 26.0, 39.0, 26.0);
    path.cubic_to(39.0, 31.0, 36.0, 33.0, 32.0, 33.0);
    path.close();
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(title: &str) -> Picture {
        Picture {
            title: title.into(),
            days: "11–12 Nov 2020".into(),
            venue: "Aula BPSDM Provinsi Jambi".into(),
            host: "BPSDM Provinsi Jambi".into(),
        }
    }

    #[test]
    fn any_title_makes_a_small_picture() {
        let long = "Workshop Inovasi Pelayanan Publik ".repeat(20);
        let one_word = "x".repeat(400);
        for title in [
            "Workshop Inovasi Pelayanan Publik",
            &long,
            &one_word,
            "工作坊 🎉",
            "",
            "e\u{301} \u{202e}abc\n\0",
        ] {
            let png = picture(title).png().unwrap();
            assert!(png.len() < 100_000, "{title}: {}", png.len());
            let read = png::Decoder::new(std::io::Cursor::new(png))
                .read_info()
                .unwrap();
            assert_eq!((read.info().width, read.info().height), (1200, 630));
        }
    }

    #[test]
    fn a_title_takes_the_size_that_fits() {
        let face = Face::bold().unwrap();
        let (size, lines) = picture("Lokakarya").title_lines(&face, 1040.0, 250.0);
        assert_eq!((size, lines.len()), (84.0, 1));
        let (size, lines) = picture(&"Pelayanan ".repeat(80)).title_lines(&face, 1040.0, 250.0);
        assert_eq!((size, lines.len()), (48.0, 4));
        assert!(lines[3].ends_with('…'));
    }
}
