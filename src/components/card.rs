//! Cards and the small tags on them.

use crate::render::prelude::*;

/// What a card means beside holding things together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardTone {
    /// Nothing more.
    #[default]
    Plain,
    /// It is going on now.
    Now,
    /// It is one's own or chosen.
    Chosen,
}

/// A card.
#[component]
pub fn Card(
    /// What it means.
    #[prop(optional)]
    tone: CardTone,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        CardTone::Plain => "card",
        CardTone::Now => "card now",
        CardTone::Chosen => "card chosen",
    };
    view! { <div class=class>{children()}</div> }
}

/// What a tag tells beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagTone {
    /// Nothing more.
    #[default]
    Plain,
    /// Now, or waiting.
    Now,
    /// Done, or chosen.
    Good,
    /// Wrong, or gone.
    Bad,
}

/// A small label that cannot be tapped.
#[component]
pub fn Tag(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(optional)]
    tone: TagTone,
) -> impl IntoView {
    let class = match tone {
        TagTone::Plain => "tag",
        TagTone::Now => "tag now",
        TagTone::Good => "tag good",
        TagTone::Bad => "tag bad",
    };
    view! { <span class=class>{label}</span> }
}
