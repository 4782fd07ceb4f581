//! What every view needs: the renderer, and the signals and components of leptos.

pub use super::{
    Children, ChildrenFn, CollectView, IntoView, NodeRef, View, each, Show,
};
pub use gagas_view_macro::view;
pub use leptos::component;
pub use leptos::prelude::{
    Callable, Callback, Effect, Get, GetUntracked, GetValue, LocalStorage, Memo, Owner, Read, ReadSignal,
    ReadUntracked, RwSignal, Set, SetValue, Signal, StoredValue, Track, Update, UpdateValue, With,
    WithUntracked, WithValue, Write, WriteSignal, document, event_target,
    event_target_checked,
    event_target_value, expect_context, on_cleanup, provide_context, request_animation_frame,
    set_interval, set_timeout, set_timeout_with_handle, untrack, use_context, window,
};
