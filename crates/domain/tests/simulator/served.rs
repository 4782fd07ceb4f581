//! A server as clients meet it: the model of this simulator, or a real one.

use std::collections::BTreeSet;

use gagas_domain::code::Code;
use gagas_domain::merge::RecordSet;
use gagas_domain::patch::Patch;

use crate::replica::Replica;
use crate::rng::Rng;
use crate::variant::Variant;

/// Names one commit of one timeline.
pub(crate) type Mark = u64;

/// What a client asks for.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Since {
    pub(crate) seq: u64,
    pub(crate) marks: BTreeSet<Mark>,
    pub(crate) epoch: Option<u64>,
}

pub(crate) struct Page {
    pub(crate) epoch: u64,
    pub(crate) now: u64,
    pub(crate) reset: bool,
    pub(crate) next: u64,
    pub(crate) more: bool,
    pub(crate) mark: Mark,
    pub(crate) patches: Vec<Patch>,
}

pub(crate) struct PushAnswer {
    pub(crate) now: u64,
    pub(crate) mark: Mark,
    /// One a patch, in order: held now, or refused.
    pub(crate) results: Vec<Result<(), Code>>,
}

/// A server; its clone is a backup, with the epoch and the marks of that time.
pub(crate) trait Served: Clone {
    /// How its clients merge.
    type Replica: Replica;
    /// An empty server with a workshop.
    fn begin(now: u64, rng: &mut Rng, variant: Variant) -> Self;
    fn push(&mut self, now: u64, patches: &[Patch], rng: &mut Rng) -> PushAnswer;
    /// About `limit` patches, at least one.
    fn pull(&mut self, now: u64, since: &Since, limit: usize, rng: &mut Rng) -> Page;
    fn head(&self) -> u64;
    fn epoch(&self) -> u64;
    /// Everything that is kept.
    fn records(&self) -> RecordSet;
}
