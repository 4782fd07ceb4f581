//! Who registered, as the organiser sees it: boxes that were opened, and what stands in the way where one was not.
//!
//! A pure projection over registrations, admissions and what opening the boxes came to. Inflating what a box held, and
//! remembering it, are the caller's. Must not decide about places: they go by the order of arrival, which only a server
//! knows. A replica knows stamps, and a change of one's details moves them.

mod open;
mod turnout;

pub use open::{Boxed, MAX_CONTENT, Opened, Unreadable, read_box};
pub use turnout::{Presence, Turnout};

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::id::{PatchId, PublicKey, RecordId};
use crate::kind::Kind;
use crate::merge::{Record, RecordSet};
use crate::sorted::SortedMap;
use crate::text::{Query, fold_into};
use crate::view::{Admission, Agency, Registration, SealedRegistration, box_of};

/// All registrations of a replica.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Those that hold, by their stamps, and after them those that were cancelled.
    pub entries: Vec<Entry>,
}

/// One registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record around the box.
    pub sealed: SealedRegistration,
    /// The patch that brought the box.
    pub held: PatchId,
    /// What is in the box.
    pub content: Content,
    /// Whether the person is told that this box was opened.
    pub received: bool,
    /// What the organiser decided, as its code; `None` while nothing was.
    pub state: Option<String>,
    /// An earlier registration from the same phone under the same name.
    pub twin: Option<RecordId>,
}

/// What is in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It was not opened yet.
    Sealed,
    /// What somebody registered with.
    Open(Arc<Registration>),
    /// It cannot be read.
    Unreadable(Unreadable),
}

impl Roster {
    /// Projects the registrations of a replica; `opened` tells what opening a box came to, once it was tried.
    #[must_use]
    pub fn of(
        records: &RecordSet,
        organiser: &PublicKey,
        opened: &dyn Fn(&PatchId) -> Option<Opened>,
    ) -> Self {
        let registrations = records.of_kind(&Kind::Registration);
        let mut entries: Vec<Entry> = registrations
            .filter_map(|record| Entry::read(records, organiser, record, opened))
            .collect();
        entries.sort_by_key(|entry| {
            let sealed = &entry.sealed;
            (sealed.cancelled, sealed.created_ms, sealed.id)
        });
        let mut roster = Self { entries };
        roster.note_twins();
        roster
    }

    /// Those that hold.
    pub fn standing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.sealed.cancelled)
    }

    /// How many boxes cannot be read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        let unreadable = |entry: &&Entry| matches!(entry.content, Content::Unreadable(_));
        self.entries.iter().filter(unreadable).count()
    }

    /// The registration with this id.
    #[must_use]
    pub fn find(&self, id: &RecordId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.sealed.id == *id)
    }

    /// The registrations in which each word of a query occurs; agencies are found by all their names.
    #[must_use]
    pub fn search(&self, query: &Query, agencies: &[Agency]) -> Vec<&Entry> {
        let found = self.entries.iter().filter(|entry| {
            query.is_empty() || query.matches(&fold_content(&entry.content, agencies))
        });
        found.collect()
    }

    /// Notes who stands there twice: one phone registers many people, but nobody twice.
    fn note_twins(&mut self) {
        let mut first: SortedMap<(PublicKey, String), RecordId> = SortedMap::new();
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| !entry.sealed.cancelled)
        {
            let Content::Open(registration) = &entry.content else {
                continue;
            };
            let mut name = String::new();
            fold_into(&mut name, &registration.details.name);
            let own = entry.sealed.id;
            let kept = *first.or_insert_with((entry.sealed.author, name), || own);
            entry.twin = Some(kept).filter(|kept| *kept != own);
        }
    }
}

impl Entry {
    fn read(
        records: &RecordSet,
        organiser: &PublicKey,
        record: &Record,
        opened: &dyn Fn(&PatchId) -> Option<Opened>,
    ) -> Option<Self> {
        let sealed = SealedRegistration::read(record)?;
        let held = box_of(record)?;
        let content = match opened(&held) {
            None => Content::Sealed,
            Some(Ok(registration)) => Content::Open(registration),
            Some(Err(why)) => Content::Unreadable(why),
        };
        let word = records.get(&Admission::id(organiser, &sealed.id));
        let word = word.and_then(Admission::read);
        Some(Self {
            received: word.as_ref().and_then(|word| word.received) == Some(held),
            state: word.and_then(|word| word.state),
            held,
            twin: None,
            sealed,
            content,
        })
    }

    /// What somebody registered with, where it can be read.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        match &self.content {
            Content::Open(registration) => Some(registration),
            _ => None,
        }
    }

    /// Tells whether the person has still to be told that this box was opened.
    #[must_use]
    pub fn awaits_receipt(&self) -> bool {
        self.registration().is_some() && !self.received
    }
}

fn fold_content(content: &Content, agencies: &[Agency]) -> String {
    let mut folded = String::new();
    let Content::Open(registration) = content else {
        return folded;
    };
    let details = &registration.details;
    for text in [
        &details.name,
        &details.position,
        &details.agency_other,
        &details.behalf_of,
        &details.phone,
        &details.email,
        &details.nip,
    ] {
        fold_into(&mut folded, text);
    }
    let listed = details.agency;
    if let Some(agency) = agencies.iter().find(|agency| Some(agency.id) == listed) {
        let names = agency.name.all().chain(agency.short.as_deref());
        names.for_each(|name| fold_into(&mut folded, name));
    }
    folded
}

#[cfg(test)]
mod tests;
