//! The workshop itself: what it is, and the settings of registration and board.

use super::plan::Plan;
use super::read::{Collect, Node};
use super::{ImportError, Reason};
use crate::id::encode;
use crate::kind::Kind;
use crate::seal::seal_public_key;
use crate::value::Value;
use crate::view::{OptionalField, Phase, TallyMode};

const LINES: &[&str] = &["title", "title_en", "host", "venue"];
const TEXTS: &[&str] = &["about", "about_en", "notice", "notice_en"];
const DAYS: &[&str] = &["starts", "ends"];
const OTHERS: &[&str] = &[
    "map", "contact", "zone", "locale", "listed", "rooms", "tracks",
];
/// The parts of a file that are no fields of the workshop's record by themselves.
pub(super) const PARTS: &[&str] = &[
    "gagas",
    "registration",
    "board",
    "agencies",
    "sessions",
    "announcements",
    "themes",
    "ideas",
    "comments",
    "ballots",
];
pub(super) const CONTACT: &[&str] = &["name", "phone", "whatsapp", "email"];
pub(super) const PLACE: &[&str] = &["id", "name", "name_en"];
pub(super) const REGISTRATION: &[&str] = &[
    "open",
    "close",
    "capacity",
    "edit_until",
    "retain_until",
    "fields",
    "consents",
];
pub(super) const CONSENT: &[&str] = &["id", "version", "text", "text_en", "required"];
pub(super) const BOARD: &[&str] = &[
    "open",
    "close",
    "budget",
    "cap",
    "tally",
    "anonymous",
    "phase",
];
/// What is turned during the day, and stays where the file does not say otherwise.
const LIVE: &[&str] = &["board.tally", "board.phase"];
/// The greatest number of places or votes.
const COUNT_LIMIT: i64 = 100_000;

/// Tells whether a key of the file's outermost object is known.
pub(super) fn is_known(key: &str) -> bool {
    is_field(key) || PARTS.contains(&key)
}

fn is_field(key: &str) -> bool {
    [LINES, TEXTS, DAYS, OTHERS]
        .iter()
        .any(|keys| keys.contains(&key))
}

/// Takes the workshop's own record.
pub(super) fn take(root: &Node, plan: &mut Plan) -> Result<(), ImportError> {
    root.check_keys(is_known)?;
    root.need("title")?;
    let mut out = Collect::new(root, "");
    out.lines(LINES)?;
    out.texts(TEXTS)?;
    out.days(DAYS)?;
    if let (Some(starts), Some(ends)) = (root.get("starts"), root.get("ends"))
        && ends.day()? < starts.day()?
    {
        return Err(ends.fail(Reason::EndsBeforeStart));
    }
    out.each(&["map"], Node::link)?;
    out.each(&["contact"], read_contact)?;
    out.each(&["zone"], read_zone)?;
    out.each(&["locale"], |node| {
        node.code(|code| matches!(code, "id" | "en"))
    })?;
    out.each(&["listed"], Node::flag)?;
    out.list_of("rooms", read_place)?;
    out.list_of("tracks", read_place)?;
    out.set("seal", encode(&seal_public_key(plan.seed)));
    let mut fields = out.fields;
    if let Some(node) = root.get("registration") {
        fields.extend(read_registration(&node)?);
    }
    if let Some(node) = root.get("board") {
        fields.extend(read_board(&node)?);
    }
    plan.organise(root, Kind::Workshop, &[], fields, |name| {
        let part = |prefix, keys: &[&str]| {
            let key = name.strip_prefix(prefix);
            key.is_some_and(|key| keys.contains(&key))
        };
        let own = is_field(name) || part("reg.", REGISTRATION) || part("board.", BOARD);
        own && !LIVE.contains(&name)
    })
}

fn read_registration(node: &Node) -> Result<super::read::FieldList, ImportError> {
    node.check_keys(|key| REGISTRATION.contains(&key))?;
    let mut out = Collect::new(node, "reg.");
    out.instants(&["open", "close", "edit_until"])?;
    out.days(&["retain_until"])?;
    out.each(&["capacity"], |node| node.int(1, COUNT_LIMIT))?;
    out.list_of("fields", |node| {
        let code = node.code(|code| OptionalField::parse(code).is_some())?;
        Ok(code.into())
    })?;
    out.list_of("consents", read_consent)?;
    Ok(out.fields)
}

fn read_board(node: &Node) -> Result<super::read::FieldList, ImportError> {
    node.check_keys(|key| BOARD.contains(&key))?;
    let mut out = Collect::new(node, "board.");
    out.instants(&["open", "close"])?;
    out.each(&["budget", "cap"], |node| node.int(0, COUNT_LIMIT))?;
    out.each(&["tally"], |node| {
        node.code(|code| TallyMode::parse(code).is_some())
    })?;
    out.each(&["anonymous"], Node::flag)?;
    out.each(&["phase"], |node| {
        node.code(|code| Phase::parse(code).is_some())
    })?;
    Ok(out.fields)
}

fn read_contact(node: &Node) -> Result<Value, ImportError> {
    node.check_keys(|key| CONTACT.contains(&key))?;
    let mut out = Collect::new(node, "");
    out.lines(CONTACT)?;
    Ok(Value::Map(out.fields))
}

fn read_place(node: &Node) -> Result<Value, ImportError> {
    node.check_keys(|key| PLACE.contains(&key))?;
    node.need("id")?.id()?;
    node.need("name")?;
    let mut out = Collect::new(node, "");
    out.lines(PLACE)?;
    Ok(Value::Map(out.fields))
}

fn read_consent(node: &Node) -> Result<Value, ImportError> {
    node.check_keys(|key| CONSENT.contains(&key))?;
    node.need("id")?.id()?;
    node.need("text")?;
    let mut out = Collect::new(node, "");
    out.lines(&["id"])?;
    out.each(&["version"], |node| node.int(1, COUNT_LIMIT))?;
    out.texts(&["text", "text_en"])?;
    out.each(&["required"], Node::flag)?;
    Ok(Value::Map(out.fields))
}

/// The name of a zone, such as `Asia/Jakarta`; whether it exists only the platform knows.
fn read_zone<'a>(node: &Node<'a>) -> Result<&'a str, ImportError> {
    let name = node.text()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'+' | b'-');
    if name.contains('/') && name.len() <= 64 && name.bytes().all(plain) {
        Ok(name)
    } else {
        Err(node.fail(Reason::BadCode))
    }
}
