//! Lists of the room: lines that lead somewhere, drawn piece by piece.

use crate::render::prelude::*;

use crate::components::{Button, Icon, Tag, TagTone, Width, icon};
use crate::i18n::{organiser as texts, tf};
use crate::platform::format;

/// How many lines stand there without being asked for, and how many more at a time.
const CHUNK: usize = 60;

/// What a tag says, and what it means.
pub(super) type Mark = (&'static str, TagTone);

/// One line.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    /// Where it leads.
    pub(super) href: String,
    /// Its first words.
    pub(super) title: String,
    /// What stands below them.
    pub(super) note: String,
    /// A second note; empty for none.
    pub(super) counts: String,
    /// How it stands.
    pub(super) marks: Vec<Mark>,
    /// Whether it is open beside the list.
    pub(super) here: bool,
}

/// Draws a list.
pub(super) fn list(all: Memo<Vec<Row>>) -> View {
    let limit = RwSignal::new(CHUNK);
    let left = Memo::new(move |_| all.with(Vec::len).saturating_sub(limit.get()));
    let shown = move || {
        let limit = limit.get();
        all.with(|all| all.iter().take(limit).cloned().collect::<Vec<_>>())
    };
    let more = move |()| limit.update(|limit| *limit += CHUNK);
    let label = Signal::derive(move || tf(texts::MORE, &[&format::number(left.get())]));
    view! {
        <ul class="lines">{each(shown, key, draw)}</ul>
        <Show when=move || { left.get() > 0 }>
            <div class="actions"><Button label width=Width::Full on_press=more/></div>
        </Show>
    }
    .into_view()
}

/// Changes with everything that a line shows.
fn key(row: &Row) -> String {
    let mut key = [&*row.href, &row.title, &row.note, &row.counts].join("\n");
    for (mark, _) in &row.marks {
        key.push_str(mark);
    }
    key.push(if row.here { '1' } else { '0' });
    key
}

fn draw(row: Row) -> View {
    let counts =
        (!row.counts.is_empty()).then(|| view! { <br/><small class="num">{row.counts}</small> });
    view! {
        <li>
            <a class="menu-item" href=row.href aria-current=row.here.then_some("true")>
                <span class="fill">
                    <b>{row.title}</b>
                    <br/>
                    <small class="meta">{row.note}</small>
                    {counts}
                    {tags(row.marks)}
                </span>
                {icon(Icon::ChevronRight)}
            </a>
        </li>
    }
    .into_view()
}

/// Draws tags; nothing where there are none.
pub(super) fn tags(marks: Vec<Mark>) -> View {
    if marks.is_empty() {
        return View::Empty;
    }
    let tag = |(label, tone): Mark| view! { <Tag label=label tone/> };
    let tags = marks.into_iter().map(tag).collect_view();
    view! { <span class="row">{tags}</span> }.into_view()
}

/// Joins what is not empty.
pub(super) fn joined(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect();
    filled.join(" · ")
}
