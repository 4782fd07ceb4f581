//! Where inputs come from: the texts of the golden vectors, and seeded changes of them.

use serde_json::Value;

const VECTORS: [&str; 6] = [
    include_str!("../../domain/vectors/bundles.json"),
    include_str!("../../domain/vectors/dialect.json"),
    include_str!("../../domain/vectors/links.json"),
    include_str!("../../domain/vectors/patches.json"),
    include_str!("../../domain/vectors/refusals.json"),
    include_str!("../../domain/vectors/seals.json"),
];

/// Texts that matter somewhere, beside those of the vectors.
const OTHERS: [&str; 8] = [
    r#"{"patches":[{"b":"{}","s":"AA"}]}"#,
    "17.AQIDBAUGBwg.AAAAAAAAAAA",
    "2020-11-11T08:00:00+07:00",
    "2020-02-29",
    "198503302003121002",
    "GAGAS-T1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    "https://gagas.example/?w=pNzMp0tO-hcXCNTUEmcAgg#r=%2Fagenda",
    r#"{"gagas":1,"title":"A","zone":"Asia/Jakarta","sessions":[{"id":"a","title":"B","starts":"2020-11-11T08:00:00+07:00"}]}"#,
];

/// Pieces that mutations put in.
const PIECES: [&str; 18] = [
    "\"",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "=",
    "&",
    "%",
    "#",
    "\u{feff}",
    "1e9",
    "-0",
    "9007199254740992",
    "\u{1f600}",
];

/// The inputs to begin with.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = OTHERS.iter().map(|text| text.as_bytes().to_vec()).collect();
    for text in VECTORS {
        seeds.push(text.into());
        let read: Value = serde_json::from_str(text).unwrap_or_default();
        collect(&read, &mut seeds);
    }
    seeds.retain(|seed| seed.len() < 20_000);
    seeds
}

fn collect(value: &Value, into: &mut Vec<Vec<u8>>) {
    match value {
        Value::String(text) => into.push(text.as_bytes().to_vec()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, into)),
        _ => {}
    }
}

/// Makes inputs out of inputs; the only source of chance is SplitMix64 (Steele, Lea, Flood, 2014), from the seed.
#[derive(Clone, Debug)]
pub struct Mutator(u64);

impl Mutator {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another input, made of one or two of `from`.
    pub fn input(&mut self, from: &[Vec<u8>]) -> Vec<u8> {
        let mut input = from[self.below(from.len())].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut input, from);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, from: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let end = at + self.below(input.len() - at + 1).min(16);
        match self.below(7) {
            0 => drop(input.drain(at..end)),
            1 => {
                let piece = PIECES[self.below(PIECES.len())];
                drop(input.splice(at..at, piece.bytes()));
            }
            2 => {
                let byte = self.next().to_le_bytes()[0];
                drop(input.splice(at..(at + 1).min(input.len()), [byte]));
            }
            3 => {
                let again = input[at..end].to_vec();
                drop(input.splice(at..at, again));
            }
            4 => input.truncate(at),
            5 => {
                let other = &from[self.below(from.len())];
                let start = self.below(other.len() + 1);
                drop(input.splice(at..end, other[start..].iter().copied().take(64)));
            }
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << (self.next() % 8);
                }
            }
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit as u64).max(1)).unwrap_or(0)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
