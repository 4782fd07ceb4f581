//! What a phone does with a server's answers: how far it has read, what it sends, and what a lost timeline lacks.
//!
//! Pure: requests, clocks, random numbers and storage are the caller's. Answers are read by the domain's own reader of
//! JSON, so that the phone carries no second one. Must not verify: what is pulled is admitted by [`crate::patch`].

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::cursor::{Cursor, MARKS_HELD};
use super::verdict::Verdict;
use super::wire::{MAX_PATCHES, MAX_REQUEST};
use crate::board::Support;
use crate::bundle;
use crate::code::Code;
use crate::id::{Mark, PatchId, PublicKey, RecordId, decode_array, encode};
use crate::merge::RecordSet;
use crate::patch::{self, SignedPatch};
use crate::sorted::{SortedMap, SortedSet};
use crate::value::Value;

/// How deep an answer nests.
const DEPTH: usize = 4;
/// From which difference on a measured clock is taken at once, not smoothed, in ms.
const JUMP_MS: i64 = 5_000;
/// Over how long phones spread what a poke has them ask for, in ms: where the server does not tell, and at most.
const SPREAD_MS: (u64, u64) = (200, 2_000);

/// How far a phone is with its server; one row of its storage, written together with the patches it stands for.
///
/// Marks are kept apart, each in a row of its own: two tabs may both be at work, and neither may take away a mark
/// that it did not send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Everything visible up to here was received.
    pub seq: u64,
    /// The server's timeline; empty before the first page.
    pub epoch: String,
    /// Stands for the bearer who read it: another one may see more.
    pub reader: String,
    /// It began at 0 and has not reached the end: then what the server lacks is sent.
    pub healing: bool,
    /// When the server last answered, in ms (UTC), by its own clock.
    pub contact_ms: i64,
    /// What to add to this device's clock, in ms.
    pub offset_ms: i64,
}

impl Progress {
    /// Where `reader` begins who has read nothing, or whose timeline is gone.
    #[must_use]
    pub fn beginning(self, reader: &str) -> Self {
        Self {
            seq: 0,
            epoch: String::new(),
            reader: reader.into(),
            healing: true,
            ..self
        }
    }

    /// Reads the row; `None` for what is none. An app that reads later patches than the one that wrote it begins anew:
    /// that one left them out.
    #[must_use]
    pub fn read(row: &Value) -> Option<Self> {
        let held = Self {
            seq: natural(row, "seq")?,
            epoch: text(row, "epoch")?,
            reader: text(row, "reader")?,
            healing: row.get("healing")?.as_bool()?,
            contact_ms: row.get("contact")?.as_int()?,
            offset_ms: row.get("offset")?.as_int()?,
        };
        let same = row.get("v").and_then(Value::as_int) == Some(patch::VERSION);
        Some(if same { held } else { held.beginning("") })
    }

    /// The row.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::map([
            (
                "seq",
                Value::Int(i64::try_from(self.seq).unwrap_or(i64::MAX)),
            ),
            ("epoch", self.epoch.as_str().into()),
            ("reader", self.reader.as_str().into()),
            ("healing", self.healing.into()),
            ("contact", self.contact_ms.into()),
            ("offset", self.offset_ms.into()),
            ("v", Value::Int(patch::VERSION)),
        ])
    }

    /// What to ask a server with; `marks` are all that are relied on.
    #[must_use]
    pub fn cursor(&self, marks: &[Mark]) -> String {
        let marks = marks.iter().take(MARKS_HELD).copied().collect();
        Cursor {
            seq: self.seq,
            marks,
        }
        .to_string()
    }

    /// Takes note of an answer of `now_ms` by the server's clock to what was asked at `asked_ms` and came at
    /// `came_ms` by this device's. Small differences are smoothed, for answers take their time.
    pub fn heard(&mut self, now_ms: i64, asked_ms: i64, came_ms: i64) {
        let middle = asked_ms + (came_ms - asked_ms) / 2;
        let offset = now_ms.saturating_sub(middle);
        let change = offset.saturating_sub(self.offset_ms);
        self.offset_ms = match change.saturating_abs() > JUMP_MS || self.contact_ms == 0 {
            true => offset,
            false => self.offset_ms + change / 4,
        };
        self.contact_ms = now_ms;
    }
}

/// A page of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulled {
    /// The server's timeline.
    pub epoch: String,
    /// The server's clock, in ms.
    pub now_ms: i64,
    /// Where to go on, and what vouches for it.
    pub next: Cursor,
    /// Whether there is more now.
    pub more: bool,
    /// The timeline that was asked for is gone.
    pub reset: bool,
    /// Patches, neither judged nor verified.
    pub patches: Vec<SignedPatch>,
    /// Counts that changed.
    pub tallies: Vec<(RecordId, Support)>,
    /// How many places are taken; `None` where there is no end of them.
    pub taken: Option<u32>,
    /// What becomes now of one's registrations; what only a later version knows is left out.
    pub verdicts: Vec<(RecordId, Verdict)>,
}

impl Pulled {
    /// Reads an answer; `None` for anything else, such as the page of a captive portal.
    #[must_use]
    pub fn read(answer: &str) -> Option<Self> {
        let Value::Map(mut entries) = Value::parse(answer, DEPTH).ok()? else {
            return None;
        };
        // Taken out, not copied: a page may be a quarter of a megabyte.
        let at = entries.iter().position(|(name, _)| name == "patches")?;
        let (_, patches) = entries.swap_remove(at);
        let Value::List(patches) = patches else {
            return None;
        };
        let answer = Value::Map(entries);
        let flag = |name: &str| answer.get(name).and_then(Value::as_bool);
        let list = |name: &str| {
            answer
                .get(name)
                .and_then(Value::as_list)
                .unwrap_or_default()
        };
        let reset = flag("reset").unwrap_or(false);
        Some(Self {
            epoch: text(&answer, "epoch")?,
            now_ms: answer.get("now")?.as_int()?,
            next: match Cursor::parse(answer.get("next")?.as_text()?) {
                Some(next) => next,
                None if reset => Cursor::default(),
                None => return None,
            },
            more: flag("more")?,
            reset,
            patches: patches
                .into_iter()
                .map(bundle::read_patch)
                .collect::<Option<_>>()?,
            tallies: list("tallies")
                .iter()
                .map(read_count)
                .collect::<Option<_>>()?,
            taken: answer.get("taken").and_then(number),
            verdicts: list("verdicts").iter().filter_map(read_verdict).collect(),
        })
    }
}

/// What became of a pushed patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushOutcome {
    /// The server has it, or what is newer.
    Held(Option<Verdict>),
    /// It was refused.
    Rejected {
        /// Why; `None` for a reason that only a later version knows.
        code: Option<Code>,
        /// Whether the same patch may be taken later.
        retry: bool,
        /// How long to wait before that, in ms.
        retry_after_ms: i64,
    },
}

/// The answer to a push.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// The server's clock, in ms.
    pub now_ms: i64,
    /// The marks that vouch for what is held now.
    pub marks: Vec<Mark>,
    /// What became of each patch that the answer speaks of.
    pub results: Vec<(PatchId, PushOutcome)>,
}

impl Pushed {
    /// Reads an answer; `None` for anything else. Results that make no sense are left out: what they are about stays
    /// where it is.
    #[must_use]
    pub fn read(answer: &str) -> Option<Self> {
        let answer = Value::parse(answer, DEPTH).ok()?;
        let results = answer.get("results")?.as_list()?;
        Some(Self {
            now_ms: answer.get("now")?.as_int()?,
            marks: Cursor::parse(answer.get("head")?.as_text()?)?.marks,
            results: results.iter().filter_map(read_result).collect(),
        })
    }
}

/// The body of a push with the first of these patches, as many as a request may hold and at most `limit`, and how many
/// these are. Bodies travel verbatim, as text in text.
#[must_use]
pub fn push_body<'a>(
    patches: impl IntoIterator<Item = &'a SignedPatch>,
    limit: usize,
) -> (String, usize) {
    let mut out = String::from("{\"patches\":[");
    let mut count = 0;
    for patch in patches.into_iter().take(limit.min(MAX_PATCHES)) {
        let line = Value::map([
            ("b", patch.body.as_str().into()),
            ("s", encode(&patch.signature).into()),
        ])
        .to_json();
        if count > 0 {
            if out.len() + line.len() + 3 > MAX_REQUEST {
                break;
            }
            out.push(',');
        }
        out.push_str(&line);
        count += 1;
    }
    out.push_str("]}");
    (out, count)
}

/// Takes changed counts over what is held.
pub fn count_anew(
    held: &mut SortedMap<RecordId, Support>,
    changed: impl IntoIterator<Item = (RecordId, Support)>,
) {
    for (idea, support) in changed {
        held.insert(idea, support);
    }
}

/// Reads the row of counts; what makes no sense is left out, since the server is asked again.
#[must_use]
pub fn read_counts(row: &Value) -> SortedMap<RecordId, Support> {
    let counts = row.as_list().unwrap_or_default();
    counts.iter().filter_map(read_count).collect()
}

/// The row of counts.
#[must_use]
pub fn write_counts(counts: &SortedMap<RecordId, Support>) -> Value {
    let one = |(idea, support): (&RecordId, &Support)| {
        Value::List(Vec::from([
            idea.to_string().into(),
            Value::Int(support.votes.into()),
            Value::Int(support.voters.into()),
        ]))
    };
    Value::List(counts.iter().map(one).collect())
}

/// What a server lacks after everything was pulled: all that is held and was not among it (`pulled`, sorted).
///
/// An organiser's phone gives everything back; another one what is public and not hidden, and what it wrote itself
/// (`own`). `base` is the replica without writes that are still queued, for these are sent anyway.
#[must_use]
pub fn missing(
    base: &RecordSet,
    pulled: &[PatchId],
    own: &SortedSet<PublicKey>,
    organiser: bool,
) -> Vec<PatchId> {
    let lacks = |id: &PatchId| pulled.binary_search(id).is_err();
    if organiser {
        let all = base.patches().filter(|patch| !patch.is_aside());
        return all.map(|patch| patch.id()).filter(lacks).collect();
    }
    let mut ids: Vec<PatchId> = bundle::for_organiser(base, own)
        .iter()
        .chain(&bundle::public(base))
        .map(|patch| patch.id())
        .filter(lacks)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Over how long to spread by chance what a poke has a phone ask for, in ms; `None` where it tells of nothing that is
/// not here. One that cannot be read may tell of anything.
#[must_use]
pub fn poked(poke: &str, progress: &Progress) -> Option<u64> {
    let poke = Value::parse(poke.trim(), 2).unwrap_or(Value::Null);
    let epoch = poke.get("epoch").and_then(Value::as_text);
    if natural(&poke, "head") == Some(progress.seq) && epoch == Some(&progress.epoch) {
        return None;
    }
    let (untold, most) = SPREAD_MS;
    Some(natural(&poke, "spread").map_or(untold, |told| told.min(most)))
}

/// How long to wait after the `failures`th failure in a row, in ms: twice as long each time up to `most`, and by
/// chance (`random`) up to half of it less, so that a hall full of phones does not come back at once.
#[must_use]
pub fn back_off(failures: u32, most: u64, random: u64) -> u64 {
    let full = most.min(1_000 << failures.min(20));
    full - random % (full / 2 + 1)
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_text().map(String::from)
}

fn natural(value: &Value, name: &str) -> Option<u64> {
    u64::try_from(value.get(name)?.as_int()?).ok()
}

fn read_count(count: &Value) -> Option<(RecordId, Support)> {
    let [idea, votes, voters, ..] = count.as_list()? else {
        return None;
    };
    let support = Support {
        votes: number(votes)?,
        voters: number(voters)?,
    };
    Some((RecordId::parse(idea.as_text()?)?, support))
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_int()?).ok()
}

fn read_verdict(verdict: &Value) -> Option<(RecordId, Verdict)> {
    let [record, said] = verdict.as_list()? else {
        return None;
    };
    let record = RecordId::parse(record.as_text()?)?;
    Some((record, Verdict::parse(said.as_text()?)?))
}

fn read_result(result: &Value) -> Option<(PatchId, PushOutcome)> {
    let field = |name: &str| result.get(name).and_then(Value::as_text);
    let outcome = match field("st")? {
        "ok" | "dup" | "superseded" => PushOutcome::Held(field("verdict").and_then(Verdict::parse)),
        "rejected" => PushOutcome::Rejected {
            code: field("code").and_then(Code::parse),
            retry: result.get("retry").and_then(Value::as_bool) == Some(true),
            retry_after_ms: result
                .get("retry_after")
                .and_then(Value::as_int)
                .unwrap_or(0),
        },
        _ => return None,
    };
    Some((PatchId(decode_array(field("id")?)?), outcome))
}

#[cfg(test)]
mod tests;
