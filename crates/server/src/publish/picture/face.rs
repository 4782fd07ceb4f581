//! A typeface: how wide a line is, and its outline. Noto Sans, for Latin, Greek and Cyrillic letters.
//!
//! One glyph a character, with kerning; what the font has no glyph for is left out.

use tiny_skia::{Path, PathBuilder};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, OutlineBuilder, Tag};

static REGULAR: &[u8] = include_bytes!("../../../assets/noto-sans-regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/noto-sans-bold.ttf");

pub(super) struct Face {
    font: ttf_parser::Face<'static>,
    kerning: Vec<PairAdjustment<'static>>,
}

impl Face {
    pub(super) fn regular() -> Option<Self> {
        Self::read(REGULAR)
    }

    pub(super) fn bold() -> Option<Self> {
        Self::read(BOLD)
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = ttf_parser::Face::parse(bytes, 0).ok()?;
        let mut kerning = Vec::new();
        if let Some(gpos) = font.tables().gpos {
            let feature = gpos.features.find(Tag::from_bytes(b"kern"));
            for index in feature
                .into_iter()
                .flat_map(|feature| feature.lookup_indices)
            {
                let Some(lookup) = gpos.lookups.get(index) else {
                    continue;
                };
                for table in lookup.subtables.into_iter::<PositioningSubtable>() {
                    if let PositioningSubtable::Pair(pairs) = table {
                        kerning.push(pairs);
                    }
                }
            }
        }
        Some(Self { font, kerning })
    }

    /// From units of the font to pixels.
    pub(super) fn scale(&self, size: f32) -> f32 {
        size / f32::from(self.font.units_per_em())
    }

    /// How wide a line is, in pixels.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let last = self.placed(text).last();
        let end = last.map_or(0.0, |(glyph, x)| x + self.advance(glyph));
        end * self.scale(size)
    }

    /// The shape of a line in units of the font, upwards from its base line; `None` where nothing is to be seen.
    pub(super) fn outline(&self, text: &str) -> Option<Path> {
        let mut pen = Pen {
            path: PathBuilder::new(),
            x: 0.0,
        };
        for (glyph, x) in self.placed(text) {
            pen.x = x;
            self.font.outline_glyph(glyph, &mut pen);
        }
        pen.path.finish()
    }

    /// The glyphs of a line, and where each begins.
    fn placed(&self, text: &str) -> impl Iterator<Item = (GlyphId, f32)> {
        let glyphs = text
            .chars()
            .filter_map(|letter| self.font.glyph_index(letter));
        let mut before: Option<(GlyphId, f32)> = None;
        glyphs.map(move |glyph| {
            let x = before.map_or(0.0, |(left, x)| {
                x + self.advance(left) + self.kern(left, glyph)
            });
            before = Some((glyph, x));
            (glyph, x)
        })
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        f32::from(self.font.glyph_hor_advance(glyph).unwrap_or(0))
    }

    /// How much nearer, or farther, two glyphs stand; the first table that knows the pair decides.
    fn kern(&self, left: GlyphId, right: GlyphId) -> f32 {
        let found = self.kerning.iter().find_map(|table| match table {
            PairAdjustment::Format1 { coverage, sets } => sets
                .get(coverage.get(left)?)?
                .get(right)
                .map(|(first, _)| first.x_advance),
            PairAdjustment::Format2 {
                coverage,
                classes,
                matrix,
            } => {
                coverage.get(left)?;
                let pair = (classes.0.get(left), classes.1.get(right));
                matrix.get(pair).map(|(first, _)| first.x_advance)
            }
        });
        f32::from(found.unwrap_or(0))
    }
}

struct Pen {
    path: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, y1, self.x + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path
            .cubic_to(self.x + x1, y1, self.x + x2, y2, self.x + x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_kerned() {
        let face = Face::bold().unwrap();
        let (whole, parts) = (
            face.width("AV", 100.0),
            face.width("A", 100.0) + face.width("V", 100.0),
        );
        assert!(whole < parts - 1.0, "{whole} {parts}");
        assert_eq!(face.width("\u{5de5}", 100.0), 0.0);
        assert!(face.outline(" ").is_none());
    }
}
