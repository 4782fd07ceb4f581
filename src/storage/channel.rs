//! What the tabs of one workshop tell each other at once.
//!
//! Correctness must not need it: a tab that misses a message finds the data at its next load. Old
//! browsers have no channel at all.

use gagas_domain::id::PatchId;
use gagas_domain::patch::SignedPatch;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::line::{lines, read_line, write_lines};

/// What a tab says to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// These patches are new here, and stored.
    Patches(Vec<SignedPatch>),
    /// These patches were written here, and wait in the outbox.
    Own(Vec<SignedPatch>),
    /// These patches of the outbox were handed over in a file, at this time (ms, UTC).
    Handed(u64, Vec<PatchId>),
    /// The value of this name has changed.
    Meta(String),
    /// The workshop was erased from this device: stop writing.
    Erased,
    /// What waits in the outbox is no longer what it was.
    Queue,
}

impl Message {
    fn to_text(&self) -> String {
        match self {
            Self::Patches(patches) => ["p", &text(patches)].concat(),
            Self::Own(patches) => ["q", &text(patches)].concat(),
            Self::Handed(at_ms, ids) => {
                let mut out = ["h", &at_ms.to_string()].concat();
                for id in ids {
                    out += " ";
                    out += &id.to_string();
                }
                out
            }
            Self::Meta(key) => ["m", key].concat(),
            Self::Erased => "e".into(),
            Self::Queue => "o".into(),
        }
    }

    /// Reads a message; `None` for those of a version that says other things.
    fn parse(text: &str) -> Option<Self> {
        let (tag, rest) = text.split_at_checked(1)?;
        match (tag, rest) {
            ("p", blob) => read(blob).map(Self::Patches),
            ("q", blob) => read(blob).map(Self::Own),
            ("h", text) => {
                let mut words = text.split(' ');
                let at_ms = words.next()?.parse().ok()?;
                let ids = words.map(PatchId::parse).collect::<Option<_>>();
                Some(Self::Handed(at_ms, ids?))
            }
            ("m", key) => Some(Self::Meta(key.into())),
            ("e", "") => Some(Self::Erased),
            ("o", "") => Some(Self::Queue),
            _ => None,
        }
    }
}

fn text(patches: &[SignedPatch]) -> String {
    String::from_utf8(write_lines(patches)).unwrap_or_default()
}

fn read(blob: &str) -> Option<Vec<SignedPatch>> {
    lines(blob.as_bytes()).map(read_line).collect()
}

/// One tab's end of the channel; dropping it closes it.
#[derive(Debug)]
pub struct Channel {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Joins the channel of that name and hears what other tabs say, never oneself. `None` where the
    /// browser has no channels.
    #[must_use]
    pub fn join(name: &str, mut hear: impl FnMut(Message) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let on_message = Closure::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(message) = text.as_deref().and_then(Message::parse) {
                hear(message);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _on_message: on_message,
        })
    }

    /// Tells all other tabs; answers whether the browser took it.
    pub fn post(&self, message: &Message) -> bool {
        let text = message.to_text();
        self.channel.post_message(&text.as_str().into()).is_ok()
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_written() {
        let patch = SignedPatch {
            body: "{\"p\":\"baris\\nbaru\"}".into(),
            signature: [9; 64],
        };
        for message in [
            Message::Patches(vec![patch.clone(), patch.clone()]),
            Message::Own(vec![patch]),
            Message::Handed(1_790_000_000_000, vec![PatchId([7; 16]), PatchId([8; 16])]),
            Message::Handed(0, Vec::new()),
            Message::Patches(Vec::new()),
            Message::Meta("m.key".into()),
            Message::Erased,
            Message::Queue,
        ] {
            assert_eq!(Message::parse(&message.to_text()), Some(message));
        }
    }

    #[test]
    fn what_later_versions_say_is_ignored() {
        for text in ["", "z", "e1", "p{}", "é", "h", "h1 x"] {
            assert_eq!(Message::parse(text), None, "{text}");
        }
    }
}
