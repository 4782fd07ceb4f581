//! Ideas, comments and ballots of sample people, whose keys follow from their names.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ed25519_dalek::SigningKey;

use super::plan::{Plan, nonce};
use super::programme::Programme;
use super::read::{FieldList, Node};
use super::{ImportError, Reason};
use crate::id::{RecordId, sha256};
use crate::keys::{AuthorRole, AuthorSeed, public_key};
use crate::kind::Kind;
use crate::value::Value;
use crate::view::{
    BALLOT_LIMIT, CommentField, CommentInput, FieldError, Form, IdeaDetail, IdeaField, IdeaInput,
    IdeaType, Novelty, Shape, Status,
};

pub(super) const IDEA: &[&str] = &[
    "id",
    "author",
    "at",
    "title",
    "problem",
    "idea",
    "agency",
    "agency_other",
    "form",
    "type",
    "shape",
    "novelty",
    "name",
    "anonymous",
    "theme",
    "status",
    "answer",
];
pub(super) const COMMENT: &[&str] = &[
    "id",
    "author",
    "at",
    "idea",
    "text",
    "name",
    "agency",
    "anonymous",
];
pub(super) const BALLOT: &[&str] = &["author", "votes"];

/// Takes what people wrote.
pub(super) fn take(root: &Node, programme: &Programme, plan: &mut Plan) -> Result<(), ImportError> {
    let ideas = take_ideas(root, programme, plan)?;
    take_comments(root, programme, &ideas, plan)?;
    take_ballots(root, &ideas, plan)
}

fn take_ideas<'a>(
    root: &Node<'a>,
    programme: &Programme,
    plan: &mut Plan,
) -> Result<BTreeMap<&'a str, RecordId>, ImportError> {
    let (mut seen, mut ideas) = (BTreeSet::new(), BTreeMap::new());
    for node in root.list("ideas")? {
        node.check_keys(|key| IDEA.contains(&key) || IdeaDetail::parse(key).is_some())?;
        let id = node.own_id(&mut seen)?;
        check_codes(&node)?;
        let input = IdeaInput::read(&resolved(&node, "agency", &programme.agencies)?);
        let input = input.validate().map_err(|errors| {
            let (field, error) = errors[0];
            node.fail_at(idea_key(field), reason(error))
        })?;
        let record = person(
            &node,
            Kind::Idea,
            id,
            input.anonymous,
            input.written(),
            plan,
        )?;
        ideas.insert(id, record);
        moderate(&node, &record, programme, plan)?;
    }
    Ok(ideas)
}

fn take_comments(
    root: &Node,
    programme: &Programme,
    ideas: &BTreeMap<&str, RecordId>,
    plan: &mut Plan,
) -> Result<(), ImportError> {
    let mut seen = BTreeSet::new();
    for node in root.list("comments")? {
        node.check_keys(|key| COMMENT.contains(&key))?;
        let id = node.own_id(&mut seen)?;
        check_types(&node)?;
        let on = referred(&node.need("idea")?, ideas)?;
        let with_agency = resolved(&node, "agency", &programme.agencies)?;
        let input = CommentInput::read(&replaced(&with_agency, "idea", &on));
        let input = input.ok_or_else(|| node.fail_at("idea", Reason::Missing))?;
        let input = input.validate().map_err(|errors| {
            let (field, error) = errors[0];
            let key = match field {
                CommentField::Text => "text",
                CommentField::Name => "name",
            };
            node.fail_at(key, reason(error))
        })?;
        person(
            &node,
            Kind::Comment,
            id,
            input.anonymous,
            input.written(),
            plan,
        )?;
    }
    Ok(())
}

fn take_ballots(
    root: &Node,
    ideas: &BTreeMap<&str, RecordId>,
    plan: &mut Plan,
) -> Result<(), ImportError> {
    let mut seen = BTreeSet::new();
    for node in root.list("ballots")? {
        node.check_keys(|key| BALLOT.contains(&key))?;
        let author = node.need("author")?;
        if !seen.insert(author.line()?) {
            return Err(author.fail(Reason::Repeated));
        }
        let votes = node.need("votes")?;
        let entries: Result<Vec<Value>, ImportError> = votes
            .items()?
            .iter()
            .map(|entry| read_vote(entry, ideas))
            .collect();
        let entries = entries?;
        if entries.len() > BALLOT_LIMIT {
            return Err(votes.fail(Reason::TooLong(BALLOT_LIMIT)));
        }
        let key = person_key(&author.line()?, &Kind::Ballot, &[], false);
        let record = RecordId::of(Kind::Ballot.name(), &public_key(&key), &[]);
        let fields = FieldList::from([("votes".into(), Value::List(entries))]);
        let changed = plan.changes(&node, &record, fields, |_| false)?;
        let now = plan.now_ms;
        plan.write(&node, &key, Kind::Ballot, &[], changed, now)?;
    }
    Ok(())
}

/// `[idea, votes]`, or an idea alone for one vote.
fn read_vote(entry: &Node, ideas: &BTreeMap<&str, RecordId>) -> Result<Value, ImportError> {
    let (idea, votes) = if entry.value.as_text().is_some() {
        (referred(entry, ideas)?, 1)
    } else {
        match &*entry.items()? {
            [idea, votes] => (referred(idea, ideas)?, votes.int(1, 1_000)?),
            _ => return Err(entry.fail(Reason::Type("[idea, votes]"))),
        }
    };
    Ok(Value::List([idea.to_string().into(), votes.into()].into()))
}

/// Writes what changed in the record of a sample person.
fn person(
    node: &Node,
    kind: Kind,
    id: &str,
    anonymous: bool,
    fields: FieldList,
    plan: &mut Plan,
) -> Result<RecordId, ImportError> {
    let nonce = nonce(id);
    let key = person_key(&node.need("author")?.line()?, &kind, &nonce, anonymous);
    let record = RecordId::of(kind.name(), &public_key(&key), &nonce);
    // A sample must not be stamped in the future, where it was shifted there; a change is made now.
    let at = node.get("at").map(|at| at.instant()).transpose()?;
    let is_new = plan
        .previous
        .is_none_or(|records| records.find(&record).is_none());
    let at = at.filter(|_| is_new);
    let at = at.map_or(plan.now_ms, |at| at.ms().min(plan.now_ms));
    let known = |name: &str| IDEA.contains(&name) || COMMENT.contains(&name);
    let changed = plan.changes(node, &record, fields, |name| {
        known(name) || IdeaDetail::parse(name).is_some()
    })?;
    plan.write(node, &key, kind, &nonce, changed, at)?;
    Ok(record)
}

/// The key with which a sample person signs a record; for something anonymous one that nothing else
/// is signed with.
pub(crate) fn person_key(author: &str, kind: &Kind, nonce: &[u8], anonymous: bool) -> SigningKey {
    let seed = AuthorSeed(sha256(&[b"gagas-sample-author-v1\0", author.as_bytes()]));
    seed.signing_key(match (kind, nonce) {
        (Kind::Ballot, _) => AuthorRole::Ballot,
        (_, [a, b, c, d, ..]) if anonymous => {
            AuthorRole::Anonymous(u32::from_be_bytes([*a, *b, *c, *d]))
        }
        _ => AuthorRole::Named,
    })
}

/// The organiser's word on an idea: theme, status, answer.
fn moderate(
    node: &Node,
    idea: &RecordId,
    programme: &Programme,
    plan: &mut Plan,
) -> Result<(), ImportError> {
    let mut fields = FieldList::new();
    if let Some(theme) = node.get("theme") {
        let theme = referred(&theme, &programme.themes)?;
        fields.push(("theme".into(), theme.to_string().into()));
    }
    if let Some(status) = node.get("status") {
        let code = status.code(|code| Status::parse(code).is_some())?;
        fields.push(("status".into(), code.into()));
    }
    if let Some(answer) = node.get("answer") {
        fields.push(("answer".into(), answer.paragraphs()?.into()));
    }
    plan.organise(node, Kind::Moderation, &idea.0, fields, |_| false)
}

/// The forms read leniently, since drafts may hold anything; a file may not.
fn check_types(node: &Node) -> Result<(), ImportError> {
    for (key, _) in node.value.as_map().unwrap_or_default() {
        let Some(value) = node.get(key).filter(|_| !key.starts_with(['_', '$'])) else {
            continue;
        };
        match key.as_str() {
            "anonymous" => value.flag().map(drop)?,
            "shape" => {}
            _ => value.text().map(drop)?,
        }
    }
    Ok(())
}

fn check_codes(node: &Node) -> Result<(), ImportError> {
    check_types(node)?;
    let check = |key: &str, known: fn(&str) -> bool| match node.get(key) {
        Some(code) => code.code(known).map(drop),
        None => Ok(()),
    };
    check("form", |code| Form::parse(code).is_some())?;
    check("type", |code| IdeaType::parse(code).is_some())?;
    check("novelty", |code| Novelty::parse(code).is_some())?;
    let shape = |node: &Node| node.code(|code| Shape::parse(code).is_some()).map(drop);
    match node.get("shape") {
        Some(one) if one.value.as_text().is_some() => shape(&one),
        Some(many) => many.items()?.iter().try_for_each(shape),
        None => Ok(()),
    }
}

/// The object with a reference resolved, where there is one.
fn resolved(
    node: &Node,
    key: &str,
    records: &BTreeMap<&str, RecordId>,
) -> Result<Value, ImportError> {
    Ok(match node.get(key) {
        Some(id) => replaced(node.value, key, &referred(&id, records)?),
        None => node.value.clone(),
    })
}

fn replaced(object: &Value, key: &str, id: &RecordId) -> Value {
    let entries = object.as_map().unwrap_or_default().iter();
    let entry = |(name, value): &(String, Value)| match name == key {
        true => (key.into(), id.to_string().into()),
        false => (name.clone(), value.clone()),
    };
    Value::Map(entries.map(entry).collect())
}

fn referred(node: &Node, records: &BTreeMap<&str, RecordId>) -> Result<RecordId, ImportError> {
    let found = records.get(node.text()?).copied();
    found.ok_or_else(|| node.fail(Reason::UnknownReference))
}

fn idea_key(field: IdeaField) -> &'static str {
    match field {
        IdeaField::Title => "title",
        IdeaField::Problem => "problem",
        IdeaField::Idea => "idea",
        IdeaField::Agency => "agency",
        IdeaField::Name => "name",
        IdeaField::Detail(detail) => detail.code(),
    }
}

fn reason(error: FieldError) -> Reason {
    match error {
        FieldError::TooLong { limit, .. } => Reason::TooLong(limit),
        _ => Reason::Missing,
    }
}
