//! Agencies, sessions, announcements and themes: the lists that the organiser keeps.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::plan::{Plan, REFERENCE, nonce};
use super::read::{Collect, FieldList, Node};
use super::{ImportError, Reason};
use crate::id::RecordId;
use crate::kind::Kind;
use crate::patch::DELETION;
use crate::value::Value;
use crate::view::{SessionState, SessionType};

pub(super) const AGENCY: &[&str] = &["id", "name", "name_en", "short", "order"];
pub(super) const SESSION: &[&str] = &[
    "id", "title", "title_en", "type", "starts", "ends", "room", "track", "speakers", "about",
    "about_en", "links", "state",
];
pub(super) const SPEAKER: &[&str] = &["name", "role"];
pub(super) const ANNOUNCEMENT: &[&str] = &["id", "title", "text", "at", "urgent"];
pub(super) const THEME: &[&str] = &["id", "title", "order"];
/// The fields whose change makes calendars ask people to look again (RFC 5545, `SEQUENCE`).
const TELLING: &[&str] = &["title", "title_en", "starts", "ends", "room", "state"];

/// The records that other parts of a file refer to.
pub(super) struct Programme<'a> {
    pub(super) agencies: BTreeMap<&'a str, RecordId>,
    pub(super) themes: BTreeMap<&'a str, RecordId>,
}

/// Takes all lists, and calls off what vanished from them.
pub(super) fn take<'a>(root: &Node<'a>, plan: &mut Plan) -> Result<Programme<'a>, ImportError> {
    let agencies = take_list(root, "agencies", &Kind::Agency, plan, |node, at| {
        node.check_keys(|key| AGENCY.contains(&key))?;
        node.need("name")?;
        let mut out = Collect::new(node, "");
        out.lines(&["name", "name_en", "short"])?;
        set_order(node, at, &mut out)?;
        Ok(out.fields)
    })?;
    let (rooms, tracks) = (place_ids(root, "rooms")?, place_ids(root, "tracks")?);
    take_list(root, "sessions", &Kind::Session, plan, |node, _| {
        let fields = read_session(node)?;
        for (key, places) in [("room", &rooms), ("track", &tracks)] {
            if let Some(place) = node.get(key).filter(|_| !places.is_empty())
                && !places.contains(place.text()?)
            {
                return Err(place.fail(Reason::UnknownReference));
            }
        }
        Ok(fields)
    })?;
    take_list(
        root,
        "announcements",
        &Kind::Announcement,
        plan,
        |node, _| {
            node.check_keys(|key| ANNOUNCEMENT.contains(&key))?;
            node.need("title")?;
            let mut out = Collect::new(node, "");
            out.lines(&["title"])?;
            out.texts(&["text"])?;
            out.instants(&["at"])?;
            out.each(&["urgent"], Node::flag)?;
            Ok(out.fields)
        },
    )?;
    let themes = take_list(root, "themes", &Kind::Theme, plan, |node, at| {
        node.check_keys(|key| THEME.contains(&key))?;
        node.need("title")?;
        let mut out = Collect::new(node, "");
        out.lines(&["title"])?;
        set_order(node, at, &mut out)?;
        Ok(out.fields)
    })?;
    Ok(Programme { agencies, themes })
}

/// Takes one list; answers the records by their ids in the file.
fn take_list<'a>(
    root: &Node<'a>,
    key: &str,
    kind: &Kind,
    plan: &mut Plan,
    read: impl Fn(&Node<'a>, usize) -> Result<FieldList, ImportError>,
) -> Result<BTreeMap<&'a str, RecordId>, ImportError> {
    let mut seen = BTreeSet::new();
    for (at, node) in root.list(key)?.iter().enumerate() {
        let mut fields = read(node, at)?;
        let id = node.own_id(&mut seen)?;
        fields.push((REFERENCE.into(), id.into()));
        let record = plan.own_record(kind, id);
        let owned = |name: &str| match kind {
            Kind::Session => SESSION.contains(&name),
            Kind::Agency => AGENCY.contains(&name),
            Kind::Announcement => ANNOUNCEMENT.contains(&name),
            _ => THEME.contains(&name),
        };
        let mut changed = plan.changes(node, &record, fields, owned)?;
        raise_sequence(kind, &record, &mut changed, plan);
        let (key, now) = (plan.organiser.clone(), plan.now_ms);
        plan.write(node, &key, kind.clone(), &nonce(id), changed, now)?;
    }
    call_off(root, kind, &seen, plan)?;
    let record = |id: &'a str| (id, plan.own_record(kind, id));
    Ok(seen.into_iter().map(record).collect())
}

/// Ends what an earlier import made and the file no longer holds.
fn call_off(
    root: &Node,
    kind: &Kind,
    seen: &BTreeSet<&str>,
    plan: &mut Plan,
) -> Result<(), ImportError> {
    let records = plan
        .previous
        .into_iter()
        .flat_map(|records| records.of_kind(kind));
    let vanished: Vec<(RecordId, String, bool)> = records
        .filter_map(|record| {
            let id = record.text(REFERENCE).filter(|id| !seen.contains(id))?;
            let ours = plan.own_record(kind, id) == record.id();
            let cancelled = record.text("state") == Some(SessionState::Cancelled.code());
            ours.then(|| (record.id(), id.to_string(), cancelled))
        })
        .collect();
    for (record, id, cancelled) in vanished {
        let mut fields = FieldList::new();
        if plan.delete {
            fields.push((DELETION.into(), Value::Bool(true)));
        } else if *kind == Kind::Session && !cancelled {
            fields.push(("state".into(), SessionState::Cancelled.code().into()));
            raise_sequence(kind, &record, &mut fields, plan);
        }
        let (key, now) = (plan.organiser.clone(), plan.now_ms);
        plan.write(root, &key, kind.clone(), &nonce(&id), fields, now)?;
    }
    Ok(())
}

fn raise_sequence(kind: &Kind, record: &RecordId, changed: &mut FieldList, plan: &Plan) {
    let held = plan.previous.and_then(|records| records.get(record));
    let tells = changed
        .iter()
        .any(|(name, _)| TELLING.contains(&name.as_str()));
    if let Some(held) = held.filter(|_| *kind == Kind::Session && tells) {
        let next = held.int("sequence").unwrap_or(0) + 1;
        changed.push(("sequence".into(), Value::Int(next)));
    }
}

fn read_session(node: &Node) -> Result<FieldList, ImportError> {
    node.check_keys(|key| SESSION.contains(&key))?;
    node.need("title")?;
    let (starts, ends) = (node.need("starts")?, node.need("ends")?);
    let mut out = Collect::new(node, "");
    out.lines(&["title", "title_en"])?;
    out.each(&["type"], |node| {
        node.code(|code| SessionType::parse(code).is_some())
    })?;
    out.instants(&["starts", "ends"])?;
    if ends.instant()?.ms() < starts.instant()?.ms() {
        return Err(ends.fail(Reason::EndsBeforeStart));
    }
    out.each(&["room", "track"], Node::id)?;
    out.list_of("speakers", read_speaker)?;
    out.texts(&["about", "about_en"])?;
    out.list_of("links", Node::link)?;
    out.each(&["state"], |node| {
        node.code(|code| SessionState::parse(code).is_some())
    })?;
    Ok(out.fields)
}

/// `{name, role}`, of which one is enough, or a plain name.
fn read_speaker(node: &Node) -> Result<Value, ImportError> {
    if node.value.as_text().is_some() {
        return Ok(node.line()?.into());
    }
    node.check_keys(|key| SPEAKER.contains(&key))?;
    let mut out = Collect::new(node, "");
    out.lines(SPEAKER)?;
    if out.fields.is_empty() {
        return Err(node.fail_at("name", Reason::Missing));
    }
    Ok(Value::Map(out.fields))
}

/// The order that the file gives, or the place in the list, from 1.
fn set_order(node: &Node, at: usize, out: &mut Collect) -> Result<(), ImportError> {
    match node.get("order") {
        Some(order) => out.set("order", order.int(0, i64::from(i32::MAX))?),
        None => out.set("order", i64::try_from(at).unwrap_or(i64::MAX - 1) + 1),
    }
    Ok(())
}

fn place_ids<'a>(root: &Node<'a>, key: &str) -> Result<BTreeSet<&'a str>, ImportError> {
    let mut seen = BTreeSet::new();
    for place in root.list(key)? {
        place.own_id(&mut seen)?;
    }
    Ok(seen)
}
